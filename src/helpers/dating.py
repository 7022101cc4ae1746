"""Which time expression dates a claim or an event."""

from __future__ import annotations

import pandas as pd

from helpers.language import ParsedArticle


def govern(parsed: ParsedArticle, dates: list[dict[str, object]], records: list[dict[str, object]]) -> list[dict[str, object]]:
    """Give each record the time expression that governs it."""
    return records


def date_records(name: str, records: pd.DataFrame, dates: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Give each record its interval of days."""
    return records
