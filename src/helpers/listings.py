"""Tables to read: each function takes the workbook's tables and returns a fragment.

Jupyter shows a fragment as it stands; the reports add sorting, searching and
downloading. Whatever comes from an article is escaped by the templates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose, views
from helpers.reports.display import Fragment, article_href, fragment
from helpers.schemas import columns as table_columns

if TYPE_CHECKING:
    from helpers.extraction import Tables

Cell = dict[str, object]
"""What a cell shows: ``text``, and where wanted ``order`` (to sort by), ``href``,
``links`` (words and address each), ``side`` (colour), ``note`` (small, below), ``mark``
(offsets to highlight), ``wide`` (much text)."""

MOST_ROWS = 500


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
            "published": {"text": row["published"], "order": _order(row["published_start"]),
                          "note": f"{row['published_basis']}: {row['published_reason']}"},
            "words": _count(row["n_words"]),
            "claims": _count(row["n_claims"]),
            "statements": _count(row["n_statements"]),
            "events": _count(row["n_events"]),
            "state": {"text": f"same text as {row['duplicate_of']}" if row["duplicate_of"]
                      else "used"},
        }
        for row in views.articles(book).head(MOST_ROWS).to_dict("records")
    ]  # fmt: skip
    labels = {
        "title": "Article", "published": "Published", "words": "Words", "claims": "Claims",
        "statements": "Statements", "events": "Events", "state": "State",
    }  # fmt: skip
    return _table("articles", "The articles", labels, rows, len(book.articles))


def rejects(book: Tables) -> Fragment:
    """List what could not be used, and why."""
    labels = {"path": "File", "reason": "Why", "detail": "What to do"}
    rows = [
        {name: {"text": row[name]} for name in labels}
        for row in book.rejects.head(MOST_ROWS).to_dict("records")
    ]
    return _table(
        "rejects", "What could not be used", labels, rows, len(book.rejects),
        nothing="Nothing was rejected: every file in the folder was used.",
    )  # fmt: skip


def claims(book: Tables, largest: int = MOST_ROWS) -> Fragment:
    """List every claim with its sentence, each leading to its place in the article.

    Parameters
    ----------
    book : Tables
        All tables.
    largest : int
        The most rows to show; the rest stays in the table ``claims``.

    Returns
    -------
    Fragment
        Rows have the claim's id as their anchor.
    """
    found = with_sentences(views.claims(book).head(largest), book)
    rows = [
        {
            "id": row["claim_id"],
            "when": {"text": prose.days(row["date_start"], row["date_end"]),
                     "order": _order(row["date_start"]), "note": row["when_text"]},
            "outcome": {"text": row["outcome"]},
            "who": {"text": row["victims"] or row["victim_group"],
                    "side": row["victim_group"], "note": row["victim_group"]},
            "figure": {"text": row["figure"], "order": _figure_order(row),
                       "note": row["count_text"]},
            "source": {"text": row["claimant"], "side": row["side"], "note": _source_note(row)},
            "sentence": {"text": row["sentence"], "mark": row["mark"], "note": row["article"],
                         "href": article_href(row["article_id"], row["claim_id"])},
        }
        for row in found.to_dict("records")
    ]  # fmt: skip
    labels = {
        "when": "When", "who": "Who", "outcome": "Outcome", "figure": "How many",
        "source": "Says who", "sentence": "In the article",
    }  # fmt: skip
    return _table("claims", "Every claim with its sentence", labels, rows, len(book.claims))


_PARTS = {"total": "a sum over several incidents", "subset": "part of another figure"}


def _source_note(claim: Mapping[str, object]) -> str:
    notes = [] if claim["stance"] == "asserted" else [claim["stance"]]
    notes += [_PARTS[claim["part_of"]]] if claim["part_of"] in _PARTS else []
    if claim["perpetrators"]:
        notes.append(f"blames {claim['perpetrators']}")
    return "; ".join(map(str, notes))


def with_sentences(rows: pd.DataFrame, book: Tables) -> pd.DataFrame:
    """Add to each row its ``sentence`` and the offsets in it of its own words (``mark``).

    Parameters
    ----------
    rows : pandas.DataFrame
        With ``article_id``, ``sentence_id``, ``start`` and ``end``.
    book : Tables
        All tables.

    Returns
    -------
    pandas.DataFrame
        The same rows, in the same order.
    """
    spans = book.sentences.rename(columns={"text": "sentence", "start": "from", "end": "to"})
    spans = spans[["article_id", "sentence_id", "sentence", "from"]]
    found = rows.merge(spans, on=["article_id", "sentence_id"], how="left", sort=False)
    found["sentence"] = found["sentence"].fillna("")
    starts = (found["start"] - found["from"]).clip(lower=0).fillna(0)
    lengths = found["sentence"].str.len()
    ends = (found["end"] - found["from"]).fillna(0)
    pairs = zip(starts, ends.clip(upper=lengths), strict=True)
    return found.drop(columns="from").assign(mark=[(int(a), int(b)) for a, b in pairs])


def actors(book: Tables, largest: int = 50) -> Fragment:
    """List who is who: name, what the articles say of them, how often they speak."""
    found = views.actors(book)
    rows = [
        {
            "id": row["actor_id"],
            "name": {"text": row["name"], "side": row["side"],
                     "note": _also(row)},
            "who": {"text": row["who"], "note": row["kind"]},
            "mentions": _count(row["n_mentions"]),
            "statements": _count(row["n_statements"]),
            "claims": _count(row["n_claims"]),
            "sentence": _sentence_cell(row),
        }
        for row in found.head(largest).to_dict("records")
    ]  # fmt: skip
    labels = {
        "name": "Actor", "who": "Who that is", "mentions": "Mentions",
        "statements": "Statements", "claims": "Claims made", "sentence": "As introduced",
    }  # fmt: skip
    return _table("actors", "Who is who", labels, rows, len(found))


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
    return _table("counts", "Who counts whom", labels, rows, len(rows))


def sources(book: Tables, largest: int = 12) -> Fragment:
    """List who gives figures: how many claims, by how many articles."""
    found = views.claims(book)
    by_source = (
        found.groupby(["claimant", "side"])
        .agg(n_claims=("claim_id", "size"), n_articles=("article_id", "nunique"))
        .reset_index()
        .sort_values(["n_claims", "claimant"], ascending=[False, True])
    )
    rows = [
        {
            "source": {"text": row["claimant"], "side": row["side"]},
            "claims": _count(row["n_claims"]),
            "articles": _count(row["n_articles"]),
        }
        for row in by_source.head(largest).to_dict("records")
    ]
    labels = {"source": "Source", "claims": "Claims", "articles": "Articles"}
    return _table("sources", "Who gives figures", labels, rows, len(by_source))


def contradictions(book: Tables, largest: int = 100) -> Fragment:
    """Set contradicting claims side by side, with the words of both."""
    from helpers.tolls.contradictions import find_contradictions

    found = find_contradictions(book)
    articles = dict(zip(book.claims["claim_id"], book.claims["article_id"], strict=True))
    rows = [
        {
            "what": {"text": f"{prose.capital(row['victim_group'])} {row['outcome']}",
                     "side": row["victim_group"], "note": _CONTRADICTIONS[row["kind"]]},
            "when": {"text": prose.days(row["date_start"], row["date_end"]),
                     "order": _order(row["date_start"])},
            "a": _one_side(row, "a", articles),
            "b": _one_side(row, "b", articles),
        }
        for row in found.head(largest).to_dict("records")
    ]  # fmt: skip
    labels = {"what": "About", "when": "When", "a": "One source", "b": "Another"}
    return _table(
        "contradictions", "Contradictions", labels, rows, len(found),
        nothing="No two sources contradict each other in what was asked for.",
    )  # fmt: skip


_CONTRADICTIONS = {
    "figures": "figures that cannot both be right",
    "growth": "the larger figure was published later",
    "denial": "asserted by one, denied by another",
    "total": "incidents add up to more than the stated total",
}


def _one_side(row: Mapping[str, object], end: str, articles: Mapping[str, str]) -> Cell:
    """A side of a contradiction: who, which figure, the words of the first claim."""
    figure = prose.figure(*(row[f"{bound}_{end}"] for bound in ("low", "best", "high")))
    ids = row[f"claim_ids_{end}"]
    cell: Cell = {
        "text": f"{prose.join(row[f'claimants_{end}'])}: {figure}",
        "note": f"“{row[f'evidence_{end}']}”",
    }
    if ids and ids[0] in articles:
        cell["href"] = article_href(articles[ids[0]], ids[0])
    return cell


def interactions(book: Tables, largest: int = 50) -> Fragment:
    """List who is said to have done what to whom, with the words that say so first."""
    found = views.interactions(book)
    rows = [
        {
            "actor": {"text": row["actor"], "side": row["side"]},
            "kind": {"text": row["kind"]},
            "target": {"text": row["target"], "side": row["target_side"]},
            "times": _count(row["n_events"]),
            "when": {"text": prose.days(row["date_start"], row["date_end"]),
                     "order": _order(row["date_start"])},
            "words": {"text": row["text"], "href": article_href(row["article_id"])},
        }
        for row in found.head(largest).to_dict("records")
    ]  # fmt: skip
    labels = {
        "actor": "Who", "kind": "Did what", "target": "To whom", "times": "Events",
        "when": "When", "words": "First told as",
    }  # fmt: skip
    return _table(
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
            "when": {"text": row["when"], "order": _order(row["date_start"]),
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
    return _table("timeline", "Day by day", labels, rows, len(entries))


def chronology(book: Tables, largest: int = MOST_ROWS) -> Fragment:
    """List what is said to have happened, by day, with the articles that say so."""
    found = views.chronology(book)
    rows = [
        {
            "when": {"text": row["when"], "order": _order(row["date_start"]),
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
    return _table("chronology", "What is said to have happened", labels, rows, len(found))


def columns(table: str) -> Fragment:
    """Explain the columns of one of the workbook's tables."""
    labels = {"column": "Column", "type": "Type", "meaning": "Meaning"}
    rows = [
        {name: {"text": row[name]} for name in labels} for row in table_columns(table).values()
    ]
    return _table(f"columns-{table}", f"The table {table}", labels, rows, len(rows))


def _table(
    key: str,
    caption: str,
    labels: Mapping[str, str],
    rows: Iterable[Mapping[str, object]],
    n_all: int,
    nothing: str = "",
) -> Fragment:
    rows = list(rows)
    lines = [" | ".join(str(row[name]["text"]) for name in labels) for row in rows]
    text = "\n".join([caption, " | ".join(labels.values()), *lines]) if rows else nothing
    return fragment(
        "table", prose.clean(text) if not rows else text, key=key, caption=caption, labels=labels,
        rows=rows, n_all=n_all, nothing=nothing or "Nothing matches what was asked.",
    )  # fmt: skip


def _count(n: int) -> Cell:
    return {"text": prose.number(n), "order": int(n), "numeric": True}


def _order(day: object) -> str:
    return "9999" if pd.isna(day) else f"{pd.Timestamp(day):%Y-%m-%d}"


def _figure_order(claim: Mapping[str, object]) -> int:
    known = [claim[k] for k in ("best", "low", "high") if not pd.isna(claim[k])]
    return int(known[0]) if known else -1
