"""Parameters are checked with one clear line, and keep the rows asked for."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from helpers.parameters import (
    BEST_RULES,
    PARAMETER_NAMES,
    ParameterError,
    check_parameters,
    filter_tables,
    open_workbook,
)
from helpers.selection import select_rows
from helpers.store import MANIFEST, read_tables, write_tables
from helpers.tolls.weighing import RULES
from small_tables import small_tables


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Two soldiers died.")
    return folder


def test_defaults_keep_everything(articles: Path) -> None:
    checked = check_parameters(articles=articles, since="", until=None, outcomes="", actors=[])
    assert (checked.since, checked.until, checked.outcomes, checked.actors) == (None, None, (), ())
    assert checked.best == "latest"
    assert checked.folder == articles


@pytest.mark.parametrize(
    ("given", "since", "until"),
    [
        ("2021-10-20", date(2021, 10, 20), date(2021, 10, 20)),
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
        (2021, date(2021, 1, 1), date(2021, 12, 31)),
        (date(2021, 5, 1), date(2021, 5, 1), date(2021, 5, 1)),
    ],
)
def test_days(articles: Path, given: object, since: date, until: date) -> None:
    checked = check_parameters(articles=articles, since=given, until=given)
    assert (checked.since, checked.until) == (since, until)


def test_lists_are_lists_or_separated_texts(articles: Path) -> None:
    checked = check_parameters(
        articles=articles, outcomes="killed, Injured", actors=["A, B", " C ", "C"]
    )
    assert checked.outcomes == ("killed", "injured")
    assert checked.actors == ("A, B", "C")


@pytest.mark.parametrize(
    ("name", "given", "allowed"),
    [
        ("since", "2021-02-30", "YYYY-MM-DD"),
        ("since", "soon", "YYYY-MM-DD"),
        ("until", 3.5, "YYYY-MM-DD"),
        ("since", 0, "YYYY-MM-DD"),
        ("since", True, "YYYY-MM-DD"),
        ("outcomes", "kiled", "did you mean 'killed'"),
        ("outcomes", 7, "list of texts"),
        ("actors", [1, 2], "list of texts"),
        ("actors", {"a": 1}, "list of texts"),
        ("best", "newest", "latest, majority"),
        ("best", "latest,highest", "one of"),
        ("articles", "/no/such/folder", "no such"),
        ("facts", "/no/such/file.csv", "no such file"),
        ("actors_file", 12, "path"),
        ("tables", "/no/such/folder", "no such folder"),
        ("earlier", "/no/such/folder", "no such folder"),
        ("earlier", 7, "path"),
        ("columns", "text", "name=value"),
        ("columns", "body=text", "text, title"),
        ("columns", {"text": 3}, "a column's name"),
        ("limits", "words=3", "bytes, characters"),
        ("limits", "bytes=0", "from 1 up"),
        ("limits", {"characters": 2.5}, "from 1 up"),
        ("focus", ["A"], "one name"),
        ("min_mentions", "few", "whole number"),
        ("min_mentions", 0, "whole number"),
        ("min_mentions", True, "whole number"),
        ("sides", "the army", "name=side"),
        ("sides", "A=friends", "is no side"),
        ("sides", 7, "name=side"),
        ("sides", "/no/such/file.csv", "no such file"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(
    articles: Path, name: str, given: object, allowed: str
) -> None:
    with pytest.raises(ParameterError) as error:
        check_parameters(**{"articles": articles, name: given})
    line = str(error.value)
    assert "\n" not in line
    assert f"parameter '{name}'" in line
    assert allowed in line
    words = [word for word in re.split(r"[\[\]{}'=:, ]+", str(given)) if word]
    assert any(word in line for word in words)
    assert error.value._render_traceback_() == [f"ParameterError: {line}"]


def test_pairs_are_texts_or_mappings(articles: Path) -> None:
    checked = check_parameters(
        articles=articles, columns="text=Inhalt, published=Tag", limits={"characters": 5000}
    )
    assert checked.columns == {"text": "Inhalt", "published": "Tag"}
    assert (checked.limits.characters, checked.limits.depth) == (5000, 2)
    assert check_parameters(articles=articles, limits="ratio=1_000").limits.ratio == 1000


def test_the_window_must_not_end_before_it_begins(articles: Path) -> None:
    with pytest.raises(ParameterError, match="after 'until'"):
        check_parameters(articles=articles, since="2021-05", until="2021-04")


def test_a_wrong_name_is_told_the_right_one(articles: Path) -> None:
    with pytest.raises(ParameterError, match="did you mean 'since'"):
        check_parameters(articles=articles, sinc="2021")


def test_nothing_to_read() -> None:
    with pytest.raises(ParameterError, match="parameter 'articles'"):
        check_parameters(articles="")


def test_a_path_is_found_from_the_notebooks_folder(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (articles.parent / "notebooks").mkdir()
    for here in (articles.parent, articles.parent / "notebooks"):
        monkeypatch.chdir(here)
        assert check_parameters(articles="articles").folder.resolve() == articles
    monkeypatch.chdir(articles.parent / "notebooks")
    book = open_workbook("articles")
    assert list(book.articles["path"]) == ["articles/a.txt"]


def test_rules_are_those_that_weigh() -> None:
    assert set(BEST_RULES) == set(RULES)


def test_every_argument_is_a_parameter() -> None:
    import inspect

    assert set(inspect.signature(open_workbook).parameters) - {"progress"} == set(PARAMETER_NAMES)


def test_ready_tables_are_read_and_cut(tmp_path: Path) -> None:
    write_tables(small_tables(), tmp_path)
    book = open_workbook(tables=tmp_path, articles="gone", outcomes="injured")
    assert list(book.claims["claim_id"]) == ["claim-3"]


def test_a_folder_that_holds_no_tables(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="parameter 'tables'.*extract again"):
        open_workbook(tables=tmp_path)


def test_an_earlier_run_is_compared_with_by_its_tables_or_its_reports(tmp_path: Path) -> None:
    tables = small_tables()
    write_tables(tables, tmp_path / "now")
    few = replace(tables, claims=tables.claims[tables.claims["claim_id"] != "claim-3"])
    write_tables(few, tmp_path / "before" / "tables")
    assert open_workbook(tables=tmp_path / "now").changes.empty
    for earlier in (tmp_path / "before", tmp_path / "before" / "tables"):
        book = open_workbook(tables=tmp_path / "now", earlier=earlier)
        new = book.changes[book.changes["change"] == "new"]
        assert set(new["outcome"]) == {"injured"}
    cut = open_workbook(tables=tmp_path / "now", earlier=earlier, outcomes="killed")
    assert set(cut.changes["outcome"]) == {"killed"}


def test_tables_of_a_run_that_was_compared_keep_what_had_changed(tmp_path: Path) -> None:
    write_tables(small_tables(), tmp_path / "before")
    write_tables(open_workbook(tables=tmp_path / "before", earlier=tmp_path / "before"), tmp_path)
    assert set(open_workbook(tables=tmp_path).changes["change"]) == {"same"}
    assert open_workbook(tables=tmp_path, best="highest").changes.empty


def test_tables_written_before_there_were_changes_can_be_read(tmp_path: Path) -> None:
    write_tables(small_tables(), tmp_path)
    manifest = json.loads((tmp_path / MANIFEST).read_text())
    del manifest["files"]["changes.parquet"]
    (tmp_path / MANIFEST).write_text(json.dumps(manifest))
    assert read_tables(tmp_path).changes.empty


def test_an_earlier_folder_that_holds_no_tables(tmp_path: Path, articles: Path) -> None:
    with pytest.raises(ParameterError, match="parameter 'earlier'.*no complete set of tables"):
        open_workbook(articles, earlier=tmp_path)


def test_no_choice_keeps_the_very_tables() -> None:
    tables = small_tables()
    assert select_rows(tables) is tables


def test_a_window_keeps_what_overlaps_it() -> None:
    kept = select_rows(small_tables(), since=date(2020, 5, 2), until=date(2020, 5, 9))
    assert list(kept.claims["claim_id"]) == ["claim-3"]
    assert list(kept.tolls["toll_id"]) == ["toll-2"]
    assert list(kept.incidents["incident_id"]) == ["incident-2020-05-02"]
    assert list(kept.events["event_id"]) == ["event-1"]
    assert len(kept.articles) == len(kept.rejects) == 1


def test_undated_claims_are_left_out_of_a_window_alone() -> None:
    tables = small_tables()
    assert "claim-4" in set(select_rows(tables, outcomes=["killed"]).claims["claim_id"])
    assert "claim-4" not in set(select_rows(tables, since=date(1900, 1, 1)).claims["claim_id"])


def test_a_toll_keeps_every_claim_weighed_in_it() -> None:
    kept = select_rows(small_tables(), actors=["REBELS"])
    assert list(kept.claims["claim_id"]) == ["claim-1", "claim-2", "claim-3"]
    assert set(kept.actors["name"]) == {"Rebels", "Army"}
    assert kept.events.empty
    weighed = {claim for ids in kept.tolls["claim_ids"] for claim in ids}
    assert weighed <= set(kept.claims["claim_id"])


def test_an_actor_is_found_by_alias_or_named_in_the_error() -> None:
    tables = small_tables()
    by_alias = select_rows(tables, actors=["the front; north"])
    assert by_alias.claims.equals(select_rows(tables, actors=["Rebels"]).claims)
    with pytest.raises(ParameterError, match="got 'Rebel'.*Rebels"):
        select_rows(tables, actors=["Rebel"])


def test_filtering_by_parameters_is_selecting_rows() -> None:
    checked = check_parameters(tables=Path(__file__).parent, since="2020-05-02", actors="Rebels")
    kept = filter_tables(small_tables(), checked)
    assert list(kept.claims["claim_id"]) == ["claim-3"]


@pytest.mark.parametrize(
    "given",
    [
        "the Front; north=protesters; Army = state forces",
        {"the Front; north": "protesters", "Army": "State Forces"},
        ["the Front; north=protesters", "Army=state forces"],
    ],
)
def test_sides_are_given_in_any_form(articles: Path, given: object) -> None:
    if isinstance(given, str):
        given = given.replace("the Front; north", "Rebels")
    checked = check_parameters(articles=articles, sides=given)
    assert set(checked.sides.values()) == {"protesters", "state forces"}
    assert checked.sides["Army"] == "state forces"


def test_given_sides_win_and_tolls_are_weighed_by_them(tmp_path: Path) -> None:
    write_tables(small_tables(), tmp_path)
    listed = tmp_path / "sides.csv"
    listed.write_text("name,side\nrebels,civilians\narmy,\n", encoding="utf-8")
    book = open_workbook(tables=tmp_path, sides=listed)
    by_name = book.actors.set_index("name")
    assert by_name.loc["Rebels", ["side", "side_basis"]].tolist() == ["civilians", "given"]
    assert by_name.loc["Army", "side_basis"] == "inferred"
    with pytest.raises(ParameterError, match="parameter 'sides'.*no article names"):
        open_workbook(tables=tmp_path, sides="Nobody=civilians")
    with pytest.raises(ParameterError, match="parameter 'focus'.*no article names"):
        open_workbook(tables=tmp_path, focus="Nobody")


@pytest.mark.parametrize(("given", "number"), [(3, 3), ("3", 3), ("", 1), (None, 1)])
def test_how_often_is_a_whole_number(articles: Path, given: object, number: int) -> None:
    assert check_parameters(articles=articles, min_mentions=given).min_mentions == number
