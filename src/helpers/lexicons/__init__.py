"""What the language and the domain know: cue words kept as small CSV files."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def read(name: str) -> tuple[dict[str, str], ...]:
    """Read the lexicon ``name`` (a CSV file beside this module, without its ending).

    Parameters
    ----------
    name : str
        For example ``"casualty_words"``.

    Returns
    -------
    tuple of dict
        One dict a row, keyed by the column names; empty cells are ``""``. Lines
        that begin with ``#`` explain the file and are left out.

    Raises
    ------
    FileNotFoundError
        If there is no such lexicon.
    """
    text = (files(__package__) / f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(csv.DictReader(lines))


@cache
def words(name: str, column: str = "word", **where: str) -> frozenset[str]:
    """Return the distinct entries of one column of a lexicon.

    Parameters
    ----------
    name : str
        The lexicon, as in :func:`read`.
    column : str
        The column to take.
    **where : str
        Keep rows alone whose columns have these values, for example
        ``outcome="killed"``.

    Returns
    -------
    frozenset of str
        The entries, without the empty one.
    """
    rows = (row for row in read(name) if all(row[k] == v for k, v in where.items()))
    return frozenset(row[column] for row in rows) - {""}


@cache
def claim_words(kind: str) -> frozenset[str]:
    """Return one of the small word sets of ``claim_words.csv``."""
    return words("claim_words", kind=kind)
