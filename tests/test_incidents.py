"""Claims about one occasion in one incident, incidents of one story in one episode."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from claims_by_hand import book, claim, exactly, quick_book
from gold_tables import article_records, claim_records, empty_tables, read_lines
from helpers import extract, load_articles
from helpers.extraction import Tables
from helpers.incidents import group_incidents, matching
from helpers.incidents.matching import likeness
from helpers.incidents.names import Labels, place_name
from helpers.schemas import as_table
from helpers.tolls import weigh_tolls
from helpers.tolls.contradictions import find_contradictions

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


@pytest.fixture(scope="module")
def samples(root: Path, gold: Path) -> tuple[Tables, dict]:
    """The tables as they are read from the sample articles, and what gold says."""
    articles, _ = load_articles(root / "data" / "articles", root / "data" / "articles.csv")
    known = root / "data" / "actors.csv"
    truth = json.loads((gold / "seeds.tolls.json").read_text(encoding="utf-8"))
    return extract(articles, known_actors=known if known.exists() else None), truth


def test_samples_read_from_the_text_give_the_same_tolls(samples: tuple[Tables, dict]) -> None:
    test_seeds_episodes_and_their_tolls(samples)
    test_seeds_incidents_and_their_tolls(samples)
    assert list(samples[0].episodes["name"]) == ["April 2021 protests", "October 2021 march"]
    found = find_contradictions(samples[0])
    assert list(found["kind"]) == ["figures"]
    texts = "\n".join(samples[0].articles["text"])
    assert found["evidence_a"].item() in texts and found["evidence_b"].item() in texts


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


DAY = {"date_start": "2030-05-01", "date_end": "2030-05-01"}
LATE, LATER = {"article_id": "late.txt"}, {"article_id": "later.txt"}


def together(*claims: dict) -> list[set[str]]:
    """The claims of each incident, by their place in the list; what has none is left out."""
    found = book(*claims).claims
    found = found[found["incident_id"] != ""]
    return sorted(
        ({int(c.split("-")[1]) for c in own} for own in found.groupby("incident_id")["claim_id"]
         .agg(list)), key=min,
    )  # fmt: skip


def test_one_occasion_told_by_two_articles_is_one_incident() -> None:
    assert together(exactly(3), exactly(5, **LATE)) == [{0, 1}]


def test_the_same_day_elsewhere_is_another_incident() -> None:
    there = {"place": "Lahore", "occasion": "shooting"}
    assert together(exactly(3, place="Karachi"), exactly(5, **there, **LATE)) == [{0}, {1}]
    assert together(exactly(3, place="Karachi"), exactly(5, **there)) == [{0}, {1}]


def test_another_deed_in_the_same_place_is_another_incident() -> None:
    crash = exactly(5, occasion="derailment", **LATE)
    strike = exactly(3, occasion="airstrike")
    assert together(strike, exactly(9, occasion="earthquake", **LATE)) == [{0}, {1}]
    assert together(exactly(5, occasion="tram"), crash) == [{0, 1}]


@pytest.mark.parametrize(
    ("start", "end"),
    [("2029-01-01", "2029-12-31"), ("2030-04-20", "2030-04-20"), ("2030-04-01", "2030-04-30")],
)
def test_background_never_joins_the_main_incident(start: str, end: str) -> None:
    earlier = exactly(30, date_start=start, date_end=end, occasion="bombing")
    assert together(exactly(3), earlier, exactly(3, **LATE)) == [{0, 2}, {1}]


def test_an_undated_claim_joins_the_articles_main_occasion() -> None:
    undated = {"date_start": None, "date_end": None}
    assert together(exactly(3), exactly(4, said_by="a nurse", place="", **undated)) == [{0, 1}]


def test_a_wide_interval_joins_the_occasion_it_shares_words_with() -> None:
    month = {"date_start": "2030-05-01", "date_end": "2030-05-20"} | LATER
    assert together(exactly(7), exactly(7, **month)) == [{0, 1}]
    other = {"place": "Quetta", "occasion": "airstrike"}
    assert together(exactly(7), exactly(30, **month, **other)) == [{0}, {1}]


def roundup(*claims: dict, deeds: dict[str, list[int]]) -> list[set[str]]:
    """The same, where the articles tell of attacks in these sentences."""
    tables = book(*claims)
    events = [
        {"event_id": f"{article}-{n}", "article_id": article, "sentence_id": n, "start": n,
         "end": n + 1, "text": "x", "kind": "assault", "cue": "attack", "cue_start": n,
         "cue_end": n + 1, "mode": "actual", "n_articles": 1}
        for article, sentences in deeds.items() for n in sentences
    ]  # fmt: skip
    tables = replace(tables, events=as_table("events", events))
    found = group_incidents(tables)["claims"]
    found = found[found["incident_id"] != ""]
    return sorted(
        ({int(c.split("-")[1]) for c in own} for own in found.groupby("incident_id")["claim_id"]
         .agg(list)), key=min,
    )  # fmt: skip


def test_attacks_of_one_day_and_town_in_one_roundup_stay_apart() -> None:
    deeds = {"early.txt": [1, 2, 3]}
    assert roundup(exactly(38), exactly(8), exactly(13), deeds=deeds) == [{0}, {1}, {2}]
    one_sentence = {"sentence_id": 2}
    listed = [exactly(38), exactly(8, **one_sentence), exactly(13, **one_sentence)]
    assert roundup(*listed, deeds=deeds) == [{0}, {1}, {2}]
    told = roundup(exactly(38), exactly(8), exactly(39, **LATE), exactly(8, **LATE),
                   deeds={"early.txt": [1, 2], "late.txt": [3, 4]})  # fmt: skip
    assert told == [{0, 2}, {1, 3}]


def test_a_toll_that_grows_and_another_source_are_no_roundup() -> None:
    deeds = {"early.txt": [1, 2]}
    assert roundup(exactly(8), exactly(13), deeds=deeds) == [{0, 1}]
    assert roundup(exactly(13), exactly(11, said_by="police"), deeds=deeds) == [{0, 1}]
    assert roundup(exactly(13), exactly(8), deeds={}) == [{0, 1}]
    children = exactly(8, victims="children", victim_group="civilians")
    assert roundup(exactly(38), children, deeds=deeds) == [{0, 1}]


def test_what_adds_up_a_days_attacks_belongs_to_the_story() -> None:
    told = roundup(exactly(59), exactly(38), exactly(8), exactly(13),
                   deeds={"early.txt": [1, 2, 3, 4]})  # fmt: skip
    assert told == [{1}, {2}, {3}]


def day(name: str) -> dict:
    return {"date_start": name, "date_end": name}


def test_a_large_figure_told_again_later_is_the_same_occasion() -> None:
    after, soft = day("2030-05-04"), {"date_basis": "story"}
    assert together(exactly(58), exactly(58, **after, **LATER)) == [{0, 1}]
    assert together(exactly(58), exactly(58, **day("2030-06-04"), **LATER)) == [{0}, {1}]
    year = exactly(58, **day("2031-05-01"), **soft, **LATER)
    assert together(exactly(58), year) == [{0, 1}]
    assert together(exactly(5), exactly(5, **after, **LATER)) == [{0}, {1}]
    assert together(exactly(5), exactly(5, **after, **soft, **LATER)) == [{0, 1}]
    assert together(exactly(58), exactly(57, **after, **soft, **LATER)) == [{0}, {1}]


def test_a_rounded_figure_of_the_day_is_of_the_same_occasion() -> None:
    bare = {"place": "", "occasion": ""}
    rounded = claim(81, None, None, **bare, **LATE)
    assert together(exactly(84), rounded) == [{0, 1}]
    assert together(exactly(120), rounded) == [{0}, {1}]


def test_a_province_is_where_its_town_is_but_a_country_is_not() -> None:
    soft = {"date_basis": "publication"}
    tulsa = exactly(59, place="Tulsa", **soft)
    assert together(claim(None, 60, None, place="Oklahoma", **soft), tulsa) == [{0, 1}]
    assert together(exactly(6, place="Kunduz"), exactly(32, place="Afghanistan")) == [{0}, {1}]


def test_who_is_still_missing_days_later_is_missing_since_the_occasion() -> None:
    search = exactly(4, outcome="missing", **day("2030-05-03"))
    assert together(exactly(22), search) == [{0, 1}]
    assert together(exactly(22, place="Lahore"), search | {"place": "Oslo"}) == [{0}, {1}]


def test_totals_and_vague_claims_over_many_days_stay_with_the_episode() -> None:
    week = {"date_start": "2030-04-28", "date_end": "2030-05-04"} | LATE
    tables = book(
        exactly(3, **LATE),
        exactly(9, part_of="total", **week),
        claim(2, None, None, place="", occasion="", **week),
    )
    assert list(tables.claims["incident_id"] != "") == [True, False, False]
    assert tables.claims["episode_id"].nunique() == 1


def test_what_is_only_feared_makes_no_incident() -> None:
    assert together(exactly(100, stance="hypothetical")) == []
    assert together(exactly(3), exactly(100, stance="hypothetical", said_by="x")) == [{0, 1}]


def test_episodes_chain_close_incidents_of_one_story_alone() -> None:
    def episodes(*days: str, **given: object) -> int:
        told = [exactly(3, date_start=d, date_end=d, **given) for d in days]
        return len(book(*told).episodes)

    assert episodes("2030-04-25", "2030-05-01") == 1
    assert episodes("2030-01-25", "2030-05-01") == 2
    apart = [exactly(3, place="Karachi"), exactly(4, place="Oslo", occasion="avalanche", **LATE)]
    assert len(book(*apart).episodes) == 2


def test_names_can_be_read() -> None:
    tables = book(
        exactly(3, victims="police officers", victim_group="state forces", occasion="protest"),
        exactly(2, date_start="2030-05-09", date_end="2030-05-09", occasion="protest"),
    )
    names = list(tables.incidents["name"])
    assert names[0] == "police officers killed, 1 May 2030, Harbour Town"
    assert list(tables.episodes["name"]) == ["May 2030 protests"]


def test_ids_stay_when_later_articles_are_added() -> None:
    before, after = book(exactly(3)), book(exactly(3), exactly(5, **LATER))
    assert list(before.incidents["incident_id"]) == list(after.incidents["incident_id"])
    assert list(before.tolls["toll_id"]) == list(after.tolls["toll_id"])


def test_the_work_grows_with_the_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    monkeypatch.setattr(
        matching, "likeness", lambda one, other: calls.append(1) or likeness(one, other)
    )

    def compared(days: int) -> int:
        calls.clear()
        told = [
            exactly(3 + i % 5, **LATE, place=f"Town {i % 7}",
                    date_start=str(day.date()), date_end=str(day.date()))
            for i, day in enumerate(pd.date_range("2001-01-01", periods=days, freq="D"))
        ]  # fmt: skip
        quick_book(*told)
        return len(calls)

    assert compared(400) < 3 * compared(200)


def test_a_place_is_named_by_what_else_its_articles_tell_of_these_days() -> None:
    facts = [SimpleNamespace(claim_id=f"c{n}", article_id="a") for n in range(3)]
    span = SimpleNamespace(first=10, last=11)
    labels = Labels(
        victims={}, occasions={}, deeds={},
        places={"c0": "Pakistan", "c1": "Pakistan", "c2": "Islamabad"},
        scenes={"a": [(10, 10, "Chakdina"), (11, 11, "Chakdina"), (10, 11, "Chakdina"),
                      (90, 90, "Karachi"), (90, 91, "Karachi"), (90, 90, "Karachi")]},
    )  # fmt: skip
    assert place_name(facts, span, labels) == "Chakdina"
    assert place_name(facts[:2], SimpleNamespace(first=None, last=None), labels) == "Pakistan"
