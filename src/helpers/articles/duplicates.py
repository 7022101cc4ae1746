"""The same words twice, and one text edited by several outlets."""

from __future__ import annotations

import hashlib
import re

ALIKE = 0.6
"""Share of the runs of words that two copies of one text have in common."""
_RUN = 4
"""Words in a run."""
_FEWEST_RUNS = 30
"""Runs of the shortest text that is held against others."""
_HASHES = 128


def mark_duplicates(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Mark articles with the words of another, and copies of one text.

    Of articles with the very same words, a dated one stands, then the first by
    name. Copies are near duplicates: agency copy that outlets cut and edited. They
    are found by MinHash over runs of four words (Broder 1997), so that no article
    is held against every other.

    Parameters
    ----------
    rows : list of dict
        Records of the table ``articles``.

    Returns
    -------
    list of dict
        The same with ``duplicate_of`` (empty for the one that stands) and
        ``copy_of``: the ``article_id`` of the earliest copy, its own for that one,
        empty where there is none.
    """
    first: dict[str, str] = {}
    by_rank = sorted(rows, key=lambda r: (r["published_basis"] == "unknown", r["article_id"]))
    for row in by_rank:
        words = hashlib.sha256(" ".join(str(row["text"]).split()).encode()).hexdigest()
        row["duplicate_of"] = first.get(words, "")
        first.setdefault(words, str(row["article_id"]))
    copies = _copies([row for row in by_rank if not row["duplicate_of"]])
    for row in rows:
        row["copy_of"] = copies.get(str(row["duplicate_of"] or row["article_id"]), "")
    return rows


def _copies(rows: list[dict[str, object]]) -> dict[str, str]:
    """Return, for each article that has near duplicates, the earliest of them."""
    from datasketch import MinHash, MinHashLSH

    if len(rows) < 2:
        return {}
    index = MinHashLSH(threshold=ALIKE, num_perm=_HASHES)
    leads: dict[str, str] = {}
    sketches: dict[str, MinHash] = {}
    for row in sorted(rows, key=_age):
        runs = _runs(str(row["text"]))
        if len(runs) < _FEWEST_RUNS:
            continue
        article_id = str(row["article_id"])
        sketch = MinHash(num_perm=_HASHES, seed=1)
        sketch.update_batch(sorted(runs))
        near = [(-sketches[n].jaccard(sketch), n) for n in index.query(sketch)]
        alike = [name for likeness, name in sorted(near) if -likeness >= ALIKE]
        if alike:
            lead = leads.setdefault(alike[0], alike[0])
            leads[article_id] = lead
        index.insert(article_id, sketch)
        sketches[article_id] = sketch
    return leads


def _age(row: dict[str, object]) -> tuple[bool, str, str]:
    day = row["published_start"]
    return day is None, str(day or ""), str(row["article_id"])


def _runs(text: str) -> set[bytes]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[k : k + _RUN]).encode() for k in range(len(words) - _RUN + 1)}
