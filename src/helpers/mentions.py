"""Actors named in one article."""

from __future__ import annotations

from helpers.language import ParsedArticle


def find_mentions(parsed: ParsedArticle) -> list[dict[str, object]]:
    """Find mentions of actors."""
    return []
