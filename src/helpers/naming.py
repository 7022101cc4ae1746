"""Names as strings: folding, spelling variants, abbreviations; no text and no tables."""

from __future__ import annotations

import re
from functools import cache

from helpers import lexicons
from helpers.places import fold

PARTICLES = lexicons.words("actor_small_words", use="particle")
"""Words inside a name that are written small and do not count when names are compared."""

_VOWELS = frozenset("aeiouy")
_SAME_SOUND = (
    ("ph", "f"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("sh", "s"),
    ("ch", "s"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ow", "u"),
    ("ee", "i"),
    ("ai", "e"),
    ("ay", "e"),
    ("ei", "e"),
    ("ae", "e"),
    ("ey", "e"),
    ("q", "k"),
    ("z", "s"),
    ("v", "w"),
    ("dj", "j"),
)
_NEAR_VOWELS = ({"a", "e"}, {"e", "i"}, {"i", "y"}, {"o", "u"})
_ALMOST_ALIKE = 80


@cache
def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name that count when names are compared.

    Titles ("Sheikh", "Mr"), particles ("al", "ur") and the article are left out.
    """
    words = fold(name).replace(",", " ").split()
    kept = [w for w in words if w not in PARTICLES and w != "the"] or words
    titles = title_words()
    while len(kept) > 1 and kept[0] in titles:
        kept = kept[1:]
    return tuple(w for w in kept if not (len(w) == 1 and len(kept) > 2)) or tuple(kept)


@cache
def title_words() -> frozenset[str]:
    """Return the one-word titles that are left out when names are compared."""
    kept = {r["title"] for r in lexicons.read("actor_titles") if r["kind"] in ("honorific", "name")}
    return frozenset(t for t in kept if " " not in t)


@cache
def sound_key(word: str) -> str:
    """Return the consonants of a folded word as one hears them: a key for blocking.

    Spelling variants of one name ("Labbaik", "Labaik"; "Qaeda", "Qaida") share it.
    """
    for letters, sound in _SAME_SOUND:
        word = word.replace(letters, sound)
    word = re.sub(r"(.)\1+", r"\1", word)
    if word[:1] in _VOWELS and len(word) > 3:
        word = "a" + word[1:]
    return word[:1] + "".join(c for c in word[1:] if c not in _VOWELS and c != "h")


@cache
def same_word(left: str, right: str) -> bool:
    """Whether two folded words may be one name spelled in two ways."""
    if left == right:
        return True
    if min(len(left), len(right)) < 4 or sound_key(left) != sound_key(right):
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(left, right) >= _ALMOST_ALIKE - 10 and _vowels_agree(left, right)


def _vowels_agree(left: str, right: str) -> bool:
    """Whether the vowels differ only as transliterations of one sound do."""
    parts = [_vowel_parts(word) for word in (left, right)]
    if len(parts[0]) != len(parts[1]):
        return False
    return all(
        a == b or any({a, b} <= near for near in _NEAR_VOWELS) for a, b in zip(*parts, strict=True)
    )


def _vowel_parts(word: str) -> list[str]:
    for letters, sound in _SAME_SOUND:
        word = word.replace(letters, sound)
    word = re.sub(r"(.)\1+", r"\1", word)
    return re.findall(r"[aeiouy]+", word)


def same_person(left: str, right: str) -> bool:
    """Whether two full names may be one person's.

    First and last words must agree, and the words of the shorter name must all
    stand in the longer one, in order. A shared surname alone is never enough.

    Examples
    --------
    >>> same_person("Bashar al-Assad", "Bashar Assad")
    True
    >>> same_person("Imran Khan", "Ali Khan")
    False
    """
    a, b = name_words(left), name_words(right)
    if len(a) < 2 or len(b) < 2:
        return False
    if not (same_word(a[0], b[0]) and same_word(a[-1], b[-1])):
        return False
    short, long = sorted((a, b), key=len)
    rest = iter(long)
    return all(any(same_word(word, other) for other in rest) for word in short)


def is_surname_of(short: str, full: str) -> bool:
    """Whether ``short`` is how a text takes up the person ``full``: last words, or the first.

    Examples
    --------
    >>> is_surname_of("Saifi", "Sajjad Saifi"), is_surname_of("bin Laden", "Osama bin Laden")
    (True, True)
    """
    a, b = name_words(short), name_words(full)
    if not a or len(a) >= len(b):
        return False
    return a == b[-len(a) :] or (len(a) == 1 and len(a[0]) > 2 and a[0] == b[0])


def initials(name: str) -> str:
    """Return the initials of the words of a name that are written large, in capitals.

    Examples
    --------
    >>> initials("Tehreek-e-Labbaik Pakistan")
    'TLP'
    """
    return "".join(w[0] for w in re.split(r"[\s\-–/]+", name) if w[:1].isupper())


def is_abbreviation(words: str) -> bool:
    """Whether ``words`` look like an abbreviation: one word, mostly capitals.

    Examples
    --------
    >>> is_abbreviation("TLP"), is_abbreviation("LeT"), is_abbreviation("Khan")
    (True, True, False)
    """
    bare = words.replace(".", "")
    if not re.fullmatch(r"[A-Z][A-Za-z]{0,3}[A-Z]|[A-Z]{2,7}(\([A-Z]\)|-[A-Z]+)?", bare):
        return False
    return sum(c.isupper() for c in bare) * 2 > len(bare)


def abbreviates(short: str, full: str) -> bool:
    """Whether ``short`` may abbreviate ``full``: its letters are the initials, in order.

    Small words may give a letter or none, so both the initials of the large words and
    those of all words are tried.
    """
    letters = re.sub(r"[^A-Za-z]", "", short).upper()
    everything = "".join(w[0] for w in re.split(r"[\s\-–/]+", full) if w[:1].isalpha()).upper()
    return len(letters) > 1 and letters in (initials(full).upper(), everything)


@cache
def organisation_key(name: str) -> str:
    """Return the key by which an organisation's names are compared.

    Folded, without articles and particles; each word as :func:`sound_key` hears it.
    """
    words = [w for w in fold(name).split() if w not in ("the", "of", "and", "for", "&")]
    words = [w for w in words if w not in PARTICLES] or words
    return "".join(sound_key(w) for w in words)


def same_organisation(left: str, right: str) -> bool:
    """Whether two full names of organisations are one name spelled in two ways."""
    a = [w for w in fold(left).split() if w not in PARTICLES | {"the"}]
    b = [w for w in fold(right).split() if w not in PARTICLES | {"the"}]
    if "".join(a) == "".join(b):
        return True
    return len(a) == len(b) and all(same_word(x, y) for x, y in zip(a, b, strict=True))
