"""Values that a user gives, checked: each mistake is answered with one clear line."""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.articles.pieces import Limits


class ParameterError(ValueError):
    """A parameter that cannot be used: which, what was given, and what is allowed.

    Examples
    --------
    >>> from helpers import ParameterError, open_workbook
    >>> try:
    ...     open_workbook("data/articles", outcomes="kiled")
    ... except ParameterError as error:
    ...     print(str(error)[:64])
    parameter 'outcomes': got 'kiled' (did you mean 'killed'?); allo
    """

    def _render_traceback_(self) -> list[str]:
        """Let Jupyter show the one line that helps, and not the call stack."""
        return [f"ParameterError: {self}"]


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Return words that suggest the allowed name most like ``word``, or nothing."""
    close = difflib.get_close_matches(word, list(allowed), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def find_path(path: str | Path) -> Path:
    """Look for a relative path in the working folder, then in the one above it."""
    here = Path(path).expanduser()
    above = Path("..") / here
    return above if not here.is_absolute() and not here.exists() and above.exists() else here


def existing(name: str, given: object, folder: bool | None = None) -> Path | None:
    """Check a path, which may be empty.

    Parameters
    ----------
    name : str
        The parameter, for the error.
    given : object
        What was given.
    folder : bool, optional
        Whether it must be a folder (True) or a file (False).

    Returns
    -------
    Path or None
        Where it was found.

    Raises
    ------
    ParameterError
        If it is no path, or nothing is there.
    """
    if given is None or given == "":
        return None
    if not isinstance(given, (str, Path)):
        raise ParameterError(f"parameter {name!r}: got {given!r}; allowed is a path as text")
    found, what = find_path(given), {True: "folder", False: "file", None: "folder or file"}[folder]
    fits = {True: found.is_dir(), False: found.is_file(), None: found.exists()}[folder]
    if not fits:
        raise ParameterError(
            f"parameter {name!r}: got {str(given)!r}; there is no such {what} here"
        )
    return found


_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def day(name: str, given: object, last: bool) -> date | None:
    """Check a day, month or year, which may be empty.

    Parameters
    ----------
    name : str
        The parameter, for the error.
    given : object
        What was given.
    last : bool
        Whether the last day of a month or year is meant, not the first.

    Returns
    -------
    date or None
        The day.

    Raises
    ------
    ParameterError
        If it is none that exists.
    """
    if given is None or given == "":
        return None
    if isinstance(given, date):
        return date(given.year, given.month, given.day)
    match = _DAY.fullmatch(str(given).strip()) if isinstance(given, (str, int)) else None
    try:
        year, month, of_month = (int(part) if part else None for part in match.groups())
        month = month or (12 if last else 1)
        return date(year, month, of_month or (calendar.monthrange(year, month)[1] if last else 1))
    except (AttributeError, ValueError, calendar.IllegalMonthError):
        raise ParameterError(
            f"parameter {name!r}: got {given!r}; allowed is a day that exists, as YYYY-MM-DD "
            "(or YYYY-MM, or YYYY), or nothing"
        ) from None


def texts(name: str, given: object) -> tuple[str, ...]:
    """Check a list of texts, or one text separated by commas.

    Parameters
    ----------
    name : str
        The parameter, for the error.
    given : object
        What was given.

    Returns
    -------
    tuple of str
        Each text once, in the order given.

    Raises
    ------
    ParameterError
        If it is neither.
    """
    if given is None:
        return ()
    if isinstance(given, str):
        given = re.split(r"[;,]", given)
    if isinstance(given, Mapping) or not isinstance(given, Iterable):
        raise ParameterError(
            f"parameter {name!r}: got {given!r}; allowed is a list of texts, "
            "or one text separated by commas"
        )
    items = list(given)
    if not all(isinstance(item, str) for item in items):
        raise ParameterError(f"parameter {name!r}: got {items!r}; allowed is a list of texts")
    return tuple(dict.fromkeys(item.strip() for item in items if item.strip()))


def choices(
    name: str, given: object, allowed: tuple[str, ...], exactly_one: bool = False
) -> tuple[str, ...]:
    """Check texts that must be among some, capitals aside.

    Parameters
    ----------
    name : str
        The parameter, for the error.
    given : object
        What was given.
    allowed : tuple of str
        The texts that there are.
    exactly_one : bool
        Whether one must be given, and no more.

    Returns
    -------
    tuple of str
        Those given.

    Raises
    ------
    ParameterError
        At the first that is not among them.
    """
    chosen = tuple(item.lower() for item in texts(name, given))
    for item in chosen:
        if item not in allowed:
            raise ParameterError(
                f"parameter {name!r}: got {item!r}{nearest(item, allowed)}; "
                f"allowed are {', '.join(allowed)}"
            )
    if exactly_one and len(chosen) != 1:
        raise ParameterError(
            f"parameter {name!r}: got {given!r}; allowed is one of {', '.join(allowed)}"
        )
    return chosen


def one_text(name: str, given: object) -> str:
    """Check one text, which may be empty.

    Parameters
    ----------
    name : str
        The parameter, for the error.
    given : object
        What was given.

    Returns
    -------
    str
        The text without spaces around it.

    Raises
    ------
    ParameterError
        If it is no text.
    """
    if given is None or isinstance(given, str):
        return (given or "").strip()
    raise ParameterError(f"parameter {name!r}: got {given!r}; allowed is one name as text")


def whole_number(name: str, given: object, default: int = 1) -> int:
    """Check a whole number from 1 on, as a number or as text.

    Parameters
    ----------
    name : str
        The parameter, for the error.
    given : object
        What was given.
    default : int
        What holds where nothing is given.

    Returns
    -------
    int
        The number.

    Raises
    ------
    ParameterError
        If it is none.
    """
    text = str(default) if given is None or given == "" else str(given).strip()
    if not re.fullmatch(r"0*[1-9]\d{0,6}", text):
        raise ParameterError(
            f"parameter {name!r}: got {given!r}; allowed is a whole number, 1 or more"
        )
    return int(text)


def sides_of(given: object) -> dict[str, str]:
    """Check the sides that a user gives; see :func:`helpers.sides.read_sides`.

    Parameters
    ----------
    given : object
        What was given; the path of a file is looked for as :func:`find_path` does.

    Returns
    -------
    dict of str
        Side by name.

    Raises
    ------
    ParameterError
        If it cannot be read.
    """
    if not given:
        return {}
    from helpers.sides import read_sides

    as_path = isinstance(given, (str, Path)) and "=" not in str(given) and str(given).strip()
    try:
        return read_sides(find_path(given) if as_path else given)
    except ValueError as error:
        raise ParameterError(f"parameter 'sides': got {given!r}; {error}") from None


def _pairs(name: str, given: object) -> dict[str, object]:
    """Read ``"a=b, c=d"``, or take a mapping."""
    if isinstance(given, Mapping):
        return dict(given)
    found = [text.partition("=") for text in texts(name, given)]
    if not all(equals for _, equals, _ in found):
        raise ParameterError(
            f"parameter {name!r}: got {given!r}; allowed are pairs such as name=value, "
            "separated by commas"
        )
    return {key.strip(): value.strip() for key, _, value in found}


def columns_of(given: object) -> dict[str, str]:
    """Check which columns hold what, as a user says.

    Parameters
    ----------
    given : object
        A mapping, or ``"text=artikel, published=tag"``.

    Returns
    -------
    dict of str
        Column by field.

    Raises
    ------
    ParameterError
        If it cannot be read, or names no field of an article.
    """
    from helpers.articles.formats.records import FIELDS

    pairs = _pairs("columns", given)
    for field, column in pairs.items():
        if field not in FIELDS or not isinstance(column, str) or not column:
            raise ParameterError(
                f"parameter 'columns': got {field!r}={column!r}{nearest(str(field), FIELDS)}; "
                f"allowed are pairs of {', '.join(FIELDS)} and a column's name"
            )
    return pairs


def limits_of(given: object) -> Limits:
    """Check how much of one input is to be read.

    Parameters
    ----------
    given : object
        A mapping, or ``"characters=2000000"``.

    Returns
    -------
    Limits
        Those given, and the defaults of the others.

    Raises
    ------
    ParameterError
        If it cannot be read, names no limit, or is below one.
    """
    from helpers.articles.pieces import Limits

    pairs = _pairs("limits", given)
    names = tuple(Limits.__dataclass_fields__)
    for name, value in pairs.items():
        if name not in names:
            raise ParameterError(
                f"parameter 'limits': got {name!r}{nearest(str(name), names)}; "
                f"allowed are {', '.join(names)}"
            )
        if isinstance(value, str) and value.replace("_", "").isdecimal():
            pairs[name] = int(value)
    try:
        return Limits(**pairs)
    except ValueError as error:
        raise ParameterError(f"parameter 'limits': {error}") from None
