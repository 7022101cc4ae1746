"""When an undated article appeared, inferred from other articles of the same story.

An article that says "on Wednesday" and tells of the same march as an article of
known date tells of a Wednesday within that march. It was written on that day or
soon after: newspapers name the weekday only for the days just past.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import log
from typing import TYPE_CHECKING

import pandas as pd

from helpers import dating, lexicons, places
from helpers.dates import forms, resolve_dates

if TYPE_CHECKING:
    from helpers.extraction import Tables

FRESH = 2
"""Days behind the last day told of within which an article is taken to have appeared."""
RECENT = 31
"""Days before its publication that count as what a dated article covers."""
MIN_SHARED = 3
"""Traits that two articles of one story share at the least."""
MIN_LIKENESS = 0.12
"""Share of the lighter article's weight of traits that they share at the least."""
MOST_NEIGHBOURS = 8
"""Dated articles that an undated one is held against."""
WIDEST = 7
"""Days of an inferred interval at the most; what could lie wider stays unknown."""
LEAD = 6
"""Sentences from the start whose time words tell how fresh the article is."""
_HEADS = re.compile(
    r"^(?:(?:\w+ )?president|(?:\w+ )?prime minister|premier|chancellor|king|queen|pope"
    r"|secretary[- ]general)\b",
    re.IGNORECASE,
)
_NAMED = ("name", "abbreviation")
_WEEKDAYS = tuple(f"pub {day}" for day in forms.WEEKDAYS)


@dataclass(frozen=True)
class Coverage:
    """What a dated article covers.

    Attributes
    ----------
    first, last : datetime.date
        The days from its story's beginning to its publication.
    told : Counter of datetime.date
        The days that its claims and events lie on, where the day is known.
    heart : datetime.date
        The first of the days that it tells of most.
    """

    first: date
    last: date
    told: Counter[date]
    heart: date


def infer_publication(tables: Tables) -> pd.DataFrame:
    """Infer when articles without a date appeared.

    Parameters
    ----------
    tables : Tables
        ``articles``, ``dates``, ``mentions`` (with their actors), ``claims`` and
        ``events`` are read; claims and events need no dates yet.

    Returns
    -------
    pandas.DataFrame
        ``articles``, where ``published_start`` and ``published_end`` (days) of those
        whose ``published_basis`` was ``unknown`` are filled as far as the articles of
        the same story allow it, with the basis ``inferred`` and the reason in
        ``published_reason``. An inferred interval begins on the last day that the
        article tells of. What fits no day, or days too far apart, stays unknown.
    """
    articles = tables.articles
    undated = set(articles.loc[articles["published_basis"] == "unknown", "article_id"])
    dated = articles[~articles["article_id"].isin(undated) & articles["published_end"].notna()]
    if not undated or dated.empty:
        return articles
    traits = article_traits(tables)
    weights = _weights(traits)
    holders = _holders(traits, set(dated["article_id"]))
    covered = coverage(tables, dated)
    known = tables.actors.sort_values(["n_mentions", "actor_id"], ascending=[False, True])
    names = dict(zip(known["actor_id"], known["name"], strict=True))
    leads = {article: rows for article, rows in tables.dates.groupby("article_id", sort=False)}
    mains = _main_forms(tables, undated)
    out = articles.copy()
    for index, article in out.loc[out["article_id"].isin(undated), "article_id"].items():
        near = neighbours(article, traits, weights, holders)
        stories = [covered[n] for n, _ in near if n in covered]
        fitting = _fit(mains.get(article, ""), leads.get(article), stories)
        if fitting is None:
            continue
        out.loc[index, "published_start"] = pd.Timestamp(fitting[0])
        out.loc[index, "published_end"] = pd.Timestamp(fitting[1])
        out.loc[index, "published_basis"] = "inferred"
        shared = [name for actor, name in names.items() if actor in near[0][1]]
        out.loc[index, "published_reason"] = _reason(fitting, near[0][0], shared)
    return out


def article_traits(tables: Tables) -> dict[str, set[str]]:
    """Collect what tells an article's story: named actors, places and figures.

    Countries and their capitals, heads of state and government, and organisations
    that all the world's news names (``actor_names.csv``) tell no story from another.

    Returns
    -------
    dict of set of str
        By ``article_id``.
    """
    traits: dict[str, set[str]] = defaultdict(set)
    common = _common_actors(tables.actors)
    named = tables.mentions[tables.mentions["form"].isin(_NAMED)]
    named = named[~named["actor_id"].isin(common)]
    for row in named.itertuples(index=False):
        if row.actor_id or (row.name and not _is_common(row.name)):
            traits[row.article_id].add(row.actor_id or f"place {row.name.lower()}")
    for table in (tables.claims, tables.events):
        for article, place in zip(table["article_id"], table["place"], strict=True):
            if place and not _is_common(place):
                traits[article].add(f"place {place.lower().removeprefix('the ')}")
    for row in tables.claims.itertuples(index=False):
        if pd.notna(row.low) and row.low > 2:
            traits[row.article_id].add(f"figure {row.outcome} {row.victim_group} {row.low}")
    return traits


def _common_actors(actors: pd.DataFrame) -> set[str]:
    """Return the actors that are named in stories of all kinds."""
    return {
        row.actor_id
        for row in actors.itertuples(index=False)
        if _is_common(row.name) or _HEADS.search(row.role) or row.kind == "government"
    }


def _is_common(name: str) -> bool:
    """Whether a name is a country's, a capital's or a world body's."""
    known = places.country_of_word(name, "name", "adjective", "people", "capital")
    return bool(known) or places.fold(name) in _world_names()


@cache
def _world_names() -> frozenset[str]:
    rows = lexicons.read("actor_names")
    names = [n for r in rows for n in (r["name"], *r["aliases"].split(";"))]
    return frozenset(places.fold(n) for n in names if n)


def _weights(traits: Mapping[str, set[str]]) -> dict[str, float]:
    """Weigh a trait by how few articles have it."""
    counts = Counter(t for found in traits.values() for t in found)
    return {t: log(1 + len(traits) / n) for t, n in counts.items()}


def _holders(traits: Mapping[str, set[str]], dated: set[str]) -> dict[str, list[str]]:
    """List the dated articles that have a trait; one that half of many have tells nothing."""
    holders: dict[str, list[str]] = defaultdict(list)
    for article in sorted(dated):
        for trait in traits.get(article, ()):
            holders[trait].append(article)
    most = max(20, len(traits) // 2)
    return {t: found for t, found in holders.items() if len(found) <= most}


def neighbours(
    article: str,
    traits: Mapping[str, set[str]],
    weights: Mapping[str, float],
    holders: Mapping[str, list[str]],
) -> list[tuple[str, list[str]]]:
    """Find the dated articles of the same story.

    Returns
    -------
    list of (str, list of str)
        Article and shared traits, the most alike first.
    """
    own = traits.get(article, set())
    shared: dict[str, list[str]] = defaultdict(list)
    for trait in sorted(own, key=lambda t: (-weights[t], t)):
        for other in holders.get(trait, ()):
            shared[other].append(trait)
    scored = []
    for other, common in shared.items():
        lighter = min(sum(weights[t] for t in traits[a]) for a in (article, other))
        likeness = sum(weights[t] for t in common) / lighter
        if len(common) >= MIN_SHARED and likeness >= MIN_LIKENESS:
            scored.append((-likeness, other, common))
    return [(other, common) for _, other, common in sorted(scored)[:MOST_NEIGHBOURS]]


def coverage(tables: Tables, dated: pd.DataFrame) -> dict[str, Coverage]:
    """Say which days each dated article covers, by its claims and events."""
    resolved = resolve_dates(tables.dates, dated)
    told: dict[str, Counter[date]] = defaultdict(Counter)
    begun: dict[str, list[date]] = defaultdict(list)
    ends = {r.article_id: r.published_end.date() for r in dated.itertuples(index=False)}
    stretches = set(resolved.loc[resolved["form"].str.contains("span-|since:"), "date_id"])
    for name, table in (("claims", tables.claims), ("events", tables.events)):
        records = dating.date_records(name, table, resolved, dated)
        for row in records[records["date_start"].notna()].itertuples(index=False):
            start, end = row.date_start.date(), row.date_end.date()
            if row.article_id not in ends or start < ends[row.article_id] - timedelta(days=RECENT):
                continue
            if start == end:
                told[row.article_id][start] += 1
            elif row.date_id in stretches and end >= ends[row.article_id]:
                begun[row.article_id].append(start)
    return {a: _coverage(end, told[a], begun[a]) for a, end in ends.items()}


def _coverage(end: date, told: Counter[date], begun: list[date]) -> Coverage:
    """A story begins on the days told of most, or with a stretch that lasts to its publication."""
    most = max(told.values(), default=0)
    heart = min((d for d in told if 3 * told[d] >= most), default=end - timedelta(days=1))
    return Coverage(min([heart, *begun]), end, told, heart)


def _main_forms(tables: Tables, undated: set[str]) -> dict[str, str]:
    """Find for each undated article the form of what dates its own story, if anything does."""
    forms_by_id = dict(zip(tables.dates["date_id"], tables.dates["form"], strict=True))
    found: dict[str, str] = {}
    for table in (tables.claims, tables.events):
        rows = table[table["article_id"].isin(undated) & (table["date_id"] != "")]
        rows = rows[rows["date_basis"].isin(("clause", "sentence", "story"))]
        for row in rows.sort_values(["article_id", "start"]).itertuples(index=False):
            form = forms.split_relation(forms_by_id.get(row.date_id, "?"))[1]
            if form.startswith("pub") and forms.precision(form) in ("day", "weekend"):
                found.setdefault(row.article_id, form)
    return found


def _fit(
    main: str, rows: pd.DataFrame | None, covered: Iterable[Coverage]
) -> tuple[date, date] | None:
    """Return the first and last day that fit."""
    lead = _lead_forms(rows) or ([main] if main else [])
    if not lead and not _names_day(rows):
        return None
    for found in covered:
        scores: dict[date, int] = {}
        for day in _days(found.first, found.last + timedelta(days=2 * FRESH)):
            event = forms.evaluate(main, day, {}) if main else None
            told = event[1] if event else found.heart
            days = [i[1] for f in lead if (i := forms.evaluate(f, day, {}))]
            if timedelta() <= day - max([told, *days]) <= timedelta(days=FRESH):
                scores[day] = sum(_agreement(d, found) for d in [told, *days])
        best = [d for d in sorted(scores) if scores[d] == max(scores.values()) > 0]
        if best and (best[-1] - best[0]).days < WIDEST:
            return best[0], best[-1]
    return None


def _lead_forms(rows: pd.DataFrame | None) -> list[str]:
    """List the forms of the weekdays named in an article's first sentences, else in all of it."""
    if rows is None:
        return []
    read = rows.assign(form=[forms.split_relation(f)[1] for f in rows["form"]])
    past = read[read["form"].str.startswith(_WEEKDAYS) & read["form"].str.contains("<")]
    early = past[past["sentence_id"] < LEAD]
    return list(dict.fromkeys((past if early.empty else early)["form"]))


def _names_day(rows: pd.DataFrame | None) -> bool:
    """Whether the article says today, last night or the like, and so is fresh."""
    return rows is not None and bool(rows["form"].str.contains("pub day").any())


def _agreement(day: date, found: Coverage) -> int:
    """Weigh how well a day fits: told of there, within its story, just behind it, or neither."""
    if found.told[day]:
        return 3
    if found.first <= day <= found.last:
        return 2
    return int(found.last < day <= found.last + timedelta(days=FRESH))


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=k) for k in range((last - first).days + 1))


def _reason(fitting: tuple[date, date], other: str, shared: list[str]) -> str:
    names = " and ".join(shared[:2]) or "the same places and figures"
    first, last = (f"{day.day} {day:%B %Y}" for day in fitting)
    when = f"on {first}" if first == last else f"between {first} and {last}"
    return (
        f"It states no date; it tells of {names}, as {other} does, and the days that it names "
        f"fit that article's if it was written {when}."
    )
