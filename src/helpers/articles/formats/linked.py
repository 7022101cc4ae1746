"""What a page says of its article in linked data (JSON-LD, in the words of schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:Article|BlogPosting)$|^Report$")
_LONGEST = 5_000_000
_DEEPEST = 6
_UPDATES = "liveBlogUpdate"


def linked_article(tree: HtmlElement) -> Mapping[str, object]:
    """Find the article that a page describes in linked data.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        The page.

    Returns
    -------
    mapping
        The description with the longest ``articleBody`` (for a live blog, that of its
        posts in order of time); one without a body only where there is no other
        description. Empty where there is none.
    """
    found = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            data = json.loads((script.text or "")[:_LONGEST], strict=False)
        except (ValueError, RecursionError):
            continue
        found += [_with_updates(item) for item in _objects(data)]
    found = [item for item in found if _is_article(item)]
    best = max(found, key=lambda item: len(_text(item.get("articleBody"))), default={})
    return best if len(found) == 1 or _text(best.get("articleBody")) else {}


def _objects(data: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """Yield the objects of linked data: itself, a list's, a graph's, a page's main one."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)
    elif isinstance(data, Mapping):
        yield data
        for key in ("@graph", "mainEntity"):
            yield from _objects(data.get(key), depth + 1)


def _is_article(item: Mapping[str, object]) -> bool:
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds) or (
        "LiveBlogPosting" in kinds
    )


def _with_updates(item: Mapping[str, object]) -> Mapping[str, object]:
    posts = item.get(_UPDATES)
    if not isinstance(posts, list) or _text(item.get("articleBody")):
        return item
    posts = [post for post in posts if isinstance(post, Mapping)]
    posts.sort(key=lambda post: _text(post.get("datePublished")))
    body = "\n\n".join(filter(None, (_text(post.get("articleBody")) for post in posts)))
    return {**item, "articleBody": body}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
