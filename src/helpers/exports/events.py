"""Incidents as rows for those who read UCDP's or ACLED's event files.

The formats are followed as far as words in articles reach: a place has coordinates
where its name leaves no choice, and what is unknown stays empty. See UCDP's *GED
Codebook* and ACLED's *Codebook*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.incidents.occasions import families
from helpers.places import Place, country_names
from helpers.sides import actor_sides
from helpers.where import look_up

if TYPE_CHECKING:
    from helpers.extraction import Tables

_FIGHTING = ("state forces", "militants", "protesters")
_INTER = {
    "state forces": "State Forces",
    "rebel group": "Rebel Groups",
    "political militia": "Political Militias",
    "identity militia": "Identity Militias",
    "rioters": "Rioters",
    "protesters": "Protesters",
    "civilians": "Civilians",
    "external/other": "External/Other Forces",
}
_INTER_OF_GROUP = {
    "state forces": "State Forces",
    "militants": "Rebel Groups",
    "protesters": "Protesters",
    "civilians": "Civilians",
    "people": "",
}
_MISHAPS = frozenset(
    {"accident", "collapse", "crash", "crush", "eruption", "fire", "heat", "quake", "sinking"}
    | {"slide", "storm"}
)
_REMOTE = frozenset({"airstrike", "blast", "bombing", "strike"})
_DWARFED = 5
"""Of towns of one name in one country, the largest is meant if it is so many times larger."""
_GEO_PRECISION = {"town": 1, "district": 2, "region": 3, "country": 3}
_DAYS_OF_CODE = ((1, 1), (2, 6), (3, 7), (4, 31))


@dataclass(frozen=True)
class Party:
    """Somebody on one side of an incident."""

    name: str
    side: str
    category: str


@dataclass(frozen=True)
class Told:
    """An incident with all that is told of it."""

    incident: object
    claims: Sequence[object]
    tolls: Sequence[object]
    doers: Sequence[Party]
    hurt: Sequence[Party]
    sources: str

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of occasion by its claims' words."""
        told = [families(c.occasion) | families(c.cue) for c in self.claims]
        return frozenset().union(*told)

    @property
    def groups(self) -> frozenset[str]:
        """The victim groups that somebody asserts were hurt."""
        return frozenset(t.victim_group for t in self.tolls if t.n_claims)


def ucdp_events(tables: Tables) -> pd.DataFrame:
    """Give one row an incident with dead, in the columns of UCDP's event file.

    Parameters
    ----------
    tables : Tables
        All tables.

    Returns
    -------
    pandas.DataFrame
        The columns of ``ucdp`` in ``columns.csv``. Accidents and natural
        disasters are left out, as UCDP does.
    """
    rows = [row for told in _incidents(tables) if (row := _ucdp_row(told))]
    return pd.DataFrame(rows, dtype="object")


def acled_events(tables: Tables) -> pd.DataFrame:
    """Give one row an incident, in ACLED's columns.

    Parameters
    ----------
    tables : Tables
        All tables.

    Returns
    -------
    pandas.DataFrame
        The columns of ``acled`` in ``columns.csv``. Accidents and natural
        disasters are left out, as ACLED does.
    """
    return pd.DataFrame([_acled_row(told) for told in _incidents(tables)], dtype="object")


def _incidents(tables: Tables) -> Iterator[Told]:
    """Gather what is told of each incident that is neither accident nor disaster."""
    claims, tolls = _by_incident(tables.claims), _by_incident(tables.tolls)
    actors = {row.actor_id: row for row in tables.actors.itertuples(index=False)}
    side_of = actor_sides(tables.actors, tables.claims)
    articles = {row.article_id: row for row in tables.articles.itertuples(index=False)}

    def party(actor_id: str, words: str, side: str) -> Party | None:
        if actor_id in actors:
            actor = actors[actor_id]
            return Party(actor.name, side_of[actor_id], actor.category)
        return Party(prose.clean(words, 80), side, "") if words else None

    for incident in tables.incidents.itertuples(index=False):
        told = [c for c in claims.get(incident.incident_id, ()) if c.stance == "asserted"]
        doers = [party(c.perpetrator_id, c.perpetrators, "other") for c in told]
        hurt = [party(c.victim_actor_id, "", c.victim_group) for c in told]
        whole = Told(
            incident=incident,
            claims=told,
            tolls=tolls.get(incident.incident_id, ()),
            doers=[p for p in doers if p],
            hurt=[p for p in hurt if p],
            sources="; ".join(_source(articles[a]) for a in sorted({c.article_id for c in told})),
        )
        if whole.tolls and not _mishap(whole):
            yield whole


def _mishap(told: Told) -> bool:
    """Whether it was an accident or a disaster; a storm has no doer where gunmen storm has."""
    if not told.doers and told.kinds == {"storming"}:
        return True
    return bool(told.kinds) and told.kinds <= _MISHAPS


def _by_incident(table: pd.DataFrame) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for row in table[table["incident_id"] != ""].itertuples(index=False):
        found.setdefault(row.incident_id, []).append(row)
    return found


def _source(article: object) -> str:
    title = f"“{prose.clean(article.title, 120)}”" if article.title else article.article_id
    day = prose.days(article.published_start, article.published_end)
    return ", ".join(part for part in (article.outlet, title, day) if part)


def _ucdp_row(told: Told) -> dict[str, object] | None:
    killed = [t for t in told.tolls if t.outcome == "killed" and t.n_claims]
    if not killed:
        return None
    side_a, side_b = _two_sides(told)
    deaths = {"a": 0, "b": 0, "civilians": 0, "unknown": 0}
    for toll in killed:
        heading = _heading(toll.victim_group, side_a, side_b)
        deaths[heading] += _first(toll.best, toll.low, toll.high)
    incident, where = told.incident, _located(told)
    return {
        "id": incident.incident_id,
        "date_start": incident.date_start,
        "date_end": incident.date_end,
        "date_prec": _date_precision(incident),
        "where_prec": where.where_prec if where else None,
        "where_description": incident.place,
        **_coordinates(where),
        "side_a": side_a.name if side_a else "",
        "side_b": side_b.name if side_b else "",
        **{f"deaths_{who}": n for who, n in deaths.items()},
        "best": sum(deaths.values()),
        "low": sum(_first(t.low, t.best, t.high) for t in killed),
        "high": sum(_first(t.high, t.best, t.low) for t in killed),
        "number_of_sources": max(t.n_sources for t in killed),
        "source_article": told.sources,
    }


def _first(*numbers: object) -> int:
    return next((int(n) for n in numbers if not pd.isna(n)), 0)


def _two_sides(told: Told) -> tuple[Party | None, Party | None]:
    """The state's side first, then who stands against it, or civilians."""
    counts = Counter(told.doers)
    counts.update(p for p in told.hurt if p.side in _FIGHTING)
    for group in sorted(told.groups & set(_FIGHTING)):
        if all(p.side != group for p in counts):
            counts[Party(group.capitalize(), group, "")] = 0
    ranked = sorted(counts, key=lambda p: (p.side != "state forces", -counts[p], p.name))
    if not ranked:
        return None, None
    first = ranked[0]
    against = [p for p in ranked if p.side != first.side]
    if against:
        return first, against[0]
    return first, Party("Civilians", "civilians", "civilians") if told.doers else None


def _heading(group: str, side_a: Party | None, side_b: Party | None) -> str:
    """Under which of UCDP's four headings the dead of a group fall."""
    if group == "civilians":
        return "civilians"
    if side_a and side_a.side == group:
        return "a"
    return "b" if side_b and side_b.side == group else "unknown"


def _date_precision(incident: object) -> int:
    if pd.isna(incident.date_start):
        return 5
    days = (incident.date_end - incident.date_start).days + 1
    return next((code for code, most in _DAYS_OF_CODE if days <= most), 5)


def _located(told: Told) -> Place | None:
    """What a place's words mean, where the gazetteer knows it and it can be but one."""
    known = Counter(c.country for c in told.claims if c.country)
    spot = look_up(told.incident.place, known)
    inside = [p for p in spot.meant if p.country == spot.country]
    namesakes = [p for p in inside[1:] if p.population * _DWARFED > inside[0].population]
    return inside[0] if inside and not namesakes else None


def _coordinates(where: Place | None) -> dict[str, object]:
    return {
        "country": country_names()[where.country] if where else "",
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
    }


def _acled_row(told: Told) -> dict[str, object]:
    incident, where = told.incident, _located(told)
    undated = pd.isna(incident.date_start)
    days = 0 if undated else (incident.date_end - incident.date_start).days + 1
    doer = _commonest(told.doers)
    hurt = _commonest([p for p in told.hurt if p != doer]) or _commonest(told.hurt)
    group = max(told.tolls, key=lambda t: t.n_claims).victim_group
    killed = [t for t in told.tolls if t.outcome == "killed" and t.n_claims]
    highs = [t.high for t in killed if not t.open_ended]
    only_civilians = told.groups <= {"civilians", "people"}
    return {
        "event_id_cnty": incident.incident_id,
        "event_date": incident.date_start,
        "year": None if undated else incident.date_start.year,
        "time_precision": 3 if undated or days > 7 else 1 if days == 1 else 2,
        "event_type": _event_type(told),
        "actor1": doer.name if doer else "",
        "inter1": _INTER.get(doer.category, "") if doer else "",
        "actor2": hurt.name if hurt else group.capitalize(),
        "inter2": _INTER.get(hurt.category, "") if hurt else _INTER_OF_GROUP[group],
        "civilian_targeting": "Civilians targeted" if doer and only_civilians else "",
        **_coordinates(where),
        "location": incident.place,
        "geo_precision": _GEO_PRECISION[where.level] if where else None,
        "source": told.sources,
        "notes": " ".join(
            f"{t.victim_group.capitalize()} {t.outcome}: {t.explanation}" for t in told.tolls
        ),
        "fatalities": sum(_first(t.best, t.low, t.high) for t in killed),
        "fatalities_low": sum(_first(t.low, t.best, t.high) for t in killed),
        "fatalities_high": sum(map(int, highs)) if len(highs) == len(killed) else None,
    }


def _commonest(parties: Sequence[Party]) -> Party | None:
    counts = Counter(parties)
    return min(counts, key=lambda p: (-counts[p], p.name), default=None)


def _event_type(told: Told) -> str:
    """ACLED's event type; empty where the words do not tell."""
    kinds, groups = told.kinds, told.groups
    if kinds & _REMOTE:
        return "Explosions/Remote violence"
    if kinds & {"protest", "riot"} and "militants" not in groups:
        return "Protests" if "protest" in kinds and groups <= {"protesters"} else "Riots"
    if groups & {"state forces", "militants"} or kinds & {"battle", "clash"}:
        return "Battles"
    return "Violence against civilians" if told.doers or kinds else ""
