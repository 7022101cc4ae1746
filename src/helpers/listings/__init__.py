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
from helpers.listings.cells import MOST_ROWS, Cell, count, order, table
from helpers.reports.display import Fragment, article_href, fragment
from helpers.schemas import columns as table_columns

if TYPE_CHECKING:
    from helpers.extraction import Tables

__all__ = [
    "actors", "articles", "changes", "chronology", "claims", "columns", "contradictions",
    "counts_by_side", "interactions", "opening", "rejects", "sources", "timeline", "with_sentences",
]  # fmt: skip


def opening(book: Tables) -> Fragment:
    """Say in a line what the workbook holds, and bring the style of all that follows."""
    n_read = int((book.articles["duplicate_of"] == "").sum())
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
            "state": {"text": f"same text as {row['duplicate_of']}" if row["duplicate_of"]
                      else "used"},
        }
        for row in views.articles(book).head(MOST_ROWS).to_dict("records")
    ]  # fmt: skip
    labels = {
        "title": "Article", "published": "Published", "words": "Words", "claims": "Claims",
        "statements": "Statements", "events": "Events", "state": "State",
    }  # fmt: skip
    return table("articles", "The articles", labels, rows, len(book.articles))


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


def actors(book: Tables, largest: int = 50) -> Fragment:
    """List who is who: name, what the articles say of them, how often they speak."""
    found = views.actors(book)
    rows = [
        {
            "id": row["actor_id"],
            "name": {"text": row["name"], "side": row["side"],
                     "note": _also(row)},
            "who": {"text": row["who"], "note": row["kind"]},
            "mentions": count(row["n_mentions"]),
            "statements": count(row["n_statements"]),
            "claims": count(row["n_claims"]),
            "sentence": _sentence_cell(row),
        }
        for row in found.head(largest).to_dict("records")
    ]  # fmt: skip
    labels = {
        "name": "Actor", "who": "Who that is", "mentions": "Mentions",
        "statements": "Statements", "claims": "Claims made", "sentence": "As introduced",
    }  # fmt: skip
    return table("actors", "Who is who", labels, rows, len(found))


def _also(actor: Mapping[str, object]) -> str:
    """Other names and descriptions, capitals aside, the first few."""
    names = {prose.clean(n).lower(): n for n in (*actor["descriptions"], *actor["aliases"])}
    return prose.join(sorted(names.values(), key=lambda n: (n.islower(), n))[:4], "or")


def _sentence_cell(row: Mapping[str, object]) -> Cell:
    if pd.isna(row["sentence"]):
        return {"text": ""}
    offset = row["sentence_start"]
    mark = (max(int(row["start"] - offset), 0), int(row["end"] - offset))
    return {"text": row["sentence"], "mark": mark, "href": article_href(str(row["article_id"]))}


def counts_by_side(book: Tables) -> Fragment:
    """Show who counts whom: victims down, the side of the claimant across."""
    found = views.counts_by_side(book)
    sides = sorted(found["side"].unique(), key=lambda s: (s == "article", s))
    rows = []
    for (group, outcome), block in found.groupby(["victim_group", "outcome"], sort=False):
        row: dict[str, object] = {"who": {"text": f"{group} {outcome}", "side": group}}
        for side in sides:
            told = block[block["side"] == side]
            row[side] = {"text": "–", "order": 0} if told.empty else {
                "text": told["figure"].iloc[0], "order": int(told["n_claims"].iloc[0]),
                "note": prose.plural(int(told["n_claims"].iloc[0]), "claim"),
            }  # fmt: skip
        rows.append(row)
    labels = {"who": "Counted"} | {
        s: "By the articles themselves" if s == "article" else f"By {s}" for s in sides
    }
    return table("counts", "Who counts whom", labels, rows, len(rows))


def interactions(book: Tables, largest: int = 50) -> Fragment:
    """List who is said to have done what to whom, with the words that say so first."""
    found = views.interactions(book)
    rows = [
        {
            "actor": {"text": row["actor"], "side": row["side"]},
            "kind": {"text": row["kind"]},
            "target": {"text": row["target"], "side": row["target_side"]},
            "times": count(row["n_events"]),
            "when": {"text": prose.days(row["date_start"], row["date_end"]),
                     "order": order(row["date_start"])},
            "words": {"text": row["text"], "href": article_href(row["article_id"])},
        }
        for row in found.head(largest).to_dict("records")
    ]  # fmt: skip
    labels = {
        "actor": "Who", "kind": "Did what", "target": "To whom", "times": "Events",
        "when": "When", "words": "First told as",
    }  # fmt: skip
    return table(
        "interactions", "Who is said to have done what to whom", labels, rows, len(found),
        nothing="No event between two known actors matches what was asked.",
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
    rows = [
        {name: {"text": row[name]} for name in labels} for row in table_columns(name).values()
    ]
    return table(f"columns-{name}", f"The table {name}", labels, rows, len(rows))
