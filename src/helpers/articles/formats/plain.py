"""Plain text and Markdown."""

from __future__ import annotations

import re

from helpers.articles.formats.markup import read_page
from helpers.articles.formats.records import record_piece
from helpers.articles.pieces import Limits, Piece, Pieces
from helpers.articles.text import decoded
from helpers.articles.tidying import unwrapped

_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_FRONT = re.compile(r"\s*---[ \t]*\n(.*?)\n---[ \t]*\n", re.DOTALL)


def read_plain(content: bytes, name: str, limits: Limits) -> Pieces:
    """Read plain text, or a web page that somebody called plain text.

    Parameters
    ----------
    content, name, limits
        As for :func:`helpers.articles.formats.markup.read_page`.

    Yields
    ------
    Piece
        One. Its text is the file's, unless lines broken by width were joined.

    Raises
    ------
    Rejected
        If it is no text.
    """
    if _PAGE.match(content[:2000].removeprefix(b"\xef\xbb\xbf")):
        yield from read_page(content, name, limits)
        return
    text, repairs = decoded(content)
    text, mended = unwrapped(text)
    yield Piece(name, text, content, "; ".join(filter(None, (repairs, mended))))


def read_markdown(content: bytes, name: str, limits: Limits) -> Pieces:
    """Read Markdown: its words without marks, and what its head says (title, date, author).

    Parameters and what is yielded and raised are those of :func:`read_plain`.
    """
    from markdown_it import MarkdownIt

    text, repairs = decoded(content)
    front, body = _front_matter(text)
    lines: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        if token.type == "inline":
            parts = (_inline(child) for child in token.children or [])
            lines.append(" ".join("".join(parts).split()))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.strip("\n"))
    record = front | {"text": "\n\n".join(lines)}
    yield record_piece(record, name, content, ()).with_repairs(repairs, "Markdown taken out")


def _inline(token: object) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline", "html_inline") else ""


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    """Return the YAML block that a page may begin with, and what stands behind it."""
    import yaml

    match = _FRONT.match(text)
    if not match:
        return {}, text
    try:
        front = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text
    if not isinstance(front, dict):
        return {}, text
    return {str(key): value for key, value in front.items()}, text[match.end() :]
