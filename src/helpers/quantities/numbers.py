"""Single numbers in figures and words, and the phrases round them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIGURE = re.compile(r"\d{1,3}(?:[,.]\d{2,3})+|\d+(?:\.\d+)?")
HYPHENS = frozenset("-–—‑")


@dataclass(frozen=True)
class Quantity:
    """A number of people as the words give it.

    Attributes
    ----------
    first, last : int
        Token indices in the document, the last exclusive.
    low, best, high : int or None
        People at the least, by its own best figure, and at the most.
    kind : str
        ``number``, ``vague``, ``none`` or ``share``; ``other`` while reading, for
        a number that counts no people.
    share : float or None
        For a share, the part of a number given elsewhere, between 0 and 1.
    """

    first: int
    last: int
    low: int | None
    best: int | None
    high: int | None
    kind: str
    share: float | None = None


def exactly(n: int, first: int, last: int) -> Quantity:
    """Return a quantity of exactly ``n``."""
    return Quantity(first, last, n, n, n, "number" if n else "none")


@cache
def number_phrases(*kinds: str, place: str = "") -> dict[tuple[str, ...], dict[str, str]]:
    """Return the rows of ``quantity_words`` of some kinds and one place, by their words."""
    rows = lexicons.read("quantity_words")
    wanted = (r for r in rows if r["kind"] in kinds and (r["place"] == place))
    return {tuple(r["word"].split()): r for r in wanted}


def match_phrase(
    tokens: Sequence[Token], i: int, phrases: dict[tuple[str, ...], dict[str, str]]
) -> tuple[int, dict[str, str]] | None:
    """Return the longest phrase that begins at ``i``: how many words, and its row."""
    for size in (4, 3, 2, 1):
        words = tuple(t.lower_ for t in tokens[i : i + size])
        if len(words) == size and words in phrases:
            return size, phrases[words]
    return None


def read_exact(tokens: Sequence[Token], i: int) -> Quantity | None:
    """Read one exact number that begins at ``i``: figures, words, or both."""
    value, k = read_figure(tokens, i)
    if value is None:
        value, k = _number_words(tokens, i)
    if value is None:
        return None
    multipliers = number_phrases("multiplier")
    while k < len(tokens) and (tokens[k].lower_,) in multipliers:
        value *= int(multipliers[(tokens[k].lower_,)]["value"])
        k += 1
    return (
        exactly(round(value), tokens[i].i, tokens[i].i + k - i) if value == round(value) else None
    )


def read_figure(tokens: Sequence[Token], i: int) -> tuple[float | None, int]:
    """Read digits at ``i``, with or without separators: the value, and the index behind it."""
    token = tokens[i]
    if not _FIGURE.fullmatch(token.text):
        return None, i
    digits = token.text
    if re.fullmatch(r"\d{1,3}(?:,\d{2,3})+", digits) or re.fullmatch(
        r"\d{1,3}(?:\.\d{3}){2,}", digits
    ):
        digits = re.sub(r"[,.]", "", digits)
    try:
        return float(digits), i + 1
    except ValueError:
        return None, i


def _number_words(tokens: Sequence[Token], i: int) -> tuple[float | None, int]:
    """Read the longest run of number words ("two hundred and five", "twenty-two")."""
    from text_to_num import text2num

    if tokens[i].lower_ in ("a", "an"):
        nxt = tokens[i + 1].lower_ if i + 1 < len(tokens) else ""
        return (1.0, i + 1) if (nxt,) in number_phrases("multiplier") else (None, i)
    if tokens[i].lower_ not in _number_vocabulary() or tokens[i].lower_ == "and":
        return None, i
    k = i
    while k < len(tokens) and (
        tokens[k].lower_ in _number_vocabulary() or _joins_numbers(tokens, k)
    ):
        k += 1
    for end in range(k, i, -1):
        if tokens[end - 1].lower_ == "and" or tokens[end - 1].text in HYPHENS:
            continue
        words = " ".join(t.lower_ for t in tokens[i:end] if t.text not in HYPHENS)
        try:
            return float(text2num(words, "en")), end
        except ValueError:
            continue
    return None, i


def _joins_numbers(tokens: Sequence[Token], k: int) -> bool:
    if k + 1 >= len(tokens) or not k or tokens[k].text not in HYPHENS:
        return False
    return (
        tokens[k + 1].lower_ in _number_vocabulary()
        and tokens[k - 1].lower_ in _number_vocabulary()
    )


@cache
def _number_vocabulary() -> frozenset[str]:
    units = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    more = "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy"
    large = "eighty ninety hundred thousand million billion and"
    return frozenset(f"{units} {more} {large}".split())
