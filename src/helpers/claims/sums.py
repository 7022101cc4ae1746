"""Whether a number is one incident's, a part of another number, or a sum over several.

Signs are read from the clause that the number stands in, and from the numbers told
round it in the article. A small model weighs them: a multinomial logistic regression,
whose weights ``tests/train_parts.py`` makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.grammar import RELATIVES, children
from helpers.lexicons import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from helpers.claims.cues import Cue
    from helpers.claims.victims import Victims

Record = dict[str, object]

KINDS = ("incident", "subset", "total")
_OF_WAR = frozenset({"hundreds", "thousands", "frame toll", "brings", "aside brings"})
_BEHIND = frozenset({"behind a sum", "behind another"})
_DATED = frozenset({"day", "when", "occasion", "plural occasion", "several occasions", "year"})
_MAY_SUM = frozenset({
    "sum", "so far", "since", "stretch", "several war", "several occasions", "several at once",
    "counted occasions", "plural occasion", "war undated", "brings", "perfect", "period",
    "behind a sum",
})  # fmt: skip
"""Signs of which a sum has one at the least: a number is none for being large alone."""
_ADDED_UP = frozenset({
    "sum", "so far", "since", "stretch", "several war", "counted occasions", "thousands",
})  # fmt: skip


def decide_parts(records: list[Record], paragraphs: Sequence[int]) -> list[Record]:
    """Decide for each claim whether its number is a part, a sum or one incident's.

    Parameters
    ----------
    records : list of dict
        The claims of one article in the order of the text; ``signs`` is what
        :func:`sentence_signs` returns.
    paragraphs : sequence of int
        The paragraph of each sentence.

    Returns
    -------
    list of dict
        The same with ``part_of`` (``incident``, ``subset`` or ``total``) for ``signs``.
    """
    done: list[Record] = []
    for k, record in enumerate(records):
        signs = all_signs(records, k, paragraphs)
        told = _weigh(signs)
        if told == "incident" and done and _continues(done[-1], record, signs):
            told = "total"
        kept = {key: value for key, value in record.items() if key != "signs"}
        done.append(kept | {"part_of": told})
    return done


def _continues(last: Record, record: Record, signs: frozenset[str]) -> bool:
    """Whether a number goes on with the sum before it: 14 were killed, with many more injured."""
    undated = not any(s.removeprefix("aside ") in _DATED for s in signs)
    several = bool(record.get("count_text")) and (record["low"] or 0) > 1
    return last["part_of"] == "total" and several and undated and bool(signs & _BEHIND)


def _weigh(signs: Iterable[str]) -> str:
    totals = dict(_weights()["always"])
    for sign in sorted(signs):
        for kind, weight in _weights().get(sign, {}).items():
            totals[kind] += weight
    may_sum = any(s.removeprefix("aside ") in _MAY_SUM for s in signs)
    return max(KINDS if may_sum else KINDS[:2], key=lambda kind: totals[kind])


@cache
def _weights() -> dict[str, dict[str, float]]:
    return {
        row["sign"]: {kind: float(row[kind]) for kind in KINDS}
        for row in lexicons.read("part_weights")
    }


def all_signs(records: list[Record], k: int, paragraphs: Sequence[int]) -> frozenset[str]:
    """Return what a claim's sentence and the numbers told before and after it show.

    Parameters
    ----------
    records : list of dict
        The claims of one article, each with its ``signs``.
    k : int
        Which of them.
    paragraphs : sequence of int
        The paragraph of each sentence.

    Returns
    -------
    frozenset of str
        Names of signs: after a larger number with the same outcome of the same
        group or of people, before one, behind a sum, piece of a number told.
    """
    record, found = records[k], set(records[k]["signs"])
    told = {sign for r in records[: k + 1] for sign in r["signs"]}
    if "disaster" in told and "several war" not in told:
        found -= _OF_WAR
    found -= {"disaster"}
    size, place = _size(record), int(record["sentence_id"])
    same = [r for r in records[:k] if r["outcome"] == record["outcome"]]
    groups = (record["victim_group"], "people")
    alone = record["low"] == record["best"] == 1
    larger = [
        r
        for r in same
        if _size(r) > max(size, 1)
        and r["victim_group"] in groups
        and not (alone and r["cue_start"] == record["cue_start"])
    ]
    if larger:
        found.update(["part"] if "of them" in found else [])
        found.add("one after larger" if alone else "after larger")
        near = place - int(larger[-1]["sentence_id"])
        found.update(["just after larger"] if near <= 1 else [])
        found.update(["beside larger"] if near == 0 else [])
    if any(_size(r) == size and r.get("count_text") and record.get("count_text") for r in same):
        found.add("told before")
    later = [r for r in records[k + 1 :] if r["outcome"] == record["outcome"]]
    if any(_size(r) > size > 1 for r in later):
        found.add("larger later")
    last = records[k - 1] if k else None
    before = int(last["sentence_id"]) if last is not None else -2
    if place - before <= 1 and paragraphs[before] == paragraphs[place]:
        found.add("behind a sum" if last["signs"] & _ADDED_UP else "behind another")
    beside = [r for r in same + later if int(r["sentence_id"]) == place]
    if beside and any(
        _size(whole) == size + sum(_size(r) for r in beside if r is not whole) for whole in same
    ):
        found.add("adds up")
    return frozenset(found - _ADDED_UP - _OF_WAR if "part" in found else found)


def _size(record: Record) -> int:
    return int(record["best"] or record["low"] or record["high"] or 0)


@cache
def _context(kind: str) -> frozenset[str]:
    return lexicons.words("claim_context", kind=kind)


def sentence_signs(cue: Cue, victims: Victims) -> frozenset[str]:
    """Return what the sentence shows of whether a number is a part or a sum.

    Parameters
    ----------
    cue : Cue
        The casualty word.
    victims : Victims
        The noun phrase that names the victims.

    Returns
    -------
    frozenset of str
        Names of signs; see the functions of this module.
    """
    scope = list(_scope(cue.token, victims.head))
    inside = {t.i for t in scope}
    rest = [t for t in cue.token.sent if t.i not in inside]
    found = {f"frame {cue.frame}", f"outcome {cue.outcome}", *_number_signs(victims)}
    found |= _phrase_signs(victims, cue)
    found.update(_tense_signs(cue.token))
    for token in scope:
        found.update(_time_signs(token))
    aside = {sign for token in rest for sign in _time_signs(token)}
    found |= {f"aside {sign}" for sign in aside - found}
    if any(t.lower_ in _context("disaster") for t in cue.token.sent):
        found.add("disaster")
    return frozenset(_with_pairs(found))


def _with_pairs(found: set[str]) -> set[str]:
    """Add what two signs tell together: clashes on one day, a war and no day."""
    several = found & {"several war", "several occasions"}
    dated = found & {"day", "aside day", "occasion", "when"}
    alone = found & {"one", "one uncounted"}
    pairs = {"one of a sum"} if alone and found & _ADDED_UP else set()
    if "aside several war" in found and not dated and not alone:
        pairs.add("war undated")
    if several and dated:
        return found - several | pairs | {"several at once"}
    return found | pairs


def _scope(cue: Token, head: Token) -> Iterator[Token]:
    """Yield the words of the clause that a casualty word stands in."""
    tops, token = [cue], cue
    while token.head != token and token.dep_ in _CLIMB and len(tops) < 5:
        token = token.head
        tops.append(token)
    seen = set()
    queue = [*tops, head]
    while queue:
        token = queue.pop()
        if token.i in seen:
            continue
        seen.add(token.i)
        yield token
        queue.extend(c for c in token.children if c.dep_ not in _CLAUSES and c not in tops)


_CLIMB = frozenset({
    "xcomp", "advcl", "conj", "pcomp", "prep", "pobj", "dobj", "nsubj", "nsubjpass", "oprd",
    "amod", "acl", "attr",
})  # fmt: skip
_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "parataxis", "acl"})


def _number_signs(victims: Victims) -> Iterator[str]:
    low, best, high = victims.low, victims.best, victims.high
    if victims.count is None:
        yield "one uncounted" if best == 1 else "many uncounted"
    elif low == high == 1:
        yield "one"
    else:
        size = best or low or high or 0
        if size >= 1000:
            yield "thousands"
        elif size >= 200:
            yield "hundreds"
    if best == 0:
        yield "none"


def _phrase_signs(victims: Victims, cue: Cue) -> set[str]:
    """Return what the victims' own words show: eight of those injured, three more."""
    head, found = victims.head, set()
    if victims.part:
        found.add("part")
    of = head.dep_ == "pobj" and head.head.lower_ == "of"
    if of and victims.count is not None and victims.count.last <= head.i:
        if head.lower_ in ("them", "whom", "these", "those"):
            found.add("of them")
        elif children(head, "det"):
            hurt = {head.lower_, *(c.lower_ for c in children(head, "amod"))}
            found.add("part" if hurt & claim_words("outcome word") else "of the")
    if any(o.lower_ in RELATIVES for p in children(head, "prep") for o in p.children):
        found.add("of them")
    first = victims.count.first if victims.count is not None else victims.first
    before = {t.lower_ for t in head.doc[max(first - 1, head.sent.start) : head.i + 1]}
    for sign, words in _EXTRA.items():
        if before & words:
            found.add(sign)
    if head.lower_ in ("others", "rest"):
        found.add("others")
    if victims.count is not None and head.doc[first - 1].lower_ == "the" and first > 0:
        found.add("the number")
    return found


_EXTRA = {
    "more": frozenset({"more", "further", "additional"}),
    "another": frozenset({"another", "other", "others"}),
    "nth": frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh"}),
}


def _tense_signs(cue: Token) -> Iterator[str]:
    verb = cue
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    helpers_ = {c.lower_ for c in children(verb, "aux", "auxpass")}
    if helpers_ & {"have", "has", "'ve", "'s"}:
        yield "perfect"
    elif "had" in helpers_:
        yield "past perfect"
    elif verb.tag_ == "VBG" and helpers_ & {"is", "are", "'re"} or "being" in helpers_:
        yield "progressive"
    elif helpers_ & {"is", "are", "get", "gets"} or verb.tag_ in ("VBZ", "VBP"):
        yield "present"


def _time_signs(token: Token) -> Iterator[str]:
    """Yield the signs of one word: since, over two days, on Monday, in clashes, in a raid."""
    word = token.lower_
    if word in _SIGNS_OF_WORDS:
        yield _SIGNS_OF_WORDS[word]
    if word in _context("sum"):
        yield "sum"
    if word == "far" and token.i and token.nbor(-1).lower_ == "so":
        yield "so far"
    if word in _context("stretch") and spans_time(token):
        yield "stretch"
    yield from _date_signs(token)
    yield from _occasion_signs(token)


_SIGNS_OF_WORDS = {
    "alone": "alone",
    "since": "since",
    **dict.fromkeys(
        ("brings", "bringing", "brought", "takes", "taking", "took", "raised", "raising"), "brings"
    ),
}


def _occasion_signs(token: Token) -> Iterator[str]:
    """Yield whether a word names one occasion, several that are counted, or a conflict."""
    word = token.lower_
    if word in _context("several occasions"):
        yield "counted occasions" if _several(token) else f"several {_how(token)}"
    elif word in _context("occasion") and token.pos_ in ("NOUN", "PROPN"):
        yield "occasion"
    elif token.tag_ == "NNS" and token.lemma_ in _context("occasion"):
        yield "counted occasions" if _several(token) else "plural occasion"
    opens = {c.lower_ for c in children(token, "advmod", "mark")}
    if token.dep_ == "advcl" and opens & {"when", "as", "after"}:
        yield "when"


def _how(noun: Token) -> str:
    """Tell words of a long conflict from those of one occasion that is not counted."""
    return "war" if noun.lower_ in _context("long conflict") else "occasions"


def _several(noun: Token) -> bool:
    """Whether occasions are counted: two bomb attacks, separate raids, a series of blasts."""
    for c in children(noun, "nummod", "amod", "det"):
        number = c.like_num and c.lower_ not in ("one", "1")
        if number or c.lower_ in ("separate", "several", "various"):
            return True
    return noun.dep_ == "pobj" and noun.head.head.lower_ in ("series", "string", "spate", "dozens")


def _date_signs(token: Token) -> Iterator[str]:
    word = token.lower_
    if word in _context("day") or word == "day" and children(token, "amod"):
        yield "day"
    elif token.ent_type_ != "DATE":
        return
    elif word.isdigit() and len(word) == 4:
        yield "year"
    elif word in ("year", "month", "months", "weeks", "years"):
        yield "period"
    elif word.isdigit() and len(word) < 3:
        yield "day"


def spans_time(token: Token) -> bool:
    """Whether a word for a length of time says how long a number took to add up."""
    before = [t.lower_ for t in token.doc[max(token.i - 4, token.sent.start) : token.i]]
    after = token.nbor().lower_ if token.i + 1 < token.sent.end else ""
    spans = not _context("over").isdisjoint(before)
    several = token.tag_ == "NNS" or not {"past", "last"}.isdisjoint(before)
    if after == "of":
        return True
    return spans and several and after not in _context("offset") and "-" not in before[-1:]
