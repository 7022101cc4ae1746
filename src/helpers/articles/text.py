"""What every format needs to make the stored text."""

from __future__ import annotations

import re
from contextlib import suppress

from helpers.articles.decoding import NotTextError, UnknownEncodingError, decode
from helpers.articles.pieces import Rejected

_SURROGATE = re.compile("[\ud800-\udfff]")
_OLD_ENCODING = re.compile(r"iso-?8859|windows-|cp\d|koi8|latin|shift|euc|gb|big5|mac", re.I)
_HEAD = 300
"""Characters of a text in which its title is looked for."""


def decoded(content: bytes, declared: str | None = None) -> tuple[str, str]:
    """Decode text, or reject it.

    Parameters
    ----------
    content : bytes
        The text as it was found.
    declared : str, optional
        The encoding that the file itself names, which is tried first.

    Returns
    -------
    (str, str)
        The text and its repairs, as :func:`helpers.articles.decoding.decode` gives them.

    Raises
    ------
    Rejected
        If it is empty, no text, or in an unknown encoding.
    """
    if not content.strip():
        raise Rejected("empty")
    if declared and _OLD_ENCODING.match(declared):
        with suppress(LookupError, UnicodeDecodeError):  # where it names the wrong one
            content = content.decode(declared).encode("utf-8", "replace")
    try:
        found = decode(content)
    except NotTextError:
        raise Rejected("binary") from None
    except UnknownEncodingError:
        raise Rejected("unreadable encoding") from None
    return found.text, found.repairs


def storable(text: str) -> str:
    """Return ``text`` without what no file can hold: zeros and halves of characters.

    Each becomes one other character, so that nothing moves.
    """
    return _SURROGATE.sub("\ufffd", text.replace("\x00", " "))


def with_title(title: str, body: str) -> str:
    """Return a text that begins with its title: a headline is text like any other.

    Parameters
    ----------
    title, body : str
        As the file gives them apart.

    Returns
    -------
    str
        ``body`` alone where it has the title at its head already.
    """
    body = body.strip("\n")
    folded = " ".join(title.split()).casefold()
    if not folded or folded in " ".join(body[: _HEAD + len(title)].split()).casefold():
        return body
    return f"{' '.join(title.split())}\n\n{body}"
