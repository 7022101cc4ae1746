"""The command line: ``tollbook``. It parses options; the work is done by the package."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from helpers.options import (
    Actors,
    Articles,
    Best,
    ClaimFormat,
    Earlier,
    ExportFormat,
    Facts,
    KnownActors,
    Out,
    Outcomes,
    Since,
    Until,
    as_parameters,
    beside,
)

if TYPE_CHECKING:
    import pandas as pd

    from helpers.extraction import Tables

DONE, NOTHING_USABLE, WRONG_USE = 0, 1, 2
"""Exit codes."""

KEPT = ".tollbook"
"""The folder, below --out, in which what was read of each article is kept."""

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="""Who says that how many were killed or injured, on whose word?

    Tollbook reads a folder of news articles (.txt) and sets side by side what each
    source says of the dead and injured. Every number leads back to its sentence.

    \b
    Examples:
      tollbook report data/articles --out reports
      tollbook report my-articles --out my-reports --since 2021-10-20 --outcomes killed
      tollbook claims my-articles --format csv > claims.csv
      tollbook inputs my-articles

    \b
    Exit codes: 0 done; 1 nothing usable, or a report failed; 2 wrong use.""",
)

@app.command()
def report(
    articles: Articles,
    out: Out,
    facts: Facts = None,
    known_actors: KnownActors = None,
    since: Since = "",
    until: Until = "",
    outcomes: Outcomes = "",
    actors: Actors = "",
    best: Best = "latest",
    earlier: Earlier = "",
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "-p",
            "--parameter",
            metavar="NAME VALUE",
            help="Set a parameter of the notebooks by its name; may be given again.",
        ),
    ] = None,
) -> None:
    """Make the HTML reports: articles, casualties, actors, timelines.

    The articles are read into tables (DIR/tables, Parquet and CSV), the notebooks
    are executed on them, and DIR/index.html leads to every report. What was read of
    an article is kept in DIR/.tollbook and not read again while it stays the same.

    \b
    Examples:
      tollbook report data/articles --out reports
      tollbook report data/articles --out reports --since 2021-10-20 --outcomes killed,injured
      tollbook report data/articles --out reports -p actors "TLP, Punjab police" -p best highest
      tollbook report my-articles --out today --earlier yesterday
    """
    from helpers.reports import TABLES, ReportError, build_reports
    from helpers.store import read_table

    given = as_parameters(
        articles, facts, known_actors, since, until, outcomes, actors, best, earlier
    )
    given |= dict(_split(text) for text in parameter or [])
    try:
        with _progress(articles) as progress:
            written = build_reports(articles, out, given, progress=progress, kept=out / KEPT)
    except ReportError as error:
        _stop(NOTHING_USABLE, str(error))
    _check_usable(read_table(out / TABLES, "articles"), read_table(out / TABLES, "rejects"))
    _say(f"done: {len(written)} pages; open {written[0]}")


@app.command()
def extract(
    articles: Articles,
    out: Out,
    facts: Facts = None,
    known_actors: KnownActors = None,
    best: Best = "latest",
) -> None:
    """Write every table, as Parquet and as CSV.

    \b
    Example:
      tollbook extract data/articles --out tables
    """
    from helpers.store import write_tables

    tables = _load(as_parameters(articles, facts, known_actors, best=best), kept=out / KEPT)
    written = write_tables(tables, out)
    _say(f"done: {len(written)} files in {out}")


@app.command()
def claims(
    articles: Articles,
    format: Annotated[
        ClaimFormat, typer.Option("--format", help="One JSON object a line, or CSV.")
    ] = ClaimFormat.jsonl,
    facts: Facts = None,
    known_actors: KnownActors = None,
    since: Since = "",
    until: Until = "",
    outcomes: Outcomes = "",
    actors: Actors = "",
) -> None:
    """Print the casualty claims, one a line.

    Each has its article, the words it was read from (evidence, start, end), outcome,
    low, best, high, victims, who says so, stance, and the days it may have happened.

    \b
    Examples:
      tollbook claims data/articles > claims.jsonl
      tollbook claims data/articles --format csv --outcomes killed > killed.csv
    """
    from helpers.claim_lines import claims_as_csv, claims_as_json_lines

    given = as_parameters(articles, facts, known_actors, since, until, outcomes, actors)
    as_bytes = {"jsonl": claims_as_json_lines, "csv": claims_as_csv}[format.value]
    _print(as_bytes(_load(given).claims))


@app.command()
def actors(
    articles: Articles,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Print rows that could go into actors.csv instead.")
    ] = False,
    facts: Facts = None,
    known_actors: KnownActors = None,
) -> None:
    """Print the actors that the articles name, as CSV.

    \b
    Examples:
      tollbook actors data/articles
      tollbook actors my-articles --suggest > actors.csv
    """
    from helpers.actors import suggest_actors
    from helpers.store import as_csv, csv_bytes, spreadsheet_safe

    found = _load(as_parameters(articles, facts, known_actors)).actors
    if suggest:
        rows = suggest_actors(found)
        cells = (map(spreadsheet_safe, row) for row in rows.itertuples(index=False))
        _print(csv_bytes(rows.columns, cells))
    else:
        _print(as_csv("actors", found))


@app.command()
def export(
    articles: Articles,
    out: Out,
    format: Annotated[
        ExportFormat,
        typer.Option(
            "--format",
            help="package: every table with a description (Frictionless data package); "
            "ucdp, acled: events in the columns of these; hxl: tolls with HXL hashtags.",
        ),
    ] = ExportFormat.package,
    facts: Facts = None,
    known_actors: KnownActors = None,
    since: Since = "",
    until: Until = "",
    outcomes: Outcomes = "",
    actors: Actors = "",
    best: Best = "latest",
) -> None:
    """Write the figures in a form that others in the field read.

    \b
    Examples:
      tollbook export data/articles --out package
      tollbook export data/articles --format hxl --outcomes killed --out hxl
    """
    from helpers.exports import export as write_export

    given = as_parameters(articles, facts, known_actors, since, until, outcomes, actors, best)
    written = write_export(_load(given), out, format.value)
    _say(f"done: {', '.join(str(path) for path in written[-3:])}")


@app.command()
def inputs(folder: Articles, facts: Facts = None) -> None:
    """List what would be used of a folder, and what not.

    \b
    Example:
      tollbook inputs my-articles
    """
    import pandas as pd

    from helpers.articles import load_articles
    from helpers.parameters import check_parameters

    checked = check_parameters(articles=str(folder), facts=beside(folder, facts, "articles.csv"))
    found, rejects = load_articles(checked.folder, checked.facts, shown_as=folder)
    for row in found.itertuples():
        dated = "no date" if pd.isna(row.published_start) else row.published_start.date()
        use = f"same words as {row.duplicate_of}" if row.duplicate_of else "used"
        repairs = f" ({row.repairs})" if row.repairs else ""
        _print_line(row.path, use, f"{row.n_words} words", dated, row.title + repairs)
    for row in rejects.itertuples():
        _print_line(row.path, "NOT USED", f"{row.reason}: {row.detail}")
    _check_usable(found, rejects)


def _split(text: str) -> tuple[str, str]:
    """Split ``name=value``, as :func:`main` joins the two words behind ``-p``."""
    name, equals, value = text.partition("=")
    if not equals:
        _stop(WRONG_USE, f"-p {text}: give a name and a value, such as -p since 2021-10-20")
    return name, value


def _load(given: dict[str, object], kept: Path | None = None) -> Tables:
    """Check the parameters and extract the tables, showing how far it is."""
    from helpers.parameters import check_parameters, filter_tables, load_tables

    checked = check_parameters(**given)
    with _progress(Path(checked.articles)) as progress:
        tables = load_tables(checked, progress=progress, kept=kept)
    _check_usable(tables.articles, tables.rejects)
    return filter_tables(tables, checked)


def _check_usable(articles: pd.DataFrame, rejects: pd.DataFrame) -> None:
    """Say what became of the inputs; stop where none could be used."""
    for row in rejects.itertuples():
        _say(f"not used: {row.path} ({row.reason}): {row.detail}")
    same = int((articles["duplicate_of"] != "").sum())
    n_inputs = len(articles) + len(rejects)
    _say(
        f"{n_inputs} input{'' if n_inputs == 1 else 's'}: {len(articles) - same} used, "
        f"{same} with the words of another, {len(rejects)} not used"
    )
    if articles.empty:
        _stop(NOTHING_USABLE, "no article could be used")


@contextmanager
def _progress(articles: Path) -> Iterator[Callable[[int], object] | None]:
    """Show on stderr how many articles were read, where a person looks on."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    total = sum(1 for path in articles.rglob("*.txt")) if articles.is_dir() else 1
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda n: bar.advance(task, n)


def _print(content: bytes) -> None:
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _print_line(*cells: object) -> None:
    """Print cells with tabs between, without line ends or control characters in them."""
    printable = ("".join(c if c.isprintable() else " " for c in str(cell)) for cell in cells)
    _print(("\t".join(printable) + "\n").encode())


def _say(text: str) -> None:
    print(f"tollbook: {text}", file=sys.stderr)


def _stop(code: int, why: str) -> NoReturn:
    _say(why)
    raise typer.Exit(code)


def _join_pairs(arguments: list[str]) -> list[str]:
    """Turn ``-p name value`` into ``-p name=value``: typer takes one word an option."""
    joined: list[str] = []
    rest = iter(arguments)
    for word in rest:
        joined.append(word)
        if word in ("-p", "--parameter"):
            name = next(rest, None)
            value = next(rest, None) if name and "=" not in name else None
            joined += [name if value is None else f"{name}={value}"] if name is not None else []
    return joined


def main(arguments: list[str] | None = None) -> None:
    """Run the command line, and exit with one of its codes.

    Parameters
    ----------
    arguments : list of str, optional
        The words behind ``tollbook``; by default those that the program was given.
    """
    words = _join_pairs(sys.argv[1:] if arguments is None else arguments)
    try:
        app(args=words, prog_name="tollbook")
    except ValueError as error:
        from helpers.parameters import ParameterError

        if not isinstance(error, ParameterError):
            raise
        _say(str(error))
        sys.exit(WRONG_USE)
    except BrokenPipeError:  # the reader of standard output has seen enough
        sys.exit(DONE)
    except OSError as error:
        _say(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "))
        sys.exit(NOTHING_USABLE)
