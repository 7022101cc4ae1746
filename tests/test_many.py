"""Many articles: chunks, several processes, lost workers, what is kept, what is imported."""

from __future__ import annotations

import json
import multiprocessing
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import helpers
from helpers import extract, kept, reading
from helpers.reading import LostWorkerError, chunked, read_many
from test_triage import corpus

TEXTS = [f"{k} miners were killed in pit {k}, the owners said." for k in range(2, 26)]
ARTICLES = [(f"{k}.txt", text) for k, text in enumerate(TEXTS)]


@given(st.lists(st.integers(0, 300_000), max_size=60))
def test_chunks_hold_every_article_once_in_order_and_are_bounded(sizes: list[int]) -> None:
    articles = [(str(k), "x" * size) for k, size in enumerate(sizes)]
    chunks = list(chunked(articles))
    assert [article for chunk in chunks for article in chunk] == articles
    for chunk in chunks:
        assert 1 <= len(chunk) <= reading.CHUNK
        assert sum(len(text) for _, text in chunk[:-1]) < reading.LARGEST_CHUNK


def test_articles_are_taken_as_they_are_needed() -> None:
    endless = ((str(k), "Two were hurt.") for k in range(10**9))
    assert [article_id for article_id, _, _ in islice(read_many(endless), 3)] == ["0", "1", "2"]


def test_two_processes_read_what_one_does_and_a_lost_one_is_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "CHUNK", 4)
    alone = list(read_many(ARTICLES))
    found = []
    for k, one in enumerate(read_many(ARTICLES, workers=2)):
        found.append(one)
        if k == 1:
            for worker in multiprocessing.active_children():
                worker.kill()
    assert json.dumps(found) == json.dumps(alone)


class Failing:
    """An executor whose workers are lost as often as told, and then read nothing."""

    def __init__(self, losses: int) -> None:
        self.losses = losses
        self.started = 0

    @contextmanager
    def start(self) -> Iterator[Failing]:
        self.started += 1
        yield self

    def submit(self, read: object, chunk: reading.Chunk) -> Future:
        future: Future = Future()
        if self.started <= self.losses:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result([{} for _ in chunk])
        return future


@pytest.mark.parametrize("losses", [0, 1, 2])
def test_a_chunk_is_read_again_where_its_worker_was_lost(losses: int) -> None:
    failing = Failing(losses)
    chunks = [[("a", "x")], [("b", "x")], [("c", "x")]]
    read = [chunk for chunk, _ in reading._read_by(failing.start, iter(chunks), ahead=2)]
    assert read == chunks and failing.started == losses + 1


def test_a_worker_lost_again_and_again_ends_the_run_and_names_its_articles() -> None:
    with pytest.raises(LostWorkerError, match="3 times while it read bad.txt"):
        list(reading._read_by(Failing(9).start, iter([[("bad.txt", "x")]]), ahead=2))


def test_a_cluster_without_dask_is_an_error_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ModuleNotFoundError, match="cluster"):
        list(read_many(ARTICLES, cluster="tcp://127.0.0.1:1"))


def test_a_cluster_reads_what_one_process_does() -> None:
    distributed = pytest.importorskip("distributed")
    few = ARTICLES[:6]
    with distributed.LocalCluster(1, processes=False, dashboard_address=None) as cluster:
        read = list(read_many(few, cluster=cluster.scheduler_address))
    assert json.dumps(read) == json.dumps(list(read_many(few)))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", "templates")
    return shutil.copytree(Path(helpers.__file__).parent, tmp_path / "helpers", ignore=ignored)


@pytest.mark.parametrize(
    ("changed", "matters"),
    [
        ("claims/cues.py", True),
        ("lexicons/casualty_words.csv", True),
        ("coreference/chains.py", True),
        ("triage.py", True),
        ("figures/network.py", False),
        ("reports/pages.py", False),
        ("tolls/weighing.py", False),
        ("cli.py", False),
    ],
)
def test_what_was_read_stays_unless_what_reads_it_changed(
    package: Path, monkeypatch: pytest.MonkeyPatch, changed: str, matters: bool
) -> None:
    monkeypatch.setattr(kept, "files", lambda name: package)
    before = kept.reading_version.__wrapped__()
    with (package / changed).open("a") as file:
        file.write("\n# changed\n")
    assert (kept.reading_version.__wrapped__() != before) == matters


def test_modules_that_reading_imports_are_those_that_count() -> None:
    code = "import sys, helpers.reading; print(*(m for m in sys.modules if m[:8] == 'helpers.'))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    package = Path(helpers.__file__).parent
    counted = set(kept.modules_of_reading(package))
    for module in run.stdout.split():
        assert kept._file(package, module) in counted, module


def test_a_removed_article_is_forgotten_and_the_others_are_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = extract(corpus(*TEXTS[:3]), kept=tmp_path)
    assert len(list(tmp_path.rglob("*.json"))) == 3
    monkeypatch.setattr("helpers.extraction.read_many", lambda articles, *how: iter(()))
    fewer = extract(corpus(*TEXTS[:2]), kept=tmp_path)
    assert len(list(tmp_path.rglob("*.json"))) == 2
    assert set(fewer.claims["claim_id"]) < set(whole.claims["claim_id"])


def test_two_runs_at_once_do_not_share_a_folder(tmp_path: Path) -> None:
    second = kept.locked(tmp_path / "new")
    with kept.locked(tmp_path / "new"), pytest.raises(BlockingIOError, match="another run"):
        second.__enter__()
    with kept.locked(tmp_path / "new"):
        pass


def test_starting_imports_nothing_heavy() -> None:
    heavy = {"pandas", "spacy", "matplotlib", "numpy", "pandera", "networkx", "nbconvert"}
    for module in ("helpers", "helpers.cli"):
        code = f"import sys, {module}; print(*sys.modules)"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert run.returncode == 0 and not heavy & set(run.stdout.split()), module
