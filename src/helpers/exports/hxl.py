"""Tolls as rows for HXL, the Humanitarian Exchange Language: one column a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from helpers.extraction import Tables

_ENDS = ("low", "best", "high")


def hxl_rows(tables: Tables) -> pd.DataFrame:
    """Put the tolls of one incident or episode and victim group in one row.

    Parameters
    ----------
    tables : Tables
        ``tolls``, ``incidents`` and ``episodes`` are read.

    Returns
    -------
    pandas.DataFrame
        The columns of ``hxl`` in ``columns.csv``, incidents before
        episodes, by day. Numbers are null where unknown.
    """
    incidents = tables.incidents.set_index("incident_id")
    episodes = tables.episodes.set_index("episode_id")
    rows: dict[tuple[str, str], dict[str, object]] = {}
    for toll in tables.tolls.itertuples(index=False):
        is_incident = toll.level == "incident"
        place_id = toll.incident_id if is_incident else toll.episode_id
        about = (incidents if is_incident else episodes).loc[place_id]
        row = rows.setdefault(
            (place_id, toll.victim_group),
            {
                "level": toll.level,
                "id": place_id,
                "name": about["name"],
                "date_start": toll.date_start,
                "date_end": toll.date_end,
                "place": about.get("place", ""),
                "victims": toll.victim_group,
                "disputed": "false",
                "explanation": "",
            },
        )
        row |= {f"{toll.outcome}_{end}": getattr(toll, end) for end in _ENDS}
        row["disputed"] = "true" if toll.disputed else row["disputed"]
        told = f"{toll.outcome.capitalize()}: {toll.explanation}"
        row["explanation"] = " ".join(part for part in (row["explanation"], told) if part)
    return pd.DataFrame(list(rows.values()), dtype="object")
