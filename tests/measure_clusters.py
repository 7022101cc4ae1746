"""Measure incidents and tolls on clusters: one event each, told by many outlets.

Run ``python tests/measure_clusters.py FOLDER [--claims]``. FOLDER holds a folder of
scraped articles (JSON) for each event, and ``truth.json``: by event its day, the
number killed and the least number injured.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from pathlib import Path

import pandas as pd

from helpers import extract, load_articles
from helpers.extraction import Tables


def write_articles(cluster: Path, folder: Path) -> None:
    """Write an event's articles as text files, with what is known of them beside."""
    rows = []
    for path in sorted(cluster.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        name = f"{cluster.name}-{path.stem}.txt"
        text = f"{told['title']}\n\n{told['text']}\n"
        (folder / name).write_text(text, encoding="utf-8")
        day = told["date_publish"][:10]
        rows.append((name, day, told["source_domain"], told["url"], told["title"]))
    with (folder.parent / "articles.csv").open("a", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)


def read_clusters(clusters: list[Path], kept: str | None) -> Tables:
    """Extract the tables of one corpus made of these events."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "articles")
        folder.mkdir()
        facts = Path(scratch, "articles.csv")
        facts.write_text("file,published,outlet,url,title\n", encoding="utf-8")
        for cluster in clusters:
            write_articles(cluster, folder)
        articles, rejects = load_articles(folder, facts)
        return extract(articles, rejects, kept=kept)


def judge(tables: Tables, event: str, truth: dict[str, object]) -> dict[str, object]:
    """Compare an event's main incident with what is known of it."""
    own = tables.claims[tables.claims["article_id"].str.startswith(f"{event}-")]
    counts = own[own["incident_id"] != ""]["incident_id"].value_counts()
    near = tables.incidents[tables.incidents["incident_id"].isin(counts.index)].copy()
    near["own"] = near["incident_id"].map(counts)
    days = (near["date_start"] - pd.Timestamp(str(truth["date"]))).dt.days.abs()
    main = near.sort_values("own", ascending=False).iloc[0]
    rivals = near[(days <= 1) & (near["incident_id"] != main["incident_id"])]
    tolls = tables.tolls[tables.tolls["incident_id"] == main["incident_id"]]

    def toll(outcome: str) -> pd.Series | None:
        found = tolls[tolls["outcome"] == outcome].sort_values("n_claims", ascending=False)
        return None if found.empty else found.iloc[0]

    killed, injured = toll("killed"), toll("injured")
    dead = truth["killed"]
    within = killed is not None and killed["low"] <= dead <= killed["high"]
    exact = killed is not None and (
        killed["best"] == dead or bool(killed["disputed"] and killed["high"] == dead)
    )
    hurt = pd.NA if injured is None else injured["best"]
    return {
        "event": event,
        "main": main["name"],
        "claims": f"{main['own']} of {len(own)}",
        "rivals": list(rivals["name"]),
        "killed": None if killed is None else tuple(killed[["low", "best", "high"]]),
        "within": within,
        "best": exact,
        "injured": None if injured is None else tuple(injured[["low", "best", "high"]]),
        "injured enough": (0 if pd.isna(hurt) else hurt) >= truth.get("injured_low", 0),
        "background": list(near[days > 1]["name"]),
    }


def main() -> None:
    """Print what each cluster gives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--together", action="store_true", help="all events as one corpus")
    parser.add_argument("--claims", action="store_true", help="print every claim and toll")
    parser.add_argument("--kept", help="folder to keep what is read of each article in")
    given = parser.parse_args()
    truth = json.loads((given.folder / "truth.json").read_text(encoding="utf-8"))
    groups = [list(truth)] if given.together else [[event] for event in truth]
    for events in groups:
        tables = read_clusters([given.folder / event for event in events], given.kept)
        for event in events:
            for name, value in judge(tables, event, truth[event]).items():
                print(f"{name:>15}: {value}")
        if given.claims:
            with pd.option_context("display.width", 250, "display.max_colwidth", 90):
                _print_all(tables)


def _print_all(tables: Tables) -> None:
    for row in tables.incidents.itertuples():
        print(f"\n## {row.name} [{row.date_start:%Y-%m-%d}..{row.date_end:%Y-%m-%d}]"
              if not pd.isna(row.date_start) else f"\n## {row.name}")  # fmt: skip
        own = tables.tolls[tables.tolls["incident_id"] == row.incident_id]
        for toll in own.itertuples():
            print(f"   = {toll.outcome} {toll.victim_group}: {toll.low} {toll.best} {toll.high} "
                  f"| {toll.explanation}")  # fmt: skip
        _print_claims(tables.claims[tables.claims["incident_id"] == row.incident_id])
    print("\n## in no incident")
    _print_claims(tables.claims[tables.claims["incident_id"] == ""])


def _print_claims(claims: pd.DataFrame) -> None:
    for c in claims.itertuples():
        print(f"   {c.article_id[:12]} {c.outcome[:4]} ({c.low},{c.best},{c.high}) {c.victims!r} "
              f"{c.victim_group} by={c.said_by!r} {c.stance[:4]} {c.part_of} "
              f"{str(c.date_start)[:10]}..{str(c.date_end)[:10]} {c.date_basis} {c.place!r} "
              f"{c.occasion!r} perp={c.perpetrators!r} | {c.evidence[:110]!r}")  # fmt: skip


if __name__ == "__main__":
    main()
