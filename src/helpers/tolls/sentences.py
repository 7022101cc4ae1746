"""Each toll in one sentence of plain English: which figure, on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from helpers import prose
from helpers.tolls.weighing import Figure, Voiced

if TYPE_CHECKING:
    from helpers.tolls import Toll

_WORDS = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip
_MOST_NAMED = 4
_MOST_FIGURES = 6
_NO_END = float("inf")


def explain(toll: Toll, labels: Mapping[str, str]) -> str:
    """Say in a sentence where a toll comes from.

    Parameters
    ----------
    toll : Toll
        The toll.
    labels : mapping
        By claim_id, how to name its claimant.

    Returns
    -------
    str
        For example ``Three, by the headline and the interior minister; four, by the
        head of Punjab police.``
    """
    if not toll.voices:
        return "No source asserts it; it is denied, unconfirmed or feared."
    if toll.summed and len(toll.incidents) > 1:
        n = prose.plural(len(toll.incidents), "incident")
        text = f"{in_words(toll.figure)}: the sum of {n}"
    else:
        text = "; ".join(_by_figure(toll.voices, labels))
    if toll.one_sided:
        text += ", the victims' own side alone"
    if toll.accounted is not None and not toll.summed:
        text += f"; the incidents told of add up to {in_words(toll.accounted)}"
        text += ", which is more than that" if toll.contradicted else ""
    if toll.moved:
        text += f"; {_count(toll.moved)} of them counted among the killed since"
    return prose.sentence(text)


def _by_figure(voices: Iterable[Voiced], labels: Mapping[str, str]) -> list[str]:
    by_figure: dict[Figure, list[str]] = {}
    for voice in sorted(voices, key=lambda v: (v.day, v.position, v.claim_id)):
        names = by_figure.setdefault(voice.figure, [])
        if labels[voice.claim_id] not in names:
            names.append(labels[voice.claim_id])
    told = [
        f"{in_words(figure)}, by {named(by_figure[figure])}"
        for figure in sorted(by_figure, key=_size)
    ]
    if len(told) > _MOST_FIGURES:
        left = len(told) - _MOST_FIGURES
        told = [*told[: _MOST_FIGURES - 1], f"{_count(left)} more between", told[-1]]
    return told


def _size(figure: Figure) -> tuple[float, float, float]:
    value = figure.high if figure.value is None else figure.value
    high = _NO_END if figure.high is None else figure.high
    return (value or 0, high, figure.low or 0)


def named(names: list[str]) -> str:
    """Name claimants, and count those beyond the first few."""
    if len(names) <= _MOST_NAMED:
        return prose.join(names)
    rest = len(names) - _MOST_NAMED + 1
    return prose.join([*names[: _MOST_NAMED - 1], f"{_count(rest)} others"])


def in_words(figure: Figure) -> str:
    """Write a figure as in a sentence.

    Parameters
    ----------
    figure : Figure
        The figure.

    Returns
    -------
    str
        ``seven``, ``at least seven``, ``up to 30``, ``about 200``, ``five to seven``,
        ``51 or more`` or ``an unknown number``.
    """
    low, best, high = figure.low, figure.best, figure.high
    if low is None:
        if high is not None:
            return f"up to {_count(high)}"
        return "an unknown number" if best is None else f"about {_count(best)}"
    if high is None:
        return f"{_count(low)} or more" if best is None else f"at least {_count(low)}"
    if low == high:
        return _count(low)
    return f"{_count(low)} {'or' if high == low + 1 else 'to'} {_count(high)}"


def _count(n: int) -> str:
    return _WORDS[n] if n < len(_WORDS) else prose.number(n)
