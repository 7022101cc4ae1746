"""Words that judge or label an actor where it is mentioned: "banned", "terrorist", "hero"."""

from __future__ import annotations

from functools import cache

from helpers import lexicons
from helpers.mentions.parts import Found, Reading

_FARTHEST = 8
"""Tokens that are looked at before a mention: some words are cut at their hyphens."""
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "ADV", "X"})


@cache
def _words() -> frozenset[str]:
    return lexicons.words("actor_epithets")


def epithets_of(reading: Reading, found: Found) -> list[str]:
    """Return the words that judge or label an actor in a mention and right before it.

    Parameters
    ----------
    reading : Reading
        The article.
    found : Found
        The mention.

    Returns
    -------
    list of str
        In lower case, in order. Large words inside a name are part of the name.
    """
    if found.form == "pronoun":
        return []
    told, k = [], _first_modifier(reading, found)
    for j in range(found.first, found.last):
        k = j + 1 if reading.is_possessive(j) else k
    while k <= found.last:
        last = k
        while last + 2 <= found.last and reading.is_glued_hyphen(last + 1):
            last += 2
        whole = reading.words(k, last)
        in_name = bool(found.name) and k >= found.first and whole[0].isupper()
        if not in_name:
            options = [whole, *(reading.text_at(j) for j in range(k, last + 1))]
            told += [w.lower() for w in options if w.lower() in _words()][:1]
            if reading.text_at(last + 1).lower() == "forces" and whole.lower() == "armed":
                told.pop()  # a country's armed forces
        k = last + 1
    return list(dict.fromkeys(told))


def _first_modifier(reading: Reading, found: Found) -> int:
    """Return the first token of the adjectives and nouns that stand before a mention."""
    k = found.first
    sentence = reading.sentence_of[k]
    while k > max(found.first - _FARTHEST, 0) and reading.sentence_of[k - 1] == sentence:
        token = reading.tokens[k - 1]
        acts = token.tag_ in ("VBD", "VBZ", "VBP", "VB") or token.pos_ not in _MODIFIERS
        # A modifier hangs on a word behind it, or the name on the noun: "the warlord X".
        leads = token.head.i > token.i or reading.tokens[found.head].head.i == token.i
        if not reading.is_glued_hyphen(k - 1) and (acts or not leads):
            break
        k -= 1
    return k
