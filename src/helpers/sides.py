"""Which side an actor is on, and the colour of each side, the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

COLOURS: Mapping[str, str] = {
    "state forces": "#0072B2",
    "militants": "#D55E00",
    "protesters": "#B87A00",
    "civilians": "#00805E",
    "people": "#6B5B95",
    "other": "#7A7A7A",
    "article": "#4A4A4A",
}
"""Colours that stay apart for colour-blind readers, after Okabe and Ito, darkened
where they would be too pale to read on white."""

ON_DARK: Mapping[str, str] = {
    "state forces": "#56B4E9",
    "militants": "#FF8A4C",
    "protesters": "#E0A92E",
    "civilians": "#2FBF95",
    "people": "#A99BD6",
    "other": "#A8A8A8",
    "article": "#C9C9C9",
}
"""The same sides on a dark page: lighter, of the same hue."""

_SIDE_OF_CATEGORY = {
    "state forces": "state forces",
    "rebel group": "militants",
    "political militia": "militants",
    "identity militia": "militants",
    "rioters": "protesters",
    "protesters": "protesters",
    "civilians": "civilians",
}


def colour_variable(side: str) -> str:
    """Return the CSS variable by which a page gives a side another shade."""
    return "--side-" + side.replace(" ", "-")


def roots(actors: pd.DataFrame) -> dict[str, str]:
    """Follow affiliations upwards: a spokesman to his party, a unit to its army.

    Parameters
    ----------
    actors : pandas.DataFrame
        The table ``actors``.

    Returns
    -------
    dict of str
        By actor_id, the actor_id at the top; an actor without a known
        affiliation is its own top.
    """
    by_name = dict(zip(actors["name"], actors["actor_id"], strict=True))
    above = {
        actor: by_name.get(affiliation, actor)
        for actor, affiliation in zip(actors["actor_id"], actors["affiliation"], strict=True)
    }
    return {actor: _top(actor, above) for actor in above}


def _top(actor: str, above: Mapping[str, str]) -> str:
    seen = {actor}
    while above[actor] not in seen:
        actor = above[actor]
        seen.add(actor)
    return actor


def actor_sides(actors: pd.DataFrame, claims: pd.DataFrame) -> dict[str, str]:
    """Say which side each actor is on.

    An actor is on the side of the one at the top of its affiliations. That one's
    side is ``state forces`` where its category says so, and its country is the one
    whose state is named most (another state, with no people of its own in the
    claims, looks on: ``other``); else the group that claims count its people under
    most often, so that a party and its followers share a side; else what its
    category says; else ``other``.

    Parameters
    ----------
    actors, claims : pandas.DataFrame
        The tables of these names.

    Returns
    -------
    dict of str
        By actor_id, one of the keys of :data:`COLOURS`.
    """
    top = roots(actors)
    known = claims[claims["victim_actor_id"].isin(top.keys())]
    known = known[known["victim_group"] != "people"]
    counted = (
        known.assign(top=known["victim_actor_id"].map(top))
        .groupby(["top", "victim_group"])
        .size()
        .reset_index(name="n")
        .sort_values(["n", "victim_group"], ascending=[False, True])
        .drop_duplicates("top")
    )
    by_claims = dict(zip(counted["top"], counted["victim_group"], strict=True))
    category = dict(zip(actors["actor_id"], actors["category"], strict=True))
    onlookers = _other_states(actors)

    def side(actor: str) -> str:
        own = _SIDE_OF_CATEGORY.get(category[actor], "other")
        own = "other" if actor in onlookers else own
        return own if own == "state forces" else by_claims.get(actor, own)

    return {actor: side(above) for actor, above in top.items()}


def _other_states(actors: pd.DataFrame) -> set[str]:
    """State actors of a known country that is not the one whose state is named most."""
    states = actors[(actors["category"] == "state forces") & (actors["country"] != "")]
    if states.empty:
        return set()
    named = states.groupby("country")["n_mentions"].sum()
    home = min(named.index, key=lambda country: (-named[country], country))
    return set(states.loc[states["country"] != home, "actor_id"])
