"""Stretches of words written as names are, in one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.actor_words import (
    crowd_words,
    given_names,
    head_row,
    known_names,
    role_words,
    titles,
)
from helpers.mentions.parts import Reading
from helpers.mentions.titles import title_at
from helpers.naming import PARTICLES, is_abbreviation
from helpers.places import country_of_word, fold

if TYPE_CHECKING:
    from spacy.tokens import Token


_LONGEST_INITIAL = 3
_NAME_POS = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_PLAIN_WORDS = frozenset({"labour", "who", "pa", "sana", "guardian", "democrats", "unita", "eta"})


def name_stretches(reading: Reading) -> list[tuple[int, int]]:
    """Return stretches of tokens written as names are, as (first, last)."""
    found, i = [], 0
    tokens = reading.tokens
    while i < len(tokens):
        case = reading.case_at(i)
        last = -1
        if case == "normal" and _starts(reading, i):
            last = max(_extend(reading, i), _known_at(reading, i))
        elif case != "normal":
            last = _known_at(reading, i)
            if case == "lower" and last < 0:
                last = _small_name_at(reading, i)
        if last >= 0:
            found.append((i, last))
        i = max(last, i) + 1
    return found


def _small_name_at(reading: Reading, i: int) -> int:
    """Return the last token of a person's name in text without capitals, else -1.

    A title, or a given name, and behind it words that the tagger takes for names.
    """
    tokens, k = reading.tokens, i
    size, row = title_at(reading, i, len(tokens) - 1)
    if row and row["kind"] != "name":
        k += size
    elif tokens[i].lower_ not in given_names() or tokens[i].pos_ != "PROPN":
        return -1
    first = k
    while k < min(first + 3, len(tokens)) and _may_be_small_name(tokens[k]):
        k += 1
    return k - 1 if k > first and k > i + 1 else -1


def _may_be_small_name(token: Token) -> bool:
    low = token.lower_
    return (
        token.pos_ == "PROPN"
        and token.is_alpha
        and not (
            low in lexicons.words("actor_not")
            or low in role_words()
            or low in crowd_words()
            or head_row(("x", low))
        )
    )


def _starts(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    text = token.text
    if text.lower() in PARTICLES and _particle_leads(reading, i):
        return True
    if not text[0].isupper() or text in ("I", "A") or token.like_num:
        return False
    if (
        i
        and reading.tokens[i - 1].text == "-"
        and not reading.tokens[i - 1].whitespace_
        and (not reading.tokens[i - 2].whitespace_)
    ):
        return False
    if token.pos_ in ("DET", "PRON") and not text.isupper():
        return False
    if text.lower() in lexicons.words("actor_not", breaks="yes") and token.ent_type_ != "PERSON":
        return False
    if token.is_sent_start or i == 0 or reading.tokens[i - 1].text in ('"', "'", ":"):
        return (
            token.pos_ == "PROPN"
            or is_abbreviation(text)
            or text in reading.large_words
            or (token.pos_ in _NAME_POS and reading.tokens[i + 1].text[:1].isupper())
        )
    return token.pos_ != "ADP" or text.isupper() and len(text) > 1


def _particle_leads(reading: Reading, i: int) -> bool:
    """Whether a small "al" or "bin" opens a name here: "al-Qaeda", "bin Laden"."""
    tokens = reading.tokens
    if tokens[i].lower_ not in ("al", "el", "bin", "ibn", "ul", "as", "an", "ad"):
        return False
    if i + 2 < len(tokens) and tokens[i + 1].text == "-" and not tokens[i].whitespace_:
        return tokens[i + 2].text[:1].isupper()
    return (
        tokens[i].lower_ in ("bin", "ibn", "al", "el")
        and i + 1 < len(tokens)
        and tokens[i + 1].text[:1].isupper()
    )


def _extend(reading: Reading, first: int) -> int:
    """Return the last token of the name that begins at ``first``."""
    tokens, last = reading.tokens, first
    if tokens[first].text.islower():
        last = first + (2 if tokens[first + 1].text == "-" else 1)
    while (step := _next_part(reading, first, last)) > last:
        last = step
    return last


def _next_part(reading: Reading, first: int, last: int) -> int:
    """Return the last token of the next part of a name, or ``last`` where it ends."""
    tokens, k = reading.tokens, last + 1
    if k >= len(tokens) or reading.sentence_of[k] != reading.sentence_of[last]:
        return last
    one = tokens[k].text
    if tokens[k].is_space:
        return last
    if reading.is_glued_hyphen(k):
        return _behind_hyphen(reading, last)
    if one == "." and not tokens[last].whitespace_:
        initial = len(tokens[last]) <= _LONGEST_INITIAL and _is_large(reading, k + 1)
        return k if initial and not tokens[k + 1].is_sent_start else last
    if reading.is_possessive(k):
        return _behind_possessive(reading, last) if _is_large(reading, k + 1) else last
    if not tokens[last].whitespace_ and tokens[last].text != "-":
        return last
    if one[0].isupper():
        return k if _continues(tokens[k]) else last
    return _behind_small_word(reading, first, last)


def _is_large(reading: Reading, k: int) -> bool:
    return reading.text_at(k)[:1].isupper()


def _behind_hyphen(reading: Reading, last: int) -> int:
    """Return the part behind a hyphen: "Mazar-i-Sharif" goes on, "London-based" does not."""
    two = reading.text_at(last + 2)
    joined = two.lower() in PARTICLES and reading.text_at(last + 3) == "-"
    return last + 2 if two[:1].isupper() or joined or two.isdigit() else last


def _behind_small_word(reading: Reading, first: int, last: int) -> int:
    """Return the part behind "bin", "of", "for the" or "and", where it is of the name."""
    one, two = reading.text_at(last + 1).lower(), reading.text_at(last + 2)
    if one in PARTICLES and _is_large(reading, last + 2):
        return last + 2
    if one in PARTICLES and two == "-" and _is_large(reading, last + 3):
        return last + 3
    if one == "of":
        for step in (2, 3):
            words = reading.words(last, min(last + step, len(reading.tokens) - 1))
            if words.lower() in titles():
                return last + step
    if one in ("of", "for") and _takes_of(reading, first, last):
        step = 3 if two == "the" else 2
        return last + step if _is_large(reading, last + step) else last
    if one in ("and", "&") and _is_large(reading, last + 2) and _joins(reading, first, last):
        return last + 2
    return last


def _continues(token: Token) -> bool:
    """Whether a capitalised word may stand inside a name: no "I", "The", "Friday"."""
    if token.text == "I" or token.pos_ == "DET":
        return False
    return token.lower_ not in lexicons.words("actor_not", breaks="yes")


def _behind_possessive(reading: Reading, last: int) -> int:
    """Return the last token of "Kurdistan People's Protection Units", or ``last`` as it is.

    What stands behind the possessive belongs to the name if it ends as an organisation's
    name does.
    """
    tokens, k = reading.tokens, last + 2
    while k < len(tokens) and tokens[k].text[:1].isupper() and _continues(tokens[k]):
        k += 1
    row = head_row(("x", *(t.lower_ for t in tokens[last + 2 : k])))
    country = country_of_word(tokens[last].text, "name", "adjective", "capital")
    if row and row["kind"] not in ("place", "none") and not country:
        return k - 1
    return last


def _takes_of(reading: Reading, first: int, last: int) -> bool:
    words = tuple(t.lower_ for t in reading.tokens[first : last + 1])
    row = head_row(words) or head_row((*words, "x")) or head_row(("x", *words))
    if row is not None:
        return row["kind"] not in ("place", "none")
    return _joins(reading, first, last)


def _joins(reading: Reading, first: int, last: int) -> bool:
    """Whether a small word stands inside one organisation's name: the recogniser says so."""
    if last + 2 >= len(reading.tokens):
        return False
    ent = {reading.tokens[k].ent_type_ for k in range(first, last + 3)}
    inside = reading.tokens[last + 1].ent_iob_ == "I" and reading.tokens[last + 2].ent_iob_ == "I"
    return ent == {"ORG"} and inside


def _known_at(reading: Reading, i: int) -> int:
    """Return the last token of a well-known organisation's name at ``i``, else -1."""
    tokens, words = reading.tokens, ""
    best = -1
    for k in range(i, min(i + 7, len(tokens))):
        if tokens[k].is_space:
            break
        words += tokens[k].text + tokens[k].whitespace_
        row = known_names().get(fold(words).removeprefix("the "))
        if row and (len(words.strip()) > 2) and fold(words) not in _PLAIN_WORDS:
            best = k
    return best
