"""Tellings of the same event, in one article or in several, get one id."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from math import cos, hypot, radians

import pandas as pd

from helpers import places
from helpers.ids import stable_id
from helpers.lexicons import words

# Intervals of one class are of comparable precision.
_CLASSES = ((3, "days"), (10, "week"), (31, "month"), (124, "season"), (366, "year"))
_WITHOUT_DOER = frozenset({"accident", "disaster"})
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_DETERMINERS = re.compile(r"^(?:the|a|an|some|its|his|her|their|our|this|that)\s+", re.IGNORECASE)
_MOST_CANDIDATES = 40
_NEAR_KM = 60
_SPOTS = ("target", "place")

# Who, to whom, where: the names that stand for each, the actor's id and the words alike.
Facts = dict[str, frozenset[str]]


@dataclass(frozen=True)
class _Telling:
    """One row of the table, as far as it is compared. Days count from 1970."""

    row: int
    article: str
    telling_id: str
    base: tuple[str, str, str]
    start: int | None
    end: int | None
    known: Facts
    definite: bool


@dataclass
class _Event:
    """Tellings of one event: the days that all agree on, and what any of them knows."""

    start: int
    end: int
    known: Facts
    tellings: list[_Telling] = field(default_factory=list)


def merge_events(events: pd.DataFrame) -> pd.DataFrame:
    """Give tellings of the same event one event_id, and count its articles.

    Two tellings are taken for the same event where kind and mode are the same, their
    days overlap and are known about as precisely, who did it and to whom do not
    differ, and at least one of actor, target and place agrees; places may differ where
    one lies in or near the other, or where the target is the same. "Gunmen" and the
    like may be anybody. An accident is known by what had it (the tram) and where. A
    telling that names none of them ("the blast") joins the event of its kind and days
    that its article tells most of, else the only one there is. Undated tellings stay
    apart.

    Parameters
    ----------
    events : pandas.DataFrame
        The table ``events``, dated, its actors linked where they are known.

    Returns
    -------
    pandas.DataFrame
        The same rows in the same order. ``event_id`` is made from the event's own
        tellings, so that it does not depend on the order of the articles;
        ``n_articles`` counts articles.
    """
    tellings = list(_tellings(events))
    event_ids = {t.row: t.telling_id for t in tellings}
    n_articles = {t.row: 1 for t in tellings}
    for event in _grouped(t for t in tellings if t.start is not None):
        shared = min(t.telling_id for t in event.tellings)
        articles = len({t.article for t in event.tellings})
        for telling in event.tellings:
            event_ids[telling.row] = shared
            n_articles[telling.row] = articles
    rows = range(len(events))
    counted = pd.array([n_articles[r] for r in rows], dtype="Int64")
    return events.assign(event_id=[event_ids[r] for r in rows], n_articles=counted)


def _tellings(events: pd.DataFrame) -> Iterator[_Telling]:
    names = (
        "article_id", "cue_start", "cue_end", "kind", "mode", "date_start", "date_end",
        "actor_id", "actor_text", "target_id", "target_text", "place", "text", "start",
    )  # fmt: skip
    columns = {n: events[n].tolist() for n in names}
    columns |= {n: _day_numbers(events[n]) for n in ("date_start", "date_end")}
    for row, values in enumerate(zip(*columns.values(), strict=True)):
        at = dict(zip(names, values, strict=True))
        natural = at["kind"] in _WITHOUT_DOER
        known = {"place": frozenset({_folded(at["place"])} - {""})}
        if natural:
            known["thing"] = _thing(at["actor_text"])
        else:
            known["actor"] = _party(at["actor_id"], at["actor_text"])
            known["target"] = _party(at["target_id"], at["target_text"])
        before = at["text"][: max(int(at["cue_start"]) - int(at["start"]), 0)]
        yield _Telling(
            row, at["article_id"],
            stable_id("event", at["article_id"], at["cue_start"], at["cue_end"]),
            (at["kind"], at["mode"], _precision(at["date_start"], at["date_end"])),
            at["date_start"], at["date_end"], {k: v for k, v in sorted(known.items()) if v},
            natural or bool(_DEFINITE.search(before)),
        )  # fmt: skip


def _party(actor_id: str, text: str) -> frozenset[str]:
    folded = _folded(text)
    if folded and words("event_words", use="anybody").issuperset(folded.split()):
        return frozenset()
    return frozenset({actor_id, folded} - words("event_words", use="person pronoun") - {""})


def _thing(text: str) -> frozenset[str]:
    """What an accident happened to, by its head alone: "a speeding tram" is a tram."""
    head = (_folded(text).split(" of ")[0].split() or [""])[-1]
    return frozenset({head} - words("event_words", use="person pronoun") - {""})


def _folded(text: str) -> str:
    return _DETERMINERS.sub("", " ".join(str(text).lower().split()))


def _day_numbers(days: pd.Series) -> list[int | None]:
    whole = days.to_numpy("datetime64[D]").astype("int64")
    return [None if missing else int(n) for n, missing in zip(whole, days.isna(), strict=True)]


def _precision(start: int | None, end: int | None) -> str:
    if start is None or end is None:
        return ""
    return next((name for most, name in _CLASSES if end - start < most), "years")


def _grouped(tellings: Iterable[_Telling]) -> list[_Event]:
    """Let each telling join an event or begin one, those that know most and best first."""
    ordered = sorted(tellings, key=lambda t: (-len(t.known), t.end - t.start, t.telling_id))
    found: list[_Event] = []
    by_fact: dict[tuple, list[_Event]] = defaultdict(list)
    by_days: dict[tuple, list[_Event]] = defaultdict(list)
    for telling in ordered:
        event = _same_event(telling, by_fact, by_days)
        if event is None:
            event = _Event(telling.start, telling.end, {})
            found.append(event)
        event.tellings.append(telling)
        event.start, event.end = max(event.start, telling.start), min(event.end, telling.end)
        for name, said in telling.known.items():
            known = event.known.get(name, said)
            event.known[name] = known | said if known & said else known
        for key in _keys(telling):
            _add(by_days[key], event)
            _add(by_days[(*key, telling.article)], event)
            for fact in _facts(telling):
                _add(by_fact[(*key, *fact)], event)
    return found


def _add(events: list[_Event], event: _Event) -> None:
    if not any(event is other for other in events[-_MOST_CANDIDATES:]):
        events.append(event)


def _facts(telling: _Telling) -> list[tuple[str, str]]:
    """What a telling can be found by. A bombed consulate is as much target as place."""
    return sorted(
        ("spot" if name in _SPOTS else name, value)
        for name, said in telling.known.items()
        for value in said
    )


def _keys(telling: _Telling) -> list[tuple]:
    """Where tellings of the same event meet: the days of a short interval, else its first."""
    kind, mode, precision = telling.base
    if precision in ("days", "week"):
        return [(kind, mode, precision, day) for day in range(telling.start, telling.end + 1)]
    return [(kind, mode, precision, telling.start)]


def _same_event(telling: _Telling, by_fact: dict, by_days: dict) -> _Event | None:
    for key in _keys(telling):
        for fact in _facts(telling):
            for event in by_fact.get((*key, *fact), ())[:_MOST_CANDIDATES]:
                if _agree(telling, event):
                    return event
    return None if telling.known else _meant(telling, by_days)


def _meant(telling: _Telling, by_days: dict) -> _Event | None:
    """Which event a telling that names nobody means: its article's main one, or the only one."""
    if telling.definite:
        own = [(*key, telling.article) for key in _keys(telling)]
        in_article = _possible(telling, own, by_days)
        if in_article:
            return max(in_article, key=lambda e: _weight(e, telling.article))
    around = _possible(telling, _keys(telling), by_days)
    return around[0] if len(around) == 1 else None


def _possible(telling: _Telling, keys: Iterable[tuple], by_days: dict) -> list[_Event]:
    nearby = [e for key in keys for e in by_days.get(key, ())[:_MOST_CANDIDATES]]
    return list({id(e): e for e in nearby if _overlap(telling, e)}.values())


def _weight(event: _Event, article: str) -> tuple[int, int, str]:
    own = sum(t.article == article for t in event.tellings)
    return own, len(event.tellings), min(t.telling_id for t in event.tellings)


def _overlap(telling: _Telling, event: _Event) -> bool:
    return telling.start <= event.end and event.start <= telling.end


def _agree(telling: _Telling, event: _Event) -> bool:
    if not _overlap(telling, event):
        return False
    shared, differ = set(), set()
    for name, said in telling.known.items():
        known = event.known.get(name, frozenset())
        if said & known:
            shared.add(name)
        elif name in _SPOTS and any(said & event.known.get(spot, said - said) for spot in _SPOTS):
            shared.add("target")
        elif known:
            differ.add(name)
    if differ == {"place"} and "target" not in shared:
        pairs = ((a, b) for a in telling.known["place"] for b in event.known["place"])
        return bool(shared) and any(_near(*pair) for pair in pairs)
    return bool(shared) and differ <= {"place"}


@cache
def _near(one: str, other: str) -> bool:
    """Whether one place lies in or near the other, as far as the gazetteer knows them."""
    if one in other or other in one:
        return True
    pairs = ((a, b) for a in places.locate(one) for b in places.locate(other))
    return any(a.country == b.country and _close(a, b) for a, b in pairs)


def _close(one: places.Place, other: places.Place) -> bool:
    if "town" not in (one.level, other.level) or one.level != other.level:
        return "country" in (one.level, other.level) or one.name == other.name
    east = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return hypot(one.latitude - other.latitude, east) * 111 <= _NEAR_KM
