"""From a number to its sentence, in Jupyter and in a terminal; the examples in docstrings."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import helpers
from helpers import ParameterError, show, showing
from made_book import HOSTILE, made_book
from test_figures import Tags


@pytest.mark.parametrize("k", range(5))
def test_a_claim_is_marked_in_its_paragraph(k: int) -> None:
    book = made_book(5)
    claim = book.claims.iloc[k]
    shown = show(claim["claim_id"], book)
    assert f"[[{claim['evidence']}]]" in repr(shown)
    page = Tags(shown._repr_html_())
    assert [tag for tag, _ in page.tags].count("mark") == 1
    assert claim["evidence"] in page.text
    (summary,) = [attrs for tag, attrs in page.tags if tag == "summary"]
    assert claim["evidence"] in summary["title"]


def test_a_toll_and_rows_open_to_all_their_claims() -> None:
    book = made_book(9)
    toll = book.tolls[book.tolls["n_claims"] > 1].iloc[0]
    assert repr(show(toll["toll_id"], book)).count("[[") == toll["n_claims"]
    assert repr(show(book.claims, book)).count("[[") == 9
    weighed = {claim for ids in book.tolls["claim_ids"] for claim in ids}
    assert repr(show(book.tolls, book)).count("[[") == len(weighed)
    assert repr(show(book.claims.head(0), book)) == showing.NOTHING


def test_many_are_counted_not_shown() -> None:
    book = made_book(70)
    assert repr(show(book.claims, book)).endswith("and 20 more")


def test_words_of_articles_are_no_markup() -> None:
    book = made_book(6, HOSTILE)
    page = Tags(show(book.claims, book)._repr_html_())
    assert {tag for tag, _ in page.tags} <= {
        "div", "style", "details", "summary", "span", "blockquote", "mark", "p", "a",
    }  # fmt: skip
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]
    assert HOSTILE[0] in page.text
    assert "\x1b" not in repr(show(book.claims, book)) + page.text


def test_what_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showing, "_opened", [])
    with pytest.raises(ParameterError, match="open_workbook"):
        show("claim-0")
    book = made_book(3)
    wrong = book.claims["claim_id"].iloc[0][:-1] + "x"
    with pytest.raises(ParameterError, match="did you mean 'claim-"):
        show(wrong, book)
    with pytest.raises(ParameterError, match="got DataFrame"):
        show(book.events, book)


def test_a_workbook_shows_what_it_holds() -> None:
    book = made_book(3)
    assert "claims            3  one row is" in repr(book)
    assert "book.claims" in Tags(book._repr_html_()).text


FACE = sorted({f"helpers.{module}" for module in helpers._FACE.values()} | {"helpers"})


@pytest.mark.parametrize("name", FACE)
def test_examples_do_what_they_say(name: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    module = import_module(name)
    done = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE, verbose=False)
    assert done.failed == 0


@pytest.mark.parametrize("name", sorted(helpers._FACE))
def test_everything_on_the_public_face_has_an_example(name: str) -> None:
    known = getattr(helpers, name)
    assert ">>>" in known.__doc__ and "+SKIP" not in known.__doc__
