"""A readable chronology: events and claims of the same days, in plain English.

Reads tables alone. How the figures grew is in :mod:`helpers.tolls.growth`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.event_sentences import is_unclear, say
from helpers.ids import stable_id
from helpers.selection import select_rows
from helpers.views.casualties import actor_names
from helpers.views.casualties import claims as readable_claims

if TYPE_CHECKING:
    from helpers.extraction import Tables

COLUMNS = (
    "entry_id", "date_start", "date_end", "when", "precision", "what", "who", "articles",
    "n_articles", "known", "claim_ids", "event_ids", "n_claims", "n_events",
)  # fmt: skip
# What dates a row, the surest first, and how a reader is told.
_BASES: Mapping[str, str] = {
    "clause": "the clause says when",
    "sentence": "the sentence says when",
    "paragraph": "the paragraph says when",
    "story": "taken from the rest of the story",
    "publication": "no time is given: by the publication alone",
    "": "no time is given",
}
_IN_WORDS = ("clause", "sentence")
# Deeds before words: what a reader looks for first in a chronology.
_KIND_ORDER = (
    "disaster", "accident", "assault", "protest", "coerce", "retreat", "agree", "concede",
    "mobilize", "sanction", "aid", "consult", "threaten", "investigate", "admit", "cooperate",
    "reject", "request", "accuse", "support", "warn",
)  # fmt: skip
_WORDS = frozenset({"reject", "request", "accuse", "support", "warn", "admit", "threaten"})
_ECHO = 60
_FIGURES_EACH = 3
_SPEAKERS = 3


def build_timeline(
    tables: Tables,
    since: date | None = None,
    until: date | None = None,
    actors: Collection[str] = (),
    outcomes: Collection[str] = (),
    modes: Collection[str] = ("actual",),
    most: int = 6,
) -> pd.DataFrame:
    """Set events and claims in order: what happened on which days, and who says so.

    Parameters
    ----------
    tables : Tables
        Every table, dated, with merged events.
    since, until : datetime.date, optional
        First and last day; an entry is kept where its days overlap the window.
    actors : collection of str
        Names or aliases of actors to keep; empty for all.
    outcomes : collection of str
        Outcomes of the claims to keep; empty for all. Events are kept either way.
    modes : collection of str
        Modes of events to keep; by default those told as having happened.
    most : int
        The most events to spell out in one entry; the rest is counted.

    Returns
    -------
    pandas.DataFrame
        One row an interval of days, by first day, the shorter first. ``entry_id``;
        ``date_start``, ``date_end`` (days); ``when`` (the days in words);
        ``precision`` (day, week, month, year, ...); ``what`` (plain English: the
        figures by claimant, then the events in the articles' own words); ``who``
        (list of the actors' names); ``articles`` (list of article_id) and
        ``n_articles``; ``known`` (how the days are known); ``claim_ids``,
        ``event_ids`` (lists), ``n_claims``, ``n_events``. ``attrs["undated"]``
        counts claims and events left out because their days are unknown.

    Raises
    ------
    ParameterError
        If no actor has one of the names in ``actors``.
    """
    kept = select_rows(tables, since, until, outcomes, actors)
    claims = readable_claims(kept)
    claims = claims[claims["stance"] != "hypothetical"]
    events = kept.events[kept.events["mode"].isin(modes)]
    undated = int(claims["date_start"].isna().sum())
    undated += events.loc[events["date_start"].isna(), "event_id"].nunique()
    claims = _one_day_each(_dated(claims, tables.dates), "incident_id")
    events = _one_day_each(_dated(events, tables.dates), "event_id")
    names = actor_names(kept.actors)
    timeline = pd.DataFrame(
        [
            _entry(*days, *rows, names, most)
            for days, rows in sorted(_by_days(claims, events), key=lambda entry: entry[0])
        ],
        columns=list(COLUMNS),
    )
    timeline.attrs["undated"] = undated
    return timeline


def _dated(rows: pd.DataFrame, dates: pd.DataFrame) -> pd.DataFrame:
    """Rows with a known interval, with the precision of the words that date them."""
    known = rows[rows["date_start"].notna() & rows["date_end"].notna()]
    precision = dict(zip(dates["date_id"], dates["precision"], strict=True))
    return known.assign(words_precision=[precision.get(i, "") for i in known["date_id"]])


def _one_day_each(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """What tells of one thing without saying when goes where its surest telling puts it.

    Tellings of one event share an ``event_id``, claims about one occasion an
    ``incident_id``; days told of in so many words are kept, except that an event
    stands once.
    """
    if rows.empty:
        return rows
    order = {basis: k for k, basis in enumerate(_BASES)}
    ranked = rows.assign(
        length=rows["date_end"] - rows["date_start"],
        surety=rows["date_basis"].map(order).fillna(len(order)),
    ).sort_values(["surety", "length", "article_id", "start"], kind="stable")
    first = ranked[ranked[key] != ""].drop_duplicates(key).set_index(key)
    start, end = (rows[key].map(first[c]) for c in ("date_start", "date_end"))
    moves = start.notna() & (start <= rows["date_end"]) & (end >= rows["date_start"])
    if key != "event_id":
        moves &= ~rows["date_basis"].isin(_IN_WORDS)
    return rows.assign(
        date_start=rows["date_start"].mask(moves, start), date_end=rows["date_end"].mask(moves, end)
    )


Days = tuple[pd.Timestamp, pd.Timestamp]


def _by_days(
    claims: pd.DataFrame, events: pd.DataFrame
) -> Iterator[tuple[Days, tuple[pd.DataFrame, pd.DataFrame]]]:
    """Yield each interval of days with its claims and its events."""
    days = ["date_start", "date_end"]
    by_claims = dict(list(claims.groupby(days, sort=False)))
    by_events = dict(list(events.groupby(days, sort=False)))
    for interval in by_claims.keys() | by_events.keys():
        yield interval, (
            by_claims.get(interval, claims.iloc[:0]), by_events.get(interval, events.iloc[:0])
        )  # fmt: skip


def _entry(
    start: pd.Timestamp,
    end: pd.Timestamp,
    claims: pd.DataFrame,
    events: pd.DataFrame,
    names: Mapping[str, str],
    most: int,
) -> dict[str, object]:
    told = _spoken(events, names)
    articles = sorted({*claims["article_id"], *events["article_id"]})
    parts = _figures(claims, most) + _some(told, most)
    return {
        "entry_id": stable_id("entry", f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}"),
        "date_start": start,
        "date_end": end,
        "when": prose.days(start, end),
        "precision": _precision(start, end, [*claims["words_precision"],
                                             *events["words_precision"]]),
        "what": prose.sentence("; ".join(parts)),
        "who": _who(claims, events, names),
        "articles": articles,
        "n_articles": len(articles),
        "known": _how_known(pd.concat([claims[_KNOWN], events[_KNOWN]])),
        "claim_ids": sorted(claims["claim_id"]),
        "event_ids": sorted(set(events["event_id"])),
        "n_claims": len(claims),
        "n_events": events["event_id"].nunique(),
    }  # fmt: skip


_FINE = frozenset({"", "unknown", "day", "hour", "minute", "part of day", "span"})
_KNOWN = ["date_basis", "when_text", "article_id"]


def _precision(start: pd.Timestamp, end: pd.Timestamp, said: Sequence[str]) -> str:
    """The precision of the words where they have a coarse one, else of the interval's length."""
    length = (end - start).days + 1
    named = Counter(p for p in said if p not in _FINE)
    if named and length > 1:
        return min(named, key=lambda p: (-named[p], p))
    steps = ((1, "day"), (3, "days"), (10, "week"), (31, "month"), (124, "season"), (366, "year"))
    return next((name for most, name in steps if length <= most), "years")


def _figures(claims: pd.DataFrame, most: int) -> list[str]:
    """One part an outcome and victim, the most told first: ``police killed: 3 (the minister)``.

    Figures in numbers come before claims that give none; what goes beyond the limit is
    counted, so that a day that fifty articles tell of stays as short as one that two do.
    """
    whole = claims[claims["part_of"] != "subset"]
    whole = claims if whole.empty else whole
    counted = whole["count_text"] != ""
    parts = []
    for (victim, outcome), rows in whole.groupby(["victim", "outcome"], sort=False):
        said = [
            f"{figure} ({_speakers(told)})"
            for figure, told in _most_told(rows.groupby("figure", sort=False))
        ]
        hidden = len(said) - _FIGURES_EACH
        if hidden > 0:
            said = [*said[:_FIGURES_EACH], prose.plural(hidden, "other figure")]
        text = f"{prose.clean(victim, 60)} {outcome}: {', '.join(said)}"
        parts.append((-int(counted[rows.index].sum()), -len(rows), text))
    ranked = [text for *_, text in sorted(parts, key=lambda part: part[:2])]
    if len(ranked) > most:
        ranked = [*ranked[:most], f"figures for {len(ranked) - most} more"]
    return ranked


def _most_told(groups: Iterable[tuple[str, pd.DataFrame]]) -> list[tuple[str, pd.DataFrame]]:
    return sorted(groups, key=lambda group: -len(group[1]))


def _speakers(told: pd.DataFrame) -> str:
    """Who gives a figure: the sources by name, and how many articles in their own voice."""
    own = told["side"] == "article"
    named: list[str] = []
    for row in told[~own].itertuples():
        note = "" if row.stance == "asserted" else f", {row.stance}"
        speaker = prose.clean(row.claimant, 40) + note
        if speaker not in named:
            named.append(speaker)
    said = named[:_SPEAKERS]
    if len(named) > _SPEAKERS:
        said.append(prose.plural(len(named) - _SPEAKERS, "other source"))
    for stance, rows in told[own].groupby("stance", sort=True):
        note = "" if stance == "asserted" else f", {stance}"
        said.append(prose.plural(rows["article_id"].nunique(), "article") + note)
    return prose.join(said)


def _spoken(events: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Each event once, in the words of its fullest telling, deeds and much told first."""
    if events.empty:
        return []
    order = {kind: k for k, kind in enumerate(_KIND_ORDER)}
    basis = {b: k for k, b in enumerate(_BASES)}
    ranked = events.assign(
        length=(events["text"].str.len() - 90).abs(),
        unclear=[is_unclear(event) for event in events.to_dict("records")],
        alone=(events["actor_text"] == "") & (events["target_text"] == ""),
        word=events["kind"].isin(_WORDS),
        importance=events["kind"].map(order).fillna(len(order)),
        surety=events["date_basis"].map(basis).fillna(len(basis)) > 1,
    )
    best = ranked.sort_values(
        ["unclear", "surety", "alone", "length", "article_id", "start"], kind="stable"
    )
    best = best.drop_duplicates("event_id").sort_values(
        ["unclear", "surety", "word", "n_articles", "importance", "article_id", "start"],
        ascending=[True, True, True, False, True, True, True], kind="stable",
    )  # fmt: skip
    return _without_echoes(say(event, names) for event in best.to_dict("records"))


def _without_echoes(lines: Iterable[str]) -> list[str]:
    """Of lines that say the same, the longest, in the place of the first."""
    kept: list[str] = []
    for line in lines:
        k = next((k for k, other in enumerate(kept[-_ECHO:]) if _echoes(line, other)), None)
        if k is None:
            kept.append(line)
        else:
            k += max(len(kept) - _ECHO, 0)
            kept[k] = max(kept[k], line, key=len)
    return kept


def _echoes(line: str, other: str) -> bool:
    from rapidfuzz.fuzz import token_set_ratio

    if re.findall(r"\d+", line) != re.findall(r"\d+", other):
        return False
    return token_set_ratio(line, other) >= 88


def _some(parts: Sequence[str], most: int) -> list[str]:
    rest = len(parts) - most
    if rest <= 0:
        return list(parts)
    return [*parts[:most], f"and {prose.plural(rest, 'more event')}"]


def _who(claims: pd.DataFrame, events: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Actors by how often the entry names them."""
    ids: Counter[str] = Counter()
    for table, columns in (
        (claims, ("claimant_id", "victim_actor_id", "perpetrator_id")),
        (events, ("actor_id", "target_id")),
    ):
        for column in columns:
            ids.update(table[column])
    ids.pop("", None)
    ranked = sorted(ids, key=lambda a: (-ids[a], names.get(a, a)))
    return list(dict.fromkeys(names[a] for a in ranked if a in names))


def _how_known(rows: pd.DataFrame) -> str:
    """Say how the days are known, by the surest of the rows."""
    rank = {basis: k for k, basis in enumerate(_BASES)}
    surest = min(rows["date_basis"], key=lambda basis: rank.get(basis, len(rank)))
    said = rows.loc[(rows["date_basis"] == surest) & (rows["when_text"] != ""), "when_text"]
    quoted = list(dict.fromkeys(f"“{prose.clean(words, 40)}”" for words in said))[:2]
    text = _BASES.get(surest, surest)
    return f"{text}: {prose.join(quoted)}" if quoted else text
