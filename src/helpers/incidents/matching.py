"""Tellings of many articles joined where they tell of one occasion.

Each telling is compared with those alone that share a day and a word with it, so
the work grows with the number of claims and not with its square (blocking, as in
record linkage: Fellegi and Sunter, 1969; Christen, *Data Matching*, 2012).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from helpers.incidents.occasions import LARGE, one_country, realms_apart
from helpers.incidents.tellings import (
    LONGEST_WAIT,
    Telling,
    counts_apart,
    elsewhere,
    overlap,
)

ENOUGH = 2.0
"""How much must agree for two tellings to be of one occasion: the day, and one thing more."""
CROWDED = 80
"""A word and day that more occasions than this share tells none of them from the others."""

UNDATED = 1.5
"""How much more must agree where a day is not known: else one bombing draws in all others."""

_SLACK = 1
_NEAR = 0.15
_HUGE = 50


def join_tellings(tellings: Iterable[Telling]) -> list[Telling]:
    """Join tellings of one occasion.

    Parameters
    ----------
    tellings : iterable of Telling
        Of all articles (:func:`helpers.incidents.tellings.split_article`).

    Returns
    -------
    list of Telling
        One an occasion, by day.
    """
    joined = sorted(tellings, key=_turn)
    before = len(joined) + 1
    while len(joined) < before:
        before = len(joined)
        joined = _pass(joined)
    return sorted(joined, key=_turn)


def _turn(telling: Telling) -> tuple[object, ...]:
    """Narrow before wide before undated, then as they were published.

    What is told beside a greater occasion of the day comes after all such.
    """
    fact = min(telling.facts, key=lambda f: (f.published or 0, f.order))
    width = 2 if telling.first is None else int(not telling.narrow)
    return (width, telling.first or 0, bool(telling.beside), fact.published or 0, fact.order)


def _pass(tellings: Sequence[Telling]) -> list[Telling]:
    """Put each telling with the most like one before it."""
    occasions: list[Telling] = []
    index: dict[tuple[object, ...], list[int]] = {}
    for telling in tellings:
        hits = Counter(
            i
            for key in _keys(telling, _sought(telling), wide=True)
            if len(index.get(key, ())) <= CROWDED
            for i in index.get(key, ())
        )
        scored = [(likeness(telling, occasions[i]), -i) for i in hits]
        best, place = max(scored, default=(0.0, 0))
        if best >= ENOUGH:
            place = -place
            occasions[place].take(telling)
        else:
            place = len(occasions)
            occasions.append(telling)
        for key in _keys(telling, _held(telling)):
            known = index.setdefault(key, [])
            if len(known) <= CROWDED and place not in known:
                known.append(place)
    return occasions


def _keys(
    telling: Telling, spans: Iterable[object], wide: bool = False
) -> Iterator[tuple[object, ...]]:
    """Name what two tellings of one occasion share: a word, in the same days; or word and figure.

    ``wide`` names near figures too, to search for them.
    """
    words: list[tuple[str, object]] = [("place", w) for w in telling.places | telling.story]
    words += [("doer", w) for w in telling.doers]
    words += [("family", w) for w in telling.families]
    words += [("number", n) for n in telling.numbers]
    words += [("size", (*n[:2], b)) for n in telling.sizes for b in _buckets(n[2], wide)]
    for span in spans:
        for word in words:
            yield (span, *word)
    if telling.first is not None:
        for n in telling.numbers:
            for when in _weeks(telling, n[2], wide):
                for word in telling.places | telling.story:
                    yield (when, word, n)


def _sought(telling: Telling) -> list[object]:
    """Name the days to search: of narrow tellings day by day, of wide ones by year.

    Narrow ones come first (:func:`_turn`), so that wide and undated ones find them.
    """
    if telling.first is None:
        return ["any"]
    if telling.narrow:
        return list(range(telling.first - _SLACK, telling.last + _SLACK + 1))
    return _years(telling)


def _held(telling: Telling) -> list[object]:
    """Name the days under which a telling can be found."""
    if telling.first is None:
        return ["any"]
    days = range(telling.first, telling.last + 1) if telling.narrow else ()
    return ["any", *_years(telling), *days]


def _years(telling: Telling) -> list[object]:
    return [f"year {y}" for y in range(telling.first // 365, telling.last // 365 + 1)]


def likeness(one: Telling, other: Telling) -> float:
    """Say how much speaks for two tellings being of one occasion.

    Parameters
    ----------
    one, other : Telling
        The tellings.

    Returns
    -------
    float
        :data:`ENOUGH` or more where they should be joined; negative where they must not.
    """
    left, right = one.places | one.story, other.places | other.story
    if one.beside & other.articles or one.articles & other.beside:
        return -1.0
    if _told_apart(one, other) or realms_apart(one.families, other.families):
        return -1.0
    if not left & right and elsewhere(one.where, other.where):
        return -1.0
    same_place = bool(one.places & (right | other.scenes) or (left | one.scenes) & other.places)
    days = _same_time(one, other, same_place or bool(one.story & other.story))
    if days < 0:
        return -1.0
    agree = days
    if one.first is None or other.first is None:
        agree -= UNDATED
    if same_place:
        agree += 1.0
    else:
        agree += 0.5 * bool(one.scenes & (other.scenes | other.story) or one.story & other.scenes)
        agree += 0.25 * one_country(one.where, other.where)
    agree += 0.5 * bool(one.beside and other.beside and one.numbers & other.numbers)
    if one.doers and other.doers:
        agree += 1.0 if one.doers & other.doers else -0.25
    agree += 1.0 * bool(one.families & other.families)
    agree += _same_figures(one, other)
    agree += min(1.5, 0.75 * len(one.story & other.story))
    return agree


def _told_apart(one: Telling, other: Telling) -> bool:
    """Whether one article tells of both as two: on other days, or with other figures."""
    if not (one.articles & other.articles and one.narrow and other.narrow):
        return False
    return max(one.first, other.first) > min(one.last, other.last) or counts_apart(one, other)


def _same_figures(one: Telling, other: Telling) -> float:
    """What figures speak for: much where large ones are the same, something where they are near."""
    common = one.numbers & other.numbers
    if common:
        return 1.0 if max(n for _, _, n in common) >= LARGE else 0.75
    near = [
        a[2]
        for a in one.sizes
        for b in other.sizes
        if a[:2] == b[:2] and abs(a[2] - b[2]) <= _NEAR * max(a[2], b[2])
    ]
    return (1.0 if max(near) >= _HUGE else 0.75) if near else 0.0


def _same_time(one: Telling, other: Telling, placed: bool) -> float:
    if one.first is None or other.first is None:
        return 0.0
    if one.narrow and other.narrow:
        gap = max(one.first, other.first) - min(one.last, other.last)
        if gap <= _SLACK:
            soft = not max(one, other, key=lambda t: t.first).firm
            return 1.0 if gap <= 0 else 0.75 if soft else 0.25
        return 0.25 if placed and _told_again(one, other, gap) else -1.0
    common = overlap(one, other)
    if common == 0:
        return -1.0
    return 0.25 if one.narrow or other.narrow else 0.5 + common / 2


def _told_again(one: Telling, other: Telling, gap: int) -> bool:
    """Whether the later is dated by when it was told: in follow-ups, at a trial, years after.

    The same figure in the same place says so within days, where a large one or no
    words fix the later day; a large one whose day no words fix says so at any time.
    """
    common = one.numbers & other.numbers
    if not common:
        return False
    large = max(n for _, _, n in common) >= LARGE
    soft = not max(one, other, key=lambda t: t.first).firm
    return (large or soft) and gap <= LONGEST_WAIT or (large and soft)


def _weeks(telling: Telling, n: int, wide: bool) -> list[object]:
    """Under which days to find what is told again later: large figures under any."""
    week = telling.first // LONGEST_WAIT
    if n >= LARGE:
        return ["again"]
    if not wide:
        return [f"week {week}"]
    return [] if telling.firm else [f"week {week}", f"week {week - 1}"]


def _buckets(n: int, wide: bool) -> range:
    """Figures that are near each other are in one bucket, or in the next."""
    own = round(math.log(n) / math.log1p(_NEAR))
    return range(own - 1, own + 2) if wide else range(own, own + 1)
