"""Several reports in one go: read from a parameter file, made one after another, listed."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from helpers.options import beside
from helpers.parameters import PARAMETER_NAMES, ParameterError, check_parameters
from helpers.reports import Built, ReportError, Watch, build_reports

_NAME = re.compile(r"[^\W_](?:[\w .-]{0,80}[\w])?")


@dataclass(frozen=True)
class Wanted:
    """One report that is asked for: the folder that it goes to, and its parameters."""

    name: str
    parameters: Mapping[str, object]


@dataclass(frozen=True)
class Outcome:
    """What became of one report.

    Attributes
    ----------
    name : str
        Its folder.
    asked : str
        Its parameters in words.
    built : Built
        What was made.
    error : str
        Why it failed, in a line; empty where it did not.
    """

    name: str
    asked: str
    built: Built
    error: str = ""


def wanted_of_folders(folders: Iterable[str | Path], given: Mapping[str, object]) -> list[Wanted]:
    """Ask for a report on each of several folders of articles.

    Parameters
    ----------
    folders : iterable of str or Path
        The folders of articles.
    given : mapping
        Parameters of all of them.

    Returns
    -------
    list of Wanted
        Each named as its folder is.

    Raises
    ------
    ParameterError
        If a parameter cannot be used, or two folders have one name.
    """
    entries = [{"articles": str(folder)} for folder in folders]
    return _checked(entries, given, [f"folder {entry['articles']!r}" for entry in entries])


def wanted_of_file(path: str | Path, given: Mapping[str, object]) -> list[Wanted]:
    """Read a parameter file.

    Parameters
    ----------
    path : str or Path
        YAML: a list with an entry for each report, each with parameters by name, and
        with the ``name`` of its folder where that is not the name of its articles'.
        Such as ``- {name: police, articles: data/articles, actors: Punjab police}``.
        Paths are looked for from where the program runs.
    given : mapping
        Parameters that hold where an entry does not say otherwise.

    Returns
    -------
    list of Wanted
        In the file's order, every parameter checked.

    Raises
    ------
    ParameterError
        In one line: which file, which entry, what is wrong with it.
    """
    entries = _entries(Path(path))
    places = [f"{path}, entry {k}" for k in range(1, len(entries) + 1)]
    for entry, place in zip(entries, places, strict=True):
        if not isinstance(entry, dict):
            raise ParameterError(
                f"{place}: got {_shown(entry)}; allowed are parameters by name, such as "
                "{articles: my-articles, since: 2021-10-20}"
            )
    return _checked(entries, given, places)


def _entries(path: Path) -> list[object]:
    import yaml

    try:
        read = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())
    except UnicodeDecodeError:
        raise ParameterError(f"{path}: it is no text in UTF-8") from None
    except OSError as error:
        raise ParameterError(f"{path}: {error.strerror}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        why = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise ParameterError(f"{path}{where}: it is no YAML: {why}") from None
    if not isinstance(read, list) or not read:
        raise ParameterError(
            f"{path}: it holds no list; write one report a line, such as "
            "- {articles: my-articles, since: 2021-10-20}"
        )
    return read


def _loader() -> type:
    """YAML's safe loader, with days left as text, and no name twice in one entry."""
    import yaml

    class Loader(yaml.SafeLoader):
        def construct_mapping(self, node, deep=False):  # noqa: ANN001, ANN202
            seen = set()
            for key, _ in node.value:
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"{key.value!r} stands twice in one entry", key.start_mark
                    )
                seen.add(key.value if isinstance(key.value, str) else "")
            return super().construct_mapping(node, deep)

    days = "tag:yaml.org,2002:timestamp"
    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != days]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return Loader


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _checked(
    entries: list[dict[object, object]], given: Mapping[str, object], places: list[str]
) -> list[Wanted]:
    wanted: dict[str, Wanted] = {}
    for entry, place in zip(entries, places, strict=True):
        try:
            found = _wanted(entry, given)
        except ParameterError as error:
            raise ParameterError(f"{place}: {error}") from None
        if found.name.casefold() in wanted:
            raise ParameterError(
                f"{place}: another report goes to the folder {found.name!r} too; "
                "give each its own 'name' in a parameter file"
            )
        wanted[found.name.casefold()] = found
    return list(wanted.values())


def _wanted(entry: Mapping[object, object], given: Mapping[str, object]) -> Wanted:
    """Check one entry, and name its folder."""
    own = {str(key): value for key, value in entry.items() if value is not None}
    if unknown := own.keys() - {*PARAMETER_NAMES, "name"}:
        check_parameters(**{min(unknown): None})
    parameters = {**given, **{key: value for key, value in own.items() if key != "name"}}
    articles = parameters.get("articles", "")
    if not isinstance(articles, str) or not (articles or parameters.get("tables")):
        raise ParameterError(
            f"parameter 'articles': got {_shown(articles)}; give a folder of articles, as text"
        )
    for name, file in (("facts", "articles.csv"), ("actors_file", "actors.csv")):
        if parameters.get(name) is None:
            parameters[name] = beside(Path(articles), None, file)
    check_parameters(**parameters)
    name = own.get("name", Path(articles).resolve().name or "report")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ParameterError(
            f"name: got {_shown(name)}; allowed are letters, digits, spaces, '-', '_' and '.', "
            "with a letter or digit at both ends"
        )
    return Wanted(name, parameters)


def build_batch(
    wanted: Iterable[Wanted],
    out: str | Path,
    workers: int = 2,
    watch: Watch | None = None,
    fresh: bool = False,
) -> list[Outcome]:
    """Make several reports, each in a folder of its own, and a page that leads to them.

    A report that fails does not stop the others: its folder gets a page that shows
    the traceback.

    Parameters
    ----------
    wanted : iterable of Wanted
        From :func:`wanted_of_file` or :func:`wanted_of_folders`.
    out : str or Path
        Where the folders go; made where it is missing.
    workers : int
        The most notebooks to execute at once.
    watch : Watch, optional
        Who is told how far it is.
    fresh : bool
        Whether to make everything anew.

    Returns
    -------
    list of Outcome
        In the order asked for.
    """
    from helpers.reports.batch_pages import write_overview

    out, watch = Path(out), watch or Watch()
    outcomes = []
    wanted = list(wanted)
    for k, one in enumerate(wanted, start=1):
        watch.say(f"report {k} of {len(wanted)}: {one.name}")
        outcomes.append(_build_one(one, out / one.name, workers, watch, fresh))
        watch.report(1)
    write_overview(outcomes, out)
    return outcomes


def _build_one(one: Wanted, out: Path, workers: int, watch: Watch, fresh: bool) -> Outcome:
    from helpers import prose
    from helpers.reports.batch_pages import write_failure

    asked = prose.asked(one.parameters)
    given = {key: value for key, value in one.parameters.items() if key != "articles"}
    try:
        built = build_reports(one.parameters.get("articles", ""), out, given, workers, watch, fresh)
    except ReportError as error:
        return Outcome(one.name, asked, error.built, str(error))
    except Exception as error:  # whatever it is, the other reports are made
        why = f"{type(error).__name__}: {error}".splitlines()[0]
        page = write_failure(out, one.name, asked, why, traceback.format_exc())
        return Outcome(one.name, asked, Built([page]), why)
    error = "" if built.usable else "no article could be used"
    return Outcome(one.name, asked, built, error)
