"""Exports: described in full, safe in a spreadsheet, and valid by the formats' own tools."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from claims_by_hand import FOLLOWERS, PARTY, POLICE, at_least, book, exactly
from helpers.exports import FORMATS, export, export_columns
from helpers.extraction import Tables
from helpers.schemas import columns


@pytest.fixture(scope="module")
def tables() -> Tables:
    """Clashes in which both sides have dead, a bombing, and a derailment."""
    clash = {"occasion": "clashes", "place": "Mill Road", "date_start": "2030-04-20",
             "date_end": "2030-04-20"}  # fmt: skip
    return book(
        at_least(3, victim_group="state forces", victims="officers", victim_actor_id=POLICE,
                 perpetrator_id=FOLLOWERS, perpetrators="supporters", **clash),
        exactly(5, victim_group="protesters", victims="followers", victim_actor_id=FOLLOWERS,
                said_by="the Front", claimant_id=PARTY, perpetrator_id=POLICE, **clash),
        exactly(9, said_by='=HYPERLINK("http://example.org")', article_id="late.txt"),
        exactly(4, victim_group="civilians", victims="shoppers", article_id="late.txt",
                perpetrators="a lone gunman", said_by="+police", occasion="bombing"),
        exactly(12, occasion="derailment", place="Old Bridge", date_start="2029-01-01",
                date_end="2029-12-31", article_id="later.txt"),
    )  # fmt: skip


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_the_package_describes_every_column_of_every_file(tables: Tables, tmp_path: Path) -> None:
    written = export(tables, tmp_path, "package")
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    names = {path.name for path in written}
    for resource in described["resources"]:
        assert {resource["path"], resource["parquet"]} <= names
        fields = [field["name"] for field in resource["schema"]["fields"]]
        header = (tmp_path / resource["path"]).read_text(encoding="utf-8").split("\n")[0]
        assert header.split(",") == fields == list(columns(resource["name"]))
        assert all(field["description"] for field in resource["schema"]["fields"])
        assert list(pd.read_parquet(tmp_path / resource["parquet"]).columns) == fields
    assert {"tolls", "claims", "contradictions"} <= {r["name"] for r in described["resources"]}


def test_frictionless_finds_the_package_valid(tables: Tables, tmp_path: Path) -> None:
    import frictionless

    export(tables, tmp_path, "package")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["resourceName", "fieldName", "rowNumber", "note"])[:5]


def test_frictionless_finds_a_broken_reference(tables: Tables, tmp_path: Path) -> None:
    import frictionless

    export(tables, tmp_path, "package")
    claims = tmp_path / "claims.csv"
    claims.write_text(claims.read_text(encoding="utf-8").replace("late.txt", "lost.txt"))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert {"foreign-key"} == {row[0] for row in report.flatten(["type"])}


def test_hxl_tags_are_well_formed() -> None:
    tags = [row["tag"] for row in export_columns("hxl").values()]
    assert len(set(tags)) == len(tags)
    assert all(re.fullmatch(r"#[a-z]+(\+[a-z]+)*", tag) for tag in tags)


def test_libhxl_reads_the_tolls(tables: Tables, tmp_path: Path) -> None:
    import hxl

    (path,) = export(tables, tmp_path, "hxl")
    options = hxl.InputOptions(allow_local=True)
    assert hxl.data(str(path), options).validate()
    source = hxl.data(str(path), options).with_rows("#meta+level=incident").cache()
    tags = [column.display_tag for column in source.columns]
    assert tags == [row["tag"] for row in export_columns("hxl").values()]
    killed = [row.get("#affected+killed-min-max") for row in source]
    assert sorted(int(n) for n in killed) == [3, 4, 5, 12]


def test_hxl_rows_hold_the_tolls(tables: Tables, tmp_path: Path) -> None:
    (path,) = export(tables, tmp_path, "hxl")
    tags, *rows = rows_of(path)
    assert tags["killed_low"] == "#affected+killed+min"
    police = next(r for r in rows if r["level"] == "incident" and r["victims"] == "state forces")
    assert (police["killed_low"], police["killed_best"]) == ("3", "3")
    assert police["injured_low"] == ""
    assert police["date_start"] == "2030-04-20"


def test_ucdp_events_add_up(tables: Tables, tmp_path: Path) -> None:
    (path,) = export(tables, tmp_path, "ucdp")
    rows = rows_of(path)
    assert list(rows[0]) == list(export_columns("ucdp"))
    for row in rows:
        parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        assert sum(int(row[name]) for name in parts) == int(row["best"])
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])
    clash = next(row for row in rows if row["date_start"] == "2030-04-20")
    assert (clash["side_a"], clash["side_b"]) == ("Police", "Front supporters")
    assert (clash["deaths_a"], clash["deaths_b"], clash["date_prec"]) == ("3", "5", "1")


@pytest.mark.parametrize(
    ("place", "code", "country", "point"),
    [
        ("Lahore", "1", "Pakistan", True),
        ("Punjab province", "", "", False),
        ("Pakistan", "6", "Pakistan", False),
        ("Mill Road", "", "", False),
        ("", "", "", False),
    ],
)
def test_where_it_was_is_coded_as_far_as_the_name_tells(
    tmp_path: Path, place: str, code: str, country: str, point: bool
) -> None:
    told = book(exactly(3, place=place, perpetrators="gunmen"))
    (path,) = export(told, tmp_path, "ucdp")
    (row,) = rows_of(path)
    assert (row["where_prec"], row["country"]) == (code, country)
    assert bool(row["latitude"]) == bool(row["longitude"]) == point
    (path,) = export(told, tmp_path, "acled")
    (row,) = rows_of(path)
    assert row["geo_precision"] == {"1": "1", "6": "3", "": ""}[code]


@pytest.mark.parametrize(
    ("end", "code"), [("2030-05-01", "1"), ("2030-05-04", "2"), ("2030-05-07", "3"),
                      ("2030-05-31", "4"), ("2030-09-01", "5")],
)  # fmt: skip
def test_when_it_was_is_coded_by_ucdps_scale(tmp_path: Path, end: str, code: str) -> None:
    (path,) = export(book(exactly(3, date_end=end)), tmp_path, "ucdp")
    assert rows_of(path)[0]["date_prec"] == code


def test_gunmen_who_storm_are_no_weather(tmp_path: Path) -> None:
    def exported(**given: object) -> int:
        (path,) = export(book(exactly(3, occasion="storm", **given)), tmp_path, "ucdp")
        return len(rows_of(path))

    assert exported(perpetrators="gunmen") == 1
    assert exported() == 0


def test_event_files_leave_accidents_out(tables: Tables, tmp_path: Path) -> None:
    for format in ("ucdp", "acled"):
        (path,) = export(tables, tmp_path, format)
        assert len(tables.incidents) == 3 and len(rows_of(path)) == 2


def test_acled_events_say_what_and_whom(tables: Tables, tmp_path: Path) -> None:
    (path,) = export(tables, tmp_path, "acled")
    clash, bombing = sorted(rows_of(path), key=lambda row: row["event_date"])
    assert clash["event_type"] == "Battles" and clash["fatalities"] == "8"
    assert clash["fatalities_high"] == ""
    assert bombing["event_type"] == "Explosions/Remote violence"
    assert bombing["civilian_targeting"] == "Civilians targeted"
    assert {clash["actor1"], clash["actor2"]} == {"Police", "Front supporters"}


@pytest.mark.parametrize("format", ["ucdp", "acled", "hxl"])
def test_people_are_counted_in_whole_numbers(format: str, tmp_path: Path) -> None:
    later = at_least(9, date_start="2030-06-01", date_end="2030-06-01", place="Old Bridge")
    some = book(exactly(3), exactly(70, outcome="injured", victim_group="state forces"), later)
    (path,) = export(some, tmp_path, format)
    text = path.read_text(encoding="utf-8")
    assert ",3," in text and ",9," in text
    assert not re.search(r"\d\.0(,|$)", text, flags=re.MULTILINE)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_no_cell_runs_as_a_formula(tables: Tables, tmp_path: Path, format: str) -> None:
    for path in export(tables, tmp_path, format):
        if path.suffix != ".csv":
            continue
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"))):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@"))]


def test_an_empty_book_exports_headers(tmp_path: Path) -> None:
    for format in FORMATS:
        for path in export(book(), tmp_path / format, format):
            assert path.stat().st_size > 0


def test_an_unknown_format_is_refused(tables: Tables, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="package, ucdp, acled, hxl"):
        export(tables, tmp_path, "xlsx")
