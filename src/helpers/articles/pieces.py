"""What a file is taken apart into: articles, and what cannot be used with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date

ADVICE = {
    "empty": "there is nothing in it to read; delete it or put the article in",
    "no words": "it holds no words; delete it or put the article in",
    "no text": "no text was found in it{}; save the article itself, not a list or a login page",
    "binary": "it is no text, whatever its name says; save the article as plain text (.txt)",
    "damaged": "it cannot be read as {}: {}; save it again, or as plain text (.txt)",
    "unreadable encoding": "its characters could not be read; save it again as UTF-8",
    "not English": "only English articles are read; put an English translation in its place",
    "no permission": "allow reading, for example with chmod u+r",
    "cannot be read": "the system says: {}",
    "locked": "it is locked with a password; save it without one",
    "link out of the folder": "it points to {}; copy the file itself into the folder",
    "link to a folder": "links to folders are not followed; copy the folder itself",
    "name out of the archive": "its name points out of the archive; unpack it by hand",
    "not a file": "it is a device, a pipe or a socket; remove it",
    "too large": "it has {}, more than the limit of {}; split it into its articles",
    "too many": "it holds more than {}; split it",
    "packed too deep": "archives lie in archives here; unpack the outer ones",
    "unpacks to too much": "it unpacks to {} times its size, as no archive of articles does; "
    "unpack it by hand if you trust it",
    "unknown file type": "save the article as text (.txt), a web page (.html), .docx or .pdf",
    "unknown columns": "no column or key holds the text (looked for {}; there are {}); "
    "say which with the parameter 'columns', such as text=NAME",
    "names no article": "no file in the articles folder is called {}; correct the column 'file'",
}
"""Why an input is rejected, and what to do about it."""


@dataclass(frozen=True)
class Limits:
    """How much of one input is read before it is rejected; each can be set by the user.

    Attributes
    ----------
    bytes : int
        The largest file that holds one article (a page, a document, a letter).
    characters : int
        The longest text of one article: what spaCy parses at once.
    record_bytes : int
        The longest line of JSON Lines, record of an archive, or row of a table.
    records : int
        The most files in one archive.
    unpacked_bytes : int
        What one archive may unpack to.
    ratio : int
        How many times its packed size it may unpack to, above a million bytes.
    depth : int
        How many archives may lie in one another.
    """

    bytes: int = 50_000_000
    characters: int = 1_000_000
    record_bytes: int = 10_000_000
    records: int = 10_000_000
    unpacked_bytes: int = 20_000_000_000
    ratio: int = 200
    depth: int = 2

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise ValueError(
                    f"limit {field.name!r}: got {value!r}; allowed is a whole number from 1 up"
                )


class Rejected(Exception):
    """An input that cannot be used: a key of :data:`ADVICE`, and what goes into its words."""


@dataclass(frozen=True)
class Piece:
    """One article as a file holds it, or why it cannot be used.

    Attributes
    ----------
    name : str
        Which of the file's articles it is, to be put behind the file's name: empty
        where the file holds one, else ``#3`` or ``/member.txt``.
    text : str
        What is stored and what all offsets index.
    content : bytes
        What was read, for its hash.
    repairs : str
        What was done to get the text; empty where it stands in the file as it is.
    title, author, outlet, url : str
        What the file says; empty where it does not.
    published : (date, date) or None
        The first and the last day on which it may have appeared, as the file says.
    published_words : str
        The words in the file that say so, also where they give no day that exists.
    rejected : tuple
        The reason and its details (see :class:`Rejected`); empty for an article.
    """

    name: str
    text: str = ""
    content: bytes = b""
    repairs: str = ""
    title: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""
    published: tuple[date, date] | None = None
    published_words: str = ""
    rejected: tuple[object, ...] = ()

    def with_repairs(self, *repairs: str) -> Piece:
        """Return this piece with more done to it, in words."""
        return replace(self, repairs="; ".join(filter(None, (self.repairs, *repairs))))


Pieces = Iterator[Piece]


def refused(name: str, reason: str, *details: object) -> Piece:
    """Return the piece that stands for an article that cannot be used.

    Parameters
    ----------
    name : str
        As in :class:`Piece`.
    reason : str
        A key of :data:`ADVICE`.
    *details
        What goes into its words.

    Returns
    -------
    Piece
        Without text.
    """
    return Piece(name, rejected=(reason, *details))


def sized(n_bytes: int) -> str:
    """Say a number of bytes in words: ``"1.2 million bytes"``."""
    for unit, name in ((10**9, "billion "), (10**6, "million ")):
        if n_bytes >= unit:
            return f"{n_bytes / unit:.1f} {name}bytes".replace(".0 ", " ")
    return f"{n_bytes:,} bytes"


def first_line(error: BaseException) -> str:
    """Return what an error says in one line of at most 120 characters, else its kind."""
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
