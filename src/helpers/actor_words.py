"""What the word lists know of actors: names, titles, roles, crowds; looked up fast."""

from __future__ import annotations

from functools import cache

from helpers import lexicons
from helpers.naming import is_abbreviation
from helpers.places import country_of_word, fold

_PHRASE_TABLES = ("actor_crowds", "actor_descriptions", "actor_roles")
_NATIONAL = frozenset(
    {"president", "prime minister", "chancellor", "minister", "secretary", "monarch"}
)


@cache
def known_names() -> dict[str, dict[str, str]]:
    """Return the rows of the lexicon of well-known organisations by folded name and alias."""
    rows: dict[str, dict[str, str]] = {}
    for row in lexicons.read("actor_names"):
        for name in (row["name"], *row["aliases"].split(";")):
            rows.setdefault(fold(name).removeprefix("the "), row)
    rows.pop("", None)
    return rows


def known_name(words: str) -> dict[str, str] | None:
    """Return the lexicon's row for a well-known organisation, or None."""
    row = known_names().get(fold(words).removeprefix("the "))
    if row is None or (len(words) < 5 and words.islower()):
        return None
    short = next((a for a in row["aliases"].split(";") if fold(a) == fold(words)), "")
    if len(words) < 5 and is_abbreviation(short) and not is_abbreviation(words):
        return row if words in row["aliases"].split(";") else None
    return row


@cache
def _head_rows() -> dict[tuple[str, str], dict[str, str]]:
    return {(r["word"], r["where"]): r for r in reversed(lexicons.read("actor_heads"))}


@cache
def head_row(words: tuple[str, ...]) -> dict[str, str] | None:
    """Return the row of ``actor_heads`` that makes lower-case ``words`` a thing, or None.

    The last words are tried before the first, more of them before fewer.
    """
    rows = _head_rows()
    for n in (3, 2, 1):
        if len(words) > n and (" ".join(words[-n:]), "last") in rows:
            return rows[" ".join(words[-n:]), "last"]
    if len(words) > 1:
        return rows.get((words[0], "first"))
    return None


@cache
def titles() -> dict[str, dict[str, str]]:
    """Return the lexicon of titles before a name, by title."""
    return {row["title"]: row for row in lexicons.read("actor_titles")}


@cache
def role_words() -> frozenset[str]:
    """Return the nouns for what a person is."""
    return lexicons.words("actor_roles")


@cache
def crowd_words() -> frozenset[str]:
    """Return the nouns for crowds and the nouns that describe an organisation."""
    return lexicons.words("actor_crowds") | lexicons.words("actor_descriptions")


@cache
def given_names() -> frozenset[str]:
    """Return common given names, in lower case."""
    return lexicons.words("given_names", "name")


def is_people(words: str) -> bool:
    """Whether a name is a people's, by its last word: "Iraqi Shiites"."""
    last = words.split()[-1]
    return last.lower() in lexicons.words("actor_peoples") or bool(country_of_word(last, "people"))


@cache
def phrase_rows(table: str) -> dict[str, dict[str, str]]:
    """Return the rows of a lexicon of nouns by noun, singulars and plurals included."""
    keys: dict[str, dict[str, str]] = {}
    for row in lexicons.read(table):
        keys.setdefault(row["word"], row)
        if row.get("singular"):
            keys.setdefault(row["singular"], {**row, "one": "yes"})
        if table == "actor_descriptions":
            keys.setdefault(f"{row['word']}s", {**row, "many": "yes"})
    return keys


@cache
def phrase_heads() -> frozenset[str]:
    """Last words of all phrases that are looked for."""
    keys = (key for table in _PHRASE_TABLES for key in phrase_rows(table))
    return frozenset(key.rsplit(" ", 1)[-1] for key in keys)


def crowd_row(word: str) -> dict[str, str] | None:
    """Return the lexicon's row for a crowd noun, plural or singular, or None."""
    return phrase_rows("actor_crowds").get(word.lower())


@cache
def crowd_row_of_sort(sort: str) -> dict[str, str] | None:
    """Return the first lexicon row for crowds of a type, or None."""
    return next((row for row in lexicons.read("actor_crowds") if row["type"] == sort), None)


@cache
def unique_classes() -> frozenset[str]:
    """Return the classes of role that one person holds at a time."""
    return lexicons.words("actor_roles", "class", unique="yes")


def is_unique_role(role: str) -> bool:
    """Whether one person at a time holds the office that ``role`` names."""
    key = role_key(role)
    return bool(key) and key[0] in unique_classes()


def is_national(role: str) -> bool:
    """Whether a role is of a state's government."""
    key = role_key(role)
    return bool(key) and key[0] in _NATIONAL


@cache
def role_key(role: str) -> tuple[str, ...]:
    """Return what two wordings of one office have in common: class, then modifiers.

    Examples
    --------
    >>> role_key("head"), role_key("Interior Minister")
    (('leader',), ('minister', 'interior'))
    """
    words = role.lower().replace("defense", "defence").replace("-", " ").split()
    rows = phrase_rows("actor_roles")
    for size in (3, 2, 1):
        tail = " ".join(words[-size:])
        if len(words) >= size and tail in rows:
            rest = [w for w in words[:-size] if w not in ("acting", "senior", "top", "the")]
            return (rows[tail]["class"], *rest)
    return (words[-1],) if words else ()
