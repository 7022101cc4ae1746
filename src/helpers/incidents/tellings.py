"""One article's claims parted into the occasions that it tells of.

An article usually tells of one occasion at length and of others as background: an
earlier crash, last year's attack. Each such part is a *telling*;
:mod:`helpers.incidents.matching` then joins the tellings of many articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from helpers.incidents.occasions import (
    Facts,
    Scene,
    far_apart,
    in_province,
    realms_apart,
    spots,
)
from helpers.incidents.roundups import find_sums, set_apart, told_beside

_MAIN_PLACES = 3
_SETS = (
    "places", "families", "doers", "parties", "numbers", "sizes", "articles", "story",
    "scenes", "beside",
)  # fmt: skip
LONGEST_WAIT = 10
"""Days after an occasion within which an article mainly tells of it."""


@dataclass
class Telling:
    """Claims that tell of one occasion, and what they tell of it together."""

    facts: list[Facts] = field(default_factory=list)
    first: int | None = None
    last: int | None = None
    places: set[str] = field(default_factory=set)
    named: Counter[str] = field(default_factory=Counter)
    families: set[str] = field(default_factory=set)
    doers: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    numbers: set[tuple[str, str, int]] = field(default_factory=set)
    sizes: set[tuple[str, str, int]] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    story: set[str] = field(default_factory=set)
    scenes: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    main: bool = False

    def add(self, fact: Facts) -> None:
        """Take a claim in; its days narrow the telling's."""
        self.facts.append(fact)
        self._take_days(fact.first, fact.last)
        self.places |= fact.places
        if fact.place and fact.part_of != "subset":
            self.named[fact.place] += 1
        self.families |= fact.families
        self.doers |= fact.doers
        self.parties |= fact.parties
        self.numbers |= fact.numbers
        self.sizes |= fact.sizes
        self.articles.add(fact.article_id)

    def take(self, other: Telling) -> None:
        """Take another telling of the same occasion in."""
        self.facts += other.facts
        self._take_days(other.first, other.last)
        for name in _SETS:
            getattr(self, name).update(getattr(other, name))
        self.named.update(other.named)
        self.main = self.main or other.main

    def _take_days(self, first: int | None, last: int | None) -> None:
        if first is None:
            return
        if self.first is None:
            self.first, self.last = first, last
        elif first <= self.last and last >= self.first:
            self.first, self.last = max(self.first, first), min(self.last, last)

    @property
    def narrow(self) -> bool:
        """Whether some claim fixes the day."""
        return any(fact.narrow for fact in self.facts)

    @property
    def firm(self) -> bool:
        """Whether words fix the day, and not the day of publication."""
        return any(fact.narrow and not fact.soft for fact in self.facts)

    @property
    def counted(self) -> bool:
        """Whether it is more than vague words ("protesters were killed") on no day of its own."""
        return any(fact.told and (fact.narrow or not fact.vague) for fact in self.facts)

    @property
    def where(self) -> list[str]:
        """The places named most often, which a stray one does not outweigh."""
        return sorted(self.named, key=lambda place: (-self.named[place], place))[:_MAIN_PLACES]


def split_article(
    facts: Sequence[Facts], story: frozenset[str], scenes: Sequence[Scene] = ()
) -> list[Telling]:
    """Part the claims of one article into tellings.

    Claims with a day come first, and those of the same days, told without
    contradiction of what was done, are together, but for those that count the dead of
    another deed (:func:`helpers.incidents.roundups.set_apart`). Wider intervals and undated
    claims then join the telling that they share words with, and undated ones that
    share none join the main one. What is only threatened or feared joins a telling
    but makes none. A claim that adds up several occasions joins none.

    Parameters
    ----------
    facts : sequence of Facts
        The article's claims, without those that sum several occasions.
    story : frozenset of str
        Words of the headline; they describe the main telling.
    scenes : sequence of Scene
        Where the article's deeds took place.

    Returns
    -------
    list of Telling
        In the order in which they are first told. At most one is ``main``.
    """
    tellings: list[Telling] = []
    apart = set_apart(facts)
    sums = find_sums(facts, apart)
    facts = [f for f in facts if f.claim_id not in sums]
    feared = [f for f in facts if not f.told]
    facts = [f for f in facts if f.told]

    def fits(fact: Facts, telling: Telling) -> bool:
        return not contradicts(fact, telling) and not told_beside(fact, telling, apart)

    dated = [f for f in facts if f.narrow and not f.soft]
    for fact in sorted(dated, key=lambda f: (f.last - f.first, f.order)):
        _place(fact, tellings, [t for t in tellings if _same_days(fact, t) and fits(fact, t)])
    soft = [f for f in facts if f.narrow and f.soft]
    for fact in sorted(soft, key=lambda f: (f.last - f.first, f.order)):
        near = [t for t in tellings if _same_days(fact, t) and not _strange(fact, t, story)]
        _place(fact, tellings, [t for t in near if fits(fact, t)])
    main = _main(tellings)
    tellings = _settle(tellings, main)
    for fact in sorted((f for f in facts if not f.narrow and f.first is not None), key=_widest):
        near = [t for t in tellings if _may_hold(fact, t, main) and fits(fact, t)]
        _place(fact, tellings, near)
    main = main or _main(tellings)
    for fact in (f for f in facts if f.first is None):
        near = [t for t in _homes(fact, tellings, main) if fits(fact, t)]
        _place(fact, tellings, near)
        main = main or _main(tellings)
    _take_feared(feared, tellings, main)
    if main is not None:
        main.main = True
        main.story |= story
        main.scenes |= {w for s in scenes if _seen(s, main) for w in s.words}
    for telling in tellings:
        if any(f.claim_id in apart for f in telling.facts):
            telling.beside |= telling.articles
    return sorted(tellings, key=lambda t: min(f.order for f in t.facts))


def _take_feared(feared: Iterable[Facts], tellings: list[Telling], main: Telling | None) -> None:
    """Put fears and threats with the tellings of their days; where there is none, leave them."""
    for fact in feared:
        near = _homes(fact, tellings, main) if fact.first is None else tellings
        near = [t for t in near if fact.first is None or _same_days(fact, t)]
        if near:
            _place(fact, tellings, near)


def _seen(scene: Scene, telling: Telling) -> bool:
    """Whether a deed's place may be a telling's: of its days, or both without any."""
    if scene.first is None or telling.first is None:
        return scene.first is None and telling.first is None
    return scene.first <= telling.last and scene.last >= telling.first


def _settle(tellings: list[Telling], main: Telling | None) -> list[Telling]:
    """Put with the main telling what is told of it on another day.

    That is what gives no number, no place and no deed, a day off; and who is still
    missing, since a search is told of as it stands on the day of the report.
    """
    kept = []
    for telling in tellings:
        if telling is main or main is None:
            kept.append(telling)
            continue
        late = telling.first - main.last
        bare = not telling.places and not telling.families and not telling.doers
        vague = bare and all(f.vague for f in telling.facts)
        sought = all(f.outcome == "missing" for f in telling.facts) and not (
            elsewhere(telling.where, main.where)
        )
        if (vague and max(late, main.first - telling.last) <= 1) or (
            sought and 0 <= late <= LONGEST_WAIT
        ):
            for fact in telling.facts:
                main.add(fact)
        else:
            kept.append(telling)
    return kept


def _widest(fact: Facts) -> tuple[object, ...]:
    return (fact.last - fact.first, fact.order)


def _place(fact: Facts, tellings: list[Telling], near: list[Telling]) -> None:
    """Put a claim with the most like of the tellings near it, or begin a new one."""
    if near:
        best = max(near, key=lambda t: (_likeness(fact, t), len(t.facts), -t.facts[0].start))
    else:
        best = Telling()
        tellings.append(best)
    best.add(fact)


def contradicts(fact: Facts, telling: Telling) -> bool:
    """Say whether a claim tells of something else than the telling does.

    Parameters
    ----------
    fact : Facts
        The claim.
    telling : Telling
        Claims of its article, of days that may be its own.

    Returns
    -------
    bool
        True where what was done cannot be the same, where the places are far apart,
        or where other figures are given for another place. Claims of one sentence
        never contradict each other so.
    """
    if any(f.sentence_id == fact.sentence_id for f in telling.facts):
        return False
    if realms_apart(fact.families, telling.families):
        return True
    # Where one person is "from" is easily read as where it happened.
    if not fact.single and elsewhere([fact.place], telling.where):
        return True
    other_place = bool(fact.places and telling.places and not fact.places & telling.places)
    if not other_place or in_province(fact.place, telling.where):
        return False
    return counts_apart(fact, telling)


def elsewhere(one: Iterable[str], other: Iterable[str]) -> bool:
    """Say whether two lists of places, where the gazetteer knows them, have none in common."""
    left, right = ([p for p in places if spots(p)[0]] for places in (one, other))
    return bool(left and right) and all(far_apart(a, b) for a in left for b in right)


def counts_apart(one: Facts | Telling, other: Telling) -> bool:
    """Say whether two give other figures for the same outcome and victims: a list of occasions."""
    kinds = {number[:2] for number in one.numbers}
    others = {number for number in other.numbers if number[:2] in kinds}
    return bool(others) and not one.numbers & others


def _strange(fact: Facts, telling: Telling, story: frozenset[str]) -> bool:
    """Whether a claim without a day of its own names a town that the telling does not know.

    Background is often told so: "an air strike near Kunduz killed 30". Where the
    town is the occasion's after all, :mod:`helpers.incidents.matching` joins the two.
    """
    if not spots(fact.place)[1] or not telling.places or fact.places & story:
        return False
    same = any(f.sentence_id == fact.sentence_id for f in telling.facts)
    near = in_province(fact.place, telling.where) or any(
        spots(p)[1] and not far_apart(fact.place, p) for p in telling.where
    )
    return not (same or near or fact.places & telling.places)


def _same_days(fact: Facts, telling: Telling) -> bool:
    return telling.first is not None and fact.first <= telling.last and fact.last >= telling.first


def _may_hold(fact: Facts, telling: Telling, main: Telling | None) -> bool:
    """Whether a claim with a wide interval may belong to a telling within it."""
    if telling.first is None or not _same_days(fact, telling):
        return False
    if telling.narrow:
        return shared(fact, telling) > 0 or (fact.soft and telling is main)
    return shared(fact, telling) > 0 or overlap(fact, telling) >= 0.5


def _homes(fact: Facts, tellings: list[Telling], main: Telling | None) -> list[Telling]:
    """Where an undated claim may belong: its own sentence, shared words, the main telling."""
    same = [t for t in tellings if any(f.sentence_id == fact.sentence_id for f in t.facts)]
    if same:
        return same
    return [t for t in tellings if t is main or shared(fact, t) > 0]


def shared(one: Facts | Telling, other: Facts | Telling) -> int:
    """Count in how many ways two descriptions of an occasion agree.

    Parameters
    ----------
    one, other : Facts or Telling
        What is told of an occasion.

    Returns
    -------
    int
        Of place, who did it, and figures, how many have something in common.
    """
    return sum(
        bool(set(getattr(one, name)) & set(getattr(other, name)))
        for name in ("places", "doers", "numbers")
    )


def overlap(one: Facts | Telling, other: Facts | Telling) -> float:
    """Return the days in common as a part of the days of both; both must be dated.

    Parameters
    ----------
    one, other : Facts or Telling
        Two intervals of days.

    Returns
    -------
    float
        From 0, where they do not meet, to 1, where they are the same.
    """
    common = min(one.last, other.last) - max(one.first, other.first) + 1
    return max(0, common) / (max(one.last, other.last) - min(one.first, other.first) + 1)


def _likeness(fact: Facts, telling: Telling) -> float:
    same = any(f.sentence_id == fact.sentence_id for f in telling.facts)
    family = bool(fact.families & telling.families)
    days = overlap(fact, telling) if fact.first is not None and telling.first is not None else 0
    return 2 * same + shared(fact, telling) + 0.5 * family + days


def _main(tellings: Iterable[Telling]) -> Telling | None:
    """The telling that the article is about: told early, at length, of days just past."""

    def weight(telling: Telling) -> tuple[object, ...]:
        fact = telling.facts[0]
        new = (
            fact.published is None
            or telling.first is None
            or (-1 <= fact.published - telling.first <= LONGEST_WAIT)
        )
        sentence = min(f.sentence_id for f in telling.facts)
        return (new, len(telling.facts) - 0.25 * sentence, -sentence, -fact.start)

    return max(tellings, key=weight, default=None)
