"""Measure how well publication dates are inferred: hide an article's date, infer it again.

    python tests/measure_publication.py ../shared/gold/clusters [--together]

The folder holds one folder a story, each with articles as JSON objects (``title``,
``text``, ``date_publish``). One article at a time loses its date, while the others,
of all stories, keep theirs; with ``--together`` half of each story's articles lose
theirs at once. Printed: how many got an interval, how often the true date lies in
it, and how wide it is.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from helpers import actors as actor_tables
from helpers import extraction, publication, reading
from helpers.language import parse_many
from helpers.schemas import as_table


def load_clusters(folder: Path) -> tuple[pd.DataFrame, dict[str, str]]:
    """Read the articles of all stories, and their true days."""
    rows, truth = [], {}
    for path in sorted(folder.glob("*/*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        name = f"{path.parent.name}/{path.stem}"
        truth[name] = found["date_publish"][:10]
        rows.append(
            {
                "article_id": name,
                "path": name,
                "title": found["title"],
                "text": f"{found['title']}\n\n{found['text']}",
                "language": "en",
                "n_words": 1,
                "sha256": name,
                "published_start": truth[name],
                "published_end": truth[name],
                "published_basis": "metadata",
                "published_reason": "in the file",
            }
        )
    return as_table("articles", rows), truth


def read_tables(articles: pd.DataFrame) -> extraction.Tables:
    """Read the articles as far as the inference needs them."""
    records: dict[str, list] = {name: [] for name in extraction.ONE_ARTICLE}
    for parsed in parse_many(zip(articles["article_id"], articles["text"], strict=True)):
        for name, rows in reading.read_article(parsed).items():
            records[name].extend(rows)
    names = [f for f in extraction.Tables.__dataclass_fields__ if f != "articles"]
    made = {name: as_table(name, records.get(name, [])) for name in names}
    tables = extraction.Tables(articles=articles, **made)
    mentions, actors = actor_tables.name_actors(tables.mentions, None)
    tables = replace(tables, mentions=mentions, actors=actors)
    return replace(tables, **actor_tables.link_actors(tables))


def hide(articles: pd.DataFrame, hidden: Sequence[str]) -> pd.DataFrame:
    """Take the dates of some articles away."""
    out = articles.copy()
    rows = out["article_id"].isin(hidden)
    out.loc[rows, ["published_start", "published_end"]] = pd.NaT
    out.loc[rows, "published_basis"] = "unknown"
    return out


def measure(folder: Path, together: bool = False) -> list[dict[str, object]]:
    """Infer every hidden date.

    Returns
    -------
    list of dict
        One an article: ``article_id``, ``truth``, ``first``, ``last`` (None where it
        stayed unknown), ``holds``, ``days``, ``reason``.
    """
    articles, truth = load_clusters(folder)
    tables = read_tables(articles)
    names = list(truth)
    rounds = [names[0::2], names[1::2]] if together else [[name] for name in names]
    rows = []
    for hidden in rounds:
        found = publication.infer_publication(
            replace(tables, articles=hide(articles, hidden))
        ).set_index("article_id")
        for name in hidden:
            first, last = found.loc[name, "published_start"], found.loc[name, "published_end"]
            known, true = pd.notna(first), pd.Timestamp(truth[name])
            rows.append(
                {
                    "article_id": name,
                    "truth": truth[name],
                    "first": first.date() if known else None,
                    "last": last.date() if known else None,
                    "holds": bool(known and first <= true <= last),
                    "days": (last - first).days + 1 if known else None,
                    "reason": found.loc[name, "published_reason"],
                }
            )
    return rows


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--together", action="store_true")
    options = parser.parse_args()
    rows = measure(options.folder, options.together)
    for row in rows:
        print(row["article_id"], row["truth"], row["first"], row["last"], row["holds"])
    known = [r for r in rows if r["first"]]
    held = sum(bool(r["holds"]) for r in rows)
    width = sum(int(str(r["days"])) for r in known) / max(len(known), 1)
    print(f"{len(rows)} hidden, {len(known)} inferred, {held} hold the true day; {width:.1f} days")


if __name__ == "__main__":
    main()
