"""Casualty phrases of several words: lost their lives, the toll rose to 12, in custody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.claims.cues import Cue
from helpers.claims.victims import Quantities, person_nouns
from helpers.grammar import antecedent, children, is_passive, prepositional_objects, subject
from helpers.lexicons import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@cache
def _kind(kind: str) -> frozenset[str]:
    return lexicons.words("casualty_phrases", kind=kind)


def find_phrases(sentence: Span, quantities: Quantities) -> list[Cue]:
    """Find casualty phrases in a sentence, each with the heads of its victims.

    Parameters
    ----------
    sentence : spacy.tokens.Span
        A parsed sentence.
    quantities : mapping of int to Quantity
        Its numbers by token index.

    Returns
    -------
    list of Cue
        In the order of the text.
    """
    found = [cue for token in sentence for cue in _tolls(token, quantities)]
    for token in sentence:
        for reader in _READERS:
            found.extend(reader(token))
    return sorted(found, key=lambda cue: cue.token.i)


def _cue(token: Token, outcome: str, frame: str, *heads: Token | None) -> Iterator[Cue]:
    named = tuple(h for h in heads if h is not None)
    if named:
        yield Cue(token, outcome, frame, named)


def _tolls(token: Token, quantities: Quantities) -> Iterator[Cue]:
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
        return "injured" if kinds & {"injury", "injured", "wounded"} else "killed"
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


_COUNTED = {
    "dead": "killed", "deaths": "killed", "fatalities": "killed", "killed": "killed",
    "casualties": "killed", "bodies": "killed", "injured": "injured", "wounded": "injured",
    "injuries": "injured", "arrested": "detained", "arrests": "detained", "detained": "detained",
    "detainees": "detained", "missing": "missing", "displaced": "displaced",
    "abducted": "abducted", "kidnapped": "abducted", "died": "killed", "hurt": "injured",
}  # fmt: skip


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
        before = doc[k].lower_ if doc[k].lower_ == "up" else doc[k - 1].lower_
        if (
            before in claim_words("reach")
            and not _starts_from(doc[k - 1], token)
            and not _counts_other(doc, quantity.last)
        ):
            return doc[quantity.last - 1]
    return None


def _starts_from(preposition: Token, toll: Token) -> bool:
    """Whether "of" belongs to another noun than the toll."""
    return (
        preposition.lower_ in ("of", "as", "than")
        and preposition.i != toll.i + 1
        and preposition.head != toll
    )


def _counts_other(doc: object, behind: int) -> bool:
    after = doc[behind] if behind < len(doc) else None
    return after is not None and after.pos_ == "NOUN" and after.lower_ not in person_nouns()


def _lives(token: Token) -> Iterator[Cue]:
    """Read "lost their lives", "claimed 12 lives", "gave his life", "no loss of life"."""
    if token.lower_ not in ("life", "lives"):
        return
    verb = token.head
    if token.dep_ == "pobj" and verb.lower_ == "of" and verb.head.dep_ in ("dobj", "obj"):
        verb = verb.head.head
        if verb.lemma_ in ("claim", "take", "cost"):
            yield Cue(token, "killed", "lives", (token,))
    elif token.dep_ in ("dobj", "obj"):
        if (
            verb.lemma_ in ("lose", "forfeit")
            or verb.lemma_ in ("give", "lay")
            and children(token, "poss")
        ):
            yield from _cue(token, "killed", "subject", subject(verb))
        elif verb.lemma_ in ("claim", "take", "cost") and token.lower_ == "lives":
            yield Cue(
                token, "killed", "lives", tuple(prepositional_objects(token, "of")[:1] or [token])
            )
    elif token.dep_ == "nsubjpass" and verb.lemma_ in ("lose", "claim", "take", "cut"):
        owner = prepositional_objects(token, "of") or children(token, "poss")
        yield from _cue(token, "killed", "subject", owner[0] if owner else token)
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ == "loss":
        verb = token.head
        yield Cue(verb.head, "killed", "lives", (verb.head if token.lower_ == "life" else token,))


def _injuries(token: Token) -> Iterator[Cue]:
    """Read "suffered burns", "patients with bullet wounds", "injuries to 12 guards"."""
    if token.lower_ not in _kind("wound") or token.pos_ not in ("NOUN", "PROPN"):
        return
    head = token.head
    hurt = prepositional_objects(token, "to")
    if hurt and hurt[0].lower_ not in _kind("body part"):
        yield from _cue(token, "injured", "injuries", hurt[0])
    elif _first(token).dep_ in ("dobj", "obj") and _first(token).head.lemma_ in _kind("suffer"):
        yield from _cue(token, "injured", "injuries", subject(_first(token).head))
    elif token.dep_ == "pobj" and head.lower_ in ("with", "for"):
        bearer = head.head
        if bearer.pos_ in ("VERB", "AUX"):
            yield from _cue(token, "injured", "injuries", _undergoer(bearer))
        elif head.lower_ == "with":
            yield from _cue(token, "injured", "injuries", bearer)


def _limbs(token: Token) -> Iterator[Cue]:
    """Read "lost a leg", "lost limbs"."""
    if (
        token.lower_ in _kind("body part")
        and token.dep_ in ("dobj", "obj")
        and token.head.lemma_ == "lose"
    ):
        yield from _cue(token, "injured", "injuries", subject(token.head))


def _first(token: Token) -> Token:
    while token.dep_ == "conj":
        token = token.head
    return token


def _undergoer(verb: Token) -> Token | None:
    """Return whom a verb befalls: its passive subject, its object, or its subject."""
    if is_passive(verb):
        return (
            subject(verb)
            if verb.dep_ not in ("acl", "relcl") or children(verb, "nsubjpass")
            else verb.head
        )
    objects = children(verb, "dobj", "obj")
    return antecedent(objects[0]) if objects else subject(verb)


def _condition(token: Token) -> Iterator[Cue]:
    """Read "in a critical condition", "in intensive care", "on life support"."""
    if token.lower_ not in ("condition", "conditions", "care", "support"):
        return
    doc = token.doc
    window = range(max(token.i - 6, token.sent.start), token.i)
    inside = [k for k in window if doc[k].lower_ in ("in", "on")]
    if not inside or not {doc[k].lower_ for k in range(inside[-1], token.i)} & _kind("condition"):
        return
    bearer = doc[inside[-1]].head
    if bearer.pos_ in ("VERB", "AUX"):
        yield from _cue(token, "injured", "injuries", _undergoer(bearer))
    elif bearer.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
        yield from _cue(token, "injured", "injuries", bearer)


def _hospital(token: Token) -> Iterator[Cue]:
    """Read "34 were admitted to hospital", "three were being treated for burns"."""
    if token.lower_ in _kind("hospital") and token.dep_ == "pobj" and token.head.lower_ == "in":
        if token.head.head.lemma_ in ("be", "remain"):
            yield from _cue(token, "injured", "hospital", subject(token.head.head))
        return
    if token.lemma_ not in _kind("treatment") or not is_passive(token) or token.pos_ != "VERB":
        return
    window = {t.lower_ for t in token.doc[token.i + 1 : min(token.i + 12, token.sent.end)]}
    if "ill" in window:
        return
    treated = token.lemma_ in ("treat", "operate") and window & {"for", "on", "at"}
    if treated and window & (_kind("wound") | _kind("hospital")) or window & _kind("hospital"):
        yield from _cue(token, "injured", "hospital", _undergoer(token))


def _custody(token: Token) -> Iterator[Cue]:
    """Read "taken into custody", "held on suspicion of", "held hostage", "picked up"."""
    window = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + 8, token.sent.end)]]
    if token.lemma_ in (
        "hold",
        "keep",
        "take",
        "put",
        "remain",
        "throw",
        "lodge",
    ) and token.pos_ in ("VERB", "AUX"):
        hostage = {"hostage", "hostages", "captive"} & set(window[:3])
        if hostage:
            yield from _cue(token, "abducted", "custody", _undergoer(token))
        elif (
            _kind("custody") & set(window)
            and (is_passive(token) or token.lemma_ == "remain")
            or (
                token.lemma_ == "hold"
                and is_passive(token)
                and {"suspicion", "camp", "hours", "charges"} & set(window)
            )
        ):
            yield from _cue(token, "detained", "custody", _undergoer(token))
    elif token.lemma_ == "pick" and window[:1] == ["up"] and is_passive(token):
        yield from _cue(token, "detained", "custody", _undergoer(token))
    elif token.lemma_ == "be" and set(window[:3]) >= {"in", "custody"}:
        yield from _cue(token, "detained", "custody", subject(token))


def _flight(token: Token) -> Iterator[Cue]:
    """Read "fled their homes", "forced to flee", "left homeless"."""
    if token.lemma_ != "flee" or token.pos_ != "VERB":
        return
    window = {t.lower_ for t in token.doc[token.i + 1 : min(token.i + 8, token.sent.end)]}
    forced = token.head.lemma_ in ("force", "compel", "cause") and token.dep_ == "xcomp"
    if forced or window & _kind("home"):
        yield from _cue(token, "displaced", "flight", subject(token))


def _among(token: Token) -> Iterator[Cue]:
    """Read "X was among those killed": X is one of them."""
    if token.lower_ != "among" or token.head.lemma_ != "be":
        return
    told = [
        _COUNTED.get(t.lower_) or {"lives": "killed", "life": "killed"}.get(t.lower_)
        for t in token.subtree
    ]
    outcomes = [outcome for outcome in told if outcome]
    if outcomes:
        yield from _cue(token, outcomes[0], "among", subject(token.head))


def _falls(token: Token) -> Iterator[Cue]:
    """Read "flung to their deaths", "fell to his death"."""
    if token.lower_ not in ("death", "deaths") or token.dep_ != "pobj" or token.head.lower_ != "to":
        return
    verb = token.head.head
    if verb.pos_ == "VERB" and children(token, "poss"):
        yield from _cue(token, "killed", "subject", _undergoer(verb))


_READERS: tuple[Callable[[Token], Iterator[Cue]], ...] = (
    _lives, _injuries, _limbs, _condition, _hospital, _custody, _flight, _among, _falls,
)  # fmt: skip
