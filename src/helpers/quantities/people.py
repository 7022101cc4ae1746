"""Whether a number counts people: not a date, an age, a measure or a sum of money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.quantities.numbers import HYPHENS, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
_MONTH = re.compile(rf"(?:{_MONTHS})[a-z]*\.?", re.IGNORECASE)
_CURRENCY = frozenset("$€£¥₹") | {"rs", "rs.", "us$", "usd", "inr", "eur", "gbp"}
_AGE_BEFORE = frozenset({"aged", "age", "no.", "no", "number", "article", "section", "chapter"})


@cache
def _units() -> frozenset[str]:
    return lexicons.words("quantity_units")


def _is_unit(token: Token) -> bool:
    """Whether a word is a unit, and not the verb that it may look like: 600 may have died."""
    return token.lower_ in _units() and token.pos_ not in ("AUX", "VERB")


def counts_people(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a number may count people: not a date, an age, a measure, a sum."""
    offset = tokens[0].i
    before = tokens[quantity.first - offset - 1] if quantity.first > offset else None
    after = tokens[quantity.last - offset] if quantity.last - offset < len(tokens) else None
    if quantity.kind != "number":
        return not (after is not None and _is_unit(after))
    if before is not None and _spoils_before(before, tokens, quantity):
        return False
    if after is None:
        return True
    if (
        _is_unit(after)
        or after.pos_ != "AUX"
        and _MONTH.fullmatch(after.text)
        and after.text[0].isupper()
    ):
        return False
    if after.text in HYPHENS and quantity.last + 1 - offset < len(tokens):
        beyond = tokens[quantity.last + 1 - offset].lower_
        return beyond.split("-")[0] not in _units() and beyond not in ("strong", "fold", "point")
    return not (
        after.text in (":", "/") and not after.nbor(-1).whitespace_ and after.whitespace_ == ""
    )


def _spoils_before(before: Token, tokens: Sequence[Token], quantity: Quantity) -> bool:
    n = quantity.best
    if before.lower_ in _CURRENCY or before.lower_ in _AGE_BEFORE and before.lower_ != "number":
        return True
    written = tokens[quantity.first - tokens[0].i].is_alpha
    day_like = n is not None and n <= 31 and not written
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
    return _is_age(tokens, quantity) or _is_ratio(before, tokens, quantity)


def _is_ratio(before: Token, tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether the number ends a ratio: one in five, nine out of ten."""
    k = quantity.first - tokens[0].i - 2
    if k >= 0 and (before.lower_, tokens[k].lower_) == ("of", "out"):
        k -= 1
    elif before.lower_ != "in":
        return False
    return k >= 0 and tokens[k].like_num


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
    bare = closed == "," and tokens[k - 2].tag_ == "NN" and tokens[k].is_digit
    return opened == "," and (bare or closed in {",", "."} and named)
