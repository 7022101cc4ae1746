"""ACLED's actor types, told from names, descriptions and roles by word lists.

The types are those of the ACLED codebook (Raleigh, Kishi and Linke 2023): state forces,
rebel group, political militia, identity militia, rioters, protesters, civilians and
external/other forces.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from helpers import lexicons
from helpers.actor_words import crowd_row_of_sort, head_row, known_name, role_key
from helpers.actors.chains import PERSONAL, ArticleActor

CATEGORIES = (
    "state forces",
    "rebel group",
    "political militia",
    "identity militia",
    "rioters",
    "protesters",
    "civilians",
    "external/other",
)


def category_of(parts: list[ArticleActor], owner_category: str) -> str:
    """Return the ACLED type of an actor, or empty where its words tell of none.

    Parameters
    ----------
    parts : list of ArticleActor
        The actor in each article.
    owner_category : str
        The type of the actor that it belongs to or speaks for, if any.

    Returns
    -------
    str
        One of :data:`CATEGORIES`, or empty.
    """
    kind = _kind(parts)
    if kind == PERSONAL:
        return _of_person(parts, owner_category)
    names = sorted({name for part in parts for name in part.names})
    for name in names:
        if (row := known_name(name)) and row["category"]:
            return row["category"]
    row = crowd_row_of_sort(next((s for part in parts for s in part.sorts), ""))
    if row is None:
        return _of_described(parts, names) or ("state forces" if kind in _STATE else "")
    told = _by_words(parts, crowd=True) if names and row["type"] != "police" else ""
    return told or row["category"] or owner_category


def category_of_force(name: str) -> str:
    """Return the ACLED type of a force or government from its name alone, or empty.

    Parameters
    ----------
    name : str
        Named as ACLED does: ``Police Forces of Kenya``.
    """
    for row in lexicons.read("actor_crowds"):
        before = row["actor"].split("{}")[0]
        if row["kind"] in _STATE and len(before) > 1 and name.startswith(before):
            return row["category"]
    return ""


_STATE = frozenset({"force", "government"})


def _kind(parts: list[ArticleActor]) -> str:
    votes: Counter[str] = Counter()
    for part in parts:
        votes.update(part.kinds)
    return max(sorted(votes), key=lambda k: votes[k]) if votes else ""


@cache
def _word_categories(crowd: bool) -> dict[str, str]:
    rows = lexicons.read("actor_category_words")
    return {r["word"]: r["category"] for r in rows if crowd or r["of"] != "crowd"}


@cache
def _bodies_of_roles() -> dict[str, str]:
    return {row["class"]: row["of"] for row in lexicons.read("actor_roles")}


def _by_words(parts: list[ArticleActor], crowd: bool) -> str:
    """Return the category that most words of the actor's mentions tell of, or empty."""
    rows = _word_categories(crowd)
    votes: Counter[str] = Counter()
    for part in parts:
        for text, n in [*part.descriptions.items(), *part.aliases.items()]:
            for word in re.findall(r"[\w'-]+", text.lower()):
                if word in rows:
                    votes[rows[word]] += n
    return max(sorted(votes), key=lambda c: votes[c]) if votes else ""


def _of_described(parts: list[ArticleActor], names: list[str]) -> str:
    """Read the category off the name's head, then off the words of descriptions."""
    heads = [head_row(tuple(re.findall(r"[\w']+", name.lower()))) for name in names]
    by_head = next((row["category"] for row in heads if row and row["category"]), "")
    if by_head:
        return by_head
    if any(s == "people" for part in parts for s in part.sorts):
        return "civilians"
    by_class = _BY_CLASS.get(next((s for part in parts for s in part.sorts), ""), "")
    return _by_words(parts, crowd=False) or by_class


_BY_CLASS = {
    "militia": "political militia",
    "embassy": "external/other",
    "consulate": "external/other",
    "media": "civilians",
    "hospital": "civilians",
    "school": "civilians",
    "company": "civilians",
    "charity": "civilians",
    "union": "civilians",
    "court": "state forces",
    "ministry": "state forces",
    "police": "state forces",
    "army": "state forces",
}


def _of_person(parts: list[ArticleActor], owner_category: str) -> str:
    """A person is of the side that it speaks or fights for; private persons are civilians."""
    rows = _bodies_of_roles()
    keys = [role_key(role) for part in parts for role in part.roles if role_key(role)]
    classes = {key[0] for key in keys if not _OUT_OF_OFFICE & set(key[1:])}
    if owner_category:
        return owner_category
    if any(rows.get(c) in _STATE_BODIES for c in classes):
        return "state forces"
    private = not keys and any("private" in part.sorts for part in parts)
    return "civilians" if private or classes & _PRIVATE else ""


_STATE_BODIES = frozenset({"government", "local government", "police", "military", "court"})
_PRIVATE = frozenset(
    {
        "doctor",
        "lawyer",
        "journalist",
        "writer",
        "academic",
        "expert",
        "activist",
        "cleric",
        "worker",
        "teacher",
        "student",
        "resident",
        "family",
        "friend",
        "driver",
        "business",
        "survivor",
        "nurse",
        "passenger",
        "witness",
        "rescuer",
        "manager",
        "pilot",
    }
)
_OUT_OF_OFFICE = frozenset({"shadow", "opposition", "former", "ex"})
