"""Notebooks: a story, its parameters and calls, committed as they run."""

from __future__ import annotations

import ast
import inspect
import json
import re

import nbformat
import pytest

from helpers import open_workbook
from helpers.reports.pages import PAGES
from helpers.schemas import columns, row_meaning

NAMES = [name for name, _, _ in PAGES]
each_notebook = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def notebooks(root) -> dict[str, nbformat.NotebookNode]:
    return {n: nbformat.read(root / "notebooks" / f"{n}.ipynb", as_version=4) for n in NAMES}


def _code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _parameters(notebook) -> str:
    tagged = [c for c in _code(notebook) if "parameters" in c.metadata.get("tags", [])]
    assert len(tagged) == 1
    return tagged[0].source


@each_notebook
def test_cells_are_short_and_define_nothing(name, notebooks):
    for cell in _code(notebooks[name]):
        n_allowed = 20 if cell.source == _parameters(notebooks[name]) else 15
        assert len(cell.source.splitlines()) <= n_allowed
        kinds = {type(node) for node in ast.walk(ast.parse(cell.source))}
        assert not kinds & {ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While}


@each_notebook
def test_parameters_are_those_of_the_workbook_each_explained(name, notebooks):
    source = _parameters(notebooks[name])
    assert source == _parameters(notebooks[NAMES[0]])
    given = {node.targets[0].id for node in ast.parse(source).body}
    of_reading = {"progress", "kept", "triage"}
    assert given == set(inspect.signature(open_workbook).parameters) - of_reading
    assert all("#" in line for line in source.splitlines() if "=" in line.split("#")[0]
               and not line.startswith("tables"))  # fmt: skip


@each_notebook
def test_it_is_committed_as_it_ran(name, notebooks, root):
    outputs = [o for cell in _code(notebooks[name]) for o in cell.outputs]
    assert outputs and not [o for o in outputs if o.output_type == "error"]
    assert "papermill" not in notebooks[name].metadata
    text = json.dumps(notebooks[name])
    assert str(root) not in text and "/home/" not in text and "/tmp/" not in text
    ids = [cell.id for cell in notebooks[name].cells]
    assert len(set(ids)) == len(ids) and all(i.startswith(name[0]) for i in ids)


@each_notebook
def test_it_begins_with_a_title_and_a_question(name, notebooks):
    first = notebooks[name].cells[0]
    assert first.cell_type == "markdown" and first.source.startswith("# ")
    assert "?**" in first.source


@each_notebook
def test_a_sentence_leads_to_each_figure_and_one_says_what_it_shows(name, notebooks):
    cells = notebooks[name].cells
    for k, cell in enumerate(cells):
        if "figures." in cell.source and cell.cell_type == "code":
            assert "Look for" in cells[k - 1].source
            assert "nbval-ignore-output" in cell.metadata.tags
            assert "findings." in cells[k + 1].source


def test_the_readme_says_of_columns_what_the_program_says(root):
    text = (root / "README.md").read_text(encoding="utf-8")
    sections = re.split(r"^### `(\w+)`: one row is (.+)$", text, flags=re.M)
    assert sections[1::3] == ["claims", "tolls", "interactions", "articles"]
    for table, row, body in zip(sections[1::3], sections[2::3], sections[3::3], strict=True):
        assert row == row_meaning(table)
        told = re.findall(r"^\| `(\w+)` \| (.+) \|$", body.split("\n## ")[0], flags=re.M)
        assert told and told == [(name, columns(table)[name]["meaning"]) for name, _ in told]


def test_the_readme_names_every_parameter_and_its_picture_is_there(root):
    text = (root / "README.md").read_text(encoding="utf-8")
    for name in set(inspect.signature(open_workbook).parameters) - {"progress", "kept"}:
        assert f"`{name}`" in text
    picture = re.search(r"!\[.+?\]\((.+?)\)", text).group(1)
    assert 10_000 < (root / picture).stat().st_size < 300_000
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (root / target).exists()
