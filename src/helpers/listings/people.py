"""Tables about actors: who is who, who counts whom, who did what to whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose, views
from helpers.listings.cells import Cell, count, order, table
from helpers.places import country_names
from helpers.reports.display import Fragment, article_href

if TYPE_CHECKING:
    from helpers.extraction import Tables


def actors(book: Tables, min_mentions: int | str = 1, largest: int = 50) -> Fragment:
    """List who is who: name, what the articles say of them, how often they speak."""
    found = views.actors(book, min_mentions)
    rows = [
        {
            "id": row["actor_id"],
            "name": {"text": row["name"], "side": row["side"],
                     "note": _also(row)},
            "who": {"text": row["who"], "note": _sort(row)},
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


def _sort(actor: Mapping[str, object]) -> str:
    """Kind, and ACLED's type where known."""
    category = actor["category"]
    return (
        f"{actor['kind']}; {category}"
        if category and category != actor["kind"]
        else str(actor["kind"])
    )


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
            "actor": {"text": row["source"], "side": row["side"]},
            "kind": {"text": row["kind"]},
            "target": {"text": row["target"], "side": row["target_side"]},
            "times": count(row["n_events"]),
            "when": {"text": prose.days(row["date_start"], row["date_end"]),
                     "order": order(row["date_start"])},
            "words": {"text": row["evidence"], "href": article_href(row["article_id"])},
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


def epithets(book: Tables, largest: int = 40) -> Fragment:
    """List what actors are called, by words that judge or label them, and by whom."""
    found = views.epithets(book)
    rows = [
        {
            "actor": {"text": row["actor"], "side": row["side"]},
            "epithet": {"text": row["epithet"], "note": row["tone"]},
            "by": {"text": row["said_by"] or "the articles themselves"},
            "times": count(row["n"]),
            "words": {"text": row["text"], "href": article_href(row["article_id"])},
        }
        for row in found.head(largest).to_dict("records")
    ]
    labels = {
        "actor": "Who", "epithet": "Is called", "by": "By whom", "times": "Times",
        "words": "First as",
    }  # fmt: skip
    return table(
        "epithets", "What they are called, and by whom", labels, rows, len(found),
        nothing="No word that judges or labels an actor was found.",
    )  # fmt: skip


_PLAIN = ("say", "topic")
"""Kinds of statement that tell nothing beyond the words themselves."""


def portrait(told: views.Portrait, largest: int = 60) -> Fragment:
    """List what is told of one actor: what it says, counts, is blamed for and suffers.

    Parameters
    ----------
    told : Portrait
        From :func:`helpers.views.portrait`.
    largest : int
        The most rows to show of each part.

    Returns
    -------
    Fragment
        One row a claim, statement or event.
    """
    shown = told.told.groupby("part", sort=False).head(largest)
    rows = [
        {
            "part": {"text": row["part"]},
            "who": {"text": row["who"]},
            "when": {"text": prose.days(row["date_start"], row["date_end"]),
                     "order": order(row["date_start"])},
            "what": {"text": "" if row["what"] in _PLAIN else row["what"], "note": row["other"]},
            "words": {"text": row["words"], "wide": True,
                      "href": article_href(row["article_id"], row["anchor"])},
        }
        for row in shown.to_dict("records")
    ]  # fmt: skip
    labels = {
        "part": "It …", "who": "Who of them", "when": "When", "what": "What, and whom",
        "words": "In the article",
    }  # fmt: skip
    name = prose.clean(told.actor.get("name", "nobody"), 60)
    return table("portrait", f"What is told of {name}", labels, rows, len(told.told))


def places(book: Tables, largest: int = 60) -> Fragment:
    """List where claims and events were, ambiguous and unknown names marked."""
    shown = book.places.sort_values("ambiguous", ascending=False, kind="stable").head(largest)
    names = country_names()
    rows = [
        {
            "place": {"text": row["place"], "note": _known_as(row)},
            "country": {"text": names.get(row["country"], row["country"]) or "open"},
            "level": {"text": row["level"] or "not in the gazetteer",
                      "order": 9 if pd.isna(row["where_prec"]) else int(row["where_prec"]),
                      "note": "" if pd.isna(row["where_prec"]) else
                      f"where_prec {row['where_prec']}"},
            "claims": count(row["n_claims"]),
            "events": count(row["n_events"]),
        }
        for row in shown.to_dict("records")
    ]  # fmt: skip
    labels = {
        "place": "Place", "country": "Country", "level": "How exact", "claims": "Claims",
        "events": "Events",
    }  # fmt: skip
    return table("places", "Where it is said to have happened", labels, rows, len(book.places),
                 nothing="No claim or event names a place.")  # fmt: skip


def _known_as(place: Mapping[str, object]) -> str:
    if place["ambiguous"]:
        return f"ambiguous: {prose.join(place['candidates'], 'or')}"
    if pd.isna(place["latitude"]):
        return ""
    return f"{place['latitude']:.2f}° N, {place['longitude']:.2f}° E"
