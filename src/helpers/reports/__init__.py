"""The reports: notebooks executed and converted, article pages, and the page that leads to all.

What is imported here is light: where nothing has changed since the last run, pages
are kept, and nothing heavy is loaded to find that out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from helpers.reports.kept_pages import Record, fingerprints, intact, read_record

PAGES = (
    ("0-start-here", "Start here", "A short tour: from a number to its sentence, and back."),
    ("1-articles", "Articles", "What was read, from where, and how its date is known."),
    ("2-casualties", "Casualties", "Who gives which figure; disputes; every claim."),
    ("3-actors", "Actors", "Who is who, who speaks, who counts whom, who did what to whom."),
    ("4-timelines", "Timelines", "What happened when, and how the figures grew."),
)
"""The notebooks: file name, title in the navigation, and what the report is about."""

TABLES = "tables"
"""The folder of the tables, below the reports' folder."""

KEPT = ".tollbook"
"""The folder, below the reports' folder, of what is kept from run to run."""


@dataclass(frozen=True)
class Built:
    """What a run left in the reports' folder.

    Attributes
    ----------
    pages : list of Path
        Every page, the first page first.
    kept : int
        How many of them stood there, finished, and were not made anew.
    inputs : list of str
        What became of the inputs, a line each; the last one counts them.
    answer : str
        What the first page says, in a line.
    usable : bool
        Whether any article could be used.
    """

    pages: list[Path]
    kept: int = 0
    inputs: list[str] = field(default_factory=list)
    answer: str = ""
    usable: bool = True


class ReportError(RuntimeError):
    """Some notebook failed. The other reports were made.

    Attributes
    ----------
    built : Built
        What was made all the same.
    """

    def __init__(self, message: str, built: Built) -> None:
        super().__init__(message)
        self.built = built


@dataclass(frozen=True)
class Watch:
    """Who is told how far a run is; each is called and its answer ignored.

    Attributes
    ----------
    say : callable
        With a line of text, after each step.
    reading : callable
        With 1, whenever an article has been read.
    step : callable
        With 1, whenever a notebook has been executed.
    report : callable
        With 1, whenever one of several reports has been made.
    """

    say: Callable[[str], object] = lambda text: None
    reading: Callable[[int], object] = lambda n: None
    step: Callable[[int], object] = lambda n: None
    report: Callable[[int], object] = lambda n: None


def build_reports(
    articles: str | Path,
    out: str | Path,
    parameters: Mapping[str, object] | None = None,
    workers: int = 2,
    watch: Watch | None = None,
    fresh: bool = False,
) -> Built:
    """Make the reports on a folder of articles.

    The articles are read once, into tables; the notebooks read those. Pages that an
    earlier run made of the very same inputs, and that nobody has altered since, are
    kept (:mod:`helpers.reports.kept_pages`).

    Parameters
    ----------
    articles : str or Path
        The folder of articles.
    out : str or Path
        Where the pages go; made where it is missing.
    parameters : mapping, optional
        Parameters of :func:`helpers.open_workbook` by name.
    workers : int
        The most processes that read articles, or execute notebooks, at once.
    watch : Watch, optional
        Who is told how far it is.
    fresh : bool
        Whether to read and make everything anew, whatever is kept.

    Returns
    -------
    Built
        Every page, ``index.html`` first.

    Raises
    ------
    ParameterError
        If a parameter cannot be used; nothing is written then.
    ReportError
        If a notebook failed, after everything else was written; its page shows how
        far it came and the traceback.
    """
    from helpers.parameters import check_parameters

    watch, began, out = watch or Watch(), time.monotonic(), Path(out)
    given = {**(parameters or {}), "articles": str(articles)}
    checked = check_parameters(**given)
    stamps = fingerprints(checked, given)
    before = read_record(out / KEPT)
    good = frozenset() if fresh else intact(out, before, stamps)
    if before.whole and good == before.files.keys():
        return _kept(out, before)

    from helpers.reports.making import Order, make_pages
    from helpers.reports.notebook_runs import workers_for

    timed = replace(watch, say=lambda text: watch.say(f"{text} ({time.monotonic() - began:.0f} s)"))
    order = Order(out, checked, given, stamps, before, good, fresh, workers)
    with workers_for(workers) as processes:
        built, failed = make_pages(order, processes, timed)
    if failed:
        which = ", ".join(f"{run.name} ({run.error})" for run in failed)
        raise ReportError(f"{which} failed; the other reports are in {built.pages[0]}", built)
    return built


def _kept(out: Path, before: Record) -> Built:
    """What stands already, every byte of it."""
    pages = [out / name for name in before.pages()]
    return Built(pages, len(pages), before.inputs, before.answer, before.usable)
