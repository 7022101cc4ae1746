"""Where claims and events were: country and UCDP's precision, and every place that is named.

Below the line: the words that say where were read article by article; here they are
looked up in the offline gazetteer, and a name of several places is settled by what else
its article names, or stays ambiguous.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from helpers.ids import stable_id
from helpers.places import Place, fold, locate, sole_country
from helpers.schemas import as_table

if TYPE_CHECKING:
    from helpers.extraction import Tables

_LONGEST = 5
_MOST_CANDIDATES = 8
_LARGE = 50_000
"""People in a town whose name is believed in a text without capitals."""
_DIVISIONS = {
    "province": "region", "state": "region", "governorate": "region", "region": "region",
    "district": "district", "county": "district",
}  # fmt: skip
_LEAD = 2.0
"""A country settles an ambiguous name where its article names it so many times as often as any
other that the name may be in."""


@dataclass(frozen=True)
class Spot:
    """What the words for a place mean.

    Attributes
    ----------
    country : str
        Two-letter code; empty where the words leave a choice that the article does not settle.
    where_prec : int or None
        UCDP's code of precision (:data:`helpers.places.WHERE_PREC`); None where the
        gazetteer does not know the words.
    meant : tuple of Place
        All places that they may mean, the most populous first.
    """

    country: str = ""
    where_prec: int | None = None
    meant: tuple[Place, ...] = ()


def place_records(tables: Tables) -> dict[str, pd.DataFrame]:
    """Say where claims and events were, and list the places.

    Parameters
    ----------
    tables : Tables
        ``claims``, ``events`` and ``mentions`` are read.

    Returns
    -------
    dict of pandas.DataFrame
        ``claims`` and ``events`` with ``country`` and ``where_prec``, and the table
        ``places``: one row the words for a place and the country that they mean there.
    """
    around = _countries_named(tables.mentions)
    placed = {name: _placed(getattr(tables, name), around) for name in ("claims", "events")}
    return {**placed, "places": _listed(placed["claims"], placed["events"], around)}


def look_up(words: str, around: Counter[str] | None = None) -> Spot:
    """Say what the words for a place mean.

    Parameters
    ----------
    words : str
        Such as ``"the northern city of Kunduz"``.
    around : Counter of str, optional
        How often the article names something of each country.

    Returns
    -------
    Spot
        The most exact of the places named. Of several countries the one that the
        words name, or that dwarfs the others, or that the article names most.
    """
    named = _named_places(words)
    if not named:
        return Spot()
    said = {p.country for places in named for p in places if p.level == "country"}
    exact = next((n for n in named if n[0].level != "country"), named[0])
    meant = tuple(p for p in exact if p.country in said) or exact
    country = _settled(meant, around or Counter())
    here = [p for p in meant if p.country == country] if country else meant
    return Spot(country, here[0].where_prec, meant)


def _settled(meant: Sequence[Place], around: Counter[str]) -> str:
    countries = {p.country for p in meant}
    ranked = sorted(countries, key=lambda c: (-around[c], c))
    if len(ranked) == 1:
        return ranked[0]
    if around[ranked[0]] >= _LEAD * max(around[ranked[1]], 1):
        return ranked[0]
    return "" if around[ranked[0]] else sole_country(meant)


@cache
def _named_places(words: str) -> tuple[tuple[Place, ...], ...]:
    """The places that the words name, longest names first, none inside another."""
    parts = words.replace(",", " , ").split()
    if words.islower():  # a text without capitals: the words as a whole, or nothing
        return tuple(filter(None, [_large(locate(words))]))
    found, taken = [], set()
    for size in range(min(_LONGEST, len(parts)), 0, -1):
        for first in range(len(parts) - size + 1):
            span = range(first, first + size)
            name = " ".join(parts[first : first + size])
            if not name[0].isupper() or "," in name or not taken.isdisjoint(span):
                continue
            if places := locate(name):
                behind = parts[first + size].lower() if first + size < len(parts) else ""
                found.append(tuple(_of_division(p, behind) for p in places))
                taken.update(span)
    return tuple(found)


def _large(places: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(p for p in places if p.level != "town" or p.population >= _LARGE)


def _of_division(place: Place, behind: str) -> Place:
    """Return the province or district that is called by a town: "Kunduz province"."""
    level = _DIVISIONS.get(behind, "")
    if not level or place.level == "country":
        return place
    return replace(place, level=level, latitude=None, longitude=None)


def _countries_named(mentions: pd.DataFrame) -> dict[str, Counter[str]]:
    """By article, how many mentions tell of each country."""
    known = mentions[mentions["country"] != ""]
    counts = known.groupby(["article_id", "country"]).size()
    found: dict[str, Counter[str]] = {}
    for (article, country), n in counts.items():
        found.setdefault(article, Counter())[country] = int(n)
    return found


def _placed(table: pd.DataFrame, around: dict[str, Counter[str]]) -> pd.DataFrame:
    spots = _spots(table, around)
    return table.assign(
        country=pd.Series([s.country for s in spots], index=table.index, dtype="str"),
        where_prec=pd.Series([s.where_prec for s in spots], index=table.index, dtype="Int64"),
    )


def _spots(table: pd.DataFrame, around: dict[str, Counter[str]]) -> list[Spot]:
    pairs = zip(table["article_id"], table["place"], strict=True)
    return [look_up(words, around.get(article)) if words else Spot() for article, words in pairs]


def _listed(
    claims: pd.DataFrame, events: pd.DataFrame, around: dict[str, Counter[str]]
) -> pd.DataFrame:
    """One row the words and country of each place, with what it may mean."""
    told = pd.concat(
        [claims.assign(source="claims"), events.assign(source="events")], ignore_index=True
    )
    told = told[told["place"] != ""]
    told = told.assign(key=told["place"].map(fold)).sort_values(["place", "article_id"])
    rows = []
    for (key, country), block in told.groupby(["key", "country"], sort=True):
        first = block.iloc[0]
        spot = look_up(first["place"], around.get(first["article_id"]))
        here = [p for p in spot.meant if p.country == country] if country else []
        exact = here[0] if here and here[0].level == "town" else None
        rows.append({
            "place_id": stable_id("place", key, country),
            "place": first["place"],
            "name": here[0].name if here else "",
            "country": country,
            "level": (here or spot.meant)[0].level if spot.meant else "",
            "where_prec": spot.where_prec,
            "latitude": exact.latitude if exact else None,
            "longitude": exact.longitude if exact else None,
            "ambiguous": bool(spot.meant) and not country,
            "candidates": _in_words(spot.meant),
            "n_claims": int((block["source"] == "claims").sum()),
            "n_events": int((block["source"] == "events").sum()),
            "n_articles": block["article_id"].nunique(),
        })  # fmt: skip
    table = as_table("places", rows)
    order = ["n_claims", "n_events", "place", "place_id"]
    return table.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def _in_words(meant: Iterable[Place]) -> list[str]:
    """Name what the words may mean: ``Tripoli (LB)``."""
    told = dict.fromkeys(f"{p.name} ({p.country})" for p in meant)
    return list(told)[:_MOST_CANDIDATES]
