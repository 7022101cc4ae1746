"""Occasions of one story chained into episodes, with the totals that sum them.

An episode holds incidents that share a party, a place or an article and follow
each other closely, and the claims that sum several of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from helpers.incidents.occasions import Facts
from helpers.incidents.tellings import Telling, overlap
from helpers.schemas import VICTIM_GROUPS

LONGEST_GAP = 14
"""Days without an incident after which another story begins."""
LONGEST_TOTAL = 62
"""A total over more days than this sums up a war or a year, not one episode's incidents."""
KINDRED = 1.5
"""How much two incidents must share to be of one story: an article and a side, say."""

_LOOK_BACK = 3
_LOOK_AROUND = 200


@dataclass
class Node:
    """An incident, or the totals that one article gives for one stretch of days."""

    telling: Telling
    is_total: bool = False
    facts: list[Facts] = field(default_factory=list)

    @property
    def days(self) -> int:
        """How many days it spans; 0 where unknown."""
        return 0 if self.telling.first is None else self.telling.last - self.telling.first + 1


def chain(incidents: Sequence[Telling], totals: Sequence[Facts]) -> list[list[Node]]:
    """Chain incidents and totals into episodes.

    Parameters
    ----------
    incidents : sequence of Telling
        One an incident, by day.
    totals : sequence of Facts
        Claims that sum several occasions, by article and place in it.

    Returns
    -------
    list of list of Node
        One list an episode: its incidents, and its totals.
    """
    nodes = [Node(t) for t in incidents] + _total_nodes(totals)
    groups = _Groups(len(nodes))
    dated = [i for i, n in enumerate(nodes) if n.telling.first is not None]
    dated.sort(key=lambda i: (nodes[i].telling.first, nodes[i].telling.last, i))
    for i, j in _incident_links(nodes, [i for i in dated if not nodes[i].is_total]):
        groups.join(i, j)
    for i, j in _total_links(nodes, dated):
        groups.join(i, j)
    return [[nodes[i] for i in members] for members in groups.members()]


class _Groups:
    """Disjoint sets of whole numbers."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def _root(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        one, other = sorted((self._root(i), self._root(j)))
        self._parent[other] = one

    def members(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for i in range(len(self._parent)):
            found.setdefault(self._root(i), []).append(i)
        return list(found.values())


def _total_nodes(totals: Sequence[Facts]) -> list[Node]:
    """Put an article's totals over the same days into one node."""
    nodes: dict[tuple[object, ...], Node] = {}
    for fact in totals:
        key: tuple[object, ...] = (fact.article_id, fact.first, fact.last)
        if fact.first is None:
            key += (fact.sentence_id,)
        node = nodes.setdefault(key, Node(Telling(), is_total=True))
        node.telling.add(fact)
    return list(nodes.values())


def kinship(one: Telling, other: Telling) -> float:
    """Say how much two tellings share of what makes a story: articles, parties, place, issue.

    Parameters
    ----------
    one, other : Telling
        The tellings.

    Returns
    -------
    float
        :data:`KINDRED` or more where they are of one story, if their days are close.
    """
    common = one.parties & other.parties
    named = common.difference(VICTIM_GROUPS) or one.doers & other.doers
    return (
        1.0 * bool(one.articles & other.articles)
        + 1.0 * bool(named)
        + 1.0 * bool(one.places & other.places)
        + 0.5 * bool(common & set(VICTIM_GROUPS))
        + 0.5 * bool(one.families & other.families)
    )


def _keys(telling: Telling) -> Iterator[tuple[str, str]]:
    for name in ("articles", "parties", "doers", "places"):
        for value in getattr(telling, name):
            if value not in VICTIM_GROUPS:
                yield (name, value)


def _incident_links(nodes: Sequence[Node], dated: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Link each incident to those just before it that are of one story with it."""
    before: dict[tuple[str, str], list[int]] = {}
    for i in dated:
        telling = nodes[i].telling
        near = {j for key in _keys(telling) for j in before.get(key, ())}
        for j in sorted(near):
            close = telling.first - nodes[j].telling.last <= LONGEST_GAP
            if close and kinship(telling, nodes[j].telling) >= KINDRED:
                yield i, j
        for key in _keys(telling):
            before[key] = [*before.get(key, ())[-_LOOK_BACK + 1 :], i]


def _total_links(nodes: Sequence[Node], dated: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Link totals to the incidents that they sum, and to totals over about the same days."""
    index: dict[tuple[str, str], list[int]] = {}
    for i in dated:
        for key in _keys(nodes[i].telling):
            index.setdefault(key, []).append(i)
    starts = {key: [nodes[i].telling.first for i in found] for key, found in index.items()}
    for i in dated:
        if not nodes[i].is_total:
            continue
        telling, near = nodes[i].telling, set()
        for key in _keys(telling):
            low = bisect_left(starts[key], telling.first - 1)
            high = bisect_right(starts[key], telling.last + 1)
            near.update(index[key][low:high][:_LOOK_AROUND])
        for j in sorted(near - {i}):
            if _summed(nodes[i], nodes[j]):
                yield i, j


def _summed(total: Node, other: Node) -> bool:
    """Whether a total and an incident, or two totals, are of one story."""
    one, two = total.telling, other.telling
    short = max(total.days, other.days) <= LONGEST_TOTAL
    inside = one.first - 1 <= two.first and two.last <= one.last + 1
    if other.is_total:
        if overlap(one, two) >= 0.5 or (short and inside):
            return kinship(one, two) >= 1.0
        return False
    return short and inside and kinship(one, two) + 0.5 >= KINDRED
