"""Tellings of the same event, in one article or in several, get one id."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pandas as pd

from helpers.ids import stable_id
from helpers.lexicons import words

# Intervals of one class are of comparable precision: days, a week, a month.
_CLASSES = ((3, "days"), (10, "week"), (31, "month"))
_WITHOUT_DOER = frozenset({"accident", "disaster"})
_DETERMINERS = re.compile(r"^(?:the|a|an|some|its|his|her|their|our|this|that)\s+", re.IGNORECASE)
_MOST_CANDIDATES = 40


@dataclass(frozen=True)
class _Telling:
    """One row of the table, as far as it is compared. Days count from 1970."""

    row: int
    article: str
    telling_id: str
    base: tuple[str, str, str]
    start: int | None
    end: int | None
    known: dict[str, str]


@dataclass
class _Event:
    """Tellings of one event: the days that all agree on, and what any of them knows."""

    start: int
    end: int
    known: dict[str, str]
    tellings: list[_Telling] = field(default_factory=list)


def merge_events(events: pd.DataFrame) -> pd.DataFrame:
    """Give tellings of the same event one event_id, and count its articles.

    Two tellings are taken for the same event where kind and mode are the same, their
    days overlap and are known about as precisely, who did it and to whom do not
    differ, and at least one of actor, target and place agrees. A telling that names
    none of them joins the one event of its kind on those days, where there is only
    one. Undated tellings stay apart.

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
        "actor_id", "actor_text", "target_id", "target_text", "place",
    )  # fmt: skip
    columns = {n: events[n].tolist() for n in names}
    columns |= {n: _day_numbers(events[n]) for n in ("date_start", "date_end")}
    for row, values in enumerate(zip(*columns.values(), strict=True)):
        at = dict(zip(names, values, strict=True))
        doer = "" if at["kind"] in _WITHOUT_DOER else _party(at["actor_id"], at["actor_text"])
        known = {
            "actor": doer,
            "target": _party(at["target_id"], at["target_text"]),
            "place": _folded(at["place"]),
        }
        yield _Telling(
            row, at["article_id"],
            stable_id("event", at["article_id"], at["cue_start"], at["cue_end"]),
            (at["kind"], at["mode"], _precision(at["date_start"], at["date_end"])),
            at["date_start"], at["date_end"], {k: v for k, v in known.items() if v},
        )  # fmt: skip


def _party(actor_id: str, text: str) -> str:
    if actor_id:
        return actor_id
    folded = _folded(text)
    return "" if folded in words("event_words", use="person pronoun") else folded


def _folded(text: str) -> str:
    return _DETERMINERS.sub("", " ".join(str(text).lower().split()))


def _day_numbers(days: pd.Series) -> list[int | None]:
    whole = days.to_numpy("datetime64[D]").astype("int64")
    return [None if missing else int(n) for n, missing in zip(whole, days.isna(), strict=True)]


def _precision(start: int | None, end: int | None) -> str:
    if start is None or end is None:
        return ""
    return next((name for most, name in _CLASSES if end - start < most), "longer")


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
        for fact in telling.known.items():
            event.known.setdefault(*fact)
        for key in _keys(telling):
            _add(by_days[key], event)
            for fact in telling.known.items():
                _add(by_fact[(*key, *fact)], event)
    return found


def _add(events: list[_Event], event: _Event) -> None:
    if not any(event is other for other in events[-_MOST_CANDIDATES:]):
        events.append(event)


def _keys(telling: _Telling) -> list[tuple]:
    """Where tellings of the same event meet: the days of a short interval, else the whole."""
    kind, mode, precision = telling.base
    if precision in ("days", "week"):
        return [(kind, mode, precision, day) for day in range(telling.start, telling.end + 1)]
    return [(kind, mode, precision, telling.start, telling.end)]


def _same_event(telling: _Telling, by_fact: dict, by_days: dict) -> _Event | None:
    for key in _keys(telling):
        for fact in sorted(telling.known.items()):
            for event in by_fact[(*key, *fact)][:_MOST_CANDIDATES]:
                if _agree(telling, event):
                    return event
    if telling.known:
        return None
    nearby = [e for key in _keys(telling) for e in by_days[key][:_MOST_CANDIDATES]]
    possible = {id(e): e for e in nearby if _overlap(telling, e)}
    return next(iter(possible.values())) if len(possible) == 1 else None


def _overlap(telling: _Telling, event: _Event) -> bool:
    return telling.start <= event.end and event.start <= telling.end


def _agree(telling: _Telling, event: _Event) -> bool:
    if not _overlap(telling, event):
        return False
    shared, differ = set(), set()
    for name, value in telling.known.items():
        if name in event.known:
            (shared if event.known[name] == value else differ).add(name)
    # The same target may be placed in its town by one article and in its country by another.
    return bool(shared) and (not differ or (differ == {"place"} and "target" in shared))
