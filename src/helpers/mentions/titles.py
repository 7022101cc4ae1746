"""Titles and offices before a person's name."""

from __future__ import annotations

from helpers.actor_words import (
    head_row,
    role_words,
    titles,
)
from helpers.mentions.parts import Found, Reading

_LONGEST_TITLE = 3


def titled_name(reading: Reading, first: int, last: int) -> list[Found] | None:
    """Read "Lebanese Prime Minister Saad X": a person with what stands before the name.

    None where no title is in it; an empty list where there is a title alone.
    """
    tokens = reading.tokens
    k, country, role_first, kept_title, is_titled = first, "", -1, -1, False
    while k <= last:
        size, row = title_at(reading, k, last)
        if row:
            is_titled = True
            if row["kind"] in ("office", "rank"):
                role_first = k if role_first < 0 else role_first
            kept_title = k if row["kind"] == "name" else -1
            k += size
        elif not is_titled and (place := reading.place_at.get(k)) and place.last < last:
            country, k = place.country, place.last + 1
        elif not is_titled and (ahead := _office_ahead(reading, k, last)):
            role_first, k = k if role_first < 0 else role_first, ahead
        else:
            break
    if not is_titled:
        return None
    start = kept_title if kept_title >= 0 else k
    if k > last:
        return []
    if not is_titled or head_row(tuple(t.lower_ for t in tokens[first : last + 1])):
        return None
    role = (
        reading.words(role_first, (start if kept_title >= 0 else k) - 1)
        if (role_first >= 0 and role_first < start)
        else ""
    )
    found = Found(start, last, "name", "person", reading.words(start, last), role=role)
    found.country = country
    return [found]


def _office_ahead(reading: Reading, k: int, last: int) -> int:
    """Return where an office or rank stands further on in a name, with a name behind it."""
    for ahead in range(k + 1, last):
        size, row = title_at(reading, ahead, last)
        if row and row["kind"] in ("office", "rank") and ahead + size <= last:
            return ahead
    return 0


def title_at(reading: Reading, k: int, last: int) -> tuple[int, dict[str, str] | None]:
    """Return the length of the longest title at token ``k``, and its row."""
    for size in range(_LONGEST_TITLE, 0, -1):
        if k + size - 1 > last:
            continue
        words = [t.lower_.rstrip(".") for t in reading.tokens[k : k + size] if t.text != "."]
        row = titles().get(" ".join(words))
        if row is None and size == 1 and k + 2 <= last and words and words[0] in role_words():
            row = {"kind": "office"}
        if row:
            if k + size <= last and reading.tokens[k + size].text == ".":
                size += 1
            return size, row
    return 0, None
