"""The parameters that notebooks and the command line share: checked, then applied.

A notebook needs one call, :func:`open_workbook`. It checks every parameter, reads
or extracts the tables, and keeps the rows that the parameters ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.given import (
    ParameterError,
    choices,
    columns_of,
    day,
    existing,
    limits_of,
    nearest,
    one_text,
    sides_of,
    texts,
    whole_number,
)
from helpers.schemas import OUTCOMES
from helpers.triage import TRIAGE_ABOVE

if TYPE_CHECKING:
    from helpers.articles.pieces import Limits
    from helpers.extraction import Tables

BEST_RULES = ("latest", "majority", "highest", "lowest", "median")
"""The rules for a toll's best figure that a user may choose; see :mod:`helpers.tolls`."""


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
    sides : mapping of str
        Sides that the user gives, by name or alias of an actor.
    focus : str
        The actor to report on by itself; empty for the one told of most.
    min_mentions : int
        How often an actor is mentioned at the least to be listed.
    columns : mapping of str
        Which key or column of JSON, CSV and Parquet files holds what.
    limits : Limits
        How much of one input is read.
    triage : int
        Of more articles than this, those that tell of no casualties are left unread.
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
    sides: Mapping[str, str]
    focus: str
    min_mentions: int
    columns: Mapping[str, str]
    limits: Limits
    triage: int


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
    sides: Mapping[str, str] | str | Path | Iterable[str] = "",
    focus: str = "",
    min_mentions: int | str = 1,
    columns: str | Mapping[str, str] = "",
    limits: str | Mapping[str, int] = "",
    triage: int | str = "",
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
    sides : mapping, str or Path, optional
        Which side actors are on, where that should not be inferred: ``"TLP=protesters;
        Punjab police=state forces"``, the same as a mapping, or a CSV file with the
        columns ``name`` and ``side``; see :func:`helpers.sides.read_sides`.
    focus : str, optional
        The actor, by name or alias, that the notebook of actors reports on by itself.
    min_mentions : int, optional
        How often an actor is mentioned at the least to be listed and drawn there.
    columns : str or mapping, optional
        Which key or column of JSON, CSV and Parquet files holds what, where its name
        does not tell: ``"text=artikel, published=tag"``.
    limits : str or mapping, optional
        How much of one input is read before it is rejected, where that is not
        :class:`helpers.articles.Limits`: ``"characters=2000000"``.
    triage : int, optional
        Of more articles than this (500), those without a word that tells of casualties
        are left unread: no claim is lost, their actors, dates, statements and events are.
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
    >>> book = open_workbook("data/articles", since="2021-10-27", outcomes="killed, injured")
    >>> book.claims[["evidence", "said_by"]].values.tolist()[-1]
    ['protestors were killed', 'reports']
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
        sides=sides,
        focus=focus,
        min_mentions=min_mentions,
        columns=columns,
        limits=limits,
        triage=triage,
    )
    from helpers.showing import remember

    return remember(filter_tables(load_tables(parameters, progress=progress), parameters))


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
        If no actor has one of the names in ``parameters.actors``, or the name of
        ``parameters.focus``.
    """
    from helpers.selection import find_actors, select_rows

    find_actors(tables.actors, [parameters.focus] if parameters.focus else [], "focus")
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
                f"parameter {name!r}: there is none of this name{nearest(name, PARAMETER_NAMES)}; "
                f"there are {', '.join(sorted(PARAMETER_NAMES))}"
            )
    tables = existing("tables", given.get("tables"), folder=True)
    earlier = existing("earlier", given.get("earlier"), folder=True)
    articles = str(given.get("articles") or "")
    if not articles and tables is None:
        raise ParameterError(f"parameter 'articles': got {articles!r}; give a folder of articles")
    since = day("since", given.get("since"), last=False)
    until = day("until", given.get("until"), last=True)
    if since and until and since > until:
        raise ParameterError(
            f"parameter 'since': got {since}, which is after 'until' ({until}); "
            "the first day must not lie behind the last"
        )
    return Parameters(
        articles=articles,
        folder=None if tables else existing("articles", articles),
        facts=existing("facts", given.get("facts"), folder=False),
        actors_file=existing("actors_file", given.get("actors_file"), folder=False),
        since=since,
        until=until,
        outcomes=choices("outcomes", given.get("outcomes"), OUTCOMES),
        actors=texts("actors", given.get("actors")),
        best=choices("best", given.get("best") or "latest", BEST_RULES, exactly_one=True)[0],
        tables=tables,
        earlier=earlier,
        sides=sides_of(given.get("sides")),
        focus=one_text("focus", given.get("focus")),
        min_mentions=whole_number("min_mentions", given.get("min_mentions")),
        columns=columns_of(given.get("columns")),
        limits=limits_of(given.get("limits")),
        triage=whole_number("triage", given.get("triage"), TRIAGE_ABOVE),
    )


def load_tables(
    parameters: Parameters,
    progress: Callable[[int], object] | None = None,
    kept: str | Path | None = None,
    workers: int = 1,
    cluster: str = "",
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
    workers : int
        Processes to read articles in.
    cluster : str, optional
        The address of a Dask scheduler whose workers read them instead.

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
        tables = _extracted(
            parameters, progress=progress, kept=kept, workers=workers, cluster=cluster
        )
    if earlier is None:
        return tables
    from helpers.tolls.changes import compare_tolls

    return replace(tables, changes=compare_tolls(earlier, tables))


def _extracted(parameters: Parameters, **how: object) -> Tables:
    """Load and read articles; ``how`` is for :func:`helpers.extract`."""
    from helpers.articles import load_articles
    from helpers.extraction import extract

    articles, rejects = load_articles(
        parameters.folder,
        parameters.facts,
        limits=parameters.limits,
        shown_as=parameters.articles,
        columns=parameters.columns,
    )
    tables = extract(
        articles,
        rejects,
        known_actors=parameters.actors_file,
        best=parameters.best,
        triage=parameters.triage,
        **how,
    )
    return _weighed_anew(tables, parameters) if parameters.sides else tables


def _ready_tables(name: str, parameters: Parameters) -> Tables:
    """Read the tables that a parameter names, and weigh them by the rule asked for.

    What had changed since a still earlier run goes with tolls of another rule.
    """
    from helpers.store import MANIFEST, TablesError, read_tables

    given = folder = getattr(parameters, name)
    if not (folder / MANIFEST).is_file() and (folder / "tables" / MANIFEST).is_file():
        folder = folder / "tables"  # a folder of reports, which holds its tables
    try:
        tables = read_tables(folder)
    except TablesError as error:
        raise ParameterError(f"parameter {name!r}: got {str(given)!r}; {error}") from error
    if set(tables.tolls["rule"]) - {parameters.best}:
        tables = replace(tables, changes=tables.changes.iloc[:0])
    # The sides given are by names of this run; the earlier one may not know them.
    wanted = parameters if name == "tables" else replace(parameters, sides={})
    return _weighed_anew(tables, wanted)


def _weighed_anew(tables: Tables, parameters: Parameters) -> Tables:
    """Weigh the tolls by the rule and the sides asked for, whatever they were made by."""
    from helpers.selection import find_actors
    from helpers.sides import settle_sides
    from helpers.tolls import weigh_tolls

    given = {
        actor_id: side
        for name, side in parameters.sides.items()
        for actor_id in find_actors(tables.actors, [name], "sides")
    }
    tables = replace(tables, actors=settle_sides(tables.actors, tables.claims, given))
    return replace(tables, tolls=weigh_tolls(tables, best=parameters.best))
