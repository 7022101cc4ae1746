"""One article read into records, and many of them, in as many processes as are wanted."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice

from helpers import attribution, claims, dates, dating, events, mentions
from helpers.language import ParsedArticle, parse_many

Records = dict[str, list[dict[str, object]]]
Chunk = list[tuple[str, str]]
ONE_ARTICLE = ("sentences", "dates", "mentions", "statements", "claims", "events")

CHUNK = 16
"""Articles that a worker is given at once."""
LARGEST_CHUNK = 400_000
"""Characters after which no more articles are put into a chunk, to bound a worker's memory."""
MOST_LOSSES = 3
"""How often one chunk's worker may be lost before the run is given up."""


class LostWorkerError(ChildProcessError):
    """A worker ended again and again while it read the same articles."""


def read_article(parsed: ParsedArticle) -> Records:
    """Read one article, knowing no other.

    Parameters
    ----------
    parsed : ParsedArticle
        The parsed article.

    Returns
    -------
    dict of list of dict
        Records of the tables in :data:`ONE_ARTICLE`. Dates are not resolved yet:
        that takes the publication date (:func:`helpers.extraction.read_corpus`).
    """
    found_dates = dates.find_dates(parsed)
    found_mentions = mentions.find_mentions(parsed)
    found_statements = attribution.find_statements(parsed)
    found_claims = claims.find_claims(parsed, found_statements)
    found_events = events.find_events(parsed)
    return {
        "sentences": [
            {
                "article_id": parsed.article_id,
                "sentence_id": s.sentence_id,
                "paragraph": s.paragraph,
                "start": s.start,
                "end": s.end,
                "text": parsed.text[s.start : s.end],
            }
            for s in parsed.sentences
        ],
        "dates": found_dates,
        "mentions": found_mentions,
        "statements": found_statements,
        "claims": dating.govern(parsed, found_dates, found_claims),
        "events": dating.govern(parsed, found_dates, found_events),
    }


def read_chunk(chunk: Chunk) -> list[Records]:
    """Read a few articles in this process: pairs of ``article_id`` and ``text``, in order."""
    return [read_article(parsed) for parsed in parse_many(chunk, batch_size=CHUNK)]


def chunked(articles: Iterable[tuple[str, str]]) -> Iterator[Chunk]:
    """Yield articles in chunks of at most :data:`CHUNK`, smaller where articles are long."""
    chunk: Chunk = []
    size = 0
    for article_id, text in articles:
        chunk.append((article_id, text))
        size += len(text)
        if len(chunk) == CHUNK or size >= LARGEST_CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def read_many(
    articles: Iterable[tuple[str, str]], workers: int = 1, cluster: str = ""
) -> Iterator[tuple[str, str, Records]]:
    """Read articles, a few at a time, in one process or in several.

    Parameters
    ----------
    articles : iterable of (str, str)
        Pairs of ``article_id`` and ``text``; taken as they are needed.
    workers : int
        Processes to read in; 1 reads in this one.
    cluster : str, optional
        The address of a Dask scheduler, such as ``tcp://10.0.0.5:8786``, whose
        workers read instead; this package must be installed there.

    Yields
    ------
    (str, str, dict)
        ``article_id``, ``text`` and what :func:`read_article` returns, in the order
        given, the same for any number of workers.

    Raises
    ------
    LostWorkerError
        If the worker of the same few articles was lost :data:`MOST_LOSSES` times.
    """
    chunks = chunked(articles)
    if workers <= 1 and not cluster:
        read = ((chunk, read_chunk(chunk)) for chunk in chunks)
    elif cluster:
        read = _read_by(lambda: _dask(cluster), chunks, ahead=256)
    else:
        read = _read_by(lambda: _processes(workers), chunks, ahead=2 * workers)
    for chunk, found in read:
        for (article_id, text), records in zip(chunk, found, strict=True):
            yield article_id, text, records


def _processes(workers: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "reading on a cluster takes Dask: install it with pip install '.[cluster]'"
        ) from None
    with Client(address, set_as_default=False) as client:
        yield client.get_executor(pure=False, retries=MOST_LOSSES)


def _read_by(
    start: Callable[[], object], chunks: Iterator[Chunk], ahead: int
) -> Iterator[tuple[Chunk, list[Records]]]:
    """Read chunks by the workers of an executor, no more than ``ahead`` of them at once.

    Where a worker is lost the executor is started anew, and whatever it had not yet
    given back is read again.
    """
    waiting: deque[Chunk] = deque(islice(chunks, ahead))
    losses = 0
    while waiting:
        with start() as executor:
            futures: deque[Future] = deque()
            try:
                futures.extend(executor.submit(read_chunk, chunk) for chunk in waiting)
                while futures:
                    found = futures[0].result()
                    futures.popleft()
                    chunk, losses = waiting.popleft(), 0
                    for following in islice(chunks, 1):
                        waiting.append(following)
                        futures.append(executor.submit(read_chunk, following))
                    yield chunk, found
            except BrokenProcessPool:
                losses += 1
                if losses == MOST_LOSSES:
                    names = ", ".join(article_id for article_id, _ in waiting[0])
                    raise LostWorkerError(
                        f"a worker was lost {losses} times while it read {names}"
                    ) from None
