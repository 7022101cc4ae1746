"""Archives: .zip, .gz and .zst of anything that is read, and web archives (.warc).

Nothing is ever unpacked to disk. What an archive says of itself is not believed:
every read is counted.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import BinaryIO

from helpers.articles.formats.markup import page_piece
from helpers.articles.pieces import Limits, Piece, Pieces, Rejected, first_line, refused, sized
from helpers.articles.streams import Counted
from helpers.articles.text import decoded

Reader = Callable[[BinaryIO, str, str], Pieces]
"""Reads an open file, given its own name and the piece's name so far."""


def read_zip(file: BinaryIO, name: str, limits: Limits, read: Reader) -> Pieces:
    """Read every file in a .zip archive.

    Parameters
    ----------
    file : binary file
        Open for reading, seekable.
    name, limits
        As for :func:`helpers.articles.formats.markup.read_page`.
    read : callable
        Reads a member.

    Yields
    ------
    Piece
        Of all members, by name. A member whose name points out of the archive, that
        is a link, is locked, or unpacks to more than ``limits`` allow, is one that
        cannot be used.

    Raises
    ------
    Rejected
        If it is no .zip archive.
    """
    try:
        archive = zipfile.ZipFile(file)
        members = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise Rejected("damaged", ".zip", first_line(error)[:80]) from None
    if len(members) > limits.records:
        raise Rejected("too many", f"{limits.records:,} files")
    left = limits.unpacked_bytes
    seen: dict[str, int] = {}
    for info in sorted(members, key=lambda m: m.filename):
        if PurePosixPath(info.filename).name.startswith(".") or "__MACOSX" in info.filename:
            continue  # what the system put in
        seen[info.filename] = seen.get(info.filename, 0) + 1
        again = f" ({seen[info.filename]})" if seen[info.filename] > 1 else ""
        place = f"{name}/{_printable(info.filename)}{again}"
        if reason := _unwanted(info, limits, left):
            yield refused(place, *reason)
            continue
        try:
            with archive.open(info) as member:
                counted = Counted(member, min(left, info.file_size))
                yield from read(counted, info.filename, place)
                left -= counted.given
        except Rejected as why:
            yield Piece(place, rejected=why.args)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError,
                NotImplementedError) as error:  # fmt: skip
            yield refused(place, "damaged", ".zip", first_line(error)[:80])


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def _unwanted(info: zipfile.ZipInfo, limits: Limits, left: int) -> tuple[object, ...]:
    """Return why a member is not opened; empty where it may be."""
    parts = re.split(r"[/\\]", info.filename)
    if ".." in parts or parts[0] == "" or re.match(r"[A-Za-z]:", info.filename):
        return ("name out of the archive",)
    if stat.S_ISLNK(info.external_attr >> 16):
        return ("link out of the folder", "another file")
    if info.flag_bits & 1:
        return ("locked",)
    if info.file_size > 1_000_000 and info.file_size > limits.ratio * max(info.compress_size, 1):
        return ("unpacks to too much", info.file_size // max(info.compress_size, 1))
    if info.file_size > left:
        return ("too large", sized(info.file_size), sized(left))
    return ()


def read_packed(
    file: BinaryIO, own_name: str, name: str, limits: Limits, read: Reader, kind: str
) -> Pieces:
    """Read a file packed with gzip or Zstandard.

    Parameters
    ----------
    file : binary file
        Open for reading.
    own_name : str
        Its name; that without the ending says what is in it.
    name, limits, read
        As for :func:`read_zip`.
    kind : str
        ``"gzip"`` or ``"zstd"``.

    Yields
    ------
    Piece
        Of what is in it.

    Raises
    ------
    Rejected
        If it is damaged or unpacks to too much.
    """
    import pyarrow as pa

    try:
        unpacked = pa.CompressedInputStream(pa.PythonFile(file, mode="r"), kind)
        stream = io.BufferedReader(Counted(unpacked, limits.unpacked_bytes))
        inner = PurePosixPath(own_name).stem
        yield from read(stream, inner, name)
    except (OSError, EOFError, pa.ArrowException) as error:
        raise Rejected("damaged", f".{kind}", first_line(error)[:80]) from None


def read_warc(file: BinaryIO, name: str, limits: Limits) -> Pieces:
    """Read a web archive: one article for each page that was fetched with success.

    Parameters
    ----------
    file : binary file
        Open for reading; packed or not.
    name, limits
        As for :func:`read_zip`.

    Yields
    ------
    Piece
        One for each HTML page. Other records (requests, pictures, errors) are no
        articles and are passed over.

    Raises
    ------
    Rejected
        If it is no web archive.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        for record in ArchiveIterator(file):
            if record.rec_type != "response" or not _is_page(record):
                continue
            number += 1
            place = f"{name}#{number}"
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            content = record.content_stream().read(limits.record_bytes + 1)
            if len(content) > limits.record_bytes:
                yield refused(place, "too large", "more bytes", sized(limits.record_bytes))
                continue
            try:
                page, repairs = decoded(content)
                yield page_piece(page, place, content, repairs, url)
            except Rejected as why:
                yield Piece(place, rejected=why.args)
    except (ArchiveLoadFailed, ValueError, OSError, EOFError, zlib.error, AttributeError) as error:
        if not number:
            raise Rejected("damaged", "a web archive", first_line(error)[:80]) from None
        yield refused(f"{name}#{number + 1}", "damaged", "a web archive", first_line(error)[:80])


def _is_page(record: object) -> bool:
    headers = record.http_headers
    if headers is None or not str(headers.get_statuscode()).startswith("2"):
        return False
    return "html" in (headers.get_header("Content-Type") or "html").lower()
