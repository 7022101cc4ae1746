"""Where an event happened: the words of a place in its clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.events.grammar import TIME_LABELS, behind, phrase
from helpers.lexicons import words

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_OTHER_NAMES = frozenset({"PERSON", "ORG", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "NORP"})


def place_in(hosts: Sequence[Token], deep: bool = True) -> tuple[int, int] | None:
    """Find the place that the tokens' own phrases name.

    Parameters
    ----------
    hosts : sequence of spacy.tokens.Token
        The event's cue, the verb that carries it, its object: what a phrase of
        place may hang on, the nearest first.
    deep : bool
        Whether to look on inside those phrases for a name.

    Returns
    -------
    (int, int) or None
        Offsets of the place's words: the name where there is one ("Lahore" in "the
        group's heartland city of Lahore"), else the noun phrase ("a market").
    """
    common = None
    where = words("event_words", use="where")
    unnamed = where - words("event_words", use="where, if named")
    for host in hosts:
        for preposition in host.children:
            if preposition.dep_ != "prep" or preposition.lower_ not in where:
                continue
            noun = behind(preposition)
            if noun is None:
                continue
            named = _named_place(noun, preposition)
            if named:
                return named
            if common is None and preposition.lower_ in unnamed and _is_place(noun):
                common = phrase(noun)
    if common or not deep:
        return common
    return next(filter(None, map(_named_below, hosts)), None)


def _named_below(host: Token) -> tuple[int, int] | None:
    """A named place in the phrases that hang on the host's phrases, clauses left out."""
    waiting = [c for c in host.children if c.dep_ in ("prep", "dobj", "agent")]
    for token in waiting:
        if token.dep_ == "prep" and token.lower_ in words("event_words", use="where"):
            noun = behind(token)
            named = _named_place(noun, token) if noun is not None else None
            if named:
                return named
        waiting += [c for c in token.children if c.dep_ in ("prep", "pobj")]
    return None


def _is_place(noun: Token) -> bool:
    return noun.lemma_.lower() in words("event_places", "lemma")


def _named_place(noun: Token, preposition: Token) -> tuple[int, int] | None:
    """The name of a place among the words behind a preposition."""
    for token in (noun, *(t for t in noun.subtree if t.i > preposition.i)):
        if token.ent_type_ in PLACE_LABELS and token.i <= noun.i + 4:
            return _entity(token)
    plain = preposition.lower_ in ("in", "near", "outside") and noun.pos_ == "PROPN"
    # Small models miss many place names; a proper noun behind "in" is one, or "police in X".
    if plain and noun.ent_type_ not in TIME_LABELS | _OTHER_NAMES:
        return phrase(noun)
    return None


def _entity(token: Token) -> tuple[int, int]:
    doc, first, last = token.doc, token.i, token.i
    while first and doc[first].ent_iob_ == "I" and doc[first - 1].ent_type_ == token.ent_type_:
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
        last += 1
    name = range(first, last + 1)
    while first and doc[first - 1].pos_ == "PROPN" and doc[first - 1].head.i in name:
        first -= 1
    if doc[first].lower_ in ("the", "a") and first < last:
        first += 1
    return doc[first].idx, doc[last].idx + len(doc[last])
