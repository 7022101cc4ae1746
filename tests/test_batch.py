"""Several reports in one go: what a parameter file may say, and what a failure leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import cli, reports
from helpers.parameters import ParameterError
from helpers.reports import batch
from test_figures import Tags


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run in, with two folders of articles."""
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
    (tmp_path / "articles.csv").write_text("file,published\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def orders(folder: Path, text: str, **given: object) -> list[batch.Wanted]:
    (folder / "all.yml").write_text(text, encoding="utf-8")
    return batch.wanted_of_file(Path("all.yml"), given)


def test_a_report_a_line_with_its_own_parameters(corpus: Path) -> None:
    first, second = orders(
        corpus,
        "# two\n- {articles: north, since: 2020-05-01}\n"
        "- {name: dead of the south, articles: south, outcomes: [killed, missing], best: lowest}\n",
        best="highest", since="2019",
    )  # fmt: skip
    assert (first.name, second.name) == ("north", "dead of the south")
    assert str(first.parameters["since"]) == "2020-05-01" and first.parameters["best"] == "highest"
    assert second.parameters["since"] == "2019" and second.parameters["best"] == "lowest"
    assert Path(str(first.parameters["facts"])).name == "articles.csv"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {articles: north", "all.yml, line 1: it is no YAML"),
        ("- {articles: north}\n- [a\n", "it is no YAML"),
        ("", "it holds no list"),
        ("articles: north\n", "it holds no list"),
        ("- north\n", "entry 1: got 'north'; allowed are parameters by name"),
        ("- {articles: north}\n- {articles: south, sinse: 2020}\n",
         "entry 2: parameter 'sinse': there is none of this name (did you mean 'since'?)"),
        ("- {articles: north, since: 2021, until: 2020}\n", "first day must not lie behind"),
        ("- {articles: north, since: true}\n", "entry 1: parameter 'since': got True"),
        ("- {articles: north, since: 2021-02-30}\n", "parameter 'since': got '2021-02-30'"),
        ("- {articles: north, outcomes: [killed, 3]}\n", "parameter 'outcomes': got ['killed', 3]"),
        ("- {articles: north, outcomes: eaten}\n", "parameter 'outcomes': got 'eaten'"),
        ("- {articles: [north]}\n", "parameter 'articles': got ['north']"),
        ("- {articles: nowhere}\n", "there is no such folder or file here"),
        ("- {since: 2020}\n", "parameter 'articles'"),
        ("- {articles: north, best: 7}\n", "parameter 'best'"),
        ("- {articles: north, articles: south}\n", "'articles' stands twice"),
        ("- {articles: north, name: ../up}\n", "name: got '../up'"),
        ("- {articles: north, name: 5}\n", "name: got 5"),
        ("- {articles: north}\n- {name: North, articles: south}\n", "entry 2: another report"),
        ("- !!python/object/apply:os.getcwd []\n", "it is no YAML"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_in_one_line(corpus: Path, text: str, said: str) -> None:
    with pytest.raises(ParameterError) as error:
        orders(corpus, text)
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("all.yml")


@given(st.text(max_size=40))
def test_any_text_is_a_list_of_reports_or_an_error(tmp_path_factory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "all.yml"
    path.write_text(text, encoding="utf-8", errors="replace")
    with pytest.raises(ParameterError) as error:
        batch.wanted_of_file(path, {})
    assert "\n" not in str(error.value)


def test_one_that_fails_leaves_its_traceback_and_the_others(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(articles: str, out: Path, *more: object) -> reports.Built:
        if articles == "north":
            raise RuntimeError("<b>no</b> \x1b[31mway\nat all")
        return reports.Built([out / "index.html"], answer="Floods: 3 people killed.")

    monkeypatch.setattr(batch, "build_reports", build)
    with pytest.raises(SystemExit) as stopped:
        cli.main(["report", "north", "south", "--out", "made"])
    assert stopped.value.code == 1
    err = capsys.readouterr().err
    assert "north: FAILED: RuntimeError: <b>no</b>" in err and "1 of 2 reports made" in err
    assert "\x1b" not in err
    page = Tags((corpus / "made/north/index.html").read_text(encoding="utf-8"))
    assert "Traceback" in page.text and "<b>no</b>" in page.text and "\x1b" not in page.text
    overview = Tags((corpus / "made/index.html").read_text(encoding="utf-8"))
    assert [a["href"] for tag, a in overview.tags if tag == "a"] == [
        "north/index.html", "south/index.html",
    ]  # fmt: skip
    assert "Floods: 3 people killed." in overview.text and "This report failed." in overview.text
