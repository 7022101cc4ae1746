"""Time expressions in one article, with what they mean before the publication is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from helpers.dates import context, forms
from helpers.dates.anchoring import anchor_expressions, following_noun
from helpers.dates.patterns import Match, alternatives, match_sentence, read_word, values
from helpers.ids import stable_id
from helpers.language import ParsedArticle, reading_text

if TYPE_CHECKING:
    from spacy.tokens import Span

_FILL = re.compile(r"\{([^}]+)\}")


@dataclass(frozen=True)
class Expression:
    """Time words with their form, while it may still name ``focus`` or ``event``.

    Attributes
    ----------
    start, end : int
        Offsets of the words, a preposition before them included.
    core : int
        Offset at which the time words themselves begin.
    form : str
        As in :mod:`helpers.dates.forms`.
    sentence_id : int
        The sentence.
    """

    start: int
    end: int
    core: int
    form: str
    sentence_id: int


def find_dates(parsed: ParsedArticle) -> list[dict[str, object]]:
    """Find the time expressions of an article.

    Parameters
    ----------
    parsed : ParsedArticle
        The article.

    Returns
    -------
    list of dict
        Rows of the table ``dates`` in the order of the text, not yet resolved:
        ``form`` says what the words mean (:mod:`helpers.dates.forms`), ``precision``
        how finely, ``basis`` is ``"unknown"`` and the interval is null until
        :func:`resolve_dates`.
    """
    text = reading_text(parsed.text)
    found: list[Expression] = []
    for sentence in parsed.sentences:
        taken = _longest(match_sentence(text, sentence.start, sentence.end), parsed, text)
        for match in taken:
            found.extend(_read(match, parsed, text, sentence.sentence_id, sentence.start))
    found = _ranges(found, text)
    forms_found = anchor_expressions(parsed, [(e.start, e.core, e.end, e.form) for e in found])
    rows = [_row(parsed, replace(e, form=form)) for e, form in zip(found, forms_found, strict=True)]
    return _ended(rows)


def _ended(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Tell each beginning of a range where it ends: "from: 1991 until@date-1f0c9a77be"."""
    for row, following in zip(rows, rows[1:], strict=False):
        starts = forms.split_relation(str(row["form"]))[0] == "from"
        if starts and forms.split_relation(str(following["form"]))[0] == "to":
            row["form"] = f"{row['form']} until@{following['date_id']}"
    return rows


def _row(parsed: ParsedArticle, e: Expression) -> dict[str, object]:
    return {
        "date_id": date_id(parsed.article_id, e.start, e.end),
        "article_id": parsed.article_id,
        "sentence_id": e.sentence_id,
        "start": e.start,
        "end": e.end,
        "text": parsed.text[e.start : e.end],
        "form": e.form,
        "date_start": None,
        "date_end": None,
        "precision": forms.precision(e.form),
        "basis": "unknown",
    }


def date_id(article_id: str, start: int, end: int) -> str:
    """Return the id of the time expression at these offsets."""
    return stable_id("date", article_id, start, end)


def _longest(matches: list[Match], parsed: ParsedArticle, text: str) -> list[Match]:
    """Of matches that overlap, keep the longest that holds in its context."""
    kept: list[Match] = []
    for match in matches:
        if any(match.start < k.end and k.start < match.end for k in kept):
            continue
        if _holds(match, parsed, text):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)


def _span(parsed: ParsedArticle, start: int, end: int) -> Span:
    return parsed.doc.char_span(start, end, alignment_mode="expand")


def _holds(match: Match, parsed: ParsedArticle, text: str) -> bool:
    """Whether the words are a time expression where they stand."""
    span = _span(parsed, match.start, match.end)
    form = match.pattern.form
    if form == "{year}" and match.found["year"] == match.found.group():
        return context.is_year(span, text, match.start, match.end)
    if "month" in match.found.re.groupindex:
        return context.is_month(span, text, *match.found.span("month"))
    if context.is_repeated(text, match.start):
        return False
    if form == "{deictic}":
        return context.is_deictic(text, match.start, match.end)
    unit = _counted(match)
    if unit == "hour" and ("span" in form or not form.startswith("pub")):
        return values(match.found)["ahead"] != "day+0"
    if unit == "weekend" and "count" in match.found.re.groupindex and "span" in form:
        return False
    if match.pattern.tense:
        way = context.direction(span, text)
        return way == (context.PAST if match.pattern.tense == "past" else context.FUTURE)
    return True


def _counted(match: Match) -> str:
    """Return the unit that the words count, "" where they count none."""
    if "unit" not in match.found.re.groupindex or not match.found["unit"]:
        return ""
    return read_word("unit", match.found["unit"])


def _read(
    match: Match, parsed: ParsedArticle, text: str, sentence_id: int, floor: int
) -> list[Expression]:
    """Turn a match into an expression, or into two where it is a list of two."""
    way = context.direction(_span(parsed, match.start, match.end), text)
    slots = values(match.found)
    slots |= {"way": way, "weekendway": "SUN>" if way == context.FUTURE else "SAT<"}
    templates = match.pattern.form.split(" & ")
    start, relation, part = _before(text, floor, match.start)
    end = _after(text, match.end)
    if templates[0].startswith("event"):
        noun = following_noun(parsed, end)
        if noun is not None and noun.dep_ in ("nsubj", "nsubjpass"):
            templates = [_turned(templates[0], _counted(match))]
        elif noun is not None:
            end = noun.idx + len(noun)
    form = _fill(templates[0], slots, relation, part)
    if len(templates) == 1:
        return [Expression(start, end, match.start, form, sentence_id)]
    cut = match.found.start("day2")
    first_end = _rstrip(text, start, cut)
    return [
        Expression(start, first_end, match.start, form, sentence_id),
        Expression(cut, end, cut, _fill(templates[1], slots, "", ""), sentence_id),
    ]


def _turned(template: str, unit: str) -> str:
    """Turn "a week after" round where a clause follows: the words then date that clause."""
    back = {"back": "ahead", "ahead": "back", "back1": "ahead1", "ahead1": "back1"}
    anchor = "latest" if unit not in ("", "day") else "focus"
    steps = template.removeprefix("event ")
    return f"{anchor} " + _FILL.sub(lambda m: f"{{{back.get(m[1], m[1])}}}", steps)


def _rstrip(text: str, start: int, end: int) -> int:
    words = re.match(r".*?(?=\s*(?:,|and|&)\s*$)", text[start:end], re.DOTALL)
    return start + (words.end() if words else end - start)


def _fill(template: str, slots: dict[str, str], relation: str, part: str) -> str:
    form = template
    while "{" in form:
        form = _FILL.sub(lambda m: slots.get(m[1], ""), form)
    if part:
        form += f" {part}"
    return f"{relation}: {form}" if relation else form


@cache
def _prefix() -> re.Pattern[str]:
    relation, part = alternatives("relation"), alternatives("part")
    return re.compile(
        rf"(?:\b(?P<relation>{relation})\s+)?"
        r"(?:\b(?:on|in|at|over|during|throughout|within|for|as of)\s+)?(?:the\s+)?"
        rf"(?:\b(?P<part>{part})(?:\s+|-))?(?:\b(?:on|in)\s+)?(?:the\s+)?"
        rf"(?:(?:{alternatives('clock')}|dawn|dusk|night|noon|midnight)\s+(?:on\s+)?)?$",
        re.IGNORECASE,
    )


def _before(text: str, floor: int, start: int) -> tuple[int, str, str]:
    """Take in what stands before the time words: early, since, on."""
    window = text[max(floor, start - 60) : start]
    found = min(_prefix().finditer(window), key=lambda m: m.start(), default=None)
    if found is None or not found.group().strip():
        return start, "", ""
    relation = read_word("relation", found["relation"]) if found["relation"] else ""
    part = read_word("part", found["part"]) if found["part"] else ""
    begins = start - len(found.group().lstrip())
    return begins, relation, part


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{alternatives('daypart')})\b", re.IGNORECASE)


def _after(text: str, end: int) -> int:
    """Take in the part of the day behind the time words: Friday night."""
    found = _suffix().match(text, end)
    return found.end() if found else end


_JOINS = re.compile(r"\s*(?:,\s*)?(?:to|and|until|through|till|-|–)\s*(?:the\s+)?", re.IGNORECASE)


def _ranges(found: list[Expression], text: str) -> list[Expression]:
    """Let "from 1991 to 1997" run from one to the other, and "9 a.m. Friday" be one."""
    out: list[Expression] = []
    for e in found:
        while out and out[-1].end > e.start:
            out.pop()
        relation, rest = forms.split_relation(e.form)
        if relation == "to":
            e = replace(e, form=rest)
        previous = out[-1] if out else None
        if previous and forms.split_relation(previous.form)[0] == "from":
            gap = text[previous.end : e.core]
            if _JOINS.fullmatch(gap):
                e = replace(e, form=f"to: {rest}")
        out.append(e)
    return out
