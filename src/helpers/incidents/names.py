"""Readable names for incidents and episodes, made from the words of their claims."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers import lexicons, prose
from helpers.incidents.occasions import Facts, as_day, day_number, folded, kin, spots
from helpers.incidents.tellings import Telling
from helpers.schemas import OUTCOMES

if TYPE_CHECKING:
    from helpers.extraction import Tables

_DETERMINERS = {"a", "an", "the", "its", "his", "her", "their", "other", "others", "more", "some"}
_ROWS = lexicons.read("occasion_words")
_NOUN_OF = {row["word"]: row["noun"] for row in _ROWS}
_KIND_OF = {row["word"]: row["family"] for row in _ROWS}
_KIND_NAMES = {_NOUN_OF[word] for word, kind in _KIND_OF.items() if word == kind}
_NO_NAMES = {"bodies", "victims", "deaths", "fatalities", "casualties", "others", "persons"}
_LONGEST_VICTIMS = 3
_RARE = 3


@dataclass(frozen=True)
class Labels:
    """The words of claims and of events that names are made from."""

    victims: dict[str, str]
    places: dict[str, str]
    occasions: dict[str, str]
    deeds: dict[str, list[tuple[int, int, int, str]]]
    scenes: dict[str, list[tuple[int, int, str]]]

    @classmethod
    def of(cls, tables: Tables) -> Labels:
        """Gather them from the tables."""
        claims, events = tables.claims, tables.events
        ids = claims["claim_id"]
        deeds: dict[str, list[tuple[int, int, int, str]]] = {}
        scenes: dict[str, list[tuple[int, int, str]]] = {}
        happened = events[events["mode"] == "actual"]
        days = zip(
            day_number(happened["date_start"]), day_number(happened["date_end"]), strict=True
        )
        for row, (first, last) in zip(happened.itertuples(index=False), days, strict=True):
            if first is None or last is None:
                continue
            if _known(row.cue):
                told = (first, last, int(row.sentence_id), row.cue)
                deeds.setdefault(row.article_id, []).append(told)
            if row.place:
                scenes.setdefault(row.article_id, []).append((first, last, row.place))
        return cls(
            victims=dict(zip(ids, claims["victims"], strict=True)),
            places=dict(zip(ids, claims["place"], strict=True)),
            occasions=dict(zip(ids, claims["occasion"], strict=True)),
            deeds=deeds,
            scenes=scenes,
        )


def incident_name(telling: Telling, labels: Labels) -> str:
    """Name an incident: ``police officers killed, 27 October 2021, Lahore``.

    Parameters
    ----------
    telling : Telling
        Its claims.
    labels : Labels
        The words of claims.

    Returns
    -------
    str
        Whom its gravest outcome befell, when, and where, as far as that is told.
    """
    facts = [f for f in telling.facts if f.told and f.part_of != "subset"] or telling.facts
    outcome = next(o for o in OUTCOMES if any(f.outcome == o for f in facts))
    harmed = [f for f in facts if f.outcome == outcome]
    sides = Counter(kin(f.group) for f in harmed)
    often = [side for side in sides if sides[side] * _RARE >= max(sides.values())]
    hurt = prose.join(
        _victims([f for f in harmed if kin(f.group) == side], labels)
        for side in sorted(often, key=lambda side: (-sides[side], side))
    )
    parts = [f"{hurt} {outcome}", _days(telling), place_name(facts, telling, labels)]
    return ", ".join(part for part in parts if part)


def _victims(facts: Sequence[Facts], labels: Labels) -> str:
    """The plural words most used for victims, or the name of their group."""
    words: Counter[str] = Counter()
    for fact in facts:
        kept = [w for w in folded(labels.victims[fact.claim_id]) if w not in _DETERMINERS]
        known = kept and kept[-1] not in _NO_NAMES and len(kept) <= _LONGEST_VICTIMS
        if known and kept[-1].endswith(("s", "men", "people", "police")):
            words[" ".join(kept)] += 1
    return _commonest(words) or _commonest(Counter(fact.group for fact in facts))


def place_name(facts: Sequence[Facts], span: Telling, labels: Labels) -> str:
    """Name where it was.

    Parameters
    ----------
    facts : sequence of Facts
        The claims.
    span : Telling
        Its first and last day; what their articles tell of these days counts too.
    labels : Labels
        The words of claims and of events.

    Returns
    -------
    str
        The words most used, of a town rather than its country; empty where there are none.
    """
    places = Counter({place: 2 * n for place, n in _told_places(facts, labels).items()})
    for article_id in {f.article_id for f in facts} if places and span.first is not None else ():
        for first, last, place in labels.scenes.get(article_id, ()):
            if span.first <= first and last <= span.last:
                places[prose.clean(place, 60)] += 1
    best = _commonest(places)
    countries, towns = spots(best)
    if countries and not towns:
        inside = {p: n for p, n in places.items() if _may_lie_in(p, countries)}
        best = _commonest(Counter(inside)) or best
    return best


def _told_places(facts: Iterable[Facts], labels: Labels) -> Counter[str]:
    told = (prose.clean(labels.places[fact.claim_id], 60) for fact in facts)
    return Counter(place for place in told if place)


def _may_lie_in(place: str, countries: frozenset[str]) -> bool:
    """Whether a place is a town of these countries, or a name that no gazetteer knows."""
    found, towns = spots(place)
    return bool(found & countries) if towns else not found and place.istitle()


def episode_name(
    span: Telling, bounds: Telling, facts: Sequence[Facts], n_incidents: int, labels: Labels
) -> str:
    """Name an episode: ``October 2021 march``.

    Parameters
    ----------
    span : Telling
        Its first and last day.
    bounds : Telling
        The days that its claims may mean; what its articles tell of these days
        counts for its name.
    facts : sequence of Facts
        Its claims.
    n_incidents : int
        How many incidents it holds; one alone is named with its place.
    labels : Labels
        The words of claims and of events.

    Returns
    -------
    str
        When, and the word most used for what happened.
    """
    told = {
        (fact.article_id, fact.sentence_id, word)
        for fact in facts
        for word in _known(labels.occasions[fact.claim_id])
    }
    for article_id in {f.article_id for f in facts} if bounds.first is not None else ():
        for first, last, sentence_id, cue in labels.deeds.get(article_id, ()):
            if bounds.first <= first and last <= bounds.last:
                told |= {(article_id, sentence_id, word) for word in _known(cue)}
    noun = _noun(word for _, _, word in told)
    noun = noun or ("deaths" if any(f.outcome == "killed" for f in facts) else "harm")
    place = place_name(facts, bounds, labels) if n_incidents == 1 else ""
    return f"{_months(span)} {noun}" + (f", {place}" if place else "")


def _noun(words: Iterable[str]) -> str:
    """The commonest noun of the commonest kind; of equals, the kind's own name."""
    kinds: dict[str, Counter[str]] = {}
    for word in words:
        kinds.setdefault(_KIND_OF[word], Counter())[_NOUN_OF[word]] += 1
    if not kinds:
        return ""
    nouns = kinds[min(kinds, key=lambda kind: (-kinds[kind].total(), kind))]
    return min(nouns, key=lambda noun: (-nouns[noun], noun not in _KIND_NAMES, noun))


def _known(text: str) -> list[str]:
    return [word for word in folded(text) if word in _NOUN_OF]


def _commonest(words: Counter[str]) -> str:
    return min(words, key=lambda w: (-words[w], w), default="")


def _days(span: Telling) -> str:
    return prose.days(as_day(span.first), as_day(span.last)) if span.first is not None else ""


def _months(span: Telling) -> str:
    """The days where few, else the months, else the years."""
    if span.first is None:
        return "undated"
    first, last = as_day(span.first), as_day(span.last)
    if (last - first).days < 3:
        return prose.days(first, last)
    start, end = calendar.month_name[first.month], calendar.month_name[last.month]
    if first.year != last.year:
        near = (last - first).days < 180
        return f"{start} {first.year} – {end} {last.year}" if near else f"{first.year}–{last.year}"
    return f"{start} {first.year}" if start == end else f"{start}–{end} {first.year}"
