"""Claims about one occasion, and occasions of one story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import pandas as pd

from helpers.ids import stable_id
from helpers.incidents.episodes import Node, chain
from helpers.incidents.matching import join_tellings
from helpers.incidents.names import Labels, episode_name, incident_name, place_name
from helpers.incidents.occasions import (
    Facts,
    as_day,
    firm_days,
    read_facts,
    read_scenes,
    title_words,
)
from helpers.incidents.tellings import Telling, overlap, split_article
from helpers.schemas import as_table

if TYPE_CHECKING:
    from helpers.extraction import Tables

_LOOSE_DAYS = 3


def group_incidents(tables: Tables) -> dict[str, pd.DataFrame]:
    """Group claims into incidents, and incidents into episodes.

    Claims about one occasion, told by one or many articles, are one incident. A
    claim that sums several occasions (``part_of`` is ``total``) belongs to the
    episode alone; so does a vague claim ("protesters were killed") over days in
    which several incidents lie, since nothing says which of them it means.

    Parameters
    ----------
    tables : Tables
        ``claims`` (dated, with their actors), ``articles`` and ``events`` are read.

    Returns
    -------
    dict of pandas.DataFrame
        ``claims`` with ``incident_id`` and ``episode_id`` filled, in the order in
        which they came; ``incidents`` and ``episodes``, by day.
    """
    facts = read_facts(tables)
    titles = dict(zip(tables.articles["article_id"], tables.articles["title"], strict=True))
    scenes = read_scenes(tables.events)
    tellings: list[Telling] = []
    for article_id, own in groupby(facts, key=lambda f: f.article_id):
        told = [fact for fact in own if fact.part_of != "total"]
        words = title_words(titles.get(article_id, ""))
        tellings += split_article(told, words, scenes.get(article_id, ()))
    occasions = join_tellings(tellings)
    incidents = [t for t in occasions if t.counted]
    totals = [f for f in facts if f.part_of == "total"]
    episodes = chain(incidents, totals)
    placed = {f.claim_id for nodes in episodes for n in nodes for f in n.telling.facts}
    episodes += _attach_strays([f for f in facts if f.claim_id not in placed], episodes)
    return _as_tables(tables, episodes)


def _attach_strays(strays: Sequence[Facts], episodes: list[list[Node]]) -> list[list[Node]]:
    """Give each stray claim to an episode of its article; what finds none stands alone."""
    by_article: dict[str, list[tuple[int, Node]]] = {}
    for i, nodes in enumerate(episodes):
        for node in nodes:
            for article_id in sorted(node.telling.articles):
                by_article.setdefault(article_id, []).append((i, node))
    alone: dict[str, Telling] = {}
    for fact in strays:
        near = [(_nearness(fact, n.telling), -i) for i, n in by_article.get(fact.article_id, ())]
        if near:
            _, place = max(near)
            episodes[-place][0].facts.append(fact)
        elif fact.told:
            alone.setdefault(fact.article_id, Telling()).add(fact)
    return [[Node(telling)] for telling in alone.values()]


def _nearness(fact: Facts, telling: Telling) -> tuple[float, int]:
    days = 0.0
    if fact.first is not None and telling.first is not None:
        days = overlap(fact, telling)
    return (days, sum(f.article_id == fact.article_id for f in telling.facts))


def _as_tables(tables: Tables, episodes: Iterable[Sequence[Node]]) -> dict[str, pd.DataFrame]:
    labels = Labels.of(tables)
    firm = firm_days(tables.events)
    incident_of: dict[str, str] = {}
    episode_of: dict[str, str] = {}
    incident_rows, episode_rows = [], []
    for nodes in episodes:
        facts = [f for n in nodes for f in (*n.telling.facts, *n.facts)]
        episode_id = stable_id("episode", _first_told(facts).claim_id)
        incidents = [n.telling for n in nodes if not n.is_total]
        for telling in incidents:
            row = _row("incident", telling.facts, telling) | {"episode_id": episode_id}
            row["name"] = incident_name(telling, labels)
            row["place"] = place_name(telling.facts, telling, labels)
            incident_rows.append(row)
            incident_of.update((f.claim_id, row["incident_id"]) for f in telling.facts)
        hull = whole = _hull([n.telling for n in nodes])
        if any(n.is_total for n in nodes):
            whole = _trim(hull, [t for t in incidents if t.narrow], facts, firm)
        row = _row("episode", facts, whole) | {"n_incidents": len(incidents)}
        row["name"] = episode_name(whole, hull, facts, len(incidents), labels)
        episode_rows.append(row)
        episode_of.update((f.claim_id, episode_id) for f in facts)
    ids = tables.claims["claim_id"]
    claims = as_table("claims", tables.claims.assign(
        incident_id=[incident_of.get(claim_id, "") for claim_id in ids],
        episode_id=[episode_of.get(claim_id, "") for claim_id in ids],
    ))  # fmt: skip
    return {
        "claims": claims,
        "incidents": as_table("incidents", sorted(incident_rows, key=_by_day)),
        "episodes": as_table("episodes", sorted(episode_rows, key=_by_day)),
    }


def _first_told(facts: Iterable[Facts]) -> Facts:
    """The claim that a group keeps its id by, when later articles add to it."""
    return min(facts, key=lambda f: (f.published is None, f.published or 0, f.order))


def _row(prefix: str, facts: Sequence[Facts], span: Telling) -> dict[str, object]:
    return {
        f"{prefix}_id": stable_id(prefix, _first_told(facts).claim_id),
        "date_start": as_day(span.first),
        "date_end": as_day(span.last),
        "n_claims": len(facts),
        "n_articles": len({f.article_id for f in facts}),
    }


def _hull(tellings: Iterable[Telling]) -> Telling:
    """The days from the first to the last of several tellings."""
    dated = [t for t in tellings if t.first is not None]
    if not dated:
        return Telling()
    return Telling(first=min(t.first for t in dated), last=max(t.last for t in dated))


def _trim(
    span: Telling,
    incidents: Sequence[Telling],
    facts: Iterable[Facts],
    firm: Mapping[str, Sequence[tuple[int, int]]],
) -> Telling:
    """Cut an episode's days to the first and last on which something is told to have happened.

    A total's days ("more than a week of clashes") only bound it, and may reach a few
    days too far.
    """
    if not incidents:
        return span
    days = [(t.first, t.last) for t in incidents]
    for article_id in {f.article_id for f in facts}:
        days += [d for d in firm.get(article_id, ()) if span.first <= d[0] and d[1] <= span.last]
    first, last = min(d[0] for d in days), max(d[1] for d in days)
    return Telling(
        first=first if first - span.first <= _LOOSE_DAYS else span.first,
        last=last if span.last - last <= _LOOSE_DAYS else span.last,
    )


def _by_day(row: Mapping[str, object]) -> tuple[object, ...]:
    undated = row["date_start"] is None
    days = () if undated else (row["date_start"], row["date_end"])
    return (undated, *days, row["episode_id"], row.get("incident_id", ""))
