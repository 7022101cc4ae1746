"""Tables made from gold annotation, so that the corpus half can be tested by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

from helpers.extraction import Tables
from helpers.schemas import as_table

_SAME = (
    "evidence", "outcome", "count_text", "low", "best", "high", "victims", "victim_group",
    "said_by", "stance", "perpetrators", "when_text", "date_start", "date_end", "part_of",
)  # fmt: skip


def read_lines(path: Path) -> list[dict[str, object]]:
    """Read a file of one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


@cache
def _nothing() -> Tables:
    return Tables(**{f.name: as_table(f.name, []) for f in fields(Tables)})


def empty_tables(**given: object) -> Tables:
    """All tables, empty but for those given as records."""
    return replace(_nothing(), **{name: as_table(name, rows) for name, rows in given.items()})


def claim_records(
    gold: Iterable[Mapping[str, object]],
    ids: Mapping[str, Mapping[str, str]] | None = None,
) -> list[dict[str, object]]:
    """Turn gold claims into records of the table ``claims``.

    ``ids`` gives, by column (``claimant_id`` and so on), the actor of words.
    """
    records = []
    source = {
        "claimant_id": "said_by",
        "victim_actor_id": "victims",
        "perpetrator_id": "perpetrators",
    }
    sentences: dict[tuple[object, ...], int] = {}
    for i, claim in enumerate(gold):
        key = (claim["article"], claim["evidence"])
        record = {name: claim[name] for name in _SAME}
        record |= {
            "claim_id": f"claim-{i:04}",
            "article_id": claim["article"],
            "sentence_id": sentences.setdefault(key, i),
            "start": 100 * i,
            "end": 100 * i + len(str(claim["evidence"])),
            "cue": claim["outcome"],
            "cue_start": 100 * sentences[key],
            "cue_end": 100 * sentences[key] + 1,
            "victims_start": 100 * i + 2,
            "victims_end": 100 * i + 3,
        }
        for column, words in (ids or {}).items():
            record[column] = words.get(str(claim[source[column]]), "")
        records.append(record)
    return records


def article_records(published: Mapping[str, tuple[str, str]]) -> list[dict[str, object]]:
    """Make records of ``articles`` from first and last day of publication."""
    return [
        {
            "article_id": article_id,
            "path": article_id,
            "published_start": start,
            "published_end": end,
            "published_basis": "stated",
            "published_reason": "given",
            "language": "en",
            "n_words": 1,
            "sha256": article_id,
            "text": article_id,
        }
        for article_id, (start, end) in published.items()
    ]
