"""Which side an actor is on, and the colour of each side, the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from helpers.schemas import SIDES

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
    above = _above(actors)
    return {actor: _top(actor, above) for actor in above}


def _above(actors: pd.DataFrame) -> dict[str, str]:
    """By actor_id, whom each belongs to; itself where that is not known."""
    by_name = dict(zip(actors["name"], actors["actor_id"], strict=True))
    return {
        actor: by_name.get(affiliation, actor)
        for actor, affiliation in zip(actors["actor_id"], actors["affiliation"], strict=True)
    }


def _top(actor: str, above: Mapping[str, str]) -> str:
    seen = {actor}
    while above[actor] not in seen:
        actor = above[actor]
        seen.add(actor)
    return actor


def actor_sides(actors: pd.DataFrame, claims: pd.DataFrame) -> dict[str, str]:
    """Say which side each actor is on.

    A side that the user gives wins, for the actor and for all that belong to it.
    Else an actor is on the side of the one at the top of its affiliations. That one's
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
        By actor_id, one of the keys of :data:`COLOURS`. Where the column ``side`` is
        filled, what stands there.
    """
    if "side" in actors and (actors["side"] != "").all():
        return dict(zip(actors["actor_id"], actors["side"], strict=True))
    given = _given(actors)
    inferred = _inferred_sides(actors, claims)
    above = _above(actors)
    return {actor: _first_given(actor, above, given) or side for actor, side in inferred.items()}


def settle_sides(
    actors: pd.DataFrame, claims: pd.DataFrame, given: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Write each actor's side into the table.

    Parameters
    ----------
    actors, claims : pandas.DataFrame
        The tables of these names.
    given : mapping of str, optional
        Sides that the user gives, by actor_id; they win over those given before.

    Returns
    -------
    pandas.DataFrame
        ``actors`` with ``side`` and ``side_basis`` (``given`` or ``inferred``).
    """
    fixed = _given(actors) | dict(given or {})
    ids = actors["actor_id"]
    basis = ids.isin(fixed.keys()).map({True: "given", False: "inferred"}).astype("str")
    marked = actors.assign(side=[fixed.get(i, "") for i in ids], side_basis=basis)
    sides = actor_sides(marked, claims)
    return marked.assign(side=pd.Series([sides[i] for i in ids], index=ids.index, dtype="str"))


def _given(actors: pd.DataFrame) -> dict[str, str]:
    if "side_basis" not in actors:
        return {}
    fixed = actors[actors["side_basis"] == "given"]
    return dict(zip(fixed["actor_id"], fixed["side"], strict=True))


def _first_given(actor: str, above: Mapping[str, str], given: Mapping[str, str]) -> str:
    """Return the side given to the actor, or to the nearest that it belongs to."""
    seen: set[str] = set()
    while given and actor not in given and actor not in seen:
        seen.add(actor)
        actor = above[actor]
    return given.get(actor, "")


def _inferred_sides(actors: pd.DataFrame, claims: pd.DataFrame) -> dict[str, str]:
    """Each actor's side as its affiliation, the claims and its category tell it."""
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


def read_sides(given: object) -> dict[str, str]:
    """Read the sides that a user gives.

    Parameters
    ----------
    given : mapping, str, or iterable of str
        Sides by name or alias of an actor; or the same as text, ``name=side`` with
        semicolons between; or the path of a CSV file with the columns ``name`` and
        ``side``. Empty for none.

    Returns
    -------
    dict of str
        By name as given.

    Raises
    ------
    ValueError
        If it is none of these, or a side is not one of :data:`helpers.schemas.SIDES`.
    """
    if given is None or isinstance(given, (str, Path)) and not str(given).strip():
        return {}
    if isinstance(given, (str, Path)):
        text = str(given).strip()
        if "=" not in text:
            return _checked(_from_file(Path(text)))
        given = text.split(";")
    if not isinstance(given, Mapping):
        given = _from_pairs(given)
    return _checked(given)


_FORMS = ("allowed is name=side; name=side, a mapping of names to sides, or a CSV file with the "
          "columns name and side")  # fmt: skip


def _from_pairs(pairs: object) -> dict[str, str]:
    if not isinstance(pairs, Iterable):
        raise ValueError(_FORMS)
    texts = [str(pair) for pair in pairs if str(pair).strip()]
    if not all("=" in text for text in texts):
        raise ValueError(_FORMS)
    return {name: side for name, _, side in (text.rpartition("=") for text in texts)}


def _from_file(path: Path) -> dict[str, str]:
    if path.suffix != ".csv":
        raise ValueError(_FORMS)
    if not path.is_file():
        raise ValueError(f"there is no such file; {_FORMS}")
    table = pd.read_csv(path, dtype=str, keep_default_na=False, comment="#")
    if not {"name", "side"} <= set(table.columns):
        raise ValueError(f"the file lacks the columns name and side; {_FORMS}")
    return {n: s for n, s in zip(table["name"], table["side"], strict=True) if s.strip()}


def _checked(given: Mapping[object, object]) -> dict[str, str]:
    sides = {str(name).strip(): str(side).strip().lower() for name, side in given.items()}
    for name, side in sides.items():
        if side not in SIDES:
            raise ValueError(f"{side!r} for {name!r} is no side; the sides are {', '.join(SIDES)}")
    return sides


def _other_states(actors: pd.DataFrame) -> set[str]:
    """State actors of a known country that is not the one whose state is named most."""
    states = actors[(actors["category"] == "state forces") & (actors["country"] != "")]
    if states.empty:
        return set()
    named = states.groupby("country")["n_mentions"].sum()
    home = min(named.index, key=lambda country: (-named[country], country))
    return set(states.loc[states["country"] != home, "actor_id"])
