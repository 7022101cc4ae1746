"""When actors are present in what is told, and what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers import lexicons
from helpers.sides import actor_sides
from helpers.views.casualties import actor_names, name_or
from helpers.views.people import often_named
from helpers.views.times import story_window

if TYPE_CHECKING:
    from helpers.extraction import Tables

_LONGEST = 31
"""Days: what may have happened at any time within longer than that places nobody."""


def presence(book: Tables, min_mentions: int | str = 1, largest: int = 24) -> pd.DataFrame:
    """Return on which days something is told of each actor.

    Parameters
    ----------
    book : Tables
        All tables.
    min_mentions : int or str
        How often an actor is mentioned at the least.
    largest : int
        The most actors to keep, those of whom most is told.

    Returns
    -------
    pandas.DataFrame
        One row an actor and stretch of days: ``actor``, ``actor_id``, ``side``,
        ``date_start``, ``date_end`` and ``n`` (events done or suffered, claims of which
        it is claimant, victim or perpetrator). By first day present, then name.
        Days are cut to those of the largest story and around it. ``attrs`` holds
        ``outside`` (tellings of other or uncertain times) and ``folded`` (actors
        left out).
    """
    names, sides = (
        actor_names(often_named(book, min_mentions)),
        actor_sides(book.actors, book.claims),
    )
    told = _placings(book)
    told = told[told["actor_id"].isin(names.keys())]
    dated = told.dropna(subset=["date_start", "date_end"])
    dated = dated[(dated["date_end"] - dated["date_start"]).dt.days < _LONGEST]
    first, last = story_window(book, dated)
    inside = dated[(dated["date_end"] >= first) & (dated["date_start"] <= last)]
    weight = inside["actor_id"].value_counts()
    ranked = sorted(weight.index, key=lambda a: (-weight[a], names[a], a))
    kept = inside[inside["actor_id"].isin(ranked[:largest])]
    kept = kept.assign(
        date_start=kept["date_start"].clip(lower=first), date_end=kept["date_end"].clip(upper=last)
    )
    found = kept.groupby(["actor_id", "date_start", "date_end"]).size().rename("n").reset_index()
    found = found.assign(
        actor=found["actor_id"].map(names),
        side=name_or(found["actor_id"], sides, "other"),
        began=found.groupby("actor_id")["date_start"].transform("min"),
    ).sort_values(["began", "actor", "actor_id", "date_start", "date_end"], ignore_index=True)
    columns = ["actor", "actor_id", "side", "date_start", "date_end", "n"]
    found = found[columns]
    found.attrs |= {"outside": len(told) - len(inside), "folded": len(ranked[largest:])}
    return found


def _placings(book: Tables) -> pd.DataFrame:
    """Each event and claim once for each actor in it, with its days."""
    happened = book.events[book.events["mode"] == "actual"]
    asserted = book.claims[book.claims["stance"] == "asserted"]
    sources = [
        (happened, "actor_id"), (happened, "target_id"), (asserted, "victim_actor_id"),
        (asserted, "perpetrator_id"), (asserted, "claimant_id"),
    ]  # fmt: skip
    rows = [
        table[[column, "date_start", "date_end"]].set_axis(
            ["actor_id", "date_start", "date_end"], axis=1
        )
        for table, column in sources
    ]
    return pd.concat(rows, ignore_index=True)


def epithets(book: Tables) -> pd.DataFrame:
    """Return the words that judge or label an actor, and who uses them.

    Parameters
    ----------
    book : Tables
        All tables.

    Returns
    -------
    pandas.DataFrame
        One row an actor, word and speaker: ``actor``, ``actor_id``, ``side``,
        ``epithet``, ``tone`` (condemns, praises or labels), ``said_by`` (the speaker
        whose words they stand in; empty for the articles' own voice), ``n``,
        ``n_articles`` and the first use: ``article_id``, ``start``, ``end``, ``text``.
        Most frequent first.
    """
    names, sides = actor_names(book.actors), actor_sides(book.actors, book.claims)
    used = book.mentions[book.mentions["actor_id"].isin(names.keys())]
    used = used[used["epithet"] != ""].sort_values(["article_id", "start"])
    used = used.assign(
        said_by=_speakers_at(used, book.statements, names), epithet=used["epithet"].str.split(" ")
    ).explode("epithet")
    found = (
        used.groupby(["actor_id", "epithet", "said_by"])
        .agg(
            n=("mention_id", "size"), n_articles=("article_id", "nunique"),
            article_id=("article_id", "first"), start=("start", "first"), end=("end", "first"),
            text=("text", "first"),
        )
        .reset_index()
    )  # fmt: skip
    tones = {row["word"]: row["tone"] for row in lexicons.read("actor_epithets")}
    return found.assign(
        actor=found["actor_id"].map(names),
        side=name_or(found["actor_id"], sides, "other"),
        tone=found["epithet"].map(tones),
    ).sort_values(
        ["n", "actor", "epithet", "said_by"], ascending=[False, True, True, True],
        ignore_index=True,
    )  # fmt: skip


def _speakers_at(used: pd.DataFrame, statements: pd.DataFrame, names: dict[str, str]) -> list[str]:
    """Name the speaker in whose statement each mention stands; empty where none does."""
    speaker = name_or(statements["speaker_id"], names, statements["speaker_text"])
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for article, start, end, name in zip(
        statements["article_id"], statements["start"], statements["end"], speaker, strict=True
    ):
        spans.setdefault(article, []).append((start, end, name))
    found = []
    for article, start, end in zip(used["article_id"], used["start"], used["end"], strict=True):
        inside = [s for s in spans.get(article, []) if s[0] <= start and end <= s[1]]
        found.append(min(inside, key=lambda s: s[1] - s[0])[2] if inside else "")
    return found
