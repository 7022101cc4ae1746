"""Where claims and events were: country, precision, and names that stay ambiguous."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest

from helpers import listings
from helpers.exports.events import acled_events, ucdp_events
from helpers.schemas import as_table
from helpers.where import look_up, place_records
from made_book import made_book


@pytest.mark.parametrize(
    ("words", "country", "precision"),
    [
        ("the northern city of Kunduz", "AF", 1),
        ("Kunduz province", "AF", 4),
        ("Herat district", "AF", 3),
        ("Tripoli, Lebanon", "LB", 1),
        ("Somalia", "SO", 6),
        ("the hotel", "", None),
        ("a police station", "", None),
        ("Nowhereville", "", None),
        ("", "", None),
    ],
)
def test_words_for_a_place(words: str, country: str, precision: int | None) -> None:
    spot = look_up(words)
    assert (spot.country, spot.where_prec) == (country, precision)


def test_an_ambiguous_name_is_settled_by_its_article_or_not_at_all() -> None:
    assert look_up("Hyderabad", Counter(PK=3)).country == "PK"
    assert look_up("Hyderabad", Counter(IN=3)).country == "IN"
    assert look_up("Hyderabad", Counter(IN=3, PK=3)).country == ""
    assert {p.country for p in look_up("Hyderabad").meant} >= {"IN", "PK"}


def placed_book(place: str, country: str):
    book = made_book(6)
    claims, events = book.claims.assign(place=place), book.events.assign(place="")
    mentions = book.mentions.assign(country=country)
    rows = place_records(replace(book, claims=claims, events=events, mentions=mentions))
    return replace(book, mentions=mentions, **rows)


def test_places_are_listed_with_what_they_may_mean() -> None:
    book = placed_book("Hyderabad", "")
    assert len(book.places) == 1
    (row,) = book.places.to_dict("records")
    told = (row["n_claims"], row["n_articles"], row["ambiguous"])
    assert told == (6, 2, row["country"] == "")
    assert len(row["candidates"]) > 1
    empty = placed_book("", "")
    assert empty.places.empty and set(empty.claims["where_prec"].isna()) == {True}
    assert "No claim or event" in listings.places(empty).html


def test_exports_have_the_same_precision_as_the_claims() -> None:
    book = placed_book("Kunduz", "AF")
    incidents = as_table("incidents", book.incidents.assign(place="Kunduz"))
    book = replace(book, incidents=incidents)
    for rows in (ucdp_events(book), acled_events(book)):
        assert set(rows["country"]) == {"Afghanistan"}
        assert rows["latitude"].astype(float).between(36, 37).all()
    assert set(ucdp_events(book)["where_prec"]) == set(book.claims["where_prec"]) == {1}
    assert not pd.isna(book.places["longitude"]).any()
