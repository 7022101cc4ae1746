"""Casualty claims."""

from __future__ import annotations

from helpers.language import ParsedArticle


def find_claims(parsed: ParsedArticle, statements: list[dict[str, object]]) -> list[dict[str, object]]:
    """Find casualty claims."""
    return []
