"""Load mutated files of every format: nothing may be lost, hang, or break out.

    python tests/fuzz_inputs.py --inputs 20000 [--seed 1] [--keep FOLDER]

Each input is a file that :mod:`made_inputs` makes, with bytes flipped, cut, repeated,
swapped or replaced by awkward ones. Each is loaded in a worker process that may take
5 seconds and 1 GiB; what is found is printed, and kept with ``--keep``.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import repeat
from pathlib import Path

from made_inputs import MAKERS, Story

SECONDS, MEMORY = 5, 2**30
AWKWARD = (
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n" * 50, b'"', b"'", b"<", b"<![CDATA[",
    b"]]>", b"&#xD800;", b"\\ud800", b"{{7*7}}", b"=cmd|'/c calc'!A1", b"../../", b"\x1b[31m",
    b"<script>alert(1)</script>", b"</style>", b"$$x$$", b"0001-01-01", b"9999-99-99", b"%s%n",
    "\u202e\u200f\U0001f4a3".encode(), b"9" * 400, b"a" * 5000, b"[" * 300, b"Content-Length: -1",
    b"Transfer-Encoding: chunked\r\n", b"\x80\x81\x8d", b"From ", b"---\n", b",,,,", b"\t",
)  # fmt: skip
STORY = Story(
    "Blast at a depot kills six",
    (
        "Six workers were killed and at least 20 people injured on Friday when a depot exploded, "
        "the fire brigade said.",
        "The owners put the toll at four. “I saw more than that,” said a neighbour.",
    ),
    date(2018, 3, 9),
)


def mutate(content: bytes, chance: random.Random) -> bytes:
    """Return ``content`` with one to eight changes."""
    out = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        a, b = sorted(chance.randrange(len(out) + 1) for _ in range(2))
        kind = chance.randrange(7)
        if kind == 0 and out:
            for at in {chance.randrange(len(out)) for _ in range(chance.randint(1, 20))}:
                out[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del out[a : min(b, a + chance.choice((1, 10, 1000)))]
        elif kind == 2:
            out[a:a] = chance.choice(AWKWARD)
        elif kind == 3:
            out[a:a] = out[a : min(b, a + 200)] * chance.randint(1, 30)
        elif kind == 4:
            del out[b:]
        elif kind == 5:
            out[a:b] = chance.randbytes(min(b - a, 64))
        else:
            out[a : a + 4] = chance.choice((b"\xff" * 4, b"\x00" * 4, b"\x7f\xff\xff\xff"))
    return bytes(out)


class TookTooLong(BaseException):
    """What the alarm raises; no handler of an exception in between can swallow it."""


def _alarm(*_: object) -> None:
    raise TookTooLong


def load(path: Path) -> str:
    """Load one file; return what went wrong, empty where nothing did."""
    from helpers import load_articles

    signal.signal(signal.SIGALRM, _alarm)
    signal.alarm(SECONDS)
    try:
        articles, rejects = load_articles(path.parent)
        if not len(articles) + len(rejects):
            return "neither used nor rejected"
        for text in articles["text"]:
            text.encode()
    except TookTooLong:
        return f"took more than {SECONDS} s"
    except BaseException as error:  # noqa: BLE001  everything uncaught is what is looked for
        return f"{type(error).__name__}: {str(error)[:200]}"
    finally:
        signal.alarm(0)
    return ""


def _warm_up(folder: Path, made: dict[str, bytes]) -> None:
    """Load every whole file once, so that no import counts as a hang."""
    from helpers import load_articles

    for name, content in made.items():
        (folder / name).write_bytes(content)
    load_articles(folder)
    for name in made:
        (folder / name).unlink()


def run(task: tuple[int, int], keep: Path | None) -> list[tuple[str, str, float]]:
    """Load a batch of mutated files; return what went wrong, by file name."""
    import warnings

    warnings.simplefilter("ignore")
    seed, count = task
    soft = MEMORY + resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    chance, found = random.Random(seed), []
    names = sorted(MAKERS)
    made = {name: MAKERS[name](STORY) for name in names}
    with tempfile.TemporaryDirectory() as folder:
        _warm_up(Path(folder), made)
        for k in range(count):
            name = names[k % len(names)]
            content = mutate(made[name], chance)
            path = Path(folder, f"{k}", name)
            path.parent.mkdir()
            path.write_bytes(content)
            begun = time.monotonic()
            wrong = load(path)
            if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > soft:
                wrong, soft = wrong or "took more than 1 GiB", float("inf")
            if wrong:
                found.append((name, wrong, time.monotonic() - begun))
                if keep:
                    (keep / f"{seed}-{k}-{name}").write_bytes(content)
            path.unlink()
    return found


def main() -> None:
    """Print what was found; exit with 1 if anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    size = 500
    tasks = [(given.seed * 1_000_000 + k, min(size, given.inputs - k * size))
             for k in range(-(-given.inputs // size))]  # fmt: skip
    begun, found = time.monotonic(), []
    with ProcessPoolExecutor(given.workers) as pool:
        for batch in pool.map(run, tasks, repeat(given.keep)):
            found += batch
    kinds = Counter(f"{name}: {wrong}" for name, wrong, _ in found)
    for kind, n in kinds.most_common():
        print(f"{n:5}  {kind}")
    print(f"{given.inputs} inputs, {len(found)} failures, {time.monotonic() - begun:.0f} s")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
