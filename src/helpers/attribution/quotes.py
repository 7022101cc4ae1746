"""Direct speech: which quotations go with which cue, and how far they run."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from helpers.attribution.candidate import Candidate
from helpers.attribution.cues import PLAIN_SAYING, kinds
from helpers.attribution.sources import nearby_source, source_of, source_span
from helpers.attribution.words import Words

MIN_SPEECH_WORDS = 4
_GAP = 14
_ENDERS = ".!?…"
_SPOKEN = frozenset({"say", "accuse", "deny", "ask", "judge", "label"})


def is_speech(words: Words, number: int) -> bool:
    """Whether a quotation is speech rather than a word or name in quotation marks."""
    q = words.quotations[number]
    inner = words.text[q.start : q.end].strip("\"'“”‘’„«»` ")
    return len(inner.split()) >= MIN_SPEECH_WORDS or inner[-1:] in _ENDERS + ",—–-"


def ends_sentence(words: Words, number: int) -> bool:
    """Whether a quotation ends where a sentence ends, so that no cue follows in it."""
    q = words.quotations[number]
    inner = words.text[q.start : q.end].rstrip("\"'“”‘’„«»` )")
    behind = words.text[q.end : q.end + 1]
    return inner[-1:] in _ENDERS and not behind.isalnum() or behind[:1] in ".!?"


def quote_candidates(words: Words) -> Iterator[Candidate]:
    """Yield quotations that stand right beside a reporting verb.

    The parse often fails on them, since a quotation of several sentences is no
    clause; their neighbourhood tells more.

    Parameters
    ----------
    words : Words
        The article.

    Yields
    ------
    Candidate
        With the frame ``quote-before`` or ``quote-after``, in the order of the
        quotations.
    """
    for number, quotation in enumerate(words.quotations):
        if not is_speech(words, number):
            continue
        first = bisect_left(words.start, quotation.start)
        behind = bisect_left(words.start, quotation.end)
        ahead = _verb_ahead(words, first)
        led_in = ahead is not None and words.lower[_back(words, first)] in (":", ",")
        after = None if led_in and ends_sentence(words, number) else _verb_behind(
            words, number, behind
        )
        for frame, verb in (("quote-before", after), ("quote-after", ahead)):
            if verb is None:
                continue
            source = source_of(words, verb)
            if source is None or words.quoted[source] == number:
                source = nearby_source(words, verb, frame == "quote-before")
            where = source_span(words, source, verb) if source is not None else (None, None)
            yield Candidate(
                verb, verb, verb, source, *where, quotation.start, quotation.end, frame, "verb"
            )


def _is_cue(words: Words, word: int) -> bool:
    tag = words.tag[word]
    return (tag.startswith("VB") or words.lower[word] in ("said", "says")) and words.lemma[
        word
    ] in kinds("reporting_verbs")


def _verb_behind(words: Words, number: int, behind: int) -> int | None:
    """Return the verb of "...," X said / said X, just behind a quotation."""
    if ends_sentence(words, number) and _new_sentence(words, behind):
        return None
    limit = min(behind + _GAP + 6, len(words.start))
    for i in range(behind, limit):
        if words.quoted[i] >= 0 or words.lower[i] in (".", "!", "?", ";") or "\n" in words.lower[i]:
            return None
        if _is_cue(words, i):
            own = words.child(i, "ccomp")
            if own is not None and own > i and ends_sentence(words, number):
                return None
            plain = words.lemma[i] in PLAIN_SAYING or words.tag[i] not in ("VBN", "VBG")
            return i if plain and words.dep[i] not in ("relcl", "acl") else None
    return None


def _new_sentence(words: Words, word: int) -> bool:
    """Whether a sentence of its own begins at ``word``."""
    if word >= len(words.start) or words.lower[word].isspace():
        return True
    if "\n" in words.text[words.end[word - 1] : words.start[word]]:
        return True
    capital = words.text[words.start[word]].isupper()
    sorts = kinds("reporting_verbs").get("".join(words.lemma[word + 1 : word + 2]), ())
    closes = words.lower[word + 2 : word + 3] in ([], ["."], [","])
    reporting = bool({"say", "ask"} & set(sorts)) and closes
    return capital and not reporting and words.sentence[word] != words.sentence[word - 1]


def _verb_ahead(words: Words, first: int) -> int | None:
    """Return the verb of X said: "...", just before a quotation.

    Between the two there may be when, where and to whom it was said, but no other
    verb, unless a colon or comma right before the quotation points to it.
    """
    colon = first > 0 and words.lower[_back(words, first)] in (":", ",")
    for i in range(first - 1, max(first - 1 - _GAP, -1), -1):
        if words.quoted[i] >= 0 or words.lower[i] in (".", "!", "?", ";"):
            return None
        if "\n" in words.lower[i] and not colon:
            return None
        if _is_cue(words, i):
            return i
        if words.tag[i] in ("VBD", "VBZ", "VBP", "MD") and not colon:
            return None
    return None


def _back(words: Words, word: int) -> int:
    word -= 1
    while word > 0 and words.lower[word].isspace():
        word -= 1
    return word


def run_on(words: Words, found: Candidate, claims: dict[int, int]) -> Candidate:
    """Lengthen direct speech to the whole of what the speaker says there.

    A quotation is taken whole, with the quotations that follow in the same breath:
    the other half of a split sentence, and the next sentence or paragraph that
    begins with a quotation, as long as no other cue claims it.

    Parameters
    ----------
    words : Words
        The article.
    found : Candidate
        Whose content may touch quotations.
    claims : dict
        The cue that stands beside a quotation, by the quotation's number.

    Returns
    -------
    Candidate
        The same, or longer.
    """
    if found.frame == "adverb" or words.quoted[found.cue] >= 0:
        return found
    quotations = words.quotations
    first = bisect_right(words.quotation_starts, found.start) - 1
    first = first if first >= 0 and quotations[first].end > found.start else first + 1
    behind = bisect_left(words.quotation_starts, found.end)
    touched = [k for k in range(first, behind) if is_speech(words, k)]
    start, end = found.start, found.end
    if not touched:
        following = _quotation_behind(words, found)
        if following is None or following in claims or not ends_sentence(words, following):
            return found
        touched, end = [following], words.quotations[following].end
    for k in touched:
        start, end = _take_whole(words, found, k, start, end)
    last = touched[-1]
    if not _reaches_sentence_end(words, found, last):
        return replace(found, start=start, end=end)
    for k in range(last + 1, len(quotations)):
        if claims.get(k, found.cue) != found.cue or not is_speech(words, k):
            break
        if claims.get(k) != found.cue and not _follows(words, k - 1, k, found):
            break
        end = max(end, _speech_end(words, k))
    return replace(found, start=start, end=end)


def _quotation_behind(words: Words, found: Candidate) -> int | None:
    """Return the speech that begins right behind the sentence that a cue governs.

    "The bridge had been unsafe, Khan said. "We knew it."": Khan says both.
    """
    sorts = kinds("reporting_verbs").get(words.lemma[found.cue], ())
    governs = found.frame == "tail" or words.dep[found.cue] == "ROOT"
    if found.part != "verb" or not governs or not _SPOKEN & set(sorts[:1]):
        return None
    end = words.end[words.bounds[words.sentence[found.cue]][1] - 1]
    k = bisect_left(words.quotation_starts, max(end, found.end))
    if k == len(words.quotations) or not is_speech(words, k):
        return None
    gap = words.text[end : words.quotations[k].start]
    return k if not gap.strip() and "\n" not in gap and end >= found.end else None


def _take_whole(
    words: Words, found: Candidate, number: int, start: int, end: int
) -> tuple[int, int]:
    q = words.quotations[number]
    cue_start = words.start[found.cue]
    if q.start < start and (found.end <= cue_start or q.start > cue_start):
        start = q.start
    if q.end > end and (found.start > cue_start or q.end <= cue_start):
        end = q.end
    return start, end


def _reaches_sentence_end(words: Words, found: Candidate, last: int) -> bool:
    """Whether nothing but the cue's clause stands between the speech and the next."""
    q = words.quotations[last]
    return q.end < words.start[found.cue] or ends_sentence(words, last) or not q.closed


def _speech_end(words: Words, number: int) -> int:
    """Return where speech that begins with a quotation ends: its sentence's end."""
    q = words.quotations[number]
    if ends_sentence(words, number) or not q.closed:
        return q.end
    behind = bisect_left(words.start, q.end)
    if behind >= len(words.start):
        return q.end
    return words.end[words.bounds[words.sentence[behind - 1]][1] - 1]


def _follows(words: Words, before: int, after: int, found: Candidate) -> bool:
    """Whether a quotation begins a sentence right behind another or behind its cue."""
    a, b = words.quotations[before], words.quotations[after]
    cue_end = words.end[found.cue_last]
    between = a.end
    if a.end <= cue_end < b.start:
        sentence = words.sentence[found.cue]
        between = max(words.end[words.bounds[sentence][1] - 1], cue_end)
    elif not ends_sentence(words, before) and a.closed:
        between = _speech_end(words, before)
    return between <= b.start and not words.text[between : b.start].strip(" \n\t\r\u00a0.")
