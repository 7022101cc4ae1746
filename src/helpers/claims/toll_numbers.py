"""Numbers that a toll is said to be: the toll rose to 12, the number of dead stands at 530."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helpers.claims.cues import Cue
from helpers.claims.victims import Quantities, person_nouns
from helpers.grammar import children, prepositional_objects
from helpers.lexicons import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Token


_COUNTED = {
    "dead": "killed", "deaths": "killed", "fatalities": "killed", "killed": "killed",
    "casualties": "killed", "bodies": "killed", "injured": "injured", "wounded": "injured",
    "injuries": "injured", "arrested": "detained", "arrests": "detained", "detained": "detained",
    "detainees": "detained", "missing": "missing", "displaced": "displaced",
    "abducted": "abducted", "kidnapped": "abducted", "died": "killed", "hurt": "injured",
    "lives": "killed", "life": "killed", "victims": "killed", "slain": "killed",
}  # fmt: skip


def counted_outcome(word: str) -> str | None:
    """Return the outcome that a word for people hurt tells of: the dead, the injured."""
    return _COUNTED.get(word)


def read_toll(token: Token, quantities: Quantities) -> Iterator[Cue]:
    """Read "death toll of 12", "the number of dead rose to 530", "took the toll to nine"."""
    outcome = toll_outcome(token)
    if outcome is None:
        return
    number = _number_reached(token, quantities)
    if number is not None:
        yield Cue(token, outcome, "toll", (number,))


def toll_outcome(token: Token) -> str | None:
    """Return the outcome that a noun such as toll, or number of dead, counts; else None."""
    word = token.lower_
    if word in ("toll", "tolls") and not {c.lower_ for c in children(token, "compound")} & {
        "road",
        "bridge",
        "highway",
    }:
        kinds = {c.lower_ for c in children(token, "compound", "amod")}
        kinds |= {o.lower_ for o in prepositional_objects(token, "of")}
        return "injured" if kinds & {"injury", "injured", "wounded"} else "killed"
    if word in ("deaths", "fatalities", "casualties", "injuries", "arrests"):
        return _COUNTED[word] if _rises(token) else None
    if word not in ("number", "total", "count", "figure", "tally", "numbers"):
        return None
    if token.head.lemma_ in ("take", "bring", "raise", "push") and not prepositional_objects(
        token, "of"
    ):
        told = {t.lower_ for t in token.sent} & {
            "killed",
            "died",
            "dead",
            "deaths",
            "bodies",
            "death",
        }
        return "killed" if told else None
    for counted in prepositional_objects(token, "of"):
        for part in (counted, *children(counted, "acl", "relcl", "amod", "conj")):
            outcome = _COUNTED.get(part.lower_)
            if outcome:
                return outcome
    return None


def _rises(token: Token) -> bool:
    """Whether a count is said to change: deaths rose to 19, injuries climbed past 300."""
    return token.dep_ == "nsubj" and token.head.lemma_ in claim_words("climb")


def _number_reached(token: Token, quantities: Quantities) -> Token | None:
    """Return the number that a toll is said to be, the new one where it changed."""
    doc = token.doc
    for k in range(token.i + 1, min(token.i + 30, token.sent.end)):
        if (
            doc[k].text == ";"
            or doc[k].lower_ in ("killed", "injured", "said")
            and doc[k].i > token.i + 8
        ):
            return None
        quantity = quantities.get(k)
        if quantity is None or quantity.first != k or quantity.kind == "none":
            continue
        leading = _leading(doc[k])
        leads = {doc[k].lower_, leading.lower_}
        if (
            (leads & claim_words("reach") or leading == token)
            and not _starts_from(leading, token)
            and not _counts_other(doc, quantity.last)
        ):
            return doc[quantity.last - 1]
    return None


def _leading(number: Token) -> Token:
    """Return the word that leads to a number, "now" and "the" passed over."""
    k = number.i - 1
    while k > number.sent.start and number.doc[k].pos_ in ("ADV", "DET"):
        k -= 1
    return number.doc[k]


def _starts_from(preposition: Token, toll: Token) -> bool:
    """Whether "of" belongs to another noun than the toll."""
    return (
        preposition.lower_ in ("of", "as", "than")
        and preposition.i != toll.i + 1
        and preposition.head != toll
    )


def _counts_other(doc: object, behind: int) -> bool:
    after = doc[behind] if behind < len(doc) else None
    return (
        after is not None
        and after.pos_ == "NOUN"
        and after.lower_ != "mark"
        and after.lower_ not in person_nouns()
    )
