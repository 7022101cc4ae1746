"""Pages kept from run to run: only where they would be made again byte for byte."""

from __future__ import annotations

import json
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest

from helpers import reports
from helpers.reports import kept_pages, making, notebook_runs
from helpers.reports.notebook_runs import Run
from helpers.store import write_tables
from made_book import made_book


@pytest.fixture
def made(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A folder to make reports in; the list of notebooks executed, by a stand-in, since."""
    write_tables(made_book(4), tmp_path / "tables")
    shutil.copytree(root / "notebooks", tmp_path / "notebooks")
    executed: list[str] = []

    def run(names, parameters, into, cwd, processes, then, done):  # noqa: ANN001, ANN202
        executed.extend(names)
        return [Run(name, into, "", f"<p>{name}") for name in names]

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(making, "run_notebooks", run)
    monkeypatch.setattr(notebook_runs, "find_notebooks", lambda: tmp_path / "notebooks")
    monkeypatch.setattr(notebook_runs, "workers_for", nullcontext)
    return executed


def build(executed: list[str], **more: object) -> tuple[reports.Built, list[str]]:
    """Make the reports; return what was built, and which notebooks were executed for it."""
    executed.clear()
    given = {"tables": "tables", **more.pop("parameters", {})}
    return reports.build_reports("tables", "out", given, **more), list(executed)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and ".tollbook" not in p.parts
    }


ALL = [name for name, *_ in reports.PAGES]


def test_with_nothing_changed_nothing_is_made(made: list[str], tmp_path: Path) -> None:
    first, executed = build(made)
    assert executed == ALL and first.kept == 0
    before = contents(tmp_path / "out")
    times = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*")}
    second, executed = build(made)
    assert executed == [] and second.kept == len(second.pages) == len(first.pages)
    assert (second.pages, second.inputs, second.answer) == (
        first.pages, first.inputs, first.answer)  # fmt: skip
    assert contents(tmp_path / "out") == before
    assert {p: p.stat().st_mtime_ns for p in times} == times
    assert build(made, fresh=True)[1] == ALL


@pytest.mark.parametrize("spoil", [Path.unlink, lambda p: p.write_text("<p>altered by hand")])
@pytest.mark.parametrize(
    ("file", "executed_again"),
    [("3-actors.html", ["3-actors"]), ("index.html", []), ("tables/claims.csv", []),
     ("assets/tables.js", [])],
)  # fmt: skip
def test_a_page_lost_or_altered_is_made_anew(
    made: list[str], tmp_path: Path, spoil, file: str, executed_again: list[str]
) -> None:
    build(made)
    before = contents(tmp_path / "out")
    spoil(tmp_path / "out" / file)
    built, executed = build(made)
    assert executed == executed_again
    assert contents(tmp_path / "out") == before
    assert built.kept > 0
    assert build(made)[0].kept == len(built.pages)


def test_a_notebook_changed_is_executed_alone(made: list[str], tmp_path: Path) -> None:
    build(made)
    with (tmp_path / "notebooks" / "1-articles.ipynb").open("a") as notebook:
        notebook.write("\n")
    assert build(made)[1] == ["1-articles"]


def test_any_input_changed_makes_all_anew(
    made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(made)
    assert build(made, parameters={"best": "highest"})[1] == ALL
    assert build(made, parameters={"best": "highest"})[1] == []
    write_tables(made_book(5), tmp_path / "tables")
    assert build(made)[1] == ALL
    (tmp_path / "known.csv").write_text("name\n")
    assert build(made, parameters={"facts": "known.csv"})[1] == ALL
    monkeypatch.setattr(kept_pages, "rules_version", lambda: "other code")
    assert build(made, parameters={"facts": "known.csv"})[1] == ALL


def test_a_failure_is_never_kept(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    right = making.run_notebooks

    def wrong(names, *others: object, **more: object) -> list[Run]:  # noqa: ANN001
        runs = right(names, *others, **more)
        return [Run(r.name, r.path, "Oops" if r.name == "3-actors" else "", r.page) for r in runs]

    monkeypatch.setattr(making, "run_notebooks", wrong)
    with pytest.raises(reports.ReportError, match="3-actors .Oops"):
        build(made)
    with pytest.raises(reports.ReportError):
        build(made)
    assert made == ["3-actors"]
    monkeypatch.setattr(making, "run_notebooks", right)
    assert build(made)[1] == ["3-actors"]
    assert build(made)[1] == []


def test_pages_that_no_longer_belong_are_removed_unless_altered(
    made: list[str], tmp_path: Path
) -> None:
    write_tables(made_book(4, n_articles=4), tmp_path / "tables")
    build(made)
    many = sorted((tmp_path / "out" / "articles").iterdir())
    many[-1].write_text("mine now")
    (tmp_path / "out" / "articles" / "notes.txt").write_text("mine")
    write_tables(made_book(4, n_articles=2), tmp_path / "tables")
    build(made)
    assert len(many) == 4
    left = {p.name for p in (tmp_path / "out" / "articles").iterdir()}
    assert left == {many[0].name, many[1].name, many[-1].name, "notes.txt"}


@pytest.mark.parametrize("content", [
    b"", b"{", b"[]", b'{"files": 3}', b'{"other": 1}',
    b'{"files": {"../x.html": {"made_from": "", "sha256": ""}}}',
])  # fmt: skip
def test_a_broken_record_is_no_record(tmp_path: Path, content: bytes) -> None:
    (tmp_path / kept_pages.RECORD).write_bytes(content)
    assert kept_pages.read_record(tmp_path) == kept_pages.Record()


@pytest.mark.parametrize("change", [
    lambda f: (f / "a.txt").write_text("other"),
    lambda f: (f / "a.txt").rename(f / "b.txt"),
    lambda f: (f / "c.txt").symlink_to(f / "a.txt"),
    lambda f: (f / "sub").mkdir() or (f / "sub" / "d.txt").write_text("words"),
])  # fmt: skip
def test_the_hash_of_a_folder_changes_with_what_is_in_it(tmp_path: Path, change) -> None:
    (tmp_path / "a.txt").write_text("words")
    before = kept_pages.hash_files(tmp_path)
    (tmp_path / ".hidden").write_text("no matter")
    assert kept_pages.hash_files(tmp_path) == before
    change(tmp_path)
    assert kept_pages.hash_files(tmp_path) != before


def test_the_record_holds_no_path_of_this_machine(made: list[str], tmp_path: Path) -> None:
    build(made)
    text = (tmp_path / "out" / reports.KEPT / kept_pages.RECORD).read_text()
    assert str(tmp_path) not in text
    assert "index.html" in json.loads(text)["files"]
