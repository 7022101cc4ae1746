"""What the text of an article says of itself: its title, its author, its language."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_BYLINE = re.compile(r"(?:by|from)\s+(?:\S+\s*){1,6}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*(?=\s+[\"'“‘(]?[A-Z0-9])")
MAX_TITLE = 160
"""Characters of the longest title that is read from a text."""


def find_title(text: str, stated: str = "") -> str:
    """Find the title of an article in its text.

    Parameters
    ----------
    text : str
        The stored text.
    stated : str
        The words in it that state when it was published, which are no title.

    Returns
    -------
    str
        The first line, without the date before it and the full stop behind it;
        where that line is too long for a headline, its first sentence.
    """
    for line in text.splitlines():
        words = " ".join(line.split())
        if stated and words.startswith(stated):
            words = words[len(stated) :].strip(" -–—|:,.·•([])")
        if not any(c.isalpha() for c in words) or _BYLINE.fullmatch(words):
            continue
        if len(words) > MAX_TITLE and (end := _SENTENCE_END.search(words)):
            words = words[: end.end()]
        if len(words) > MAX_TITLE:
            words = words[:MAX_TITLE].rsplit(" ", 1)[0] + " …"
        return re.sub(r"(?<=[a-z0-9])(?<!\.[a-z])\.$", "", words)
    return ""


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def is_english(text: str) -> bool:
    """Whether a text is in English, as far as its words tell.

    A text too short to tell, such as a headline of names, passes: it is rejected
    only where another language is likelier than all others together.

    Parameters
    ----------
    text : str
        The article; its first 20,000 characters are looked at.

    Returns
    -------
    bool
        False where py3langid is sure of another language.
    """
    ranked = _identifier().rank(text[:20_000])
    language, probability = ranked[0]
    return language == "en" or probability < 0.5 or dict(ranked)["en"] > 0.1


_AUTHOR = re.compile(
    r"[ \t]*(?:By|BY|by)[ \t]+"
    r"(?P<names>[^\W\d_][^\n|@,;:.!?]{2,60}(?:,[ \t][^\n|@,;:!?]{2,40}){0,2}?)"
    r"[ \t]*(?:[|,].{0,60})?(?:\n|$)"
)
_HEAD_LINES = 6


def find_author(text: str) -> str:
    """Find who wrote an article in a byline among its first lines.

    Parameters
    ----------
    text : str
        The stored text.

    Returns
    -------
    str
        The names behind "By", where they stand alone on their line and each word of
        them begins with a capital; else empty.
    """
    lines = [line for line in text[:2000].split("\n") if line.strip()][:_HEAD_LINES]
    for line in lines:
        if match := _AUTHOR.fullmatch(line):
            names = " ".join(match["names"].split())
            words = [w for w in re.findall(r"[^\W\d_][\w.'’-]*", names) if w != "and"]
            if 1 < len(words) <= 8 and all(w[0].isupper() for w in words):
                return names
    return ""
