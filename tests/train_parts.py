"""Train the model that tells parts and sums from one incident's numbers, and write its weights.

    python tests/train_parts.py GOLD_FOLDER WEIGHTS.csv
    python tests/train_parts.py GOLD_FOLDER

GOLD_FOLDER is laid out as ``../shared/gold``. A multinomial logistic regression over
the named signs of ``helpers.claims.sums``, with a ridge penalty; it takes seconds.
Without WEIGHTS.csv nothing is written: articles of each source are then told by a model
that was trained on the other sources, and the share told right is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest import mock

import numpy as np

from benchmark import GoldSet, gold_sets
from helpers.attribution import find_statements
from helpers.claims import find_claims, reader
from helpers.claims.sums import KINDS, all_signs
from helpers.language import ParsedArticle, parse_many
from measure_attribution import module_at

RIDGE = 2.0
MIN_ARTICLES = 3
STEPS = 400
SEED_COPIES = 3  # the sample articles are quieter news than the rest, and few
Example = tuple[str, frozenset[str], int]
HEADER = """\
# Weights of the model that tells parts and sums from one incident's numbers, in logits.
# Made by tests/train_parts.py. sign: see helpers.claims.sums; always stands for every claim.
sign,incident,subset,total
"""


def signed_claims(parsed: ParsedArticle) -> list[dict]:
    """Return the claims of one article, each with all the signs that it shows."""

    def keep(records: list[dict], paragraphs: Sequence[int]) -> list[dict]:
        signs = [all_signs(records, k, paragraphs) for k in range(len(records))]
        return [r | {"part_of": "", "signs": s} for r, s in zip(records, signs, strict=True)]

    with mock.patch.object(reader, "decide_parts", keep):
        claims = find_claims(parsed, find_statements(parsed))
    return [c | {"article": parsed.article_id} for c in claims]


def examples(gold: Path) -> Iterator[Example]:
    """Yield the article, the signs and the right answer of each gold claim that is found."""
    scorer = module_at(gold / "score.py")
    for each in gold_sets(gold, every_half=True):
        names = sorted({str(c["article"]) for c in each.claims})
        found = [c for parsed in parse_many(texts_of(each, names)) for c in signed_claims(parsed)]
        truth = scorer.place([dict(c) for c in each.claims], each.articles)
        placed = scorer.place(found, each.articles)
        for i, j in scorer.match(truth, placed):
            kind = KINDS.index(str(truth[i]["part_of"]))
            for _ in range(SEED_COPIES if each.name == "seeds" else 1):
                yield str(truth[i]["article"]), placed[j]["signs"], kind


def texts_of(gold: GoldSet, names: Sequence[str]) -> list[tuple[str, str]]:
    """Read articles of a set."""
    return [(n, (gold.articles / n).read_text("utf-8", "replace")) for n in names]


def train(made: Sequence[Example]) -> dict[str, np.ndarray]:
    """Return the weights of each sign that enough articles show, by accelerated descent."""
    shown: dict[str, set[str]] = {}
    for article, signs, _ in made:
        for sign in signs:
            shown.setdefault(sign, set()).add(article)
    names = sorted(s for s, where in shown.items() if len(where) >= MIN_ARTICLES)
    x = np.array([[1.0, *(name in signs for name in names)] for _, signs, _ in made])
    y = np.eye(len(KINDS))[[kind for *_, kind in made]]
    penalty = RIDGE * np.array([0.0] + [1.0] * len(names))[:, None]
    rate = 1 / (np.linalg.norm(x, 2) ** 2 / 2 + RIDGE)
    weights = ahead = np.zeros((x.shape[1], len(KINDS)))
    pace = 1.0
    for _ in range(STEPS):
        logits = x @ ahead
        chances = np.exp(logits - logits.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        new = ahead - rate * (x.T @ (chances - y) + penalty * ahead)
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead, weights, pace = new + (pace - 1) / faster * (new - weights), new, faster
    return dict(zip(["always", *names], weights, strict=True))


def told(weights: dict[str, np.ndarray], signs: frozenset[str]) -> int:
    """Return what a model says of one claim."""
    return int(sum(weights[s] for s in ["always", *signs] if s in weights).argmax())


def by_source(made: Sequence[Example]) -> Iterator[str]:
    """Yield how many claims of each source a model of the others tells right."""
    right = 0
    for source in sorted({article[0] for article, *_ in made}):
        weights = train([e for e in made if e[0][0] != source])
        own = [told(weights, signs) == kind for a, signs, kind in made if a[0] == source]
        right += sum(own)
        yield f"{source}  {sum(own)} of {len(own)}"
    yield f"all {right / len(made):.3f} of {len(made)}"


def main() -> None:
    made = list(examples(Path(sys.argv[1])))
    if len(sys.argv) < 3:
        print("\n".join(by_source(made)))
        return
    rows = [f"{name}," + ",".join(f"{w:.3f}" for w in row) for name, row in train(made).items()]
    Path(sys.argv[2]).write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
