"""Numbers of people: words and figures read as low, best and high.

The table of readings is the workbook's own convention: "at least seven" has no
high, "more than seven" begins at eight and has no best, "dozens" begins at 24.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.quantities.numbers import (
    HYPHENS,
    Quantity,
    exactly,
    match_phrase,
    number_phrases,
    read_exact,
)
from helpers.quantities.people import counts_people

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def find_quantities(span: Span) -> list[Quantity]:
    """Find the numbers of people that a sentence gives.

    Dates, ages, measures, money, shares, ordinals and clock times are left out;
    indefinite articles are read with their noun instead (:mod:`helpers.claims.victims`).

    Parameters
    ----------
    span : spacy.tokens.Span
        A sentence.

    Returns
    -------
    list of Quantity
        In order, not overlapping.
    """
    tokens = list(span)
    found, i = [], 0
    while i < len(tokens):
        quantity = _quantity_at(tokens, i)
        if quantity is None:
            i += 1
            continue
        found.append(quantity)
        i = quantity.last - span.start
    return [quantity for quantity in found if quantity.kind != "other"]


def _quantity_at(tokens: Sequence[Token], i: int) -> Quantity | None:
    first = _one_quantity_at(tokens, i)
    return first and _and_even(tokens, first)


def _and_even(tokens: Sequence[Token], first: Quantity) -> Quantity:
    """Read on where a number goes up: "hundreds, perhaps thousands", "two, possibly three"."""
    k = first.last - tokens[0].i
    if first.kind not in ("number", "vague"):
        return first
    comma = k < len(tokens) and tokens[k].text in (",", "-", "–", "—")
    joiner = match_phrase(tokens, k + comma, number_phrases("even", place="between"))
    if joiner is None or k + comma + joiner[0] >= len(tokens):
        return first
    more = _one_quantity_at(tokens, k + comma + joiner[0])
    if more is None or more.kind != first.kind or (more.best or more.low or 0) <= (first.low or 0):
        return first
    closing = more.last - tokens[0].i
    closed = comma and closing < len(tokens) and tokens[closing].text == tokens[k].text
    return Quantity(first.first, more.last + closed, first.low, None, more.high, first.kind)


_BENDING = ("at_least", "more_than", "up_to", "fewer_than", "about")


def _one_quantity_at(tokens: Sequence[Token], i: int) -> Quantity | None:
    bent = match_phrase(tokens, i, number_phrases(*_BENDING, place="before"))
    if bent is None and _tells_of_toll(tokens, i):
        bent = match_phrase(tokens, i, number_phrases("more_than", place="toll"))
    if bent:
        size, row = bent
        if row["kind"] == "up_to" and _reaches(tokens, i):
            exact = _inner(tokens, i + size)
            return exact and replace(exact, first=tokens[i].i)
        inner = _inner(tokens, i + size)
        if inner and inner.kind == "other":
            return replace(inner, first=tokens[i].i)
        if inner and inner.kind != "none":
            return replace(_bend(inner, row["kind"]), first=tokens[i].i)
    span = _between(tokens, i) or _nothing_of(tokens, i) or _number_or_vague(tokens, i)
    if span is None:
        return None
    if not counts_people(tokens, span):
        return replace(span, kind="other")
    trailing = _bent_behind(tokens, span.last - tokens[0].i)
    if trailing and trailing[1] == "mark":
        passed = _passes_mark(tokens, span.first - tokens[0].i)
        span = _bend(span, "more_than") if passed else span
        return replace(span, last=span.last + trailing[0])
    if trailing and span.kind == "number":
        return replace(_bend(span, trailing[1]), last=span.last + trailing[0])
    return span


def _bent_behind(tokens: Sequence[Token], k: int) -> tuple[int, str] | None:
    """Return how words behind a number bend it: "12 or more", "30-odd", "50-plus", "100 mark"."""
    hyphen = k + 1 < len(tokens) and tokens[k].text in HYPHENS
    found = match_phrase(
        tokens, k + hyphen, number_phrases("at_least", "mark", "about", place="after")
    )
    return found and (found[0] + hyphen, found[1]["kind"])


def _passes_mark(tokens: Sequence[Token], i: int) -> bool:
    """Whether a mark is left behind: "broke the 2,000 mark", not "touched the 2,000 mark"."""
    before = [t.lower_ for t in tokens[max(i - 2, 0) : i]]
    return not lexicons.claim_words("pass mark").isdisjoint(before)


def _reaches(tokens: Sequence[Token], i: int) -> bool:
    """Whether "up to" tells where a toll went: "took the toll up to 32"."""
    return any(
        t.lower_ in lexicons.claim_words("rise") for t in tokens[max(i - 12, 0) : i]
    ) and _tells_of_toll(tokens, i)


def _tells_of_toll(tokens: Sequence[Token], i: int) -> bool:
    return any(
        t.lower_ in ("toll", "number", "count", "tally", "total")
        for t in tokens[max(i - 24, 0) : i]
    )


def _inner(tokens: Sequence[Token], i: int) -> Quantity | None:
    """Read the number that something bends, "a dozen" and "a hundred" included."""
    if i >= len(tokens):
        return None
    article = tokens[i].lower_ in ("a", "an") and i + 1 < len(tokens)
    return _one_quantity_at(tokens, i) or (read_exact(tokens, i) if article else None)


def _bend(quantity: Quantity, kind: str) -> Quantity:
    """Change an exact or vague number by the words before or behind it."""
    n = quantity.best if quantity.best is not None else quantity.low
    if n is None or quantity.kind == "vague" and kind != "more_than":
        return quantity
    if quantity.kind == "vague":
        return replace(quantity, low=n)
    bounds = {
        "at_least": (n, n, None),
        "more_than": (n + 1, None, None),
        "up_to": (None, n, n),
        "fewer_than": (None, None, n - 1),
        "about": (None, n, None),
    }[kind]
    return replace(quantity, low=bounds[0], best=bounds[1], high=bounds[2])


def _between(tokens: Sequence[Token], i: int) -> Quantity | None:
    """Read "between 5 and 7", "5-7", "five to seven" and "five or six"."""
    start = i + 1 if tokens[i].lower_ == "between" else i
    lower = read_exact(tokens, start) if start < len(tokens) else None
    if lower is None or lower.best is None:
        return None
    k = lower.last - tokens[0].i
    if k >= len(tokens):
        return None
    joiner = tokens[k].lower_
    if joiner == "to" and i and tokens[i - 1].lower_ == "from" and not _ranges(tokens, i - 1):
        return None
    joins = {"and"} if tokens[i].lower_ == "between" else {"to", "or"} | HYPHENS
    upper = read_exact(tokens, k + 1) if joiner in joins and k + 1 < len(tokens) else None
    if upper is None or upper.best is None:
        return None
    low, high = lower.best, upper.best
    scale = next((m for m in (1000, 10**6) if low < 1000 <= high and high % m == 0), 1)
    if low >= high and scale == 1 or joiner in HYPHENS and low * 20 < high:
        return None
    return Quantity(tokens[i].i, upper.last, low, None, high, "number")


def _ranges(tokens: Sequence[Token], k: int) -> bool:
    """Whether "from 5 to 7" is a range of guesses, not a change."""
    return k > 0 and tokens[k - 1].lower_ in lexicons.claim_words("range")


def _number_or_vague(tokens: Sequence[Token], i: int) -> Quantity | None:
    exact = read_exact(tokens, i)
    hit = match_phrase(tokens, i, number_phrases("vague", "number", "none"))
    if hit is None or exact and exact.last - tokens[i].i >= hit[0]:
        return exact
    size, row = hit
    if tokens[i].lower_ == "most" and i + 1 < len(tokens) and tokens[i + 1].pos_ == "ADV":
        return None
    first, last, n = tokens[i].i, tokens[i].i + size, int(row["value"])
    if row["kind"] == "vague":
        return Quantity(first, last, n, None, None, "vague")
    return exactly(n, first, last)


def _nothing_of(tokens: Sequence[Token], i: int) -> Quantity | None:
    """Read zero before a word for casualties: "without casualties", "no reports of deaths"."""
    hit = match_phrase(tokens, i, number_phrases("none", place="casualties"))
    if hit is None:
        return None
    behind = [t.lower_ for t in tokens[i + hit[0] : i + hit[0] + 3]]
    counted = lexicons.claim_words("casualties").intersection(behind)
    return exactly(0, tokens[i].i, tokens[i].i + hit[0]) if counted else None


def quantities_by_token(quantities: Sequence[Quantity]) -> dict[int, Quantity]:
    """Return the quantity that covers each token, by the token's index."""
    return dict(_covered(quantities))


def _covered(quantities: Sequence[Quantity]) -> Iterator[tuple[int, Quantity]]:
    for quantity in quantities:
        for i in range(quantity.first, quantity.last):
            yield i, quantity
