"""Casualty phrases of several words: lost their lives, the toll rose to 12, in custody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.casualty_cues import Cue

if TYPE_CHECKING:
    from spacy.tokens import Span


def find_phrases(sentence: Span) -> list[Cue]:
    """Find casualty phrases in a sentence."""
    return []
