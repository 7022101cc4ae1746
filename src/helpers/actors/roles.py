"""Roles and affiliations as dated facts: from when to when an actor is said to have been what."""

from __future__ import annotations

import pandas as pd

from helpers.actor_words import role_key
from helpers.places import fold
from helpers.schemas import as_table


def find_roles(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    actors: pd.DataFrame,
    known: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """List what each actor is said to have been, and when.

    Parameters
    ----------
    mentions, articles, actors : pandas.DataFrame
        The tables of these names, mentions with their actors.
    known : pandas.DataFrame, optional
        Rows of ``data/actors.csv``, whose ``valid_from`` and ``valid_to`` are kept.

    Returns
    -------
    pandas.DataFrame
        The table ``roles``: the user's rows as they stand, and one row an actor, role
        and affiliation that articles give, with the days on which they appeared.
    """
    rows = [*_of_file(known, actors), *_of_text(mentions, articles, actors)]
    table = as_table("roles", rows)
    order = ["name", "basis", "date_start", "role", "affiliation", "actor_id"]
    return table.sort_values(order, na_position="first", ignore_index=True)


def _of_file(known: pd.DataFrame | None, actors: pd.DataFrame) -> list[dict[str, object]]:
    if known is None:
        return []
    found = dict(zip(actors["name"], actors["actor_id"], strict=True))
    given = known[(known["role"] != "") | (known["affiliation"] != "")]
    return [
        {
            "actor_id": found[row["name"]], "name": row["name"], "role": row["role"],
            "affiliation": row["affiliation"], "date_start": row["valid_from"] or None,
            "date_end": row["valid_to"] or None, "basis": "file", "n_articles": 0,
        }
        for row in given.fillna("").to_dict("records") if row["name"] in found
    ]  # fmt: skip


def _of_text(
    mentions: pd.DataFrame, articles: pd.DataFrame, actors: pd.DataFrame
) -> list[dict[str, object]]:
    """One row an actor, office and affiliation: wordings of one office count together."""
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    told = mentions[(mentions["role"] != "") & mentions["actor_id"].isin(names.keys())]
    days = articles[["article_id", "published_start", "published_end"]]
    told = told.sort_values(["article_id", "start"]).merge(days, on="article_id", how="left")
    told = told.assign(
        office=[" ".join(role_key(role)) for role in told["role"]],
        whose=told["affiliation"].map(fold),
    )
    rows = []
    for (actor, _, _), block in told.groupby(["actor_id", "office", "whose"], sort=True):
        first = block.iloc[0]
        rows.append({
            "actor_id": actor, "name": names[actor], "role": first["role"],
            "affiliation": first["affiliation"], "date_start": block["published_start"].min(),
            "date_end": block["published_end"].max(), "basis": "text",
            "n_articles": block["article_id"].nunique(), "article_id": first["article_id"],
            "start": first["start"], "end": first["end"], "text": first["text"],
        })  # fmt: skip
    return rows
