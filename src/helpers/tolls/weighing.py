"""Figures of several claimants weighed into one: low, best, high.

Pure rules over small lists, one function a rule; :mod:`helpers.tolls` applies them
to the tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from helpers import lexicons
from helpers.incidents.occasions import folded
from helpers.places import country_words

_SINGLES_ARE_PARTS_OF = 3
_UNNAMED = frozenset({"person", "people", "somebody", "someone"})


@dataclass(frozen=True)
class Figure:
    """People at the least, by the best figure, and at the most; None where unknown."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def value(self) -> int | None:
        """The one number that it stands for: best, else the least."""
        return self.low if self.best is None else self.best

    def __add__(self, other: Figure) -> Figure:
        def both(one: int | None, two: int | None) -> int | None:
            return None if one is None or two is None else one + two

        return Figure(
            both(self.low, other.low), both(self.best, other.best), both(self.high, other.high)
        )

    def apart(self, other: Figure) -> bool:
        """Whether the two ranges have no number in common; an unknown end is open."""
        return _ends(self)[0] > _ends(other)[1] or _ends(other)[0] > _ends(self)[1]


def _ends(figure: Figure) -> tuple[float, float]:
    low = 0 if figure.low is None else figure.low
    return low, float("inf") if figure.high is None else figure.high


@dataclass(frozen=True)
class Voiced:
    """One claim as it is weighed."""

    claim_id: str
    claimant: str
    article_id: str
    published: int | None
    position: tuple[int, int, str]
    cue: tuple[int, int]
    figure: Figure
    victims: str
    group: str
    parts: tuple[str, ...] = ()
    grade: bool = False

    @property
    def day(self) -> int:
        """The day of publication; an unknown one counts as the earliest."""
        return -1 if self.published is None else self.published


def sum_parts(claims: Sequence[Voiced]) -> list[Voiced]:
    """Add up what one sentence counts apart: "six men and a woman were killed".

    Parameters
    ----------
    claims : sequence of Voiced
        Of one occasion, outcome and victim group.

    Returns
    -------
    list of Voiced
        Claims of one claimant that hang on one casualty word and count different
        victims, at most one of them in general words, are one claim with the sum;
        ``parts`` keeps their ids. Others are as they were.
    """
    by_cue: dict[tuple[object, ...], list[Voiced]] = {}
    for claim in claims:
        by_cue.setdefault((claim.claimant, claim.article_id, claim.cue), []).append(claim)
    out = []
    for group in by_cue.values():
        out += [_added(group)] if _adds_up(group) else group
    return out


def _adds_up(group: Sequence[Voiced]) -> bool:
    victims = {folded(c.victims) for c in group}
    if len(group) < 2 or () in victims or len(victims) < len(group):
        return False
    return sum(not _particular(c) for c in group) <= 1


def _added(group: Sequence[Voiced]) -> Voiced:
    last = max(group, key=lambda c: c.position)
    total = Figure(0, 0, 0)
    for claim in group:
        total = total + claim.figure
    return replace(last, figure=total, victims="", parts=tuple(sorted(c.claim_id for c in group)))


def drop_parts(claims: Sequence[Voiced]) -> list[Voiced]:
    """Leave out what names a part of those whom other claims count.

    Parameters
    ----------
    claims : sequence of Voiced
        Of one occasion, outcome and victim group.

    Returns
    -------
    list of Voiced
        Without claims about particular victims ("ten children", "her husband",
        "two of the injured") or how badly they are hurt ("in a critical condition"),
        whose figure is below a figure given in general words.
    """
    general = [c.figure.value or 0 for c in claims if not _particular(c) and not moved_from(c)]
    largest = max(general, default=0)

    def is_part(claim: Voiced) -> bool:
        value = claim.figure.value or 0
        if moved_from(claim):
            return bool(general)
        return (
            _particular(claim)
            and value < largest
            and (value != 1 or largest >= _SINGLES_ARE_PARTS_OF)
        )

    return [c for c in claims if not is_part(c)]


def _particular(claim: Voiced) -> bool:
    if claim.grade:
        return True
    words = folded(claim.victims)
    if not words:
        return False
    if words[-1] in lexicons.words("occasion_parts") or words[-1] in country_words():
        return True
    return claim.figure.best == 1 and words[-1] not in _UNNAMED


def moved_from(claim: Voiced) -> str:
    """Return the outcome under which earlier claims counted these victims, or ``""``."""
    return next((_MOVED[w] for w in folded(claim.victims) if w in _MOVED), "")


_MOVED = {row["word"]: row["from"] for row in lexicons.read("casualty_transfers")}


def standing(claims: Iterable[Voiced]) -> list[Voiced]:
    """Keep the claim that stands for each claimant: the last that gives a figure.

    Parameters
    ----------
    claims : iterable of Voiced
        Of one occasion, outcome and victim group.

    Returns
    -------
    list of Voiced
        One a claimant, by claimant. Later publication is later, then, in one
        article, the later place; where one claimant is quoted in several articles
        of a day, the larger figure counts as the later, since tolls grow. Words
        without a number ("several") replace a number only if they exceed it.
    """
    by_claimant: dict[str, list[Voiced]] = {}
    for claim in claims:
        by_claimant.setdefault(claim.claimant, []).append(claim)
    return [_last(by_claimant[claimant]) for claimant in sorted(by_claimant)]


def _last(claims: Sequence[Voiced]) -> Voiced:
    by_article: dict[tuple[int, str], list[Voiced]] = {}
    for claim in sorted(claims, key=lambda c: c.position):
        by_article.setdefault((claim.day, claim.article_id), []).append(claim)
    lasts = [_last_figure(told) for told in by_article.values()]
    lasts.sort(key=lambda c: (c.day, c.figure.value or 0, c.article_id))
    return _last_figure(lasts)


def _last_figure(claims: Sequence[Voiced]) -> Voiced:
    stands = claims[0]
    for claim in claims[1:]:
        counted = claim.figure.best is not None or stands.figure.best is None
        if counted or (claim.figure.low or 0) > stands.figure.best:
            stands = claim
    return stands


def weigh(claims: Sequence[Voiced], rule: str) -> Figure:
    """Weigh standing claims into low, best and high.

    Parameters
    ----------
    claims : sequence of Voiced
        One a claimant (:func:`standing`).
    rule : str
        One of :data:`RULES`.

    Returns
    -------
    Figure
        ``low`` is the smallest low, ``high`` the largest number that a claim gives
        at all; a claim without one of them counts by its best. Null where no claim
        gives any.
    """
    figures = [c.figure for c in claims]
    best = RULES[rule](claims)
    lows = [f.value if f.low is None else f.low for f in figures]
    low = min((n for n in lows if n is not None), default=None)
    if all(f.low is None for f in figures):
        low = None
    if all(f.best is None and f.high is None for f in figures):
        return Figure(low, best, None)
    ends = [n for f in figures for n in (f.low, f.best, f.high) if n is not None]
    return Figure(low, best, max(ends))


def _given(claims: Iterable[Voiced]) -> list[int]:
    return [c.figure.best for c in claims if c.figure.best is not None]


def _most(numbers: Iterable[int]) -> int | None:
    counts = Counter(numbers)
    return min(counts, key=lambda n: (-counts[n], n), default=None)


def _latest(claims: Sequence[Voiced]) -> int | None:
    """The number of most claimants on the last day that gives one; never below later floors."""
    day = max((c.day for c in claims if c.figure.best is not None), default=None)
    if day is None:
        return None
    later = (c.figure.low or 0 for c in claims if c.day >= day and c.figure.best is None)
    floor = max(later, default=0)
    numbers = _given(c for c in claims if c.day == day)
    return _most(n for n in numbers if n >= floor) if max(numbers) >= floor else floor


def _middle(claims: Sequence[Voiced]) -> int | None:
    numbers = sorted(_given(claims))
    return numbers[(len(numbers) - 1) // 2] if numbers else None


RULES: Mapping[str, Callable[[Sequence[Voiced]], int | None]] = MappingProxyType(
    {
        "latest": _latest,
        "majority": lambda claims: _most(_given(claims)),
        "highest": lambda claims: max(_given(claims), default=None),
        "lowest": lambda claims: min(_given(claims), default=None),
        "median": _middle,
    }
)
"""By name, the rule that picks the best figure from the standing claims."""
