"""Tables on disk: Parquet to read again, CSV to look at."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.schemas import as_table, columns

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from helpers.extraction import Tables

MANIFEST = "tables.json"
"""The file that lists the others with their hashes; it is written last."""


_LATER_ADDED = ("changes",)
"""Tables that older folders do not have; they are empty then."""


class TablesError(ValueError):
    """A folder that holds no complete set of tables."""


def write_tables(tables: Tables, folder: str | Path) -> list[Path]:
    """Write every table as Parquet and as CSV.

    The same tables give the same bytes. Each file is replaced in one step, and
    ``tables.json``, which holds the hash of each, is written last: a folder whose
    writing was cut short is noticed by :func:`read_tables`.

    Parameters
    ----------
    tables : Tables
        Every table.
    folder : str or Path
        Where to; made if missing. Other files in it are left alone.

    Returns
    -------
    list of Path
        The files written.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from helpers import open_workbook, write_tables
    >>> written = write_tables(open_workbook("data/articles"), mkdtemp())
    >>> written[-1].name
    'tables.json'
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written, hashes = [], {}
    for name, table in tables.items():
        for ending, as_bytes in ((".parquet", as_parquet), (".csv", as_csv)):
            path, content = folder / f"{name}{ending}", as_bytes(name, table)
            replace_file(path, content)
            written.append(path)
            hashes[path.name] = hashlib.sha256(content).hexdigest()
    manifest = json.dumps({"files": hashes}, indent=1, sort_keys=True) + "\n"
    replace_file(folder / MANIFEST, manifest.encode())
    return [*written, folder / MANIFEST]


def read_tables(folder: str | Path) -> Tables:
    """Read the tables that :func:`write_tables` wrote, and check them.

    Parameters
    ----------
    folder : str or Path
        Where they lie.

    Returns
    -------
    Tables
        Every table, checked against its schema.

    Raises
    ------
    TablesError
        If a table is missing, was changed or half written, or breaks its schema.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from helpers import open_workbook, read_tables, write_tables
    >>> folder = mkdtemp()
    >>> written = write_tables(open_workbook("data/articles"), folder)
    >>> len(read_tables(folder).claims)
    18
    """
    from helpers.extraction import Tables

    listed = _manifest(Path(folder))
    names = [
        f.name
        for f in fields(Tables)
        if f.name not in _LATER_ADDED or f"{f.name}.parquet" in listed
    ]
    return Tables(**{name: read_table(folder, name) for name in names})


def read_table(folder: str | Path, name: str) -> pd.DataFrame:
    """Read one of the tables that :func:`write_tables` wrote, and check it.

    Parameters
    ----------
    folder : str or Path
        Where they lie.
    name : str
        Which table.

    Returns
    -------
    pandas.DataFrame
        The table.

    Raises
    ------
    TablesError
        As :func:`read_tables`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pandera.errors import SchemaError

    path = Path(folder) / f"{name}.parquet"
    try:
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != _manifest(path.parent).get(path.name):
            raise TablesError(f"{path.name} is not the one listed in {MANIFEST}; extract again")
        return as_table(name, pq.read_table(io.BytesIO(content)).to_pandas())
    except FileNotFoundError:
        raise TablesError(f"{path.name} is missing; extract again") from None
    except (pa.ArrowException, SchemaError) as error:
        why = str(error).splitlines()[0]
        raise TablesError(f"{path.name} cannot be used ({why}); extract again") from error


def _manifest(folder: Path) -> dict[str, str]:
    try:
        return dict(json.loads((folder / MANIFEST).read_bytes())["files"])
    except (OSError, ValueError, KeyError, TypeError):
        raise TablesError(
            f"it holds no complete set of tables ({MANIFEST} is missing or broken); extract again"
        ) from None


def replace_file(path: str | Path, content: bytes) -> None:
    """Write a file so that a reader sees the old content or the new, never a part.

    Parameters
    ----------
    path : str or Path
        The file; its folder exists.
    content : bytes
        All of it.
    """
    path = Path(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def as_parquet(name: str, table: pd.DataFrame) -> bytes:
    """Return a table as the bytes of a Parquet file.

    Parameters
    ----------
    name : str
        Which table.
    table : pandas.DataFrame
        Its rows.

    Returns
    -------
    bytes
        Days are dates, lists are lists; the column meanings are kept as metadata.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(
        pa.Table.from_pandas(
            table, schema=_arrow_schema(name), preserve_index=False
        ).replace_schema_metadata({}),
        out,
        compression="zstd",
    )
    return out.getvalue()


def _arrow_schema(name: str) -> pa.Schema:
    import pyarrow as pa

    kinds = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "day": pa.date32(),
        "flag": pa.bool_(),
        "list": pa.list_(pa.string()),
    }
    return pa.schema(
        pa.field(column, kinds[row["type"]], metadata={"meaning": row["meaning"]})
        for column, row in columns(name).items()
    )


def as_csv(name: str, table: pd.DataFrame) -> bytes:
    """Return a table as the bytes of a CSV file that a spreadsheet can open safely.

    Parameters
    ----------
    name : str
        Which table.
    table : pandas.DataFrame
        Its rows.

    Returns
    -------
    bytes
        UTF-8 with a header. Unknown numbers and days are empty, days are
        ``YYYY-MM-DD``, flags ``true`` or ``false``, lists as :func:`join_list`
        joins them. A text that a spreadsheet would take for a formula has an
        apostrophe before it (:func:`spreadsheet_safe`).
    """
    import pandas as pd

    write_cell = {
        "text": spreadsheet_safe,
        "list": lambda items: spreadsheet_safe(join_list(items)),
        "integer": lambda number: "" if pd.isna(number) else str(int(number)),
        "number": lambda number: "" if pd.isna(number) else str(float(number)),
        "day": lambda day: "" if pd.isna(day) else day.date().isoformat(),
        "flag": lambda flag: "true" if flag else "false",
    }
    cells = [
        [write_cell[row["type"]](value) for value in table[column]]
        for column, row in columns(name).items()
    ]
    return csv_bytes(columns(name), zip(*cells, strict=True))


def csv_bytes(header: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Return rows of ready texts as the bytes of a CSV file, lines ended by a line feed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def spreadsheet_safe(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula.

    Follows OWASP's advice on CSV injection: ``=``, ``+``, ``-``, ``@`` and their
    full-width forms, tabs and carriage returns count at the beginning, also
    behind white space.
    """
    return f"'{text}" if re.match(r"\s*[=+\-@＝＋－＠\t\r\n]", text) else text


def join_list(items: Iterable[str]) -> str:
    r"""Join texts by ``"; "``; a semicolon or backslash within one gets a backslash before it."""
    return "; ".join(re.sub(r"([;\\])", r"\\\1", item) for item in items)


def split_list(joined: str) -> list[str]:
    """Split what :func:`join_list` joined; an empty text is an empty list."""
    if not joined:
        return []
    parts = re.split(r"(?<!\\)((?:\\\\)*); ", joined)
    whole = [a + b for a, b in zip(parts[::2], [*parts[1::2], ""], strict=True)]
    return [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in whole]
