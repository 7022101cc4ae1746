"""News feeds: RSS and Atom, one article an entry."""

from __future__ import annotations

import re

from helpers.articles.formats.markup import bare_text, has_tags
from helpers.articles.pieces import Limits, Piece, Pieces, Rejected, refused
from helpers.articles.published import read_published
from helpers.articles.text import storable, with_title


def read_feed(content: bytes, name: str, limits: Limits) -> Pieces:
    """Read a feed that was saved as a file.

    Parameters
    ----------
    content, name, limits
        As for :func:`helpers.articles.formats.markup.read_page`.

    Yields
    ------
    Piece
        One an entry. An entry without its content gives its summary, and says so.

    Raises
    ------
    Rejected
        If it is no feed.
    """
    import feedparser

    try:
        feed = feedparser.parse(content)
    except Exception as error:  # noqa: BLE001  whatever its parsers trip over, the file is at fault
        raise Rejected("damaged", "a feed", type(error).__name__) from None
    if not feed.entries:
        raise Rejected("damaged", "a feed", "it has no entries")
    outlet = str(feed.feed.get("title") or "")
    for number, entry in enumerate(feed.entries, 1):
        yield _entry_piece(entry, f"{name}#{number}", outlet)


def _entry_piece(entry: dict, name: str, outlet: str) -> Piece:
    whole = [str(part.get("value") or "") for part in entry.get("content") or []]
    summary = str(entry.get("summary") or "")
    markup = max([*whole, ""], key=len) or summary
    body = bare_text(markup) if has_tags(markup) or "&" in markup else markup
    if not body.strip():
        return refused(name, "no text", "")
    title = " ".join(bare_text(str(entry.get("title") or "")).split())
    said, url = str(entry.get("published") or entry.get("updated") or ""), str(entry.get("link"))
    return Piece(
        name,
        storable(with_title(title, body)),
        f"{title}\x1f{said}\x1f{url}\x1f{markup}".encode("utf-8", "replace"),
        "taken out of a feed" if any(whole) else "the feed gives a summary alone",
        title=storable(title),
        author=storable(str(entry.get("author") or "")),
        outlet=storable(outlet),
        url=url if re.match(r"https?://\S+$", url) else "",
        published=read_published(said),
        published_words=said[:80],
    )
