"""Who gives which figure, who contradicts whom, and what changed: tables to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose, views
from helpers.listings.cells import MOST_ROWS, Cell, count, figure_order, order, table
from helpers.reports.display import Fragment, article_href

if TYPE_CHECKING:
    from helpers.extraction import Tables


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
                     "order": order(row["date_start"]), "note": row["when_text"]},
            "outcome": {"text": row["outcome"]},
            "who": {"text": row["victims"] or row["victim_group"],
                    "side": row["victim_group"], "note": row["victim_group"]},
            "figure": {"text": row["figure"], "order": figure_order(row),
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
    return table("claims", "Every claim with its sentence", labels, rows, len(book.claims))


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
            "claims": count(row["n_claims"]),
            "articles": count(row["n_articles"]),
        }
        for row in by_source.head(largest).to_dict("records")
    ]
    labels = {"source": "Source", "claims": "Claims", "articles": "Articles"}
    return table("sources", "Who gives figures", labels, rows, len(by_source))


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
                     "order": order(row["date_start"])},
            "a": _one_side(row, "a", articles),
            "b": _one_side(row, "b", articles),
        }
        for row in found.head(largest).to_dict("records")
    ]  # fmt: skip
    labels = {"what": "About", "when": "When", "a": "One source", "b": "Another"}
    return table(
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


def changes(book: Tables, largest: int = 100) -> Fragment:
    """Set the tolls that an earlier run gave otherwise beside what it gave, with both sentences.

    Parameters
    ----------
    book : Tables
        All tables; ``changes`` holds what became of the earlier run's tolls.
    largest : int
        The most rows to show.

    Returns
    -------
    Fragment
        One row a change. An incident that is all of its story is not listed twice.
    """
    found = views.changes(book)
    rows = [
        {
            "what": {"text": row["what"], "side": row["victim_group"], "note": row["name"]},
            "change": {"text": row["change"], "note": row["marks"]},
            "before": {"text": row["figure_before"], "note": _quoted(row["evidence_before"])},
            "after": {"text": row["figure_after"], "note": _quoted(row["evidence_after"])}
            | ({"href": article_href(row["article_id"], row["claim_id_after"])}
               if row["article_id"] else {}),
        }
        for row in found.head(largest).to_dict("records")
    ]  # fmt: skip
    labels = {"what": "About", "change": "Change", "before": "Earlier run", "after": "This run"}
    return table(
        "changes", "What changed since the earlier run", labels, rows, len(found),
        nothing="No figure changed since the earlier run." if len(book.changes)
        else "No earlier run was given to compare with.",
    )  # fmt: skip


def _quoted(words: str) -> str:
    return f"“{words}”" if words else ""
