"""What the readers of casualty phrases share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.claims.cues import Cue
from helpers.grammar import antecedent, children, is_passive, subject

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def phrase_words(kind: str) -> frozenset[str]:
    """Return the words of one kind of ``lexicons/casualty_phrases.csv``."""
    return lexicons.words("casualty_phrases", kind=kind)


def phrase_cue(token: Token, outcome: str, frame: str, *heads: Token | None) -> Iterator[Cue]:
    """Yield a cue for the heads that there are, none where there are none."""
    named = tuple(h for h in heads if h is not None)
    if named:
        yield Cue(token, outcome, frame, named)


def words_behind(token: Token, n: int) -> list[str]:
    """Return up to ``n`` words behind a token in its sentence, in lower case."""
    return [t.lower_ for t in token.doc[token.i + 1 : min(token.i + 1 + n, token.sent.end)]]


def undergoer(verb: Token) -> Token | None:
    """Return whom a verb befalls: its passive subject, its object, or its subject."""
    if is_passive(verb):
        return (
            subject(verb)
            if verb.dep_ not in ("acl", "relcl") or children(verb, "nsubjpass")
            else verb.head
        )
    objects = children(verb, "dobj", "obj")
    return antecedent(objects[0]) if objects else subject(verb)
