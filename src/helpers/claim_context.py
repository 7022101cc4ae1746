"""What surrounds a casualty claim: stance, perpetrators, occasion, place, part or total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.grammar import children

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from helpers.casualty_cues import Cue
    from helpers.victims import Quantities, Victims


_CHARGES = frozenset({"charge", "acquit", "indict", "try", "clear", "trial", "charges", "plead", "suspicion", "accuse", "guilty", "prosecute"})  # fmt: skip
_IDIOMS = frozenset({"cardiac", "house"})
_COUNT_NOUNS = frozenset({"number", "toll", "total", "count", "tally", "figure"})


def is_left_out(cue: Cue, quantities: Quantities) -> bool:
    """Whether a cue tells of no claim of its own.

    Parameters
    ----------
    cue : Cue
        A casualty word with its victims.
    quantities : mapping of int to Quantity
        The sentence's numbers by token index.

    Returns
    -------
    bool
        True for idioms, criminal charges, one number for killed or injured, bare
        infinitives and conditionals, and what a toll's number counts already.
    """
    token = cue.token
    if {c.lower_ for c in children(token, "amod", "compound")} & _IDIOMS:
        return True
    if _joint_number(token) or _is_charge(token) or _is_unreal(token):
        return True
    return any(_counted_by_toll(head, quantities) for head in cue.heads) and cue.frame != "toll"


def _joint_number(token: Token) -> bool:
    """Whether one number is given for two outcomes: killed or wounded."""
    pair = {"killed", "wounded", "injured", "dead", "hurt", "missing", "maimed"}
    doc, k = token.doc, token.i
    after = [t.lower_ for t in doc[k + 1 : k + 3]]
    before = [t.lower_ for t in doc[max(k - 2, 0) : k]]
    return token.lower_ in pair and (
        len(after) == 2 and after[0] == "or" and after[1] in pair
        or len(before) == 2 and before[1] == "or" and before[0] in pair
    )


def _is_charge(token: Token) -> bool:
    """Whether the words only name a criminal charge: charged with killing two."""
    if token.dep_ == "pcomp" and token.head.lower_ in ("with", "of", "for"):
        return token.head.head.lemma_.lower() in _CHARGES - {"accuse"}
    if token.dep_ == "pobj" and token.head.lower_ in ("with", "of", "for"):
        return token.head.head.lemma_.lower() in _CHARGES - {"accuse"} and token.pos_ == "NOUN"
    return False


def _is_unreal(token: Token) -> bool:
    """Whether the words tell of nothing that happened: to kill, if killed, kill them!"""
    if token.tag_ == "VB":
        governors = {c.lower_ for c in token.children if c.dep_ in ("aux", "neg")}
        return "to" in governors or not governors
    return any(c.lower_ in ("if", "unless") for c in children(token, "mark"))


def _counted_by_toll(head: Token, quantities: Quantities) -> bool:
    """Whether a noun is what "the number of ..." counts."""
    if head.dep_ != "pobj" or head.head.lower_ != "of" or head.i in quantities:
        return False
    counter = head.head.head
    return counter.lower_ in _COUNT_NOUNS and counter.i not in quantities


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
