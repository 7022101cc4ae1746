"""What readers see in words and tables: prose, views, listings, the story's summary."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import findings, listings, prose, summary, views
from helpers.reports.display import article_page
from helpers.schemas import as_table
from helpers.sides import actor_sides, roots
from helpers.tolls.changes import compare_tolls
from made_book import made_book


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ((7, 7, 7), "7"),
        ((7, 7, 7, True), "7 or more"),
        ((3, 3, 4), "3 or 4"),
        ((9, None, 12), "9 to 12"),
        ((70, 70, None), "70 or more"),
        ((None, 9, 9), "up to 9"),
        ((None, 30, None), "about 30"),
        ((None, None, None), "not given"),
        ((12000, 12000, 12000), "12,000"),
    ],
)
def test_figures_in_words(figure, words):
    assert prose.figure(*figure) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2021-10-27", "2021-10-27", "27 October 2021"),
        ("2021-10-22", "2021-10-31", "22–31 October 2021"),
        ("2021-04-01", "2021-04-30", "April 2021"),
        ("2021-10-30", "2021-11-01", "30 October – 1 November 2021"),
        ("2019-01-01", "2019-12-31", "2019"),
        ("2018-12-31", "2019-01-02", "31 December 2018 – 2 January 2019"),
        (None, None, "undated"),
    ],
)
def test_days_in_words(start, end, words):
    assert prose.days(pd.to_datetime(start), pd.to_datetime(end)) == words


def test_parameters_in_words():
    assert prose.asked({}) == "Everything in data/articles; best figure by the rule “latest”."
    words = prose.asked({"articles": "x", "since": "2021-10-20", "outcomes": ["killed"]})
    assert "from 20 October 2021 on" in words and "outcomes: killed alone" in words


@given(st.text())
def test_clean_text_is_one_line_without_control_characters(text):
    line = prose.clean(text, 20)
    assert len(line) <= 20 and "\n" not in line and "\x1b" not in line and "\u202e" not in line


def _actors(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return as_table(
        "actors",
        [
            {"actor_id": name, "name": name, "affiliation": above, "category": category,
             "kind": "group", "basis": "text", "n_mentions": 1, "n_articles": 1}
            for name, above, category in rows
        ],
    )  # fmt: skip


def test_a_party_and_its_followers_share_a_side_and_circles_end():
    actors = _actors(
        ("party", "", "political militia"), ("followers", "party", "protesters"),
        ("speaker", "party", ""), ("police", "", "state forces"), ("a", "b", ""), ("b", "a", ""),
    )  # fmt: skip
    claims = made_book(2).claims.assign(
        victim_actor_id=["followers", "police"], victim_group=["protesters", "civilians"]
    )
    sides = actor_sides(actors, claims)
    assert sides["party"] == sides["speaker"] == sides["followers"] == "protesters"
    assert sides["police"] == "state forces" and sides["a"] == "other"
    assert roots(actors)["speaker"] == "party"


def test_another_state_that_looks_on_is_on_no_side_and_one_that_bleeds_is():
    actors = _actors(("army", "", "state forces"), ("envoy", "", "state forces"))
    actors = actors.assign(country=["XA", "XB"], n_mentions=[9, 2])
    claims = made_book(1).claims.assign(victim_actor_id="army", victim_group="state forces")
    assert actor_sides(actors, claims) == {"army": "state forces", "envoy": "other"}
    bled = claims.assign(victim_actor_id="envoy")
    assert actor_sides(actors, bled)["envoy"] == "state forces"


def test_each_toll_stands_beside_its_claims():
    book = made_book(9)
    ranges = views.claim_ranges(book, largest=50)
    weighed = book.tolls[book.tolls["n_claims"] > 0]
    assert set(weighed["toll_id"]) <= set(ranges["toll_id"])
    assert int(ranges.loc[ranges["weighed"], "n"].sum()) == int(book.tolls["n_claims"].sum())
    assert not ranges.loc[ranges["stance"] == "denied", "weighed"].any()


def test_victims_are_named_by_words_that_stand_alone_else_by_their_actor():
    book = made_book(1)
    claims = book.claims.assign(victims="its followers")
    named = views.tolls(replace(book, claims=claims))["victim"]
    assert set(named) == {"Harbour Union"}
    assert set(views.tolls(book)["victim"]) == {"people"}


def test_every_claim_has_its_sentence_and_the_offsets_of_its_words():
    book = made_book(7)
    found = listings.with_sentences(views.claims(book), book)
    for row in found.to_dict("records"):
        a, b = row["mark"]
        assert row["sentence"][a:b] == row["evidence"]


def test_rows_left_out_are_said_to_be():
    assert "(the first 3 of 9)" in listings.claims(made_book(9), largest=3).html


def test_the_story_tells_tolls_disputes_and_sentences():
    facts = summary.story_facts(made_book(9))
    assert facts["name"].startswith("harbour clashes")
    assert all(len(t["claims"]) + t["n_more"] >= t["n_claims"] for t in facts["tolls"])
    assert {d["figure"] for d in facts["disputes"]}
    assert all(0 <= toll["left"] <= toll["right"] <= 100 for toll in facts["tolls"])


def test_what_changed_is_told_on_the_first_screen_and_listed_with_both_sentences():
    before, book = made_book(4), made_book(9)
    assert summary.story_facts(book)["changed"] == "" and findings.changes(book).text == ""
    grown = replace(book, changes=compare_tolls(before, book))
    assert summary.story_facts(grown)["changed"].startswith("Since the earlier run: ")
    assert summary.story_facts(grown)["changed"] in summary.story(grown).text
    listed = listings.changes(grown).html
    assert "“Harbour Union said that 1 people were killed.”" in listed
    assert "new" in findings.changes(grown).text
    same = replace(book, changes=compare_tolls(book, book))
    assert summary.story_facts(same)["changed"] == "No figure changed since the earlier run."
    assert "No figure changed" in listings.changes(same).html


@pytest.mark.parametrize(
    "show",
    [
        listings.opening, listings.articles, listings.rejects, listings.claims, listings.actors,
        listings.counts_by_side, listings.interactions, listings.chronology, listings.sources,
        listings.contradictions, listings.changes, summary.story, summary.other_stories,
        summary.made_of,
        findings.inputs,
    ],
)  # fmt: skip
def test_an_empty_workbook_is_told_in_sentences(show):
    assert "<p" in show(made_book(0)).html


@given(st.text(min_size=1), st.text(min_size=1))
def test_page_names_are_plain_and_apart(one, other):
    assert set(article_page(one)) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-")
    assert not article_page(one).startswith(".") and len(article_page(one)) < 100
    assert (article_page(one) == article_page(other)) == (one == other)
