"""How reading scales: throughput beside spaCy's own pipeline, cost per article, memory, cores.

Run by ``make benchmark-scale``; figures are ratios within one run. Articles are made
(``made_corpus``), so nothing else is needed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from collections.abc import Callable

import pandas as pd

from helpers.extraction import extract
from helpers.language import load_pipeline
from helpers.reading import ONE_ARTICLE, read_many
from helpers.schemas import as_table
from helpers.triage import is_relevant
from made_corpus import Made, make_articles


def table_of(made: list[Made]) -> pd.DataFrame:
    """Return made articles as the table ``articles``."""
    return as_table("articles", [
        {"article_id": m.article_id, "path": m.article_id, "title": m.text.splitlines()[0],
         "published_start": m.published, "published_end": m.published,
         "published_basis": "metadata", "published_reason": "made", "language": "en",
         "n_words": len(m.text.split()), "sha256": "made", "copy_of": m.article_id,
         "text": m.text}
        for m in made
    ])  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def read_all(made: list[Made], workers: int = 1) -> int:
    """Screen the articles and read what passes, as an extraction does; return the claims."""
    passed = ((m.article_id, m.text) for m in made if is_relevant(m.text))
    return sum(len(found["claims"]) for _, _, found in read_many(passed, workers))


def peak_mebibytes() -> float:
    """Return the most memory that this process, or a child of it, ever held."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(one).ru_maxrss for one in who) / 1024


def throughput(n: int, share: float) -> None:
    """Print how much faster reading is than spaCy's whole pipeline on the same articles."""
    made = list(make_articles(n, share, seed=1))
    nlp = load_pipeline()
    read_all(made[:20])
    whole = seconds(lambda: [doc.text for doc in nlp.pipe(m.text for m in made)])
    ours = seconds(lambda: read_all(made))
    print(f"{share:.0%} relevant, {n} articles: {n / ours:.1f} articles a second, "
          f"{whole / ours:.2f} times spaCy's own pipeline", flush=True)  # fmt: skip


def two_workers(n: int) -> None:
    """Print how much faster two workers are than one, each told of their start."""
    made = list(make_articles(n, 1.0, seed=2))
    one, two = seconds(lambda: read_all(made)), seconds(lambda: read_all(made, 2))
    print(f"two workers: {one / two:.2f} times one, their start included", flush=True)


def whole_run(n: int, share: float) -> None:
    """Print cost per article of a whole extraction, all tables, and the most memory held."""
    articles = table_of(list(make_articles(n, share, seed=3)))
    found = {}
    taken = seconds(lambda: found.update(extract(articles, workers=2).items()))
    rows = sum(len(found[name]) for name in ONE_ARTICLE)
    print(f"{n} articles, {share:.0%} relevant: {1000 * taken / n:.2f} ms each, {rows} rows, "
          f"{len(found['claims'])} claims, {len(found['actors'])} actors, "
          f"at most {peak_mebibytes():.0f} MiB a process", flush=True)  # fmt: skip


def main() -> None:
    """Measure, and print a line for each thing measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--share", type=float, default=0.1, help="share of relevant articles")
    parser.add_argument("--articles", type=int, default=400, help="articles for throughput")
    given = parser.parse_args()
    for share in (given.share, 1.0):
        throughput(given.articles, share)
    two_workers(given.articles)
    for n in given.sizes:
        # A process of its own, so that each size is told its own peak of memory.
        run = multiprocessing.get_context("spawn").Process(target=whole_run, args=(n, given.share))
        run.start()
        run.join()


if __name__ == "__main__":
    main()
