"""Who did what to whom."""

from __future__ import annotations

import pandas as pd

from helpers.language import ParsedArticle


def find_events(parsed: ParsedArticle) -> list[dict[str, object]]:
    """Find events."""
    return []


def merge_events(events: pd.DataFrame) -> pd.DataFrame:
    """Give tellings of the same event one event_id, and count its articles."""
    return events
