"""What the tests share."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says nothing on a busy machine. Where CI is set, hypothesis
# takes its own profile, which also tries the same examples every time.
settings.register_profile("unhurried", deadline=None)
if not os.environ.get("CI"):
    settings.load_profile("unhurried")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def gold(root: Path) -> Path:
    """The folder of gold data, which lies beside the project where there is one."""
    folder = root.parent / "shared" / "gold"
    if not folder.is_dir():
        pytest.skip("no gold data beside the project")
    return folder


def built_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Let the first process of a test run that needs a folder make it, the others wait.

    Parameters
    ----------
    factory : pytest.TempPathFactory
        Names the folder of the test run.
    name : str
        The folder's name.
    make : callable
        Fills it.

    Returns
    -------
    Path
        The folder, filled.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    try:
        folder.mkdir()
    except FileExistsError:
        while not (folder / "done").exists():
            assert not (folder / "failed").exists(), f"{name} could not be made; see elsewhere"
            time.sleep(0.2)
        return folder
    try:
        make(folder)
    except BaseException:
        (folder / "failed").touch()
        raise
    (folder / "done").touch()
    return folder


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Reports on the two sample articles, built as ``make report`` builds them."""
    from helpers import reports

    def make(folder: Path) -> None:
        given = {"facts": "data/articles.csv", "actors_file": "data/actors.csv"}
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(root)
            reports.build_reports("data/articles", folder / "out", given)

    return built_once(tmp_path_factory, "samples", make) / "out"


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Reports on articles whose every word tries to be more than text; one notebook fails."""
    import nbformat

    from helpers import reports
    from helpers.reports import notebook_runs
    from helpers.store import write_tables
    from made_book import HOSTILE, made_book

    def make(folder: Path) -> None:
        write_tables(made_book(6, HOSTILE), folder / "made")
        shutil.copytree(root / "notebooks", folder / "notebooks")
        broken = folder / "notebooks" / "3-actors.ipynb"
        notebook = nbformat.read(broken, as_version=4)
        notebook.cells.append(nbformat.v4.new_code_cell("1 / 0"))
        nbformat.write(notebook, broken)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(notebook_runs, "find_notebooks", lambda: folder / "notebooks")
            with pytest.raises(reports.ReportError, match="3-actors .ZeroDivisionError") as failed:
                reports.build_reports("data", folder / "out", {"tables": str(folder / "made")})
        assert failed.value.built.pages[0] == folder / "out" / "index.html"

    return built_once(tmp_path_factory, "hostile", make) / "out"
