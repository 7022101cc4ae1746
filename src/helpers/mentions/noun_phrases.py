"""Noun phrases in one article: where they begin, and what their modifiers name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.actor_words import (
    crowd_row,
    phrase_heads,
    phrase_rows,
)
from helpers.mentions.parts import Found, Reading
from helpers.places import PlaceSpan, sole_country

if TYPE_CHECKING:
    from spacy.tokens import Token


_LONGEST_OWNER = 6
_PLURAL = frozenset({"NNS", "NNPS"})
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "ADV", "X"})


@dataclass(eq=False)
class Phrase:
    """A noun phrase as it is read, and what its modifiers name.

    Attributes
    ----------
    head, key_first, first : int
        Tokens: the noun, where its lexicon entry begins, where the phrase begins.
    row : dict
        The lexicon's row for the noun.
    definite : bool
        Whether "the" or an owner leads it.
    names : list of Found
        Names among the modifiers.
    country, place : str
        Country that a modifier gives, and place below a country.
    owner_at : int
        Token of the owner where it has no name ("its", "the group's").
    crowd, crowd_first
        Words of a crowd or force among the modifiers ("police" head), and their first token.
    role_first : int
        Where the words of a role begin ("police head", "interior minister").
    side_first, proper_first : int
        Where modifiers begin that set it apart ("Kurdish"), or name it ("Haqqani").
    body : int
        Token of a body among the modifiers ("ministry" spokesman).
    armed : bool
        Whether "armed", "masked" or the like stands before.
    """

    head: int
    key_first: int
    row: dict[str, str]
    first: int = -1
    definite: bool = False
    names: list[Found] = field(default_factory=list)
    country: str = ""
    place: str = ""
    owner_at: int = -1
    crowd: str = ""
    crowd_first: int = -1
    role_first: int = -1
    side_first: int = -1
    proper_first: int = -1
    body: int = -1
    armed: bool = False


def match_at(reading: Reading, i: int, table: str) -> tuple[int, dict[str, str] | None]:
    """Return where the longest lexicon entry that ends at token ``i`` begins, and its row."""
    keys = phrase_rows(table)
    for size in (3, 2, 1):
        if i - size + 1 < 0:
            continue
        words = [t.lower_ for t in reading.tokens[i - size + 1 : i + 1]]
        if row := keys.get(" ".join(words)):
            return i - size + 1, row
    return i, None


def is_head(reading: Reading, i: int, table: str) -> bool:
    """Whether token ``i`` is a noun that heads its phrase, and fits its lexicon in number."""
    token = reading.tokens[i]
    plain = reading.case_at(i) == "normal"
    if token.pos_ not in ("NOUN", "PROPN") and (plain or token.pos_ not in ("ADJ", "X")):
        return False
    if (reading.text_at(i + 1) == "-" and not token.whitespace_) or (
        table == "actor_roles" and token.tag_ in _PLURAL
    ):
        return False
    after = reading.tokens[i + 1] if i + 1 < len(reading.tokens) else None
    if after is None or after.is_sent_start or after.pos_ not in ("NOUN", "PROPN"):
        return True
    if after.lower_ in phrase_heads() or (after.pos_ == "NOUN" and not plain):
        return False
    compound = token.dep_ in ("compound", "amod", "nmod") and token.head.i > i
    if token.head.i != after.i and not compound:
        return True
    return table != "actor_crowds" and after.text[0].isupper() and plain


def read_phrase(reading: Reading, phrase: Phrase, name_at: dict[int, Found]) -> Phrase:
    """Walk left from the noun over its modifiers, and note what they name.

    Parameters
    ----------
    reading : Reading
        The article.
    phrase : Phrase
        The noun; filled in place.
    name_at : dict
        The name that each token is part of.

    Returns
    -------
    Phrase
        The same.
    """
    quantities = lexicons.words("actor_small_words", use="quantity")
    k = phrase.key_first - 1
    phrase.first = phrase.role_first = phrase.key_first
    while k >= 0 and reading.sentence_of[k] == reading.sentence_of[phrase.head]:
        token = reading.tokens[k]
        if token.dep_ == "poss" or token.tag_ in ("PRP$", "WP$") or reading.is_possessive(k):
            return _possessed(reading, phrase, k, name_at)
        if token.pos_ == "DET":
            phrase.first, phrase.definite = k, token.lower_ in ("the", "this", "that", "these")
            return phrase
        glued = reading.is_glued_hyphen(k)
        if token.pos_ == "NUM" or (token.like_num and token.text.islower()):
            return _behind_number(reading, phrase, k, name_at)
        if not glued and not _modifies(reading, token, phrase, quantities):
            return phrase
        k = phrase.first = k - 1 if glued else _note_modifier(reading, phrase, k, name_at)
        k -= 1
    return phrase


def _behind_number(reading: Reading, phrase: Phrase, k: int, name_at: dict[int, Found]) -> Phrase:
    """Note "the" or the owner before a number, which stays outside the phrase."""
    first = phrase.first
    while k > 0 and (reading.tokens[k].like_num or reading.tokens[k].pos_ == "NUM"):
        k -= 1
    if reading.text_at(k).lower() in ("the", "these", "those"):
        phrase.definite = True
    elif reading.is_possessive(k) or reading.tokens[k].tag_ == "PRP$":
        _possessed(reading, phrase, k, name_at)
    phrase.first = first
    return phrase


def _modifies(reading: Reading, token: Token, phrase: Phrase, quantities: frozenset[str]) -> bool:
    if token.pos_ not in _MODIFIERS or token.lower_ in quantities or token.is_space:
        return False
    if not token.whitespace_ and token.nbor().text not in "-–":
        return False
    if token.pos_ in ("VERB", "ADV") and not token.i < token.head.i <= phrase.head:
        return False
    # Of "American and Israeli forces" the parse hangs the second nation on the first.
    nation = (place := reading.place_over(token.i)) is not None and place.adjective
    return token.i < token.head.i <= phrase.head or token.pos_ == "PROPN" or nation


def _note_modifier(reading: Reading, phrase: Phrase, k: int, name_at: dict[int, Found]) -> int:
    """Note what the modifier at ``k`` names; return its first token."""
    if k in name_at:
        phrase.names.insert(0, name_at[k])
        return name_at[k].first
    if (place := reading.place_over(k)) is not None:
        _note_place(reading, phrase, place)
        return place.first
    token = reading.tokens[k]
    low, noun = token.lower_, token.pos_ in ("NOUN", "PROPN")
    phrase.armed = phrase.armed or low in lexicons.words("actor_small_words", use="armed")
    if reading.text_at(k - 1) == "-" and reading.text_at(k - 2).lower() in ("pro", "anti"):
        phrase.side_first = k - 2
        return k - 2
    if noun and not phrase.crowd and crowd_row(low):
        first, _ = match_at(reading, k, "actor_crowds")
        phrase.crowd, phrase.crowd_first = reading.words(first, k), first
        phrase.role_first = first if phrase.role_first == k + 1 else phrase.role_first
        return first
    if _tells_side(reading, k):
        phrase.side_first = k
        known = lexicons.words("actor_not") | lexicons.words("actor_small_words", use="side")
        phrase.proper_first = k if low not in known else phrase.proper_first
    if noun and phrase.body < 0 and low in lexicons.words("actor_descriptions"):
        phrase.body = k
    if phrase.role_first == k + 1 and (
        noun or low in lexicons.words("actor_small_words", use="role")
    ):
        phrase.role_first = k
    return k


def _note_place(reading: Reading, phrase: Phrase, place: PlaceSpan) -> None:
    """Note the country that a place or nationality gives, and the place below a country."""
    phrase.country = phrase.country or sole_country(
        [p for p in place.candidates if p.country == reading.country] or place.candidates
    )
    if not place.adjective and place.candidates[0].level != "country":
        phrase.place = reading.words(place.first, place.last)


def _tells_side(reading: Reading, k: int) -> bool:
    """Whether the modifier at ``k`` sets a crowd apart: "Kurdish", "opposition", "pro-regime"."""
    token = reading.tokens[k]
    if token.lower_ in lexicons.words("actor_small_words", use="side"):
        return True
    large = token.text[0].isupper() and not token.is_sent_start and len(token) > 2
    return large and token.pos_ in ("ADJ", "PROPN") and reading.case_at(k) == "normal"


def _possessed(reading: Reading, phrase: Phrase, k: int, name_at: dict[int, Found]) -> Phrase:
    """Note the owner in "its", "the group's", "Pakistan's" before the noun."""
    phrase.definite = True
    if reading.tokens[k].tag_ in ("PRP$", "WP$"):
        phrase.first = phrase.owner_at = k
        return phrase
    k = k - 1 if reading.is_possessive(k) else k
    if (place := reading.place_over(k)) is not None:
        phrase.first = place.first
        _note_place(reading, phrase, place)
    elif k in name_at:
        phrase.first = name_at[k].first
        phrase.names.insert(0, name_at[k])
    else:
        phrase.owner_at = k
        left = reading.tokens[k].left_edge.i
        same_sentence = reading.sentence_of[left] == reading.sentence_of[k]
        phrase.first = left if same_sentence and k - left < _LONGEST_OWNER else k
    return phrase
