"""Shares of a number: 77%, half, two-thirds, a quarter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.quantities.numbers import HYPHENS, Quantity, read_exact, read_figure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PARTS = {"half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4}


def find_shares(span: Span) -> list[Quantity]:
    """Find shares that a sentence gives: 77%, half, two-thirds, a quarter.

    Parameters
    ----------
    span : spacy.tokens.Span
        A sentence.

    Returns
    -------
    list of Quantity
        In order; their ``low``, ``best`` and ``high`` are unknown until the whole is.
    """
    tokens = list(span)
    found = []
    for i, token in enumerate(tokens):
        if token.lower_ in ("%", "percent", "pc") or [t.lower_ for t in tokens[i : i + 2]] == [
            "per",
            "cent",
        ]:
            number, _ = read_figure(tokens, i - 1) if i else (None, 0)
            size, first = 0.01, i - 1
        elif token.lower_ in _PARTS and [t.lower_ for t in tokens[i + 1 : i + 2]] == ["of"]:
            number, first = _parts_before(tokens, i)
            size = _PARTS[token.lower_]
            whole = _whole_of(tokens, i + 2)
            if number and whole:
                about = round(number * size * (whole.best or 0))
                found.append(Quantity(tokens[first].i, whole.last, None, about, None, "number"))
                continue
        else:
            continue
        if number and 0 < number * size <= 1:
            last = token.i + (2 if token.lower_ == "per" else 1)
            found.append(Quantity(tokens[first].i, last, None, None, None, "share", number * size))
    return found


def _whole_of(tokens: Sequence[Token], i: int) -> Quantity | None:
    """Return the exact number that a share is of: "half of the 30 passengers"."""
    while i < len(tokens) and tokens[i].lower_ in ("the", "its", "their", "about", "some"):
        i += 1
    whole = read_exact(tokens, i) if i < len(tokens) else None
    return whole if whole is not None and (whole.best or 0) > 1 else None


def _parts_before(tokens: Sequence[Token], i: int) -> tuple[float | None, int]:
    """Return how many halves, thirds or quarters, and where the words begin."""
    before = tokens[i - 1] if i else None
    if before is not None and before.text in HYPHENS and i > 1:
        i, before = i - 1, tokens[i - 2]
    if before is not None and before.lower_ in ("a", "one"):
        return 1.0, i - 1
    if before is not None and before.lower_ in ("two", "three"):
        return (2.0 if before.lower_ == "two" else 3.0), i - 1
    return (1.0, i) if tokens[i].lower_ == "half" else (None, i)
