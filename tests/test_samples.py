"""The two sample articles, end to end: against the gold, and with everything renamed."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from helpers import extract, load_articles
from helpers.claim_lines import claim_records
from helpers.extraction import Tables
from measure_attribution import module_at

RENAMED = {
    "Tehreek-e-Labbaik Pakistan": "Paikar-e-Qaum Rahbar",
    "TLP": "PQR",
    "Sajjad Saifi": "Karim Daudi",
    "Saifi": "Daudi",
    "Saad Rizvi": "Omar Latif",
    "Sheikh Rasheed Ahmad": "Sheikh Tariq Jamil",
    "Rao Sardar Ali Khan": "Mir Haider Beg Shah",
    "Mazhar Hussain": "Nadir Qasim",
}
RECOUNTED = {
    "seven": "nine",
    "14": "31",
    "six": "eight",
    "70": "83",
    "three": "five",
    "five": "ten",
}
COUNTS = {7: 9, 14: 31, 6: 8, 70: 83, 3: 5, 5: 10}


@pytest.fixture(scope="module")
def tables(root: Path) -> Tables:
    articles, rejects = load_articles(root / "data" / "articles", root / "data" / "articles.csv")
    return extract(articles, rejects, root / "data" / "actors.csv")


@pytest.fixture(scope="module")
def shared(root: Path) -> Path:
    return root / "data" / "articles"


def test_every_gold_claim_is_read_whole(tables: Tables, gold: Path) -> None:
    scorer = module_at(gold / "score.py")
    folder = gold.parent / "articles"
    lines = (gold / "seeds.claims.jsonl").read_text("utf-8").splitlines()
    truth = scorer.place([json.loads(line) for line in lines], folder)
    found = scorer.place(list(claim_records(tables.claims)), folder)
    pairs = scorer.match(truth, found)
    assert len(pairs) == len(truth) == len(found)
    wrong = [
        (field, truth[i]["evidence"], truth[i].get(field), found[j].get(field))
        for i, j in pairs
        for field in (*scorer.FULL, "part_of", "dates")
        if not scorer.FIELDS[field](truth[i], found[j])
    ]
    assert wrong == []


def test_words_are_those_of_the_text(tables: Tables) -> None:
    texts = tables.articles.set_index("article_id")["text"]
    for name, column in (
        ("sentences", "text"),
        ("dates", "text"),
        ("claims", "evidence"),
        ("mentions", "text"),
    ):
        for row in getattr(tables, name).itertuples():
            assert texts[row.article_id][row.start : row.end] == getattr(row, column)


def renamed(text: str) -> str:
    """Rename and recount; through marks, so that nothing is changed twice."""
    import re

    both = RENAMED | RECOUNTED
    pattern = re.compile("|".join(rf"\b{re.escape(old)}\b" for old in both))
    return pattern.sub(lambda m: both[m.group()], text)


def test_renaming_and_recounting_changes_the_tables_accordingly(
    tables: Tables, shared: Path, tmp_path: Path
) -> None:
    for file in shared.glob("*.txt"):
        (tmp_path / file.name).write_text(renamed(file.read_text("utf-8")), encoding="utf-8")
    before = extract(load_articles(shared)[0])
    after = extract(load_articles(tmp_path)[0])
    same = ["outcome", "victim_group", "stance", "part_of", "date_start", "date_end"]
    pd.testing.assert_frame_equal(before.claims[same], after.claims[same])
    for name in ("said_by", "victims", "perpetrators", "count_text"):
        assert [renamed(x) for x in before.claims[name]] == list(after.claims[name])
    for name in ("low", "high"):
        counts = before.claims[name]
        known = counts.map(lambda n: COUNTS.get(n, n), na_action="ignore").astype("Int64")
        pd.testing.assert_series_equal(known, after.claims[name])
    assert {renamed(n) for n in before.actors["name"]} == set(after.actors["name"])
    figures = ["level", "outcome", "victim_group", "disputed", "one_sided"]
    pd.testing.assert_frame_equal(before.tolls[figures], after.tolls[figures])
