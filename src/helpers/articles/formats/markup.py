"""Plain text out of HTML: of fragments, and of whole saved pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from helpers.articles.formats.around import NEVER_THE_STORY, day_above, take_out
from helpers.articles.formats.linked import linked_article
from helpers.articles.pieces import Limits, Piece, Pieces, Rejected
from helpers.articles.published import read_published
from helpers.articles.text import decoded, storable, with_title

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS = re.compile(r"</?(?:p|div|br|a|span|h[1-6]|ul|ol|li|strong|em|b|i|img|table)\b[^<>]*>", re.I)
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
})  # fmt: skip
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "object", "head", "select")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.I)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_PARAGRAPH = 40
"""Characters from which a paragraph outside of any article is taken for its text."""
_FAR_SHORTER = 0.5
"""Share of the text in a page's linked data from which the page's own text is taken."""


def has_tags(text: str) -> bool:
    """Whether a text is HTML, or a piece of it."""
    return bool(_TAGS.search(text))


def _tree(markup: str) -> HtmlElement | None:
    from lxml import etree, html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        return html.document_fromstring(_DECLARED.sub("", markup.replace("\x00", " ")), parser)
    except (etree.LxmlError, ValueError):  # nothing in it
        return None


def bare_text(markup: str) -> str:
    """Return the words of a piece of HTML, a line for each of its blocks.

    Parameters
    ----------
    markup : str
        HTML of any state. Scripts, styles and what is not shown are left out.

    Returns
    -------
    str
        Lines without tags; empty where there are no words.
    """
    tree = _tree(markup)
    return "" if tree is None else "\n".join(_lines(tree))


def _lines(tree: HtmlElement) -> list[str]:
    from lxml import etree

    words: list[str] = []
    skipped = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if skipped is None and event == "start":
            if element.tag in _UNSEEN:
                skipped = element
            else:
                words += ["\n" if element.tag in _BLOCKS else "", element.text or ""]
        elif event == "end":
            skipped = None if skipped is element else skipped
            if skipped is None:
                words += ["\n" if element.tag in _BLOCKS else "", element.tail or ""]
    pieces = _joined(words).split("\n")
    return [line for piece in pieces if (line := " ".join(piece.split()))]


def _joined(words: list[str]) -> str:
    """Join words of the source, whose own line ends are spaces, and the breaks between blocks."""
    return "".join(w if w == "\n" else re.sub(r"\s+", " ", w) for w in words)


def read_page(content: bytes, name: str, limits: Limits) -> Pieces:
    """Read a saved web page: its main text, without what stands around it.

    trafilatura finds the text and the metadata. Captions, asides, navigation, forms,
    and lines that lead on to other stories are taken out before. A page too short for
    it is read paragraph by paragraph; where a script would have fetched the story, it
    is taken from the page's linked data. A page that shows only the beginning of an
    article says so in ``repairs``.

    Parameters
    ----------
    content : bytes
        The page.
    name : str
        As in :class:`~helpers.articles.pieces.Piece`.
    limits : Limits
        See there.

    Yields
    ------
    Piece
        One.

    Raises
    ------
    Rejected
        If there is no text in it.
    """
    charset = _CHARSET.search(content[:4096])
    page, repairs = decoded(content, charset[1].decode() if charset else None)
    yield page_piece(page, name, content, repairs)


def page_piece(page: str, name: str, content: bytes, repairs: str = "", url: str = "") -> Piece:
    """Return the article of a web page; see :func:`read_page`.

    Parameters
    ----------
    page : str
        HTML.
    name, content, repairs, url : str, bytes, str, str
        As in :class:`~helpers.articles.pieces.Piece`; ``url`` where it is known.

    Returns
    -------
    Piece
        The article.

    Raises
    ------
    Rejected
        If there is no text in it.
    """
    tree = _tree(page)
    if tree is None:
        raise Rejected("no text", "")
    linked = linked_article(tree)
    lines = _lines(tree)
    is_stub = take_out(tree)
    found = _extracted(tree, url)
    body = found.get("text") or _paragraphs(tree)
    done = ["taken out of a web page"]
    whole = _linked_body(linked)
    if len(body) < _FAR_SHORTER * len(whole) or (whole and not _stands_in(body, lines)):
        body, is_stub, done = whole, False, ["taken out of a web page's linked data"]
        found |= {key: words for key, words in _linked_facts(linked).items() if words}
    if not body.strip():
        raise Rejected("no text", "")
    if is_stub:
        done.append("the page shows only the beginning; the rest is for subscribers")
    title = " ".join((found.get("title") or "").split())
    said = found.get("date") or day_above(lines, body)
    author = found.get("author") or ""
    return Piece(
        name,
        with_title(title, body),
        content,
        "; ".join(filter(None, (repairs, *done))),
        title=title,
        author=author.title() if author.isupper() else author,
        outlet=found.get("sitename") or found.get("hostname") or "",
        url=url or _address(found.get("url")),
        published=read_published(said),
        published_words=said,
    )


def _stands_in(body: str, lines: list[str]) -> bool:
    """Whether a page shows a text: trafilatura, too, reads linked data where it sees no text."""
    shown = " ".join(lines)
    return any(" ".join(line.split())[:40] in shown for line in body.splitlines()[:4])


def _linked_body(linked: Mapping[str, object]) -> str:
    """Return the text in linked data: plain, or HTML."""
    body = storable(str(linked.get("articleBody") or ""))
    if has_tags(body):
        return bare_text(body)
    lines = (" ".join(line.split()) for line in body.splitlines())
    return "\n".join(line for line in lines if line)


def _linked_facts(linked: Mapping[str, object]) -> dict[str, str]:
    """Return what linked data say of the article, under trafilatura's names."""
    authors = linked.get("author")
    authors = authors if isinstance(authors, list) else [authors]
    names = (a.get("name") if isinstance(a, Mapping) else a for a in authors)
    facts = {
        "title": linked.get("headline"),
        "date": linked.get("datePublished"),
        "author": "; ".join(name for name in names if isinstance(name, str)),
    }
    return {key: storable(words) for key, words in facts.items() if isinstance(words, str)}


def _address(url: str | None) -> str:
    return url if url and re.match(r"https?://\S+$", url) else ""


def _extracted(tree: HtmlElement, url: str) -> dict[str, str]:
    import logging
    from copy import deepcopy

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(
            deepcopy(tree),
            url=url or None,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            prune_xpath=list(NEVER_THE_STORY),
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, AttributeError, RecursionError, LookupError):
        return {}  # its parsers give up on pages that are broken beyond repair
    if found is None:
        return {}
    fields = found if isinstance(found, dict) else found.as_dict()
    return {key: value for key, value in fields.items() if isinstance(value, str)}


def _paragraphs(tree: HtmlElement) -> str:
    """Return the paragraphs of a page in which trafilatura saw no article."""
    for element in tree.xpath(" | ".join(NEVER_THE_STORY)):
        element.drop_tree()
    lines = [" ".join(p.text_content().split()) for p in tree.iter("p")]
    return "\n".join(line for line in lines if len(line) >= _PARAGRAPH)
