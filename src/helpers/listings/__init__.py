"""Tables to read: each function takes the workbook's tables and returns a fragment.

Jupyter shows a fragment as it stands; the reports add sorting, searching and
downloading. Whatever comes from an article is escaped by the templates.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose, views
from helpers.listings.casualties import changes, claims, contradictions, sources, with_sentences
from helpers.listings.cells import MOST_ROWS, count, order, table
from helpers.listings.people import (
    actors,
    counts_by_side,
    epithets,
    interactions,
    places,
    portrait,
)
from helpers.reports.display import Fragment, article_href, fragment
from helpers.schemas import columns as table_columns

if TYPE_CHECKING:
    from helpers.extraction import Tables

__all__ = [
    "actors", "articles", "changes", "chronology", "claims", "columns", "contradictions",
    "counts_by_side", "epithets", "interactions", "opening", "places", "portrait", "rejects",
    "sources", "timeline", "with_sentences",
]  # fmt: skip


def opening(book: Tables) -> Fragment:
    """Say in a line what the workbook holds, and bring the style of all that follows."""
    n_read = int(((book.articles["duplicate_of"] == "") & ~book.articles["unread"]).sum())
    counted = [
        prose.plural(n_read, "article"),
        prose.plural(len(book.claims), "claim"),
        prose.plural(len(book.episodes), "story", "stories"),
        prose.plural(len(book.actors), "actor"),
    ]
    dated = book.claims.dropna(subset=["date_start"])
    span = prose.days(dated["date_start"].min(), dated["date_end"].max())
    text = f"{prose.join(counted)}" + ("" if dated.empty else f", {span}") + "."
    return fragment("opening", text, words=text)


def articles(book: Tables) -> Fragment:
    """List the articles: what, when and how that is known, and how much was read out."""
    rows = [
        {
            "title": {"text": row["label"], "href": article_href(row["article_id"]),
                      "note": row["article_id"]},
            "published": {"text": row["published"], "order": order(row["published_start"]),
                          "note": f"{row['published_basis']}: {row['published_reason']}"},
            "words": count(row["n_words"]),
            "claims": count(row["n_claims"]),
            "statements": count(row["n_statements"]),
            "events": count(row["n_events"]),
            "state": {"text": _state(row)},
        }
        for row in views.articles(book).head(MOST_ROWS).to_dict("records")
    ]  # fmt: skip
    labels = {
        "title": "Article", "published": "Published", "words": "Words", "claims": "Claims",
        "statements": "Statements", "events": "Events", "state": "State",
    }  # fmt: skip
    return table("articles", "The articles", labels, rows, len(book.articles))


def _state(article: Mapping[str, object]) -> str:
    """Say what became of an article."""
    if article["duplicate_of"]:
        return f"same text as {article['duplicate_of']}"
    return "left unread: it tells of no casualties" if article["unread"] else "used"


def rejects(book: Tables) -> Fragment:
    """List what could not be used, and why."""
    labels = {"path": "File", "reason": "Why", "detail": "What to do"}
    rows = [
        {name: {"text": row[name]} for name in labels}
        for row in book.rejects.head(MOST_ROWS).to_dict("records")
    ]
    return table(
        "rejects", "What could not be used", labels, rows, len(book.rejects),
        nothing="Nothing was rejected: every file in the folder was used.",
    )  # fmt: skip


def timeline(entries: pd.DataFrame, book: Tables, largest: int = MOST_ROWS) -> Fragment:
    """List day by day what is said to have happened, and by whose word.

    Parameters
    ----------
    entries : pandas.DataFrame
        From :func:`helpers.timeline.build_timeline`.
    book : Tables
        All tables, for the articles' names.
    largest : int
        The most rows to show.

    Returns
    -------
    Fragment
        One row a day or span of days.
    """
    labels_of = views.article_labels(book.articles)
    rows = [
        {
            "when": {"text": row["when"], "order": order(row["date_start"]),
                     "note": row["known"]},
            "what": {"text": row["what"], "wide": True},
            "who": {"text": prose.join(row["who"][:5])},
            "articles": {"text": "", "links": [
                (prose.clean(labels_of.get(a, a), 48), article_href(a)) for a in row["articles"][:5]
            ], "note": f"and {row['n_articles'] - 5} more" if row["n_articles"] > 5 else ""},
        }
        for row in entries.head(largest).to_dict("records")
    ]  # fmt: skip
    labels = {"when": "When", "what": "What", "who": "Who", "articles": "Told by"}
    return table("timeline", "Day by day", labels, rows, len(entries))


def chronology(book: Tables, largest: int = MOST_ROWS) -> Fragment:
    """List what is said to have happened, by day, with the articles that say so."""
    found = views.chronology(book)
    rows = [
        {
            "when": {"text": row["when"], "order": order(row["date_start"]),
                     "note": "day not certain" if row["uncertain"] and row["when"] != "undated"
                     else ""},
            "actor": {"text": row["actor"], "side": row["side"]},
            "kind": {"text": row["kind"], "note": "" if row["mode"] == "actual" else row["mode"]},
            "target": {"text": row["target"]},
            "words": {"text": row["text"], "href": article_href(row["article_id"]),
                      "note": "; ".join(row["articles"])},
        }
        for row in found.head(largest).to_dict("records")
    ]  # fmt: skip
    labels = {
        "when": "When", "actor": "Who", "kind": "Did what", "target": "To whom",
        "words": "In the article",
    }  # fmt: skip
    return table("chronology", "What is said to have happened", labels, rows, len(found))


def columns(name: str) -> Fragment:
    """Explain the columns of one of the workbook's tables."""
    labels = {"column": "Column", "type": "Type", "meaning": "Meaning"}
    rows = [{name: {"text": row[name]} for name in labels} for row in table_columns(name).values()]
    return table(f"columns-{name}", f"The table {name}", labels, rows, len(rows))
