"""The pages around several reports: one that leads to all, and one where a report failed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from helpers.reports.display import environment
from helpers.reports.pages import page_globals
from helpers.store import replace_file

if TYPE_CHECKING:
    from helpers.reports.batch import Outcome


def write_overview(outcomes: Sequence[Outcome], out: Path) -> Path:
    """Write the page that leads to several reports.

    Parameters
    ----------
    outcomes : sequence of Outcome
        What became of each report.
    out : Path
        The folder that their folders lie in.

    Returns
    -------
    Path
        ``index.html`` in it.
    """
    return _write(out / "index.html", "batch", outcomes=[
        {
            "name": outcome.name,
            "href": quote(outcome.built.pages[0].relative_to(out).as_posix()),
            "asked": outcome.asked,
            "answer": outcome.built.answer,
            "inputs": outcome.built.inputs[-1:],
            "error": outcome.error,
        }
        for outcome in outcomes
    ])  # fmt: skip


def write_failure(out: Path, name: str, asked: str, why: str, trace: str) -> Path:
    """Write the page of a report that could not be made.

    Parameters
    ----------
    out : Path
        The report's folder; made where it is missing.
    name : str
        The report's name.
    asked : str
        Its parameters in words.
    why : str
        What went wrong, in a line.
    trace : str
        The traceback.

    Returns
    -------
    Path
        ``index.html`` in that folder, so that no older answer is taken for this one's.
    """
    trace = trace.replace(str(Path(__file__).resolve().parents[2]), "…")
    return _write(out / "index.html", "failure", name=name, asked=asked, why=why, trace=trace)


def _write(path: Path, page: str, **values: object) -> Path:
    template = environment().get_template(f"pages/{page}.html.j2", globals=page_globals())
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, template.render(**values).encode("utf-8", "replace"))
    return path
