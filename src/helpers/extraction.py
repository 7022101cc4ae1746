"""From articles to tables: first each article by itself, then the whole corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

import pandas as pd

from helpers import actors as actor_tables
from helpers import dates, dating, events, incidents, publication
from helpers import tolls as toll_tables
from helpers import where as whereabouts
from helpers.kept import forget_others, keep, locked, recall
from helpers.reading import CHUNK, ONE_ARTICLE, Records, read_many
from helpers.schemas import as_table
from helpers.sides import settle_sides
from helpers.triage import TRIAGE_ABOVE, is_relevant


@dataclass(frozen=True)
class Tables:
    """All tables of a corpus, each a checked dataframe; see ``columns.csv`` for columns.

    ``changes`` is empty unless the run is compared with an earlier one.

    Examples
    --------
    >>> from helpers import open_workbook
    >>> book = open_workbook("data/articles")
    >>> len(book.articles), len(book.claims)
    (2, 18)
    """

    articles: pd.DataFrame
    rejects: pd.DataFrame
    sentences: pd.DataFrame
    dates: pd.DataFrame
    mentions: pd.DataFrame
    actors: pd.DataFrame
    statements: pd.DataFrame
    claims: pd.DataFrame
    events: pd.DataFrame
    episodes: pd.DataFrame
    incidents: pd.DataFrame
    tolls: pd.DataFrame
    interactions: pd.DataFrame
    places: pd.DataFrame
    roles: pd.DataFrame
    changes: pd.DataFrame = field(default_factory=lambda: as_table("changes", []))

    def _repr_html_(self) -> str:
        from helpers.showing import contents

        return contents(self).html

    def __repr__(self) -> str:
        from helpers.showing import contents

        return contents(self).text

    def items(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Yield each table's name and dataframe."""
        return ((f.name, getattr(self, f.name)) for f in fields(self))


def read_corpus(tables: Tables, known_actors: pd.DataFrame | None, best: str) -> Tables:
    """Join what was read article by article: actors, dates, incidents, tolls.

    Parameters
    ----------
    tables : Tables
        With the tables of :data:`ONE_ARTICLE` filled.
    known_actors : pandas.DataFrame or None
        What the user knows of actors (``data/actors.csv``).
    best : str
        The rule for a toll's best figure; see :mod:`helpers.tolls`.

    Returns
    -------
    Tables
        All tables filled.
    """
    tables = _name_actors(tables, known_actors)
    tables = replace(tables, articles=publication.infer_publication(tables))
    if known_actors is not None:  # whose role the user's rows tell hangs on inferred days, too
        tables = _name_actors(tables, known_actors)
    resolved = dates.resolve_dates(tables.dates, tables.articles)
    tables = replace(
        tables,
        dates=resolved,
        claims=dating.date_records("claims", tables.claims, resolved, tables.articles),
        events=dating.date_records("events", tables.events, resolved, tables.articles),
    )
    tables = replace(tables, events=events.merge_events(tables.events))
    tables = replace(tables, **whereabouts.place_records(tables))
    tables = replace(tables, **incidents.group_incidents(tables))
    tables = replace(tables, tolls=toll_tables.weigh_tolls(tables, best=best))
    done = actor_tables.find_interactions(tables.events, tables.claims, tables.actors)
    roles = actor_tables.find_roles(
        tables.mentions, tables.articles, tables.actors, known_actors
    )
    return replace(tables, interactions=done, roles=roles)


def _name_actors(tables: Tables, known_actors: pd.DataFrame | None) -> Tables:
    """Fill the actors of mentions, statements, claims and events, and each one's side."""
    found_mentions, found_actors = actor_tables.name_actors(
        tables.mentions, known_actors, tables.articles
    )
    tables = replace(tables, mentions=found_mentions, actors=found_actors)
    tables = replace(tables, **actor_tables.link_actors(tables))
    return replace(tables, actors=settle_sides(tables.actors, tables.claims))


def extract(
    articles: pd.DataFrame,
    rejects: pd.DataFrame | None = None,
    known_actors: pd.DataFrame | str | Path | None = None,
    best: str = "latest",
    progress: Callable[[int], object] | None = None,
    kept: str | Path | None = None,
    triage: int = TRIAGE_ABOVE,
    workers: int = 1,
    cluster: str = "",
) -> Tables:
    """Read every table out of articles.

    Parameters
    ----------
    articles : pandas.DataFrame
        The table ``articles``, as :func:`helpers.load_articles` returns it.
    rejects : pandas.DataFrame, optional
        The table ``rejects``, kept with the others.
    known_actors : pandas.DataFrame or path, optional
        Rows of ``data/actors.csv``, or where that file is.
    best : str
        The rule for a toll's best figure: ``latest`` (default), ``majority``,
        ``highest``, ``lowest`` or ``median``.
    progress : callable, optional
        Called with 1 when an article has been read.
    kept : path, optional
        A folder in which what is read of each article is kept. An article found
        there, read by the same rules, is not read again; see :mod:`helpers.kept`.
    triage : int
        Of more articles than this, those without a word that tells of casualties are
        left unread; see :mod:`helpers.triage`.
    workers : int
        Processes to read articles in.
    cluster : str, optional
        The address of a Dask scheduler whose workers read them instead.

    Returns
    -------
    Tables
        Every table, checked.

    Examples
    --------
    >>> from helpers import extract, load_articles
    >>> articles, rejects = load_articles("data/articles")
    >>> extract(articles).claims[["evidence", "low", "high"]].values.tolist()[0]
    ['seven police officers dead', 7, 7]
    """
    if isinstance(known_actors, (str, Path)):
        known_actors = actor_tables.load_known_actors(known_actors)
    records: Records = {name: [] for name in ONE_ARTICLE}
    articles = mark_unread(articles, triage)
    to_read = articles[(articles["duplicate_of"] == "") & ~articles["unread"]]
    texts = dict(zip(to_read["article_id"], to_read["text"], strict=True))
    with locked(kept) if kept else nullcontext():
        for found in _read_each(texts, kept, progress, workers, cluster):
            for name, rows in found.items():
                records[name].extend(rows)
        if kept:
            forget_others(kept, texts)
    made = {f.name: as_table(f.name, records.get(f.name, [])) for f in fields(Tables)}
    made["articles"] = articles
    if rejects is not None:
        made["rejects"] = rejects
    return read_corpus(Tables(**made), known_actors, best)


def mark_unread(articles: pd.DataFrame, above: int = TRIAGE_ABOVE) -> pd.DataFrame:
    """Mark the articles that need no reading since no word of them tells of casualties.

    Parameters
    ----------
    articles : pandas.DataFrame
        The table ``articles``.
    above : int
        None is marked in a corpus of this many articles or fewer.

    Returns
    -------
    pandas.DataFrame
        The same with ``unread``. No claim is lost by it; the actors, dates, statements
        and events of such an article are.
    """
    stands = articles["duplicate_of"] == ""
    if stands.sum() <= above:
        return articles.assign(unread=False)
    return articles.assign(
        unread=[
            bool(own) and not is_relevant(text)
            for own, text in zip(stands, articles["text"], strict=True)
        ]
    )


def _read_each(
    texts: dict[str, str],
    kept: str | Path | None,
    progress: Callable[[int], object] | None,
    workers: int,
    cluster: str,
) -> list[Records]:
    """Read each article, or recall what was read of it, in the order given."""
    found: dict[str, Records | None] = {
        article_id: recall(kept, article_id, text) if kept else None
        for article_id, text in texts.items()
    }
    missing = [(article_id, texts[article_id]) for article_id, rows in found.items() if not rows]
    if progress and len(texts) > len(missing):
        progress(len(texts) - len(missing))
    workers = min(workers, len(missing) // CHUNK)  # a few are read sooner than workers start
    for article_id, text, rows in read_many(missing, workers, cluster):
        found[article_id] = rows
        if kept:
            keep(kept, article_id, text, rows)
        if progress:
            progress(1)
    return list(found.values())
