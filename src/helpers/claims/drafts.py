"""Claims while they are being read."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.claims.cues import Cue
from helpers.claims.victims import Victims
from helpers.lexicons import claim_words


@dataclass(frozen=True)
class Draft:
    """A claim while it is being read: its cue, its victims and their group."""

    cue: Cue
    victims: Victims
    group: str | None = None


def anchor(draft: Draft) -> int:
    """Return the token at which a claim's number or, without one, its victims begin."""
    return draft.victims.count.first if draft.victims.count else draft.victims.first


def whole_before(drafts: list[Draft], at: int) -> Draft | None:
    """Return the claim whose number the words at token ``at`` give a part of."""
    earlier = [d for d in drafts if anchor(d) < at and not d.victims.part]
    return max(earlier, key=lambda d: max(anchor(d), min(d.cue.token.i, at - 1)), default=None)


def distinct(drafts: list[Draft]) -> list[Draft]:
    """Keep one claim for each outcome and noun phrase; the graver of two like outcomes."""
    kept: dict[tuple[int, str], Draft] = {}
    for draft in drafts:
        count = draft.victims.count
        key = (count.first if count else draft.victims.head.i, draft.cue.outcome)
        old = kept.get(key)
        if (
            old is None
            or old.victims.part < draft.victims.part
            or old.victims.count is None
            and draft.victims.count
        ):
            kept[key] = draft
    counted = {(d.victims.head.i, d.cue.outcome) for d in kept.values() if d.victims.count}
    found = [
        d
        for d in kept.values()
        if d.victims.count or (d.victims.head.i, d.cue.outcome) not in counted
    ]
    killed = {i for d in found if d.cue.outcome == "killed" for i in _places(d)}
    return [d for d in found if killed.isdisjoint(_places(d)) or not _is_lesser(d)]


def _places(draft: Draft) -> set[int]:
    """Return the tokens that name a draft's victims: their noun, and their number."""
    count = draft.victims.count
    return {draft.victims.head.i, count.first} if count else {draft.victims.head.i}


def _is_lesser(draft: Draft) -> bool:
    """Whether an outcome only leads up to a death: stabbed to death, two of the wounded died."""
    cue = draft.cue
    if cue.outcome == "killed":
        return False
    return cue.token.lemma_ in claim_words("leads to death") or cue.token.dep_ in ("amod", "pobj")
