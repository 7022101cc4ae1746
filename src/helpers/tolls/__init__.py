"""Claims weighed into tolls: low, best and high for each incident and episode.

The rules, in short: only asserted claims are weighed; a claimant's repeated claims
count once, and the last stands; the article in its own voice is a claimant; a
subset is never added; an episode's total is never below what its incidents add up
to. The figures follow the Uppsala Conflict Data Program's low, best and high
(Sundberg and Melander, 2013), but keep who said what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from helpers.ids import stable_id
from helpers.incidents.occasions import kin
from helpers.schemas import OUTCOMES, VICTIM_GROUPS, as_table
from helpers.tolls.claimants import Claimants, find_claimants
from helpers.tolls.piles import Key, Pile, pile_claims
from helpers.tolls.sentences import explain
from helpers.tolls.weighing import (
    RULES,
    Figure,
    Voiced,
    drop_parts,
    moved_from,
    standing,
    sum_parts,
    weigh,
)

if TYPE_CHECKING:
    from helpers.extraction import Tables

_MOVING = ("injured", "missing", "abducted")


@dataclass(frozen=True)
class Toll:
    """One toll before it becomes a row."""

    level: str
    place_id: str
    outcome: str
    group: str
    figure: Figure
    voices: tuple[Voiced, ...]
    claim_ids: tuple[str, ...]
    open_ended: bool = False
    disputed: bool = False
    one_sided: bool = False
    contradicted: bool = False
    accounted: Figure | None = None
    unconfirmed: int = 0
    moved: int = 0
    incidents: tuple[Toll, ...] = ()
    stated: bool = True

    @property
    def key(self) -> Key:
        """Incident or episode, outcome and kin of victims."""
        return (self.place_id, self.outcome, kin(self.group))

    @property
    def summed(self) -> bool:
        """Whether it is a sum over incidents, for want of a stated total."""
        return self.level == "episode" and not self.stated


def weigh_tolls(tables: Tables, best: str = "latest") -> pd.DataFrame:
    """Weigh claims into the toll of each incident and episode, outcome and victim group.

    ``people`` and ``civilians`` of one incident are weighed together, since outlets
    differ in what they call the same victims; the row says ``people`` where any
    claim does.

    Parameters
    ----------
    tables : Tables
        ``claims`` with their incidents and episodes, ``incidents``, ``episodes``,
        ``articles`` and ``actors`` are read.
    best : str
        How the best figure is picked from those of the claimants: ``latest``, the
        number that most of them give on the latest day of publication that gives
        one (a tie: the smaller); ``majority``, the same over all days; ``highest``;
        ``lowest``; or ``median``.

    Returns
    -------
    pandas.DataFrame
        The table ``tolls``: incidents by day, then episodes by day.

    Raises
    ------
    ValueError
        If ``best`` is none of these.
    """
    if best not in RULES:
        raise ValueError(f"best must be one of {', '.join(RULES)}; it is {best!r}")
    claimants = find_claimants(tables)
    piles, episode_of = pile_claims(tables, claimants)
    tolls = weigh_piles(piles, episode_of, best, claimants)
    return _as_table(tables, tolls, episode_of, best, claimants)


def weigh_piles(
    piles: Mapping[str, Mapping[Key, Pile]],
    episode_of: Mapping[str, str],
    best: str,
    claimants: Claimants,
) -> list[Toll]:
    """Weigh claims that are sorted already.

    Parameters
    ----------
    piles, episode_of : mapping
        From :func:`helpers.tolls.piles.pile_claims`.
    best : str
        As in :func:`weigh_tolls`.
    claimants : Claimants
        On whose word each claim stands.

    Returns
    -------
    list of Toll
        Incidents, then episodes.
    """
    incidents: dict[Key, Toll] = {}
    for key, pile in piles["incident"].items():
        toll = _incident_toll(key, pile, best, claimants)
        if toll is not None:
            incidents[key] = toll
    incidents = {key: _without_moved(toll, piles, incidents) for key, toll in incidents.items()}
    by_episode: dict[Key, list[Toll]] = {}
    for (incident_id, outcome, who), toll in incidents.items():
        by_episode.setdefault((episode_of[incident_id], outcome, who), []).append(toll)
    totals = piles["episode"]
    episodes = [
        _episode_toll(key, totals.get(key, Pile()), by_episode.get(key, ()), best, claimants)
        for key in {**by_episode, **totals}
    ]
    return [*incidents.values(), *(toll for toll in episodes if toll is not None)]


def _incident_toll(key: Key, pile: Pile, best: str, claimants: Claimants) -> Toll | None:
    return _weighed("incident", key, pile, best, claimants) if pile.told else None


def _weighed(level: str, key: Key, pile: Pile, best: str, claimants: Claimants) -> Toll:
    place_id, outcome, _ = key
    kept = drop_parts(sum_parts(pile.whole))
    voices = standing(kept)
    figures = [v.figure for v in voices]
    return Toll(
        level=level,
        place_id=place_id,
        outcome=outcome,
        group=pile.group,
        figure=weigh(voices, best),
        voices=tuple(voices),
        claim_ids=tuple(sorted({c for v in kept for c in (v.parts or (v.claim_id,))})),
        open_ended=any(f.high is None for f in figures),
        disputed=_disputed(figures),
        one_sided=bool(voices) and all(claimants.own_side[v.claim_id] for v in voices),
        unconfirmed=len(pile.listed),
    )


def _disputed(figures: Iterable[Figure]) -> bool:
    """Whether two ranges lie apart: then some range ends below where another begins."""
    figures = list(figures)
    starts = max((f.low for f in figures if f.low is not None), default=0)
    ends = min((f.high for f in figures if f.high is not None), default=starts)
    return ends < starts


def _without_moved(
    toll: Toll, piles: Mapping[str, Mapping[Key, Pile]], tolls: Mapping[Key, Toll]
) -> Toll:
    """Take those who have died since out of the injured, the missing and the abducted."""
    if toll.outcome not in _MOVING or not toll.voices:
        return toll
    since = max(v.day for v in toll.voices)
    pile = piles["incident"].get((toll.place_id, "killed", kin(toll.group)), Pile())
    named = [c for c in pile.whole + pile.parts if moved_from(c) == toll.outcome]
    moved = max((c.figure.value or 0 for c in named if c.day >= since), default=0)
    if toll.outcome == "missing":
        moved = max(moved, _risen(toll, tolls, since))
    if not 0 < moved <= (toll.figure.value or 0):
        return toll
    low, best = (
        None if n is None else max(0, n - moved) for n in (toll.figure.low, toll.figure.best)
    )
    return replace(toll, figure=Figure(low, best, toll.figure.high), moved=moved)


def _risen(toll: Toll, tolls: Mapping[Key, Toll], since: int) -> int:
    """By how much the dead grew in number after the missing were last counted."""
    killed = tolls.get((toll.place_id, "killed", kin(toll.group)))
    if killed is None:
        return 0
    before = [v.figure.best for v in killed.voices if v.day <= since and v.figure.best is not None]
    after = [v.figure.best for v in killed.voices if v.day > since and v.figure.best is not None]
    return max(0, max(after) - max(before)) if before and after else 0


def _episode_toll(
    key: Key, pile: Pile, incidents: Sequence[Toll], best: str, claimants: Claimants
) -> Toll | None:
    """Weigh an episode's totals, never below the sum of its incidents; else take that sum."""
    place_id, outcome, _ = key
    counted = [toll for toll in incidents if toll.voices]
    accounted = _sum(counted) if counted else None
    if not pile.whole:
        return _summed_toll(place_id, outcome, pile, counted, accounted) if counted else None
    toll = _weighed("episode", key, pile, best, claimants)
    if accounted is None:
        return toll
    least = accounted.low or 0
    low, mid, high = toll.figure.low, toll.figure.best, toll.figure.high
    low = max(least, low or 0) if (low, accounted.low) != (None, None) else None
    mid = accounted.best if mid is None else max(mid, least)
    if mid is not None and low is not None:
        mid = max(low, mid)
    contradicted = high is not None and not toll.open_ended and least > high
    high = None if high is None else max(n for n in (low, mid, high) if n is not None)
    return replace(
        toll,
        figure=Figure(low, mid, high),
        accounted=accounted,
        contradicted=contradicted,
        incidents=tuple(counted),
    )


def _summed_toll(
    place_id: str, outcome: str, pile: Pile, counted: Sequence[Toll], accounted: Figure
) -> Toll:
    return Toll(
        level="episode",
        place_id=place_id,
        outcome=outcome,
        group=max((toll.group for toll in counted), key=VICTIM_GROUPS.index),
        figure=_filled(counted),
        voices=tuple(v for toll in counted for v in toll.voices),
        claim_ids=tuple(sorted({c for toll in counted for c in toll.claim_ids})),
        open_ended=any(toll.open_ended for toll in counted),
        disputed=any(toll.disputed for toll in counted),
        one_sided=all(toll.one_sided for toll in counted),
        accounted=accounted,
        unconfirmed=len(pile.listed),
        incidents=tuple(counted),
        stated=False,
    )


def _sum(tolls: Sequence[Toll]) -> Figure:
    """What incidents add up to; an end that one of them leaves open stays open."""
    lows = [t.figure.low for t in tolls if t.figure.low is not None]
    bests = [t.figure.value for t in tolls if t.figure.value is not None]
    highs = [t.figure.high for t in tolls]
    return Figure(
        sum(lows) if lows else None,
        sum(bests) if any(t.figure.best is not None for t in tolls) else None,
        None if None in highs else sum(highs),
    )


def _filled(tolls: Sequence[Toll]) -> Figure:
    """The same, with the least number that an incident without a high stands for."""
    total = _sum(tolls)
    if total.high is not None or all(t.figure.high is None for t in tolls):
        return total
    ends = [t.figure.value or 0 if t.figure.high is None else t.figure.high for t in tolls]
    return replace(total, high=sum(ends))


def _as_table(
    tables: Tables,
    tolls: Iterable[Toll],
    episode_of: Mapping[str, str],
    best: str,
    claimants: Claimants,
) -> pd.DataFrame:
    days: dict[str, tuple[object, object]] = {}
    for table, key in ((tables.incidents, "incident_id"), (tables.episodes, "episode_id")):
        days |= {
            row[0]: (row[1], row[2])
            for row in table[[key, "date_start", "date_end"]].itertuples(index=False)
        }
    rows = []
    for toll in tolls:
        is_incident = toll.level == "incident"
        start, end = days.get(toll.place_id, (None, None))
        rows.append(
            {
                "toll_id": stable_id("toll", toll.place_id, toll.outcome, kin(toll.group)),
                "level": toll.level,
                "incident_id": toll.place_id if is_incident else "",
                "episode_id": episode_of[toll.place_id] if is_incident else toll.place_id,
                "outcome": toll.outcome,
                "victim_group": toll.group,
                "date_start": start,
                "date_end": end,
                **_figures(toll),
                "n_claims": len(toll.claim_ids),
                "n_sources": len({v.claimant for v in toll.voices}),
                "rule": best,
                "explanation": explain(toll, claimants.label),
                "claim_ids": list(toll.claim_ids),
            }
        )
    return as_table("tolls", sorted(rows, key=_reading_order))


def _figures(toll: Toll) -> dict[str, object]:
    accounted = toll.accounted or Figure()
    return {
        "low": toll.figure.low,
        "best": toll.figure.best,
        "high": toll.figure.high,
        "open_ended": toll.open_ended,
        "disputed": toll.disputed,
        "one_sided": toll.one_sided,
        "accounted_low": accounted.low,
        "accounted_high": accounted.high,
        "contradicted": toll.contradicted,
        "unconfirmed": toll.unconfirmed,
    }


def _reading_order(row: Mapping[str, object]) -> tuple[object, ...]:
    start = row["date_start"]
    undated = start is None or pd.isna(start)
    return (
        row["level"] == "episode",
        undated,
        pd.Timestamp.min if undated else start,
        row["incident_id"] or row["episode_id"],
        OUTCOMES.index(row["outcome"]),
        VICTIM_GROUPS.index(row["victim_group"]),
    )
