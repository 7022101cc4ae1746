"""Crowds, forces, governments, roles and descriptions in one article: phrases round a noun."""

from __future__ import annotations

from helpers.actor_words import phrase_heads
from helpers.mentions.crowds import build_crowd, build_description
from helpers.mentions.noun_phrases import Phrase, is_head, match_at, read_phrase
from helpers.mentions.parts import Found, Reading
from helpers.mentions.roles import build_role

_BUILDERS = {
    "actor_crowds": build_crowd,
    "actor_descriptions": build_description,
    "actor_roles": build_role,
}


def find_phrases(reading: Reading, names: list[Found]) -> list[Found]:
    """Find actors that the article does not call by a name of their own.

    Parameters
    ----------
    reading : Reading
        The article.
    names : list of Found
        From :func:`helpers.mentions.names.find_names`. Persons get the role and the owner
        that stand beside their name.

    Returns
    -------
    list of Found
        Crowds ("police officers", "TLP supporters"), roles ("Pakistan's interior
        minister") and descriptions ("the group"), in order.
    """
    name_at = {k: f for f in names for k in range(f.first, f.last + 1)}
    found: list[Found] = []
    for i, token in enumerate(reading.tokens):
        if i in name_at or token.lower_ not in phrase_heads():
            continue
        matches = [(*match_at(reading, i, table), table) for table in _BUILDERS]
        longest = sorted((m for m in matches if m[1]), key=lambda m: m[0])
        for key_first, row, table in longest:
            if is_head(reading, i, table):
                phrase = read_phrase(reading, Phrase(i, key_first, row), name_at)
                found.extend(_BUILDERS[table](reading, phrase, name_at))
                break
    return found
