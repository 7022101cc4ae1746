"""Which time expression dates a claim or an event: of its clause, sentence, paragraph or story."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd

from helpers.dates import forms, publication_words
from helpers.dating.clauses import CLAUSE, SAYING, Dated, cost, place, words_for
from helpers.dating.echoes import dated_elsewhere
from helpers.dating.happenings import dates_background, dates_something_else, follows, is_news
from helpers.dating.rates import is_rate
from helpers.language import ParsedArticle, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

Record = dict[str, object]

LEAD_SENTENCES = 8
"""Sentences from the start in which the day of the story is looked for."""
LEAD = 2
"""Sentences from the start, the headline among them, whose reports are the story's own."""
FOCUS = 3
"""Sentences after a dated record in which undated ones still lie on its day."""
_SHORT_SPAN = re.compile(r"span-\d+[hdw]\b")
UNREAL = frozenset({"hypothetical", "planned"})


def govern(
    parsed: ParsedArticle, dates: Sequence[Mapping[str, object]], records: Sequence[Record]
) -> list[Record]:
    """Give each record the time expression that governs it.

    That is the one in its own clause, else in its sentence; else the day that a
    report just before it lies on, or that the sentence before in its paragraph names;
    else the day that the story is about (:func:`_story`).
    A time that dates the saying ("officials said Sunday") dates nothing else, and
    one that only compares ("the worst since 2014") dates nothing.

    Parameters
    ----------
    parsed : ParsedArticle
        The article.
    dates : sequence of mapping
        Its time expressions (:func:`helpers.dates.find_dates`).
    records : sequence of dict
        Claims or events, with ``cue_start``, ``cue_end``, ``sentence_id`` and
        ``stance`` or ``mode``.

    Returns
    -------
    list of dict
        The records with ``date_id``, ``when_text`` (the words, only where they stand
        in the record's own clause or sentence) and ``date_basis``: ``clause``,
        ``sentence``, ``paragraph``, ``story``, ``publication`` where nothing but the
        publication dates it, or ``""`` for what has not happened.
    """
    placed = _place_all(parsed, dates)
    by_sentence: dict[int, list[Dated]] = {}
    for dated in placed:
        by_sentence.setdefault(dated.sentence.sentence_id, []).append(dated)
    own = [_own(parsed, by_sentence, record) for record in records]
    story = _story(parsed, placed, own)
    out: list[Record] = []
    governing = {id(found[0]) for found in own if found}
    are_claims = bool(records) and "kind" not in records[0]
    again = dated_elsewhere(parsed, records, own) if are_claims else {}
    for k, (record, found) in enumerate(zip(records, own, strict=True)):
        if are_claims and is_rate(parsed, record):
            out.append(record | _found(None, "", ""))
            continue
        if k in again:
            out.append(record | _found(again[k], "story", ""))
            continue
        sentence = parsed.sentence_at(int(record["cue_start"]))
        focus = _focus(parsed, by_sentence, governing, sentence)
        out.append(record | _governed(parsed, (focus, story), record, found))
    return out


def _focus(
    parsed: ParsedArticle,
    by_sentence: Mapping[int, list[Dated]],
    own: Collection[int],
    sentence: Sentence,
) -> Dated | None:
    """Return what dates the sentences just before, the nearest first.

    In the same paragraph that is any day that something is told to lie on; in others
    the day of a record, or of the lead. A time coarser than days reaches no farther
    than the next sentence.
    """
    here = sentence.sentence_id
    for k in range(here - 1, max(here - FOCUS, 0) - 1, -1):
        near = [d for d in by_sentence.get(k, []) if id(d) in own or _tells(d)]
        adjoins = k == here - 1
        if parsed.sentences[k].paragraph != sentence.paragraph:
            near = [d for d in near if id(d) in own or k < LEAD]
            adjoins = False
        near = [d for d in near if adjoins or _is_recent(d)]
        if near:
            return max(near, key=lambda d: (d.row["precision"] == "day", int(d.row["start"])))
    return None


def _tells(dated: Dated) -> bool:
    return _dates_told(dated) and not dated.is_aside


def _place_all(parsed: ParsedArticle, dates: Sequence[Mapping[str, object]]) -> list[Dated]:
    """Find in the parse all expressions that may date something the article tells."""
    head = publication_words(parsed.text)
    ends = {forms.ending(str(row["form"])) for row in dates}
    inside = [
        row
        for row in dates
        if "?" not in str(row["form"])
        and not str(row["form"]).endswith(" clock")
        and row["date_id"] not in ends
        and not any(int(row["start"]) < end and start < int(row["end"]) for start, end in head)
    ]
    return [place(parsed, row) for row in inside]


def _own(
    parsed: ParsedArticle, by_sentence: Mapping[int, list[Dated]], record: Record
) -> tuple[Dated, float] | None:
    """Return the expression of the record's own sentence that governs it, and its cost."""
    offset = int(record["cue_start"])
    cue = _token(parsed, offset)
    options = by_sentence.get(parsed.sentence_at(offset).sentence_id, [])
    if not _is_unreal(record):
        options = [d for d in options if not looks_ahead(d.form)]
    elsewhere = dates_something_else if "kind" in record else dates_background
    options = [d for d in options if not elsewhere(d, cue)]
    costs = [(cost(d, cue), int(d.row["start"]), d) for d in options]
    least = min(costs, key=lambda c: c[:2], default=None)
    return (least[2], least[0]) if least and least[0] < SAYING else None


def _governed(
    parsed: ParsedArticle,
    wider: tuple[Dated | None, Dated | None],
    record: Record,
    own: tuple[Dated, float] | None,
) -> Record:
    if own is not None:
        basis = "clause" if own[1] <= CLAUSE else "sentence"
        return _found(own[0], basis, words_for(own[0], _token(parsed, int(record["cue_start"]))))
    if _is_unreal(record):
        return _found(None, "", "")
    sentence = parsed.sentence_at(int(record["cue_start"]))
    focus, story = wider
    if "kind" in record:
        cue = _token(parsed, int(record["cue_start"]))
        focus = focus if focus and follows(cue, sentence.sentence_id, focus) else None
        # A story that runs over days does not tell on which of them its news lies.
        if story and story.row["precision"] == "span" and is_news(cue, sentence.sentence_id):
            story = None
    if focus is not None:
        near = focus.sentence.paragraph == sentence.paragraph
        return _found(focus, "paragraph" if near else "story", "")
    return _found(story, "story" if story else "publication", "")


def _found(dated: Dated | None, basis: str, words: str) -> Record:
    return {
        "date_id": str(dated.row["date_id"]) if dated else "",
        "when_text": words,
        "date_basis": basis,
    }


def _token(parsed: ParsedArticle, offset: int) -> Token:
    return parsed.doc.char_span(offset, offset + 1, alignment_mode="expand")[0]


def _is_unreal(record: Mapping[str, object]) -> bool:
    return str(record.get("stance") or record.get("mode") or "") in UNREAL


def looks_ahead(form: str) -> bool:
    """Whether a form means days to come."""
    relation, rest = forms.split_relation(form)
    steps = rest.split(" ")[1:]
    ahead = any(s.endswith(">") or s.startswith("span+") for s in steps)
    moved = steps[:1] and steps[0].endswith("+1") and rest.startswith("pub ")
    return ahead and rest.startswith("pub") or bool(moved)


def _story(
    parsed: ParsedArticle,
    placed: Sequence[Dated],
    own: Sequence[tuple[Dated, float] | None],
) -> Dated | None:
    """Return the expression that says on which day the story's own events lie.

    That is what dates the first report dated in its own clause by a recent day; else
    the week that the lead names; else the first recent day near the start that dates
    no saying. Days of long ago bear their year and are background.
    """
    governing = [found[0] for found in own if found and found[1] <= CLAUSE]
    recent = [d for d in governing if _is_recent(d)]
    lead = [
        found[0]
        for found in own
        if found and found[0].row["precision"] == "week" and found[0].sentence.sentence_id < LEAD
    ]
    last = parsed.sentences[min(LEAD_SENTENCES, len(parsed.sentences)) - 1].sentence_id
    near = [d for d in placed if d.sentence.sentence_id <= last and _dates_told(d)]
    early = [d for d in recent if d.sentence.sentence_id <= last]
    near = [d for d in near if _is_recent(d)]
    return next(iter([*early, *lead, *near, *recent]), None)


def _dates_told(dated: Dated) -> bool:
    """Whether the words date something done, not its telling or what it compares with."""
    compares = dated.compares is not None
    return not (dated.says or dated.tallies or compares or looks_ahead(dated.form))


def _is_recent(dated: Dated) -> bool:
    # "In recent months" is no day of a story; "in three days of fighting" is.
    fine = dated.row["precision"] in ("day", "weekend") or _SHORT_SPAN.search(dated.form)
    return bool(fine) and not looks_ahead(dated.form) and forms.anchors(dated.form)[0] == "pub"


def date_records(
    name: str, records: pd.DataFrame, dates: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Give each record its interval of days, once the time expressions are resolved.

    Parameters
    ----------
    name : str
        The table: ``claims`` or ``events``.
    records : pandas.DataFrame
        Its rows, governed (:func:`govern`).
    dates : pandas.DataFrame
        The table ``dates``, resolved (:func:`helpers.dates.resolve_dates`).
    articles : pandas.DataFrame
        The table ``articles``.

    Returns
    -------
    pandas.DataFrame
        The same rows with ``date_start`` and ``date_end`` (days, inclusive): those
        of the expression; for *since Friday* all days from it to the publication;
        for what only the publication dates, the day before it to its last day.
        Nothing that is told as done ends behind the publication (behind the last
        day told of, where the publication is inferred). Null where nothing is known.
    """
    found = {
        row.date_id: (row.form, _day(row.date_start), _day(row.date_end))
        for row in dates.itertuples(index=False)
    }
    published = {
        row.article_id: (_day(row.published_start), _day(row.published_end), row.published_basis)
        for row in articles.itertuples(index=False)
    }
    column = "stance" if name == "claims" else "mode"
    rows = list(records.itertuples(index=False))
    intervals = [
        _interval(
            _as_said(found, r.date_id, getattr(r, "when_text", "")),
            published.get(r.article_id),
            r.date_basis,
            reality,
        )
        for r, reality in zip(rows, records[column], strict=True)
    ]
    out = records.copy()
    for k, end in enumerate(("date_start", "date_end")):
        days = pd.Series([i and i[k] for i in intervals], index=records.index, dtype="object")
        out[end] = pd.to_datetime(days).astype("datetime64[ms]")
    out["date_basis"] = [r.date_basis if i else "" for r, i in zip(rows, intervals, strict=True)]
    return out


def _day(value: object) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


Expression = tuple[str, date | None, date | None, forms.Interval | None]


def _as_said(
    found: Mapping[str, tuple[str, date | None, date | None]], date_id: str, words: str
) -> Expression | None:
    """The expression without its "since" where the record lies on the days themselves."""
    if date_id not in found:
        return None
    form, start, end = found[date_id]
    _, *until = found.get(forms.ending(form), ("", None, None))
    relation, rest = forms.split_relation(form)
    own = relation == "since" and words and relation not in words.lower().split()
    return (rest if own else form), start, end, tuple(until) if all(until) else None


def _interval(
    expression: Expression | None,
    published: tuple[date | None, date | None, str] | None,
    basis: str,
    reality: str,
) -> forms.Interval | None:
    first, last, known_by = published or (None, None, "unknown")
    appeared = (first, last) if first and last else None
    if expression and expression[1] and expression[2]:
        form, start, end, until = expression
        interval = forms.spread(form, (start, end), appeared, until)
    elif basis in ("publication", "story", "paragraph") and appeared and not expression:
        interval = (first - timedelta(days=1), last)
    else:
        return None
    if appeared is None or reality in UNREAL:
        return interval
    limit = first if known_by == "inferred" else last
    return (interval[0], min(interval[1], limit)) if interval[0] <= limit else None
