"""Lines that are not the story itself, told by the words that mark them."""

from __future__ import annotations

import re
from functools import cache

from helpers import lexicons

LONGEST = 400
"""Characters of the longest line that is taken for anything but the story."""


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Return what finds the words of one kind in a line."""
    forms = {"begins": r"\A\W{{0,3}}{}(?!\w)", "ends": r"{}\W{{0,3}}\Z", "holds": "{}"}
    found = (
        forms[row["where"]].format(re.escape(row["words"]))
        for row in lexicons.read("line_cues")
        if row["kind"] == kind
    )
    return re.compile("|".join(found), re.IGNORECASE)


def has_cue(line: str, kind: str) -> bool:
    """Whether a line has words that mark it.

    Parameters
    ----------
    line : str
        A line or paragraph.
    kind : str
        A kind of ``line_cues.csv``: ``related``, ``caption``, ``invite`` or ``stub``.

    Returns
    -------
    bool
        False for a line longer than :data:`LONGEST`, which no outlet writes round a story.
    """
    line = line.strip()
    return 0 < len(line) <= LONGEST and bool(_pattern(kind).search(line))
