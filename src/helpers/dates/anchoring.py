"""Which other time expression an anaphoric one refers to: the next day, two weeks later."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.dates import forms
from helpers.dates.context import governing_verb
from helpers.ids import stable_id

if TYPE_CHECKING:
    from spacy.tokens import Token

    from helpers.language import ParsedArticle

_FINENESS = (
    "day",
    "span",
    "weekend",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
)
_BARE = re.compile(r"([a-z]+: )?pub (\d\d(?:-\d\d)?)<((?: [a-z]+)*)")
_IN_A_YEAR = re.compile(r"\d{4}-\d\d|@date-\w+ year\+0 \d\d")
_ADVERB = re.compile(r"(?:in|on|from|between|since|until|by|during|after|early|late)\b", re.I)
_REACH = 3
"""Paragraphs back in which the date in focus is looked for."""


def anchor_expressions(parsed: ParsedArticle, found: list[tuple[int, int, int, str]]) -> list[str]:
    """Put the id of the expression that is meant where a form says ``focus`` or ``event``.

    Parameters
    ----------
    parsed : ParsedArticle
        The article.
    found : list of (int, int, int, str)
        Start, start of the time words proper, end and form of each expression,
        in the order of the text.

    Returns
    -------
    list of str
        The forms; the anchor is ``?`` where nothing in the article is meant.
    """
    ready: list[str] = []
    for k, (_, _, _, form) in enumerate(found):
        relation, rest = forms.split_relation(form)
        anchor, _, steps = rest.partition(" ")
        if anchor in ("focus", "event", "latest", "clock"):
            other = None
            if anchor == "event":
                other = _event(parsed, found, ready, k)
            if anchor == "clock":
                rest = _clock(parsed, found, k)
            else:
                if other is None:
                    reach = 0 if anchor == "event" else _REACH
                    other = _focus(parsed, found, ready, k, steps, reach)
                name = "@" + _id(parsed, found[other]) if other is not None else "?"
                name = "pub" if name == "?" and anchor == "latest" else name
                rest = f"{name} {steps}" if steps else name
            form = f"{relation}: {rest}" if relation else rest
        form = _by_quarter(parsed, found, ready, k, form)
        ready.append(_in_year_told(parsed, found, ready, k, form))
    return ready


def _in_year_told(parsed: ParsedArticle, found: list, ready: list[str], k: int, form: str) -> str:
    """Let a bare month or day lie in the year that is being told of: "in January 1979 ...

    In October". That year is told of where the expression just before, not more than a
    sentence away, gives a month or a day of it.
    """
    bare = _BARE.fullmatch(form)
    if not bare or not k:
        return form
    away = parsed.sentence_at(found[k][0]).sentence_id
    away -= parsed.sentence_at(found[k - 1][0]).sentence_id
    told = _IN_A_YEAR.match(forms.split_relation(ready[k - 1])[1])
    if away > 1 or not told or not _tells_when(parsed, found[k - 1]):
        return form
    return f"{bare[1] or ''}@{_id(parsed, found[k - 1])} year+0 {bare[2]}={bare[3]}"


def _tells_when(parsed: ParsedArticle, expression: tuple[int, int, int, str]) -> bool:
    """Whether something is told of then: not "the December 1988 bombing", which only names."""
    before = parsed.text[expression[0] : expression[1]].lower()
    return bool(_ADVERB.match(before)) and not before.rstrip().endswith("the")


def _by_quarter(parsed: ParsedArticle, found: list, ready: list[str], k: int, form: str) -> str:
    """Let "a year earlier" mean the same quarter where a quarter is compared with it."""
    words = parsed.text[found[k][1] : found[k][2]].lower()
    if not form.endswith(" year-1") or not words.endswith(("ago", "earlier")):
        return form
    home = parsed.sentence_at(found[k][0]).sentence_id
    for j in range(k - 1, -1, -1):
        if home - parsed.sentence_at(found[j][0]).sentence_id > 1:
            break
        if forms.precision(ready[j]) == "quarter":
            return f"@{_id(parsed, found[j])} quarter-4"
    return form


def _id(parsed: ParsedArticle, expression: tuple[int, int, int, str]) -> str:
    return stable_id("date", parsed.article_id, expression[0], expression[2])


def _focus(
    parsed: ParsedArticle, found: list, ready: list[str], k: int, steps: str, reach: int
) -> int | None:
    """Return the last expression before ``k`` that is fine enough and dates no saying."""
    need = _fineness(steps)
    here = parsed.sentence_at(found[k][0]).paragraph
    options = []
    for j in range(k - 1, -1, -1):
        if here - parsed.sentence_at(found[j][0]).paragraph > reach:
            break
        fine = forms.precision(ready[j])
        vague = found[j][3].endswith("clock") or ready[j].endswith("?")
        if vague or fine not in _FINENESS or _FINENESS.index(fine) > need:
            continue
        options.append(j)
    quiet = [j for j in options if not dates_saying(parsed, found[j][1])]
    return next(iter(quiet or options), None)


def _fineness(steps: str) -> int:
    unit = forms.precision("pub " + steps.split(" ")[0]) if steps else "year"
    return _FINENESS.index(unit) if unit in _FINENESS else len(_FINENESS)


def _token(parsed: ParsedArticle, offset: int) -> Token:
    return parsed.doc.char_span(offset, offset + 1, alignment_mode="expand")[0]


@cache
def _report() -> frozenset[str]:
    return lexicons.words("date_context", kind="report")


def dates_saying(parsed: ParsedArticle, offset: int) -> bool:
    """Whether the time words at ``offset`` date somebody's saying something."""
    verb = governing_verb(_token(parsed, offset))
    return verb is not None and verb.lemma_.lower() in _report()


def following_noun(parsed: ParsedArticle, end: int) -> Token | None:
    """Return the noun or pronoun that follows at ``end``: "the day before the attack"."""
    sentence = parsed.sentence_at(end - 1)
    rest = parsed.doc.char_span(end - 1, max(sentence.end, end), alignment_mode="expand")
    for token in rest[1:8]:
        if token.dep_ in ("nsubj", "nsubjpass"):
            return token
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound":
            return token
        if token.pos_ not in ("DET", "ADJ", "PRON", "NOUN", "PROPN", "NUM", "PART"):
            return None
    return None


def _event(parsed: ParsedArticle, found: list, ready: list[str], k: int) -> int | None:
    """Return the expression that dates what the noun at the end of expression ``k`` tells of.

    Where one says that it began, that one comes first: the first day of the
    protests is the day on which they began.
    """
    noun = _token(parsed, found[k][2] - 1)
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma, begins, others = noun.lemma_.lower(), [], []
    for j, (_, core, _, _) in enumerate(found[:k]):
        if forms.precision(ready[j]) not in _FINENESS[:3] or dates_saying(parsed, core):
            continue
        verb = governing_verb(_token(parsed, core))
        told = {t.lemma_.lower() for t in (verb.subtree if verb is not None else ())}
        if lemma in told:
            starts = verb.lemma_.lower() in lexicons.words("date_context", kind="begin")
            (begins if starts else others).append(j)
    return next(iter(begins[::-1] + others[::-1]), None)


def _clock(parsed: ParsedArticle, found: list, k: int) -> str:
    """A time of day belongs to the day named in its sentence, else in focus, else today."""
    home = parsed.sentence_at(found[k][0]).sentence_id
    near = [
        j
        for j, (start, _, _, form) in enumerate(found)
        if j != k
        and parsed.sentence_at(start).sentence_id == home
        and forms.precision(form) == "day"
        and not form.endswith("clock")
    ]
    if near:
        best = min(near, key=lambda j: (abs(found[j][0] - found[k][2]), j))
        return "@" + _id(parsed, found[best]) + " day+0"
    return "pub day+0 clock"
