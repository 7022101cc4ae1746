"""Names of one actor in one article: surnames, abbreviations, spellings."""

from __future__ import annotations

from collections import defaultdict

from helpers import lexicons
from helpers.actor_words import head_row, known_name
from helpers.coreference.chains import Chains
from helpers.mentions.parts import Found
from helpers.naming import (
    abbreviates,
    is_abbreviation,
    is_surname_of,
    name_words,
    organisation_key,
    same_organisation,
    same_person,
)
from helpers.places import country_of_word, fold

_NEAR = 2


def join_names(chains: Chains, named: list[Found]) -> None:
    """Join the names of each actor.

    Parameters
    ----------
    chains : Chains
        All mentions; joined in place.
    named : list of Found
        The mentions with a name, in order.
    """
    persons = [f for f in named if f.kind == "person"]
    _join_persons(chains, persons)
    others = [f for f in named if f.kind != "person"]
    _join_organisations(chains, others)
    _join_bracketed(chains, others)
    _join_short_forms(chains, others)


def _join_persons(chains: Chains, persons: list[Found]) -> None:
    full = [f for f in persons if len(name_words(f.name)) > 1]
    for k, f in enumerate(full):
        for earlier in full[:k]:
            if same_person(f.name, earlier.name):
                chains.join(f, earlier)
                break
    alone: dict[tuple[str, ...], Found] = {}
    for f in persons:
        if len(name_words(f.name)) > 1:
            continue
        meant = _person_meant(chains, f, full)
        if meant is not None:
            chains.join(f, meant)
        else:
            chains.join(f, alone.setdefault(name_words(f.name), f))


def _person_meant(chains: Chains, short: Found, full: list[Found]) -> Found | None:
    """Return the one person whose surname (or first name) ``short`` is, or None.

    Where two persons named before share it, the one whose full name stands but once is
    meant, for who is taken up by surname is not named in full again; else the one named in
    the sentences right before; else the one taken up by surname so far; else nobody.
    """
    fitting = [f for f in full if is_surname_of(short.name, f.name)]
    fitting = [f for f in fitting if f.first < short.first] or fitting
    roots = {chains.root(f) for f in fitting}
    if len(roots) > 1 and (gender := gender_of(short)):
        roots = {r for r in roots if gender_of(r) in ("", gender)}
    if len(roots) > 1:
        once = {r for r in roots if sum(chains.root(f) is r for f in full) == 1}
        roots = once if len(once) == 1 else roots
    if len(roots) > 1:
        nearby = [
            f for f in fitting if f.first < short.first and chains.distance(f, short) <= _NEAR
        ]
        by_surname = {r: _times_by_surname(chains, r, short) for r in roots}
        roots = {chains.root(f) for f in nearby} or roots
        if len(roots) > 1:
            most = max(by_surname.values())
            roots = {r for r in roots if by_surname[r] == most and most}
    return next(iter(roots)) if len(roots) == 1 else None


def _times_by_surname(chains: Chains, root: Found, short: Found) -> int:
    """Return how often the text before ``short`` takes a person up by surname alone."""
    return sum(m.first < short.first and m.name == short.name for m in chains.mentions_of(root))


def gender_of(found: Found) -> str:
    """Return ``m`` or ``f`` where a title or a given name tells a person's gender, or empty."""
    if not found.name:
        return ""
    titles = {row["title"]: row["gender"] for row in lexicons.read("actor_titles")}
    given = {row["name"]: row["gender"] for row in lexicons.read("given_names")}
    words = fold(found.name).split()
    by_title = next((titles[w] for w in words if titles.get(w)), "")
    before = [titles[w] for w in fold(found.role).split() if titles.get(w)]
    by_name = given.get(name_words(found.name)[0], "") if len(name_words(found.name)) > 1 else ""
    return by_title or (before[0] if before else "") or by_name


def _join_organisations(chains: Chains, others: list[Found]) -> None:
    first_of: dict[str, Found] = {}
    for f in others:
        row = known_name(f.name)
        key = row["name"] if row else organisation_key(f.name)
        first = first_of.setdefault(key, f)
        if row or fold(f.name) == fold(first.name) or same_organisation(f.name, first.name):
            chains.join(f, first)


def _join_bracketed(chains: Chains, others: list[Found]) -> None:
    """Join "Full Name (ABC)" and, anywhere in the article, an abbreviation and its full name."""
    tokens = chains.reading.tokens
    at_first = {f.first: f for f in others}
    for f in others:
        k = f.last + 1
        inside = at_first.get(k + 1)
        if (
            inside is not None
            and tokens[k].text == "("
            and (is_abbreviation(inside.name) or is_abbreviation(f.name))
        ):
            chains.join(f, inside)
    short: dict[str, list[Found]] = defaultdict(list)
    for f in others:
        if is_abbreviation(f.name):
            short[f.name.replace(".", "")].append(f)
    full = [f for f in others if not is_abbreviation(f.name)]
    for letters, mentions in short.items():
        meant = {chains.root(f) for f in full if abbreviates(letters, f.name)}
        if len(meant) == 1 and len(letters) > 2:
            chains.join(mentions[0], next(iter(meant)))


def _join_short_forms(chains: Chains, others: list[Found]) -> None:
    """Join "Red Crescent" to "Iraqi Red Crescent", "the Observatory" to its long name."""
    roots = sorted({chains.root(f) for f in others}, key=lambda f: f.first)
    words = {r: _content_words(r.name) for r in roots}
    for short in roots:
        if not words[short] or is_abbreviation(short.name):
            continue
        longer = [
            r
            for r in roots
            if r is not short
            and len(words[r]) > len(words[short])
            and _is_short_form(words[short], words[r])
            and r.kind == short.kind
        ]
        if len({chains.root(r) for r in longer}) == 1 and longer[0].first < short.first:
            chains.join(short, longer[0])


def _content_words(name: str) -> tuple[str, ...]:
    return tuple(w for w in fold(name).split() if w not in ("the", "of", "for", "and", "al", "el"))


def _is_short_form(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a long name without its country, or its last or first word, gives the short one."""
    if short == long[1:] and country_of_word(long[0], "adjective", "name"):
        return True
    if len(short) != 1 or len(short[0]) <= 4:
        return False
    return short[0] in (long[0], long[-1]) or short[0] in long and bool(head_row(("x", short[0])))
