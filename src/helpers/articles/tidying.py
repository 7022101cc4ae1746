"""Text broken into lines by a printer or a mail program, made whole again."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import quantiles

NARROWEST, WIDEST = 30, 100
"""Characters of a column of text."""
_FEWEST = 5
"""Full lines from which a text is taken to be broken by width."""
_ENDS = re.compile(r"[.!?…:][\"'”’)\]]*\s*$")
_HYPHEN = re.compile(r"(?P<a>[^\W\d_]{2,})[-\u2010\u00ad]$")
_BEGINS = re.compile(r"\s*(?P<b>[a-zß-öø-ÿ]{2,})")
_LISTED = re.compile(r"\s*(?:[-*•·–—>|]|\d{1,3}[.)])\s")
_COMPOUND = frozenset(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty",
     "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "anti", "non", "self",
     "well", "ex", "half", "mid", "pro", "all", "so", "long", "high", "low", "left", "right",
     "north", "south", "semi", "quasi", "post", "cross", "then", "al", "part", "full", "year"),
)  # fmt: skip
"""Words that keep the hyphen behind them."""


def unwrapped(text: str) -> tuple[str, str]:
    """Join lines that were broken by width alone, and words broken at their ends.

    Only where the text is plainly broken so: most lines that go on are about as
    long as the longest, and few of them end a sentence. A line end within a
    paragraph becomes a space, so that nothing else moves; a hyphen at a line's end
    goes unless the compound stands elsewhere in the text or its first half takes
    hyphens ("two-year").

    Parameters
    ----------
    text : str
        With line feeds.

    Returns
    -------
    (str, str)
        The text, and what was done in words; unchanged and empty where nothing was.
    """
    lines = text.split("\n")
    width = _width(lines)
    if width is None:
        return text, ""
    joined, mended = [lines[0]], 0
    for before, line in pairwise(lines):
        if not _goes_on(before, line, width):
            joined.append(line)
        else:
            joined[-1], was_broken = _joined(joined[-1], line, text)
            mended += was_broken
    if len(joined) == len(lines):
        return text, ""
    done = ["lines broken by width were joined"]
    if mended:
        done.append(f"{mended} {'word' if mended == 1 else 'words'} broken at line ends mended")
    return "\n".join(joined), "; ".join(done)


def _width(lines: list[str]) -> int | None:
    """Return how wide the column is, None where lines are paragraphs."""
    followed = [len(a) for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(followed) < _FEWEST:
        return None
    typical, widest = quantiles(followed, n=10)[4], max(followed)
    if not typical >= NARROWEST or widest > WIDEST + 20:
        return None
    full = [a for a, b in pairwise(lines) if b.strip() and len(a) >= 0.75 * typical]
    ended = sum(bool(_ENDS.search(line)) for line in full)
    return round(typical) if len(full) >= _FEWEST and ended <= 0.4 * len(full) else None


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether ``line`` goes on with the paragraph of the line before it."""
    if not before.strip() or not line.strip() or _LISTED.match(line) or line[:1] in " \t":
        return False
    room = len(line.split(maxsplit=1)[0]) + 1  # its first word would have fitted before it
    return len(before) + room > 0.85 * width or (line[:1].islower() and len(before) > 0.5 * width)


def _joined(before: str, line: str, text: str) -> tuple[str, bool]:
    """Return two lines as one, and whether a word was broken between them."""
    left, right = _HYPHEN.search(before), _BEGINS.match(line)
    if not left or not right:
        return f"{before} {line}", False
    first, second = left["a"], right["b"]
    if first.lower() in _COMPOUND or f"{first}-{second}" in text:
        return before + line.lstrip(), False
    return before[: left.end() - 1] + line.lstrip(), True
