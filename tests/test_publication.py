"""When undated articles appeared, inferred from dated ones."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pandas as pd
import pytest

MARCH = (
    "Miners call off march.\n\n"
    "After more than a week of clashes that left nine miners dead, the Iron Union called off its "
    "march to Kiruna on Tuesday.\n\n"
    "Union leader Elsa Lindqvist said the strikers would go home. Governor Nils Boman thanked "
    "the Iron Union.\n\nThe march had set out from Gavle."
)
SHOOTING = (
    "Four miners shot dead.\n\n"
    "Police shot dead four miners on Wednesday as the Iron Union marched through Gavle to Kiruna, "
    "Governor Nils Boman said.\n\nElsa Lindqvist, the leader of the Iron Union, called it murder."
)
ELSEWHERE = (
    "Ferry sinks off Palermo.\n\nSixty people drowned on Friday when the ferry Santa Lucia sank "
    "off Palermo, Captain Aldo Greco said."
)


@pytest.fixture(scope="module")
def measure(root: Path):
    spec = importlib.util.spec_from_file_location(
        "measure_publication", root / "tests" / "measure_publication.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def infer(measure, **texts: tuple[str, str | None]) -> pd.DataFrame:
    """Infer the dates of articles, given as text and day."""
    from helpers.publication import infer_publication
    from helpers.schemas import as_table

    rows = [
        {
            "article_id": name, "path": name, "title": "", "text": text, "language": "en",
            "n_words": 1, "sha256": name, "published_start": day, "published_end": day,
            "published_basis": "metadata" if day else "unknown", "published_reason": "given",
        }
        for name, (text, day) in texts.items()
    ]
    tables = measure.read_tables(as_table("articles", rows))
    return infer_publication(tables).set_index("article_id")


def test_a_weekday_that_falls_within_a_dated_story_dates_the_article(measure) -> None:
    found = infer(measure, march=(MARCH, "1931-05-19"), shooting=(SHOOTING, None))
    row = found.loc["shooting"]
    assert row["published_basis"] == "inferred"
    assert str(row["published_start"].date()) == "1931-05-13"
    assert str(row["published_end"].date()) == "1931-05-15"
    assert "Iron Union" in row["published_reason"] and "march" in row["published_reason"]
    assert row["published_reason"].endswith(".") and row["published_reason"].count(". ") == 0


def test_two_days_that_fit_leave_it_unknown(measure) -> None:
    friday = SHOOTING.replace("Wednesday", "Friday")
    found = infer(measure, march=(MARCH, "1931-05-19"), shooting=(friday, None))
    assert found.loc["shooting", "published_basis"] == "unknown"


def test_dated_articles_stay_as_they_are(measure) -> None:
    found = infer(measure, march=(MARCH, "1931-05-19"), shooting=(SHOOTING, "1931-06-01"))
    assert set(found["published_basis"]) == {"metadata"}
    assert str(found.loc["shooting", "published_start"].date()) == "1931-06-01"


def test_another_story_says_nothing(measure) -> None:
    found = infer(measure, march=(MARCH, "1931-05-19"), ferry=(ELSEWHERE, None))
    assert found.loc["ferry", "published_basis"] == "unknown"
    assert pd.isna(found.loc["ferry", "published_start"])


def test_the_same_war_is_not_yet_the_same_story(measure) -> None:
    war = "{} in Angola on {}, the United Nations said. President Jonas Pereira and NATO spoke."
    found = infer(
        measure,
        mine=(war.format("Nine miners were killed", "Monday"), "1975-03-04"),
        bridge=(war.format("A bridge was bombed", "Friday"), None),
    )
    assert found.loc["bridge", "published_basis"] == "unknown"


def test_the_order_of_articles_does_not_matter(measure) -> None:
    one = infer(measure, march=(MARCH, "1931-05-19"), shooting=(SHOOTING, None))
    two = infer(measure, shooting=(SHOOTING, None), march=(MARCH, "1931-05-19"))
    columns = ["published_start", "published_end", "published_basis", "published_reason"]
    pd.testing.assert_frame_equal(one[columns].sort_index(), two[columns].sort_index())


def test_the_undated_sample_is_dated_by_the_other(root, measure) -> None:
    from helpers import load_articles
    from helpers.publication import infer_publication

    articles, _ = load_articles(root / "data" / "articles")
    found = infer_publication(measure.read_tables(articles)).set_index("article_id")
    row = found.loc["001_f795c182231316f4.txt"]
    assert row["published_basis"] == "inferred"
    assert str(row["published_start"].date()) == "2021-10-27"
    assert str(row["published_end"].date()) == "2021-10-29"


def test_hidden_dates_of_gold_clusters(gold, measure) -> None:
    rows = measure.measure(gold / "clusters")
    known = [r for r in rows if r["first"]]
    assert sum(bool(r["holds"]) for r in rows) / len(rows) >= 0.8
    assert sum(bool(r["holds"]) for r in known) / len(known) >= 0.8
    assert max(int(str(r["days"])) for r in known) <= 7
