"""What surrounds a casualty claim: stance, perpetrators, occasion, place, part or total."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from helpers.casualty_cues import Cue
    from helpers.victims import Victims


def is_left_out(cue: Cue) -> bool:
    """Whether a cue tells of no claim: idiom, bare infinitive, question."""
    return False


def stance_of(cue: Cue, victims: Victims, statement: dict[str, object] | None) -> str:
    """Return the stance."""
    return str(statement["stance"]) if statement else "asserted"


def perpetrators(cue: Cue) -> Span | None:
    """Return the words that name who did it."""
    return None


def part_of(cue: Cue, victims: Victims) -> str:
    """Whether a number is a part, one incident's, or a sum."""
    return "subset" if victims.part else "incident"


def find_place(token: Token) -> str:
    """Return the words that say where."""
    return ""


def find_occasion(token: Token) -> str:
    """Return the word for what happened."""
    return ""
