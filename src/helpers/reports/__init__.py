"""The reports: notebooks executed and converted, article pages, and the page that leads to all."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import prose, summary, views
from helpers.reports import pages
from helpers.reports.article_pages import article_pages
from helpers.reports.notebook_runs import Run, headings, run_notebooks, tidy, to_html

if TYPE_CHECKING:
    from helpers.extraction import Tables

MOST_STORIES = 4
"""The most stories that the first page shows in full; the others get a line each."""

TABLES = "tables"
"""The folder of the tables, below the reports' folder."""


class ReportError(RuntimeError):
    """Some notebook failed. The other reports were made.

    Attributes
    ----------
    built : list of Path
        Every page that was written, the first page first.
    """

    def __init__(self, message: str, built: list[Path]) -> None:
        super().__init__(message)
        self.built = built


def build_reports(
    articles: str | Path,
    out: str | Path,
    parameters: Mapping[str, object] | None = None,
    workers: int = 2,
    progress: Callable[[int], object] | None = None,
    kept: str | Path | None = None,
) -> list[Path]:
    """Make the reports on a folder of articles.

    The articles are read once, into tables; the notebooks read those. Progress goes
    to stderr.

    Parameters
    ----------
    articles : str or Path
        The folder of articles.
    out : str or Path
        Where the pages go; made where it is missing.
    parameters : mapping, optional
        Parameters of :func:`helpers.open_workbook` by name.
    workers : int
        The most notebooks to execute at once.
    progress : callable, optional
        Called with 1 whenever an article has been read.
    kept : str or Path, optional
        A folder in which what is read of each article is kept; see
        :func:`helpers.extract`.

    Returns
    -------
    list of Path
        Every page written, ``index.html`` first.

    Raises
    ------
    ParameterError
        If a parameter cannot be used; nothing is written then.
    ReportError
        If a notebook failed, after everything else was written; its page shows how
        far it came and the traceback.
    """
    from helpers.parameters import check_parameters, filter_tables, load_tables
    from helpers.store import write_tables

    given = {**(parameters or {}), "articles": str(articles)}
    checked = check_parameters(**given)
    out = Path(out)
    began = time.monotonic()
    _say(f"reading {articles}")
    whole = load_tables(checked, progress=progress, kept=kept)
    book = filter_tables(whole, checked)
    write_tables(whole, out / TABLES)
    _say(f"{prose.plural(len(whole.articles), 'article')} read, "
         f"{prose.plural(len(whole.claims), 'claim')} found", began)  # fmt: skip

    labels = views.article_labels(book.articles)
    frame = pages.Frame(
        f"Asked for: {prose.asked(given)}", pages.made_from(book.articles, labels)
    )
    with tempfile.TemporaryDirectory(prefix="tollbook-") as executed:
        runs = run_notebooks(
            [name for name, _, _ in pages.PAGES],
            _for_notebooks(given),
            Path(executed),
            cwd=out,
            workers=workers,
            done=lambda run: _say(f"{run.name} {'FAILED' if run.error else 'done'}", began),
        )
        written = [_write(out / f"{run.name}.html", _report(run, frame)) for run in runs]
    for name, html in article_pages(book, frame):
        written.append(_write(out / "articles" / name, html))
    for name, content in pages.assets().items():
        _write(out / "assets" / name, content)
    index = _write(out / "index.html", index_page(book, frame, runs))
    _say(f"{prose.plural(len(written) + 1, 'page')} written", began)

    failed = [run for run in runs if run.error]
    if failed:
        raise ReportError(
            f"{prose.join(f'{run.name} ({run.error})' for run in failed)} failed; "
            f"the other reports are in {index}",
            [index, *written],
        )
    return [index, *written]


def _for_notebooks(given: Mapping[str, object]) -> dict[str, object]:
    """What papermill sets: the choice of rows and the rule; the articles are read already."""
    names = ("articles", "since", "until", "outcomes", "actors", "best", "focus", "min_mentions")
    chosen = {name: given[name] for name in names if given.get(name) not in (None, "", (), [])}
    plain = {
        name: str(value) if isinstance(value, (str, int, date, Path)) else list(value)
        for name, value in chosen.items()
    }
    return {"best": "latest", **plain, "facts": "", "actors_file": "", "tables": TABLES}


def _report(run: Run, frame: pages.Frame) -> str:
    import nbformat

    if run.path.is_file():
        notebook = tidy(nbformat.read(run.path, as_version=4))
    else:
        notebook = nbformat.v4.new_notebook(metadata={"title": run.name})
    parts = pages.frame_parts(frame, run.name, headings(notebook), run.error)
    return pages.relative_to_reports(to_html(notebook, parts))


def index_page(book: Tables, frame: pages.Frame, runs: list[Run]) -> str:
    """Make the first page: the answer in one screen, and the way to everything else.

    Parameters
    ----------
    book : Tables
        The tables that were asked for.
    frame : Frame
        What the pages share.
    runs : list of Run
        The notebooks' runs; those that failed are named on the page.

    Returns
    -------
    str
        HTML.
    """
    from helpers import listings

    episodes = views.stories(book)
    shown = list(episodes["episode_id"].head(MOST_STORIES))
    titles = {name: title for name, title, _ in pages.PAGES}
    first = "" if episodes.empty else prose.clean(episodes["name"].iloc[0], 80)
    return pages.render(
        "index",
        frame,
        title=f"Who gives which figure: {first}" if first else "Who gives which figure",
        counts=listings.opening(book).text,
        failures=[
            {"name": run.name, "title": titles[run.name], "error": run.error}
            for run in runs
            if run.error
        ],
        stories=[
            {"html": summary.story(book, episode).html, "days": summary.days(book, episode)}
            for episode in shown
        ],
        nothing=summary.NOTHING,
        others=summary.other_stories(book, after=len(shown)).html if len(episodes) > len(shown)
        else "",
        reports=pages.PAGES,
        sources=listings.sources(book).html,
        articles=listings.articles(book).html,
    )  # fmt: skip


def _write(path: Path, text: str) -> Path:
    from helpers.store import replace_file

    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, text.encode("utf-8", "replace"))
    return path


def _say(text: str, began: float | None = None) -> None:
    took = "" if began is None else f" ({time.monotonic() - began:.0f} s)"
    print(f"tollbook: {text}{took}", file=sys.stderr, flush=True)
