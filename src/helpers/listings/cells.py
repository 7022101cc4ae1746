"""Cells and tables of listings, which the templates turn into HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from helpers import prose
from helpers.reports.display import Fragment, fragment

Cell = dict[str, object]
"""What a cell shows: ``text``, and where wanted ``order`` (to sort by), ``href``,
``links`` (words and address each), ``side`` (colour), ``note`` (small, below), ``mark``
(offsets to highlight), ``wide`` (much text)."""

MOST_ROWS = 500


def table(
    key: str,
    caption: str,
    labels: Mapping[str, str],
    rows: Iterable[Mapping[str, object]],
    n_all: int,
    nothing: str = "",
) -> Fragment:
    """Make a table that the reports can sort, search and download.

    Parameters
    ----------
    key : str
        Its name.
    caption : str
        What it lists.
    labels : mapping of str
        By column, its heading.
    rows : iterable of mapping
        By column, the cell; ``id`` is the row's anchor.
    n_all : int
        How many rows there are, shown or not.
    nothing : str
        What to say where there is none.

    Returns
    -------
    Fragment
        The table, or the sentence.
    """
    rows = list(rows)
    lines = [" | ".join(str(row[name]["text"]) for name in labels) for row in rows]
    text = "\n".join([caption, " | ".join(labels.values()), *lines]) if rows else nothing
    return fragment(
        "table", prose.clean(text) if not rows else text, key=key, caption=caption, labels=labels,
        rows=rows, n_all=n_all, nothing=nothing or "Nothing matches what was asked.",
    )  # fmt: skip


def count(n: int) -> Cell:
    """Return the cell of a whole number."""
    return {"text": prose.number(n), "order": int(n), "numeric": True}


def order(day: object) -> str:
    """Return what to sort a day by; unknown ones come last."""
    return "9999" if pd.isna(day) else f"{pd.Timestamp(day):%Y-%m-%d}"


def figure_order(claim: Mapping[str, object]) -> int:
    """Return what to sort a figure by: its best number, else a bound."""
    known = [claim[k] for k in ("best", "low", "high") if not pd.isna(claim[k])]
    return int(known[0]) if known else -1
