"""Actors of a corpus: one behind its names, what it is, and which tables tell of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pandas as pd

from helpers.actor_categories import category_of
from helpers.actor_chains import PERSONAL, ArticleActor, gather
from helpers.actor_links import link_actors
from helpers.actor_merging import merge
from helpers.coref_nouns import is_unique_role, role_key
from helpers.ids import stable_id
from helpers.known_actors import (
    KnownActors,
    load_known_actors,
    match_known,
    read_known,
    suggest_actors,
)
from helpers.lexicons import read
from helpers.mention_phrases import crowd_row_of_sort
from helpers.naming import is_abbreviation, name_words
from helpers.places import country_names, fold
from helpers.schemas import as_table

__all__ = ["link_actors", "load_known_actors", "name_actors", "suggest_actors"]

_NO_ACTOR = frozenset({"group", "party", "alliance", "militia", ""})
_DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those|some|any)\s+", re.IGNORECASE)


def name_actors(
    mentions: pd.DataFrame, known: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Name the actor of every mention, over all articles.

    Parameters
    ----------
    mentions : pandas.DataFrame
        The table ``mentions`` of all articles; ``actor_id`` is not looked at.
    known : pandas.DataFrame, optional
        Rows of ``data/actors.csv`` (:func:`load_known_actors`). They win over what the
        text tells.

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
    names = _Names(parts, root_of)
    facts = read_known(known)
    identity = {root: _identity(names, facts, root) for root in parts}
    joined: dict[str, list[str]] = defaultdict(list)
    for root, (actor_id, _) in identity.items():
        joined[actor_id].append(root)
    actor_of_root = {root: actor_id for root, (actor_id, _) in identity.items()}
    rows = [
        _actor_row(names, facts, actor_id, roots, identity, actor_of_root)
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


class _Names:
    """What each merged actor is called, looked up once."""

    def __init__(self, parts: dict[str, list[ArticleActor]], root_of: dict[str, str]) -> None:
        self.parts = parts
        self.root_of = root_of
        self._names: dict[str, str] = {}

    def kind(self, root: str) -> str:
        votes: Counter[str] = Counter()
        for part in self.parts[root]:
            votes.update(part.kinds)
        return max(sorted(votes), key=lambda k: votes[k])

    def country(self, root: str) -> str:
        votes = Counter(part.country for part in self.parts[root] if part.country)
        return max(sorted(votes), key=lambda c: votes[c]) if votes else ""

    def owner(self, root: str) -> str:
        """Return the actor that most articles give as the owner, or empty."""
        votes = Counter(
            self.root_of[part.owner] for part in self.parts[root]
            if part.owner in self.root_of and self.root_of[part.owner] in self.parts
            and self.root_of[part.owner] != root
        )
        return max(sorted(votes), key=lambda r: votes[r]) if votes else ""

    def own_name(self, root: str) -> str:
        """Return the name that the articles call it by most, full names first."""
        votes: Counter[str] = Counter()
        for part in self.parts[root]:
            votes.update(part.names)
        full = [n for n in votes if not is_abbreviation(n)]
        if self.kind(root) == PERSONAL:
            full = [n for n in full if len(name_words(n)) > 1] or full
        chosen = full or list(votes)
        return max(sorted(chosen), key=lambda n: (votes[n], len(n))) if chosen else ""

    def sort(self, root: str) -> str:
        sorts = [s for part in self.parts[root] for s in part.sorts]
        kept = [s for s in sorts if s not in ("officers", "forces")] or sorts
        if "supporters" in sorts and self.owner(root):
            return "supporters"
        return kept[0] if kept else ""

    def role(self, root: str) -> str:
        if self.kind(root) != PERSONAL:
            return ""
        votes = Counter(role for part in self.parts[root] for role in part.roles[:1])
        return max(sorted(votes), key=lambda r: (votes[r], len(r))) if votes else ""

    def text(self, root: str) -> str:
        """Return the words that the articles use most, without an article."""
        votes: Counter[str] = Counter()
        for part in self.parts[root]:
            for text, n in [*part.descriptions.items(), *part.aliases.items()]:
                votes[_DETERMINER.sub("", text)] += n
        return max(sorted(votes), key=lambda t: (votes[t], len(t))) if votes else "unnamed"

    def display(self, root: str) -> str:
        """Return what the workbook calls it: its name, ACLED's way of naming, or its words."""
        if root not in self._names:
            self._names[root] = self.own_name(root) or self._generic(root)
        return self._names[root]

    def _generic(self, root: str) -> str:
        row = crowd_row_of_sort(self.sort(root))
        owner = self.owner(root)
        country = self.country(root)
        if row is not None and owner and not (country and row["type"] == "government"):
            word = row["word"] if row["type"] == "supporters" else self.text(root).split(" ")[-1]
            return f"{self._short(owner)} {word}"
        if row is not None and country:
            return row["actor"].format(country_names().get(country, country))
        return self.text(root)

    def _short(self, root: str) -> str:
        """Return the name's abbreviation, if the articles use one."""
        votes: Counter[str] = Counter()
        for part in self.parts[root]:
            votes.update({n: c for n, c in part.names.items() if is_abbreviation(n)})
        return max(sorted(votes), key=lambda n: votes[n]) if votes else self.display(root)

    def affiliation(self, root: str) -> str:
        """Return the name of the actor that it belongs to or speaks for, or empty."""
        owner = self.owner(root)
        if owner and not (self.kind(root) == "government" and self.kind(owner) == PERSONAL):
            return self.display(owner)
        country = country_names().get(self.country(root), "")
        words = next((p.owner_words for p in self.parts[root] if p.owner_words and not p.owner), "")
        row = _crowd_by_words(words)
        kind = self.kind(root)
        if row is None and kind == "force" and self.own_name(root):
            row = crowd_row_of_sort(self.sort(root))
            row = row if row is not None and row["kind"] == "force" else None
        if row is None and kind == PERSONAL and (role := self.role(root)):
            row = _crowd_of_role(role)
        if row is not None and country:
            return row["actor"].format(country)
        return words


def _crowd_by_words(words: str) -> dict[str, str] | None:
    low = words.lower()
    return next((row for row in read("actor_crowds") if low and row["word"] == low), None)


def _crowd_of_role(role: str) -> dict[str, str] | None:
    """Return the row of the force or government that a role belongs to by itself."""
    cls = role_key(role)[0] if role_key(role) else ""
    of = next((row["of"] for row in read("actor_roles") if row["class"] == cls and row["of"]), "")
    return crowd_row_of_sort(of) if of in ("government", "police", "military") else None


def _identity(names: _Names, facts: KnownActors, root: str) -> tuple[str, str]:
    """Return an actor's id, and the name of the user's row for it, if there is one."""
    kind, display = names.kind(root), names.display(root)
    own = {name for part in names.parts[root] for name in part.names}
    role = names.role(root)
    known = match_known(facts, kind, own | {display}, role if not own else "",
                        names.affiliation(root))
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
    names: _Names,
    facts: KnownActors,
    actor_id: str,
    roots: list[str],
    identity: dict[str, tuple[str, str]],
    actor_of_root: dict[str, str],
) -> dict[str, object]:
    """Assemble one row of the table from the merged actors behind it."""
    root = max(sorted(roots), key=lambda r: (bool(names.own_name(r)), len(names.parts[r])))
    parts = [part for r in roots for part in names.parts[r]]
    fact = facts.rows.get(identity[root][1], {})
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
            row["category"] = category_of(told, by_name.get(row["affiliation"], ""))
        by_name.setdefault(row["name"], row["category"])
