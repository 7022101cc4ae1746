"""Days as files write them: ISO 8601, e-mail dates, seconds since 1970, plain words."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from helpers.articles.facts import FIRST_YEAR, LAST_YEAR, read_interval

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]?\d{2}:?\d{2}.*|Z)?")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_AMBIGUOUS = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b.*", re.DOTALL)
_LONGEST = 80


def read_published(words: object) -> tuple[date, date] | None:
    """Read when an article appeared out of what a file says.

    Parameters
    ----------
    words : object
        For example ``"2021-10-27T08:00:00+05:00"``, ``"Wed, 27 Oct 2021 08:00 GMT"``,
        ``1635321600`` or ``datetime.date(2021, 10, 27)``. The day is the one that
        stands there: it is not moved to another time zone.

    Returns
    -------
    (date, date) or None
        First and last day; None where it is no day that exists between the years
        1600 and 2199, or may be two ("03/04/2021").
    """
    if isinstance(words, (date, datetime)):
        words = words.isoformat()[:10]
    text = str(words if words is not None else "").strip()[:_LONGEST]
    if _EPOCH.fullmatch(text):
        seconds = float(text) / (1000 if len(text.split(".")[0]) > 10 else 1)
        return _only(datetime.fromtimestamp(seconds, UTC).date())
    if match := _ISO.fullmatch(text):
        return read_interval("-".join(match.groups()))
    if match := _AMBIGUOUS.fullmatch(text):
        return _numeric(*map(int, match.groups()))
    return read_interval(text) or _spelled(text)


def _numeric(first: int, second: int, year: int) -> tuple[date, date] | None:
    if first != second and max(first, second) <= 12:
        return None  # either may be the month
    day, month = (first, second) if first > 12 or first == second else (second, first)
    return read_interval(f"{year:04}-{month:02}-{day:02}")


def _spelled(text: str) -> tuple[date, date] | None:
    from dateutil import parser

    if not re.search(r"\b\d{4}\b", text):
        return None
    try:  # what two defaults agree on stands in the text
        found = {
            parser.parse(text, default=default, ignoretz=True).date()
            for default in (datetime(1904, 2, 1), datetime(1908, 1, 29))
        }
    except (ValueError, OverflowError, TypeError):
        return None
    return _only(found.pop()) if len(found) == 1 else None


def _only(day: date) -> tuple[date, date] | None:
    return (day, day) if FIRST_YEAR <= day.year <= LAST_YEAR else None
