"""Who contradicts whom, about what, and by how much: claims that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.ids import stable_id
from helpers.schemas import as_table
from helpers.tolls import Toll, weigh_piles
from helpers.tolls.claimants import find_claimants
from helpers.tolls.piles import Key, Pile, pile_claims
from helpers.tolls.sentences import in_words, named
from helpers.tolls.weighing import Figure, Voiced

if TYPE_CHECKING:
    from helpers.extraction import Tables

_MOST_PAIRS = 200
_UNSET = Figure()


@dataclass(frozen=True)
class Pair:
    """Two sides that cannot both be right: figures that lie apart, or a claim and its denial."""

    kind: str
    toll: Toll
    one: tuple[Voiced, ...]
    other: tuple[Voiced, ...]
    figure_a: Figure
    figure_b: Figure


def find_contradictions(tables: Tables) -> pd.DataFrame:
    """List the claims that contradict each other.

    Parameters
    ----------
    tables : Tables
        ``claims`` with their incidents and episodes, ``incidents``, ``episodes``,
        ``articles`` and ``actors`` are read.

    Returns
    -------
    pandas.DataFrame
        The table ``contradictions``, by day. Side ``a`` gives the smaller figure,
        or asserts; side ``b`` the larger, or denies. Each side lists its claims and
        claimants, and the sentence of its first claim. ``kind`` is ``figures`` where
        ranges lie apart; ``growth`` where every larger figure was also published
        on a later day, so that both may have been right when told; ``denial``; or
        ``total`` where an episode's incidents add up to more than its stated total.
    """
    claimants = find_claimants(tables)
    piles, episode_of = pile_claims(tables, claimants)
    tolls = weigh_piles(piles, episode_of, "latest", claimants)
    evidence = _sentences(tables)
    rows = []
    for pair in _pairs(tolls, piles):
        toll = pair.toll
        is_incident = toll.level == "incident"
        sides = [_ids(side) for side in (pair.one, pair.other)]
        rows.append(
            {
                "contradiction_id": stable_id("contradiction", pair.kind, toll.level, *sides),
                "kind": pair.kind,
                "incident_id": toll.place_id if is_incident else "",
                "episode_id": episode_of[toll.place_id] if is_incident else toll.place_id,
                "outcome": toll.outcome,
                "victim_group": toll.group,
                **_side("a", pair.one, pair.figure_a, claimants.label, evidence),
                **_side("b", pair.other, pair.figure_b, claimants.label, evidence),
                "difference": _difference(pair),
                "days_between": _days_between(pair),
                "explanation": _explain(pair, claimants.label),
            }
        )
    return _ordered(tables, rows)


def _sentences(tables: Tables) -> dict[str, str]:
    """By claim, the sentence that it stands in; its own words where that is not kept."""
    keys = ["article_id", "sentence_id"]
    found = tables.claims[["claim_id", "evidence", *keys]].merge(
        tables.sentences[[*keys, "text"]], how="left", on=keys
    )
    words = found["text"].where(found["text"].notna(), found["evidence"])
    return dict(zip(found["claim_id"], words, strict=True))


def _pairs(tolls: Iterable[Toll], piles: Mapping[str, Mapping[Key, Pile]]) -> Iterator[Pair]:
    for toll in tolls:
        if toll.summed:
            continue
        if toll.disputed:
            yield from _figures_apart(toll)
        yield from _denials(toll, piles[toll.level])
        if toll.contradicted:
            told = tuple(v for t in tolls if _within(t, toll) for v in t.voices)
            figures = [v.figure for v in toll.voices]
            yield Pair("total", toll, toll.voices, told, figures[-1], toll.accounted)


def _within(toll: Toll, episode: Toll) -> bool:
    return toll.level == "incident" and toll in episode.incidents


def _figures_apart(toll: Toll) -> Iterator[Pair]:
    """Pair the figures that lie apart, each with all who give it; the widest apart first."""
    by_figure: dict[Figure, list[Voiced]] = {}
    for voice in toll.voices:
        by_figure.setdefault(voice.figure, []).append(voice)
    apart = [
        (one, other) if (one.low or 0) < (other.low or 0) else (other, one)
        for one, other in combinations(by_figure, 2)
        if one.apart(other)
    ]
    apart.sort(key=lambda pair: (pair[0].high - pair[1].low, str(pair)))
    for one, other in apart[:_MOST_PAIRS]:
        less, more = by_figure[one], by_figure[other]
        grew = max(v.day for v in less) < min(v.day for v in more)
        yield Pair("growth" if grew else "figures", toll, tuple(less), tuple(more), one, other)


def _denials(toll: Toll, piles: Mapping[Key, Pile]) -> Iterator[Pair]:
    pile = piles.get(toll.key)
    denied = [c for stance, c in pile.listed if stance == "denied"] if pile else []
    if denied and toll.voices:
        yield Pair("denial", toll, toll.voices, tuple(denied), toll.figure, _UNSET)


def _ids(side: Sequence[Voiced]) -> list[str]:
    return sorted({claim_id for v in side for claim_id in (v.parts or (v.claim_id,))})


def _side(
    name: str,
    side: Sequence[Voiced],
    figure: Figure,
    labels: Mapping[str, str],
    evidence: Mapping[str, str],
) -> dict[str, object]:
    first = min(side, key=lambda v: (v.day, v.article_id, v.position))
    return {
        f"claim_ids_{name}": _ids(side),
        f"claimants_{name}": list(dict.fromkeys(labels[v.claim_id] for v in side)),
        f"low_{name}": figure.low,
        f"best_{name}": figure.best,
        f"high_{name}": figure.high,
        f"evidence_{name}": evidence[first.claim_id],
    }


def _difference(pair: Pair) -> int | None:
    if pair.kind == "denial":
        return None
    if pair.figure_a.high is None or pair.figure_b.low is None:
        return None
    return pair.figure_b.low - pair.figure_a.high


def _days_between(pair: Pair) -> int | None:
    sides = (pair.one, pair.other)
    days = [[v.published for v in side if v.published is not None] for side in sides]
    return min(days[1]) - max(days[0]) if all(days) else None


def _explain(pair: Pair, labels: Mapping[str, str]) -> str:
    one, other = (
        named(list(dict.fromkeys(labels[v.claim_id] for v in side)))
        for side in (pair.one, pair.other)
    )
    if pair.kind == "denial":
        return prose.sentence(f"{in_words(pair.figure_a)}, by {one}; denied by {other}")
    if pair.kind == "total":
        return prose.sentence(
            f"{in_words(pair.figure_a)} in all, by {one}; but the incidents told of add up to "
            f"{in_words(pair.figure_b)}"
        )
    text = f"{in_words(pair.figure_a)}, by {one}; {in_words(pair.figure_b)}, by {other}"
    return prose.sentence(text + (", on a later day" if pair.kind == "growth" else ""))


def _ordered(tables: Tables, rows: list[dict[str, object]]) -> pd.DataFrame:
    """By day, and within a day the widest difference first."""
    spans = pd.concat(
        [
            tables.incidents.rename(columns={"incident_id": "place_id"}),
            tables.episodes.rename(columns={"episode_id": "place_id"}),
        ]
    )
    start = dict(zip(spans["place_id"], spans["date_start"], strict=True))
    end = dict(zip(spans["place_id"], spans["date_end"], strict=True))
    for row in rows:
        place_id = row["incident_id"] or row["episode_id"]
        row |= {"date_start": start.get(place_id), "date_end": end.get(place_id)}
    return as_table("contradictions", sorted(rows, key=_reading_order))


def _reading_order(row: Mapping[str, object]) -> tuple[object, ...]:
    undated = pd.isna(row["date_start"])
    widest = -1 if row["difference"] is None else row["difference"]
    day = pd.Timestamp.min if undated else row["date_start"]
    return (undated, day, -widest, row["contradiction_id"])
