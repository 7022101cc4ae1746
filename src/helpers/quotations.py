"""What stands between quotation marks, whatever their shape and however many are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPENING, CLOSING, EITHER = "opening", "closing", "either"

_LOST = "\ufffd"
"""What stands where a closing mark's bytes were lost."""
_DOUBLE = re.compile(rf"[“”„«»\"]|''(?!s\b)|``|(?<=[.,!?…\w]){_LOST}(?!\w)")
_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s)")
_SINGLE_OPENING = re.compile(r"(?<![\w.,!?’'])[‘'](?=[\w¿¡$£€])")
_SINGLE_CLOSING = re.compile(r"(?<=[\w.,!?…)\]])[’'](?!\w)")
_MIN_SINGLE_WORDS = 4
_LONG = 400


@dataclass(frozen=True)
class Quotation:
    """A stretch in quotation marks.

    Attributes
    ----------
    start, end : int
        Offsets, the marks included.
    closed : bool
        Whether a closing mark was found.
    continues : bool
        Whether it takes up an unclosed quotation before it.
    """

    start: int
    end: int
    closed: bool = True
    continues: bool = False


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Find all quotations of a text.

    Straight, curly, doubled-single and angled marks are read; single marks only
    where they frame several words. A paragraph that opens a quotation and does
    not close it is quoted to its end, and when the next paragraph opens one too,
    that one continues it (the printers' rule for long quotations). A closing mark
    without an opening one quotes from the start of its line. An odd mark never
    reaches into other paragraphs.

    Parameters
    ----------
    text : str
        The article.

    Returns
    -------
    tuple of Quotation
        In order, without overlap.
    """
    found: list[Quotation] = []
    lines = list(_lines(text))
    for line_start, line_end in lines:
        in_line = list(_double_quoted(text, line_start, line_end))
        in_line += _single_quoted(text, line_start, line_end, in_line)
        in_line.sort(key=lambda q: q.start)
        if in_line and found and _takes_up(text, found[-1], in_line[0], line_start):
            first = in_line[0]
            in_line[0] = Quotation(first.start, first.end, first.closed, continues=True)
        found.extend(in_line)
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield paragraphs: lines, save that a wrapped quotation holds lines together."""
    start = end = None
    for match in _LINE.finditer(text):
        if not match.group().strip():
            continue
        if start is not None and _wraps(text, start, end, match):
            end = match.end()
            continue
        if start is not None:
            yield start, end
        start, end = match.start(), match.end()
    if start is not None:
        yield start, end


def _wraps(text: str, start: int, end: int, following: re.Match[str]) -> bool:
    """Whether an open quotation runs on over a mere line break."""
    if text[end : following.start()].count("\n") > 1:
        return False
    before = text[start:end].rstrip()
    if before[-1:] in '.!?”"' or not following.group().lstrip()[:1].islower():
        return False
    marks = len(_DOUBLE.findall(before))
    return marks % 2 == 1 and bool(_DOUBLE.search(following.group()))


def _takes_up(text: str, last: Quotation, first: Quotation, line_start: int) -> bool:
    if last.closed or text[line_start : first.start].strip():
        return False
    return not text[last.end : line_start].strip()


def _direction(text: str, start: int, end: int, line_start: int, line_end: int) -> str:
    mark = text[start:end]
    before = text[start - 1] if start > line_start else " "
    after = text[end] if end < line_end else " "
    # Some sites print opening or closing marks on both sides.
    if mark in ("“", "„", "«", "``"):
        return CLOSING if before in ".,!?…" and after.isspace() else OPENING
    if mark == _LOST:
        return CLOSING
    if mark in ("”", "»"):
        return OPENING if before.isspace() and after.isalnum() else CLOSING
    if (before.isspace() or before in "([—–-/") and not after.isspace():
        return OPENING
    if not before.isspace() and (after.isspace() or not after.isalnum()):
        return CLOSING
    return EITHER


def _double_quoted(text: str, line_start: int, line_end: int) -> Iterator[Quotation]:
    opened: int | None = None
    continues = False
    last_end = line_start
    for match in _DOUBLE.finditer(text, line_start, line_end):
        side = _direction(text, match.start(), match.end(), line_start, line_end)
        if side == EITHER:
            side = OPENING if opened is None else CLOSING
        if side == OPENING:
            if opened is not None:
                end = _last_sentence_end(text, opened, match.start())
                if end is not None:
                    yield Quotation(opened, end, False, continues)
                # Where line breaks were lost, paragraphs of one quotation follow each other.
                continues = end is not None and not text[end : match.start()].strip()
            opened = match.start()
        elif opened is not None:
            yield Quotation(opened, match.end(), True, continues)
            opened, last_end, continues = None, match.end(), False
        elif match.group() == _LOST:
            continue
        elif last_end == line_start and text[line_start : match.start()].strip():
            # The opening mark is lost; in a long line it stood at this sentence's start.
            start = _last_sentence_end(text, line_start, match.start() - 1) or line_start
            start = start if match.start() - line_start > _LONG else line_start
            start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip())
            yield Quotation(start, match.end())
            last_end = match.end()
    if opened is not None:
        end = line_start + len(text[line_start:line_end].rstrip())
        yield Quotation(opened, end, False, continues)


def _last_sentence_end(text: str, start: int, end: int) -> int | None:
    ends = [m.end() for m in _SENTENCE_END.finditer(text, start, end)]
    return ends[-1] if ends else None


def _single_quoted(
    text: str, line_start: int, line_end: int, taken: list[Quotation]
) -> list[Quotation]:
    """Read single marks as quotations where a plausible pair frames several words."""
    found, position = [], line_start
    while match := _SINGLE_OPENING.search(text, position, line_end):
        position = match.end()
        if any(q.start <= match.start() < q.end for q in taken):
            continue
        limit = min((q.start for q in taken if q.start > position), default=line_end)
        closing = _single_end(text, position, limit)
        if closing and len(text[position:closing].split()) >= _MIN_SINGLE_WORDS:
            found.append(Quotation(match.start(), closing))
            position = closing
    return found


def _single_end(text: str, start: int, limit: int) -> int | None:
    """Return where a single-marked quotation closes.

    A mark behind a stop or comma is sure; one behind a plural's s may be an
    apostrophe, so it counts only where nothing better follows before the next
    opening mark.
    """
    following = _SINGLE_OPENING.search(text, start, limit)
    weak = None
    for match in _SINGLE_CLOSING.finditer(text, start, following.start() if following else limit):
        before = text[match.start() - 1]
        if before in ".,!?…":
            return match.end()
        if before != "s" and weak is None:
            weak = match.end()
    return weak
