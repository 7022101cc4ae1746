"""Whether an event happened: actual, negated, planned or hypothetical."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from helpers.events.grammar import measured
from helpers.lexicons import read, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_FUTURE = frozenset({"will", "shall", "'ll", "wo"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_NO = frozenset({"no", "neither", "nor"})
_CLAUSE_LINKS = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "conj", "prep"})
_NOUN_LINKS = frozenset({"for", "of", "to", "from", "against", "on"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DEPTH = 8


def mode_of(anchor: Token, noun: Token | None = None) -> str:
    """Tell whether an event is told as actual.

    Parameters
    ----------
    anchor : spacy.tokens.Token
        The verb of the clause that tells of the event, or the event noun itself.
    noun : spacy.tokens.Token, optional
        The event noun, where a verb carries it.

    Returns
    -------
    str
        ``hypothetical`` (asked for, threatened, possible), ``negated``, ``planned`` or
        ``actual``; of several, the first of these.
    """
    found: set[str] = set()
    if noun is not None:
        found |= _before_noun(noun)
    found |= _own(anchor)
    if anchor.pos_ in ("NOUN", "PROPN", "ADP"):
        found |= _before_noun(anchor)
    found |= _from_above(anchor)
    return next((m for m in ("hypothetical", "negated", "planned") if m in found), "actual")


def _own(verb: Token) -> set[str]:
    """What the verb's own auxiliaries and negations say."""
    found = set()
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ in ("preconj", "cc") and child.lower_ in _NO):
            found.add("negated")
        elif child.dep_ == "aux":
            if child.lower_ in _FUTURE:
                found.add("planned")
            elif child.lower_ in words("event_words", use="possibility"):
                found.add("planned" if _future_in_past(verb, child) else "hypothetical")
        elif child.dep_ == "mark" and child.lower_ in _CONDITIONS:
            found.add("hypothetical")
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj"):
            found |= _quantified(child)
    if "negated" in found:
        found.discard("planned")
        # "Would not close" is a refusal rather than a possibility.
        if not any(c.lower_ in ("if", "unless") for c in verb.children):
            found.discard("hypothetical")
    return found


def _future_in_past(verb: Token, modal: Token) -> bool:
    return modal.lower_ in ("would", "'d") and verb.dep_ == "ccomp" and verb.head.tag_ == "VBD"


def _quantified(noun: Token) -> set[str]:
    """ "No attack", "nobody"; "any attack"."""
    determiners = {c.lower_ for c in noun.children if c.dep_ == "det"}
    if noun.lower_ in ("nobody", "none", "neither") or determiners & _NO:
        return {"negated"}
    return {"hypothetical"} if "any" in determiners else set()


def _before_noun(noun: Token) -> set[str]:
    known = _governors()
    found = _quantified(noun)
    for child in noun.children:
        if child.dep_ in ("amod", "compound") and child.i < noun.i:
            for form in (child.lower_, child.lemma_.lower()):
                found |= {mode for _, mode in known.get((form, "adjective"), ())}
    return found


@cache
def _governors() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """By lemma and part of speech, pairs of a particle that must be there and a mode."""
    known: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    for row in read("event_modes"):
        key = (row["lemma"], row["pos"])
        known[key] = (*known.get(key, ()), (row["particle"], row["mode"]))
    return known


def _governed(head: Token, pos: str, link: Token) -> str:
    """The mode that a governing word gives to what hangs on it by ``link``."""
    for particle, mode in _governors().get((head.lemma_.lower(), pos), ()):
        if (
            not particle
            or link.lower_ == particle
            or any(c.lower_ == particle for c in head.children)
        ):
            return mode
    return ""


def _from_above(token: Token) -> set[str]:
    """What the clauses say that the event's clause hangs on."""
    found: set[str] = set()
    for _ in range(_DEPTH):
        if token.pos_ in ("NOUN", "PROPN"):
            token = measured(token)
        head = token.head
        if head == token:
            break
        if token.dep_ in ("advcl", "relcl") and token.pos_ in ("VERB", "AUX"):
            if token.dep_ == "advcl" and _is_purpose(token):
                found.add("planned")
            break
        if token.dep_ == "acl" and _is_purpose(token) and not _governed(head, "noun", token):
            found.add("planned")
        if token.dep_ == "conj" and token.tag_ in _FINITE and token.tag_ != head.tag_:
            break
        found |= _step(token, head)
        if token.dep_ not in _CLAUSE_LINKS and not _hangs_as_noun(token):
            break
        if token.dep_ == "xcomp":
            found |= _own(head)
        token = head
    return found


def _step(token: Token, head: Token) -> set[str]:
    if token.dep_ == "conj":
        return set()
    if token.dep_ in ("pobj", "pcomp") and head.lower_ == "without":
        return {"negated"}
    if token.dep_ in ("pobj", "pcomp") and any(
        c.lower_ in ("instead", "rather") for c in head.children
    ):
        return {"negated"}
    if head.pos_ in ("VERB", "AUX") and token.dep_ in ("xcomp", "ccomp", "dobj", "prep", "oprd"):
        if token.dep_ == "prep" and token.lower_ not in _NOUN_LINKS:
            return set()
        return {_governed(head, "verb", token)} - {""}
    if head.pos_ == "NOUN" and token.dep_ in ("acl", "prep", "relcl"):
        if token.dep_ == "prep" and token.lower_ not in ("for", "of", "to"):
            return set()
        return {_governed(head, "noun", token)} - {""}
    if token.dep_ == "pcomp" and head.lower_ == "for" and head.head.pos_ == "NOUN":
        return {"planned"}
    if head.pos_ == "ADJ" and token.dep_ in ("xcomp", "ccomp", "prep"):
        return {_governed(head, "adjective", token)} - {""}
    return set()


def _hangs_as_noun(token: Token) -> bool:
    """Whether to go on upwards from a noun: only through "of" and "for" phrases."""
    return token.dep_ == "pobj" and token.head.lower_ in _NOUN_LINKS


def _is_purpose(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
