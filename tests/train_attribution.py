"""Train the model that picks attributions, and write its weights.

    python tests/train_attribution.py GOLD.jsonl WEIGHTS.csv

GOLD.jsonl is a set of gold attributions (see ``helpers.attribution``). A logistic
regression over the named features of ``helpers.attribution.choice``, with a strong
ridge penalty; it takes seconds. Weights near zero are left out.
"""

from __future__ import annotations

import json
import re
import sys
from bisect import bisect_left
from collections import defaultdict
from pathlib import Path

import numpy as np

from helpers.attribution import all_candidates
from helpers.attribution.candidate import Candidate
from helpers.attribution.choice import features
from helpers.attribution.words import Words, lay_out
from helpers.language import parse_many

RIDGE = 25.0
MIN_ARTICLES = 3
KEPT = 0.02
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
Example = tuple[str, list[str], bool]


def pieces(attribution: dict, part: str) -> list[list]:
    """Return the spans of ``source``, ``cue`` or ``content`` of a gold attribution."""
    return attribution.get(f"{part}_parts") or [attribution[part]] * bool(attribution.get(part))


def content_pieces(words: Words, c: Candidate) -> list[list[int]]:
    """Return the content of a candidate without the reporting clause that splits it."""
    first, last = words.start[c.cue_first], words.end[c.cue_last]
    if c.source_start is not None:
        first, last = min(first, c.source_start), max(last, c.source_end)
    if c.start < first and last < c.end and last - first < 400:
        return [[c.start, first], [last, c.end]]
    return [[c.start, c.end]]


def examples(document: dict, words: Words) -> list[Example]:
    """Return the candidates of one gold article as features and whether each is right."""
    starts = [m.start() for m in _WORD.finditer(document["text"])]

    def covered(spans: list[list]) -> set[int]:
        ranges = (range(bisect_left(starts, s[0]), bisect_left(starts, s[1])) for s in spans)
        return {i for r in ranges for i in r}

    gold = [
        (covered(pieces(a, "content")), [p[:2] for p in pieces(a, "cue")])
        for a in document["attributions"]
    ]
    found = []
    for c in all_candidates(words):
        mine = covered(content_pieces(words, c))
        cue = words.start[c.cue_first], words.end[c.cue_last]
        right = False
        for content, cues in gold:
            shared = len(mine & content)
            likeness = shared / len(mine | content) if shared else 0.0
            same_cue = any(a < cue[1] and cue[0] < b for a, b in cues)
            right = right or likeness > 0.8 or (likeness >= 0.5 and same_cue)
        found.append((document["doc"], features(words, c), right))
    return found


def fit(rows: list[Example], steps: int = 300, rate: float = 0.1) -> dict[str, float]:
    """Fit the weights by gradient descent (Adam), features of few articles left out."""
    seen: dict[str, set[str]] = defaultdict(set)
    for doc, names, _ in rows:
        for name in names:
            seen[name].add(doc)
    column = {n: i for i, n in enumerate(sorted(seen)) if len(seen[n]) >= MIN_ARTICLES}
    column = {n: i for i, n in enumerate(column)}
    cells = [(r, column[n]) for r, (_, ns, _) in enumerate(rows) for n in set(ns) if n in column]
    row_of, column_of = np.array(sorted(cells)).T
    right = np.array([y for _, _, y in rows], float)
    weight, mean, square = (np.zeros(len(column)) for _ in range(3))
    for step in range(1, steps + 1):
        score = np.bincount(row_of, weight[column_of], minlength=len(rows))
        error = 1 / (1 + np.exp(-score)) - right
        slope = np.bincount(column_of, error[row_of], minlength=len(column)) + RIDGE * weight
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        move = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        weight = weight - rate * (1 - 0.9 * step / steps) * move
    return {n: float(weight[i]) for n, i in column.items()}


def write(model: dict[str, float], path: Path) -> None:
    """Write the weights as a lexicon."""
    lines = [
        "# Weights of the model that picks attributions; made by tests/train_attribution.py.",
        "# feature: see helpers.attribution.choice. weight: in logits.",
        "feature,weight",
    ]
    lines += [
        f'"{n}",{w:.3f}' if "," in n or '"' in n else f"{n},{w:.3f}"
        for n, w in sorted(model.items())
        if abs(w) >= KEPT
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(gold_path: str, out_path: str) -> None:
    """Train on the gold at ``gold_path`` and write the weights to ``out_path``."""
    gold = [json.loads(line) for line in Path(gold_path).read_text(encoding="utf-8").splitlines()]
    parses = parse_many((d["doc"], d["text"]) for d in gold)
    rows = [e for d, p in zip(gold, parses, strict=True) for e in examples(d, lay_out(p))]
    write(fit(rows), Path(out_path))


if __name__ == "__main__":
    main(*sys.argv[1:])
