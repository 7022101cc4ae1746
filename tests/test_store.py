"""Tables on disk: the same bytes each time, read back whole, never half."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import kept
from helpers.store import (
    MANIFEST,
    TablesError,
    join_list,
    read_table,
    read_tables,
    replace_file,
    split_list,
    spreadsheet_safe,
    write_tables,
)
from small_tables import small_tables


@pytest.fixture
def written(tmp_path: Path) -> Path:
    write_tables(small_tables(), tmp_path / "tables")
    return tmp_path / "tables"


def test_tables_come_back(written: Path) -> None:
    again = read_tables(written)
    for name, table in small_tables().items():
        assert table.equals(getattr(again, name)), name


def test_the_same_tables_give_the_same_bytes(written: Path, tmp_path: Path) -> None:
    write_tables(read_tables(written), tmp_path / "again")
    for path in written.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_csv_is_plain_and_safe_in_a_spreadsheet(written: Path) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader((written / f"{name}.csv").open(encoding="utf-8", newline="")))

    assert rows("articles")[0]["title"] == "'=HYPERLINK(1)"
    assert rows("rejects")[0]["detail"] == "'-delete it"
    toll = rows("tolls")[0]
    assert (toll["low"], toll["high"], toll["disputed"]) == ("2", "", "true")
    assert toll["date_start"] == "2020-05-01"
    assert split_list(toll["claim_ids"]) == ["claim-1", "claim-2"]
    assert split_list(rows("actors")[0]["aliases"]) == ["the Front; north"]


@given(st.lists(st.text(st.sampled_from(";\\ ab\n"), min_size=1)))
def test_lists_come_back(items: list[str]) -> None:
    assert split_list(join_list(items)) == items


@given(st.sampled_from(["", " ", "\n "]), st.sampled_from("=+-@＝\t\r"), st.text())
def test_formulas_are_texts(space: str, sign: str, rest: str) -> None:
    assert spreadsheet_safe(space + sign + rest).startswith("'")


def test_plain_words_stay_as_they_are() -> None:
    assert spreadsheet_safe("at least 7 - or 8") == "at least 7 - or 8"


def test_a_missing_table_is_said_so(written: Path) -> None:
    (written / "claims.parquet").unlink()
    with pytest.raises(TablesError, match="claims.parquet is missing"):
        read_tables(written)


def test_a_changed_table_is_noticed(written: Path) -> None:
    content = (written / "claims.parquet").read_bytes()
    (written / "claims.parquet").write_bytes(content[:-10])
    with pytest.raises(TablesError, match="claims.parquet is not the one"):
        read_tables(written)
    assert len(read_table(written, "tolls")) == 2


def test_writing_cut_short_is_noticed(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    import helpers.store

    tables = small_tables()
    fewer = replace(tables, claims=tables.claims.head(1), tolls=tables.tolls.head(1))
    n_files = 0

    def stops_after_a_while(path: Path, content: bytes) -> None:
        nonlocal n_files
        n_files += 1
        if n_files > 15:
            raise OSError(28, "No space left on device")
        replace_file(path, content)

    monkeypatch.setattr(helpers.store, "replace_file", stops_after_a_while)
    with pytest.raises(OSError, match="No space"):
        write_tables(fewer, written)
    with pytest.raises(TablesError):
        read_tables(written)


@pytest.mark.parametrize("content", [None, b"", b"[]", b'{"files": 3}'])
def test_a_folder_without_tables(written: Path, content: bytes | None) -> None:
    (written / MANIFEST).unlink()
    if content is not None:
        (written / MANIFEST).write_bytes(content)
    with pytest.raises(TablesError):
        read_tables(written)


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "file"
    replace_file(path, b"old")
    with pytest.raises(TypeError):
        replace_file(path, "no bytes")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_was_read_is_recalled_for_the_same_article_alone(tmp_path: Path) -> None:
    records = {"claims": [{"claim_id": "c", "low": 7, "high": None, "evidence": "“seven”"}]}
    kept.keep(tmp_path, "a.txt", "text", records)
    assert kept.recall(tmp_path, "a.txt", "text") == records
    assert kept.recall(tmp_path, "b.txt", "text") is None
    assert kept.recall(tmp_path, "a.txt", "other") is None


def test_a_broken_record_is_no_record(tmp_path: Path) -> None:
    kept.keep(tmp_path, "a.txt", "text", {"claims": []})
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(path.read_bytes()[:-3])
    assert kept.recall(tmp_path, "a.txt", "text") is None


def test_changed_rules_forget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.keep(tmp_path, "a.txt", "text", {"claims": []})
    monkeypatch.setattr(kept, "reading_version", lambda: "other")
    assert kept.recall(tmp_path, "a.txt", "text") is None


def test_the_version_of_the_rules_changes_with_a_lexicon(tmp_path: Path) -> None:
    import helpers

    copy = tmp_path / "helpers"
    shutil.copytree(Path(helpers.__file__).parent, copy)
    before = kept.hash_sources(copy)
    assert before == kept.hash_sources(Path(helpers.__file__).parent)
    (copy / "note.txt").write_text("neither code nor lexicon")
    assert before == kept.hash_sources(copy)
    lexicon = sorted((copy / "lexicons").glob("*.csv"))[0]
    lexicon.write_bytes(lexicon.read_bytes() + b"# changed\n")
    assert before != kept.hash_sources(copy)


def test_extraction_reads_a_kept_article_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from helpers import extraction, load_articles, reading

    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Five soldiers were killed in May 2020, the army said.")
    articles, rejects = load_articles(folder)
    first = extraction.extract(articles, rejects, kept=tmp_path / "kept")
    monkeypatch.setattr(reading, "read_article", None)
    calls: list[int] = []
    second = extraction.extract(articles, rejects, kept=tmp_path / "kept", progress=calls.append)
    assert sum(calls) == 1
    write_tables(first, tmp_path / "one")
    write_tables(second, tmp_path / "two")
    assert (tmp_path / "one" / MANIFEST).read_text() == (tmp_path / "two" / MANIFEST).read_text()
    assert json.loads((tmp_path / "one" / MANIFEST).read_text())["files"]
