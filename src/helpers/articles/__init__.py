"""A folder of text files as the table ``articles``; what cannot be read, as ``rejects``."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.articles.decoding import NotTextError, UnknownEncodingError, decode
from helpers.articles.facts import Fact, read_facts
from helpers.schemas import as_table

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MAX_BYTES = 1_000_000
"""The largest file that is read, unless said otherwise: what spaCy parses at once."""
SUFFIXES = (".txt", ".text")

ADVICE = {
    "empty": "there is nothing in it to read; delete it or put the article in",
    "no words": "it holds no words; delete it or put the article in",
    "binary": "it is no plain text, whatever its name says; save the article as plain text (.txt)",
    "unreadable encoding": "its characters could not be read; save it again as UTF-8",
    "not English": "only English articles are read; put an English translation in its place",
    "no permission": "allow reading, for example with chmod u+r",
    "cannot be read": "the system says: {}",
    "link out of the folder": "it points to {}; copy the file itself into the folder",
    "link to a folder": "links to folders are not followed; copy the folder itself",
    "not a file": "it is a device, a pipe or a socket; remove it",
    "too large": "it has {} bytes, more than the limit of {}; split it into its articles",
    "unknown file type": "only plain text is read; save it as .txt",
    "names no article": "no file in the articles folder is called {}; correct the column 'file'",
}
"""Why an input is rejected, and what to do about it."""


class _Rejected(Exception):
    """A file that cannot be used, and why (a key of :data:`ADVICE`)."""


def load_articles(
    folder: str | Path,
    facts: str | Path | None = None,
    max_bytes: int = MAX_BYTES,
    shown_as: str | Path | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Load a folder of articles.

    Every file is either a row of ``articles`` or a row of ``rejects``, and none
    stops the others. Files and folders whose names begin with a dot are not looked
    at. Of articles with the very same text, one stands and the others have
    ``duplicate_of``.

    Parameters
    ----------
    folder : str or Path
        Searched with the folders in it. May be one file.
    facts : str or Path, optional
        ``articles.csv``; see :func:`helpers.articles.facts.read_facts`. Its dates and titles
        beat what the text says.
    max_bytes : int
        Files larger than this are rejected; default one million.
    shown_as : str or Path, optional
        How ``folder`` is called in the column ``path``; as given where left out.

    Returns
    -------
    articles : pandas.DataFrame
        The table ``articles``, ordered by ``article_id``.
    rejects : pandas.DataFrame
        The table ``rejects``: files, and rows of ``facts``, that cannot be used.

    Raises
    ------
    FileNotFoundError
        If there is no such folder.

    Examples
    --------
    >>> articles, rejects = load_articles("data/articles")  # doctest: +SKIP
    """
    folder = Path(folder)
    if not folder.exists():
        raise FileNotFoundError(f"there is no folder {folder.as_posix()!r}")
    known, problems = read_facts(facts) if facts else ({}, [])
    rows, rejects, seen = [], [], set()
    for article_id, path, shown in _files(folder, Path(shown_as or folder)):
        seen.add(article_id)
        try:
            content = _read(path, folder, max_bytes)
            rows.append(_row(article_id, shown, content, known.get(article_id)))
        except _Rejected as why:
            rejects.append(_reject(shown, *why.args))
    for name in sorted(known.keys() - seen if folder.is_dir() else ()):
        where = f"{Path(facts).as_posix()} line {known[name].lines[0]}"
        problems.append(_reject(where, "names no article", name))
    assert len(seen) == len(rows) + len(rejects), "a file was lost"
    return as_table("articles", _mark_duplicates(rows)), as_table("rejects", rejects + problems)


def _printable(name: str) -> str:
    """Return a file name without the halves of characters that some systems allow in it."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _reject(path: str, reason: str, *details: object) -> dict[str, object]:
    return {"path": path, "reason": reason, "detail": ADVICE[reason].format(*details)}


def _files(folder: Path, shown_as: Path) -> Iterator[tuple[str, Path, str]]:
    """Yield each file's name below ``folder``, its path, and the path to show, by name."""
    if not folder.is_dir():
        yield _printable(folder.name), folder, _printable(shown_as.as_posix())
        return
    found = []

    def unreadable(error: OSError) -> None:
        found.append(Path(error.filename))

    for here, folders, files in os.walk(folder, onerror=unreadable):
        links = [name for name in folders if os.path.islink(os.path.join(here, name))]
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(here, name) for name in files + links if not name.startswith(".")]
    named = {_printable(path.relative_to(folder).as_posix()): path for path in found}
    assert len(named) == len(found), "two files have one name"
    for name in sorted(named):
        yield name, named[name], _printable(shown_as.as_posix()) + "/" + name


def _read(path: Path, folder: Path, max_bytes: int) -> bytes:
    """Return a file's content, or raise why it cannot be used."""
    try:
        if path.is_symlink():
            target = path.resolve(strict=True)
            if target.is_dir():
                raise _Rejected("link to a folder")
            if folder.is_dir() and not target.is_relative_to(folder.resolve()):
                raise _Rejected("link out of the folder", _printable(os.readlink(path)))
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise _Rejected("no permission")
        if not stat.S_ISREG(kind.st_mode):
            raise _Rejected("not a file")
        if path.suffix.lower() not in SUFFIXES:
            raise _Rejected("unknown file type")
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except PermissionError:
        raise _Rejected("no permission") from None
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise _Rejected("cannot be read", getattr(error, "strerror", None) or error) from None
    if len(content) > max_bytes:
        raise _Rejected("too large", max(kind.st_size, len(content)), max_bytes)
    return content


def _row(article_id: str, path: str, content: bytes, fact: Fact | None) -> dict[str, object]:
    """Return the record of one article, or raise why it cannot be used."""
    from helpers.dates import stated_publication

    if not content.strip():
        raise _Rejected("empty")
    try:
        decoded = decode(content)
    except NotTextError:
        raise _Rejected("binary") from None
    except UnknownEncodingError:
        raise _Rejected("unreadable encoding") from None
    text = decoded.text
    n_words = len(re.findall(r"\w+(?:['’.,-]\w+)*", text))
    if not re.search(r"[^\W\d_]", text):
        raise _Rejected("no words" if text.strip() else "empty")
    if not is_english(text):
        raise _Rejected("not English")
    stated = stated_publication(text)
    fact = fact or Fact(())
    return {
        "article_id": article_id,
        "path": path,
        "title": fact.title or find_title(text, stated[2] if stated else ""),
        "outlet": fact.outlet,
        "author": fact.author,
        "url": fact.url,
        **_publication(fact, stated),
        "language": "en",
        "n_words": n_words,
        "sha256": hashlib.sha256(content).hexdigest(),
        "repairs": decoded.repairs,
        "text": text,
    }


def _publication(fact: Fact, stated: tuple | None) -> dict[str, object]:
    """Say when an article was published and how that is known: the user's word comes first."""
    if fact.published:
        (start, end), basis = fact.published, "metadata"
        days = start.isoformat() if start == end else f"{start} to {end}"
        reason = f"articles.csv gives {days}."
    elif stated:
        (start, end), basis = stated[:2], "stated"
        reason = f"The article says so itself: “{stated[2]}”."
    else:
        start = end = None
        basis = "unknown"
        reason = "Neither articles.csv nor the article itself says when it was published."
    return {
        "published_start": start,
        "published_end": end,
        "published_basis": basis,
        "published_reason": reason,
    }


_BYLINE = re.compile(r"(?:by|from)\s+(?:\S+\s*){1,6}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*(?=\s+[\"'“‘(]?[A-Z0-9])")
MAX_TITLE = 160
"""Characters of the longest title that is read from a text."""


def find_title(text: str, stated: str = "") -> str:
    """Find the title of an article in its text.

    Parameters
    ----------
    text : str
        The stored text.
    stated : str
        The words in it that state when it was published, which are no title.

    Returns
    -------
    str
        The first line, without the date before it and the full stop behind it;
        where that line is too long for a headline, its first sentence.
    """
    for line in text.splitlines():
        words = " ".join(line.split())
        if stated and words.startswith(stated):
            words = words[len(stated) :].strip(" -–—|:,.·•([])")
        if not any(c.isalpha() for c in words) or _BYLINE.fullmatch(words):
            continue
        if len(words) > MAX_TITLE and (end := _SENTENCE_END.search(words)):
            words = words[: end.end()]
        if len(words) > MAX_TITLE:
            words = words[:MAX_TITLE].rsplit(" ", 1)[0] + " …"
        return re.sub(r"(?<=[a-z0-9])(?<!\.[a-z])\.$", "", words)
    return ""


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def is_english(text: str) -> bool:
    """Whether a text is in English, as far as its words tell.

    A text too short to tell, such as a headline of names, passes: it is rejected
    only where another language is likelier than all others together.

    Parameters
    ----------
    text : str
        The article; its first 20,000 characters are looked at.

    Returns
    -------
    bool
        False where py3langid is sure of another language.
    """
    ranked = _identifier().rank(text[:20_000])
    language, probability = ranked[0]
    return language == "en" or probability < 0.5 or dict(ranked)["en"] > 0.1


def _mark_duplicates(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Let one of the articles with the same words stand: a dated one, then the first by name."""
    first: dict[str, str] = {}
    by_rank = sorted(rows, key=lambda r: (r["published_basis"] == "unknown", r["article_id"]))
    for row in by_rank:
        words = hashlib.sha256(" ".join(str(row["text"]).split()).encode()).hexdigest()
        row["duplicate_of"] = first.get(words, "")
        first.setdefault(words, str(row["article_id"]))
    return rows
