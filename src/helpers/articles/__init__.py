"""A folder of articles as the table ``articles``; what cannot be used, as ``rejects``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from helpers.articles.duplicates import mark_duplicates
from helpers.articles.facts import Fact, read_facts
from helpers.articles.files import find_files, open_file, system_errors
from helpers.articles.formats import read_file
from helpers.articles.heads import find_author, find_title, is_english
from helpers.articles.pieces import ADVICE, Limits, Piece, Rejected
from helpers.schemas import as_table

__all__ = ["ADVICE", "Limits", "find_title", "is_english", "load_articles", "read_inputs"]

Row = dict[str, object]


def load_articles(
    folder: str | Path,
    facts: str | Path | None = None,
    limits: Limits | None = None,
    shown_as: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Load a folder of articles.

    Plain text, Markdown, saved web pages, .docx, .pdf, letters and mailboxes, JSON
    and JSON Lines, CSV and Parquet, feeds, web archives, and .zip, .gz and .zst of
    these. Every article of every file is a row of ``articles`` or a row of
    ``rejects``, and none stops the others. Files and folders whose names begin with
    a dot are not looked at. Of articles with the very same text, one stands and the
    others have ``duplicate_of``; articles that are one text edited by several
    outlets share ``copy_of``.

    Parameters
    ----------
    folder : str or Path
        Searched with the folders in it. May be one file.
    facts : str or Path, optional
        ``articles.csv``; see :func:`helpers.articles.facts.read_facts`. Its dates and titles
        beat what the file and the text say.
    limits : Limits, optional
        How much of one input is read before it is rejected.
    shown_as : str or Path, optional
        How ``folder`` is called in the column ``path``; as given where left out.
    columns : mapping of str, optional
        Which key or column of JSON, CSV and Parquet files holds what, where its name
        does not tell: ``{"text": "artikel", "published": "tag"}``.

    Returns
    -------
    articles : pandas.DataFrame
        The table ``articles``, ordered by ``article_id``.
    rejects : pandas.DataFrame
        The table ``rejects``: inputs, and rows of ``facts``, that cannot be used.

    Raises
    ------
    FileNotFoundError
        If there is no such folder.

    Examples
    --------
    >>> articles, rejects = load_articles("data/articles")
    >>> articles[["title", "n_words"]].values.tolist()[0]
    ['Pakistani Islamists Abandon Rally Following Government Talks', 374]
    >>> len(rejects)
    0
    """
    folder = Path(folder)
    if not folder.exists():
        raise FileNotFoundError(f"there is no folder {folder.as_posix()!r}")
    known, problems = read_facts(facts) if facts else ({}, [])
    rows: list[Row] = []
    rejects: list[Row] = []
    seen = set()
    for article_id, record in read_inputs(folder, limits, shown_as, columns, known):
        seen.add(article_id)
        (rejects if "reason" in record else rows).append(record)
    for name in sorted(known.keys() - seen if folder.is_dir() else ()):
        where = f"{Path(facts).as_posix()} line {known[name].lines[0]}"
        problems.append(_reject(where, "names no article", name))
    assert len(seen) == len(rows) + len(rejects), "two inputs have one name"
    rows.sort(key=lambda row: str(row["article_id"]))
    return as_table("articles", mark_duplicates(rows)), as_table("rejects", rejects + problems)


def read_inputs(
    folder: str | Path,
    limits: Limits | None = None,
    shown_as: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
    facts: Mapping[str, Fact] | None = None,
) -> Iterator[tuple[str, Row]]:
    """Read the inputs of a folder one by one, holding no more than one of them.

    Parameters
    ----------
    folder, limits, shown_as, columns
        As for :func:`load_articles`.
    facts : mapping of Fact, optional
        What is known, by ``article_id``.

    Yields
    ------
    (str, dict)
        The ``article_id``, and a record of the table ``articles`` (duplicates are not
        marked yet) or ``rejects``.
    """
    folder, limits, facts = Path(folder), limits or Limits(), facts or {}
    pairs = tuple((columns or {}).items())
    for name, path, shown in find_files(folder, Path(shown_as or folder)):
        for piece in _pieces(path, folder, limits, pairs):
            article_id, where = name + piece.name, shown + piece.name
            try:
                if piece.rejected:
                    raise Rejected(*piece.rejected)
                yield article_id, _row(article_id, where, piece, limits, facts.get(article_id))
            except Rejected as why:
                yield article_id, _reject(where, *why.args)


def _pieces(
    path: Path, folder: Path, limits: Limits, columns: tuple[tuple[str, str], ...]
) -> Iterator[Piece]:
    """Yield a file's articles; whatever goes wrong with it becomes its last piece."""
    n_found = 0
    try:
        with system_errors(), open_file(path, folder) as file:
            for piece in read_file(file, path.name, "", limits, columns):
                n_found += 1
                yield piece
        if not n_found:
            raise Rejected("no text", " (it holds no article)")
    except Rejected as why:
        yield Piece(" (the rest)" if n_found else "", rejected=why.args)


def _reject(path: str, reason: str, *details: object) -> Row:
    return {"path": path, "reason": reason, "detail": ADVICE[reason].format(*details)}


def _row(
    article_id: str, path: str, piece: Piece, limits: Limits, fact: Fact | None
) -> dict[str, object]:
    """Return the record of one article, or raise why it cannot be used."""
    from helpers.dates import stated_publication

    text = piece.text
    if len(text) > limits.characters:
        raise Rejected("too large", f"{len(text):,} characters", f"{limits.characters:,}")
    n_words = len(re.findall(r"\w+(?:['’.,-]\w+)*", text))
    if not re.search(r"[^\W\d_]", text):
        raise Rejected("no words" if text.strip() else "empty")
    if not is_english(text):
        raise Rejected("not English")
    stated = stated_publication(text)
    fact = fact or Fact(())
    return {
        "article_id": article_id,
        "path": path,
        "title": fact.title or piece.title or find_title(text, stated[2] if stated else ""),
        "outlet": fact.outlet or piece.outlet,
        "author": fact.author or piece.author or find_author(text),
        "url": fact.url or piece.url,
        **_publication(fact, piece, stated),
        "language": "en",
        "n_words": n_words,
        "sha256": hashlib.sha256(piece.content).hexdigest(),
        "repairs": piece.repairs,
        "text": text,
    }


def _publication(fact: Fact, piece: Piece, stated: tuple | None) -> dict[str, object]:
    """Say when an article was published and how that is known: the user's word comes first."""
    start = end = None
    basis = "unknown"
    if fact.published:
        (start, end), basis = fact.published, "metadata"
        days = start.isoformat() if start == end else f"{start} to {end}"
        reason = f"articles.csv gives {days}."
    elif piece.published:
        (start, end), basis = piece.published, "metadata"
        reason = f"The file gives “{piece.published_words}”."
    elif stated:
        (start, end), basis = stated[:2], "stated"
        reason = f"The article says so itself: “{stated[2]}”."
    elif piece.published_words:
        reason = f"The file gives “{piece.published_words}”, which is not one day that exists."
    else:
        reason = "Neither articles.csv nor the article itself says when it was published."
    return {
        "published_start": start,
        "published_end": end,
        "published_basis": basis,
        "published_reason": reason,
    }
