"""Who is said to have said what."""

from __future__ import annotations

from helpers.language import ParsedArticle


def find_statements(parsed: ParsedArticle) -> list[dict[str, object]]:
    """Find statements."""
    return []
