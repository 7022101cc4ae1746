"""Actors of a corpus: one behind its names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.schemas import as_table

if TYPE_CHECKING:
    from helpers.extraction import Tables


def load_known_actors(path: str | Path) -> pd.DataFrame:
    """Read data/actors.csv."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def name_actors(mentions: pd.DataFrame, known: pd.DataFrame | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the mentions with their actors, and the actors."""
    return mentions, as_table("actors", [])


def link_actors(tables: Tables) -> dict[str, pd.DataFrame]:
    """Fill the actor ids of statements, claims and events from overlapping mentions."""
    return {}
