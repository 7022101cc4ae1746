"""What happened when, and how the figures grew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.sides import actor_sides
from helpers.views.casualties import actor_names, article_labels, name_or, stories

if TYPE_CHECKING:
    from helpers.extraction import Tables

_MONTHS = pd.Timedelta(days=62)


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
        the day is not known), ``kind``, ``mode``, ``actor``, ``actor_id``, ``side``,
        ``target``, ``place``, ``n_articles``, ``articles`` (their names) and the first telling:
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
        actor=name_or(found["actor_id"], names, found["actor_text"]),
        side=name_or(found["actor_id"], sides, "other"),
        target=name_or(found["target_id"], names, found["target_text"]),
        articles=[[str(labels.get(a, a)) for a in sources[event]] for event in found["event_id"]],
    )
    kept = [
        "event_id", "date_start", "date_end", "when", "uncertain", "kind", "mode", "actor",
        "actor_id", "side", "target", "place", "n_articles", "articles", "article_id", "start",
        "end", "text",
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
        limits). Days are cut to those of the story, a week of aftermath included.
    """
    told = chronology(book)
    told = told[(told["mode"] == "actual") & told["date_start"].notna() & (told["actor_id"] != "")]
    first, last = story_window(book, told)
    inside = told[(told["date_end"] >= first) & (told["date_start"] <= last)]
    inside = inside.assign(
        date_start=inside["date_start"].clip(lower=first),
        date_end=inside["date_end"].clip(upper=last),
    )
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
    """Return how each source's figures grew as the articles of the largest story appeared.

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
        The columns of :func:`helpers.tolls.growth.toll_growth`, one row a source and
        publication: its running figure after that. ``attrs`` holds ``episode``
        (its name) and ``folded`` (sources left out).
    """
    told = _main_lines(book, panels, lines)
    kept = told.drop_duplicates(
        ["panel", "claimant_key", "published_start", "published_end"], keep="last",
        ignore_index=True,
    )  # fmt: skip
    kept.attrs |= told.attrs
    return kept


def growth_by_day(book: Tables, panels: int = 4, lines: int = 6) -> pd.DataFrame:
    """Return how each source's figures add up over the days that the largest story tells of.

    Parameters
    ----------
    book : Tables
        All tables.
    panels, lines : int
        As for :func:`growth`, of which this keeps the same sources.

    Returns
    -------
    pandas.DataFrame
        The columns of :func:`helpers.tolls.growth.toll_by_day`, one row a source and
        incident, within the days of the story. ``attrs`` holds ``episode`` (its name) and
        ``outside`` (figures of other days).
    """
    from helpers.tolls.growth import toll_by_day

    told = _main_lines(book, panels, lines)
    dated = told[told["date_start"].notna()]
    # A background that reaches back for years would squeeze the story into one dot.
    short = dated[dated["date_end"] - dated["date_start"] <= _MONTHS]
    near = short if len(short) else dated
    first, last = near["date_start"].min() - _MONTHS, near["date_end"].max() + _MONTHS
    inside = dated[(dated["date_start"] >= first) & (dated["date_end"] <= last)]
    by_day = toll_by_day(inside)
    by_day.attrs |= {
        "episode": told.attrs.get("episode", ""), "outside": len(dated) - len(inside)
    }  # fmt: skip
    return by_day


def _main_lines(book: Tables, panels: int, lines: int) -> pd.DataFrame:
    """Keep of the largest story's figures the sources and panels with most claims."""
    from helpers.tolls.growth import toll_growth

    ranked = stories(book).head(1)
    if ranked.empty:
        return toll_growth(book, episode_id="")
    told = toll_growth(book, episode_id=ranked["episode_id"].iloc[0])
    line = ["panel", "claimant_key"]
    by_panel = told["panel"].value_counts(sort=False).reset_index()
    by_panel = by_panel.sort_values(["count", "panel"], ascending=[False, True]).head(panels)
    by_line = told.groupby(line, sort=False).size().rename("count").reset_index()
    by_line = by_line.sort_values(["count", "claimant_key"], ascending=[False, True])
    by_line = by_line[by_line["panel"].isin(by_panel["panel"])].groupby("panel").head(lines)
    kept = told.merge(by_line[line], on=line, sort=False)
    kept.attrs |= {
        "episode": ranked["name"].iloc[0],
        "folded": len(told[line].drop_duplicates()) - len(by_line),
    }
    return kept


def story_window(book: Tables, rows: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the days of the largest episode and around it; all days where it has none.

    Parameters
    ----------
    book : Tables
        All tables.
    rows : pandas.DataFrame
        With ``date_start`` and ``date_end``, for where no episode is dated.

    Returns
    -------
    (pandas.Timestamp, pandas.Timestamp)
        Three days before the story to seven behind it.
    """
    ranked = stories(book)
    if ranked.empty or ranked["date_start"].isna().iloc[0]:
        return rows["date_start"].min(), rows["date_end"].max()
    first, last = ranked["date_start"].iloc[0], ranked["date_end"].iloc[0]
    return first - pd.Timedelta(days=3), last + pd.Timedelta(days=7)
