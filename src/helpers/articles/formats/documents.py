"""Articles written as documents: .docx, and .pdf with a layer of text."""

from __future__ import annotations

import io
import logging
import re
import zipfile

from helpers.articles.pieces import Limits, Piece, Pieces, Rejected, first_line, sized
from helpers.articles.text import storable, with_title
from helpers.articles.tidying import unwrapped

_MOST_PAGES = 2000
_PAGE_NUMBER = re.compile(r"\s*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*", re.IGNORECASE)


def read_docx(content: bytes, name: str, limits: Limits) -> Pieces:
    """Read a .docx file: its paragraphs and tables, in order.

    The day on which a document was made says nothing about when the article in it
    appeared, and is not taken.

    Parameters
    ----------
    content, name, limits
        As for :func:`helpers.articles.formats.markup.read_page`.

    Yields
    ------
    Piece
        One.

    Raises
    ------
    Rejected
        If it cannot be read, unpacks to too much, or holds no text.
    """
    from docx import Document
    from docx.table import Table

    _check_zip(content, limits)
    try:
        document = Document(io.BytesIO(content))
        lines = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                lines += [" ".join(cell.text for cell in row.cells) for row in block.rows]
            else:
                lines.append(block.text)
        properties = document.core_properties
        title, author = properties.title or "", properties.author or ""
    except Exception as error:  # noqa: BLE001  whatever its parser trips over, the file is at fault
        raise Rejected("damaged", ".docx", type(error).__name__) from None
    body = "\n".join(" ".join(line.split()) for line in lines).strip("\n")
    if not body.strip():
        raise Rejected("no text", "")
    yield Piece(
        name,
        storable(with_title(title, body)),
        content,
        "taken out of a .docx document",
        title=title,
        author="" if author == "python-docx" else author,
    )


def _check_zip(content: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Rejected("damaged", ".docx", first_line(error)[:80]) from None
    if unpacked > 1_000_000 and unpacked > limits.ratio * len(content):
        raise Rejected("unpacks to too much", unpacked // max(len(content), 1))
    if unpacked > 4 * limits.bytes:
        raise Rejected("too large", sized(unpacked), sized(4 * limits.bytes))


def read_pdf(content: bytes, name: str, limits: Limits) -> Pieces:
    """Read the layer of text of a .pdf file; lines broken by the page are joined again.

    Parameters and what is yielded and raised are those of :func:`read_docx`.
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Rejected("locked")
        if len(reader.pages) > _MOST_PAGES:
            raise Rejected("too many", f"{_MOST_PAGES} pages")
        pages, length = [], 0
        for page in reader.pages:
            pages.append(page.extract_text())
            length += len(pages[-1])
            if length > limits.characters:
                raise Rejected("too large", "more characters", f"{limits.characters:,}")
        facts = reader.metadata
        title, author = (facts.title or "", facts.author or "") if facts else ("", "")
    except Rejected:
        raise
    except Exception as error:  # noqa: BLE001  whatever its parser trips over, the file is at fault
        raise Rejected("damaged", ".pdf", type(error).__name__) from None
    yield _pdf_piece(name, content, pages, str(title), str(author))


def _pdf_piece(name: str, content: bytes, pages: list[str], title: str, author: str) -> Piece:
    """Return the article of a PDF; the day on which that was made is not the article's."""
    lines = (line for page in pages for line in page.splitlines())
    body, repairs = unwrapped("\n".join(x for x in lines if not _PAGE_NUMBER.fullmatch(x)).strip())
    if not body:
        raise Rejected("no text", " (it may be a scan: let a program recognise its text first)")
    title = "" if re.search(r"\.\w{2,4}$|^untitled", title, re.IGNORECASE) else title
    return Piece(
        name,
        storable(with_title(title, body)),
        content,
        "; ".join(filter(None, ("taken out of a .pdf document", repairs))),
        title=title,
        author=author if re.search(r"[A-Za-z]+ [A-Za-z]", author) else "",
    )
