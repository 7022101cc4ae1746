"""The files of a folder, found and opened with care."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from helpers.articles.pieces import Rejected


def printable(name: str) -> str:
    """Return a file name without the halves of characters that some systems allow in it."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def find_files(folder: Path, shown_as: Path) -> Iterator[tuple[str, Path, str]]:
    """Find the files of a folder and of the folders in it.

    Parameters
    ----------
    folder : Path
        A folder, or one file.
    shown_as : Path
        How it is called in what is shown.

    Yields
    ------
    (str, Path, str)
        Each file's name below ``folder``, its path, and the path to show, by name.
        Names that begin with a dot are passed over. A link to a folder, and a
        folder that may not be looked into, stand for themselves.
    """
    if not folder.is_dir():
        yield printable(folder.name), folder, printable(shown_as.as_posix())
        return
    found = []

    def unreadable(error: OSError) -> None:
        found.append(Path(error.filename))

    for here, folders, files in os.walk(folder, onerror=unreadable):
        links = [name for name in folders if os.path.islink(os.path.join(here, name))]
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(here, name) for name in files + links if not name.startswith(".")]
    named = {printable(path.relative_to(folder).as_posix()): path for path in found}
    assert len(named) == len(found), "two files have one name"
    for name in sorted(named):
        yield name, named[name], printable(shown_as.as_posix()) + "/" + name


def open_file(path: Path, folder: Path) -> BinaryIO:
    """Open a file of the folder for reading.

    Parameters
    ----------
    path : Path
        The file.
    folder : Path
        Links out of it are not followed.

    Returns
    -------
    binary file
        Open.

    Raises
    ------
    Rejected
        If it is a link to a folder or out of ``folder``, no file, or may not be read.
    """
    with system_errors():
        if path.is_symlink():
            target = path.resolve(strict=True)
            if target.is_dir():
                raise Rejected("link to a folder")
            if folder.is_dir() and not target.is_relative_to(folder.resolve()):
                raise Rejected("link out of the folder", printable(os.readlink(path)))
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise Rejected("no permission")
        if not stat.S_ISREG(kind):
            raise Rejected("not a file")
        return path.open("rb")


@contextmanager
def system_errors() -> Iterator[None]:
    """Turn what the system says of a file into the reason why it cannot be used."""
    try:
        yield
    except PermissionError:
        raise Rejected("no permission") from None
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise Rejected("cannot be read", getattr(error, "strerror", None) or error) from None
