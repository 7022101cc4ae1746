"""Letters: .eml, .mbox, and web pages saved as one file (.mht)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import BinaryIO

from helpers.articles.formats.markup import bare_text, page_piece
from helpers.articles.pieces import Limits, Piece, Pieces, Rejected, refused, sized
from helpers.articles.published import read_published
from helpers.articles.text import decoded, storable, with_title
from helpers.articles.tidying import unwrapped

_NAME = re.compile(r"\s*\"?([^<\"]*?)\"?\s*<[^>]*>\s*")


def read_letter(content: bytes, name: str, limits: Limits) -> Pieces:
    """Read one letter: its plain text, or its HTML where there is none; attachments are left.

    Parameters
    ----------
    content, name, limits
        As for :func:`helpers.articles.formats.markup.read_page`.

    Yields
    ------
    Piece
        One.

    Raises
    ------
    Rejected
        If there is no text in it.
    """
    try:
        letter = email.message_from_bytes(content, policy=email.policy.default)
        body, repairs = _body(letter)
        subject, sender, day = (_header(letter, key) for key in ("Subject", "From", "Date"))
    except Rejected:
        raise
    except Exception as error:  # noqa: BLE001  the parser trips over broken headers in many ways
        raise Rejected("damaged", "a letter", type(error).__name__) from None
    if not body.strip():
        raise Rejected("no text", "")
    named = _NAME.fullmatch(sender)
    yield Piece(
        name,
        storable(with_title(subject, body)),
        content,
        repairs,
        title=subject,
        author=named[1] if named else sender,
        published=read_published(day),
        published_words=day,
    )


def _header(letter: EmailMessage, key: str) -> str:
    try:
        return storable(" ".join(str(letter.get(key, "")).split()))
    except Exception:  # noqa: BLE001  a header that cannot be read is as good as none
        return ""


def _body(letter: EmailMessage) -> tuple[str, str]:
    part = letter.get_body(preferencelist=("plain", "html"))
    if part is None:
        return "", ""
    content = part.get_payload(decode=True) or b""
    if not content.strip():
        return "", ""
    text, repairs = decoded(content, part.get_content_charset())
    if part.get_content_subtype() == "html":
        return bare_text(text), "HTML tags were taken out"
    text, mended = unwrapped(text)
    return text, "; ".join(filter(None, (repairs, mended)))


def read_page_archive(content: bytes, name: str, limits: Limits) -> Pieces:
    """Read a web page that a browser saved as one file (MHTML).

    Parameters and what is yielded and raised are those of :func:`read_letter`.
    """
    try:
        saved = email.message_from_bytes(content, policy=email.policy.default)
        part = next((p for p in saved.walk() if p.get_content_type() == "text/html"), None)
        page = part.get_payload(decode=True) if part else None
        charset = part.get_content_charset() if part else None
    except Exception as error:  # noqa: BLE001  as for letters
        raise Rejected("damaged", "a saved page", type(error).__name__) from None
    if not page:
        raise Rejected("no text", "")
    text, repairs = decoded(page, charset)
    url = _header(saved, "Snapshot-Content-Location")
    yield page_piece(text, name, content, repairs, url if url.startswith("http") else "")


def read_mailbox(file: BinaryIO, name: str, limits: Limits) -> Pieces:
    """Read a mailbox (.mbox) as a stream, one article a letter.

    Parameters
    ----------
    file : binary file
        Open for reading.
    name, limits
        As for :func:`read_letter`.

    Yields
    ------
    Piece
        One for each letter.
    """
    for number, letter in enumerate(_letters(file, limits.record_bytes), 1):
        place = f"{name}#{number}"
        if letter is None:
            yield refused(place, "too large", "more bytes", sized(limits.record_bytes))
            continue
        try:
            yield from read_letter(letter, place, limits)
        except Rejected as why:
            yield Piece(place, rejected=why.args)


def _letters(file: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Yield each letter, None for one of more than ``limit`` bytes."""
    lines: list[bytes] = []
    size, begun, blank = 0, False, True
    while line := file.readline(limit + 1):
        if blank and line.startswith(b"From "):
            if begun:
                yield b"".join(lines) if size <= limit else None
            lines, size, begun = [], 0, True
        elif begun:
            size += len(line)
            if size <= limit:
                lines.append(line[1:] if re.match(rb">+From ", line) else line)
        blank = not line.strip()
    if begun:
        yield b"".join(lines) if size <= limit else None
    else:
        raise Rejected("damaged", "a mailbox", "no line begins with 'From '")
