"""Casualty phrases of several words: lost their lives, the toll rose to 12, in custody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from helpers.claims import deaths, held, injuries
from helpers.claims.cues import Cue
from helpers.claims.toll_numbers import read_toll
from helpers.claims.victims import Quantities

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_READERS: tuple[Callable[[Token], Iterator[Cue]], ...] = (
    *deaths.READERS,
    *injuries.READERS,
    *held.READERS,
)


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
    found = [cue for token in sentence for cue in read_toll(token, quantities)]
    for token in sentence:
        for reader in _READERS:
            found.extend(reader(token))
    return sorted(found, key=lambda cue: cue.token.i)
