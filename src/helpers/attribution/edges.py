"""Reporting clauses at the end of a sentence, read from its surface.

"Seven were hurt when a bomb went off among people queuing for fuel, police said": the
parse of long news sentences often goes astray just there, and the comma does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from helpers.attribution.candidate import Candidate, make
from helpers.attribution.cues import PARTING, PLAIN_SAYING
from helpers.attribution.sources import can_speak, nearby_source
from helpers.attribution.words import Words
from helpers.language import dateline_end

_ALWAYS = frozenset({"said", "says", "heard", "told", "reported", "added"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_REACH = 16
_MIN_WORDS = 3
_COORDINATE = re.compile(r"[\s,\"”’']*\b(and|but) that\b")
_CAPITALS = re.compile(r"(?<!\S)(?=[A-Z]{2})")
_HEADLINE = 90
"""Characters of a headline that may have run into a dateline behind it."""
_CLOCK = re.compile(
    r".{0,120}?\b\d{1,2}:\d\d(?::\d\d)? ?(?:[AaPp]\.?[Mm]\b\.?)?"
    r"(?: ?(?:[A-Z]{2,4}\b))?\s+(?=[A-Z])"
)


def edge_candidates(words: Words) -> Iterator[Candidate]:
    """Yield sentences that end in ", X said" or ", said X".

    Parameters
    ----------
    words : Words
        The article.

    Yields
    ------
    Candidate
        With the frame ``tail``.
    """
    for i, lower in enumerate(words.lower):
        sure = lower in _ALWAYS
        if not sure and (words.lemma[i] not in PLAIN_SAYING or words.tag[i] not in _FINITE):
            continue
        if words.quoted[i] >= 0:
            continue
        found = _clause(words, i)
        if found is not None:
            left, source = found
            span = _sentence_before(words, i, left)
            if span is not None:
                if _fenced(words, i):
                    span = span[0], words.end[words.bounds[words.sentence[i]][1] - 1]
                yield from make(words, i, "tail", span, source)


def middle_candidates(words: Words) -> Iterator[Candidate]:
    """Yield sentences that ", said X," interrupts behind their subject.

    "The guards, said witnesses who hid nearby, shot two men": the parse takes the
    guards for those who say it.

    Parameters
    ----------
    words : Words
        The article.

    Yields
    ------
    Candidate
        With the frame ``middle``.
    """
    for i, lower in enumerate(words.lower):
        if lower not in ("said", "says") or words.quoted[i] >= 0 or not _breaks(words, i - 1):
            continue
        low, high = words.bounds[words.sentence[i]]
        subject = words.child(i, "nsubj", "nsubjpass")
        source = words.child(i, "dobj")
        source = nearby_source(words, i, True) if source is None else source
        if subject is None or source is None or subject > i or source < i:
            continue
        right = words.subtree(source)[1]
        near = range(source + 1, min(right + 3, high))
        comma = next((k for k in near if _breaks(words, k)), None)
        verb = any(words.tag[k] in _FINITE for k in range(comma or high, high))
        if comma is not None and verb and can_speak(words, source):
            yield from make(words, i, "middle", (words.start[low], words.end[high - 1]), source)


def _clause(words: Words, verb: int) -> tuple[int, int] | None:
    """Return first word and source of a reporting clause that ends its sentence."""
    high = words.bounds[words.sentence[verb]][1]
    behind = [k for k in range(verb + 1, high) if words.dep[k] != "punct"]
    if _fenced(words, verb):
        behind = []
    if len(behind) > _REACH or any(
        words.tag[k] in _FINITE or words.quoted[k] >= 0 or words.lower[k] == "that" for k in behind
    ):
        return None
    if words.lemma[verb] != "tell" and words.child(verb, "dobj", "xcomp") in behind:
        return None
    subject = words.child(verb, "nsubj")
    if subject is not None and subject < verb:
        left = words.subtree(subject)[0]
        if _breaks(words, left - 1):
            return left, subject
    if subject is not None and subject > verb or _breaks(words, verb - 1):
        source = subject if subject is not None else nearby_source(words, verb, True)
        inverted = source is not None and source > verb and _breaks(words, verb - 1)
        return (verb, source) if inverted else None
    return _before_comma(words, verb)


def _fenced(words: Words, verb: int) -> bool:
    """Whether a comma and "and" follow the verb: "two died, X said, and six were hurt"."""
    return words.lower[verb + 1 : verb + 3] in ([",", "and"], [",", "but"])


def _breaks(words: Words, word: int) -> bool:
    return word >= 0 and words.lower[word] == ","


def _before_comma(words: Words, verb: int) -> tuple[int, int] | None:
    """Return the noun phrase between the last comma and the verb."""
    low = words.bounds[words.sentence[verb]][0]
    for k in range(verb - 1, max(low, verb - _REACH) - 1, -1):
        if words.tag[k] in _FINITE or words.quoted[k] >= 0 or words.lower[k] in PARTING:
            return None
        if _breaks(words, k):
            nouns = [n for n in range(k + 1, verb) if words.tag[n][:2] in ("NN", "PR")]
            heads = [n for n in nouns if n + 1 not in nouns]
            return (k + 1, heads[0]) if heads else None
    return None


def _sentence_before(words: Words, verb: int, left: int) -> tuple[int, int] | None:
    """Return the content: the sentence so far, from the last semicolon or other cue on."""
    low = words.bounds[words.sentence[verb]][0]
    parsed = words.child(verb, "ccomp")
    own = words.subtree(parsed)[0] if parsed is not None and parsed < verb else None
    for k in range(low, left):
        cue = words.lemma[k] in PLAIN_SAYING and words.tag[k] in _FINITE
        if words.lower[k] == ";":
            low = k + 1
        elif cue and own is not None and k < own:
            low = own
    inside = range(low, left - 1)
    if len(inside) < _MIN_WORDS or words.quoted[left - 2] >= 0:
        return None
    if not any(words.tag[k].startswith("VB") for k in inside):
        return None
    return words.start[low], words.end[left - 2]


def without_dateline(text: str, start: int, end: int) -> int:
    """Return where content begins behind a headline and dateline that ran into it.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        The content.

    Returns
    -------
    int
        ``start``, or the offset behind "CITY, Country (AGENCY) --" or a time of day.
    """
    for found in _CAPITALS.finditer(text, start, min(start + _HEADLINE, end)):
        behind = dateline_end(text, found.start(), end)
        if behind > found.start():
            return behind
    match = _CLOCK.match(text, start, end)
    return match.end() if match and match.end() < end else start


def with_coordinate(words: Words, found: Candidate) -> Candidate:
    """Lengthen "said that A" by ", and that B", which many a parse leaves out.

    Parameters
    ----------
    words : Words
        The article.
    found : Candidate
        The attribution.

    Returns
    -------
    Candidate
        The same, or with its content up to the sentence's end.
    """
    if found.frame not in ("ccomp", "quote-after"):
        return found
    match = _COORDINATE.match(words.text, found.end)
    if match is None:
        return found
    behind = words.within(match.start(1), match.end())
    if not behind:
        return found
    last = words.bounds[words.sentence[behind[0]]][1] - 1
    return replace(found, end=words.trim(found.start, words.end[last])[1])
