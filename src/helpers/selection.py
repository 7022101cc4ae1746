"""Keep the rows of the tables that a reader asks for, so that every number still leads back."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from helpers.actors import find_interactions
from helpers.parameters import ParameterError

if TYPE_CHECKING:
    from helpers.extraction import Tables

_ACTORS_OF = {
    "claims": ("claimant_id", "victim_actor_id", "perpetrator_id"),
    "events": ("actor_id", "target_id"),
    "statements": ("speaker_id",),
    "mentions": ("actor_id",),
}


def select_rows(
    tables: Tables,
    since: date | None = None,
    until: date | None = None,
    outcomes: Collection[str] = (),
    actors: Collection[str] = (),
) -> Tables:
    """Keep what happened in a window of days, with some outcomes, and to or by some actors.

    Parameters
    ----------
    tables : Tables
        Every table.
    since, until : datetime.date, optional
        First and last day. A row is kept where its interval of days overlaps the
        window; a row without a date is left out where either day is given.
    outcomes : collection of str
        Outcomes of claims and tolls to keep; empty for all.
    actors : collection of str
        Names or aliases of actors to keep, capitals aside; empty for all.

    Returns
    -------
    Tables
        Claims, events, statements, mentions, actors, tolls, changes, incidents and
        episodes cut down, interactions counted anew; articles, rejects, sentences and
        dates whole. A toll is never weighed anew from fewer claims: it is kept with all
        claims that were weighed in it, or left out.

    Raises
    ------
    ParameterError
        If no actor has one of the names in ``actors``.
    """
    if not (since or until or outcomes or actors):
        return tables
    ids = find_actors(tables.actors, actors)
    claims = _involving("claims", _in_window(tables.claims, since, until), ids)
    events = _involving("events", _in_window(tables.events, since, until), ids)
    tolls = _in_window(tables.tolls, since, until)
    changes = _in_window(tables.changes, since, until)
    if outcomes:
        claims = claims[claims["outcome"].isin(outcomes)]
        tolls = tolls[tolls["outcome"].isin(outcomes)]
        changes = changes[changes["outcome"].isin(outcomes)]
    if ids:
        wanted = set(claims["claim_id"])
        hit = [not wanted.isdisjoint(weighed) for weighed in tolls["claim_ids"]]
        tolls = tolls[pd.Series(hit, index=tolls.index, dtype="bool")]
        changes = changes[changes["toll_id"].isin(tolls["toll_id"])]
    weighed = {claim for weighed in tolls["claim_ids"] for claim in weighed}
    claims = tables.claims[
        tables.claims["claim_id"].isin(weighed) | tables.claims.index.isin(claims.index)
    ]
    kept = replace(
        tables,
        claims=claims,
        events=events,
        tolls=tolls,
        changes=changes,
        incidents=_told(tables.incidents, "incident_id", claims, tolls),
        episodes=_told(tables.episodes, "episode_id", claims, tolls),
        statements=_involving("statements", tables.statements, ids),
        mentions=_involving("mentions", tables.mentions, ids),
    )
    if ids:
        kept = replace(kept, actors=_named(kept, ids))
    kept = replace(kept, interactions=find_interactions(kept.events, kept.claims, kept.actors))
    return replace(kept, **{name: table.reset_index(drop=True) for name, table in kept.items()})


def find_actors(
    table: pd.DataFrame, names: Collection[str], parameter: str = "actors"
) -> frozenset[str]:
    """Return the ids of the actors that go by ``names``.

    Parameters
    ----------
    table : pandas.DataFrame
        The table ``actors``.
    names : collection of str
        Names or aliases, capitals aside.
    parameter : str
        The parameter that gave them, for the error.

    Returns
    -------
    frozenset of str
        Their ``actor_id``; several where a name is shared.

    Raises
    ------
    ParameterError
        If no actor has one of the names.
    """
    by_name: dict[str, set[str]] = {}
    for actor_id, name, aliases in zip(
        table["actor_id"], table["name"], table["aliases"], strict=True
    ):
        for known in (name, *aliases):
            by_name.setdefault(known.casefold(), set()).add(actor_id)
    for name in names:
        if name.casefold() not in by_name:
            close = difflib.get_close_matches(name.casefold(), by_name, n=3)
            known = [n for n in table["name"] if n.casefold() in close] or list(table["name"])[:10]
            raise ParameterError(
                f"parameter {parameter!r}: got {name!r}; no article names such an actor; "
                f"allowed are names and aliases of the table actors, such as {', '.join(known)}"
            )
    return frozenset().union(*(by_name[name.casefold()] for name in names))


def _in_window(table: pd.DataFrame, since: date | None, until: date | None) -> pd.DataFrame:
    if not (since or until):
        return table
    within = table["date_start"].notna() & table["date_end"].notna()
    if since:
        within &= table["date_end"] >= pd.Timestamp(since)
    if until:
        within &= table["date_start"] <= pd.Timestamp(until)
    return table[within]


def _involving(name: str, table: pd.DataFrame, ids: frozenset[str]) -> pd.DataFrame:
    if not ids:
        return table
    return table[table[list(_ACTORS_OF[name])].isin(ids).any(axis=1)]


def _told(table: pd.DataFrame, key: str, claims: pd.DataFrame, tolls: pd.DataFrame) -> pd.DataFrame:
    """Keep the incidents or episodes that a kept claim or toll belongs to."""
    return table[table[key].isin({*claims[key], *tolls[key]} - {""})]


def _named(tables: Tables, ids: frozenset[str]) -> pd.DataFrame:
    """Keep the chosen actors, and those that the kept claims and events name beside them."""
    beside = set(ids)
    for name in ("claims", "events"):
        for column in _ACTORS_OF[name]:
            beside.update(getattr(tables, name)[column])
    return tables.actors[tables.actors["actor_id"].isin(beside)]
