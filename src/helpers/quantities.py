"""Numbers of people: words and figures read as low, best and high.

The table of readings is the workbook's own convention: "at least seven" has no
high, "more than seven" begins at eight and has no best, "dozens" begins at 24.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
_MONTH = re.compile(rf"(?:{MONTHS})[a-z]*\.?", re.IGNORECASE)
_FIGURE = re.compile(r"\d{1,3}(?:[,.]\d{2,3})+|\d+(?:\.\d+)?")
_CURRENCY = frozenset("$€£¥₹") | {"rs", "rs.", "us$", "usd", "inr", "eur", "gbp"}
_HYPHENS = frozenset("-–—‑")
_AGE_BEFORE = frozenset({"aged", "age", "no.", "no", "number", "article", "section", "chapter"})


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
def _phrases(*kinds: str, place: str = "") -> dict[tuple[str, ...], dict[str, str]]:
    rows = lexicons.read("quantity_words")
    wanted = (r for r in rows if r["kind"] in kinds and (r["place"] == place))
    return {tuple(r["word"].split()): r for r in wanted}


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
            number, _ = _figure(tokens, i - 1) if i else (None, 0)
            size, first = 0.01, i - 1
        elif token.lower_ in _PARTS and [t.lower_ for t in tokens[i + 1 : i + 2]] == ["of"]:
            number, first = _parts_before(tokens, i)
            size = _PARTS[token.lower_]
        else:
            continue
        if number and 0 < number * size <= 1:
            last = token.i + (2 if token.lower_ == "per" else 1)
            found.append(Quantity(tokens[first].i, last, None, None, None, "share", number * size))
    return found


def _parts_before(tokens: Sequence[Token], i: int) -> tuple[float | None, int]:
    """Return how many halves, thirds or quarters, and where the words begin."""
    before = tokens[i - 1] if i else None
    if before is not None and before.text in _HYPHENS and i > 1:
        i, before = i - 1, tokens[i - 2]
    if before is not None and before.lower_ in ("a", "one"):
        return 1.0, i - 1
    if before is not None and before.lower_ in ("two", "three"):
        return (2.0 if before.lower_ == "two" else 3.0), i - 1
    return (1.0, i) if tokens[i].lower_ == "half" else (None, i)


def _quantity_at(tokens: Sequence[Token], i: int) -> Quantity | None:
    bent = _match(
        tokens, i, _phrases("at_least", "more_than", "up_to", "fewer_than", "about", place="before")
    )
    if bent:
        size, row = bent
        if row["kind"] == "up_to" and _reaches(tokens, i):
            exact = _quantity_at(tokens, i + size)
            return exact and replace(exact, first=tokens[i].i)
        inner = _quantity_at(tokens, i + size) or _article_number(tokens, i + size)
        if inner and inner.kind == "other":
            return replace(inner, first=tokens[i].i)
        if inner and inner.kind != "none":
            return replace(_bend(inner, row["kind"]), first=tokens[i].i)
    span = _between(tokens, i) or _number_or_vague(tokens, i)
    if span is None:
        return None
    if not _counts_people(tokens, span):
        return replace(span, kind="other")
    after = span.last - tokens[0].i
    trailing = _match(tokens, after, _phrases("at_least", "about", place="after"))
    if trailing is None and after + 1 < len(tokens) and tokens[after].text in _HYPHENS:
        trailing = _match(tokens, after + 1, _phrases("about", place="after"))
        trailing = trailing and (trailing[0] + 1, trailing[1])
    if trailing and span.kind == "number":
        return replace(_bend(span, trailing[1]["kind"]), last=span.last + trailing[0])
    return span


def _reaches(tokens: Sequence[Token], i: int) -> bool:
    """Whether "up to" tells where a toll went: "took the toll up to 32"."""
    return any(
        t.lower_ in lexicons.claim_words("rise") for t in tokens[max(i - 12, 0) : i]
    ) and any(
        t.lower_ in ("toll", "number", "count", "tally", "total")
        for t in tokens[max(i - 24, 0) : i]
    )


def _article_number(tokens: Sequence[Token], i: int) -> Quantity | None:
    """Read "a dozen" and "a hundred" where something bends it."""
    if i + 1 < len(tokens) and tokens[i].lower_ in ("a", "an"):
        return _exact(tokens, i)
    return None


def _match(
    tokens: Sequence[Token], i: int, phrases: dict[tuple[str, ...], dict[str, str]]
) -> tuple[int, dict[str, str]] | None:
    for size in (4, 3, 2, 1):
        words = tuple(t.lower_ for t in tokens[i : i + size])
        if len(words) == size and words in phrases:
            return size, phrases[words]
    return None


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
    lower = _exact(tokens, start) if start < len(tokens) else None
    if lower is None or lower.best is None:
        return None
    k = lower.last - tokens[0].i
    if k >= len(tokens):
        return None
    joiner = tokens[k].lower_
    if joiner == "to" and "from" in (tokens[i].lower_, tokens[i - 1].lower_ if i else ""):
        return None
    joins = {"and"} if tokens[i].lower_ == "between" else {"to", "or"} | _HYPHENS
    upper = _exact(tokens, k + 1) if joiner in joins and k + 1 < len(tokens) else None
    if upper is None or upper.best is None:
        return None
    low, high = lower.best, upper.best
    scale = next((m for m in (1000, 10**6) if low < 1000 <= high and high % m == 0), 1)
    if low >= high and scale == 1 or joiner in _HYPHENS and low * 20 < high:
        return None
    return Quantity(tokens[i].i, upper.last, low, None, high, "number")


def _number_or_vague(tokens: Sequence[Token], i: int) -> Quantity | None:
    exact = _exact(tokens, i)
    hit = _match(tokens, i, _phrases("vague", "number", "none"))
    if hit is None or exact and exact.last - tokens[i].i >= hit[0]:
        return exact
    size, row = hit
    first, last, n = tokens[i].i, tokens[i].i + size, int(row["value"])
    if row["kind"] == "vague":
        return Quantity(first, last, n, None, None, "vague")
    return exactly(n, first, last)


def _exact(tokens: Sequence[Token], i: int) -> Quantity | None:
    """Read one exact number that begins at ``i``: figures, words, or both."""
    value, k = _figure(tokens, i)
    if value is None:
        value, k = _number_words(tokens, i)
    if value is None:
        return None
    multipliers = _phrases("multiplier")
    while k < len(tokens) and (tokens[k].lower_,) in multipliers:
        value *= int(multipliers[(tokens[k].lower_,)]["value"])
        k += 1
    return (
        exactly(round(value), tokens[i].i, tokens[i].i + k - i) if value == round(value) else None
    )


def _figure(tokens: Sequence[Token], i: int) -> tuple[float | None, int]:
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
        return (1.0, i + 1) if (nxt,) in _phrases("multiplier") else (None, i)
    if tokens[i].lower_ not in _number_vocabulary() or tokens[i].lower_ == "and":
        return None, i
    k = i
    while k < len(tokens) and (
        tokens[k].lower_ in _number_vocabulary() or _joins_numbers(tokens, k)
    ):
        k += 1
    for end in range(k, i, -1):
        if tokens[end - 1].lower_ == "and" or tokens[end - 1].text in _HYPHENS:
            continue
        words = " ".join(t.lower_ for t in tokens[i:end] if t.text not in _HYPHENS)
        try:
            return float(text2num(words, "en")), end
        except ValueError:
            continue
    return None, i


def _joins_numbers(tokens: Sequence[Token], k: int) -> bool:
    if k + 1 >= len(tokens) or not k or tokens[k].text not in _HYPHENS:
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


@cache
def _units() -> frozenset[str]:
    return lexicons.words("quantity_units")


def _counts_people(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a number may count people: not a date, an age, a measure, a sum."""
    offset = tokens[0].i
    before = tokens[quantity.first - offset - 1] if quantity.first > offset else None
    after = tokens[quantity.last - offset] if quantity.last - offset < len(tokens) else None
    if quantity.kind != "number":
        return not (after is not None and after.lower_ in _units())
    if before is not None and _spoils_before(before, tokens, quantity):
        return False
    if after is None:
        return True
    if after.lower_ in _units() or _MONTH.fullmatch(after.text) and after.text[0].isupper():
        return False
    if after.text in _HYPHENS and quantity.last + 1 - offset < len(tokens):
        beyond = tokens[quantity.last + 1 - offset].lower_
        return beyond.split("-")[0] not in _units() and beyond not in ("strong", "fold", "point")
    return not (
        after.text in (":", "/") and not after.nbor(-1).whitespace_ and after.whitespace_ == ""
    )


def _spoils_before(before: Token, tokens: Sequence[Token], quantity: Quantity) -> bool:
    n = quantity.best
    if before.lower_ in _CURRENCY or before.lower_ in _AGE_BEFORE and before.lower_ != "number":
        return True
    day_like = n is not None and n <= 31
    if (
        day_like
        and _MONTH.fullmatch(before.text)
        and (before.text[0].isupper() or before.lower_ != "may")
    ):
        return True
    is_year = quantity.last - quantity.first == 1 and n is not None and 1800 <= n <= 2100
    bare = "," not in tokens[quantity.first - tokens[0].i].text
    if (
        is_year
        and bare
        and (before.lower_ in lexicons.claim_words("before year") or _MONTH.fullmatch(before.text))
    ):
        return True
    return _is_age(tokens, quantity)


def _is_age(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether the number is an age set off by commas or brackets behind a name."""
    k = quantity.first - tokens[0].i
    end = quantity.last - tokens[0].i
    if k < 2 or end >= len(tokens) or quantity.best is None or quantity.best > 110:
        return False
    opened, closed = tokens[k - 1].text, tokens[end].text
    if (opened, closed) == ("(", ")"):
        return True
    named = tokens[k - 2].pos_ == "PROPN" or tokens[k - 2].ent_type_ == "PERSON"
    return opened == "," and closed in {",", "."} and named


def quantities_by_token(quantities: Sequence[Quantity]) -> dict[int, Quantity]:
    """Return the quantity that covers each token, by the token's index."""
    return dict(_covered(quantities))


def _covered(quantities: Sequence[Quantity]) -> Iterator[tuple[int, Quantity]]:
    for quantity in quantities:
        for i in range(quantity.first, quantity.last):
            yield i, quantity
