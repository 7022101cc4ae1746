"""Measure the reading of claims, statements and dates on gold data, beside a baseline.

    python tests/benchmark.py GOLD_FOLDER [--all] [--markdown]

Prints one table. Claims: precision, recall and F1 of claims found, with the right
figure, and full (victim group, source and stance too), for all claims and for
counted ones of killed and injured; the share of found claims whose source, stance and
days agree. Attributions in general news: precision, recall and F1 of contents found
and, as full, of those with their source; with the weights of the package, and with
weights that are trained without the articles that they are measured on. Articles a
second include the parse.
``more`` is split in two by file name: the first half was read while the rules were
written; the second was scored unread first, and is measured only with ``--all``.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from baseline import baseline_attributions, baseline_claims
from gold_tables import read_lines
from measure_attribution import general_scores, module_at

Claim = dict[str, object]
OPEN = "fg"


@dataclass(frozen=True)
class GoldSet:
    """A gold set: its articles' folder, its claims, and when its articles appeared."""

    name: str
    articles: Path
    claims: tuple[Claim, ...]
    published: tuple[tuple[str, str], ...]


def gold_sets(gold: Path, every_half: bool) -> Iterator[GoldSet]:
    """Yield the gold sets below a folder."""
    seeds = tuple(read_lines(gold / "seeds.claims.jsonl"))
    yield GoldSet("seeds", gold.parent / "articles", seeds, ())
    yield GoldSet(
        "dev", gold / "dev", tuple(read_lines(gold / "dev.claims.jsonl")), dates_of(gold, "dev")
    )
    more, published = read_lines(gold / "more.claims.jsonl"), dates_of(gold, "more")
    halves = [("more, first half", True)] + [("more, second half", False)] * every_half
    for name, is_open in halves:
        kept = tuple(c for c in more if (str(c["article"])[0] in OPEN) == is_open)
        days = tuple(p for p in published if (p[0][0] in OPEN) == is_open)
        yield GoldSet(name, gold / "more", kept, days)


def dates_of(gold: Path, name: str) -> tuple[tuple[str, str], ...]:
    """Read when the articles of a set appeared."""
    with (gold / f"{name}.dates.tsv").open(encoding="utf-8") as file:
        return tuple((r["article"], r["published"]) for r in csv.DictReader(file, delimiter="\t"))


def read_with_workbook(folder: Path, facts: Path) -> list[Claim]:
    """Read claims as ``tollbook claims`` prints them."""
    from helpers.articles import load_articles
    from helpers.claim_lines import claim_records
    from helpers.extraction import extract

    articles, _ = load_articles(folder, facts=facts)
    return list(claim_records(extract(articles).claims))


def read_with_baseline(folder: Path, facts: Path) -> list[Claim]:
    """Read claims with the baseline."""
    files = sorted(folder.glob("*.txt"))
    return [c for f in files for c in baseline_claims(f.name, f.read_text("utf-8", "replace"))]


def copy_of(gold: GoldSet, folder: Path) -> tuple[Path, Path]:
    """Copy a set's articles and dates, so that no other article lies beside them."""
    texts = folder / "articles"
    texts.mkdir()
    names = {name for name, _ in gold.published} or {f.name for f in gold.articles.glob("*.txt")}
    for name in sorted(names):
        shutil.copy(gold.articles / name, texts / name)
    facts = folder / "articles.csv"
    lines = ["file,published,outlet,author,url,title"] + [f"{n},{d},,,," for n, d in gold.published]
    facts.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return texts, facts


def score(scorer: ModuleType, gold: GoldSet, found: list[Claim], counted: bool) -> list[str]:
    """Return the cells of a row: P/R/F1 found, figure and full; source, stance and dates."""
    truth = scorer.place([dict(c) for c in gold.claims], gold.articles)
    claims = scorer.place([dict(c) for c in found], gold.articles)
    if counted:
        kinds = ("killed", "injured")
        truth = [c for c in truth if c["outcome"] in kinds and c["count_text"]]
        claims = [c for c in claims if c["outcome"] in kinds and c["count_text"]]
    pairs = scorer.match(truth, claims)
    figures = [p for p in pairs if scorer.figure(truth[p[0]], claims[p[1]])]
    full = [
        p for p in pairs if all(scorer.FIELDS[f](truth[p[0]], claims[p[1]]) for f in scorer.FULL)
    ]
    agreed = [
        sum(bool(scorer.FIELDS[f](truth[i], claims[j])) for i, j in pairs) / max(len(pairs), 1)
        for f in ("said_by", "stance", "dates")
    ]
    sizes = len(truth), len(claims)
    cells = [shown(scorer.prf(len(hits), *sizes)) for hits in (pairs, figures, full)]
    return [str(len(truth)), *cells, *(f"{x:.3f}" for x in agreed)]


def shown(scores: Iterable[float]) -> str:
    """Write precision, recall and F1 in one cell."""
    return " / ".join(f"{x:.3f}" for x in scores)


def measure(gold: Path, every_half: bool) -> Iterator[list[str]]:
    """Yield the rows of the table that are about claims."""
    from helpers.language import parse

    scorer = module_at(gold / "score.py")
    parse("warm-up", "The pipeline is loaded before time is taken.")
    readers: dict[str, Callable[[Path, Path], list[Claim]]] = {
        "Tollbook": read_with_workbook,
        "baseline": read_with_baseline,
    }
    for each in gold_sets(gold, every_half):
        for tool, read in readers.items():
            with tempfile.TemporaryDirectory() as folder:
                texts, facts = copy_of(each, Path(folder))
                begun = time.perf_counter()
                found = read(texts, facts)
                speed = len(list(texts.iterdir())) / (time.perf_counter() - begun)
            for counted in (False, True):
                n_gold, *cells = score(scorer, each, found, counted)
                name = each.name + ", counted" * counted
                yield [name, n_gold, tool, *cells, f"{speed:.1f}"]


def measure_statements(gold: Path) -> Iterator[list[str]]:
    """Yield the rows of the table that are about attributions in general news."""
    from helpers.language import parse_many

    truth = list(read_lines(gold / "attribution" / "dev.jsonl"))
    scorer = module_at(gold / "attribution" / "score.py")
    begun = time.perf_counter()
    parses = list(parse_many((d["doc"], d["text"]) for d in truth))
    parsing = time.perf_counter() - begun
    begun = time.perf_counter()
    for name, result, _ in general_scores(truth, parses, scorer.score, folds=5):
        spent, begun = time.perf_counter() - begun, time.perf_counter()
        if name == "weights as shipped":
            speed = f"{len(truth) / (parsing + spent):.1f}"
            yield _statement_row("Tollbook", result, speed)
        elif name == "held out, all folds":
            yield _statement_row("Tollbook, held out", result, "")
    begun = time.perf_counter()
    plain = [{"doc": d["doc"], "attributions": baseline_attributions(d["text"])} for d in truth]
    speed = f"{len(truth) / (time.perf_counter() - begun):.1f}"
    yield _statement_row("baseline", scorer.score(truth, plain), speed)


def _statement_row(tool: str, result: dict, speed: str) -> list[str]:
    found, full = shown(result["hard"]), shown(result["e2e_any"])
    source = f"{result['src_any']:.3f}"
    return ["attributions", str(result["n_gold"]), tool, found, "", full, source, "", "", speed]


HEADER = (
    "set", "gold", "tool", "found P / R / F1", "figure P / R / F1", "full P / R / F1",
    "source", "stance", "dates", "articles/s",
)  # fmt: skip


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--markdown", action="store_true")
    args = parser.parse_args()
    rows = [list(HEADER), *measure(args.gold, args.all), *measure_statements(args.gold)]
    if args.markdown:
        rows.insert(1, ["---"] * len(HEADER))
        print("\n".join("| " + " | ".join(row) + " |" for row in rows))
        return
    widths = [max(len(row[k]) for row in rows) for k in range(len(HEADER))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


if __name__ == "__main__":
    sys.exit(main())
