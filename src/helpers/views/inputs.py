"""What was loaded, and what it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.views.casualties import article_labels, stories

if TYPE_CHECKING:
    from helpers.extraction import Tables


def articles(book: Tables) -> pd.DataFrame:
    """Return the articles with how much was read out of each.

    Parameters
    ----------
    book : Tables
        All tables.

    Returns
    -------
    pandas.DataFrame
        The columns of ``articles`` without ``text``, and ``label`` (outlet and
        title), ``published`` (in words), ``n_sentences``, ``n_claims``,
        ``n_statements`` and ``n_events``. By day of publication, undated last.
    """
    found = book.articles.drop(columns="text").sort_values(
        ["published_start", "article_id"], na_position="last", ignore_index=True
    )
    labels = article_labels(found)
    counts = {
        f"n_{name}": found["article_id"].map(getattr(book, name)["article_id"].value_counts())
        for name in ("sentences", "claims", "statements", "events")
    }
    return found.assign(
        label=labels.to_numpy(),
        published=[
            prose.days(a, b)
            for a, b in zip(found["published_start"], found["published_end"], strict=True)
        ],
        **{name: values.fillna(0).astype(int) for name, values in counts.items()},
    )


def coverage(book: Tables, largest: int = 40) -> pd.DataFrame:
    """Return when each article appeared, and which days it tells of.

    Parameters
    ----------
    book : Tables
        All tables.
    largest : int
        The most articles to keep, those with most claims; ``attrs["folded"]`` is
        how many more there are. Stretches are cut to the days of the
        largest story and of the publications; those that lie outside are left out
        and counted in ``attrs["outside"]``, so that one old date does not squeeze
        all others.

    Returns
    -------
    pandas.DataFrame
        One row an article and interval of days that its claims or events lie in:
        ``article_id``, ``label``, ``published_start``, ``published_end``,
        ``published_basis``, ``date_start``, ``date_end`` and ``n`` (claims and
        events dated so). An article that tells of no dated thing has one row
        without days.
    """
    listed = articles(book)
    listed = listed[listed["duplicate_of"] == ""]
    kept = listed.nlargest(largest, "n_claims", keep="first").sort_index()
    columns = ["article_id", "date_start", "date_end"]
    told = pd.concat([book.claims[columns], book.events[columns]]).dropna()
    told = told.groupby(columns).size().rename("n").reset_index()
    shown = ["article_id", "label", "published_start", "published_end", "published_basis"]
    rows = kept[shown].merge(told, on="article_id", how="left", sort=False)
    rows["n"] = rows["n"].fillna(0).astype(int)
    first, last = _window(book, listed)
    far = (rows["date_end"] < first) | (rows["date_start"] > last)
    rows.loc[far, ["date_start", "date_end"]] = pd.NaT
    rows["date_start"] = rows["date_start"].clip(lower=first)
    rows["date_end"] = rows["date_end"].clip(upper=last)
    rows = rows[~(far & rows.duplicated("article_id", keep=False))].reset_index(drop=True)
    rows.attrs |= {"folded": len(listed) - len(kept), "outside": int(far.sum())}
    return rows


def _window(book: Tables, listed: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of the largest story and of the publications."""
    ranked = stories(book).head(1)
    days = pd.concat(
        [
            ranked["date_start"], ranked["date_end"],
            listed["published_start"], listed["published_end"],
        ]
    )  # fmt: skip
    return days.min(), days.max()
