"""From forms to days: the expressions of each article resolved against its publication."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

from helpers.dates import forms
from helpers.dates.forms import Interval


def resolve_dates(dates: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Resolve time expressions to intervals of days.

    Parameters
    ----------
    dates : pandas.DataFrame
        The table ``dates``, with ``form`` filled (:func:`find_dates`).
    articles : pandas.DataFrame
        The table ``articles``; ``published_start`` and ``published_end`` say when
        each appeared, null where unknown.

    Returns
    -------
    pandas.DataFrame
        The same rows with ``date_start``, ``date_end`` (days, inclusive) and
        ``basis``: ``explicit`` where the words say the date themselves,
        ``relative`` where it follows from the publication or from another
        expression, ``inferred`` where the publication it follows from is inferred,
        ``unknown`` (and null days) where it cannot be told. An article that
        appeared within an interval gives each expression everything that it may
        mean: since every step of a form keeps the order of days, that is all from
        its meaning on the first day to that on the last. An inferred interval
        begins on the last day that the article tells of
        (:mod:`helpers.publication`), so weekdays that look back are read from there.
    """
    published = {
        row.article_id: (_day(row.published_start), _day(row.published_end), row.published_basis)
        for row in articles.itertuples(index=False)
    }
    out = dates.copy()
    found: dict[str, Interval | None] = {}
    for article_id, rows in dates.groupby("article_id", sort=False):
        first, last, basis = published.get(article_id, (None, None, "unknown"))
        forms_here = dict(zip(rows["date_id"], rows["form"], strict=True))
        found |= resolve_article(forms_here, first, last, inferred=basis == "inferred")
    ends = [found[i] for i in dates["date_id"]]
    dtype = "datetime64[ms]"
    out["date_start"] = pd.Series([e and e[0] for e in ends], index=dates.index, dtype="object")
    out["date_end"] = pd.Series([e and e[1] for e in ends], index=dates.index, dtype="object")
    for column in ("date_start", "date_end"):
        out[column] = pd.to_datetime(out[column]).astype(dtype)
    inferred = {a for a, p in published.items() if p[2] == "inferred"}
    leaning = _leans_on_publication(dict(zip(dates["date_id"], dates["form"], strict=True)))
    out["basis"] = [
        _basis(row.form, found[row.date_id], row.article_id in inferred and leaning[row.date_id])
        for row in dates.itertuples(index=False)
    ]
    return out


def _day(value: object) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


_WEEKDAY_BACK = re.compile(r"(?:[a-z]+: )?pub (?:" + "|".join(forms.WEEKDAYS) + r")<{1,2}(?: .*)?")


def resolve_article(
    found: dict[str, str], first: date | None, last: date | None, inferred: bool = False
) -> dict[str, Interval | None]:
    """Resolve the expressions of one article.

    Parameters
    ----------
    found : dict of str
        Forms by ``date_id``.
    first, last : datetime.date or None
        The days between which the article appeared.
    inferred : bool
        Whether those are inferred, and ``first`` so the last day told of.

    Returns
    -------
    dict
        By ``date_id`` the interval of days, or None.
    """
    at_first = _at(found, first, {})
    if last is None or last == first:
        return at_first
    fixed = {i for i, form in found.items() if inferred and _WEEKDAY_BACK.match(form)}
    at_last = _at(found, last, {i: at_first[i] for i in fixed})
    return {
        i: (min(a[0], b[0]), max(a[1], b[1])) if (a := at_first[i]) and (b := at_last[i]) else None
        for i in found
    }


def _at(
    found: dict[str, str], published: date | None, known: dict[str, Interval | None]
) -> dict[str, Interval | None]:
    done = dict(known)

    def read(key: str) -> None:
        if key in done:
            return
        done[key] = None
        for anchor in forms.anchors(found[key]):
            if anchor[1:] in found:
                read(anchor[1:])
        done[key] = forms.evaluate(found[key], published, done)

    for key in found:
        read(key)
    return done


def _leans_on_publication(found: dict[str, str]) -> dict[str, bool]:
    """Say of each expression whether its days follow from the publication."""
    out: dict[str, bool] = {}

    def leans(key: str) -> bool:
        if key not in out:
            out[key] = False
            out[key] = any(
                a == "pub" or (a[1:] in found and leans(a[1:])) for a in forms.anchors(found[key])
            )
        return out[key]

    for key in found:
        leans(key)
    return out


def _basis(form: str, interval: Interval | None, inferred: bool) -> str:
    if interval is None:
        return "unknown"
    if inferred:
        return "inferred"
    explicit = all(a[0].isdigit() for a in forms.anchors(form))
    return "explicit" if explicit else "relative"
