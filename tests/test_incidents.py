"""Claims about one occasion in one incident, incidents of one story in one episode."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from gold_tables import article_records, claim_records, empty_tables, read_lines
from helpers.extraction import Tables
from helpers.incidents import group_incidents
from helpers.tolls import weigh_tolls

TLP, STATE, POLICE, CROWD, MINISTER, HEAD = (f"actor-{n}" for n in range(6))


def seed_tables(gold: Path) -> Tables:
    """Tables of the two sample articles, their claims from gold."""
    claims = read_lines(gold / "seeds.claims.jsonl")
    ids = {
        "claimant_id": {
            "the TLP": TLP,
            "The TLP": TLP,
            "the government": STATE,
            "Pakistan’s interior minister": MINISTER,
            "Sheikh Rasheed Ahmad": MINISTER,
            "Rao Sardar Ali Khan": HEAD,
        },
        "victim_actor_id": {
            "police officers": POLICE,
            "officers": POLICE,
            "its followers": CROWD,
            "supporters": CROWD,
            "protestors": CROWD,
        },
        "perpetrator_id": {"TLP supporters": CROWD, "the police": POLICE},
    }
    published = {
        "000_f9d0e30100fce551.txt": ("2021-11-01", "2021-11-01"),
        "001_f795c182231316f4.txt": ("2021-10-27", "2021-10-29"),
    }
    actors = [
        (TLP, "Party", "organisation", "political militia", "", ""),
        (STATE, "Government", "government", "state forces", "", ""),
        (POLICE, "Police", "force", "state forces", "", ""),
        (CROWD, "Party supporters", "group", "protesters", "", "Party"),
        (MINISTER, "Minister", "person", "", "interior minister", "Government"),
        (HEAD, "Head", "person", "", "head of police", "Police"),
    ]
    names = ("actor_id", "name", "kind", "category", "role", "affiliation")
    tables = empty_tables(
        claims=claim_records(claims, ids),
        articles=article_records(published),
        actors=[
            dict(zip(names, actor, strict=True)) | {"n_mentions": 1, "n_articles": 1, "basis": "t"}
            for actor in actors
        ],
    )
    tables = replace(tables, **group_incidents(tables))
    return replace(tables, tolls=weigh_tolls(tables))


@pytest.fixture(scope="module")
def seeds(gold: Path) -> tuple[Tables, dict]:
    """The tables of the sample articles, and what gold says of their tolls."""
    return seed_tables(gold), json.loads((gold / "seeds.tolls.json").read_text(encoding="utf-8"))


def test_seeds_episodes_and_their_tolls(seeds: tuple[Tables, dict]) -> None:
    tables, truth = seeds
    assert len(tables.episodes) == len(truth["episodes"])
    for episode in truth["episodes"]:
        found = tables.episodes[tables.episodes["date_start"] == episode["date_start"]]
        assert str(found["date_end"].item().date()) == episode["date_end"]
        tolls = tables.tolls.query("level == 'episode'")
        tolls = tolls[tolls["episode_id"] == found["episode_id"].item()]
        assert len(tolls) == len(episode["tolls"])
        for toll in episode["tolls"]:
            assert_toll(tolls, toll)


def test_seeds_incidents_and_their_tolls(seeds: tuple[Tables, dict]) -> None:
    tables, truth = seeds
    tolls = tables.tolls.query("level == 'incident'")
    assert len(tolls) == len(truth["incidents"])
    for toll in truth["incidents"]:
        assert_toll(tolls[tolls["date_start"] == toll["date"]], toll)
    assert list(tables.incidents["date_start"].dt.day) == [22, 23, 27]


def assert_toll(tolls: object, expected: dict[str, object]) -> None:
    """One toll of the expected outcome and group, with its numbers and flags."""
    row = tolls.query("outcome == @o and victim_group == @g", local_dict={
        "o": expected["outcome"], "g": expected["victim_group"]}).iloc[0]  # fmt: skip
    for name in expected.keys() - {"date", "note", "outcome", "victim_group"}:
        assert (None if pd.isna(row[name]) else row[name]) == expected[name], name
