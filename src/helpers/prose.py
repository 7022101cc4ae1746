"""Plain English made from data: days, figures, lists, and what a figure shows.

Everything here returns plain text. Words of articles may be part of it, so a page
must escape it like any other text (:mod:`helpers.reports.display` does).
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd


def number(n: int) -> str:
    """Write a whole number, with commas: ``12,000``."""
    return f"{int(n):,}"


def plural(n: int, one: str, many: str | None = None) -> str:
    """Write a count of things: ``1 article``, ``2 articles``, ``no articles``."""
    return f"{number(n) if n else 'no'} {one if n == 1 else many or one + 's'}"


def join(items: Iterable[object], last: str = "and") -> str:
    """Join as in a sentence: ``a, b and c``."""
    texts = [str(item) for item in items]
    return f" {last} ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def capital(text: str) -> str:
    """Begin with a capital; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Begin with a capital and end with a full stop."""
    text = text.strip()
    return capital(text) + ("." if text and text[-1] not in ".!?…" else "")


def clean(text: object, longest: int | None = None) -> str:
    """Make words of an article fit for one line of a table or figure.

    Control characters and marks that turn the reading direction become spaces,
    white space is folded, and what is longer than ``longest`` characters ends in
    an ellipsis.

    Parameters
    ----------
    text : object
        The words.
    longest : int, optional
        The most characters to keep.

    Returns
    -------
    str
        The words on one line.
    """
    kept = "".join(
        " " if unicodedata.category(c) in _UNSHOWN and c not in _JOINERS else c for c in str(text)
    )
    line = " ".join(kept.split())
    if longest is not None and len(line) > longest:
        return line[: longest - 1].rstrip() + "…"
    return line


def visible(text: str) -> str:
    """Show what cannot be seen as ``\ufffd``, one for one, so that offsets still hold.

    Control characters and marks that turn the reading direction are shown so; line
    ends and tabs stay.
    """
    return _UNSEEN.sub("\ufffd", text)


_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSHOWN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"  # several scripts need them to spell a word


def days(start: object, end: object) -> str:
    """Write an interval of days as a reader would.

    Parameters
    ----------
    start, end : date-like or null
        First and last day.

    Returns
    -------
    str
        ``27 October 2021``, ``22–31 October 2021``, ``April 2021``,
        ``30 October – 1 November 2021``, ``2019``, or ``undated``.
    """
    if pd.isna(start) or pd.isna(end):
        return "undated"
    a, b = pd.Timestamp(start), pd.Timestamp(end)
    if a == b:
        return f"{a.day} {a:%B} {a.year}"
    whole_months = a.day == 1 and b.day == calendar.monthrange(b.year, b.month)[1]
    if whole_months and (a.year, a.month) == (b.year, b.month):
        return f"{a:%B} {a.year}"
    if whole_months and a.month == 1 and b.month == 12:
        return f"{a.year}" if a.year == b.year else f"{a.year}–{b.year}"
    if a.year != b.year:
        return f"{a.day} {a:%B} {a.year} – {b.day} {b:%B} {b.year}"
    if a.month != b.month:
        return f"{a.day} {a:%B} – {b.day} {b:%B} {b.year}"
    return f"{a.day}–{b.day} {b:%B} {b.year}"


def figure(low: object, best: object, high: object, open_ended: bool = False) -> str:
    """Write a figure with its bounds.

    Parameters
    ----------
    low, best, high : int or null
        The bounds and the best figure, people.
    open_ended : bool
        Whether it may be more than ``high``.

    Returns
    -------
    str
        ``7``, ``7 or more``, ``3 or 4``, ``9 to 12``, ``up to 9``, ``about 30`` or
        ``not given``.
    """
    lo, mid, hi = (None if pd.isna(x) else int(x) for x in (low, best, high))
    if lo is None and hi is None:
        return "not given" if mid is None else f"about {number(mid)}"
    if hi is None:
        return f"{number(lo)} or more"
    if lo is None:
        text = f"up to {number(hi)}"
    elif lo == hi:
        text = number(lo)
    else:
        text = f"{number(lo)} {'or' if hi == lo + 1 else 'to'} {number(hi)}"
    return text + (" or more" if open_ended else "")


def inputs(articles: pd.DataFrame, rejects: pd.DataFrame) -> list[str]:
    """Say what became of the inputs.

    Parameters
    ----------
    articles, rejects : pandas.DataFrame
        The tables of these names.

    Returns
    -------
    list of str
        A line for each input that was not used, then one that counts them all.
    """
    same = int((articles["duplicate_of"] != "").sum())
    rows = rejects.to_dict("records")
    unread = int(articles["unread"].sum())
    return [
        *(f"not used: {row['path']} ({row['reason']}): {row['detail']}" for row in rows),
        f"{plural(len(articles) + len(rows), 'input')}: {len(articles) - same - unread} used, "
        f"{same} with the words of another, "
        + (f"{number(unread)} without a word of casualties, " if unread else "")
        + f"{len(rows)} not used",
    ]


def toll_note(toll: Mapping[str, object]) -> str:
    """Say how well a toll is known, from its flags.

    Parameters
    ----------
    toll : mapping
        A row of the table ``tolls``.

    Returns
    -------
    str
        For example ``2 sources, and none disputes it; 5 or 6 of them in dated incidents``.
    """
    sources = int(toll["n_sources"])
    if toll["disputed"]:
        parts = ["sources give figures that cannot all be right"]
    elif toll["one_sided"]:
        parts = ["said by their own side alone"]
    else:
        parts = [f"{plural(sources, 'source')}, and none disputes it"]
    if toll["level"] == "episode" and not pd.isna(toll["accounted_low"]):
        accounted = figure(toll["accounted_low"], None, toll["accounted_high"])
        if accounted != "0":
            parts.append(f"{accounted} of them in dated incidents")
    if toll["contradicted"]:
        parts.append("the incidents add up to more than the stated total")
    if toll["unconfirmed"]:
        parts.append(f"{plural(int(toll['unconfirmed']), 'claim')} beside it denied or unconfirmed")
    return "; ".join(parts)


def asked(parameters: Mapping[str, object]) -> str:
    """Put a report's parameters in words.

    Parameters
    ----------
    parameters : mapping
        Parameters of :func:`helpers.open_workbook` by name; what is left out or
        empty means everything.

    Returns
    -------
    str
        For example ``Articles in data/articles; from 20 October 2021 on; best figure
        by the rule “latest”.``
    """
    given = {k: v for k, v in parameters.items() if v not in (None, "", (), [])}
    words = []
    since, until = (_day_words(given.get(k)) for k in ("since", "until"))
    if since and until:
        words.append(f"from {since} to {until}")
    elif since or until:
        words.append(f"from {since} on" if since else f"up to {until}")
    for name in ("outcomes", "actors"):
        if chosen := given.get(name):
            chosen = [chosen] if isinstance(chosen, str) else chosen
            words.append(f"{name}: {join(map(clean, chosen))} alone")
    what = "articles in" if words else "everything in"
    words.insert(0, f"{what} {clean(given.get('articles', 'data/articles'))}")
    words.append(f"best figure by the rule “{clean(given.get('best', 'latest'))}”")
    if "earlier" in given:
        words.append("compared with an earlier run")
    return sentence("; ".join(words))


def _day_words(value: object) -> str:
    """A given day in words; a month or year stays as it was given."""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        return clean(value) if value else ""
    return days(day, day)
