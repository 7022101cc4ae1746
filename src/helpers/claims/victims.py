"""The noun phrases that name victims: how many, and which words.

"Two soldiers and a guide" are two phrases; "Seven people - four militants and
three guards" is one with two parts; "ten, including three children" likewise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.grammar import RELATIVES, children, conjuncts, prepositional_objects
from helpers.lexicons import claim_words
from helpers.quantities import Quantity, exactly

if TYPE_CHECKING:
    from spacy.tokens import Token

Quantities = Mapping[int, Quantity]

ARTICLES = frozenset({"a", "an", "another", "one"})
_STOPS = frozenset({"ADP", "CCONJ", "SCONJ", "AUX", "PRON", "PART", "INTJ"})


@dataclass(frozen=True)
class Victims:
    """One noun phrase that names victims.

    Attributes
    ----------
    head : spacy.tokens.Token
        The noun, the pronoun, or the number where no noun stands.
    first, last : int
        Token indices of the words that name them without the number, the last
        exclusive; equal where there are none.
    low, best, high : int or None
        How many.
    count : Quantity or None
        The words that give the number, where there are such.
    part : bool
        Whether it is a part of another phrase's number.
    """

    head: Token
    first: int
    last: int
    low: int | None
    best: int | None
    high: int | None
    count: Quantity | None = None
    part: bool = False


def read_victims(head: Token, quantities: Quantities) -> list[Victims]:
    """Read the victims that a noun phrase names.

    Parameters
    ----------
    head : spacy.tokens.Token
        Its head.
    quantities : mapping of int to Quantity
        The sentence's numbers by token index.

    Returns
    -------
    list of Victims
        One a counted phrase: coordinated ones apart unless they share a number
        or are all names; parts set off by dashes or commas behind the whole.
    """
    head = _past_total(head, quantities)
    members = [m for m in _listed(head, quantities) if m == head or _goes_with(m, head, quantities)]
    if len(members) > 1 and all(is_name(m) and not counted_by(m, quantities) for m in members):
        last = max(_right_edge(m) for m in members)
        n = len(members)
        return [Victims(head, _left_edge(head, quantities), last, n, n, n)]
    phrases = [phrase_of(head, quantities)]
    whole = phrases[0]
    if whole.count is None and _is_plural(head):
        listed = [
            n
            for c in children(head, "appos", "dep")
            if c.i <= head.i + 4 and is_name(c)
            for n in conjuncts(c)
        ]
        if len(listed) > 1 and all(is_name(n) for n in listed):
            return [
                replace(
                    whole,
                    last=listed[-1].i + 1,
                    low=len(listed),
                    best=len(listed),
                    high=len(listed),
                )
            ]
    shares = whole.count is not None and whole.high != 1
    for member in members[1:]:
        if (
            counted_by(member, quantities)
            or article_of(member)
            or (
                is_definite_one(member)
                or children(member, "poss")
                or not shares
                and not (whole.count is None and _same_kind(head, member))
                or whole.count is None
                and whole.high == 1
                and member.tag_ == "NN"
            )
        ):
            phrases.append(phrase_of(member, quantities))
    if (whole.low or whole.best or 0) > 1 and len(members) == len(conjuncts(head)):
        phrases.extend(_parts(head, quantities))
    return phrases


def _listed(head: Token, quantities: Quantities) -> list[Token]:
    """Return a noun and what is listed with it, lists that the parse takes for apposition too.

    "The man, his wife and two sons" is a list; "seven people, four men and three
    women" is a whole with its parts, and "Ada Moss, a nurse and poet" one person.
    """
    members = conjuncts(head)
    for apposed in children(head, "appos"):
        others = conjuncts(apposed)
        counted = counted_by(others[-1], quantities)
        several = not _is_plural(head) and counted_by(others[0], quantities) is not None
        listed = bool(children(others[0], "poss")) or several and _is_plural(others[0])
        listed = listed or counted is not None and article_of(others[0]) is not None
        listed = listed or is_definite_one(head) and _is_plural(others[-1])
        if len(others) > 1 and listed:
            members = sorted([*members, *others], key=lambda t: t.i)
    return members


def with_count_of(victims: Victims, cue: Token, quantities: Quantities) -> Victims:
    """Give uncounted victims the number of their bodies or deaths: 58 bodies of villagers."""
    if victims.head == cue or victims.count is not None or victims.high is not None:
        return victims
    count = counted_by(cue, quantities)
    if count is None:
        return victims
    return replace(victims, low=count.low, best=count.best, high=count.high, count=count)


def in_numbers(victims: Victims, cue: Token, quantities: Quantities) -> Victims:
    """Give uncounted victims the number behind: "were murdered in their thousands"."""
    if victims.count is not None or victims.high is not None:
        return victims
    for k in range(cue.i + 1, min(cue.i + 6, cue.sent.end)):
        before = cue.doc[k - 1].lower_
        if k in quantities and before in ("their", "in") and quantities[k].kind == "vague":
            n = quantities[k]
            return replace(victims, low=n.low, best=n.best, high=n.high, count=n)
    return victims


def _past_total(head: Token, quantities: Quantities) -> Token:
    """Follow "of" from a word that only counts: "a total of 27 people"."""
    if head.lower_ in ("total", "sum", "tally") and head.i not in quantities:
        return next(iter(prepositional_objects(head, "of")), head)
    return head


def _goes_with(member: Token, head: Token, quantities: Quantities) -> bool:
    """Whether a coordinated word shares the outcome: no clause, no outcome of its own."""
    if member.pos_ in ("VERB", "AUX", "ADJ", "ADV"):
        return False
    if {c.lower_ for c in children(member, "amod")} & claim_words("outcome word"):
        return False
    behind = member.nbor() if member.i + 1 < member.sent.end else None
    fated = behind is not None and behind.lower_ in claim_words("outcome word")
    if fated and member.i in quantities and member.i > head.i:
        return False
    own = fated and behind.head.i >= member.i
    return not own or member.i < head.i


def phrase_of(head: Token, quantities: Quantities, part: bool = False) -> Victims:
    """Read one noun phrase without what is coordinated with it; see :func:`read_victims`."""
    own = quantities.get(head.i)
    if own is not None:
        of = [o for o in prepositional_objects(head, "of") if o.lower_ not in RELATIVES]
        if of:
            listed = conjuncts(of[0])
            people = listed[-1] if of[0].pos_ == "PROPN" and _is_plural(listed[-1]) else of[0]
            first, last = _left_edge(of[0], quantities), _right_edge(people)
            return Victims(people, first, last, own.low, own.best, own.high, own, part)
        return Victims(head, own.last, own.last, own.low, own.best, own.high, own, part)
    first, last = _left_edge(head, quantities), _right_edge(head)
    count = _members(head, quantities) or counted_by(head, quantities)
    if count is not None and not _is_year_of(head, count):
        words = max(first, count.last) if count.first < head.i else first
        return Victims(head, words, last, count.low, count.best, count.high, count, part)
    article = article_of(head)
    if article is not None and not _is_plural(head):
        one = exactly(1, article.i, article.i + 1)
        return Victims(head, article.i + 1, last, 1, 1, 1, one, part)
    if _is_plural(head):
        return Victims(head, first, last, 2, None, None, None, part)
    return Victims(head, first, last, 1, 1, 1, None, part)


def _is_year_of(head: Token, count: Quantity) -> bool:
    """Whether a number before one person is a year: "2010 Army Sergeant of the Year"."""
    year = count.low == count.high and 1900 <= (count.low or 0) <= 2100
    return year and head.tag_ in ("NN", "NNP") and "," not in head.doc[count.first].text


def _members(head: Token, quantities: Quantities) -> Quantity | None:
    """Return how many a family or a crew has: "a family of five"."""
    if head.tag_ != "NN" or head.lower_ not in claim_words("has members"):
        return None
    of = [o for o in prepositional_objects(head, "of") if o.i in quantities]
    return quantities[of[0].i] if of else None


def counted_by(head: Token, quantities: Quantities) -> Quantity | None:
    """Return the number that stands before a noun in its own phrase."""
    k, start = head.i, head.sent.start
    if k in quantities:
        return quantities[k]
    while k > start:
        k -= 1
        token = head.doc[k]
        if k in quantities:
            return quantities[k]
        if token.lower_ in ARTICLES and token.lower_ != "one":
            return None
        if token.lower_ == "of" and k - 1 in quantities and head.i - k <= 4:
            return quantities[k - 1]
        verb = token.pos_ == "VERB" and token.dep_ != "amod"
        mark = token.is_punct and token.text not in ("-", "–", ",", '"', "'")
        if verb or mark or token.pos_ in _STOPS and token.tag_ != "PRP$":
            return None
        if token.text == "," and not (token.head == head or head.doc[k - 1].pos_ == "ADJ"):
            return None
        if token.dep_ in ("dobj", "npadvmod") and token.head != head:
            return None
    return None


def article_of(head: Token) -> Token | None:
    """Return the indefinite article, or "one", that a noun stands with."""
    for c in children(head, "det", "nummod"):
        if c.lower_ in ARTICLES:
            return c
    return None


def is_definite_one(head: Token) -> bool:
    """Whether a noun names one certain person: the driver, his wife."""
    return bool(children(head, "det", "poss")) and not _is_plural(head)


def is_name(token: Token) -> bool:
    """Whether a noun is a name without an article."""
    return token.pos_ == "PROPN" and not children(token, "det")


def _same_kind(a: Token, b: Token) -> bool:
    from helpers.claims.groups import noun_group

    return noun_group(a) == noun_group(b)


def _is_plural(head: Token) -> bool:
    word = head.lower_
    if word in claim_words("one or many") and article_of(head) is not None:
        return False
    if word in claim_words("plural pronoun") or word in claim_words("collective"):
        return True
    if word in claim_words("singular pronoun"):
        return False
    if head.tag_ in ("NNS", "NNPS"):
        return True
    return head.tag_ != "NNP" and word.endswith("s") and word[:-1] in person_nouns()


@cache
def person_nouns() -> frozenset[str]:
    """Nouns that name people, singular and plural."""
    return lexicons.words("victim_nouns")


def _left_edge(head: Token, quantities: Quantities) -> int:
    """First token of the phrase's own words: modifiers, without number and article."""
    first = head.i
    for k in range(head.i - 1, head.sent.start - 1, -1):
        token = head.doc[k]
        inside = token.head == head or token.head.head == head and token.head.i < head.i
        if (
            k in quantities
            or not inside
            or token.dep_ in ("prep", "punct", "appos", "relcl", "conj", "cc")
        ):
            break
        if token.lower_ in ("a", "an", "another"):
            break
        first = k
    return first


def _right_edge(head: Token) -> int:
    """Behind the phrase: the noun and a name set beside it."""
    last = head.i + 1
    for c in children(head, "appos"):
        if c.i <= head.i + 4 and c.pos_ == "PROPN":
            last = c.i + 1
    return last


def _parts(head: Token, quantities: Quantities) -> list[Victims]:
    """Read counted appositions: "Seven people - four militants and three guards"."""
    found = []
    for apposed in children(head, "appos"):
        between = range(head.i + 1, _left_edge(apposed, quantities))
        if any(k in quantities and k != apposed.i for k in between[:-1]):
            continue
        for member in conjuncts(apposed):
            if counted_by(member, quantities) and member.i > head.i:
                found.append(phrase_of(member, quantities, part=True))
    return found
