"""Several occasions of one day told in one article, which must not become one.

A roundup of a day's attacks in one city gives each a figure of its own. Days and
town do not tell them apart, and small parsers miss districts; but no source counts
the dead of one occasion as 38 and then as eight.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from helpers.incidents.occasions import Facts, kin

if TYPE_CHECKING:
    from helpers.incidents.tellings import Telling

_MOST_ADDED = 6


def set_apart(facts: Sequence[Facts]) -> frozenset[str]:
    """Find the claims that count the dead of a lesser occasion, told beside another.

    Parameters
    ----------
    facts : sequence of Facts
        The claims of one article.

    Returns
    -------
    frozenset of str
        The ids of claims that give a smaller figure than one before them, for another
        deed, or in the same sentence: by the same source, or less than half of it. A
        larger figure further down is no sign: tolls grow.
    """
    told = sorted((f for f in facts if f.tally is not None), key=lambda f: f.order)
    return frozenset(
        fact.claim_id
        for i, fact in enumerate(told)
        if any(_lesser(fact, before) for before in told[:i])
    ) | frozenset(
        fact.claim_id
        for i, fact in enumerate(told)
        if any(_lesser(fact, after) for after in told[i + 1 :] if _one_sentence(fact, after))
    )


def find_sums(facts: Sequence[Facts], apart: Collection[str]) -> frozenset[str]:
    """Find the claims that add up what other claims of the article count occasion by occasion.

    Parameters
    ----------
    facts : sequence of Facts
        The claims of one article.
    apart : collection of str
        From :func:`set_apart`.

    Returns
    -------
    frozenset of str
        The ids of claims whose figure is the sum of two or more smaller ones told
        after it, one behind the other, of which one at least is set apart.
    """
    counts = sorted((f for f in facts if f.count is not None), key=lambda f: f.order)
    sums = set()
    for i, fact in enumerate(counts):
        later = [f for f in counts[i + 1 :] if f.count < fact.count]
        if fact.tally is None or not any(f.claim_id in apart for f in later):
            continue
        for first in range(len(later)):
            run = list(accumulate(f.count for f in later[first : first + _MOST_ADDED]))
            if fact.count in run[1:]:
                sums.add(fact.claim_id)
    return frozenset(sums)


def _lesser(fact: Facts, other: Facts) -> bool:
    """Whether a claim counts fewer dead than another does, of another deed."""
    if kin(fact.group) != kin(other.group) or fact.tally >= other.tally:
        return False
    if fact.deed == other.deed and not _one_sentence(fact, other):
        return False
    return fact.claimant == other.claimant or 2 * fact.tally <= other.tally


def _one_sentence(one: Facts, other: Facts) -> bool:
    return one.sentence_id == other.sentence_id


def told_beside(fact: Facts, telling: Telling, apart: Collection[str]) -> bool:
    """Say whether a claim counts other dead than the telling does.

    Parameters
    ----------
    fact : Facts
        The claim.
    telling : Telling
        Claims of its article.
    apart : collection of str
        From :func:`set_apart`.

    Returns
    -------
    bool
        True where one of them is set apart, and they have no figure in common.
    """
    if fact.tally is None:
        return False
    figures = {f.tally for f in telling.facts if f.tally is not None}
    beside = fact.claim_id in apart or any(f.claim_id in apart for f in telling.facts)
    return beside and bool(figures) and fact.tally not in figures
