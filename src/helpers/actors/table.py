"""Actors of a corpus: one behind its names, what it is, and which tables tell of it."""

from __future__ import annotations

from collections import Counter, defaultdict

import pandas as pd

from helpers.actor_words import crowd_row_of_sort, is_unique_role, role_key
from helpers.actors.categories import category_of, category_of_force
from helpers.actors.chains import PERSONAL, ArticleActor, gather
from helpers.actors.known import (
    Days,
    KnownActors,
    match_known,
    read_known,
)
from helpers.actors.labels import ActorNames
from helpers.actors.merging import merge
from helpers.ids import stable_id
from helpers.naming import name_words
from helpers.places import fold
from helpers.schemas import as_table

_NO_ACTOR = frozenset({"group", "party", "alliance", "militia", ""})


def name_actors(
    mentions: pd.DataFrame,
    known: pd.DataFrame | None = None,
    articles: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Name the actor of every mention, over all articles.

    Parameters
    ----------
    mentions : pandas.DataFrame
        The table ``mentions`` of all articles; ``actor_id`` is not looked at.
    known : pandas.DataFrame, optional
        Rows of ``data/actors.csv`` (:func:`helpers.load_known_actors`). They win over what the
        text tells.

    articles : pandas.DataFrame, optional
        The table ``articles``: on the days of publication hang which of the user's rows
        hold.

    Returns
    -------
    mentions : pandas.DataFrame
        The same rows with ``actor_id``: empty for places, and for a description
        ("a group") that no name stands behind.
    actors : pandas.DataFrame
        The table ``actors``, most mentioned first.

    Notes
    -----
    Neither the order of the articles nor articles that share no name, office or crowd
    with the others change an actor or its id.
    """
    told = gather(mentions)
    root_of = merge(told)
    parts: dict[str, list[ArticleActor]] = defaultdict(list)
    for chain, root in root_of.items():
        if _is_actor(told[chain]):
            parts[root].append(told[chain])
    names = ActorNames(parts, root_of)
    facts, published = read_known(known), _published(articles)
    days = {root: _days_of(found, published) for root, found in parts.items()}
    identity = {root: _identity(names, facts, root, days[root]) for root in parts}
    joined: dict[str, list[str]] = defaultdict(list)
    for root, (actor_id, _) in identity.items():
        joined[actor_id].append(root)
    actor_of_root = {root: actor_id for root, (actor_id, _) in identity.items()}
    rows = [
        _actor_row(names, facts, actor_id, roots, identity, actor_of_root, days)
        for actor_id, roots in joined.items()
    ]
    _fill_categories(rows, joined, parts, facts)
    table = as_table("actors", rows)
    table = table.sort_values(["n_mentions", "actor_id"], ascending=[False, True])
    actor_of = {chain: actor_of_root.get(root, "") for chain, root in root_of.items()}
    named = mentions.assign(actor_id=mentions["chain"].map(actor_of).fillna("").astype("str"))
    return as_table("mentions", named), as_table("actors", table)


def _is_actor(found: ArticleActor) -> bool:
    """Whether a chain is somebody: not so a bare "a group", which is left without an actor."""
    if found.kind != "organisation" or found.names:
        return bool(found.kind)
    return not set(found.sorts or [""]) <= _NO_ACTOR


def _published(articles: pd.DataFrame | None) -> dict[str, tuple[str, str]]:
    """By article, the first and last day on which it may have appeared, where known."""
    if articles is None:
        return {}
    known = articles.dropna(subset=["published_start", "published_end"])
    first, last = (known[c].dt.strftime("%Y-%m-%d") for c in ("published_start", "published_end"))
    return dict(zip(known["article_id"], zip(first, last, strict=True), strict=True))


def _days_of(parts: list[ArticleActor], published: dict[str, tuple[str, str]]) -> Days:
    """From the first to the last day on which the actor's articles appeared, or None."""
    found = [published[p.article_id] for p in parts if p.article_id in published]
    return (min(a for a, _ in found), max(b for _, b in found)) if found else None


def _identity(
    names: ActorNames, facts: KnownActors, root: str, days: Days
) -> tuple[str, str]:
    """Return an actor's id, and the name of the user's row for it, if there is one."""
    kind, display = names.kind(root), names.display(root)
    own = {name for part in names.parts[root] for name in part.names}
    role = names.role(root)
    office = "" if own else role
    known = match_known(facts, kind, own | {display}, office, names.affiliation(root), days)
    if known:
        return stable_id("actor", "known", fold(known)), known
    if own:
        scope = "" if len(name_words(display)) > 1 or kind != PERSONAL else root
        return stable_id("actor", kind, fold(display), names.country(root), scope), ""
    if kind == PERSONAL:
        shared = is_unique_role(role) and bool(names.owner(root) or names.country(root))
        whose = names.affiliation(root) or names.country(root)
        return stable_id("actor", kind, *role_key(role), whose, "" if shared else root), ""
    owner = names.owner(root)
    shared = bool(owner or names.country(root)) and crowd_row_of_sort(names.sort(root)) is not None
    return stable_id("actor", kind, fold(display), names.country(root), "" if shared else root), ""


def _actor_row(
    names: ActorNames,
    facts: KnownActors,
    actor_id: str,
    roots: list[str],
    identity: dict[str, tuple[str, str]],
    actor_of_root: dict[str, str],
    days: dict[str, Days],
) -> dict[str, object]:
    """Assemble one row of the table from the merged actors behind it."""
    root = max(sorted(roots), key=lambda r: (bool(names.own_name(r)), len(names.parts[r])))
    parts = [part for r in roots for part in names.parts[r]]
    spans = [span for r in roots if (span := days[r])]
    when = (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None
    fact = facts.row_on(identity[root][1], when)
    name = fact.get("name") or names.display(root)
    aliases: Counter[str] = Counter()
    descriptions: Counter[str] = Counter()
    generic = not names.own_name(root)
    for part in parts:
        aliases.update(part.aliases)
        aliases.update(part.names)
        by_words = generic and names.kind(root) in ("force", "government")
        (aliases if by_words else descriptions).update(part.descriptions)
    aliases.pop(name, None)
    for alias in facts.aliases.get(name, ()):
        aliases.setdefault(alias, 0)
    owner = names.owner(root)
    return {
        "actor_id": actor_id,
        "name": name,
        "kind": fact.get("kind") or names.kind(root),
        "category": fact.get("category", ""),
        "role": fact.get("role") or _first(names.role, roots),
        "affiliation": fact.get("affiliation")
        or facts.name_of(actor_of_root.get(owner, ""), identity.get(owner, ("", ""))[1])
        or _first(names.affiliation, roots),
        "aliases": sorted(aliases, key=lambda a: (-aliases[a], a)),
        "descriptions": sorted(descriptions, key=lambda d: (-descriptions[d], d)),
        "country": fact.get("country") or _first(names.country, roots),
        "side": fact.get("side", ""),
        "side_basis": "given" if fact.get("side") else "",
        "n_mentions": sum(part.n_mentions for part in parts),
        "n_articles": len({part.article_id for part in parts}),
        "basis": "file" if fact else "text",
    }


def _first(value: object, roots: list[str]) -> str:
    return next((found for root in sorted(roots) if (found := value(root))), "")


def _fill_categories(
    rows: list[dict[str, object]],
    joined: dict[str, list[str]],
    parts: dict[str, list[ArticleActor]],
    facts: KnownActors,
) -> None:
    """Tell each actor's category, those first that others belong to."""
    by_name = {name: row["category"] for name, row in facts.rows.items() if row.get("category")}
    owned = sorted(rows, key=lambda row: (bool(row["affiliation"]), row["kind"] == PERSONAL))
    for row in owned:
        if not row["category"]:
            told = [part for root in joined[row["actor_id"]] for part in parts[root]]
            whose = by_name.get(row["affiliation"]) or category_of_force(row["affiliation"])
            row["category"] = category_of(told, whose)
        by_name.setdefault(row["name"], row["category"])
