"""The made corpus: the same each time, its claims found, its tolls right end to end."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmark_scale import table_of
from helpers import extract
from helpers.triage import is_relevant
from made_corpus import make_articles


def test_the_same_seed_makes_the_same_articles_however_many() -> None:
    few, many = list(make_articles(20, 0.5, seed=4)), list(make_articles(60, 0.5, seed=4))
    assert many[:20] == few
    assert few != list(make_articles(20, 0.5, seed=5))


@pytest.mark.parametrize("share", [0.0, 0.1, 1.0])
def test_the_share_of_relevant_articles_is_that_asked_for(share: float) -> None:
    made = list(make_articles(1000, share))
    told = sum(bool(m.claims) for m in made) / 1000
    assert abs(told - share) < 0.04
    assert all(is_relevant(m.text) == bool(m.claims) for m in made)


def test_the_known_claims_are_found_with_triage() -> None:
    made = list(make_articles(60, 0.4, seed=6))
    book = extract(table_of(made), triage=10)
    told = Counter((m.article_id, outcome, n) for m in made for outcome, n in m.claims)
    found = Counter(map(tuple, book.claims[["article_id", "outcome", "low"]].to_numpy().tolist()))
    assert sum((told & found).values()) >= 0.97 * sum(told.values())
    assert sum((found - told).values()) <= 0.03 * sum(told.values())
    assert book.articles["unread"].sum() == sum(not m.claims for m in made)
