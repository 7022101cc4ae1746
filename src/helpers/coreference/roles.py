"""Roles in one article: "its leader", "the interior minister", "a police spokesman"."""

from __future__ import annotations

import re

from helpers import lexicons
from helpers.actor_words import (
    crowd_row,
    is_national,
    role_key,
    unique_classes,
)
from helpers.coreference.chains import Chains
from helpers.coreference.descriptions import is_subject
from helpers.mentions.parts import Found
from helpers.naming import name_words

_ROLE_WINDOW = 6
_NEXT = 1
_FAMILY = frozenset({"family", "friend"})


def resolve_role(chains: Chains, found: Found) -> None:
    """Join "its leader", "the interior minister", "the spokesman" to the person meant.

    An office that one person holds at a time is one person wherever its holder's country
    or organisation is the same. Other roles are taken up only by a definite phrase.

    Parameters
    ----------
    chains : Chains
        All mentions; joined in place.
    found : Found
        The mention of a role.
    """
    if found.same is not None:
        return
    office = role_key(found.role)
    if not office or office[0] in _FAMILY:
        return
    unique = office[0] in unique_classes()
    holders = [
        f
        for f in chains.parent
        if f.kind == "person"
        and f is not found
        and f.role
        and role_key(f.role)[0] == office[0]
        and (f.first < found.first or chains.is_named(f))
    ]
    if unique and (chains.owner(found) is not None or found.country or not found.definite):
        fitting = [f for f in holders if role_key(f.role) == office]
        fitting = [f for f in fitting if _same_post(chains, found, f)]
    elif found.definite and found.owner is None:
        fitting = _latest_holder(chains, found, holders)
    elif found.definite:
        fitting = _holder_of_owner(chains, found, holders)
    else:
        return
    if unique and not fitting:
        fitting = _named_behind(chains, found, holders)
    roots = {chains.root(f) for f in fitting}
    if len(roots) == 1:
        chains.join(found, next(iter(roots)))


def _latest_holder(chains: Chains, found: Found, holders: list[Found]) -> list[Found]:
    """Return the holder of a role named last before "the minister", "the acting ambassador"."""
    apart = lexicons.words("actor_small_words", use="former")
    modifiers = set(role_key(found.role)[1:])
    if _is_of_other_times(chains, found):
        return []
    fitting = [
        f
        for f in holders
        if f.first < found.first
        and modifiers <= set(role_key(f.role)[1:])
        and not _is_of_other_times(chains, f)
        and modifiers & apart == set(role_key(f.role)[1:]) & apart
    ]
    near = [
        f
        for f in fitting
        if chains.distance(f, found) <= _ROLE_WINDOW or role_key(f.role)[0] in unique_classes()
    ]
    if len({chains.root(f) for f in fitting}) == 1:
        near = fitting
    return [max(near, key=lambda f: f.first)] if near else []


def _holder_of_owner(chains: Chains, found: Found, holders: list[Found]) -> list[Found]:
    """Return whom "the NATO spokesman" takes up: the last one of the same owner."""
    owner = chains.owner(found)
    same = [
        f for f in holders
        if owner is not None and f.first < found.first and chains.owner(f) is owner
        and role_key(f.role) == role_key(found.role)
    ]
    return same[-1:]


def _named_behind(chains: Chains, found: Found, holders: list[Found]) -> list[Found]:
    """Return the one holder named right behind "the governor of X": "interim governor Y"."""
    office, tokens = role_key(found.role)[:1], chains.reading.tokens
    if not found.definite or is_national(found.role) or tokens[found.first].lower_ != "the":
        return []
    near = [
        f for f in holders
        if chains.is_named(f) and f.first > found.first and role_key(f.role)[:1] == office
        and chains.distance(found, f) <= _NEXT
        and not lexicons.words("actor_small_words", use="former")
        & set(role_key(f.role)[1:]) - {"interim"}
        and chains.owner(f) is None
    ]
    named_before = any(f.first < found.first for f in holders)
    return near if len({chains.root(f) for f in near}) == 1 and not named_before else []


def _is_of_other_times(chains: Chains, found: Found) -> bool:
    """Whether a sentence tells of a year, and so perhaps of others: "the driver died in 1959"."""
    sentence = chains.reading.parsed.sentences[chains.reading.sentence_of[found.first]]
    words = chains.reading.parsed.text[sentence.start : sentence.end]
    return not found.name and bool(re.search(r"\b(?:in|since) (?:1[89]|20)\d\d\b", words))


def _same_post(chains: Chains, found: Found, other: Found) -> bool:
    """Whether two mentions of one office are of the same country or organisation's."""
    ours, theirs = chains.owner(found), chains.owner(other)
    if ours is not None and theirs is not None:
        return ours is theirs
    country, their_country = chains.country(found), chains.country(other)
    if country and their_country:
        return country == their_country
    known, default = country or their_country, chains.reading.country
    national = is_national(found.role)
    return national and bool(default) and known == default and ours is None and theirs is None


def join_unnamed_speaker(chains: Chains) -> None:
    """Join an unnamed official to the name that follows without introduction.

    News introduces whom it names. Where a person is named first without title, role or
    apposition, as one who speaks, and exactly one unnamed holder of an office has
    spoken in the sentences before, the office was the introduction.

    Parameters
    ----------
    chains : Chains
        All mentions; joined in place.
    """
    unnamed = [
        ms[0]
        for ms in chains.members.values()
        if ms[0].kind == "person"
        and not any(m.name for m in ms)
        and role_key(ms[0].role)[:1]
        and role_key(ms[0].role)[0] in unique_classes()
        and _speaks(chains, ms[0])
    ]
    bare = [
        ms
        for ms in list(chains.members.values())
        if ms[0].kind == "person"
        and ms[0].name
        and not any(m.role for m in ms)
        and len(name_words(ms[0].name)) > 1
        and _speaks(chains, ms[0])
    ]
    if len(unnamed) != 1 or len(bare) != 1:
        return
    office, person = unnamed[0], bare[0][0]
    if 0 < chains.distance(office, person) <= _ROLE_WINDOW:
        chains.join(office, person)


def _speaks(chains: Chains, found: Found) -> bool:
    return chains.reading.say_subject(found.head) or (
        is_subject(chains, found) and chains.reading.tokens[found.head].dep_ == "pobj"
    )


def settle_affiliations(chains: Chains) -> None:
    """Settle whose a person is where the words beside the name leave it open.

    "a police spokesman" is of the police named last in the sentences right before;
    "Prime Minister X" is of the one nationality that the sentence tells of outside
    actors' names ("the anti-French march"), or of the article's country where the
    sentence tells of no other.

    Parameters
    ----------
    chains : Chains
        All mentions; changed in place.
    """
    for found in chains.seen:
        if found.kind != "person" or chains.owner(found) is not None:
            continue
        if found.owner_words:
            row = crowd_row(found.owner_words)
            near = [
                f
                for f in chains.seen
                if row is not None
                and f.kind == row["kind"]
                and f.sort == row["type"]
                and f.first < found.first
                and chains.distance(f, found) <= 1
            ]
            if near and near[-1].name:
                found.owner = near[-1]
            found.country = chains.country(found) or chains.reading.country
        if not found.country and not chains.country(found) and is_national(found.role):
            found.country = _country_nearby(chains, found)


def _country_nearby(chains: Chains, found: Found) -> str:
    """Return the one nationality that a sentence tells of, leaving out other actors' words."""
    reading = chains.reading
    sentence = reading.sentence_of[found.first]
    around = [f for f in chains.seen if reading.sentence_of[f.first] == sentence]
    taken = {k for f in around for k in range(f.first, f.last + 1)}
    names = {k for f in around if f.kind == "person" and f.name for k in range(f.first, f.last + 1)}
    here = [
        p
        for p in reading.places
        if p.country and reading.sentence_of[p.first] == sentence and p.first not in names
    ]
    told = {p.country for p in here if p.adjective and p.first not in taken}
    if len(told) == 1:
        return next(iter(told))
    return reading.country if {p.country for p in here} <= {reading.country} else ""
