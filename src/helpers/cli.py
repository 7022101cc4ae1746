"""The command line: ``tollbook``. It parses options; the work is done by the package."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from helpers.options import (
    DONE,
    FAILED,
    WRONG_USE,
    Actors,
    ArticleFolders,
    Articles,
    Best,
    ClaimFormat,
    Cluster,
    Earlier,
    ExportFormat,
    Facts,
    Fresh,
    KnownActors,
    OtherParameters,
    Out,
    Outcomes,
    ParameterFile,
    Since,
    Strict,
    Until,
    Workers,
    as_parameters,
    beside,
)

if TYPE_CHECKING:
    import pandas as pd

    from helpers.extraction import Tables

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="""Who says that how many were killed or injured, on whose word?

    Tollbook reads a folder of news articles (text, web pages, .docx, .pdf, JSON, CSV,
    mail, feeds, archives) and sets side by side what each source says of the dead and
    injured. Every number leads back to its sentence.

    \b
    Examples:
      tollbook report data/articles --out reports
      tollbook report my-articles --out my-reports --since 2021-10-20 --outcomes killed
      tollbook claims my-articles --format csv > claims.csv
      tollbook inputs my-articles

    \b
    Exit codes: 0 done; 1 nothing usable, a report failed, or --strict; 2 wrong use.""",
)


@app.command()
def report(
    out: Out,
    articles: ArticleFolders = None,
    parameter_file: ParameterFile = None,
    facts: Facts = None,
    known_actors: KnownActors = None,
    since: Since = "",
    until: Until = "",
    outcomes: Outcomes = "",
    actors: Actors = "",
    best: Best = "latest",
    earlier: Earlier = "",
    parameter: OtherParameters = None,
    strict: Strict = False,
    fresh: Fresh = False,
    workers: Workers = 2,
) -> None:
    """Make the HTML reports: articles, casualties, actors, timelines.

    The articles are read into tables (DIR/tables, Parquet and CSV), the notebooks
    are executed on them, and DIR/index.html leads to every report. What was read of
    an article is kept in DIR/.tollbook and not read again while it stays the same;
    where nothing at all has changed, the pages are kept too.

    Of several folders, or with --from, each report gets a folder of its own in DIR,
    and DIR/index.html leads to all. Options hold for all of them; what the file says
    beats them. A report that fails does not stop the others.

    \b
    Examples:
      tollbook report data/articles --out reports
      tollbook report data/articles --out reports --since 2021-10-20 --outcomes killed,injured
      tollbook report data/articles --out reports -p actors "TLP, Punjab police" -p best highest
      tollbook report my-articles --out today --earlier yesterday
      tollbook report 2019-articles 2020-articles --out reports
      tollbook report --from reports.yml --out reports
    """
    from helpers.reports.command import one_report, several_reports

    folders = articles or []
    if parameter_file is None and len(folders) == 1:
        given = as_parameters(
            folders[0], facts, known_actors, since, until, outcomes, actors, best, earlier
        )
        n_rejected = one_report(folders[0], out, given | _more(parameter), fresh, workers)
    elif (parameter_file is None) == (not folders):
        _stop(WRONG_USE, "give a folder of articles (or several), or a parameter file (--from)")
    else:
        shared = as_parameters(
            None, facts, known_actors, since, until, outcomes, actors, best, earlier
        )
        shared |= _more(parameter)
        n_rejected = several_reports(parameter_file or folders, out, shared, fresh, workers)
    _check_strict(strict, n_rejected)


@app.command()
def extract(
    articles: Articles,
    out: Out,
    facts: Facts = None,
    known_actors: KnownActors = None,
    best: Best = "latest",
    parameter: OtherParameters = None,
    strict: Strict = False,
    workers: Workers = 2,
    cluster: Cluster = "",
) -> None:
    """Write every table, as Parquet and as CSV.

    What was read of an article is kept in DIR/.tollbook and not read again while it
    stays the same. Many articles are read by several processes, or by the workers of
    a Dask cluster (pip install '.[cluster]', also there).

    \b
    Examples:
      tollbook extract data/articles --out tables
      tollbook extract archive --out tables --workers 8
    """
    from helpers.reports import KEPT
    from helpers.store import write_tables

    given = as_parameters(articles, facts, known_actors, best=best) | _more(parameter)
    tables = _load(given, kept=out / KEPT, workers=workers, cluster=cluster)
    written = write_tables(tables, out)
    _say(f"done: {len(written)} files in {out}")
    _check_strict(strict, len(tables.rejects))


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
    parameter: OtherParameters = None,
    strict: Strict = False,
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
    tables = _load(given | _more(parameter))
    _print(as_bytes(tables.claims))
    _check_strict(strict, len(tables.rejects))


@app.command()
def actors(
    articles: Articles,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Print rows that could go into actors.csv instead.")
    ] = False,
    facts: Facts = None,
    known_actors: KnownActors = None,
    parameter: OtherParameters = None,
) -> None:
    """Print the actors that the articles name, as CSV.

    \b
    Examples:
      tollbook actors data/articles
      tollbook actors my-articles --suggest > actors.csv
    """
    from helpers.actors import suggest_actors
    from helpers.store import as_csv, csv_bytes, spreadsheet_safe

    found = _load(as_parameters(articles, facts, known_actors) | _more(parameter)).actors
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
    parameter: OtherParameters = None,
    strict: Strict = False,
) -> None:
    """Write the figures in a form that others in the field read.

    \b
    Examples:
      tollbook export data/articles --out package
      tollbook export data/articles --format hxl --outcomes killed --out hxl
    """
    from helpers.exports import export as write_export

    given = as_parameters(articles, facts, known_actors, since, until, outcomes, actors, best)
    tables = _load(given | _more(parameter))
    written = write_export(tables, out, format.value)
    _say(f"done: {', '.join(str(path) for path in written[-3:])}")
    _check_strict(strict, len(tables.rejects))


@app.command()
def inputs(
    folder: Articles, facts: Facts = None, parameter: OtherParameters = None, strict: Strict = False
) -> None:
    """List what would be used of a folder, and what not, with the reason.

    \b
    Example:
      tollbook inputs my-articles
    """
    import pandas as pd

    from helpers.articles import load_articles
    from helpers.parameters import check_parameters

    beside_it = beside(folder, facts, "articles.csv")
    checked = check_parameters(articles=str(folder), facts=beside_it, **_more(parameter))
    found, rejects = load_articles(
        checked.folder, checked.facts, checked.limits, folder, checked.columns
    )
    for row in found.itertuples():
        dated = "no date" if pd.isna(row.published_start) else row.published_start.date()
        use = f"same words as {row.duplicate_of}" if row.duplicate_of else "used"
        if not row.duplicate_of and row.copy_of not in ("", row.article_id):
            use = f"nearly the words of {row.copy_of}"
        repairs = f" ({row.repairs})" if row.repairs else ""
        _print_line(row.path, use, f"{row.n_words} words", dated, row.title + repairs)
    for row in rejects.itertuples():
        _print_line(row.path, "NOT USED", f"{row.reason}: {row.detail}")
    _check_usable(found, rejects)
    _check_strict(strict, len(rejects))


def _more(parameter: list[str] | None) -> dict[str, str]:
    """Return what was given with ``-p`` by name."""
    return dict(_split(text) for text in parameter or [])


def _check_strict(strict: bool, n_rejected: int) -> None:
    """Stop with 1 where every input had to be used and one could not be."""
    if strict and n_rejected:
        _stop(FAILED, f"--strict: {n_rejected} not used")


def _split(text: str) -> tuple[str, str]:
    """Split ``name=value``, as :func:`main` joins the two words behind ``-p``."""
    name, equals, value = text.partition("=")
    if not equals:
        _stop(WRONG_USE, f"-p {text}: give a name and a value, such as -p since 2021-10-20")
    return name, value


def _load(given: dict[str, object], **how: object) -> Tables:
    """Check the parameters and extract the tables, showing how far it is."""
    from helpers.parameters import check_parameters, filter_tables, load_tables
    from helpers.reports.progress import watching

    checked = check_parameters(**given)
    with watching([checked.articles], notebooks=False) as watch:
        tables = load_tables(checked, progress=watch.reading, **how)
    _check_usable(tables.articles, tables.rejects)
    return filter_tables(tables, checked)


def _check_usable(articles: pd.DataFrame, rejects: pd.DataFrame) -> None:
    """Say what became of the inputs; stop where none could be used."""
    from helpers.prose import inputs as in_words

    for line in in_words(articles, rejects):
        _say(line)
    if articles.empty:
        _stop(FAILED, "no article could be used")


def _print(content: bytes) -> None:
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _print_line(*cells: object) -> None:
    """Print cells with tabs between, without line ends or control characters in them."""
    printable = ("".join(c if c.isprintable() else " " for c in str(cell)) for cell in cells)
    _print(("\t".join(printable) + "\n").encode())


def _say(text: str) -> None:
    from helpers.reports.progress import say

    say(text)


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
    except ModuleNotFoundError as error:
        if error.name is not None:  # not one of ours, which say what to install
            raise
        _say(str(error))
        sys.exit(FAILED)
    except BrokenPipeError:  # the reader of standard output has seen enough
        sys.exit(DONE)
    except OSError as error:
        _say(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "))
        sys.exit(FAILED)
