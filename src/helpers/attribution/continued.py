"""Reports that go on in a sentence without a cue of its own.

"The prefect said that gunmen had crossed the river. They had shot four herders.", "The
fund counted 30 deaths. Another nine people were missing.": grammar alone tells that the
later sentence is the same source's. Two marks are sure enough: the tense, moved back
once more than the article's own voice would, and words that take up the source's number.
"""

from __future__ import annotations

from collections.abc import Sequence

from helpers.attribution.stances import ASSERTING
from helpers.attribution.words import Words
from helpers.ids import stable_id

Statement = dict[str, object]

CONTINUED = "continued"
"""The manner of what a speaker goes on to say without a cue."""

_REACH = 3
"""Sentences back that words may take up a number."""
_TELLING = ASSERTING - {"think", "feel", "promise", "label"}
_OPENERS = frozenset({"and", "but", "also", "meanwhile", "however", ","})
_THESE = frozenset({"these", "those", "them", "the"})
_REST = frozenset({"others", "rest", "remainder", "remaining"})
_PARTS = frozenset(
    {
        "half",
        "most",
        "many",
        "some",
        "third",
        "thirds",
        "quarter",
        "quarters",
        "all",
        "none",
        "majority",
    }
)


def go_on(words: Words, article_id: str, rows: Sequence[Statement]) -> list[Statement]:
    """Return the statements that sentences without a cue go on with.

    Parameters
    ----------
    words : Words
        The article.
    article_id : str
        The article.
    rows : sequence of dict
        Its statements with a cue.

    Returns
    -------
    list of dict
        Rows of ``statements`` with the manner ``continued``; speaker and cue are those
        of the statement that goes on.
    """
    told: dict[int, list[Statement]] = {}
    for row in rows:
        if row["kind"] in _TELLING and row["speaker_text"]:
            cue = words.within(int(row["cue_start"]), int(row["cue_end"]))
            if cue:
                told.setdefault(words.sentence[cue[0]], []).append(row)
    found: list[Statement] = []
    for k in range(1, len(words.bounds)):
        if k in told or _begins_paragraph(words, k) or words.quoted[words.bounds[k][0]] >= 0:
            continue
        source = _number_taken_up(words, k, told) or _report_before(words, k, told)
        if source is not None:
            row = _continued(words, article_id, k, source)
            told[k] = [row]
            found.append(row)
    return found


def _begins_paragraph(words: Words, sentence: int) -> bool:
    first = words.bounds[sentence][0]
    return "\n" in words.text[words.start[first - 1] : words.start[first]]


def _number_taken_up(
    words: Words, sentence: int, told: dict[int, list[Statement]]
) -> Statement | None:
    """Return the statement whose number a sentence takes up, if it opens by doing so."""
    if not _takes_up(words, sentence):
        return None
    for k in range(sentence - 1, max(sentence - 1 - _REACH, -1), -1):
        numbers = [i for i in range(*words.bounds[k]) if _is_number(words, i)]
        if numbers:
            at = words.start[numbers[-1]]
            holding = [r for r in told.get(k, ()) if r["start"] <= at < r["end"]]
            return min(holding, key=lambda r: r["end"] - r["start"], default=None)
        if _begins_paragraph(words, k):
            return None
    return None


def _is_number(words: Words, word: int) -> bool:
    return words.tag[word] == "CD" and words.entity[word] not in ("DATE", "TIME", "MONEY")


def _takes_up(words: Words, sentence: int) -> bool:
    """Whether a sentence opens with another number, or a part of one told before."""
    first, behind = words.bounds[sentence]
    while first < behind and words.lower[first] in _OPENERS:
        first += 1
    opening = words.lower[first : first + 6]
    if len(opening) < 4:
        return False
    counted = any(_is_number(words, i) for i in range(first, min(first + 4, behind)))
    if opening[0] == "another" or opening[:2] == ["a", "further"]:
        return counted
    if opening[0] in ("of", "among"):
        return opening[1] in _THESE and (opening[0] == "among" or counted or opening[1] != "the")
    if opening[0] == "the" and opening[1] in _REST:
        return True
    part = opening.index("of") if "of" in opening[1:5] else 0
    named = counted or not _PARTS.isdisjoint(opening[:part])
    return part > 0 and named and opening[part + 1 : part + 2] in (["these"], ["those"], ["them"])


def _report_before(
    words: Words, sentence: int, told: dict[int, list[Statement]]
) -> Statement | None:
    """Return the report that a sentence in the past perfect goes on with.

    What is reported must stand in the past perfect too, so that the tense goes back
    with it; a sentence that names its own time may be the article's background.
    """
    first, behind = words.bounds[sentence]
    verb = next((i for i in range(first, behind) if words.dep[i] == "ROOT"), first)
    dated = any(words.entity[i] == "DATE" for i in range(first, behind))
    if dated or not _goes_back(words, verb) or words.tag[first] in ("IN", "RB", "WRB"):
        return None
    for row in told.get(sentence - 1, ()):
        content = words.within(int(row["start"]), int(row["end"]))
        cue = words.within(int(row["cue_start"]), int(row["cue_end"]))
        past = any(words.tag[i] == "VBD" for i in cue)
        if past and any(_goes_back(words, i) for i in content if words.dep[i] in _CLAUSES):
            return row
    return None


_CLAUSES = ("ccomp", "ROOT", "conj")


def _goes_back(words: Words, verb: int) -> bool:
    helpers = {words.lower[k] for k in words.children(verb, "aux")}
    return words.tag[verb] in ("VBN", "VBD") and "had" in helpers


def _continued(words: Words, article_id: str, sentence: int, source: Statement) -> Statement:
    first, behind = words.bounds[sentence]
    start, end = words.trim(words.start[first], words.end[behind - 1])
    return {
        **source,
        "statement_id": stable_id("statement", article_id, source["cue_start"], start, end),
        "kind": "say",
        "manner": CONTINUED,
        "stance": "asserted",
        "start": start,
        "end": end,
        "text": words.text[start:end],
    }
