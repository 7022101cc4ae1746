"""One actor by itself, and what actors are called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers import ParameterError, findings, listings, views
from helpers.language import parse
from helpers.mentions import find_mentions
from helpers.schemas import as_table
from made_book import HOSTILE, PLAIN, made_book


def with_member(book):
    """Let the second actor belong to the first."""
    rows = book.actors.to_dict("records")
    rows[1]["affiliation"] = rows[0]["name"]
    return replace(book, actors=as_table("actors", rows))


def test_a_portrait_holds_what_is_told_of_an_actor_and_its_members() -> None:
    book = with_member(made_book(20))
    told = views.portrait(book, "harbour union")
    assert told.actor["name"] == PLAIN[0] and told.members == (PLAIN[1],)
    assert set(told.told["who"]) <= {PLAIN[0], PLAIN[1]}
    made = told.told[told.told["part"].str.startswith("counts")]
    ids = set(book.actors["actor_id"][:2])
    assert len(made) == int(book.claims["claimant_id"].isin(ids).sum())
    harmed = told.told[told.told["part"] == "suffers"]
    assert not harmed.empty and set(harmed["other"]) <= {*PLAIN, ""}
    assert PLAIN[1] in findings.portrait(told).text


def test_without_a_name_it_is_the_one_told_of_most() -> None:
    book = made_book(6)  # the first of five actors makes two claims
    assert views.portrait(book).actor["name"] == PLAIN[0]


def test_a_wrong_name_is_told_in_one_line() -> None:
    with pytest.raises(ParameterError, match="parameter 'focus': got 'Harbor Onion'"):
        views.portrait(made_book(5), "Harbor Onion")


def test_nobody_is_told_of_in_an_empty_workbook() -> None:
    told = views.portrait(made_book(0))
    assert told.told.empty
    assert "no actor" in findings.portrait(told).text
    assert "Nothing matches" in listings.portrait(told).html


def test_names_are_text_in_a_portrait() -> None:
    told = views.portrait(made_book(10, HOSTILE), HOSTILE[0])
    html = listings.portrait(told).html + findings.portrait(told).html
    assert "<script" not in html and "onmouseover=\"" not in html


def epithets_in(text: str) -> dict[str, str]:
    return {row["text"]: row.get("epithet", "") for row in find_mentions(parse("x", text))}


def test_words_that_judge_are_read_beside_the_mention() -> None:
    found = epithets_in(
        "The outlawed River Front and its so-called leader, the notorious warlord Idris Bello, "
        "attacked the armed forces of Chad. The army deposed President Hamid Saleh."
    )
    assert found["River Front"] == "outlawed"
    assert found["Idris Bello"] == "notorious warlord"
    assert found.get("Hamid Saleh", "") == ""
    assert "armed" not in " ".join(found.values()).split()


def test_epithets_are_by_speaker() -> None:
    text = (
        "“The banned River Front are murderers,” said the army. The River Front left. "
        "The banned River Front returned."
    )
    book = made_book(5)
    mentions = as_table("mentions", find_mentions(parse(book.articles["article_id"][0], text)))
    front = mentions[mentions["text"] == "River Front"].index
    mentions.loc[front, "actor_id"] = book.actors["actor_id"][0]
    said = book.statements.iloc[:1].assign(
        start=0, end=text.index("said"), speaker_id=book.actors["actor_id"][1]
    )
    told = views.epithets(replace(book, mentions=mentions, statements=said))
    assert told[["epithet", "said_by", "n"]].to_numpy().tolist() == [
        ["banned", "", 1], ["banned", PLAIN[1], 1]
    ]  # fmt: skip
    assert "labels" in listings.epithets(replace(book, mentions=mentions)).html
