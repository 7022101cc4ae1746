"""The publication date that an article states at its head or in its dateline."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

HEAD_LINES = 6
"""Lines, empty ones apart, in which a publication date is looked for."""
HEAD_CHARACTERS = 240
"""Characters of each of those lines that are looked at."""

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?"
    r"|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?"
FULL_DATE = re.compile(
    rf"""(?<![\w/.-])
    (?:{_WEEKDAY}\s+)?
    (?: (?P<iso>\d{{4}}-\d{{2}}-\d{{2}}) (?:T\d\d:\d\d\S*)?
      | (?P<dmy>\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH}\s*,?[\s-]*(?:1[5-9]|20)\d\d)
      | (?P<mdy>{_MONTH}\s*(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s*,?\s+(?:1[5-9]|20)\d\d)
      | (?P<ymd>(?:1[5-9]|20)\d\d\s+{_MONTH}\s+\d{{1,2}})
      | (?P<numeric>\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)\d\d)
    )(?![\w/-])""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(
    r"(?:^|[\s|(])(?:(?:publication |last )?date|dated|(?:first )?published|posted"
    r"|(?:last )?updated|modified|issued|this story is from|created|uploaded|filed)"
    r"(?:\s+(?:on|at))?\s*[:|-]?\s*$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\s*(?:,|at|\||-|–)?\s*\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*"
    r"(?:[ap]\.?m\b|hrs?\b|h\b|[A-Z]{2,4}\b|\||-|–|$)",
    re.IGNORECASE,
)
_DATELINE_BEFORE = re.compile(
    r"^\W*(?!(?:In|On|By|At|Since|After|Before|From|Until)\b)"
    r"(?:\(?[A-Z][\w.'’-]*\)?[\s,/:]*(?:[—–-]\s+)?){1,8}\(?$"
)
_DATELINE_AFTER = re.compile(r"\s*\)?\s*(?:\([^)]{2,40}\)|[—–:]|--?(?=\s)|_)")
_FILED = re.compile(
    r"\s*[A-Z][A-Z'’. -]{2,}(?:,[\w\s.]{2,30})?,?\s+"
    rf"(?P<filed>(?i:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH}))"
    r"\s*(?:\([^)]{2,40}\)\s*(?:--?|[—–:_])?|--|[—–:])"
)
_ALONE_AFTER = re.compile(r"\s*[.|]?\s*(?:\||$)")
_HEADLINE_AFTER = re.compile(r"\s+(?:[A-Z“\"‘]|\|)")
_NEWSPAPER = re.compile(r"^.{0,60}(?:[|•·–—-]|,|\()\s*$")


def stated_publication(text: str) -> tuple[date, date, str] | None:
    """Read the publication date that a text states of itself.

    Such a date stands in full (day, month and year) in one of the first lines:
    alone; behind a word such as *date* or *published*; at the very start, before
    the headline; before a time of day; or in a dateline, between a place and an
    agency or a dash. A full date elsewhere, or one that opens an entry of a
    chronology ("April 13, 2009: ..."), is left alone: it dates what is told.

    Parameters
    ----------
    text : str
        An article's stored text.

    Returns
    -------
    (datetime.date, datetime.date, str) or None
        The first and the last day that it may have appeared on, which are the
        same, and the words that say so; None where the text states none.
    """
    found = _find_stated(text)
    if found is None:
        return None
    day, start, end = found
    return day, day, " ".join(text[start:end].split())


def publication_words(text: str) -> list[tuple[int, int]]:
    """Return the offsets of words at the head that say when the article appeared or was filed.

    Those are the stated date with its time of day, and the day of a dateline
    without a year ("NAIROBI, August 7 (Xinhua) --"). They date nothing that it tells.
    """
    spans = []
    found = _find_stated(text)
    if found:
        clock = _CLOCK.match(text, found[2])
        spans.append((found[1], clock.end() if clock else found[2]))
    filed = _FILED.match(text)
    if filed:
        spans.append(filed.span("filed"))
    return spans


def _find_stated(text: str) -> tuple[date, int, int] | None:
    """Return the stated day and the offsets of the words that state it."""
    lines = [m for m in re.finditer(r"[^\n]*\S[^\n]*", text[:4000])][:HEAD_LINES]
    for k, line in enumerate(lines):
        head = line.group()[:HEAD_CHARACTERS]
        for found in FULL_DATE.finditer(head):
            before, after = head[: found.start()], head[found.end() :]
            if not _states_publication(before, after, k == 0):
                continue
            day = read_full_date(found)
            if day:
                label = _LABEL.search(before)
                first = label.start() if label else found.start()
                first += len(head[first:]) - len(head[first:].lstrip(" (|"))
                return day, line.start() + first, line.start() + found.end()
    return None


def _states_publication(before: str, after: str, first_line: bool) -> bool:
    if _LABEL.search(before) or _CLOCK.match(after):
        return True
    if _DATELINE_BEFORE.match(before) and _DATELINE_AFTER.match(after):
        return True
    if not before.strip(" |•·(["):
        alone = bool(_ALONE_AFTER.match(after.strip(" )]")))
        return alone or (first_line and bool(_HEADLINE_AFTER.match(after)))
    return bool(_NEWSPAPER.match(before) and _ALONE_AFTER.match(after))


def read_full_date(found: re.Match[str]) -> date | None:
    """Read a match of :data:`FULL_DATE`.

    Parameters
    ----------
    found : re.Match
        The match.

    Returns
    -------
    datetime.date or None
        None where there is no such day, or where day and month of a numeric date
        may be taken either way.
    """
    if found["numeric"]:
        first, second, year = (int(part) for part in re.split(r"[/.]", found["numeric"]))
        if first != second and max(first, second) <= 12:
            return None
        day, month = (first, second) if first > 12 or first == second else (second, first)
        return _day(year, month, day)
    if found["iso"]:
        return _day(*(int(part) for part in found["iso"].split("-")))
    return parse_day(" ".join((found["dmy"] or found["mdy"] or found["ymd"]).split()))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def parse_day(words: str) -> date | None:
    """Read a full date written with the month's name, in any usual order.

    Parameters
    ----------
    words : str
        For example ``"27th of October, 2021"``.

    Returns
    -------
    datetime.date or None
        None where there is no such day.
    """
    import dateparser

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"}
    found = dateparser.parse(words, languages=["en"], settings=settings)
    return found.date() if found else None
