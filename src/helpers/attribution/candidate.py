"""A place where an article may say that somebody said something."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.attribution.sources import source_span
from helpers.attribution.words import Words


@dataclass(frozen=True)
class Candidate:
    """Something that may be an attribution.

    Attributes
    ----------
    cue : int
        The word that decides it.
    cue_first, cue_last : int
        First and last word of the cue.
    source : int or None
        Head word of the source.
    source_start, source_end : int or None
        Offsets of the source.
    start, end : int
        Offsets of the content.
    frame : str
        How the content hangs on the cue: ``ccomp``, ``dobj``, ``quote-before``, ...
    part : str
        Part of speech of the cue: ``verb``, ``noun``, ``adjective``, ``phrase``, ``mark``.
    content : int or None
        Head word of the content, where grammar gives one.
    """

    cue: int
    cue_first: int
    cue_last: int
    source: int | None
    source_start: int | None
    source_end: int | None
    start: int
    end: int
    frame: str
    part: str
    content: int | None = None


def make(
    words: Words,
    cue: int,
    frame: str,
    span: tuple[int, int],
    source: int | None,
    part: str = "verb",
    content: int | None = None,
    cue_words: tuple[int, int] | None = None,
) -> list[Candidate]:
    """Make a candidate, with loose marks cut off its content.

    Parameters
    ----------
    words : Words
        The article.
    cue : int
        The word that decides it.
    frame : str
        See :class:`Candidate`.
    span : (int, int)
        Offsets of the content.
    source : int or None
        Head word of the source.
    part : str
        Part of speech of the cue.
    content : int, optional
        Head word of the content.
    cue_words : (int, int), optional
        First and last word of the cue, if it is more than one.

    Returns
    -------
    list of Candidate
        The candidate, or nothing where no content is left.
    """
    start, end = words.trim(*span)
    if start >= end:
        return []
    first, last = cue_words or (cue, cue)
    where = source_span(words, source, cue) if source is not None else (None, None)
    return [Candidate(cue, first, last, source, *where, start, end, frame, part, content)]
