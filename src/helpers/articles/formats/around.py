"""What stands on a page around its story, and is taken out before the story is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.articles.lines import LONGEST, has_cue

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NEVER_THE_STORY = (
    "//figcaption", "//figure", "//aside", "//nav", "//footer", "//form", "//button",
    "//*[@hidden]", "//*[@aria-hidden='true']",
)  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "li", "div", *_HEADINGS)
_DATE_LINES = 6
_DAY_WORDS = re.compile(
    r"\A(?:published|posted|updated|first published|last updated|date)?\W*(?:on|at)?\W*"
    r"(?P<day>.{6,60}?)\W*\Z", re.IGNORECASE | re.DOTALL
)  # fmt: skip


def take_out(tree: HtmlElement) -> bool:
    """Take out of a page what leads on to other stories and what asks for a subscription.

    A paragraph goes that is nothing but a link, with or without words such as "Read
    more" before it; so does a box that says that the rest is for subscribers.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        The page; it is changed.

    Returns
    -------
    bool
        Whether it said that the rest is for subscribers.
    """
    is_stub = False
    for element in [e for e in tree.iter(*_BLOCKS) if e.tag != "div" or not len(e)]:
        text = _short_text(element)
        if not text:
            continue
        if has_cue(text, "stub"):
            is_stub = True
            _drop(_box_of(element))
        elif element.tag in ("p", "li") and _leads_on(element, text):
            _drop(element)
        elif has_cue(text, "invite") and element.tag in _HEADINGS:
            _drop(_box_of(element))
    return is_stub


def _short_text(element: HtmlElement) -> str:
    """Return an element's words; empty where there are too many of them."""
    words, length = [], 0
    for piece in element.itertext():
        length += len(piece)
        if length > 2 * LONGEST:
            return ""
        words.append(piece)
    return " ".join("".join(words).split())


def _leads_on(element: HtmlElement, text: str) -> bool:
    """Whether a paragraph is a link to another story, with at most such words before it."""
    linked = " ".join(" ".join("".join(a.itertext()) for a in element.iter("a")).split())
    if not linked:
        return False
    if has_cue(text, "related"):
        return 2 * len(linked) >= len(text)
    return linked == text and element.tag == "p"


def _box_of(element: HtmlElement) -> HtmlElement:
    """Return the largest box around an element that holds little else."""
    box = element
    while (parent := box.getparent()) is not None and parent.tag in ("div", "section", "p"):
        if not _short_text(parent):
            break
        box = parent
    return box


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def day_above(lines: list[str], body: str) -> str:
    """Find the day that stands between a page's headline and its story.

    Parameters
    ----------
    lines : list of str
        The page's lines.
    body : str
        The story.

    Returns
    -------
    str
        The words that give a day; empty where none of the lines just above it does.
    """
    from helpers.articles.published import read_published

    begins = " ".join(body.split())[:60]
    at = next((k for k, line in enumerate(lines) if begins and begins in line), 0)
    for line in reversed(lines[max(at - _DATE_LINES, 0) : at]):
        match = _DAY_WORDS.match(line) if len(line) <= 80 else None
        if match and read_published(match["day"]):
            return match["day"]
    return ""
