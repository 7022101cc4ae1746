"""Every page of a report made and written: tables read, notebooks executed, pages filled."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import prose, summary, views
from helpers.reports import KEPT, PAGES, TABLES, Built, Watch, pages
from helpers.reports.article_pages import article_pages
from helpers.reports.kept_pages import Record, remove_leftovers, stamp_of, write_record
from helpers.reports.notebook_runs import Run, headings, run_notebooks, tidy, to_html

if TYPE_CHECKING:
    from helpers.extraction import Tables
    from helpers.parameters import Parameters

MOST_STORIES = 4
"""The most stories that the first page shows in full; the others get a line each."""


@dataclass(frozen=True)
class Order:
    """What is to be made.

    Attributes
    ----------
    out : Path
        The reports' folder.
    checked, given
        The parameters, checked and as given.
    stamps : mapping
        From :func:`helpers.reports.kept_pages.fingerprints`.
    before : Record
        What the last run wrote.
    good : frozenset of str
        The files of the last run that need not be made again.
    fresh : bool
        Whether articles are read again too.
    workers : int
        The most processes to read articles in.
    """

    out: Path
    checked: Parameters
    given: Mapping[str, object]
    stamps: Mapping[str, str]
    before: Record
    good: frozenset[str]
    fresh: bool
    workers: int = 1


def make_pages(order: Order, processes: Executor, watch: Watch) -> tuple[Built, list[Run]]:
    """Make and write what is missing of a report.

    Parameters
    ----------
    order : Order
        What is to be made.
    processes : concurrent.futures.Executor
        Where notebooks are executed.
    watch : Watch
        Who is told how far it is.

    Returns
    -------
    built : Built
        Every page, ``index.html`` first.
    failed : list of Run
        The notebooks that stopped before their end.
    """
    book, tables, inputs = _read(order, watch)
    labels = views.article_labels(book.articles)
    asked = f"Asked for: {prose.asked(order.given)}"
    frame = pages.Frame(asked, pages.made_from(book.articles, labels))
    runs = _execute(order, frame, processes, watch)
    failed = [run for run in runs if run.error]
    files = {}
    for name, html in _contents(book, frame, runs):
        if name not in order.good:
            _write(order.out / name, html)
        files[name] = html
    made = [name for name in files if name.endswith(".html") and name not in order.good]
    skipped = [f"{run.name}.html" for run in runs if run.page is None]
    shown = [name for name in files if name.endswith(".html")] + skipped
    watch.say(f"{prose.plural(len(made), 'page')} written"
              + (f", {len(shown) - len(made)} kept" if len(shown) > len(made) else ""))  # fmt: skip

    usable = bool(len(book.articles))
    record = Record(
        _rows(order, files, tables, skipped, [run.name for run in failed]), not failed,
        inputs, answer(book), usable,
    )  # fmt: skip
    remove_leftovers(order.out, order.before, [*files, *skipped, *record.files])
    write_record(order.out / KEPT, record)
    built = Built(
        [order.out / name for name in shown], len(shown) - len(made), inputs, record.answer, usable
    )
    return built, failed


def _read(order: Order, watch: Watch) -> tuple[Tables, list[Path], list[str]]:
    """Read the tables and write them; return what was asked of them, and where they lie."""
    from helpers.parameters import filter_tables, load_tables
    from helpers.store import write_tables

    watch.say(f"reading {order.given['articles']}")
    kept = None if order.fresh else order.out / KEPT
    whole = load_tables(order.checked, watch.reading, kept, order.workers)
    book = filter_tables(whole, order.checked)
    tables = write_tables(whole, order.out / TABLES)
    watch.say(f"{prose.plural(len(whole.articles), 'article')} read, "
              f"{prose.plural(len(whole.claims), 'claim')} found")  # fmt: skip
    return book, tables, prose.inputs(whole.articles, whole.rejects)


def _execute(order: Order, frame: pages.Frame, processes: Executor, watch: Watch) -> list[Run]:
    """Execute the notebooks whose page does not stand, and convert them."""

    def done(run: Run) -> None:
        watch.say(f"{run.name} {'FAILED' if run.error else 'done'}")
        watch.step(1)

    names = [name for name, _, _ in PAGES]
    missing = [name for name in names if f"{name}.html" not in order.good]
    with tempfile.TemporaryDirectory(prefix="tollbook-") as executed:
        runs = run_notebooks(
            missing,
            _for_notebooks(order.given),
            Path(executed),
            cwd=order.out,
            processes=processes,
            then=partial(_report, frame=frame),
            done=done,
        )
    by_name = {run.name: run for run in runs}
    return [by_name.get(name, Run(name, Path(), "")) for name in names]


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
    """Convert an executed notebook, as far as it came."""
    import nbformat

    if run.path.is_file():
        notebook = tidy(nbformat.read(run.path, as_version=4))
    else:
        notebook = nbformat.v4.new_notebook(metadata={"title": run.name})
    parts = pages.frame_parts(frame, run.name, headings(notebook), run.error)
    return pages.relative_to_reports(to_html(notebook, parts))


def _contents(book: Tables, frame: pages.Frame, runs: list[Run]) -> Iterator[tuple[str, str]]:
    """Yield every file but the tables: its path below the reports' folder, and its content."""
    yield "index.html", index_page(book, frame, runs)
    for run in runs:
        if run.page is not None:
            yield f"{run.name}.html", run.page
    for name, html in article_pages(book, frame):
        yield f"articles/{name}", html
    for name, content in pages.assets().items():
        yield f"assets/{name}", content


def _rows(
    order: Order,
    files: Mapping[str, str],
    tables: list[Path],
    skipped: list[str],
    failed: list[str],
) -> dict[str, dict[str, str]]:
    """The rows of the record; what tells of a failure is left out, and so made again."""
    hashes = {name: hashlib.sha256(_encoded(text)).hexdigest() for name, text in files.items()}
    hashes |= {name: order.before.files[name]["sha256"] for name in skipped}
    for path in tables:
        name = path.relative_to(order.out).as_posix()
        hashes[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    for name in [*failed, "index"] if failed else ():
        hashes.pop(f"{name}.html")
    return {
        name: {"made_from": stamp_of(name, order.stamps), "sha256": sha256}
        for name, sha256 in hashes.items()
    }


def answer(book: Tables) -> str:
    """Say in a line what the first page answers: the tolls of the first story."""
    episodes = views.stories(book)
    if episodes.empty:
        return summary.NOTHING
    first = episodes.iloc[0]
    tolls = views.tolls(book, level="episode", episode_id=first["episode_id"])
    return prose.sentence(f"{prose.clean(first['name'], 80)}: {summary.in_a_line(tolls)}")


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
    titles = {name: title for name, title, _ in PAGES}
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
        reports=PAGES,
        sources=listings.sources(book).html,
        articles=listings.articles(book).html,
    )  # fmt: skip


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _write(path: Path, text: str) -> None:
    from helpers.store import replace_file

    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, _encoded(text))
