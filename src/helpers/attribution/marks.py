"""Attributions that a colon or a dash makes: "POLICE: Three dead", "..." — A Name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import zip_longest

from helpers.attribution.candidate import Candidate
from helpers.attribution.sources import can_speak
from helpers.attribution.words import Words

_NAME = r"[A-Z][\w.’'-]*(?:[ \u00a0]+(?:[A-Z][\w.’'-]*|of|the|al-\w+)){0,5}"
_COLON = re.compile(rf"^\W{{0,2}}({_NAME})[ \u00a0]?(:)[ \u00a0]+(\S[^\n]*)", re.MULTILINE)
_DASH = re.compile(
    rf"[”\"'][ \u00a0]*([―—–]|--)[ \u00a0]*({_NAME})[ \u00a0]*\.?[ \u00a0]*$", re.MULTILINE
)
_SIGNED = re.compile(
    r"^\W{0,2}(\S[^\n]{12,160}?)[ \u00a0]?(:|[―—–]|--?)[ \u00a0]+"
    r"([A-Za-z][\w.’'-]*(?:[ \u00a0]+[\w.’'-]+){0,3})\W{0,2}$",
    re.MULTILINE,
)
_MAX_NAME = 60
_MIN_BODY = 3
_CLAUSAL = frozenset({"VBD", "VBZ", "VBP", "MD", "VB", "CD"})


def mark_candidates(words: Words) -> Iterator[Candidate]:
    """Yield what stands behind "Name:" on a line, and quotations signed with a dash.

    In a transcript (names in capitals) a speech runs to the next name.

    Parameters
    ----------
    words : Words
        The article.

    Yields
    ------
    Candidate
        With the frame ``colon``, ``transcript`` or ``dash``.
    """
    text = words.text
    found = [m for m in _COLON.finditer(text) if m.end(1) - m.start(1) <= _MAX_NAME]
    for match, following in zip_longest(found, found[1:]):
        speech = match.group(1).isupper() and len(found) > 2
        if match.group(1).isupper() and not speech:
            continue
        end = match.end(3)
        if speech and following is not None and following.group(1).isupper():
            end = following.start()
        made = _signed(
            words,
            match.span(1),
            match.span(2),
            (match.start(3), end),
            "transcript" if speech else "colon",
        )
        if made is not None:
            yield made
    for match in _DASH.finditer(text):
        behind = match.start() + 1
        quotation = next((q for q in words.quotations if q.start < behind <= q.end), None)
        start = quotation.start if quotation else text.rfind("\n", 0, match.start()) + 1
        made = _signed(words, match.span(2), match.span(1), (start, behind), "dash")
        if made is not None:
            yield made


def headline_candidates(words: Words) -> Iterator[Candidate]:
    """Yield headlines that end in their source: "12 dead in blast: police", "... – UN".

    Parameters
    ----------
    words : Words
        The article.

    Yields
    ------
    Candidate
        With the frame ``signed``.
    """
    for match in _SIGNED.finditer(words.text):
        name = words.within(*match.span(3))
        body = words.within(*match.span(1))
        if not name or len(body) < _MIN_BODY or not can_speak(words, name[-1]):
            continue
        if any(words.tag[k] in _CLAUSAL or words.lower[k] == "." for k in name):
            continue
        if any(words.tag[k][0] == "V" or words.tag[k] == "CD" for k in body):
            made = _signed(words, match.span(3), match.span(2), match.span(1), "signed")
            if made is not None:
                yield made


def _signed(
    words: Words, name: tuple[int, int], mark: tuple[int, int], span: tuple[int, int], frame: str
) -> Candidate | None:
    cue = bisect_left(words.start, mark[0])
    last = bisect_left(words.start, name[1]) - 1
    start, end = words.trim(*span)
    if cue >= len(words.start) or last < 0 or start >= end:
        return None
    if words.tag[last][:2] == "VB" or words.entity[last] in ("DATE", "TIME", "GPE", "LOC"):
        return None
    if frame == "colon" and words.sentence[cue] and not can_speak(words, last):
        return None
    return Candidate(cue, cue, cue, last, *name, start, end, frame, "mark")
