"""Which pages need not be made again: what they were made from, and whether they still stand.

A page is kept where its fingerprint, a hash over everything that it depends on, is the
one that it was made with, and its bytes are those that were written. So a kept page is
byte for byte the one that would be made.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.kept import rules_version
from helpers.language import MODELS

if TYPE_CHECKING:
    from helpers.parameters import Parameters

RECORD = "pages.json"
"""The file, beside what is kept of articles, that lists what was written."""

_LARGEST = 500_000_000
"""Of larger files, which are rejected as too large, the size alone counts, bytes."""


@dataclass(frozen=True)
class Record:
    """What one run wrote.

    Attributes
    ----------
    files : dict
        By path below the reports' folder, the fingerprint (``made_from``) and the
        SHA-256 of the bytes (``sha256``); the first page first.
    whole : bool
        Whether every notebook ran to its end.
    inputs, answer, usable
        As in :class:`helpers.reports.Built`.
    """

    files: dict[str, dict[str, str]] = field(default_factory=dict)
    whole: bool = False
    inputs: list[str] = field(default_factory=list)
    answer: str = ""
    usable: bool = True

    def pages(self) -> list[str]:
        """Return the pages among the files."""
        return [name for name in self.files if name.endswith(".html")]


def fingerprints(checked: Parameters, given: Mapping[str, object]) -> dict[str, str]:
    """Hash all that decides what the pages say.

    That is the parameters as given, every file of articles, the user's data files,
    ready tables where they are read, the code, lexicons, templates and style of this
    package, the language model, the notebooks, and the names and versions of all
    packages that are installed.

    Parameters
    ----------
    checked : Parameters
        From :func:`helpers.parameters.check_parameters`.
    given : mapping
        The parameters as they were given, by name.

    Returns
    -------
    dict of str
        By page, for pages made by a notebook; ``""`` for all others.
    """
    from helpers.reports.notebook_runs import find_notebooks

    common = hashlib.sha256()
    for part in (
        json.dumps([dict(given), dict(checked.sides)], sort_keys=True, default=str),
        rules_version(),
        sys.version,
        *sorted(_installed()),
    ):
        common.update(f"{part}\x1f".encode("utf-8", "surrogatepass"))
    package = Path(str(files("helpers")))
    model = next(filter(None, map(find_spec, MODELS)), None)
    sources = [checked.folder, checked.facts, checked.actors_file, checked.tables, checked.earlier]
    sources += [package / "templates", package / "tollbook.mplstyle"]
    sources += map(Path, model.submodule_search_locations if model else ())
    for source in sources:
        common.update(hash_files(source))
    stamps = {"": common.hexdigest()}
    for notebook in sorted(find_notebooks().glob("*.ipynb")):
        own = hashlib.sha256(common.digest() + notebook.read_bytes())
        stamps[f"{notebook.stem}.html"] = own.hexdigest()
    return stamps


def stamp_of(name: str, stamps: Mapping[str, str]) -> str:
    """Return the fingerprint that holds for a file."""
    return stamps.get(name, stamps[""])


def _installed() -> set[str]:
    """Names and versions of the installed packages, as their metadata folders are called."""
    found = set()
    for folder in sys.path:
        try:
            found |= {name for name in os.listdir(folder) if name.endswith(".dist-info")}
        except OSError:
            continue
    return found


def hash_files(source: Path | None) -> bytes:
    """Hash a file, or the names and contents of all files in a folder, save hidden ones."""
    digest = hashlib.sha256()
    for name, path in _walk(source) if source else ():
        digest.update(f"{name}\x1f".encode("utf-8", "surrogateescape"))
        digest.update(_hash_file(path))
    return digest.digest()


def _walk(source: Path) -> Iterator[tuple[str, Path]]:
    if not source.is_dir():
        yield source.name, source
    for here, folders, names in os.walk(source):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f != "__pycache__")
        links = [name for name in folders if os.path.islink(os.path.join(here, name))]
        for name in sorted([*names, *links]):
            if not name.startswith("."):
                yield os.path.relpath(os.path.join(here, name), source), Path(here, name)


def _hash_file(path: Path) -> bytes:
    """Hash what a reader of this file would get, or why there is nothing to get."""
    try:
        what = path.lstat()
        told = f"{stat.S_IFMT(what.st_mode)}"
        if path.is_symlink():
            told += f" {os.readlink(path)}"
        if not path.is_file():
            return f"{told}\x1f".encode("utf-8", "surrogateescape")
        size = path.stat().st_size
        told += f" {size}\x1f"
        if size > _LARGEST:
            return told.encode("utf-8", "surrogateescape")
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").digest()
    except OSError as error:
        return f"{error.strerror}\x1f".encode()
    return told.encode("utf-8", "surrogateescape") + digest


def read_record(folder: Path) -> Record:
    """Read what :func:`write_record` wrote; an empty record where there is none."""
    try:
        read = Record(**json.loads((folder / RECORD).read_bytes()))
        assert all({"made_from", "sha256"} <= row.keys() for row in read.files.values())
        assert not any(Path(name).is_absolute() or ".." in Path(name).parts for name in read.files)
        return read
    except (OSError, ValueError, TypeError, AttributeError, AssertionError):
        return Record()


def write_record(folder: Path, record: Record) -> None:
    """Keep what a run wrote, for the next run.

    Parameters
    ----------
    folder : Path
        Where to; made if missing.
    record : Record
        What was written.
    """
    from helpers.store import replace_file

    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(record), ensure_ascii=False, indent=1)
    replace_file(folder / RECORD, text.encode("utf-8", "surrogatepass"))


def intact(out: Path, record: Record, stamps: Mapping[str, str]) -> frozenset[str]:
    """Return the files that would be made again just as they stand.

    Parameters
    ----------
    out : Path
        The reports' folder.
    record : Record
        What the last run wrote.
    stamps : mapping
        From :func:`fingerprints`.

    Returns
    -------
    frozenset of str
        Of the record's files, those with the fingerprint that holds now whose bytes
        are still what was written.
    """
    return frozenset(
        name
        for name, row in record.files.items()
        if row["made_from"] == stamp_of(name, stamps) and row["sha256"] == hash_of(out / name)
    )


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def remove_leftovers(out: Path, before: Record, now: Iterable[str]) -> None:
    """Delete pages that an earlier run wrote and this one does not, save altered ones.

    Parameters
    ----------
    out : Path
        The reports' folder.
    before : Record
        What the earlier run wrote.
    now : iterable of str
        The files that belong there.
    """
    for name in before.files.keys() - set(now):
        if hash_of(out / name) == before.files[name]["sha256"]:
            (out / name).unlink()
