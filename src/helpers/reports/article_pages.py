"""A page for each article: its whole text, every claim marked and leading to its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from helpers import views
from helpers.listings.cells import MOST_ROWS
from helpers.reports.display import article_page
from helpers.reports.pages import Frame, render

if TYPE_CHECKING:
    from helpers.extraction import Tables

Claim = dict[str, object]


def article_pages(book: Tables, frame: Frame) -> Iterator[tuple[str, str]]:
    """Make the page of every article.

    Parameters
    ----------
    book : Tables
        All tables.
    frame : Frame
        What the pages of the report share.

    Yields
    ------
    tuple of str
        File name and HTML. Every claim of the article has its id as an anchor.
    """
    found = views.claims(book)
    listed = frozenset(found["claim_id"].head(MOST_ROWS))
    by_article = {
        article_id: rows.to_dict("records")
        for article_id, rows in found.sort_values(["start", "end"]).groupby("article_id")
    }
    texts = dict(zip(book.articles["article_id"], book.articles["text"], strict=True))
    for article in views.articles(book).to_dict("records"):
        article_id = str(article["article_id"])
        paragraphs = marked_paragraphs(texts[article_id], by_article.get(article_id, []))
        yield (
            article_page(article_id),
            render("article", frame, article=article, paragraphs=paragraphs, listed=listed),
        )


def marked_paragraphs(text: str, claims: Sequence[Claim]) -> list[dict[str, object]]:
    """Cut a text into paragraphs, and these into pieces that lie in the same claims.

    Parameters
    ----------
    text : str
        The stored text.
    claims : sequence of dict
        Rows of :func:`helpers.views.claims` of this article, in order.

    Returns
    -------
    list of dict
        For each line that is not blank its ``pieces`` (``text``, the ids of its
        ``claims``, those that it ``begins``, ``side`` and ``title``) and the
        ``claims`` that begin in it. All pieces together are the lines' text.
    """
    return [
        {
            "pieces": _pieces(text, line.start(), line.end(), claims),
            "claims": [c for c in claims if line.start() <= c["start"] < line.end()],
        }
        for line in re.finditer(r"[^\n]*\S[^\n]*", text)
    ]


def _pieces(text: str, start: int, end: int, claims: Sequence[Claim]) -> list[dict[str, object]]:
    near = [c for c in claims if c["start"] < end and c["end"] > start]
    edges = {offset for c in near for offset in (c["start"], c["end"]) if start < offset < end}
    cuts = sorted({start, end, *edges})
    pieces = []
    for a, b in zip(cuts, cuts[1:], strict=False):
        here = [c for c in near if c["start"] <= a and b <= c["end"]]
        pieces.append(
            {
                "text": text[a:b],
                "claims": [c["claim_id"] for c in here],
                "begins": [c["claim_id"] for c in here if c["start"] == a],
                "side": here[0]["victim_group"] if here else "",
                "title": "; ".join(f"{c['figure']} {c['outcome']}, says {c['claimant']}"
                                   for c in here),
            }
        )  # fmt: skip
    return pieces
