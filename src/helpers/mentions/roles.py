"""Roles of persons, as noun phrases, and the names that they stand beside."""

from __future__ import annotations

from helpers.actor_words import (
    crowd_row,
)
from helpers.mentions.noun_phrases import Phrase
from helpers.mentions.parts import Found, Reading


def build_role(reading: Reading, phrase: Phrase, name_at: dict[int, Found]) -> list[Found]:
    """Make the mention of a role: "Pakistan's interior minister", "a police spokesman".

    A name beside it gets the role, and whose it is; right before a name ("TLP leader X")
    the role has no mention of its own.
    """
    row = phrase.row
    if row["word"] == "head" and _is_body_part(reading, phrase):
        return []
    role = reading.words(phrase.role_first, phrase.head)
    found = Found(
        phrase.first,
        phrase.head,
        "role",
        "person",
        role=role,
        sort=row["class"],
        country=phrase.country,
        definite=phrase.definite,
        owner_at=phrase.owner_at,
    )
    extra: list[Found] = []
    if phrase.names:
        found.owner = phrase.names[-1] if phrase.names[-1].kind != "person" else None
    if phrase.crowd and phrase.place:
        end = phrase.crowd_first + phrase.crowd.count(" ")
        force = Found(
            phrase.first,
            end,
            "name",
            crowd_row(phrase.crowd)["kind"],
            f"{phrase.place} {phrase.crowd}",
            sort=crowd_row(phrase.crowd)["type"],
            country=phrase.country,
        )
        found.owner = force
        extra.append(force)
    elif phrase.crowd and found.owner is None:
        found.owner_words = phrase.crowd
    elif phrase.body >= 0 and found.owner is None:
        found.owner_words = reading.words(phrase.role_first, phrase.body)
    k = phrase.head + 1
    if (
        found.owner is None
        and not found.owner_words
        and found.owner_at < 0
        and (k < len(reading.tokens))
    ):
        _owner_behind(reading, found, name_at)
    named = named_beside(reading, found, name_at)
    if named is None:
        return [*extra, found]
    _give_role(named, found)
    if named.first == found.last + 1:
        return extra
    found.same = named
    return [*extra, found]


def _is_body_part(reading: Reading, phrase: Phrase) -> bool:
    """Whether "head" is no office: "his head", and where nothing is said to be headed."""
    if phrase.owner_at >= 0:
        return reading.tokens[phrase.owner_at].lower_ not in ("its", "their", "our") and (
            reading.tokens[phrase.owner_at].tag_ == "PRP$"
        )
    if phrase.names or phrase.crowd or phrase.country or phrase.role_first < phrase.key_first:
        return False
    after = reading.tokens[phrase.head + 1].lower_ if phrase.head + 1 < len(reading.tokens) else ""
    return after not in ("of", "for")


def _owner_behind(reading: Reading, found: Found, name_at: dict[int, Found]) -> None:
    """Take the owner from "leader of the party", "spokesman for the UN"."""
    for child in reading.tokens[found.head].children:
        if child.lower_ in ("of", "for", "at", "with", "in") and child.i == found.head + 1:
            target = next((c for c in child.children if c.dep_ == "pobj"), None)
            if target is None:
                continue
            place = next((p for p in reading.places if p.first <= target.i <= p.last), None)
            if place is not None:
                found.country = found.country or place.country
            elif child.lower_ != "in":
                found.owner, found.owner_at = name_at.get(target.i), target.i
            return


def named_beside(reading: Reading, found: Found, name_at: dict[int, Found]) -> Found | None:
    """Return the person whose role this is: the name right behind, or in apposition."""
    tokens = reading.tokens
    behind = name_at.get(found.last + 1) or _behind_of(reading, found, name_at)
    if behind is not None and behind.kind == "person" and not tokens[behind.first].is_sent_start:
        return behind
    before = name_at.get(found.first - 2)
    if tokens[found.first].tag_ in ("PRP$", "WP$"):
        before = None
    head = tokens[found.head]
    if (
        tokens[found.first - 1].text == ","
        and before is not None
        and before.kind == "person"
        and (head.dep_ in ("appos", "attr", "conj", "nsubj", "ROOT", "dep"))
    ):
        return before if head.dep_ == "appos" or found.first > 1 else None
    for child in head.children:
        if child.dep_ == "appos" and (named := name_at.get(child.i)) and named.kind == "person":
            return named
    behind = name_at.get(found.last + 2)
    if found.last + 2 < len(tokens) and tokens[found.last + 1].text == "," and behind is not None:
        end = behind.last + 1
        closes = end < len(tokens) and tokens[end].text in (",", ".")
        return behind if closes and behind.kind == "person" else None
    if head.dep_ == "attr" and head.head.lemma_ == "be":
        for child in head.head.children:
            if (
                child.dep_ == "nsubj"
                and (named := name_at.get(child.i))
                and (named.kind == "person")
            ):
                return named
    return None


def _behind_of(reading: Reading, found: Found, name_at: dict[int, Found]) -> Found | None:
    """Return the name in "Mayor of London X"."""
    k = found.last + 1
    if k + 1 < len(reading.tokens) and reading.tokens[k].lower_ == "of":
        place = reading.place_at.get(k + 1)
        behind = place.last + 1 if place is not None else k + 2
        return name_at.get(behind) if k + 1 not in name_at else None
    return None


def _give_role(named: Found, role: Found) -> None:
    """Let a person have the role, its owner and its country where the name has none yet."""
    if not named.role:
        named.role = role.role
        named.sort = named.sort or role.sort
    if named.owner is None and not named.owner_words:
        named.owner, named.owner_words = role.owner, role.owner_words
        named.owner_at = role.owner_at if named.owner_at < 0 else named.owner_at
    named.country = named.country or role.country
