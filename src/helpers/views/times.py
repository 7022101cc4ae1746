"""What happened when, and how the figures grew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.sides import actor_sides
from helpers.views.casualties import actor_names, article_labels, claims, stories

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


def lanes(book: Tables, actors: int = 12, each: int = 6) -> pd.DataFrame:
    """Return the events of the largest story, by the actor that did them.

    Parameters
    ----------
    book : Tables
        All tables.
    actors : int
        The most actors to keep, those with most events.
    each : int
        The most events to keep of one actor, those that most articles tell of.

    Returns
    -------
    pandas.DataFrame
        The columns of :func:`chronology`, actual and dated events with a known
        actor alone, by actor (most events first) and day. ``attrs`` holds
        ``outside`` (such events at other times) and ``folded`` (those beyond the
        limits).
    """
    told = chronology(book)
    told = told[(told["mode"] == "actual") & told["date_start"].notna() & (told["actor"] != "")]
    inside = told[_in_story(book, told)]
    weight = inside["actor"].value_counts()
    ranked = sorted(weight.index, key=lambda name: (-weight[name], name))[:actors]
    rank = inside["actor"].map({name: k for k, name in enumerate(ranked)})
    kept = (
        inside.assign(rank=rank)
        .dropna(subset=["rank"])
        .sort_values(["rank", "n_articles"], ascending=[True, False], kind="stable")
        .groupby("rank")
        .head(each)
        .sort_values(["rank", "date_start", "date_end"], kind="stable", ignore_index=True)
        .drop(columns="rank")
    )
    kept.attrs |= {"outside": len(told) - len(inside), "folded": len(inside) - len(kept)}
    return kept


def growth(book: Tables, panels: int = 4, lines: int = 6) -> pd.DataFrame:
    """Return how each source's figures grew as the articles appeared.

    Parameters
    ----------
    book : Tables
        All tables.
    panels : int
        The most pairs of outcome and victim group to keep, those with most claims.
    lines : int
        The most sources to keep of each, those with most claims.

    Returns
    -------
    pandas.DataFrame
        Of the largest story, one row a source and publication: ``panel`` (what is
        counted), ``claimant`` (all articles' own voice is one), ``side``,
        ``published_start``, ``published_end``, ``low``, ``best``, ``high`` (of the
        largest figure that the source gives there) and ``figure`` (in words).
        Asserted claims alone, no subsets. ``attrs`` holds ``episode`` and
        ``folded`` (sources left out).
    """
    published = book.articles[["article_id", "published_start", "published_end"]]
    told = claims(book).merge(published, on="article_id", how="left", sort=False)
    ranked = stories(book).head(1)
    told = told[
        told["episode_id"].isin(ranked["episode_id"])
        & (told["stance"] == "asserted")
        & (told["part_of"] != "subset")
        & told["published_start"].notna()
        & told[["low", "best", "high"]].notna().any(axis=1)
    ]
    own = told["side"] == "article"
    told = told.assign(
        claimant=told["claimant"].mask(own, "the articles themselves"),
        key=told["claimant_key"].mask(own, "article:"),
        panel=told["victim_group"] + " " + told["outcome"],
        size=told["best"].fillna(told["low"]).fillna(told["high"]).astype(float),
    )
    rows = (
        told.sort_values(["size", "claim_id"], ascending=[False, True])
        .drop_duplicates(["panel", "key", "published_start", "published_end"])
        .sort_values(["published_start", "published_end", "claimant", "claim_id"])
    )
    kept = _most_told(rows, told, panels, lines)
    kept.attrs |= {
        "episode": next(iter(ranked["name"]), ""),
        "folded": len(rows[["panel", "key"]].drop_duplicates())
        - len(kept[["panel", "key"]].drop_duplicates()),
    }
    return kept


def _most_told(
    rows: pd.DataFrame, told: pd.DataFrame, panels: int, lines: int
) -> pd.DataFrame:
    """Keep the panels and sources with most claims; panels in that order, sources by name."""
    by_panel = told["panel"].value_counts(sort=False).reset_index()
    by_panel = by_panel.sort_values(["count", "panel"], ascending=[False, True]).head(panels)
    by_line = told.groupby(["panel", "key"]).size().rename("count").reset_index()
    by_line = by_line.sort_values(["count", "key"], ascending=[False, True])
    by_line = by_line.groupby("panel").head(lines)
    rank = {panel: k for k, panel in enumerate(by_panel["panel"])}
    shown = rows.merge(by_line[["panel", "key"]], on=["panel", "key"], sort=False)
    shown = shown[shown["panel"].isin(rank)].assign(rank=lambda r: r["panel"].map(rank))
    return shown.sort_values(["rank", "key", "published_start"], kind="stable", ignore_index=True)[
        ["panel", "key", "claimant", "side", "published_start", "published_end", "low", "best",
         "high", "figure"]
    ]  # fmt: skip


def _in_story(book: Tables, rows: pd.DataFrame) -> pd.Series:
    """Which rows touch the days of the largest episode, a week of aftermath included."""
    ranked = stories(book)
    if ranked.empty or ranked["date_start"].isna().iloc[0]:
        return pd.Series(True, index=rows.index)
    first = ranked["date_start"].iloc[0] - pd.Timedelta(days=3)
    last = ranked["date_end"].iloc[0] + pd.Timedelta(days=7)
    return (rows["date_end"] >= first) & (rows["date_start"] <= last)
