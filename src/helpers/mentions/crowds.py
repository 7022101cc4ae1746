"""Crowds, forces, governments and descriptions of organisations, as noun phrases."""

from __future__ import annotations

from dataclasses import replace

from helpers.mentions.noun_phrases import Phrase
from helpers.mentions.parts import Found, Reading
from helpers.mentions.roles import build_role, named_beside
from helpers.places import sole_country

_NAMING_CLASSES = frozenset(
    {
        "embassy",
        "consulate",
        "ministry",
        "court",
        "hospital",
        "school",
        "media",
        "company",
        "agency",
        "council",
        "commission",
        "union",
        "charity",
    }
)
_MEMBER = {"word": "member", "class": "member", "unique": "no", "of": ""}
_PLURAL = frozenset({"NNS", "NNPS"})
_DIVISIONS = frozenset({"province", "state", "city", "district"})
_PLACED_KINDS = frozenset({"force", "government"})


def build_crowd(reading: Reading, phrase: Phrase, name_at: dict[int, Found]) -> list[Found]:
    """Make the mention of a crowd, force or government: "TLP supporters", "Punjab police"."""
    row, one = phrase.row, bool(phrase.row.get("one"))
    if row["type"] == "members" and one:
        return build_role(reading, replace(phrase, row=_MEMBER), name_at)
    if _is_no_crowd(reading, phrase):
        return []
    sort = "militants" if phrase.armed and row["type"] == "civilians" else row["type"]
    found = Found(
        phrase.first,
        phrase.head,
        "description",
        row["kind"],
        sort=sort,
        country=phrase.country,
        definite=phrase.definite,
        owner_at=phrase.owner_at,
    )
    if one and _is_somebody(reading, phrase, found, name_at):
        role = {"word": row["singular"], "class": row["type"], "unique": "no", "of": ""}
        return build_role(reading, replace(phrase, row=role), name_at)
    if one:
        found.form, found.role = "role", reading.words(phrase.role_first, phrase.head)
    elif found.owner_at >= 0 and reading.tokens[found.owner_at].tag_ == "PRP$":
        found.form = "possessive"
    owner = phrase.names[-1] if phrase.names else None
    if owner is not None and (owner.kind != "person" or row["type"] == "government"):
        found.owner = owner
    if not one:
        found.name = _own_name(reading, phrase, found)
        if phrase.place and row["kind"] in _PLACED_KINDS:
            found.form = "name"
    if row["type"] in ("relatives", "civilians"):
        found.owner_at = -1
    _look_right(reading, found, row, name_at)
    return [found]


def _is_somebody(reading: Reading, phrase: Phrase, found: Found, name_at: dict[int, Found]) -> bool:
    """Whether one of a crowd is somebody in particular: "X, an activist", "the journalist"."""
    if named_beside(reading, found, name_at) is not None:
        return True
    return phrase.definite and found.kind == "group" and phrase.row["relation"] != "same"


def _own_name(reading: Reading, phrase: Phrase, found: Found) -> str:
    """Return what sets a crowd apart from others of its country, or empty."""
    row = phrase.row
    if phrase.place and row["kind"] in _PLACED_KINDS:
        return f"{phrase.place} {row['word']}"
    if phrase.names and found.owner is None:
        return reading.words(phrase.names[-1].first, phrase.head)
    if phrase.side_first >= 0 and found.owner_at < 0:
        return reading.words(phrase.side_first, phrase.head)
    if row["type"] == "police" and phrase.role_first < phrase.key_first:
        return reading.words(phrase.role_first, phrase.head)
    return ""


def _is_no_crowd(reading: Reading, phrase: Phrase) -> bool:
    """Whether the noun names nobody, or is part of a name."""
    if phrase.row.get("one") and _is_nobody(reading, phrase):
        return True
    return _is_too_vague(phrase) or _is_in_name(reading, phrase)


def _is_too_vague(phrase: Phrase) -> bool:
    """ "the woman" is some person, not a crowd, and bare "men" may be anybody."""
    if phrase.row["type"] != "civilians" or phrase.armed:
        return False
    return phrase.row["word"] == "men" or (bool(phrase.row.get("one")) and phrase.definite)


def _is_nobody(reading: Reading, phrase: Phrase) -> bool:
    """Whether one of a crowd is none in particular: "no child", "he became a soldier"."""
    token = reading.tokens[phrase.head]
    if token.dep_ == "attr" or (token.dep_ == "pobj" and token.head.lower_ == "as"):
        return True
    if reading.text_at(phrase.first).lower() in ("any", "no", "every", "each"):
        return True
    return phrase.row["type"] == "civilians" and reading.quoted[phrase.head]


def _is_in_name(reading: Reading, phrase: Phrase) -> bool:
    """Whether the noun is part of a name such as "UN children's fund"."""
    k = phrase.head + 2
    owned = k < len(reading.tokens) and reading.is_possessive(k - 1)
    return owned and bool(phrase.names) and reading.tokens[k].pos_ in ("NOUN", "PROPN")


def _look_right(
    reading: Reading, found: Found, row: dict[str, str], name_at: dict[int, Found]
) -> None:
    """Take in "in Punjab province" and "of the party" behind a crowd's noun."""
    k = found.last + 1
    if k + 1 >= len(reading.tokens) or reading.sentence_of[k] != reading.sentence_of[found.last]:
        return
    word, place = reading.tokens[k].lower_, reading.place_at.get(k + 1)
    if word in ("in", "of", "from") and place and not place.adjective and not found.country:
        local = [p for p in place.candidates if p.country == reading.country]
        meant = local or list(place.candidates)
        found.country = sole_country(meant)
        if row["kind"] in _PLACED_KINDS:
            found.last = place.last
            if meant[0].level != "country" and not found.name:
                found.name = f"{reading.words(place.first, place.last)} {row['word']}"
                found.form = "name"
                found.last += reading.text_at(place.last + 1).lower() in _DIVISIONS
    elif word in ("of", "from") and found.owner is None and found.owner_at < 0:
        target = next((c for c in reading.tokens[k].children if c.dep_ == "pobj"), None)
        if target is not None and row["relation"]:
            found.owner, found.owner_at = name_at.get(target.i), target.i


def build_description(reading: Reading, phrase: Phrase, name_at: dict[int, Found]) -> list[Found]:
    """Make the mention of an organisation by a common noun: "the group", "French embassy"."""
    row = phrase.row
    if row.get("many"):
        return []
    found = Found(
        phrase.first,
        phrase.head,
        "description",
        row["kind"],
        sort=row["fits"],
        country=phrase.country,
        definite=phrase.definite,
        owner_at=phrase.owner_at,
    )
    of_class = row["fits"] in _NAMING_CLASSES
    modified = phrase.country or phrase.place or phrase.role_first < phrase.key_first
    owner = phrase.names[0] if phrase.names else None
    if owner is not None and owner.kind != "person" and owner.name:
        found.form = "name"
        if of_class:
            first = phrase.first + (reading.tokens[phrase.first].pos_ == "DET")
            found.name, found.owner = reading.words(first, phrase.head), owner
        else:
            found.same = owner
    elif phrase.proper_first >= 0:
        found.name, found.form = reading.words(phrase.proper_first, phrase.head), "name"
    elif of_class and modified:
        large = [
            k
            for k in range(found.first, phrase.head)
            if reading.text_at(k)[0].isupper() and reading.tokens[k].pos_ != "DET"
        ]
        found.name = reading.words(large[0] if large else phrase.role_first, phrase.head)
        found.form = "name" if large else found.form
    elif reading.tokens[phrase.head].tag_ in _PLURAL:
        return []
    after = name_at.get(phrase.head + 1)
    if after is not None and found.form == "description" and after.kind == "organisation":
        found.same = after
    return [found]
