"""Measure attribution on gold data.

    python tests/measure_attribution.py general GOLD_FOLDER [--out predictions.jsonl] [--folds K]
    python tests/measure_attribution.py claims GOLD_FOLDER [--names fg] [--errors N]

``general`` scores statements against ``attribution/dev.jsonl`` with the ``score.py``
beside it: with the weights of the package, and with weights trained on the other
articles (``--folds``), which is what unseen articles can expect. ``claims`` takes
the gold casualty claims and compares the speaker of the statement that covers each
with its ``said_by``, and the stance.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import train_attribution as training
from helpers import attribution
from helpers.attribution import covering, find_statements
from helpers.attribution.words import lay_out
from helpers.language import ParsedArticle, parse_many

CASUALTY = re.compile(
    r"\b(kill|die[sd]?\b|dead|death|dying|wound|injur|hurt|shot|slain|murder|arrest|detain|abduct"
    r"|kidnap|missing|displace|body|bodies|toll|casualt|perish|martyr|fatal|victim|lost)",
    re.IGNORECASE,
)


def module_at(path: Path) -> ModuleType:
    """Import the scorer that lies beside the gold."""
    spec = importlib.util.spec_from_file_location(f"scorer_{path.parent.name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows_of(path: Path) -> list[dict]:
    """Read a file of one JSON object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def as_attribution(row: dict) -> dict:
    """Return a statement in the form of the gold attributions."""
    source = [row["speaker_start"], row["speaker_end"]]
    first, last = row["cue_start"], row["cue_end"]
    if source[0] is not None:
        first, last = min(first, source[0]), max(last, source[1])
    made = {
        "source": source if source[0] is not None else None,
        "cue": [row["cue_start"], row["cue_end"]],
        "content": [row["start"], row["end"]],
    }
    if row["start"] < first and last < row["end"] and last - first < 400:
        made["content_parts"] = [[row["start"], first], [last, row["end"]]]
    return made


def predict(parses: list[ParsedArticle]) -> list[dict]:
    """Return the statements of articles in the form of the gold attributions."""
    return [
        {"doc": p.article_id, "attributions": [as_attribution(s) for s in find_statements(p)]}
        for p in parses
    ]


def line(name: str, result: dict) -> str:
    """Return one line of scores."""
    shown = " / ".join(f"{x:.3f}" for x in result["hard"])
    ends = " / ".join(f"{x:.3f}" for x in result["e2e_any"])
    return (
        f"{name:22} content P/R/F1 {shown}   source {result['src_any']:.3f}   "
        f"end to end P/R/F1 {ends}"
    )


def general_scores(
    gold: list[dict], parses: list[ParsedArticle], score: Callable, folds: int
) -> Iterator[tuple[str, dict, list[dict]]]:
    """Yield name, scores and predictions on general attributions.

    First with the weights of the package; with ``folds``, then each fold and all
    folds together with weights trained on the other articles alone.
    """
    predicted = predict(parses)
    yield "weights as shipped", score(gold, predicted), predicted
    if not folds:
        return
    found = [training.examples(d, lay_out(p)) for d, p in zip(gold, parses, strict=True)]
    held, shipped = [], attribution.weights
    for k in range(folds):
        model = training.fit([e for i, es in enumerate(found) if i % folds != k for e in es])
        attribution.weights = lambda model=model: model
        part = predict(parses[k::folds])
        yield f"  held-out fold {k + 1}", score(gold[k::folds], part), part
        held += part
    attribution.weights = shipped
    yield "held out, all folds", score(gold, held), held


def measure_general(folder: Path, out: Path | None, folds: int) -> None:
    """Print the scores on general attributions."""
    gold = rows_of(folder / "attribution" / "dev.jsonl")
    score = module_at(folder / "attribution" / "score.py").score
    parses = list(parse_many((d["doc"], d["text"]) for d in gold))
    find_statements(parses[0])
    begun = time.process_time()
    predict(parses)
    speed = len(gold) / (time.process_time() - begun)
    for name, result, predicted in general_scores(gold, parses, score, folds):
        print(line(name, result))
        if out and name == "weights as shipped":
            out.write_text("\n".join(map(json.dumps, predicted)) + "\n", encoding="utf-8")
    print(f"articles a second of processor time, apart from the parse: {speed:.0f}")


def evidence_span(text: str, evidence: str, taken: dict[str, int]) -> tuple[int, int] | None:
    """Find where evidence stands in an article, white space folded."""
    pattern = r"\s+".join(re.escape(w) for w in evidence.split())
    hits = [m.span() for m in re.finditer(pattern, text)]
    if not hits:
        return None
    nth = taken.get(evidence, 0)
    taken[evidence] = nth + 1
    return hits[min(nth, len(hits) - 1)] if len(hits) > 1 else hits[0]


def cue_within(text: str, span: tuple[int, int], claim: dict) -> int:
    """Return the offset of the casualty word that carries a gold claim."""
    piece = text[span[0] : span[1]]
    victim = (claim.get("count_text") or claim.get("victims") or "").strip()
    at = piece.find(victim) if victim else 0
    words = [m.start() for m in CASUALTY.finditer(piece)]
    near = min(words, key=lambda w: abs(w - max(at, 0)), default=max(at, 0))
    return span[0] + near


def measure_claims(folder: Path, names: str, errors: int) -> None:
    """Print how often the covering statement's speaker is the gold ``said_by``."""
    scorer = module_at(folder / "score.py")
    sets = [("dev", folder / "dev", ""), ("more", folder / "more", names)]
    for name, articles, initials in sets:
        claims = [
            c
            for c in rows_of(folder / f"{name}.claims.jsonl")
            if not initials or c["article"][0] in initials
        ]
        files = sorted({c["article"] for c in claims})
        texts = {f: (articles / f).read_text(encoding="utf-8", errors="replace") for f in files}
        statements = {p.article_id: find_statements(p) for p in parse_many(texts.items())}
        agree, stances, shown = 0, 0, 0
        taken: dict[str, dict[str, int]] = {f: {} for f in files}
        for claim in claims:
            text = texts[claim["article"]]
            span = evidence_span(text, claim["evidence"], taken[claim["article"]])
            if span is None:
                continue
            found = covering(statements[claim["article"]], cue_within(text, span, claim))
            said_by = found["speaker_text"] if found else ""
            right = scorer.said_by(claim, {"said_by": said_by})
            agree += right
            stance = found["stance"] if found else "asserted"
            stances += stance == claim["stance"]
            if (not right or stance != claim["stance"]) and shown < errors:
                shown += 1
                print(
                    f"  {claim['article'][:16]} gold {claim['said_by']!r} {claim['stance']} | "
                    f"found {said_by!r} {stance} by {found['cue'] if found else ''!r} | "
                    f"{claim['evidence'][:110]!r}"
                )
        print(
            f"{name + ' ' + initials:10} {len(claims)} claims   said_by {agree / len(claims):.3f}"
            f"   stance {stances / len(claims):.3f}"
        )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("general", "claims"))
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--names", default="fg")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    if args.what == "general":
        measure_general(args.gold, args.out, args.folds)
    else:
        measure_claims(args.gold, args.names, args.errors)


if __name__ == "__main__":
    sys.exit(main())
