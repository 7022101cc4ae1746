"""One actor by itself: what it says, whom it counts, what it is blamed for, what it suffers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from helpers.actors.interactions import VIOLENT
from helpers.selection import find_actors
from helpers.views.casualties import actor_names, claims, name_or
from helpers.views.people import actors

if TYPE_CHECKING:
    from helpers.extraction import Tables

PARTS = (
    "counts its own", "counts others", "says", "is blamed for", "is said to do", "suffers",
    "is addressed",
)  # fmt: skip
"""What a portrait holds, in reading order."""


@dataclass(frozen=True)
class Portrait:
    """What is told of one actor and of those who belong to it.

    Attributes
    ----------
    actor : mapping
        Its row of :func:`helpers.views.actors`; empty where there is no actor at all.
    members : tuple of str
        Names of those who belong to it or speak for it.
    told : pandas.DataFrame
        One row a claim, statement or event: ``part`` (one of :data:`PARTS`), ``who``
        (which of them), ``what``, ``other`` (the other actor or the victims),
        ``date_start``, ``date_end``, ``article_id``, ``anchor`` (of a claim), ``start``,
        ``end``, ``words``. By part and day.
    """

    actor: Mapping[str, object]
    members: tuple[str, ...]
    told: pd.DataFrame


def portrait(book: Tables, focus: str = "") -> Portrait:
    """Gather what is told of one actor.

    Parameters
    ----------
    book : Tables
        All tables.
    focus : str
        A name or alias of the actor; empty for the one of whom most is told.

    Returns
    -------
    Portrait
        Those who belong to the actor count with it: a party's spokesman, its followers.

    Raises
    ------
    ParameterError
        If no actor has this name.
    """
    table = actors(book)
    if table.empty:
        return Portrait({}, (), pd.DataFrame(columns=_COLUMNS))
    if focus.strip():
        ids = find_actors(book.actors, [focus.strip()], "focus")
        chosen = table[table["actor_id"].isin(ids)].iloc[0]
    else:
        chosen = table.loc[_most_told_of(book, table)]
    own = _belonging(table, chosen["actor_id"])
    told = [_claims_made(book, own, chosen["side"]), _said(book, own), _done(book, own)]
    found = pd.concat(told, ignore_index=True)
    rank = found["part"].map({part: k for k, part in enumerate(PARTS)})
    found = found.assign(rank=rank).sort_values(
        ["rank", "date_start", "article_id", "start", "end", "what"], na_position="last",
        ignore_index=True,
    )  # fmt: skip
    names = actor_names(book.actors)
    members = tuple(sorted(names[i] for i in own - {chosen["actor_id"]}))
    return Portrait(chosen.to_dict(), members, found[_COLUMNS])


_COLUMNS = ["part", "who", "what", "other", "date_start", "date_end", "article_id", "anchor",
            "start", "end", "words"]  # fmt: skip


def _most_told_of(book: Tables, table: pd.DataFrame) -> int:
    """Return the row of the actor in most claims, statements and events."""
    sources = (
        book.claims["claimant_id"], book.claims["victim_actor_id"], book.claims["perpetrator_id"],
        book.statements["speaker_id"], book.events["actor_id"], book.events["target_id"],
    )  # fmt: skip
    counts = pd.concat(sources).value_counts()
    return int(table["actor_id"].map(counts).fillna(0).to_numpy().argmax())


def _belonging(table: pd.DataFrame, actor_id: str) -> set[str]:
    """Return the actor and all that belong to it, over any number of steps."""
    name_of = dict(zip(table["actor_id"], table["name"], strict=True))
    below = table[table["affiliation"] != ""].groupby("affiliation")["actor_id"].agg(list)
    found, waiting = {actor_id}, [actor_id]
    while waiting:
        for member in below.get(name_of[waiting.pop()], []):
            if member not in found:
                found.add(member)
                waiting.append(member)
    return found


def _claims_made(book: Tables, own: set[str], side: str) -> pd.DataFrame:
    made = claims(book)
    made = made[made["claimant_id"].isin(own)]
    ours = made["victim_actor_id"].isin(own) | (made["victim_group"] == side)
    return made.assign(
        part=ours.map({True: PARTS[0], False: PARTS[1]}),
        who=made["claimant"],
        what=made["figure"] + " " + made["outcome"]
        + made["stance"].map(lambda stance: "" if stance == "asserted" else f" ({stance})"),
        other=made["victim"],
        anchor=made["claim_id"],
        words=made["evidence"],
    )[_COLUMNS]  # fmt: skip


def _said(book: Tables, own: set[str]) -> pd.DataFrame:
    said = book.statements[book.statements["speaker_id"].isin(own)]
    said = said[~said["statement_id"].isin(book.claims["statement_id"])]
    return said.assign(
        part="says",
        who=said["speaker_id"].map(actor_names(book.actors)),
        what=said["kind"],
        other="",
        anchor="",
        date_start=pd.NaT,
        date_end=pd.NaT,
        words=said["text"],
    )[_COLUMNS]


def _done(book: Tables, own: set[str]) -> pd.DataFrame:
    """Deeds and claims of harm: done by the actor to others, and by others to it."""
    names = actor_names(book.actors)
    happened = book.events[book.events["mode"] == "actual"]
    deeds = happened.assign(words=happened["text"], anchor="", what=happened["kind"],
                            doer=happened["actor_id"], harmed=happened["target_id"],
                            doer_words=happened["actor_text"],
                            harmed_words=happened["target_text"])  # fmt: skip
    asserted = claims(book)
    asserted = asserted[(asserted["stance"] == "asserted") & (asserted["part_of"] != "subset")]
    harm = asserted.assign(words=asserted["evidence"], anchor=asserted["claim_id"],
                           what=asserted["figure"] + " " + asserted["outcome"],
                           kind=asserted["outcome"], doer=asserted["perpetrator_id"],
                           harmed=asserted["victim_actor_id"],
                           doer_words=asserted["perpetrators"],
                           harmed_words=asserted["victim"])  # fmt: skip
    found = pd.concat([deeds, harm], ignore_index=True)
    violent = found["kind"].isin(VIOLENT)
    by_us, to_us = found["doer"].isin(own), found["harmed"].isin(own)
    ours = found[by_us].assign(
        part=violent[by_us].map({True: "is blamed for", False: "is said to do"}),
        who=found.loc[by_us, "doer"].map(names),
        other=name_or(found.loc[by_us, "harmed"], names, found.loc[by_us, "harmed_words"]),
    )
    theirs = found[to_us & ~by_us]
    theirs = theirs.assign(
        part=violent[theirs.index].map({True: "suffers", False: "is addressed"}),
        who=theirs["harmed"].map(names),
        other=name_or(theirs["doer"], names, theirs["doer_words"]),
    )
    return pd.concat([ours, theirs], ignore_index=True)[_COLUMNS]
