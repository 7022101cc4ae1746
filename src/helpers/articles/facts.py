"""What a user knows about the files: ``data/articles.csv``."""

from __future__ import annotations

import calendar
import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from helpers.articles.decoding import NotTextError, UnknownEncodingError, decode

COLUMNS = ("file", "published", "outlet", "author", "url", "title")
FIRST_YEAR, LAST_YEAR = 1600, 2199
"""Years between which an article can have been published."""


@dataclass(frozen=True)
class Fact:
    """What is known about one file; empty or None where it is not.

    Attributes
    ----------
    lines : tuple of int
        The lines of ``articles.csv`` that say so.
    published : (date, date) or None
        First and last day on which it may have been published.
    outlet, author, url, title : str
        As in the table ``articles``.
    """

    lines: tuple[int, ...]
    published: tuple[date, date] | None = None
    outlet: str = ""
    author: str = ""
    url: str = ""
    title: str = ""


Problem = dict[str, object]


def read_facts(path: str | Path) -> tuple[dict[str, Fact], list[Problem]]:
    """Read ``articles.csv``.

    Parameters
    ----------
    path : str or Path
        A CSV file with the columns :data:`COLUMNS`, of which ``file`` alone must
        be there. ``published`` is a day (``2021-10-27``), a month (``2021-10``), a
        year (``2021``) or two of these with ``/`` between.

    Returns
    -------
    (dict of Fact, list of dict)
        The facts by file, and records of the table ``rejects`` for what could not
        be used. A value that cannot be used leaves the rest of its row in force;
        values that two rows give differently are both left out.
    """
    path = Path(path)
    try:
        rows, header = _rows(path)
    except (OSError, NotTextError, UnknownEncodingError, csv.Error) as error:
        why = getattr(error, "strerror", None) or str(error) or "it is no text"
        return {}, [_problem(path, None, "facts file cannot be read", f"{why}; save it as CSV")]
    if "file" not in header:
        wanted = f"its first line must name the column 'file'; it names {', '.join(header)}"
        return {}, [_problem(path, 1, "facts file has no column 'file'", wanted)]
    by_file: dict[str, list[Fact]] = {}
    problems = [
        _problem(path, 1, "unknown column", f"{name!r} is not one of {', '.join(COLUMNS)}")
        for name in header
        if name not in COLUMNS
    ]
    for line, row in rows:
        name = row.get("file", "").replace("\\", "/").removeprefix("./")
        if not name:
            if any(row.values()):
                problems.append(_problem(path, line, "row names no file", "fill the column 'file'"))
            continue
        fact, wrong = _fact(line, row)
        by_file.setdefault(name, []).append(fact)
        problems += [_problem(path, line, reason, f"{name}: {detail}") for reason, detail in wrong]
    facts = {}
    for name, rows_of_file in by_file.items():
        facts[name], wrong = _merge(rows_of_file)
        line = facts[name].lines[-1]
        problems += [_problem(path, line, reason, f"{name}: {detail}") for reason, detail in wrong]
    return facts, problems


def _problem(path: Path, line: int | None, reason: str, detail: str) -> Problem:
    where = path.as_posix() + (f" line {line}" if line else "")
    return {"path": where, "reason": reason, "detail": detail}


def _rows(path: Path) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    """Return the numbered rows and the header; lines that begin with # are comments."""
    reader = csv.reader(io.StringIO(decode(path.read_bytes()).text))
    header: list[str] | None = None
    rows = []
    for cells in reader:
        values = [cell.strip() for cell in cells]
        if not any(values) or values[0].startswith("#"):
            continue
        if header is None:
            header = [value.lower() for value in values]
        else:
            rows.append((reader.line_num, dict(zip(header, values, strict=False))))
    return rows, header or []


def _fact(line: int, row: dict[str, str]) -> tuple[Fact, list[tuple[str, str]]]:
    wrong = []
    published, url = None, row.get("url", "")
    if given := row.get("published", ""):
        published = read_interval(given)
        if published is None:
            wrong.append(
                (
                    "impossible date",
                    f"published is {given!r}; write a day that exists as YYYY-MM-DD, "
                    f"between {FIRST_YEAR} and {LAST_YEAR}",
                )
            )
    if url and not re.match(r"https?://\S+$", url):
        wrong.append(("impossible address", f"url is {url!r}; write one that begins with https://"))
        url = ""
    fact = Fact(
        (line,), published, row.get("outlet", ""), row.get("author", ""), url, row.get("title", "")
    )
    return fact, wrong


def _merge(facts: list[Fact]) -> tuple[Fact, list[tuple[str, str]]]:
    """Join the rows about one file; a value that they give differently is left out."""
    lines = tuple(fact.lines[0] for fact in facts)
    values: dict[str, object] = {}
    wrong = []
    for name in COLUMNS[1:]:
        given = {getattr(fact, name) for fact in facts} - {None, ""}
        if len(given) == 1:
            values[name] = given.pop()
        elif given:
            which = ", ".join(map(str, lines))
            wrong.append(("clashing rows", f"lines {which} differ in {name}; keep one of them"))
    return Fact(lines, **values), wrong


_PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def read_interval(text: str) -> tuple[date, date] | None:
    """Read a day, a month, a year, or two of these with ``/`` between.

    Parameters
    ----------
    text : str
        For example ``"2021-10-27"`` or ``"2021-10-27/2021-10-29"``.

    Returns
    -------
    (date, date) or None
        First and last day; None where there is no such day, where the last lies
        before the first, or outside :data:`FIRST_YEAR` to :data:`LAST_YEAR`.
    """
    ends = [_PART.fullmatch(part.strip()) for part in text.split("/")]
    if len(ends) > 2 or not all(ends):
        return None
    try:
        first = date(int(ends[0][1]), int(ends[0][2] or 1), int(ends[0][3] or 1))
        year, month = int(ends[-1][1]), int(ends[-1][2] or 12)
        last = date(year, month, int(ends[-1][3] or calendar.monthrange(year, month)[1]))
    except ValueError:
        return None
    possible = first.year >= FIRST_YEAR and last.year <= LAST_YEAR and first <= last
    return (first, last) if possible else None
