"""Which articles' actors are one: by name, by office, by whose crowd; never by surname alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable

from helpers.actor_words import crowd_row_of_sort, is_national, is_unique_role, known_name, role_key
from helpers.actors.chains import PERSONAL, ArticleActor
from helpers.naming import (
    is_abbreviation,
    name_words,
    organisation_key,
    same_organisation,
    same_person,
    sound_key,
)
from helpers.places import fold

_FOLLOWERS = frozenset({"supporters", "protesters", "crowd"})
_COUNTRY_BOUND = frozenset({"ministry", "court", "council", "government", "police"})


def merge(actors: dict[str, ArticleActor]) -> dict[str, str]:
    """Merge the actors of all articles.

    Candidates are found by keys, so that the work grows with the number of actors, not
    with that of pairs; only names under one key are compared. Nothing depends on the
    order of the articles.

    Parameters
    ----------
    actors : dict of ArticleActor
        By chain, from :func:`helpers.actors.chains.gather`.

    Returns
    -------
    dict of str
        From each chain to the chain that stands for its actor.
    """
    groups = Groups(actors)
    persons = [a for a in actors.values() if a.kind == PERSONAL]
    others = [a for a in actors.values() if a.kind != PERSONAL]
    _merge_persons(groups, [a for a in persons if a.names])
    _merge_organisations(groups, [a for a in others if a.names])
    _merge_mistaken(groups, persons, others)
    for found in others:
        if not found.names and not found.owner and (key := crowd_key(found)):
            groups.join_by(key, found.chain)
    for found in sorted(persons, key=lambda a: a.chain):
        if found.country and any(is_national(role) for role in found.roles):
            groups.country_of_office.setdefault(groups.root(found.chain), found.country)
    # Whose a crowd or an office is can be told only once the owners are merged.
    for found in sorted(others, key=lambda a: a.chain):
        if not found.names and (country := _head_of_state(groups, actors, found)):
            groups.join_by(("country", found.kind, "government", country), found.chain)
        elif not found.names and found.owner in actors:
            groups.join_by(("crowd", _crowd_sort(found), groups.root(found.owner)), found.chain)
    for found in persons:
        if key := _office_key(groups, found):
            groups.join_by(key, found.chain)
    _merge_surnames(groups, [a for a in persons if a.names])
    return {chain: groups.root(chain) for chain in actors}


class Groups:
    """A union-find over chains, with keys that join all that share them."""

    def __init__(self, chains: Iterable[str]) -> None:
        self._parent = {chain: chain for chain in chains}
        self._first: dict[Hashable, str] = {}
        self.country_of_office: dict[str, str] = {}

    def root(self, chain: str) -> str:
        """Return the chain that stands for the group of ``chain``."""
        while self._parent[chain] != chain:
            self._parent[chain] = self._parent[self._parent[chain]]
            chain = self._parent[chain]
        return chain

    def join(self, left: str, right: str) -> None:
        """Make the groups of two chains one; the smaller id stands for it."""
        a, b = sorted((self.root(left), self.root(right)))
        self._parent[b] = a

    def join_by(self, key: Hashable, chain: str) -> None:
        """Join ``chain`` with all others that were given the same key."""
        self.join(self._first.setdefault(key, chain), chain)


def _merge_persons(groups: Groups, persons: list[ArticleActor]) -> None:
    """Join persons of one full name, in any spelling."""
    blocks: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for found in persons:
        for name in found.names:
            words = name_words(name)
            if len(words) > 1:
                blocks[sound_key(words[0]), sound_key(words[-1])][name].append(found.chain)
    for names in blocks.values():
        ordered = sorted(names)
        for k, name in enumerate(ordered):
            for chain in names[name][1:]:
                groups.join(names[name][0], chain)
            for other in ordered[:k]:
                if same_person(name, other):
                    groups.join(names[name][0], names[other][0])


def _merge_mistaken(
    groups: Groups, persons: list[ArticleActor], others: list[ArticleActor]
) -> None:
    """Join what one article takes for an organisation with the person of that full name."""
    by_name: dict[str, str] = {}
    for found in persons:
        for name in found.names:
            if len(name_words(name)) > 1:
                by_name[fold(name)] = min(found.chain, by_name.get(fold(name), found.chain))
    for found in others:
        if found.kind == "organisation" and not found.sorts:
            for name in found.names:
                if fold(name) in by_name:
                    groups.join(by_name[fold(name)], found.chain)


def _merge_organisations(groups: Groups, named: list[ArticleActor]) -> None:
    """Join organisations, forces and groups of one name, then abbreviations with full names."""
    blocks: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    short: dict[str, list[ArticleActor]] = defaultdict(list)
    full_of: dict[str, set[str]] = defaultdict(set)
    for found in named:
        for name in found.names:
            if is_abbreviation(name) and not known_name(name):
                short[name.replace(".", "")].append(found)
                continue
            if row := known_name(name):
                groups.join_by(("known", row["name"]), found.chain)
            country = found.country if _is_bound_to_country(found) else ""
            blocks[organisation_key(name), country][name].append(found.chain)
    _join_spellings(groups, blocks)
    for letters, users in short.items():
        for found in users:
            if any(not is_abbreviation(n) for n in found.names):
                full_of[letters].add(groups.root(found.chain))
        _join_abbreviation(groups, letters, users, full_of[letters])


def _is_bound_to_country(found: ArticleActor) -> bool:
    """Whether the name alone may be of several countries: "Supreme Court", "rebel forces"."""
    sorts = set(found.sorts)
    return bool(_COUNTRY_BOUND & sorts) or any(crowd_row_of_sort(s) for s in sorts)


def _join_spellings(groups: Groups, blocks: dict[tuple[str, str], dict[str, list[str]]]) -> None:
    """Join names under one key that are one name in two spellings."""
    for names in blocks.values():
        ordered = sorted(names)
        for k, name in enumerate(ordered):
            for chain in names[name][1:]:
                groups.join(names[name][0], chain)
            for other in ordered[:k]:
                if same_organisation(name, other) or fold(name) == fold(other):
                    groups.join(names[name][0], names[other][0])


def _join_abbreviation(
    groups: Groups, letters: str, users: list[ArticleActor], full: set[str]
) -> None:
    """Join articles that use an abbreviation alone with the one actor that it stands for.

    Where it stands for several, those articles' actors stay by themselves, together only
    within one country.
    """
    bare = [a for a in users if all(is_abbreviation(n) for n in a.names)]
    if len(full) == 1:
        meant = next(iter(full))
        for found in bare:
            groups.join(meant, found.chain)
        return
    for found in bare:
        groups.join_by(("abbreviation", letters, found.country if full else ""), found.chain)


def _head_of_state(groups: Groups, actors: dict[str, ArticleActor], found: ArticleActor) -> str:
    """Return the country whose government is called by its head: "the X regime"."""
    owner = actors.get(found.owner)
    if owner is None or owner.kind != PERSONAL or "government" not in found.sorts:
        return ""
    return groups.country_of_office.get(groups.root(owner.chain), "")


def crowd_key(found: ArticleActor) -> tuple[str, ...] | None:
    """Return the key of a force, government or crowd known by its country, or None."""
    sort = _crowd_sort(found)
    if not found.country or crowd_row_of_sort(sort) is None:
        return None
    return ("country", found.kind, sort, found.country)


def _crowd_sort(found: ArticleActor) -> str:
    sorts = [s for s in found.sorts if s not in ("officers", "forces")] or found.sorts or [""]
    if found.owner and set(found.sorts) & _FOLLOWERS:
        return "supporters"
    return sorts[0]


def _office_key(groups: Groups, found: ArticleActor) -> tuple[str, ...] | None:
    """Return the key of an office that one person holds, where nobody is named, or None."""
    if found.names or not found.roles or not is_unique_role(found.roles[0]):
        return None
    owner = groups.root(found.owner) if found.owner else ""
    if not owner and not found.country:
        return None
    return ("office", *role_key(found.roles[0]), "of", owner or found.country)


def _merge_surnames(groups: Groups, persons: list[ArticleActor]) -> None:
    """Join "President Putin" with the one full name of the same surname and office."""
    full: dict[tuple, set[str]] = defaultdict(set)
    bare: dict[tuple, list[str]] = defaultdict(list)
    for found in persons:
        for key in _post_keys(groups, found):
            if len(name_words(found.name)) > 1:
                full[key].add(groups.root(found.chain))
            else:
                bare[key].append(found.chain)
    for key, chains in sorted(bare.items()):
        roots = {groups.root(chain) for chain in full[key]}
        for chain in chains:
            if len(roots) == 1:
                groups.join(next(iter(roots)), chain)
            elif not roots:
                groups.join(chains[0], chain)


def _post_keys(groups: Groups, found: ArticleActor) -> list[tuple]:
    """Return keys of surname, office and whose office it is."""
    if not found.name or not (found.country or found.owner):
        return []
    surname = name_words(found.name)[-1]
    whose = groups.root(found.owner) if found.owner else found.country
    return [(surname, *role_key(role), "of", whose) for role in found.roles]
