"""Articles as records: JSON, JSON Lines, CSV and Parquet, with keys of any usual name.

Known without a word from the user: news-please and Common Crawl news (``maintext``,
``date_publish``), NewsAPI (``articles``, ``publishedAt``), schema.org's NewsArticle
(``articleBody``), and plain ``{title, text, date}``.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import BinaryIO

from helpers import lexicons
from helpers.articles.formats.markup import bare_text, has_tags
from helpers.articles.pieces import Limits, Piece, Pieces, Rejected, first_line, refused, sized
from helpers.articles.published import read_published
from helpers.articles.streams import Joined
from helpers.articles.text import decoded, storable, with_title

FIELDS = ("text", "title", "published", "author", "outlet", "url")
LISTS = ("articles", "items", "results", "data", "docs", "documents", "entries", "stories")
"""Keys under which a JSON object may hold its articles."""
_CUT_OFF = re.compile(r"\s*…?\s*\[\+?(\d+) chars\]\s*$")
_MOST_KEYS = 12
_BATCH = 256

Record = Mapping[str, object]


@cache
def _names() -> dict[str, tuple[str, int]]:
    """Return the field that each known name stands for, and its rank."""
    rows = lexicons.read("field_names")
    return {row["name"]: (row["field"], rank) for rank, row in enumerate(rows)}


def _plain(key: str) -> str:
    return re.sub(r"[\s_.:@-]", "", key).lower()


def find_fields(keys: tuple[str, ...], columns: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Find which key holds what.

    Parameters
    ----------
    keys : tuple of str
        A record's keys.
    columns : tuple of (str, str)
        What the user says: pairs of a field (:data:`FIELDS`) and a key.

    Returns
    -------
    dict of str
        Keys by field; a field that no key holds is left out.
    """
    found: dict[str, tuple[int, str]] = {}
    for key in keys:
        field, rank = _names().get(_plain(key), ("", 0))
        if field and (field not in found or rank < found[field][0]):
            found[field] = (rank, key)
    said = {field: key for field, key in columns if key in keys}
    return {field: key for field, (_, key) in found.items()} | said


def record_piece(
    record: Record, name: str, content: bytes, columns: tuple[tuple[str, str], ...]
) -> Piece:
    """Make an article of a record.

    Parameters
    ----------
    record : mapping
        Keys and values.
    name, content : str, bytes
        As in :class:`~helpers.articles.pieces.Piece`.
    columns : tuple of (str, str)
        See :func:`find_fields`.

    Returns
    -------
    Piece
        The article, or why it cannot be used.
    """
    keys = tuple(str(key) for key in record)
    by_field = find_fields(keys, columns)
    if "text" not in by_field:
        looked = [known for known, (field, _) in _names().items() if field == "text"][:6]
        there = ", ".join(storable(key) for key in keys[:_MOST_KEYS]) or "none"
        return refused(name, "unknown columns", ", ".join(looked), there)
    value = {field: record[key] for field, key in by_field.items()}
    body, repairs = _body(value["text"])
    if not body.strip():
        return refused(name, "no text", "")
    title = _words(value.get("title"))
    url = _words(value.get("url"))
    said = value.get("published")
    return Piece(
        name,
        storable(with_title(title, body)),
        content,
        repairs,
        title=title,
        author=_words(value.get("author")),
        outlet=_words(value.get("outlet")),
        url=url if re.match(r"https?://\S+$", url) else "",
        published=read_published(said),
        published_words=_words(said)[:80],
    )


def _body(value: object) -> tuple[str, str]:
    """Return the text of a record, with what was done to it."""
    body = value if isinstance(value, str) else _words(value)
    repairs = []
    if has_tags(body):
        body = bare_text(body)
        repairs.append("HTML tags were taken out")
    if match := _CUT_OFF.search(body):
        body = body[: match.start()]
        repairs.append(f"the source cut off its last {match[1]} characters")
    return body.replace("\r\n", "\n").replace("\r", "\n"), "; ".join(repairs)


def _words(value: object) -> str:
    """Return a value of a record as one line: lists joined, objects by their name."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("name", "title", "id") if value.get(key)), "")
    elif isinstance(value, (list, tuple)):
        value = ", ".join(filter(None, map(_words, value[:20])))
    text = "" if value is None or value != value else str(value)  # NaN is not itself
    return storable(" ".join(text.split()))


def read_json(
    content: bytes, name: str, limits: Limits, columns: tuple[tuple[str, str], ...] = ()
) -> Pieces:
    """Read a JSON file: one article, a list of them, or an object that holds such a list.

    Parameters
    ----------
    content, name, limits
        As for :func:`helpers.articles.formats.markup.read_page`.
    columns : tuple of (str, str)
        See :func:`find_fields`.

    Yields
    ------
    Piece
        One for each record.

    Raises
    ------
    Rejected
        If it is no JSON.
    """
    text, _ = decoded(content)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        if "Extra data" in str(error):  # JSON Lines by another name
            yield from read_json_lines(io.BytesIO(content), name, limits, columns)
            return
        raise Rejected("damaged", "JSON", first_line(error)) from None
    if isinstance(data, Mapping) and not find_fields(tuple(data), columns).get("text"):
        data = next((data[key] for key in LISTS if isinstance(data.get(key), list)), data)
    alone = not isinstance(data, list)
    for number, record in enumerate([data] if alone else data, 1):
        place = name if alone else f"{name}#{number}"
        whole = json.dumps(record, ensure_ascii=True).encode()
        yield _piece_of(record, place, whole, columns)


def _piece_of(
    record: object, name: str, content: bytes, columns: tuple[tuple[str, str], ...]
) -> Piece:
    if isinstance(record, Mapping):
        return record_piece(record, name, content, columns)
    return refused(name, "no text", f" (it is no record but {type(record).__name__})")


def lines_of(file: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines of a file with their numbers; None for one longer than ``limit`` bytes.

    No more than ``limit`` bytes are held at a time.
    """
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(limit + 1)
        yield number, None


def read_json_lines(
    file: BinaryIO, name: str, limits: Limits, columns: tuple[tuple[str, str], ...] = ()
) -> Pieces:
    """Read JSON Lines as a stream, one article a line.

    Parameters
    ----------
    file : binary file
        Open for reading.
    name, limits, columns
        As for :func:`read_json`.

    Yields
    ------
    Piece
        One for each line that is not empty.
    """
    for number, line in lines_of(file, limits.record_bytes):
        place = f"{name}#{number}"
        if line is None:
            yield refused(place, "too large", "more bytes in one line", sized(limits.record_bytes))
        elif line.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
            yield _line_piece(line, place, columns)


def _line_piece(line: bytes, name: str, columns: tuple[tuple[str, str], ...]) -> Piece:
    try:
        text, _ = decoded(line)
        record = json.loads(text)
    except Rejected as why:
        return Piece(name, rejected=why.args)
    except (ValueError, RecursionError) as error:
        return refused(name, "damaged", "JSON", first_line(error))
    return _piece_of(record, name, line.strip(), columns)


def read_csv(
    file: BinaryIO, name: str, limits: Limits, columns: tuple[tuple[str, str], ...] = ()
) -> Pieces:
    """Read a CSV (or TSV) file as a stream, one article a row; its first row names the columns.

    Parameters and what is yielded are those of :func:`read_json_lines`.

    Raises
    ------
    Rejected
        If it has no first row.
    """
    head = file.read(65_536)
    text, _ = decoded(head)
    separator = max(",;\t|", key=lambda c: text.splitlines()[0].count(c))
    encoding = "utf-8" if _is_utf8(head) else "cp1252"
    rest = io.BufferedReader(Joined(head.removeprefix(b"\xef\xbb\xbf"), file))
    lines = io.TextIOWrapper(rest, encoding, errors="replace", newline="")
    previous = csv.field_size_limit(limits.record_bytes)
    try:
        reader = csv.reader(_rows_of(lines, limits.record_bytes), delimiter=separator)
        header = [cell.strip() for cell in next(reader)]
        for number, row in enumerate(reader, 2):
            if any(cell.strip() for cell in row):
                record = dict(zip(header, row, strict=False))
                content = "\x1f".join(row).encode("utf-8", "replace")
                yield record_piece(record, f"{name}#{number}", content, columns)
    except csv.Error as error:
        yield refused(name, "damaged", "CSV", first_line(error))
    finally:
        csv.field_size_limit(previous)


def _rows_of(lines: io.TextIOBase, limit: int) -> Iterator[str]:
    while line := lines.readline(limit + 1):
        if len(line) > limit:
            raise csv.Error(f"line longer than the limit of {sized(limit)}")
        yield line.replace("\x00", " ")


def _is_utf8(head: bytes) -> bool:
    import codecs

    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def read_parquet(
    file: BinaryIO, name: str, limits: Limits, columns: tuple[tuple[str, str], ...] = ()
) -> Pieces:
    """Read a Parquet file batch by batch, one article a row.

    Parameters and what is yielded are those of :func:`read_json_lines`.

    Raises
    ------
    Rejected
        If it is no Parquet.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        source = parquet.ParquetFile(file)
        wanted = find_fields(tuple(source.schema_arrow.names), columns)
        keep = list(wanted.values()) if "text" in wanted else None
        number = 0
        for batch in source.iter_batches(batch_size=_BATCH, columns=keep):
            for record in batch.to_pylist():
                number += 1
                content = repr(sorted(record.items())).encode("utf-8", "replace")
                yield record_piece(record, f"{name}#{number}", content, columns)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        yield refused(name, "damaged", "Parquet", first_line(error))
