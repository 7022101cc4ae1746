"""Claims and tolls in reading order, with the names that a reader needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.schemas import OUTCOMES, VICTIM_GROUPS
from helpers.sides import actor_sides

if TYPE_CHECKING:
    from helpers.extraction import Tables

OWN_VOICE = "the article itself"
_ENDS = ("low", "best", "high")


def article_labels(articles: pd.DataFrame) -> pd.Series:
    """Return a short name for each article: its outlet and title, by article_id."""
    title = articles["title"].where(articles["title"] != "", articles["article_id"])
    outlet = articles["outlet"].where(articles["outlet"] == "", articles["outlet"] + ": ")
    return pd.Series((outlet + title).to_numpy(), index=articles["article_id"], dtype="object")


def actor_names(actors: pd.DataFrame) -> dict[str, str]:
    """Return each actor's name, by actor_id."""
    return dict(zip(actors["actor_id"], actors["name"], strict=True))


def name_or(ids: pd.Series, names: Mapping[str, str], else_: pd.Series | str) -> pd.Series:
    """Return the name of each id, or what stands in ``else_`` where it has none."""
    found = ids.map(names).astype("object")
    return found.where(found.notna(), else_)


def claims(book: Tables) -> pd.DataFrame:
    """Return the claims with the names that a reader needs.

    Parameters
    ----------
    book : Tables
        All tables.

    Returns
    -------
    pandas.DataFrame
        The columns of ``claims`` and: ``claimant`` (the actor, else the words, else
        :data:`OWN_VOICE`), ``claimant_key`` (what tells claimants apart; an
        article's own voice is one each), ``side`` (of the claimant, see
        :mod:`helpers.sides`), ``victim`` (who was hurt, as the actor's name, else
        the words, else the group), ``figure`` (in words), ``article`` (its short
        name). By first day, article and place in the text.
    """
    names, sides = actor_names(book.actors), actor_sides(book.actors, book.claims)
    found = book.claims.sort_values(
        ["date_start", "article_id", "start", "claim_id"], na_position="last", ignore_index=True
    )
    own = (found["said_by"] == "") & (found["claimant_id"] == "")
    claimant = name_or(found["claimant_id"], names, found["said_by"]).mask(own, OWN_VOICE)
    key = found["claimant_id"].where(found["claimant_id"] != "", "words:" + found["said_by"])
    return found.assign(
        claimant=claimant,
        claimant_key=key.mask(own, "article:" + found["article_id"]),
        side=name_or(found["claimant_id"], sides, "other").mask(own, "article"),
        victim=_victims(found, names),
        figure=[
            prose.figure(*row)
            for row in zip(found["low"], found["best"], found["high"], strict=True)
        ],
        article=name_or(
            found["article_id"], dict(article_labels(book.articles)), found["article_id"]
        ),
    )


def _victims(found: pd.DataFrame, names: dict[str, str]) -> pd.Series:
    words = found["victims"].where(found["victims"] != "", found["victim_group"])
    return name_or(found["victim_actor_id"], names, words)


def stories(book: Tables) -> pd.DataFrame:
    """Return the episodes, the one with most claims first.

    Parameters
    ----------
    book : Tables
        All tables.

    Returns
    -------
    pandas.DataFrame
        The columns of ``episodes``.
    """
    return book.episodes.sort_values(
        ["n_claims", "n_articles", "date_start", "episode_id"],
        ascending=[False, False, True, True],
        ignore_index=True,
    )


def tolls(book: Tables, level: str | None = None, episode_id: str | None = None) -> pd.DataFrame:
    """Return the tolls in reading order.

    Parameters
    ----------
    book : Tables
        All tables.
    level : {"episode", "incident"}, optional
        Only tolls of this level.
    episode_id : str, optional
        Only tolls of this episode.

    Returns
    -------
    pandas.DataFrame
        The columns of ``tolls`` and ``victim`` (who was hurt, in the articles'
        words where these name somebody), ``figure`` (in words) and
        ``note`` (how well it is known). By outcome, level, day and group.
    """
    found = book.tolls
    if level is not None:
        found = found[found["level"] == level]
    if episode_id is not None:
        found = found[found["episode_id"] == episode_id]
    order = {name: k for k, name in enumerate([*OUTCOMES, *VICTIM_GROUPS])}
    found = found.assign(
        _outcome=found["outcome"].map(order), _group=found["victim_group"].map(order)
    ).sort_values(
        ["_outcome", "level", "date_start", "_group", "toll_id"],
        na_position="last",
        ignore_index=True,
    )
    victims = _toll_victims(book, found)
    return found.drop(columns=["_outcome", "_group"]).assign(
        victim=victims,
        figure=[
            prose.figure(*row)
            for row in zip(
                found["low"], found["best"], found["high"], found["open_ended"], strict=True
            )
        ],
        note=[prose.toll_note(row) for row in found.to_dict("records")],
    )


def _toll_victims(book: Tables, found: pd.DataFrame) -> list[str]:
    """Name each toll's victims in the articles' words, else by their actor, else by group.

    Words that lean on what stands before them ("its followers", "others") name
    nobody by themselves: then words elsewhere in the story for the same people do.
    """
    told = book.claims.assign(words=[_standing(words) for words in book.claims["victims"]])
    words = dict(zip(told["claim_id"], told["words"], strict=True))
    actor = dict(zip(told["claim_id"], told["victim_actor_id"], strict=True))
    same = ["episode_id", "victim_group", "victim_actor_id"]
    sure = told[(told["words"] != "") & (told["stance"] == "asserted")]
    elsewhere = sure.groupby(same)["words"].agg(Counter).to_dict()
    names = actor_names(book.actors)
    labels = []
    for ids, episode, group in zip(
        found["claim_ids"], found["episode_id"], found["victim_group"], strict=True
    ):
        hurt = _most_common(Counter(actor.get(claim_id, "") for claim_id in ids))
        own = _most_common(Counter(words.get(claim_id, "") for claim_id in ids))
        own = own or _most_common(elsewhere.get((episode, group, hurt), Counter()))
        name = names.get(hurt, "")
        # "TLP supporters" says more than "supporters"; "police officers" more than a force's name
        labels.append(name if own.lower() in name.lower() and name else own or group)
    return labels


def _most_common(counted: Counter[str]) -> str:
    """The most frequent text that is not empty; of several the longest, then the first."""
    known = [(text, n) for text, n in counted.items() if text]
    return min(known, key=lambda pair: (-pair[1], -len(pair[0]), pair[0]), default=("", 0))[0]


_LEANING = re.compile(r"(?:its|their|his|her|our|my|those|these|them|they|he|she|others?)\b", re.I)


def _standing(words: str) -> str:
    """Words that name somebody by themselves, without their article; else nothing."""
    bare = re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.I)
    return "" if _LEANING.match(bare) else bare


def claim_ranges(book: Tables, episode_id: str | None = None, largest: int = 12) -> pd.DataFrame:
    """Set every claimant's figure beside the toll that it belongs to.

    Parameters
    ----------
    book : Tables
        All tables.
    episode_id : str, optional
        The episode; by default the one with most claims.
    largest : int
        The most tolls to keep, those with most claims; the rest is counted in
        ``attrs["folded"]``.

    Returns
    -------
    pandas.DataFrame
        One row a toll, claimant and figure: ``toll_id``, ``toll`` (what is counted,
        in words), ``level``, ``outcome``, ``victim_group``, ``toll_figure``,
        ``toll_low``, ``toll_best``, ``toll_high``, ``open_ended``, ``disputed``,
        ``one_sided``, ``claimant``, ``side``, ``low``, ``best``, ``high``,
        ``figure``, ``stance``, ``weighed`` (whether the toll counts it) and ``n``
        (claims that say so). An article's own voice goes by its title. ``attrs`` holds
        ``episode`` (its name) and ``folded``.
    """
    ranked = stories(book)
    if episode_id is None:
        episode_id = "" if ranked.empty else ranked["episode_id"].iloc[0]
    found = tolls(book, episode_id=episode_id)
    kept = found.nlargest(largest, "n_claims", keep="first").sort_index()
    all_claims = claims(book)
    own = all_claims["side"] == "article"
    all_claims["claimant"] = all_claims["claimant"].mask(own, "“" + all_claims["article"] + "”")
    rows = pd.concat(
        [_of_toll(toll, all_claims) for toll in kept.to_dict("records")]
        or [pd.DataFrame(columns=_RANGE_COLUMNS)],
        ignore_index=True,
    )
    rows = rows[_RANGE_COLUMNS]
    rows.attrs["episode"] = next(
        iter(ranked.loc[ranked["episode_id"] == episode_id, "name"]), "no episode"
    )
    rows.attrs["folded"] = len(found) - len(kept)
    return rows


_RANGE_COLUMNS = [
    "toll_id", "toll", "level", "outcome", "victim_group", "toll_figure", "toll_low", "toll_best",
    "toll_high", "open_ended", "disputed", "one_sided", "claimant", "side", "low", "best", "high",
    "figure", "stance", "weighed", "n",
]  # fmt: skip


def _of_toll(toll: dict[str, object], all_claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that a toll weighs, and those of the same kind listed beside it."""
    same = all_claims[
        (all_claims["outcome"] == toll["outcome"])
        & (all_claims["victim_group"] == toll["victim_group"])
        & (all_claims["episode_id"] == toll["episode_id"])
    ]
    weighed = same["claim_id"].isin(toll["claim_ids"])
    beside = (same["stance"] != "asserted") & (same["incident_id"] == toll["incident_id"])
    same = same.assign(weighed=weighed)[weighed | beside]
    keys = ["claimant_key", "claimant", "side", "figure", "stance", "weighed"]
    told = same.groupby(keys, sort=False, dropna=False)
    rows = told[["low", "best", "high"]].first().assign(n=told.size()).reset_index()
    return rows.assign(
        toll_id=toll["toll_id"],
        toll=toll_title(toll),
        level=toll["level"],
        outcome=toll["outcome"],
        victim_group=toll["victim_group"],
        toll_figure=toll["figure"],
        toll_low=toll["low"],
        toll_best=toll["best"],
        toll_high=toll["high"],
        open_ended=toll["open_ended"],
        disputed=toll["disputed"],
        one_sided=toll["one_sided"],
    )


def toll_title(toll: dict[str, object]) -> str:
    """Say what a toll counts: ``Police killed, 27 October 2021``, or ``…, whole story``."""
    days = prose.days(toll["date_start"], toll["date_end"])
    when = "whole story" if toll["level"] == "episode" else days
    return f"{prose.clean(toll['victim'], 40)} {toll['outcome']}, {when}"


def changes(book: Tables, episode_id: str | None = None) -> pd.DataFrame:
    """Return the tolls that an earlier run gave otherwise, those of whole stories first.

    Parameters
    ----------
    book : Tables
        All tables.
    episode_id : str, optional
        Only tolls of this episode.

    Returns
    -------
    pandas.DataFrame
        The columns of ``changes`` and ``what`` (what is counted, in words), ``marks``
        (what else is so now, such as ``now disputed``),
        ``figure_before`` and ``figure_after`` (in words) and ``article_id`` (of the
        later claim; empty where there is none). An incident's toll that changed as
        its episode's did is left out.
    """
    found = book.changes[book.changes["change"] != "same"]
    if episode_id is not None:
        found = found[found["episode_id"] == episode_id]
    numbers = [f"{end}_{run}" for run in ("before", "after") for end in _ENDS]
    found = found[~found.duplicated(["episode_id", "outcome", "victim_group", "change", *numbers])]
    article_of = dict(zip(book.claims["claim_id"], book.claims["article_id"], strict=True))
    return found.assign(
        what=[
            f"{prose.capital(group)} {outcome}"
            for group, outcome in zip(found["victim_group"], found["outcome"], strict=True)
        ],
        marks=["; ".join(re.findall(r"now .+(?=\.$)", text)) for text in found["explanation"]],
        figure_before=_changed_figures(found, "before", absent="new"),
        figure_after=_changed_figures(found, "after", absent="gone"),
        article_id=[article_of.get(c, "") for c in found["claim_id_after"]],
    ).reset_index(drop=True)


def _changed_figures(found: pd.DataFrame, run: str, absent: str) -> list[str]:
    """One run's figures in words; a dash where the run does not have the toll."""
    numbers = zip(*(found[f"{end}_{run}"] for end in _ENDS), strict=True)
    return [
        "–" if change == absent else prose.figure(*row)
        for change, row in zip(found["change"], numbers, strict=True)
    ]
