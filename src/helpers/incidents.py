"""Claims about one occasion, and occasions of one story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from helpers.extraction import Tables


def group_incidents(tables: Tables) -> dict[str, pd.DataFrame]:
    """Return claims with their incident and episode, the incidents, and the episodes."""
    return {}
