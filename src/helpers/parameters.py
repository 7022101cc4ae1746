"""The parameters that notebooks and the command line share: checked, then applied.

A notebook needs one call, :func:`open_workbook`. It checks every parameter, reads
or extracts the tables, and keeps the rows that the parameters ask for.
"""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.schemas import OUTCOMES

if TYPE_CHECKING:
    from helpers.extraction import Tables

BEST_RULES = ("latest", "majority", "highest", "lowest", "median")
"""The rules for a toll's best figure that a user may choose; see :mod:`helpers.tolls`."""


class ParameterError(ValueError):
    """A parameter that cannot be used: which, what was given, and what is allowed."""

    def _render_traceback_(self) -> list[str]:
        """Let Jupyter show the one line that helps, and not the call stack."""
        return [f"ParameterError: {self}"]


@dataclass(frozen=True)
class Parameters:
    """Checked parameters.

    Attributes
    ----------
    articles : str
        The articles folder (or one article) as it was given.
    folder : Path or None
        Where it was found; None where ready tables are read instead.
    facts, actors_file : Path or None
        ``articles.csv`` and ``actors.csv``, where given.
    since, until : date or None
        First and last day to keep.
    outcomes, actors : tuple of str
        What to keep; empty keeps all.
    best : str
        The rule for a toll's best figure.
    tables : Path or None
        A folder of tables extracted before.
    earlier : Path or None
        A folder of an earlier run's tables, to compare with.
    """

    articles: str
    folder: Path | None
    facts: Path | None
    actors_file: Path | None
    since: date | None
    until: date | None
    outcomes: tuple[str, ...]
    actors: tuple[str, ...]
    best: str
    tables: Path | None
    earlier: Path | None


def open_workbook(
    articles: str | Path = "data/articles",
    facts: str | Path | None = None,
    actors_file: str | Path | None = None,
    since: str | int | date | None = None,
    until: str | int | date | None = None,
    outcomes: str | Iterable[str] = (),
    actors: str | Iterable[str] = (),
    best: str = "latest",
    tables: str | Path | None = None,
    earlier: str | Path | None = None,
    progress: Callable[[int], object] | None = None,
) -> Tables:
    """Check the parameters, read or extract the tables, keep what is asked for.

    Relative paths are looked for in the folder that the program runs in, then in
    the one above it, so that a notebook finds ``data/articles`` whether it was
    started in its own folder or in the project's.

    Parameters
    ----------
    articles : str or Path
        The folder of articles, or one article.
    facts : str or Path, optional
        ``articles.csv``: what is known about the files. Empty for none.
    actors_file : str or Path, optional
        ``actors.csv``: what is known about actors. Empty for none.
    since, until : str, int or date, optional
        First and last day to keep: ``"2021-10-20"``, ``"2021-10"`` or ``2021``.
        What has no date is left out where either is given.
    outcomes : str or iterable of str
        Outcomes to keep, as a list or separated by commas; empty for all.
    actors : str or iterable of str
        Actors to keep, by name or alias, as a list or separated by commas; empty
        for all.
    best : str
        The rule for a toll's best figure, one of :data:`BEST_RULES`.
    tables : str or Path, optional
        A folder written by ``tollbook extract`` or :func:`helpers.write_tables`.
        Its tables are read instead of extracting again.
    earlier : str or Path, optional
        An earlier run: its folder of tables, or its folder of reports. Fills the table
        ``changes`` with what became of that run's tolls.
    progress : callable, optional
        Called with 1 whenever an article has been read.

    Returns
    -------
    Tables
        Every table, with the rows asked for.

    Raises
    ------
    ParameterError
        In one line: which parameter, what was given, what is allowed.

    Examples
    --------
    >>> book = open_workbook("data/articles", since="2021-10-20")  # doctest: +SKIP
    >>> book.claims[["evidence", "low", "high", "said_by"]]  # doctest: +SKIP
    """
    parameters = check_parameters(
        articles=articles,
        facts=facts,
        actors_file=actors_file,
        since=since,
        until=until,
        outcomes=outcomes,
        actors=actors,
        best=best,
        tables=tables,
        earlier=earlier,
    )
    return filter_tables(load_tables(parameters, progress=progress), parameters)


def filter_tables(tables: Tables, parameters: Parameters) -> Tables:
    """Keep the rows that the parameters ask for; see :func:`helpers.selection.select_rows`.

    Parameters
    ----------
    tables : Tables
        Every table, with all rows.
    parameters : Parameters
        From :func:`check_parameters`.

    Returns
    -------
    Tables
        The rows asked for.

    Raises
    ------
    ParameterError
        If no actor has one of the names in ``parameters.actors``.
    """
    from helpers.selection import select_rows

    return select_rows(
        tables,
        since=parameters.since,
        until=parameters.until,
        outcomes=parameters.outcomes,
        actors=parameters.actors,
    )


PARAMETER_NAMES = tuple(Parameters.__dataclass_fields__.keys() - {"folder"})


def check_parameters(**given: object) -> Parameters:
    """Check parameters against what is allowed.

    Parameters
    ----------
    **given
        Those of :func:`open_workbook`; what is left out takes its default.

    Returns
    -------
    Parameters
        Typed, with paths found.

    Raises
    ------
    ParameterError
        At the first parameter that is unknown or cannot be used.
    """
    for name in given:
        if name not in PARAMETER_NAMES:
            raise ParameterError(
                f"parameter {name!r}: there is none of this name{_nearest(name, PARAMETER_NAMES)}; "
                f"there are {', '.join(sorted(PARAMETER_NAMES))}"
            )
    tables = _existing("tables", given.get("tables"), folder=True)
    earlier = _existing("earlier", given.get("earlier"), folder=True)
    articles = str(given.get("articles") or "")
    if not articles and tables is None:
        raise ParameterError(f"parameter 'articles': got {articles!r}; give a folder of articles")
    since = _day("since", given.get("since"), last=False)
    until = _day("until", given.get("until"), last=True)
    if since and until and since > until:
        raise ParameterError(
            f"parameter 'since': got {since}, which is after 'until' ({until}); "
            "the first day must not lie behind the last"
        )
    return Parameters(
        articles=articles,
        folder=None if tables else _existing("articles", articles),
        facts=_existing("facts", given.get("facts"), folder=False),
        actors_file=_existing("actors_file", given.get("actors_file"), folder=False),
        since=since,
        until=until,
        outcomes=_choices("outcomes", given.get("outcomes"), OUTCOMES),
        actors=_texts("actors", given.get("actors")),
        best=_choices("best", given.get("best") or "latest", BEST_RULES, exactly_one=True)[0],
        tables=tables,
        earlier=earlier,
    )


def _nearest(word: str, allowed: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(allowed), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def find_path(path: str | Path) -> Path:
    """Look for a relative path in the working folder, then in the one above it."""
    here = Path(path).expanduser()
    above = Path("..") / here
    return above if not here.is_absolute() and not here.exists() and above.exists() else here


def _existing(name: str, given: object, folder: bool | None = None) -> Path | None:
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


def _day(name: str, given: object, last: bool) -> date | None:
    if given is None or given == "":
        return None
    if isinstance(given, date):
        return date(given.year, given.month, given.day)
    match = _DAY.fullmatch(str(given).strip()) if isinstance(given, (str, int)) else None
    try:
        year, month, day = (int(part) if part else None for part in match.groups())
        month = month or (12 if last else 1)
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except (AttributeError, ValueError, calendar.IllegalMonthError):
        raise ParameterError(
            f"parameter {name!r}: got {given!r}; allowed is a day that exists, as YYYY-MM-DD "
            "(or YYYY-MM, or YYYY), or nothing"
        ) from None


def _texts(name: str, given: object) -> tuple[str, ...]:
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


def _choices(
    name: str, given: object, allowed: tuple[str, ...], exactly_one: bool = False
) -> tuple[str, ...]:
    chosen = tuple(item.lower() for item in _texts(name, given))
    for item in chosen:
        if item not in allowed:
            raise ParameterError(
                f"parameter {name!r}: got {item!r}{_nearest(item, allowed)}; "
                f"allowed are {', '.join(allowed)}"
            )
    if exactly_one and len(chosen) != 1:
        raise ParameterError(
            f"parameter {name!r}: got {given!r}; allowed is one of {', '.join(allowed)}"
        )
    return chosen


def load_tables(
    parameters: Parameters,
    progress: Callable[[int], object] | None = None,
    kept: str | Path | None = None,
) -> Tables:
    """Read ready tables where there are some, else extract them from the articles.

    Parameters
    ----------
    parameters : Parameters
        From :func:`check_parameters`.
    progress : callable, optional
        Called with 1 whenever an article has been read.
    kept : str or Path, optional
        A folder in which what is read of each article is kept; see
        :func:`helpers.extract`.

    Returns
    -------
    Tables
        Every table, with all rows.

    Raises
    ------
    ParameterError
        If the folder of tables cannot be used.
    """
    earlier = _ready_tables("earlier", parameters) if parameters.earlier else None
    if parameters.tables is not None:
        tables = _ready_tables("tables", parameters)
    else:
        tables = _extracted(parameters, progress, kept)
    if earlier is None:
        return tables
    from helpers.tolls.changes import compare_tolls

    return replace(tables, changes=compare_tolls(earlier, tables))


def _extracted(
    parameters: Parameters, progress: Callable[[int], object] | None, kept: str | Path | None
) -> Tables:
    from helpers.articles import load_articles
    from helpers.extraction import extract

    articles, rejects = load_articles(
        parameters.folder, parameters.facts, shown_as=parameters.articles
    )
    return extract(
        articles,
        rejects,
        known_actors=parameters.actors_file,
        best=parameters.best,
        progress=progress,
        kept=kept,
    )


def _ready_tables(name: str, parameters: Parameters) -> Tables:
    """Read the tables that a parameter names, and weigh them by the rule asked for.

    What had changed since a still earlier run goes with tolls of another rule.
    """
    from helpers.store import MANIFEST, TablesError, read_tables
    from helpers.tolls import weigh_tolls

    given = folder = getattr(parameters, name)
    if not (folder / MANIFEST).is_file() and (folder / "tables" / MANIFEST).is_file():
        folder = folder / "tables"  # a folder of reports, which holds its tables
    try:
        tables = read_tables(folder)
    except TablesError as error:
        raise ParameterError(f"parameter {name!r}: got {str(given)!r}; {error}") from error
    if set(tables.tolls["rule"]) - {parameters.best}:
        tables = replace(tables, changes=tables.changes.iloc[:0])
    return replace(tables, tolls=weigh_tolls(tables, best=parameters.best))
