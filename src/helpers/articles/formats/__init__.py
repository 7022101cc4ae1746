"""Files of every kind, taken apart into articles."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

from helpers.articles.formats.archives import read_packed, read_warc, read_zip
from helpers.articles.formats.documents import read_docx, read_pdf
from helpers.articles.formats.feeds import read_feed
from helpers.articles.formats.mail import read_letter, read_mailbox, read_page_archive
from helpers.articles.formats.markup import read_page
from helpers.articles.formats.plain import read_markdown, read_plain
from helpers.articles.formats.records import read_csv, read_json, read_json_lines, read_parquet
from helpers.articles.pieces import Limits, Pieces, Rejected, sized
from helpers.articles.streams import Joined

WHOLE = {
    ".txt": read_plain, ".text": read_plain, "": read_plain,
    ".md": read_markdown, ".markdown": read_markdown,
    ".html": read_page, ".htm": read_page, ".xhtml": read_page,
    ".mht": read_page_archive, ".mhtml": read_page_archive,
    ".docx": read_docx, ".pdf": read_pdf, ".eml": read_letter,
    ".rss": read_feed, ".atom": read_feed, ".xml": read_feed, ".rdf": read_feed,
    ".json": read_json,
}  # fmt: skip
"""What reads a file that is small enough to be held, by the ending of its name."""
STREAMED = {
    ".jsonl": read_json_lines, ".ndjson": read_json_lines, ".csv": read_csv, ".tsv": read_csv,
    ".parquet": read_parquet, ".mbox": read_mailbox, ".warc": read_warc,
}  # fmt: skip
"""What reads a file of any size, article by article."""
PACKED = {".gz": "gzip", ".zst": "zstd"}
WITH_COLUMNS = (read_json, read_json_lines, read_csv, read_parquet)
_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"PAR1", ".parquet"),
    (b"\x1f\x8b", ".gz"),
    (b"\x28\xb5\x2f\xfd", ".zst"),
    (b"WARC/", ".warc"),
)
"""How a file without an ending begins, and which it should have."""


def suffix_of(name: str) -> str:
    """Return the ending of a file's name that says what it is, in small letters."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def is_known(name: str) -> bool:
    """Whether files of this name's ending are read."""
    return suffix_of(name) in WHOLE | STREAMED | PACKED | {".zip": None}


def read_file(
    file: BinaryIO,
    own_name: str,
    name: str,
    limits: Limits,
    columns: tuple[tuple[str, str], ...] = (),
    depth: int = 0,
) -> Pieces:
    """Read every article of an open file.

    Parameters
    ----------
    file : binary file
        Open for reading; seekable for .zip and .parquet, or small.
    own_name : str
        The file's name, whose ending says what it is.
    name : str
        How the piece is called so far; empty for a file in a folder.
    limits : Limits
        How much is read.
    columns : tuple of (str, str)
        Pairs of a field and the column or key that holds it, where the user says so.
    depth : int
        In how many archives the file lies.

    Yields
    ------
    Piece
        Every article, or why it cannot be used.

    Raises
    ------
    Rejected
        If the file as a whole cannot be used.
    """
    suffix = suffix_of(own_name)
    if suffix == "":
        head = file.read(8)
        suffix = next((known for begins, known in _MAGIC if head.startswith(begins)), "")
        file = io.BufferedReader(Joined(head, file))
    if suffix in PACKED or suffix == ".zip":
        if depth >= limits.depth:
            raise Rejected("packed too deep")
        inner: Callable[[BinaryIO, str, str], Pieces] = partial(
            _read_inner, limits=limits, columns=columns, depth=depth + 1
        )
        if suffix == ".zip":
            yield from read_zip(_seekable(file, limits), name, limits, inner)
        else:
            yield from read_packed(file, own_name, name, limits, inner, PACKED[suffix])
        return
    reader = WHOLE.get(suffix) or STREAMED.get(suffix)
    if reader is None:
        raise Rejected("unknown file type")
    if reader in WITH_COLUMNS:
        reader = partial(reader, columns=columns)
    if suffix == ".parquet":
        file = _seekable(file, limits)
    yield from reader(_whole(file, limits.bytes) if suffix in WHOLE else file, name, limits)


def _read_inner(file: BinaryIO, own_name: str, name: str, **how: object) -> Pieces:
    """Read a member of an archive."""
    if suffix_of(own_name) and not is_known(own_name):
        raise Rejected("unknown file type")
    yield from read_file(file, own_name, name, **how)


def _whole(file: BinaryIO, limit: int) -> bytes:
    content = file.read(limit + 1)
    if len(content) > limit:
        raise Rejected("too large", f"more than {sized(limit)}", sized(limit))
    return content


def _seekable(file: BinaryIO, limits: Limits) -> BinaryIO:
    """Return the file, or its whole content where it cannot be sought in."""
    return file if file.seekable() else io.BytesIO(_whole(file, limits.bytes))
