"""Claims weighed into tolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from helpers.extraction import Tables


def weigh_tolls(tables: Tables, best: str = "latest") -> pd.DataFrame:
    """Return low, best and high for each incident and episode."""
    return tables.tolls
