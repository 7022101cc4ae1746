"""When an undated article appeared, inferred from other articles of the same story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from helpers.extraction import Tables


def infer_publication(tables: Tables) -> pd.DataFrame:
    """Return the articles with publication intervals inferred where unknown."""
    return tables.articles
