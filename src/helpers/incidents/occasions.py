"""What each claim tells of its occasion: when, where, by whom, what was done.

The corpus half reads tables alone. What stands in a cell is folded into small sets
of words and ids here, once, so that :mod:`helpers.incidents.tellings` and
:mod:`helpers.incidents.matching` only compare sets.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from helpers import lexicons
from helpers.places import country_words, locate

if TYPE_CHECKING:
    from helpers.extraction import Tables

NARROW_DAYS = 3
"""An interval of at most this many days fixes an occasion; a wider one only bounds it."""

VAGUEST = 2
"""The least that a plural without a number stands for."""
LARGE = 20
"""A figure of so many is hardly the same on two occasions by chance."""
FAR_KM = 75
"""Towns further from each other than this are not one place."""

Numbers = frozenset[tuple[str, str, int]]
_WORD = re.compile(r"[^\W_]+")
_NAMESAKES = 3
_SOFT = ("story", "publication")
_VIOLENT = ("assault", "fight")
_FIRM = ("clause", "sentence")
_LOOK_BACK = 2
_EPOCH = pd.Timestamp("1970-01-01")
_KIN = {"civilians": "people"}
_ANYBODY = frozenset({"people", "persons", "person", "civilians"})


@dataclass(frozen=True)
class Facts:
    """What one claim tells; days count from 1970-01-01, None where unknown."""

    claim_id: str
    article_id: str
    sentence_id: int
    start: int
    published: int | None
    first: int | None
    last: int | None
    soft: bool
    outcome: str
    group: str
    figure: int | None
    exact: bool
    stance: str
    part_of: str
    place: str
    families: frozenset[str]
    doers: frozenset[str]
    parties: frozenset[str]
    claimant: str = ""
    counted: str = ""
    deed: int = -1

    @property
    def places(self) -> frozenset[str]:
        """The words that tell its place from others."""
        return places(self.place)

    @property
    def vague(self) -> bool:
        """Whether it gives no number ("protesters were killed")."""
        return not self.exact and (self.figure or 0) <= VAGUEST

    @property
    def single(self) -> bool:
        """Whether it is about one person."""
        return self.exact and self.figure == 1

    @property
    def narrow(self) -> bool:
        """Whether the days fix the occasion."""
        return self.first is not None and self.last - self.first < NARROW_DAYS

    @property
    def told(self) -> bool:
        """Whether it is told as something that happened, or was said to have."""
        return self.stance != "hypothetical"

    @property
    def numbers(self) -> Numbers:
        """The figure as a sign by which to know the occasion again; small ones are none."""
        if not self.exact or self.figure < 3 or self.part_of == "subset" or not self.told:
            return frozenset()
        return frozenset({(self.outcome, kin(self.group), self.figure)})

    @property
    def sizes(self) -> frozenset[tuple[str, str, int]]:
        """The figure, exact or not, where it is so large that few occasions have one like it."""
        if (self.figure or 0) < LARGE or self.part_of == "subset" or not self.told:
            return frozenset()
        return frozenset({(self.outcome, kin(self.group), self.figure)})

    @property
    def count(self) -> int | None:
        """How many were killed, in general words, of all or of a part of them; else None."""
        killed = self.outcome == "killed" and self.stance == "asserted" and self.exact
        return self.figure if killed and self.counted in _ANYBODY else None

    @property
    def tally(self) -> int | None:
        """How many were killed in all, as far as it says so in general words; else None."""
        return self.count if self.part_of == "incident" else None

    @property
    def order(self) -> tuple[object, ...]:
        """A place in a sequence that does not hang on the order of the rows."""
        return (self.article_id, self.sentence_id, self.start, self.claim_id)


def kin(victim_group: str) -> str:
    """Name the victims that a group is weighed with.

    ``people`` and ``civilians`` about one occasion are the same victims: outlets
    differ in whether they say "seven people" or "seven passengers". The groups
    that fight are apart.
    """
    return _KIN.get(victim_group, victim_group)


def folded(text: str) -> tuple[str, ...]:
    """Return the words of a cell, lower case, without marks."""
    return tuple(_WORD.findall(text.casefold()))


def day_number(days: pd.Series) -> list[int | None]:
    """Turn days into whole numbers that can be compared, None where unknown."""
    return [None if pd.isna(day) else (day - _EPOCH).days for day in days]


def as_day(number: int | None) -> pd.Timestamp | None:
    """Turn such a number back into a day."""
    return None if number is None else _EPOCH + pd.Timedelta(days=number)


@cache
def families(text: str) -> frozenset[str]:
    """Return the kinds of occasion that words name, by ``occasion_words.csv``."""
    return frozenset(_FAMILY_OF[w] for w in folded(text) if w in _FAMILY_OF)


@cache
def _occasion(text: str) -> frozenset[str]:
    """The kinds that an occasion's words name; a word of no known kind is one of its own."""
    return families(text) or _content(text, "occasion")


def realms_apart(one: Iterable[str], other: Iterable[str]) -> bool:
    """Say whether what was done cannot be the same: an air strike is no derailment."""
    one, other = set(one), set(other)
    if not one or not other or one & other:
        return False
    left, right = ({_REALM_OF.get(f, "any") for f in kinds} for kinds in (one, other))
    left, right = ({r for r in realms if r != "any"} for realms in (left, right))
    return bool(left and right) and not any(_meet(a, b) for a in left for b in right)


def _meet(one: str, other: str) -> bool:
    return one == other or ("force" in (one, other) and {one, other} <= {"force", "air", "ground"})


def _content(text: str, of: str) -> frozenset[str]:
    common = lexicons.words("occasion_common", of=of)
    return frozenset(word for word in folded(text) if word not in common)


@cache
def places(text: str) -> frozenset[str]:
    """Return the words that tell a place from others."""
    return _content(text, "place")


@cache
def spots(place: str) -> tuple[frozenset[str], tuple[tuple[float, float], ...]]:
    """Look a place up: the countries it may be in, and where its towns lie.

    Parameters
    ----------
    place : str
        The words that say where.

    Returns
    -------
    tuple of (frozenset of str, tuple of (float, float))
        Two-letter codes; latitude and longitude in degrees of the largest towns of
        the name. Both empty where the gazetteer does not know it.
    """
    named = locate(place) or locate(" ".join(w for w in folded(place) if w in places(place)))
    towns = [p for p in named if p.level == "town"][:_NAMESAKES]
    if len(towns) < len(named) and any(p.level != "town" for p in named):
        towns = []
    known = towns or named
    where = tuple((p.latitude, p.longitude) for p in towns)
    return frozenset(p.country for p in known), where


def far_apart(one: str, other: str) -> bool:
    """Say whether two places, both known to the gazetteer, cannot be one.

    Parameters
    ----------
    one, other : str
        The words that say where.

    Returns
    -------
    bool
        True where no town of the one name lies within :data:`FAR_KM` of one of the
        other, or where they are in different countries. A place that is not known,
        or shares a word with the other, is not far from it.
    """
    if places(one) & places(other):
        return False
    (countries_1, towns_1), (countries_2, towns_2) = spots(one), spots(other)
    if not countries_1 or not countries_2:
        return False
    if not towns_1 or not towns_2:
        return not countries_1 & countries_2
    return all(_kilometres(a, b) > FAR_KM for a in towns_1 for b in towns_2)


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance on the sphere (haversine)."""
    lat_1, lon_1, lat_2, lon_2 = map(math.radians, (*one, *other))
    a = math.sin((lat_2 - lat_1) / 2) ** 2
    a += math.cos(lat_1) * math.cos(lat_2) * math.sin((lon_2 - lon_1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(a))


def in_province(place: str, others: Iterable[str]) -> bool:
    """Say whether one of two places is a province, and the other may be a town there."""
    return any(
        one_country([place], [other]) and (_province(place) or _province(other)) for other in others
    )


@cache
def _province(place: str) -> bool:
    named = locate(place)
    return bool(named) and named[0].level == "region"


def one_country(one: Iterable[str], other: Iterable[str]) -> bool:
    """Say whether, of two lists of places, one names a country or province of the other's town."""
    known = [(spots(p), spots(q)) for p in one for q in other]
    return any(a[0] & b[0] and not (a[1] and b[1]) for a, b in known)


@cache
def doers(text: str, actor_id: str) -> frozenset[str]:
    """Return the words and the id that tell who did it."""
    return _content(text, "doer") | ({actor_id} if actor_id else frozenset())


def title_words(title: str) -> frozenset[str]:
    """Return the words of a headline that tell its story from others."""
    return frozenset(
        word
        for word in _content(title, "title")
        if len(word) > 3
        and not word.isdigit()
        and word not in _FAMILY_OF
        and word not in country_words()
    )


def read_facts(tables: Tables) -> list[Facts]:
    """Gather what each claim tells of its occasion.

    Parameters
    ----------
    tables : Tables
        ``claims``, ``articles`` and ``events`` are read.

    Returns
    -------
    list of Facts
        One a claim, in an order that does not hang on the order of the rows.
    """
    claims = tables.claims
    articles = tables.articles
    published = dict(zip(articles["article_id"], publication_days(articles), strict=True))
    done = _deeds(tables.events)
    told_before = _Setting(tables.events)
    first, last = day_number(claims["date_start"]), day_number(claims["date_end"])
    facts = []
    for row, start, end in zip(claims.itertuples(index=False), first, last, strict=True):
        number = row.best if not pd.isna(row.best) else row.low
        known = not pd.isna(number)
        told = _occasion(row.occasion) | families(row.cue)
        facts.append(
            Facts(
                claim_id=row.claim_id,
                article_id=row.article_id,
                sentence_id=int(row.sentence_id),
                start=int(row.start),
                published=published.get(row.article_id),
                first=start if end is not None else None,
                last=end if start is not None else None,
                soft=row.date_basis in _SOFT,
                outcome=row.outcome,
                group=row.victim_group,
                figure=int(number) if known else None,
                exact=not (pd.isna(row.best) or pd.isna(row.low)),
                stance=row.stance,
                part_of=row.part_of,
                place=row.place or told_before.place(row),
                families=told or done.get((row.article_id, int(row.sentence_id)), frozenset()),
                doers=doers(row.perpetrators, row.perpetrator_id),
                parties=_parties(row),
                claimant=row.claimant_id or " ".join(folded(row.said_by)),
                counted=(folded(row.victims) or ("people",))[-1],
                deed=told_before.deed(row),
            )
        )
    return sorted(facts, key=lambda f: f.order)


def publication_days(articles: pd.DataFrame) -> list[int | None]:
    """Return the day by which each article had appeared, None where unknown."""
    starts, ends = day_number(articles["published_start"]), day_number(articles["published_end"])
    return [start if end is None else end for start, end in zip(starts, ends, strict=True)]


def firm_days(events: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    """Return, by article, the days of events that words of their own sentence date narrowly."""
    found: dict[str, list[tuple[int, int]]] = {}
    dated = events[(events["mode"] == "actual") & events["date_basis"].isin(_FIRM)]
    spans = zip(day_number(dated["date_start"]), day_number(dated["date_end"]), strict=True)
    for article_id, (first, last) in zip(dated["article_id"], spans, strict=True):
        if first is not None and last is not None and last - first < NARROW_DAYS:
            found.setdefault(article_id, []).append((first, last))
    return found


@dataclass(frozen=True)
class Scene:
    """Where a deed took place: its days, and the words that tell the place from others."""

    first: int | None
    last: int | None
    words: frozenset[str]


def read_scenes(events: pd.DataFrame) -> dict[str, list[Scene]]:
    """Return, by article, where the deeds took place that are told as having happened."""
    found: dict[str, list[Scene]] = {}
    told = events[(events["mode"] == "actual") & (events["place"] != "")]
    spans = zip(day_number(told["date_start"]), day_number(told["date_end"]), strict=True)
    for article_id, place, (first, last) in zip(
        told["article_id"], told["place"], spans, strict=True
    ):
        known = first is not None and last is not None
        scene = Scene(first if known else None, last if known else None, places(place))
        found.setdefault(article_id, []).append(scene)
    return found


class _Setting:
    """What was told just before a claim, and where that took place."""

    def __init__(self, events: pd.DataFrame) -> None:
        self._told: dict[str, list[tuple[int, int, str, frozenset[str]]]] = {}
        self._deeds: dict[str, list[int]] = {}
        for row in events[events["mode"] == "actual"].itertuples(index=False):
            if families(row.cue):
                told = (int(row.sentence_id), int(row.start), row.place, families(row.cue))
                self._told.setdefault(row.article_id, []).append(told)
            if families(row.cue) or row.kind in _VIOLENT:
                self._deeds.setdefault(row.article_id, []).append(int(row.sentence_id))
        for told in (*self._told.values(), *self._deeds.values()):
            told.sort()

    def deed(self, claim: object) -> int:
        """Which of the article's deeds a claim follows: the last of its sentence or before it."""
        return bisect_right(self._deeds.get(claim.article_id, ()), int(claim.sentence_id))

    def place(self, claim: object) -> str:
        """Where "the incident" was, of which the claim tells without a day or place of its own.

        The last deed of the two sentences before says so, if the claim's word for what
        happened is "the incident" or of the deed's kind.
        """
        words = folded(claim.occasion)
        if claim.date_basis not in _SOFT or not words:
            return ""
        sentence = int(claim.sentence_id)
        before = [t for t in self._told.get(claim.article_id, ()) if t[0] < sentence]
        if not before or before[-1][0] < sentence - _LOOK_BACK:
            return ""
        _, _, place, kinds = before[-1]
        for earlier in reversed(before):
            if earlier[0] < sentence - _LOOK_BACK or place:
                break
            place = earlier[2] if earlier[3] & kinds else ""
        same = families(claim.occasion) & kinds or not _content(claim.occasion, "occasion")
        return place if same else ""


def _parties(row: object) -> frozenset[str]:
    """Name who is in the quarrel: those who did it, and the hurt, where they are a side."""
    named = {row.victim_actor_id, row.perpetrator_id} - {""}
    side = set() if kin(row.victim_group) == "people" else {row.victim_group}
    return frozenset(named | side)


def _deeds(events: pd.DataFrame) -> dict[tuple[str, int], frozenset[str]]:
    """Kinds of occasion by sentence, from the events told there as having happened."""
    found: dict[tuple[str, int], frozenset[str]] = {}
    for row in events[events["mode"] == "actual"].itertuples(index=False):
        told = families(row.cue)
        if told:
            key = (row.article_id, int(row.sentence_id))
            found[key] = found.get(key, frozenset()) | told
    return found


_ROWS = lexicons.read("occasion_words")
_FAMILY_OF = {row["word"]: row["family"] for row in _ROWS}
_REALM_OF = {row["family"]: row["realm"] for row in reversed(_ROWS)}
