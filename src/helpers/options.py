"""The options and exit codes that the commands of ``tollbook`` share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

DONE, FAILED, WRONG_USE = 0, 1, 2
"""Exit codes."""

Articles = Annotated[
    Path, typer.Argument(metavar="ARTICLES", help="Folder of articles, or one article.")
]
ArticleFolders = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="ARTICLES...",
        help="Folder of articles, or one article; of several folders, each gets a report.",
    ),
]
ParameterFile = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help="Make every report that this YAML file lists, one a line, such as "
        "- {name: police, articles: data/articles, actors: Punjab police}",
    ),
]
Fresh = Annotated[
    bool, typer.Option("--fresh", help="Make everything anew, also what has not changed.")
]
Workers = Annotated[
    int,
    typer.Option(
        metavar="N",
        min=1,
        max=64,
        help="Processes that read articles, or execute notebooks, at once.",
    ),
]
Cluster = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS",
        help="A Dask scheduler whose workers read the articles: tcp://10.0.0.5:8786.",
    ),
]
OtherParameters = Annotated[
    list[str] | None,
    typer.Option(
        "-p",
        "--parameter",
        metavar="NAME VALUE",
        help="Set a parameter of the notebooks by its name; may be given again.",
    ),
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to write to.")]
Facts = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="What is known about the files; by default articles.csv beside the folder "
        'ARTICLES, if there is one ("" for none).',
    ),
]
KnownActors = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="What is known about actors; by default actors.csv beside the folder ARTICLES, "
        'if there is one ("" for none).',
    ),
]
Since = Annotated[
    str, typer.Option(metavar="DAY", help="First day to keep: 2021-10-20, 2021-10 or 2021.")
]
Until = Annotated[str, typer.Option(metavar="DAY", help="Last day to keep.")]
Outcomes = Annotated[
    str,
    typer.Option(
        metavar="LIST",
        help="Outcomes to keep, separated by commas: killed, injured, missing, abducted, "
        "detained, displaced.",
    ),
]
Actors = Annotated[
    str, typer.Option(metavar="LIST", help="Actors to keep, by name or alias, separated by commas.")
]
Best = Annotated[
    str,
    typer.Option(
        metavar="RULE",
        help="Rule for a toll's best figure: latest, majority, highest, lowest or median.",
    ),
]

Earlier = Annotated[
    str,
    typer.Option(
        metavar="DIR",
        help="An earlier run to compare with: its folder of reports, or of tables.",
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Exit with 1 if any input could not be used.")
]


class ClaimFormat(StrEnum):
    """How claims are printed."""

    jsonl = "jsonl"
    csv = "csv"


class ExportFormat(StrEnum):
    """What the export is made for; see :data:`helpers.exports.FORMATS`."""

    package = "package"
    ucdp = "ucdp"
    acled = "acled"
    hxl = "hxl"


def as_parameters(
    articles: Path | None,
    facts: str | None,
    known_actors: str | None,
    since: str = "",
    until: str = "",
    outcomes: str = "",
    actors: str = "",
    best: str = "latest",
    earlier: str = "",
) -> dict[str, object]:
    """Return options as parameters of :func:`helpers.open_workbook`.

    Parameters
    ----------
    articles : Path or None
        The folder of articles; None where each of several reports has its own.
    facts, known_actors : str or None
        As given; where not, see :func:`beside`.
    since, until, outcomes, actors, best, earlier : str
        As given.

    Returns
    -------
    dict
        By the names that :func:`helpers.parameters.check_parameters` knows.
    """
    given = {
        "facts": facts,
        "actors_file": known_actors,
        "since": since,
        "until": until,
        "outcomes": outcomes,
        "actors": actors,
        "best": best,
        "earlier": earlier,
    }
    if articles is None:
        return given
    return given | {
        "articles": str(articles),
        "facts": beside(articles, facts, "articles.csv"),
        "actors_file": beside(articles, known_actors, "actors.csv"),
    }


def beside(articles: Path, given: str | None, name: str) -> str:
    """Find a data file that lies beside the folder of articles.

    Parameters
    ----------
    articles : Path
        The folder.
    given : str or None
        The file that the user named, which wins; an empty text for none.
    name : str
        How the file is called otherwise.

    Returns
    -------
    str
        Its path; empty where there is none.
    """
    if given is not None:
        return given
    beside = articles.parent / name if articles.name not in ("", "..") else articles / ".." / name
    return str(beside) if beside.is_file() else ""
