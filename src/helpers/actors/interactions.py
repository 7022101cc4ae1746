"""Who is said to have done what to whom: events and claims, counted for each pair of actors."""

from __future__ import annotations

import pandas as pd

from helpers.ids import stable_id
from helpers.schemas import as_table

VIOLENT = frozenset(
    {"assault", "coerce", "fight", "kill", "died", "injured", "threaten", "sanction",
     "killed", "missing", "abducted", "detained", "displaced"}
)  # fmt: skip
"""Kinds that are violence, arrests, threats or bans."""

_TOLD = ["article_id", "sentence_id", "actor_id", "target_id"]


def find_interactions(
    events: pd.DataFrame, claims: pd.DataFrame, actors: pd.DataFrame
) -> pd.DataFrame:
    """Count who is said to have done what to whom.

    Parameters
    ----------
    events, claims, actors : pandas.DataFrame
        The tables of these names. Events count where they are told as having happened,
        claims where they are asserted and name both who did it and who was hurt, unless
        an event of the same sentence tells of the same two.

    Returns
    -------
    pandas.DataFrame
        The table ``interactions``: one row a source, kind and target, both known actors
        and not the same one. Several tellings of one event, or claims about one incident
        and outcome, count once. The evidence is that of the first day's telling. Most
        frequent first.
    """
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    told = pd.concat([_of_events(events), _of_claims(claims, events)], ignore_index=True)
    between = told["actor_id"].isin(names.keys()) & told["target_id"].isin(names.keys())
    told = told[between & (told["actor_id"] != told["target_id"])].sort_values(
        ["date_start", "article_id", "start", "end", "deed"], na_position="last"
    )
    if told.empty:
        return as_table("interactions", [])
    found = (
        told.groupby(["actor_id", "kind", "target_id"])
        .agg(
            n_events=("deed", "nunique"),
            n_articles=("article_id", "nunique"),
            date_start=("date_start", "min"),
            date_end=("date_end", "max"),
            article_id=("article_id", "first"),
            start=("start", "first"),
            end=("end", "first"),
            evidence=("words", "first"),
        )
        .reset_index()
        .rename(columns={"actor_id": "source_id"})
    )
    keys = zip(found["source_id"], found["kind"], found["target_id"], strict=True)
    found = found.assign(
        interaction_id=[stable_id("interaction", *key) for key in keys],
        source=found["source_id"].map(names),
        target=found["target_id"].map(names),
        violent=found["kind"].isin(VIOLENT),
    )
    order = ["n_events", "date_start", "source", "kind", "target", "interaction_id"]
    found = found.sort_values(order, ascending=[False] + [True] * 5, na_position="last")
    return as_table("interactions", found)


def _of_events(events: pd.DataFrame) -> pd.DataFrame:
    kept = events[events["mode"] == "actual"]
    return kept.assign(deed=kept["event_id"], words=kept["text"])[_COLUMNS]


def _of_claims(claims: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Claims that name who did it, where no event of their sentence tells of the same two."""
    kept = claims[(claims["stance"] == "asserted") & (claims["perpetrator_id"] != "")]
    kept = kept.assign(
        actor_id=kept["perpetrator_id"],
        target_id=kept["victim_actor_id"],
        kind=kept["outcome"],
        deed=kept["incident_id"].where(kept["incident_id"] != "", kept["claim_id"]),
        words=kept["evidence"],
    )
    known = pd.MultiIndex.from_frame(events.loc[events["mode"] == "actual", _TOLD])
    return kept[~pd.MultiIndex.from_frame(kept[_TOLD]).isin(known)][_COLUMNS]


_COLUMNS = ["deed", "kind", "actor_id", "target_id", "article_id", "start", "end", "words",
            "date_start", "date_end"]  # fmt: skip
