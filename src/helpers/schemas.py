"""The tables: which columns they have, what the columns mean, and a check of both.

The columns stand in ``columns.csv`` beside this module, so that the schemas, the
documentation and the exports all say the same.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from pandera.pandas import DataFrameSchema

DTYPES = {
    "text": "str",
    "integer": "Int64",
    "number": "Float64",
    "day": "datetime64[ms]",
    "flag": "bool",
    "list": "object",
}

OUTCOMES = ("killed", "injured", "missing", "abducted", "detained", "displaced")
VICTIM_GROUPS = ("state forces", "militants", "protesters", "civilians", "people")
SIDES = ("state forces", "militants", "protesters", "civilians", "other")
"""The sides that an actor may be on."""
STANCES = ("asserted", "denied", "unconfirmed", "hypothetical")
PARTS = ("incident", "subset", "total")

_ALLOWED = {
    ("articles", "published_basis"): ("stated", "metadata", "inferred", "unknown"),
    ("dates", "basis"): ("explicit", "relative", "inferred", "unknown"),
    ("claims", "outcome"): OUTCOMES,
    ("claims", "victim_group"): VICTIM_GROUPS,
    ("claims", "stance"): STANCES,
    ("claims", "part_of"): PARTS,
    ("statements", "stance"): STANCES,
    ("statements", "manner"): ("direct", "indirect", "mixed", "continued"),
    ("events", "mode"): ("actual", "negated", "planned", "hypothetical"),
    ("tolls", "outcome"): OUTCOMES,
    ("tolls", "victim_group"): VICTIM_GROUPS,
    ("tolls", "level"): ("incident", "episode"),
    ("changes", "level"): ("incident", "episode"),
}
_KEYS = {
    "articles": "article_id",
    "dates": "date_id",
    "mentions": "mention_id",
    "actors": "actor_id",
    "statements": "statement_id",
    "claims": "claim_id",
    "episodes": "episode_id",
    "incidents": "incident_id",
    "tolls": "toll_id",
    "interactions": "interaction_id",
    "places": "place_id",
}


@cache
def columns(table: str) -> dict[str, dict[str, str]]:
    """Describe the columns of a table, in order.

    Parameters
    ----------
    table : str
        One of :func:`table_names`.

    Returns
    -------
    dict of dict
        By column name, its ``type``, whether it may be ``empty``, its ``meaning``.

    Raises
    ------
    KeyError
        If there is no such table.
    """
    found = {row["column"]: row for row in _rows() if row["table"] == table}
    if not found:
        raise KeyError(f"no table is called {table!r}; there are {', '.join(table_names())}")
    return {name: row for name, row in found.items() if name != "*"}


@cache
def table_names() -> tuple[str, ...]:
    """Return the names of the tables, in the order in which they are made."""
    return tuple(dict.fromkeys(row["table"] for row in _rows()))


def row_meaning(table: str) -> str:
    """Say what one row of ``table`` is."""
    return next(r["meaning"] for r in _rows() if r["table"] == table and r["column"] == "*")


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = (files(__package__) / "columns.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def as_table(name: str, records: Iterable[Mapping[str, object]] | pd.DataFrame) -> pd.DataFrame:
    """Make a checked table from records.

    Parameters
    ----------
    name : str
        The table.
    records : iterable of mapping, or pandas.DataFrame
        The rows. A column that is left out is taken as unknown; one that the
        table does not have is dropped.

    Returns
    -------
    pandas.DataFrame
        All columns of the table, in order and typed, with a fresh index.

    Raises
    ------
    pandera.errors.SchemaError, pandera.errors.SchemaErrors
        If a row breaks the schema.
    """
    import pandas as pd

    spec = columns(name)
    raw = records if isinstance(records, pd.DataFrame) else pd.DataFrame(list(records))
    out = {column: _typed(raw, column, row["type"]) for column, row in spec.items()}
    return check(name, pd.DataFrame(out).reset_index(drop=True))


def _typed(raw: pd.DataFrame, column: str, kind: str) -> pd.Series:
    import pandas as pd

    if column in raw:
        values = raw[column]
    else:
        values = pd.Series([None] * len(raw), index=raw.index, dtype="object")
    if kind == "text":
        return values.astype("object").where(values.notna(), "").astype("str")
    if kind == "flag":
        return values.astype("object").where(values.notna(), False).astype("bool")
    if kind == "list":
        lists = [
            list(v) if hasattr(v, "__iter__") and not isinstance(v, str) else [] for v in values
        ]
        return pd.Series(lists, index=raw.index, dtype="object")
    if kind == "integer":
        return pd.to_numeric(values.astype("object").where(values.notna(), None)).astype("Int64")
    if kind == "number":
        return pd.to_numeric(values.astype("object").where(values.notna(), None)).astype("Float64")
    return pd.to_datetime(values, errors="raise").astype(DTYPES[kind])


@cache
def schema(table: str) -> DataFrameSchema:
    """Return the pandera schema of a table."""
    import pandera.pandas as pa

    fields = {}
    for column, row in columns(table).items():
        checks = []
        if (table, column) in _ALLOWED:
            checks.append(pa.Check.isin(_ALLOWED[table, column]))
        elif row["type"] == "text" and row["empty"] == "no":
            checks.append(pa.Check(lambda s: s != "", error="must not be empty"))
        fields[column] = pa.Column(
            DTYPES[row["type"]],
            checks,
            nullable=row["empty"] == "yes" and row["type"] != "text",
            unique=_KEYS.get(table) == column,
            description=row["meaning"],
        )
    return pa.DataFrameSchema(
        fields,
        checks=_order_checks(columns(table)),
        strict=True,
        name=table,
        description=f"One row: {row_meaning(table)}.",
    )


def _order_checks(names: Iterable[str]) -> list:
    """Offsets, intervals and figures run upwards wherever both ends are known."""
    import pandera.pandas as pa

    names = list(names)
    pairs = [(n, n[: -len("start")] + "end") for n in names if n.endswith("start")]
    pairs += [(a, b) for a, b in (("low", "best"), ("best", "high"), ("low", "high")) if a in names]

    def upward(low: str, high: str) -> object:
        def test(table: pd.DataFrame) -> pd.Series:
            return (table[low] <= table[high]).fillna(True) | table[low].isna() | table[high].isna()

        return pa.Check(test, error=f"{low} must not lie behind {high}")

    return [upward(low, high) for low, high in pairs if high in names]


def check(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Check a table against its schema.

    Parameters
    ----------
    name : str
        The table.
    table : pandas.DataFrame
        Its rows.

    Returns
    -------
    pandas.DataFrame
        ``table`` itself.

    Raises
    ------
    pandera.errors.SchemaError, pandera.errors.SchemaErrors
        If a column is missing, too many, of another type, or holds what it may not.
    """
    return schema(name).validate(table)
