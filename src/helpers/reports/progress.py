"""How far a run is, on standard error: bars with the time left, or plain lines."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.reports import PAGES, Watch

if TYPE_CHECKING:
    from rich.progress import Progress


def say(text: str) -> None:
    """Print a line to standard error, without control characters."""
    print(_line(text), file=sys.stderr, flush=True)


def _line(text: str) -> str:
    return "tollbook: " + "".join(c if c.isprintable() else "\ufffd" for c in text)


@contextmanager
def watching(folders: Iterable[str | Path], notebooks: bool = True) -> Iterator[Watch]:
    """Show how far a run is: bars where a person looks on, lines elsewhere.

    Parameters
    ----------
    folders : iterable of str or Path
        The folder of articles of each report.
    notebooks : bool
        Whether notebooks are executed too.

    Yields
    ------
    Watch
        To be told of each step.
    """
    folders = list(folders)
    if not sys.stderr.isatty():
        yield Watch(say=say)
        return
    from rich.console import Console

    with _bars(Console(stderr=True)) as bars:
        watch = Watch(
            say=lambda text: bars.console.print(_line(text), markup=False, highlight=False)
        )
        totals = {"reading": sum(map(_count_inputs, folders))}
        if notebooks:
            totals["step"] = len(PAGES) * len(folders)
        if len(folders) > 1:
            totals["report"] = len(folders)
        words = {"reading": "articles", "step": "notebooks", "report": "reports"}
        tasks = {name: bars.add_task(words[name], total=n) for name, n in totals.items()}
        yield replace(
            watch, **{name: lambda n, task=task: bars.advance(task, n)
                      for name, task in tasks.items()}
        )  # fmt: skip


def _bars(console: object) -> Progress:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        TextColumn("left:"), TimeRemainingColumn(), console=console, transient=True,
    )  # fmt: skip


def _count_inputs(folder: str | Path) -> int:
    if not Path(folder).is_dir():
        return 1
    return sum(not name.startswith(".") for _, _, names in os.walk(folder) for name in names)
