"""Tables in the forms that others in the field read: data package, UCDP, ACLED, HXL."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from helpers.exports.events import acled_events, ucdp_events
from helpers.exports.hxl import hxl_rows
from helpers.schemas import columns, row_meaning
from helpers.store import as_csv, as_parquet, csv_bytes, replace_file, spreadsheet_safe
from helpers.tolls.contradictions import find_contradictions

if TYPE_CHECKING:
    from helpers.extraction import Tables

_FRICTIONLESS = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "day": "date",
    "flag": "boolean",
    "list": "string",
}
_HOME_OF = {
    "article_id": "articles",
    "actor_id": "actors",
    "claimant_id": "actors",
    "victim_actor_id": "actors",
    "perpetrator_id": "actors",
    "speaker_id": "actors",
    "source_id": "actors",
    "target_id": "actors",
    "incident_id": "incidents",
    "episode_id": "episodes",
    "statement_id": "statements",
    "date_id": "dates",
}


def export(tables: Tables, folder: str | Path, format: str) -> list[Path]:
    """Write the tables in a form that others read.

    Parameters
    ----------
    tables : Tables
        All tables.
    folder : str or Path
        Where to write; made if it is not there.
    format : str
        ``package``: every table as CSV and Parquet with a ``datapackage.json`` that
        describes every column (Frictionless Data Package 1). ``ucdp``: one row an
        incident in the columns of UCDP's Georeferenced Event Dataset. ``acled``: the
        same in ACLED's. ``hxl``: tolls as CSV with HXL hashtags. The columns of the
        last three are explained in ``columns.csv``.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    ValueError
        If the format is none of these.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from helpers import export, open_workbook
    >>> written = export(open_workbook("data/articles"), mkdtemp(), "hxl")
    >>> written[0].name
    'tolls.hxl.csv'
    """
    if format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}; it is {format!r}")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in FORMATS[format](tables).items():
        replace_file(folder / name, content)
        written.append(folder / name)
    return written


@cache
def export_columns(format: str) -> dict[str, dict[str, str]]:
    """Describe the columns of ``ucdp``, ``acled`` or ``hxl``, in order.

    Returns
    -------
    dict of dict
        By column, its HXL ``tag`` and its ``meaning``.
    """
    text = (files(__package__) / "columns.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["column"]: row for row in rows if row["format"] == format}


def _package(tables: Tables) -> dict[str, bytes]:
    """Every table as CSV and Parquet, and the description of all."""
    every = dict(tables.items()) | {"contradictions": find_contradictions(tables)}
    out: dict[str, bytes] = {}
    for name, table in every.items():
        out[f"{name}.csv"] = as_csv(name, table)
        out[f"{name}.parquet"] = as_parquet(name, table)
    described = {
        "profile": "tabular-data-package",
        "name": "tollbook",
        "title": "Casualty claims, and the tolls weighed from them",
        "description": "Lists are joined by '; '. In CSV files a text that a spreadsheet would run "
        "as a formula has an apostrophe before it; Parquet files keep every text as it was read.",
        "resources": [_resource(name, set(every)) for name in every],
    }
    text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    return out | {"datapackage.json": text.encode("utf-8")}


def _resource(name: str, tables: set[str]) -> dict[str, object]:
    fields = columns(name)
    schema: dict[str, object] = {
        "fields": [
            {
                "name": column,
                "type": _FRICTIONLESS[row["type"]],
                "description": row["meaning"],
                "constraints": {"required": row["empty"] == "no" and row["type"] != "list"},
            }
            for column, row in fields.items()
        ],
        "missingValues": [""],
        "foreignKeys": [
            {"fields": column, "reference": {"resource": home, "fields": _key_of(home)}}
            for column, home in _HOME_OF.items()
            if column in fields
            and home != name
            and home in tables
            and name != "changes"  # what an earlier run had may be gone from these tables
        ],
    }
    first = next(iter(fields))
    if name != "events" and first == _key_of(name):
        schema["primaryKey"] = first
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "parquet": f"{name}.parquet",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": f"One row: {row_meaning(name)}.",
        "schema": schema,
    }


def _key_of(table: str) -> str:
    return f"{table.removesuffix('s')}_id"


def _in_format(format: str, rows: pd.DataFrame, tags: bool = False) -> bytes:
    """Rows as CSV in the format's columns, safe to open in a spreadsheet."""
    named = export_columns(format)
    header = [list(named)] + ([[row["tag"] for row in named.values()]] if tags else [])
    cells = rows.reindex(columns=list(named)).itertuples(index=False)
    body = [[_cell(value) for value in row] for row in cells]
    return csv_bytes(header[0], [*header[1:], *body])


def _cell(value: object) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return spreadsheet_safe(value) if isinstance(value, str) else str(value)


FORMATS: Mapping[str, Callable[[Tables], dict[str, bytes]]] = MappingProxyType(
    {
        "package": _package,
        "ucdp": lambda tables: {"ucdp-events.csv": _in_format("ucdp", ucdp_events(tables))},
        "acled": lambda tables: {"acled-events.csv": _in_format("acled", acled_events(tables))},
        "hxl": lambda tables: {"tolls.hxl.csv": _in_format("hxl", hxl_rows(tables), tags=True)},
    }
)
"""By format, what makes its files: file name to content."""
