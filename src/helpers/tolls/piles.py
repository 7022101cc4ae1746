"""Claims sorted into piles: those about one outcome and kin of victims of one incident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from helpers import lexicons
from helpers.incidents.occasions import kin, publication_days
from helpers.schemas import VICTIM_GROUPS
from helpers.tolls.claimants import Claimants
from helpers.tolls.weighing import Figure, Voiced

if TYPE_CHECKING:
    from helpers.extraction import Tables

_LISTED = ("denied", "unconfirmed", "hypothetical")


@dataclass
class Pile:
    """The claims about one outcome and kin of victims, in one incident or episode."""

    whole: list[Voiced] = field(default_factory=list)
    parts: list[Voiced] = field(default_factory=list)
    listed: list[tuple[str, Voiced]] = field(default_factory=list)

    @property
    def group(self) -> str:
        """The victim group to name it by: ``people`` where some say no more than that."""
        groups = [c.group for c in self.whole] or [c.group for _, c in self.listed]
        return max(groups, key=VICTIM_GROUPS.index)

    @property
    def told(self) -> bool:
        """Whether anything but a fear or a threat is told."""
        return bool(self.whole) or any(stance != "hypothetical" for stance, _ in self.listed)


Key = tuple[str, str, str]
"""Incident or episode, outcome, kin of victims."""


def pile_claims(
    tables: Tables, claimants: Claimants
) -> tuple[dict[str, dict[Key, Pile]], dict[str, str]]:
    """Sort claims by what they count; totals fall to the episode.

    Parameters
    ----------
    tables : Tables
        ``claims`` with their incidents and episodes, and ``articles``, are read.
    claimants : Claimants
        On whose word each claim stands.

    Returns
    -------
    tuple of dict
        By level (``incident``, ``episode``) and key the piles; by incident its episode.
    """
    articles = tables.articles
    published = dict(zip(articles["article_id"], publication_days(articles), strict=True))
    piles: dict[str, dict[Key, Pile]] = {"incident": {}, "episode": {}}
    episode_of: dict[str, str] = {}
    for row in _reference_claims(tables.claims).itertuples(index=False):
        level = "incident" if row.incident_id else "episode"
        place_id = row.incident_id or row.episode_id
        if not place_id:
            continue
        if row.incident_id:
            episode_of[row.incident_id] = row.episode_id
        key = (place_id, row.outcome, kin(row.victim_group))
        pile = piles[level].setdefault(key, Pile())
        if row.stance in _LISTED:
            pile.listed.append((row.stance, _voiced(row, claimants, published)))
        elif row.part_of == "subset":
            pile.parts.append(_voiced(row, claimants, published))
        elif level == "incident" or (row.part_of == "total" and row.spans):
            pile.whole.append(_voiced(row, claimants, published))
    _promote_parts(piles["incident"])
    return piles, episode_of


def _promote_parts(piles: Mapping[Key, Pile]) -> None:
    """Weigh parts where the whole lies outside the incident: one day of a week's total."""
    counted = {(place_id, outcome) for (place_id, outcome, _), pile in piles.items() if pile.whole}
    for (place_id, outcome, _), pile in piles.items():
        if (place_id, outcome) not in counted:
            pile.whole, pile.parts = pile.parts, []


def _reference_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Mark the totals that span the better part of their episode's longest total.

    "61 on Tuesday alone" is no rival of "194 in two days".
    """
    days = (claims["date_end"] - claims["date_start"]).dt.days.add(1).fillna(0)
    totals = days.where((claims["part_of"] == "total") & (claims["stance"] == "asserted"))
    longest = totals.groupby(claims["episode_id"]).transform("max")
    return claims.assign(spans=(totals * 2 >= longest).fillna(False).astype("bool"))


def _voiced(row: object, claimants: Claimants, published: Mapping[str, int | None]) -> Voiced:
    figure = (None if pd.isna(n) else int(n) for n in (row.low, row.best, row.high))
    return Voiced(
        claim_id=row.claim_id,
        claimant=claimants.key[row.claim_id],
        article_id=row.article_id,
        published=published.get(row.article_id),
        position=(int(row.sentence_id), int(row.start), row.claim_id),
        cue=(int(row.sentence_id), int(row.cue_start)),
        figure=Figure(*figure),
        victims=row.victims,
        group=row.victim_group,
        grade=row.cue.casefold() in lexicons.words("casualty_grades"),
    )
