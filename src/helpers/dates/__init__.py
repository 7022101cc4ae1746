"""Time expressions in one article: found, and resolved once it is known when it appeared."""

from __future__ import annotations

import pandas as pd

from helpers.dates.stated import stated_publication
from helpers.language import ParsedArticle

__all__ = ["find_dates", "resolve_dates", "stated_publication"]


def find_dates(parsed: ParsedArticle) -> list[dict[str, object]]:
    """Find time expressions."""
    return []


def resolve_dates(dates: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Resolve time expressions against the publication."""
    return dates
