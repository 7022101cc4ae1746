"""Who is who, who speaks, who counts whom, and who is said to have done what to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.given import whole_number
from helpers.schemas import OUTCOMES, VICTIM_GROUPS
from helpers.sides import actor_sides
from helpers.views.casualties import actor_names, claims, name_or

if TYPE_CHECKING:
    from helpers.extraction import Tables


def actors(book: Tables, min_mentions: int | str = 1) -> pd.DataFrame:
    """Return the actors with what a newcomer asks about them.

    Parameters
    ----------
    book : Tables
        All tables.
    min_mentions : int or str
        How often an actor is mentioned at the least.

    Returns
    -------
    pandas.DataFrame
        The columns of ``actors`` and: ``side``, ``who`` (role and affiliation in
        words), ``n_statements``, ``n_claims`` (made by the actor), and the mention
        that says most about it: ``article_id``, ``start`` and ``end`` of that
        mention and ``sentence``. Most mentioned first.
    """
    sides = actor_sides(book.actors, book.claims)
    found = often_named(book, min_mentions).sort_values(
        ["n_mentions", "name", "actor_id"], ascending=[False, True, True], ignore_index=True
    )
    told = _telling_mentions(book)
    ids = found["actor_id"]
    return found.assign(
        side=name_or(ids, sides, "other"),
        who=[_who(row) for row in found.to_dict("records")],
        n_statements=_count(ids, book.statements["speaker_id"]),
        n_claims=_count(ids, book.claims["claimant_id"]),
    ).merge(told, on="actor_id", how="left", sort=False)


def often_named(book: Tables, min_mentions: int | str) -> pd.DataFrame:
    """Return the actors that are mentioned at least so often.

    Parameters
    ----------
    book : Tables
        All tables.
    min_mentions : int or str
        A whole number, 1 or more.

    Returns
    -------
    pandas.DataFrame
        Rows of ``actors``.

    Raises
    ------
    ParameterError
        If it is no such number.
    """
    least = whole_number("min_mentions", min_mentions)
    return book.actors[book.actors["n_mentions"] >= least]


def _count(ids: pd.Series, values: pd.Series) -> pd.Series:
    return ids.map(values.value_counts()).fillna(0).astype(int)


def _who(actor: dict[str, object]) -> str:
    """One line: ``interior minister, Government of Pakistan``; ``banned Islamist party``.

    The role, else the articles' fullest description, else category or kind.
    """
    what = actor["role"] or _description(actor["descriptions"])
    what = what or actor["category"] or actor["kind"]
    return f"{what}, {actor['affiliation']}" if actor["affiliation"] else str(what)


_LEANING = re.compile(r"(?:its|their|his|her|our|my|your|one|some|many|all|another)\b", re.I)
_ARTICLE = re.compile(r"(?:the|an?|this|that|these|those)\s+", re.I)
_LONGEST_DESCRIPTION = 6


def _description(descriptions: Iterable[str]) -> str:
    """Return the words that say most of an actor without leaning on other words."""
    bare = [_ARTICLE.sub("", words, count=1) for words in map(prose.clean, descriptions)]
    sizes = {words: len(words.split()) for words in bare if not _LEANING.match(words)}
    fit = [words for words, n in sizes.items() if 1 < n <= _LONGEST_DESCRIPTION]
    return max(sorted(fit), key=sizes.get) if fit else ""


def _telling_mentions(book: Tables) -> pd.DataFrame:
    """For each actor the mention with most words about it, in its sentence."""
    found = book.mentions[book.mentions["actor_id"] != ""]
    told = found.assign(
        _telling=-(found["role"] + found["affiliation"] + found["name"]).str.len(),
    ).sort_values(["actor_id", "_telling", "article_id", "start"])
    told = told.drop_duplicates("actor_id")[
        ["actor_id", "article_id", "sentence_id", "start", "end"]
    ]
    sentences = book.sentences[["article_id", "sentence_id", "text", "start"]].rename(
        columns={"text": "sentence", "start": "sentence_start"}
    )
    return told.merge(sentences, on=["article_id", "sentence_id"], how="left", sort=False)


def speakers(book: Tables) -> pd.DataFrame:
    """Return who is said to have said how much.

    Parameters
    ----------
    book : Tables
        All tables.

    Returns
    -------
    pandas.DataFrame
        ``speaker``, ``side``, ``n_statements``, ``n_direct`` (in quotation marks),
        ``n_denied`` and ``n_articles``; most talkative first. A speaker that is no
        known actor stands by the words that name it.
    """
    names, sides = actor_names(book.actors), actor_sides(book.actors, book.claims)
    said = book.statements
    speaker = name_or(said["speaker_id"], names, said["speaker_text"])
    said = said.assign(
        speaker=speaker.where(speaker != "", "not named"),
        side=name_or(said["speaker_id"], sides, "other"),
        direct=said["manner"] != "indirect",
        denied=said["stance"] == "denied",
    )
    return (
        said.groupby(["speaker", "side"])
        .agg(
            n_statements=("statement_id", "size"),
            n_direct=("direct", "sum"),
            n_denied=("denied", "sum"),
            n_articles=("article_id", "nunique"),
        )
        .reset_index()
        .sort_values(["n_statements", "speaker"], ascending=[False, True], ignore_index=True)
    )


def counts_by_side(book: Tables) -> pd.DataFrame:
    """Return who counts whom: the side of the claimant against the group of the victims.

    Parameters
    ----------
    book : Tables
        All tables.

    Returns
    -------
    pandas.DataFrame
        ``side`` (of the claimant; ``article`` is the articles' own voice),
        ``victim_group``, ``outcome``, ``n_claims``, ``lowest`` and ``highest``
        (figures among these claims, people; the highest is null where no claim has
        an upper end) and ``figure`` (both in words). Left out are subsets of other
        figures, and what is denied, unconfirmed or hypothetical.
    """
    made = claims(book)
    made = made[(made["stance"] == "asserted") & (made["part_of"] != "subset")]
    found = (
        made.assign(
            least=made[["low", "best", "high"]].min(axis=1),
            most=made[["best", "high"]].max(axis=1),
        )
        .groupby(["side", "victim_group", "outcome"])
        .agg(n_claims=("claim_id", "size"), lowest=("least", "min"), highest=("most", "max"))
        .reset_index()
    )
    order = {name: k for k, name in enumerate([*VICTIM_GROUPS, *OUTCOMES])}
    found = found.sort_values(
        ["victim_group", "outcome", "side"],
        key=lambda s: s.map(order).fillna(len(order)) if s.name != "side" else s,
        ignore_index=True,
    )
    return found.assign(
        figure=[
            prose.figure(low, None, high)
            for low, high in zip(found["lowest"], found["highest"], strict=True)
        ]
    )


def interactions(book: Tables) -> pd.DataFrame:
    """Return who is said to have done what to whom, with each one's side.

    Parameters
    ----------
    book : Tables
        All tables.

    Returns
    -------
    pandas.DataFrame
        The columns of ``interactions`` and ``side`` and ``target_side``; most frequent
        first.
    """
    sides = actor_sides(book.actors, book.claims)
    found = book.interactions
    return found.assign(
        side=name_or(found["source_id"], sides, "other"),
        target_side=name_or(found["target_id"], sides, "other"),
    )
