"""The command line: what it prints, where, and its exit codes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import cli
from helpers.exports import FORMATS
from helpers.options import ExportFormat
from helpers.store import read_tables

Run = Callable[..., tuple[int, str, str]]

STORY = (
    "Bomb at a market\n\nThree soldiers were killed and at least 12 civilians were injured on "
    "4 May 2020 when a bomb went off at a market, the army said.\n"
)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY)
    (folder / "b.pdf").write_bytes(b"%PDF-1.7")
    (folder.parent / "articles.csv").write_text("file,published\na.txt,2020-05-05\n")
    return folder


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    def call(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            cli.main([str(word) for word in words])
        out, err = capsysbinary.readouterr()
        return int(stopped.value.code or 0), out.decode(), err.decode()

    return call


def test_claims_have_the_words_they_stand_for(run: Run, articles: Path) -> None:
    code, out, err = run("claims", articles)
    claims = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert "2 inputs: 1 used, 0 with the words of another, 1 not used" in err
    assert {(c["outcome"], c["low"], c["high"]) for c in claims} == {
        ("killed", 3, 3),
        ("injured", 12, None),
    }
    for claim in claims:
        assert claim["article"] == "a.txt"
        assert STORY[claim["start"] : claim["end"]] == claim["evidence"]
        assert claim["date_start"] == claim["date_end"] == "2020-05-04"


def test_claims_as_csv_can_be_cut(run: Run, articles: Path) -> None:
    code, out, _ = run("claims", articles, "--format", "csv", "--outcomes", "killed")
    (row,) = csv.DictReader(io.StringIO(out))
    assert code == 0
    assert (row["outcome"], row["low"], row["victim_group"]) == ("killed", "3", "state forces")


def test_extract_writes_tables_and_reads_again_what_changed_alone(
    run: Run, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from helpers import reading

    assert run("extract", articles, "--out", tmp_path)[0] == 0
    first = (tmp_path / "tables.json").read_bytes()
    assert len(read_tables(tmp_path).claims) == 2
    assert (tmp_path / "claims.csv").is_file()
    monkeypatch.setattr(reading, "read_article", None)
    assert run("extract", articles, "--out", tmp_path)[0] == 0
    assert (tmp_path / "tables.json").read_bytes() == first


def test_facts_beside_the_folder_are_used_unless_another_file_is_named(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    assert "\t2020-05-05\t" in run("inputs", articles)[1]
    assert "\tno date\t" in run("inputs", articles, "--facts", "")[1]
    other = tmp_path / "other.csv"
    other.write_text("file,published\na.txt,2021-01-01\n")
    assert "\t2021-01-01\t" in run("inputs", articles, "--facts", other)[1]


def test_inputs_lists_every_file(run: Run, articles: Path) -> None:
    code, out, _ = run("inputs", articles)
    used, unused = out.splitlines()
    assert code == 0
    assert used.split("\t")[1:3] == ["used", "30 words"]
    assert unused.split("\t")[1] == "NOT USED"
    assert "damaged" in unused


def test_strict_turns_a_reject_into_failure(run: Run, articles: Path) -> None:
    code, out, err = run("inputs", articles, "--strict")
    assert code == 1
    assert "NOT USED" in out
    assert "--strict: 1 not used" in err
    assert run("claims", articles, "--strict")[0] == 1
    (articles / "b.pdf").unlink()
    assert run("claims", articles, "--strict")[0] == 0


def test_parameters_reach_every_command(run: Run, articles: Path) -> None:
    _, out, _ = run("inputs", articles, "-p", "limits", "bytes=20")
    assert out.count("too large") == 1
    code, _, err = run("claims", articles, "-p", "limits", "bytes=no")
    assert code == 2
    assert "parameter 'limits'" in err


def test_actors(run: Run, articles: Path) -> None:
    code, out, _ = run("actors", articles)
    assert code == 0
    assert out.startswith("actor_id,name,kind,")
    code, out, _ = run("actors", articles, "--suggest")
    assert code == 0
    assert out.startswith("name,aliases,kind,")


def test_export(run: Run, articles: Path, tmp_path: Path) -> None:
    code, _, err = run("export", articles, "--format", "hxl", "--out", tmp_path)
    assert code == 0
    assert "tolls.hxl.csv" in err
    assert "#affected" in (tmp_path / "tolls.hxl.csv").read_text()


def test_export_formats_are_those_of_the_package() -> None:
    assert {format.value for format in ExportFormat} == set(FORMATS)


def fake_reports(monkeypatch: pytest.MonkeyPatch, fail: bool = False) -> dict[str, object]:
    """Put a stand-in for the reports, which remembers what it was given."""
    from helpers import reports

    seen: dict[str, object] = {}

    def build(articles: Path, out: Path, parameters: dict, *more: object) -> reports.Built:
        seen.update(parameters)
        built = reports.Built([Path(out) / "index.html"], inputs=["1 input: 1 used"])
        if fail:
            raise reports.ReportError("3-actors failed", built)
        return built

    monkeypatch.setattr(reports, "build_reports", build)
    return seen


def test_report_hands_its_options_on(
    run: Run, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = fake_reports(monkeypatch)
    code, _, err = run(
        "report", articles, "--out", tmp_path, "--since", "2020", "-p", "best", "highest",
        "-p", "actors=the army", "-p", "until", "2020-12-31",
    )  # fmt: skip
    assert code == 0
    assert seen["since"] == "2020"
    assert (seen["best"], seen["actors"], seen["until"]) == ("highest", "the army", "2020-12-31")
    assert Path(str(seen["facts"])).name == "articles.csv"
    assert err.rstrip().splitlines()[-1].endswith(f"open {tmp_path / 'index.html'}")


def test_a_failed_notebook_is_exit_code_1(
    run: Run, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_reports(monkeypatch, fail=True)
    code, _, err = run("report", articles, "--out", tmp_path)
    assert code == 1
    assert "3-actors failed" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["claims", "no-such-folder"], "no such folder"),
        (["claims", "{}", "--since", "2021-02-30"], "parameter 'since'"),
        (["report", "{}", "--out", "{}/../out", "-p", "sinc", "2021"], "did you mean 'since'"),
        (["report", "{}", "--out", "{}/../out", "-p", "since"], "give a name and a value"),
        (["claims", "{}", "--format", "xml"], "xml"),
        (["report", "{}"], "--out"),
        (["report", "--out", "{}/../out"], "give a folder of articles"),
        (["report", "{}", "--from", "x.yml", "--out", "{}/../out"], "or a parameter file"),
        (["report", "--from", "no-such.yml", "--out", "{}/../out"], "no-such.yml: No such file"),
        (["report", "{}", "{}", "--out", "{}/../out"], "another report goes to the folder"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_wrong_use_is_exit_code_2(run: Run, articles: Path, words: list[str], said: str) -> None:
    code, out, err = run(*(word.format(articles) for word in words))
    assert code == 2
    assert said in err
    assert out == ""
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["claims", "inputs", "actors"])
def test_nothing_usable_is_exit_code_1(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    code, out, err = run(command, tmp_path)
    assert code == 1
    assert "no article could be used" in err


def test_a_place_that_cannot_be_written_is_said(run: Run, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    code, _, err = run("extract", articles, "--out", tmp_path / "file" / "out")
    assert code == 1
    assert "Not a directory" in err


def test_a_title_cannot_break_the_listing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Three die\tin \x1b[31m blast\n\nThree people died in a blast.")
    (line,) = run("inputs", tmp_path)[1].splitlines()
    assert "\x1b" not in line
    assert line.count("\t") == 4


@pytest.mark.parametrize("command", ["report", "extract", "claims", "actors", "export", "inputs"])
def test_help_shows_an_example(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"tollbook {command} " in out
    assert "Example" in out


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\nfrom helpers.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(*(name for name in sys.modules if '.' not in name))"
    )
    ask = [sys.executable, "-c", program]
    done = subprocess.run(ask, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "typer" in loaded
    assert not loaded & {"spacy", "pandas", "numpy", "matplotlib", "pandera", "rich"}
