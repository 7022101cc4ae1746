"""What people drop in by mistake or on purpose: a right result or a clear reject."""

from __future__ import annotations

import errno
import json
import socket
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

import made_inputs
from helpers import extract, load_articles, write_tables
from helpers.articles import Limits
from helpers.extraction import Tables
from made_inputs import Story

STORY = Story(
    "Blast at a depot kills six",
    (
        "Six workers were killed and at least 20 people injured on Friday when a depot exploded, "
        "the fire brigade said.",
        "The owners put the toll at four.",
    ),
    date(2018, 3, 9),
)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every attempt to reach the network fail as no handler in between expects."""

    class Reached(BaseException):
        pass

    def refuse(*args: object, **kwargs: object) -> None:
        raise Reached(f"the network was asked for {args[1:]}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket.socket, "sendto", refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)


PULLING = """<!DOCTYPE html SYSTEM "http://evil.example/x.dtd"><html><head>
<base href="http://evil.example/"><meta http-equiv="refresh" content="0;url=http://evil.example/">
<link rel="stylesheet" href="http://evil.example/a.css"><script src="http://evil.example/a.js">
</script></head><body><article><h1>Blast kills six</h1><img src="http://evil.example/p.png">
<p>Six workers were killed on Friday when a depot exploded, the fire brigade said.</p></article>
</body></html>"""
ENTITY = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e SYSTEM "http://evil.example/e">
<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>News</title><item>
<title>Blast kills six</title><description>Six workers were killed on Friday, police said. &e; &f;
</description></item></channel></rss>"""


def test_nothing_asks_the_network(tmp_path: Path, no_network: None) -> None:
    made_inputs.write(tmp_path, STORY)
    (tmp_path / "pulling.html").write_text(PULLING)
    (tmp_path / "entity.rss").write_text(ENTITY)
    articles, rejects = load_articles(tmp_path)
    assert len(articles) + len(rejects) == len(made_inputs.MAKERS) + 2
    assert not articles["text"].str.contains("root:").any()
    book = extract(articles, rejects)
    assert len(book.claims)
    write_tables(book, tmp_path / "tables")


LAST = "\n\nSix workers were killed on Friday, police said.\n"
NESTED = {
    "quotes": "The mayor said: " + "“he told me ‘she said " * 60 + "nothing.",
    "open quotes": "Talks went on. " + "“ " * 500,
    "brackets": "Talks went on. " + "([{" * 300,
    "controls": "Talks\x01 went\x02 on\x7f in the\x0b town.",
    "right to left": "Talks \u202ewent on\u202c in \u200fthe\u200e town \u2067now\u2069.",
    "emoji": "Talks went on 🕊️👩‍👩‍👧‍👦🇺🇳 in the town 💣💥.",
    "joined marks": "Talks w" + "\u0301" * 2000 + "ent on in the town.",
    "one long word": "Talks went on " + "a" * 5000 + " in the town.",
    "many numbers": "They read out " + "1 000 000 " * 300 + "in the town.",
    "code": "Talks {0.__class__} %s%n ${HOME} $(id) `id` {{7*7}} <script>alert(1)</script> on.",
}


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("awkward")
    for name, words in NESTED.items():
        (folder / name).write_text(f"Harbour news\n\n{words}{LAST}", encoding="utf-8")
    return extract(*load_articles(folder))


@pytest.mark.parametrize("name", sorted(NESTED))
def test_an_awkward_paragraph_leaves_the_rest_readable(awkward: Tables, name: str) -> None:
    claims = awkward.claims[awkward.claims["article_id"] == name]
    assert ("killed", 6) in set(zip(claims["outcome"], claims["low"], strict=True))


@pytest.mark.parametrize("table", ["claims", "mentions", "sentences", "dates"])
def test_offsets_hold_in_awkward_texts(awkward: Tables, table: str) -> None:
    stored = dict(zip(awkward.articles["article_id"], awkward.articles["text"], strict=True))
    rows = getattr(awkward, table)
    words = rows["evidence" if "evidence" in rows else "text"]
    for row, word in zip(rows.itertuples(), words, strict=True):
        assert stored[row.article_id][row.start : row.end] == word


def test_a_long_line_is_streamed_and_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": "Six workers were killed on Friday, police said."}).encode()
    with path.open("wb") as out:
        out.write(b'{"text": "')
        for _ in range(100):
            out.write(b"word " * 200_000)
        out.write(b'"}\n' + good + b"\n")
    assert path.stat().st_size > 100_000_000
    load_articles(made_inputs.write(tmp_path / "warm", STORY, ["stories.jsonl"])[0])
    tracemalloc.start()
    articles, rejects = load_articles(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert list(articles["article_id"]) == ["a.jsonl#2"]
    assert rejects["reason"].tolist() == ["too large"]
    assert peak < 6 * Limits().record_bytes


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv"])
def test_a_large_file_of_one_line_is_rejected(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as out:
        for _ in range(60):
            out.write(b"word " * 200_000)
    articles, rejects = load_articles(tmp_path)
    assert articles.empty
    assert len(rejects) == 1
    assert "limit" in rejects["detail"][0]


class Failing:
    """A file that fails while it is read."""

    def __init__(self, real: object, error: OSError) -> None:
        self._real, self._error, self._given = real, error, 0

    def __enter__(self) -> Failing:
        return self

    def __exit__(self, *args: object) -> None:
        self._real.close()

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def read(self, size: int = -1) -> bytes:
        self._given += 1
        if self._given > 1 or size < 0 or size > 1000:
            raise self._error
        return self._real.read(size)

    def readline(self, size: int = -1) -> bytes:
        self._given += 1
        if self._given > 1:
            raise self._error
        return self._real.readline(size)


@pytest.mark.parametrize("name", sorted(made_inputs.MAKERS))
def test_a_file_that_fails_while_it_is_read_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    made_inputs.write(tmp_path, STORY, [name])
    (tmp_path / "z-good.txt").write_text("Four people were killed in the north, police said.")
    opened = Path.open

    def opening(self: Path, *how: object, **more: object) -> object:
        real = opened(self, *how, **more)
        return Failing(real, OSError(errno.EIO, "I/O error")) if self.name == name else real

    monkeypatch.setattr(Path, "open", opening)
    articles, rejects = load_articles(tmp_path)
    assert "z-good.txt" in set(articles["article_id"])
    assert len(rejects) >= 1
    assert (rejects["detail"] != "").all()


def test_a_file_that_vanishes_after_it_was_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Six workers were killed on Friday in {name}, police said.")
    from helpers.articles import files

    asked = files.open_file

    def vanish(path: Path, folder: Path) -> object:
        if path.name == "b.txt":
            path.unlink()
        return asked(path, folder)

    monkeypatch.setattr("helpers.articles.open_file", vanish)
    articles, rejects = load_articles(tmp_path)
    assert list(articles["article_id"]) == ["a.txt"]
    assert rejects["reason"].tolist() == ["cannot be read"]


@pytest.mark.parametrize("command", ["extract", "export"])
def test_a_full_disk_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture, command: str
) -> None:
    from helpers import store
    from helpers.cli import main

    made_inputs.write(tmp_path / "in", STORY, ["story.txt"])

    def full(source: str, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    monkeypatch.setattr(store.os, "replace", full)
    with pytest.raises(SystemExit) as stopped:
        main([command, str(tmp_path / "in"), "--out", str(tmp_path / "out")])
    said = capsys.readouterr().err.strip().splitlines()
    assert stopped.value.code == 1
    assert "No space left on device" in said[-1]
    assert "Traceback" not in "".join(said)
    assert not list((tmp_path / "out").rglob("*.part"))


NAMES = (
    "$(touch ran).txt", "`id`.txt", "; rm -rf x.txt", "{0.__class__}.txt", "%s%n.txt",
    "{{ 7*7 }}.txt", "=cmd|'!A1'.txt", "-rf.txt", "--help.txt", "<img src=x onerror=alert(1)>.txt",
    'say "hi".txt', "\u202etxt.exe.txt", "new\nline.txt",
)  # fmt: skip


def test_file_names_are_names_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    for k, name in enumerate(NAMES):
        (folder / name).write_text(f"{k + 2} workers were killed in town {k}, police said.")
    articles, rejects = load_articles(folder)
    assert rejects.empty
    assert set(articles["article_id"]) == set(NAMES)
    book = extract(articles, rejects)
    written = write_tables(book, tmp_path / "tables")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "tables"]
    csv = next(p for p in written if p.name == "articles.csv").read_text(encoding="utf-8")
    assert "\n=cmd" not in csv and ",=cmd" not in csv and "\n'=cmd" in csv


def test_a_parameter_is_never_an_expression() -> None:
    from helpers.given import ParameterError
    from helpers.parameters import check_parameters

    for given in ("__import__('os').system('id')", "{{ articles }}", "!ls", "$HOME", "=1+1"):
        for name in ("since", "outcomes", "best", "min_mentions", "columns", "limits", "sides"):
            with pytest.raises(ParameterError, match=name):
                check_parameters(articles="data/articles", **{name: given})
