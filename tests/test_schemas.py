"""Tables are typed, checked, and described column by column."""

from __future__ import annotations

import pandas as pd
import pytest
from pandera.errors import SchemaError, SchemaErrors

from helpers.ids import stable_id
from helpers.schemas import as_table, check, columns, row_meaning, schema, table_names

CLAIM = {
    "claim_id": "claim-1", "article_id": "a.txt", "sentence_id": 0, "start": 0, "end": 9,
    "evidence": "two dead", "cue": "dead", "cue_start": 4, "cue_end": 8, "outcome": "killed",
    "low": 2, "best": 2, "high": 2, "victim_group": "people", "stance": "asserted",
    "part_of": "incident",
}  # fmt: skip


def test_every_column_says_what_it_means() -> None:
    for table in table_names():
        assert row_meaning(table)
        for name, row in columns(table).items():
            assert row["meaning"], (table, name)
            assert schema(table).columns[name].description == row["meaning"]


def test_an_unknown_table_is_named_in_the_error() -> None:
    with pytest.raises(KeyError, match="no table is called 'victims'"):
        columns("victims")


def test_an_empty_table_has_all_columns_typed() -> None:
    table = as_table("claims", [])
    assert list(table.columns) == list(columns("claims"))
    assert str(table["low"].dtype) == "Int64"
    assert str(table["date_start"].dtype) == "datetime64[ms]"


def test_what_is_left_out_is_unknown() -> None:
    row = as_table("claims", [CLAIM]).iloc[0]
    assert row["said_by"] == "" and pd.isna(row["date_start"]) and pd.isna(row["count_start"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "hurt"},
        {"victim_group": "police"},
        {"stance": ""},
        {"low": 3, "best": 2},
        {"best": 3, "high": 2},
        {"low": 5, "best": None, "high": 2},
        {"start": 10},
        {"date_start": "2021-10-28", "date_end": "2021-10-27"},
        {"evidence": ""},
    ],
)
def test_a_row_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises((SchemaError, SchemaErrors)):
        as_table("claims", [CLAIM | wrong])


def test_two_rows_with_one_id_are_refused() -> None:
    with pytest.raises((SchemaError, SchemaErrors)):
        as_table("claims", [CLAIM, CLAIM])


def test_a_missing_or_strange_column_is_refused() -> None:
    table = as_table("claims", [CLAIM])
    with pytest.raises((SchemaError, SchemaErrors)):
        check("claims", table.drop(columns="evidence"))
    with pytest.raises((SchemaError, SchemaErrors)):
        check("claims", table.assign(mood="grim"))


def test_far_days_and_surrogates_are_kept() -> None:
    table = as_table("claims", [CLAIM | {"date_start": "0001-01-01", "date_end": "9999-12-31"}])
    assert str(table["date_start"][0].date()) == "0001-01-01"
    assert stable_id("claim", "\ud800") == stable_id("claim", "\ud800")


def test_ids_tell_parts_apart() -> None:
    assert stable_id("claim", "ab", "c") != stable_id("claim", "a", "bc")
