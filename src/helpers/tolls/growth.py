"""How a toll grew: what each claimant had said by each publication."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.schemas import OUTCOMES, VICTIM_GROUPS
from helpers.views.casualties import claims as readable_claims

if TYPE_CHECKING:
    from helpers.extraction import Tables

COLUMNS = (
    "episode_id", "panel", "outcome", "victim_group", "claimant_key", "claimant", "side",
    "published_start", "published_end", "date_start", "date_end", "low", "best", "high", "figure",
    "claim_low", "claim_best", "claim_high", "claim_figure", "part_of", "incident_id", "claim_ids",
)  # fmt: skip
_LINE = ["episode_id", "outcome", "victim_group", "claimant_key"]
_STEP = ["published_start", "published_end", "date_start", "date_end", "incident_id", "part_of"]
_DAYS = ("date_start", "date_end")
Bounds = tuple[int | None, int | None, int | None]


def toll_growth(tables: Tables, episode_id: str | None = None) -> pd.DataFrame:
    """Follow each claimant's figures from publication to publication.

    Parameters
    ----------
    tables : Tables
        Every table.
    episode_id : str, optional
        Keep one episode; by default all.

    Returns
    -------
    pandas.DataFrame
        One row a claimant, outcome, victim group, publication and occasion, in that
        order and by publication day. ``episode_id``, ``outcome``, ``victim_group``,
        ``panel`` (both in words), ``claimant_key``, ``claimant`` (an article's own
        voice goes by its outlet, else its title), ``side`` (of the claimant);
        ``published_start``, ``published_end`` and ``date_start``, ``date_end`` (the
        days of the publication and of what is counted); ``low``, ``best``, ``high``
        (people, the claimant's running figure for the episode: the greater of its
        latest total and the sum of its latest figure for each incident) and
        ``figure`` (the same in words); ``claim_low``, ``claim_best``,
        ``claim_high``, ``claim_figure`` (what this publication says of this
        occasion), ``part_of``, ``incident_id``, ``claim_ids``. Asserted claims
        alone; parts of another number are left out, and so are articles of unknown
        publication.
    """
    claims = _weighable(tables)
    if episode_id is not None:
        claims = claims[claims["episode_id"] == episode_id]
    rows: list[dict[str, object]] = []
    for key, line in claims.groupby(_LINE, sort=False, dropna=False):
        rows += _steps(dict(zip(_LINE, key, strict=True)), line)
    grown = pd.DataFrame(rows, columns=list(COLUMNS))
    for column in ("low", "best", "high", "claim_low", "claim_best", "claim_high"):
        grown[column] = grown[column].astype("Int64")
    order = {"outcome": OUTCOMES, "victim_group": VICTIM_GROUPS}
    rank = {name: {word: k for k, word in enumerate(known)} for name, known in order.items()}
    return grown.sort_values(
        ["episode_id", "outcome", "victim_group", "claimant_key", "published_start", "date_start"],
        key=lambda s: s.map(rank[s.name]) if s.name in rank else s,
        kind="stable", ignore_index=True,
    )  # fmt: skip


def toll_by_day(grown: pd.DataFrame) -> pd.DataFrame:
    """Order each claimant's figures by the days that they tell of, and add them up.

    Parameters
    ----------
    grown : pandas.DataFrame
        From :func:`toll_growth`.

    Returns
    -------
    pandas.DataFrame
        One row a claimant and incident, by its last word on it, with the columns
        ``panel``, ``claimant_key``, ``claimant``, ``side``, ``date_start``, ``date_end``,
        ``part_of``, and ``low``, ``best``, ``high`` and ``figure``: for an incident all
        that the claimant counts up to it, for a stated total that total.
    """
    line = ["panel", "claimant_key"]
    dated = grown[grown["date_start"].notna() & grown["date_end"].notna()]
    last = dated.drop_duplicates([*line, "part_of", "incident_id"], keep="last")
    rows = []
    last = last.assign(sums=last["part_of"] == "total")
    last = last.sort_values(["sums", "date_start", "date_end"], kind="stable")
    for _, own in last.groupby(line, sort=False):
        told: list[Bounds] = []
        for row in own.to_dict("records"):
            said = _bounds(row, "claim_low", "claim_best", "claim_high")
            if row["part_of"] != "total":
                told.append(said)
                said = _sum(told)
            rows.append({
                **{name: row[name] for name in (*line, "claimant", "side", *_DAYS, "part_of")},
                **dict(zip(("low", "best", "high"), said, strict=True)),
                "figure": prose.figure(*said),
            })  # fmt: skip
    columns = [*line, "claimant", "side", *_DAYS, "part_of", "low", "best", "high", "figure"]
    by_day = pd.DataFrame(rows, columns=columns)
    for column in ("low", "best", "high"):
        by_day[column] = by_day[column].astype("Int64")
    return by_day


def _weighable(tables: Tables) -> pd.DataFrame:
    """Asserted claims of a known publication, with their claimants named."""
    published = tables.articles[["article_id", "outlet", "published_start", "published_end"]]
    claims = readable_claims(tables).merge(published, on="article_id", how="left")
    own, outlet = claims["side"] == "article", claims["outlet"].fillna("")
    claims = claims.assign(
        claimant=claims["claimant"].mask(own, outlet.where(outlet != "", claims["article"])),
        claimant_key=claims["claimant_key"].mask(own & (outlet != ""), "outlet:" + outlet),
    )
    kept = (claims["stance"] == "asserted") & (claims["part_of"] != "subset")
    kept &= claims["published_start"].notna()
    return claims[kept].sort_values(["published_start", "published_end", "article_id", "start"])


def _steps(key: Mapping[str, object], line: pd.DataFrame) -> Iterable[dict[str, object]]:
    """The rows of one claimant's line, each with all that it had said by then."""
    latest: dict[str, Bounds] = {}
    total: Bounds | None = None
    # In the order of the days told of, so that a publication's last row has all that it says.
    ordered = line.sort_values(["published_start", "date_start"], kind="stable")
    for step, said in ordered.groupby(_STEP, sort=False, dropna=False):
        at = dict(zip(_STEP, step, strict=True))
        stated = _last(said)
        if at["part_of"] == "total":
            total = stated
        else:
            latest[str(at["incident_id"])] = stated
        running = _running(total, latest.values())
        yield {
            **key, **at,
            "panel": f"{prose.capital(str(key['victim_group']))} {key['outcome']}",
            "claimant": said["claimant"].iloc[-1],
            "side": said["side"].iloc[-1],
            **dict(zip(("low", "best", "high"), running, strict=True)),
            "figure": prose.figure(*running),
            **dict(zip(("claim_low", "claim_best", "claim_high"), stated, strict=True)),
            "claim_figure": prose.figure(*stated),
            "claim_ids": sorted(said["claim_id"]),
        }  # fmt: skip


def _last(said: pd.DataFrame) -> Bounds:
    """The last of the figures that one publication gives, the more exact of two that agree."""
    exact = said[said["best"].notna()]
    row = (exact if len(exact) else said).iloc[-1]
    return _bounds(row, "low", "best", "high")


def _bounds(row: Mapping[str, object], *columns: str) -> Bounds:
    low, best, high = (None if pd.isna(row[c]) else int(str(row[c])) for c in columns)
    return low, best, high


def _running(total: Bounds | None, incidents: Collection[Bounds]) -> Bounds:
    """The greater of the stated total and what the incidents add up to, bound by bound."""
    summed = _sum(incidents) if incidents else None
    if total is None or summed is None:
        return total or summed or (None, None, None)
    low = max((x for x in (total[0], summed[0]) if x is not None), default=None)
    best = max((x for x in (total[1], summed[1]) if x is not None), default=None)
    if best is not None and low is not None:
        best = max(best, low)
    if total[2] is None or summed[2] is None:
        return low, best, None
    return low, best, max(total[2], summed[2])


def _sum(figures: Collection[Bounds]) -> Bounds:
    if len(figures) == 1:
        return next(iter(figures))
    lows = [low for low, _, _ in figures if low is not None]
    bests = [best if best is not None else low for low, best, _ in figures]
    highs = [high for _, _, high in figures]
    return (
        sum(lows) if lows else None,
        sum(b for b in bests if b is not None) if any(b is not None for b in bests) else None,
        None if any(high is None for high in highs) else sum(highs),
    )
