"""Claims written by hand, and the tables that come of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from unittest import mock

from gold_tables import article_records, empty_tables
from helpers.extraction import Tables
from helpers.incidents import group_incidents
from helpers.schemas import as_table
from helpers.tolls import weigh_tolls

PUBLISHED = {f"{name}.txt": (day, day) for name, day in (
    ("early", "2030-05-02"), ("late", "2030-05-03"), ("later", "2030-05-04"))}  # fmt: skip
PARTY, FOLLOWERS, POLICE, OTHER = "actor-party", "actor-followers", "actor-police", "actor-other"
ACTORS = [
    {"actor_id": PARTY, "name": "People's Front", "kind": "organisation",
     "category": "political militia"},
    {"actor_id": FOLLOWERS, "name": "Front supporters", "kind": "group",
     "category": "protesters", "affiliation": "People's Front"},
    {"actor_id": POLICE, "name": "Police", "kind": "force", "category": "state forces"},
    {"actor_id": OTHER, "name": "City hospital", "kind": "organisation",
     "category": "external/other"},
]  # fmt: skip


def claim(low: int | None, best: int | None, high: int | None, **given: object) -> dict:
    """One claim: seven people killed in a town on 1 May 2030, unless told otherwise."""
    return {
        "low": low,
        "best": best,
        "high": high,
        "article_id": "early.txt",
        "outcome": "killed",
        "victim_group": "people",
        "stance": "asserted",
        "part_of": "incident",
        "date_start": "2030-05-01",
        "date_end": "2030-05-01",
        "place": "Harbour Town",
        "occasion": "bombing",
        **given,
    }


def exactly(n: int, **given: object) -> dict:
    """A claim of just ``n``."""
    return claim(n, n, n, **given)


def at_least(n: int, **given: object) -> dict:
    """A claim of ``n`` or more."""
    return claim(n, n, None, **given)


def book(*claims: Mapping[str, object], best: str = "latest") -> Tables:
    """Tables with these claims, each in a sentence of its own, weighed."""
    records = []
    for i, given in enumerate(claims):
        place = {
            "claim_id": f"claim-{i:03}", "sentence_id": i + 1, "start": 100 * i,
            "end": 100 * i + 50, "evidence": f"words {i}", "cue": "killed",
            "cue_start": 100 * i, "cue_end": 100 * i + 6,
        }  # fmt: skip
        records.append({**place, **given})
    tables = replace(_setting(), claims=as_table("claims", records))
    tables = replace(tables, **group_incidents(tables))
    return replace(tables, tolls=weigh_tolls(tables, best=best))


@cache
def _setting() -> Tables:
    actors = [a | {"n_mentions": 1, "n_articles": 1, "basis": "text"} for a in ACTORS]
    return empty_tables(articles=article_records(PUBLISHED), actors=actors)


def quick_book(*claims: Mapping[str, object], best: str = "latest") -> Tables:
    """The same, without the check of every table: for properties tried many times."""
    with mock.patch("helpers.schemas.check", lambda name, table: table):
        return book(*claims, best=best)
