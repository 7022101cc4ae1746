"""What ``tollbook report`` does: make one report or several, and say what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import typer

from helpers import reports
from helpers.options import FAILED
from helpers.reports.progress import say, watching


def one_report(
    articles: Path, out: Path, given: Mapping[str, object], fresh: bool, workers: int
) -> int:
    """Make one report.

    Parameters
    ----------
    articles : Path
        The folder of articles.
    out : Path
        Where the pages go.
    given : mapping
        Parameters by name.
    fresh : bool
        Whether to make anew what has not changed.
    workers : int
        The most notebooks to execute at once.

    Returns
    -------
    int
        How many inputs could not be used.

    Raises
    ------
    typer.Exit
        If a notebook failed, or no article could be used.
    """
    try:
        with watching([articles]) as watch:
            built = reports.build_reports(articles, out, given, workers, watch, fresh)
    except reports.ReportError as error:
        say(str(error))
        raise typer.Exit(FAILED) from None
    for line in built.inputs:
        say(line)
    if not built.usable:
        say("no article could be used")
        raise typer.Exit(FAILED)
    say(f"{_pages(built)}; open {built.pages[0]}")
    return _n_rejected(built)


def several_reports(
    wanted_by: Path | list[Path],
    out: Path,
    shared: Mapping[str, object],
    fresh: bool,
    workers: int,
) -> int:
    """Make several reports.

    Parameters
    ----------
    wanted_by : Path or list of Path
        A parameter file, or folders of articles.
    out : Path
        Where their folders go.
    shared : mapping
        Parameters of all of them.
    fresh, workers
        As for :func:`one_report`.

    Returns
    -------
    int
        How many inputs could not be used.

    Raises
    ------
    typer.Exit
        If one of them failed, after all were made.
    """
    from helpers.reports.batch import build_batch, wanted_of_file, wanted_of_folders

    wanted_of = wanted_of_folders if isinstance(wanted_by, list) else wanted_of_file
    wanted = wanted_of(wanted_by, shared)
    with watching([one.parameters["articles"] for one in wanted]) as watch:
        outcomes = build_batch(wanted, out, workers, watch, fresh)
    for outcome in outcomes:
        became = f"FAILED: {outcome.error}" if outcome.error else _pages(outcome.built)
        say(f"{outcome.name}: {became}")
    failed = sum(1 for outcome in outcomes if outcome.error)
    say(f"{len(outcomes) - failed} of {len(outcomes)} reports made; open {out / 'index.html'}")
    if failed:
        raise typer.Exit(FAILED)
    return sum(_n_rejected(outcome.built) for outcome in outcomes)


def _pages(built: reports.Built) -> str:
    n = len(built.pages)
    if built.kept == n:
        return f"nothing changed: {n} pages kept"
    return f"done: {n} pages" + (f", {built.kept} of them kept" if built.kept else "")


def _n_rejected(built: reports.Built) -> int:
    return max(len(built.inputs) - 1, 0)  # the last line counts them all
