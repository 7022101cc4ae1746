"""Claims as lines for other programs: one JSON object or one CSV row a claim."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pandas as pd

from helpers.store import csv_bytes, spreadsheet_safe

FIELDS = {
    "article": "article_id",
    **dict.fromkeys(("evidence", "outcome", "count_text", "low", "best", "high")),
    **dict.fromkeys(("victims", "victim_group", "said_by", "stance", "perpetrators")),
    **dict.fromkeys(("when_text", "date_start", "date_end", "part_of", "start", "end")),
}
"""What a line holds, and the column it comes from where that has another name."""


def claim_records(claims: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Yield each claim as a record of plain values.

    Parameters
    ----------
    claims : pandas.DataFrame
        The table ``claims``.

    Yields
    ------
    dict
        The keys of :data:`FIELDS`: texts, whole numbers or None, days as
        ``YYYY-MM-DD`` or None; ``article`` is the file's name below the articles
        folder, ``start`` and ``end`` are offsets in its text, end exclusive.
    """
    columns = [source or field for field, source in FIELDS.items()]
    for values in claims[columns].itertuples(index=False):
        yield dict(zip(FIELDS, map(_plain, values), strict=True))


def _plain(value: object) -> object:
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else int(value)


def claims_as_json_lines(claims: pd.DataFrame) -> bytes:
    """Return the claims as JSON Lines in UTF-8; see :func:`claim_records`."""
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in claim_records(claims))
    return "".join(lines).encode("utf-8")


def claims_as_csv(claims: pd.DataFrame) -> bytes:
    """Return the claims as CSV in UTF-8; what is unknown is empty; see :func:`claim_records`."""
    rows = (
        ["" if v is None else spreadsheet_safe(str(v)) for v in record.values()]
        for record in claim_records(claims)
    )
    return csv_bytes(FIELDS, rows)
