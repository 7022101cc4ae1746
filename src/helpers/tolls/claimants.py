"""On whose word a claim stands: one name for each claimant, and whose side it is on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.incidents.occasions import folded
from helpers.sides import actor_sides, roots

if TYPE_CHECKING:
    from helpers.extraction import Tables

_FIGHTERS = frozenset({"rebel group", "political militia", "identity militia"})
_CROWDS = frozenset({"protesters", "rioters", "political militia", "identity militia"})
_SIDE_OF = {"state forces": frozenset({"state forces"}), "militants": _FIGHTERS,
            "protesters": _CROWDS}  # fmt: skip
_LONGEST_TITLE = 50


@dataclass(frozen=True)
class Claimants:
    """By claim_id: who claims it, how to name that claimant, and whether it is the victims' own."""

    key: Mapping[str, str]
    label: Mapping[str, str]
    own_side: Mapping[str, bool]


def find_claimants(tables: Tables) -> Claimants:
    """Say on whose word each claim stands.

    Parameters
    ----------
    tables : Tables
        ``claims``, ``articles`` and ``actors`` are read.

    Returns
    -------
    Claimants
        The claimant is the actor where known, else the words that name the source,
        else the article itself.
    """
    actors = tables.actors.set_index("actor_id", drop=False)
    top = roots(tables.actors)
    side = actor_sides(tables.actors, tables.claims)
    titles = {row.article_id: row for row in tables.articles.itertuples(index=False)}
    key, label, own = {}, {}, {}
    for row in tables.claims.itertuples(index=False):
        key[row.claim_id] = _key(row, titles.get(row.article_id))
        label[row.claim_id] = _label(row, actors, titles.get(row.article_id))
        own[row.claim_id] = _own_side(row, actors, top, side)
    return Claimants(key, label, own)


def _key(row: object, article: object | None) -> str:
    """Name the claimant; copies of one text that outlets edited speak with one voice."""
    if row.claimant_id:
        return row.claimant_id
    words = " ".join(w for w in folded(row.said_by) if w not in ("the", "a", "an"))
    source = (article.copy_of if article is not None else "") or row.article_id
    return f"words {words}" if words else f"article {source}"


def _label(row: object, actors: pd.DataFrame, article: object | None) -> str:
    if row.claimant_id in actors.index:
        actor = actors.loc[row.claimant_id]
        named = (
            actor["kind"] == "person"
            and actor["role"]
            and (folded(actor["role"]) != folded(actor["name"]))
        )
        return f"{actor['name']} ({actor['role']})" if named else _with_article(row, actor["name"])
    if row.said_by:
        return prose.clean(row.said_by, 60)
    outlet = article.outlet if article is not None else ""
    title = article.title if article is not None else ""
    if row.sentence_id == 0:
        return f"the headline of {outlet}" if outlet else "the headline"
    return outlet or (f"the article “{prose.clean(title, _LONGEST_TITLE)}”" if title else
                      f"the article {row.article_id}")  # fmt: skip


def _with_article(row: object, name: str) -> str:
    """The article's own words where they say the same with "the": the TLP."""
    said = prose.clean(row.said_by, 60)
    return said[0].lower() + said[1:] if said.lower().startswith("the ") else name


def _own_side(
    row: object, actors: pd.DataFrame, top: Mapping[str, str], side: Mapping[str, str]
) -> bool:
    """Whether who claims it belongs with those who were hurt."""
    claimant, hurt = row.claimant_id, row.victim_actor_id
    if claimant not in top:
        return False
    if hurt in top and top[hurt] == top[claimant]:
        return True
    if row.perpetrator_id in top and top[row.perpetrator_id] == top[claimant]:
        return False
    if row.victim_group not in _SIDE_OF:
        return False
    if hurt in top and _abroad(actors.loc[hurt, "country"], actors.loc[claimant, "country"]):
        return False
    category = actors.loc[[claimant, top[claimant]], "category"]
    return side[claimant] == row.victim_group or any(
        c in _SIDE_OF[row.victim_group] for c in category
    )


def _abroad(one: str, other: str) -> bool:
    return bool(one and other and one != other)
