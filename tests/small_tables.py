"""A small made-up corpus as tables, for tests that need no parse."""

from __future__ import annotations

from dataclasses import fields

from helpers.extraction import Tables
from helpers.schemas import as_table

TEXT = "Rebels said 5 soldiers died. The army said 2 soldiers died. A crowd marched in May."


def _claim(name: str, day: str | None, outcome: str, claimant: str) -> dict[str, object]:
    return {
        "claim_id": name, "article_id": "a.txt", "sentence_id": 0, "start": 0, "end": 28,
        "evidence": TEXT[:28], "cue": "died", "cue_start": 23, "cue_end": 27,
        "outcome": outcome, "count_text": "5", "low": 5, "best": 5, "victims": "soldiers",
        "victim_group": "state forces", "said_by": "Rebels", "stance": "asserted",
        "date_start": day, "date_end": day, "part_of": "incident", "claimant_id": claimant,
        "incident_id": f"incident-{day}", "episode_id": "episode-1",
    }  # fmt: skip


def _toll(name: str, day: str, outcome: str, claims: list[str]) -> dict[str, object]:
    return {
        "toll_id": name, "level": "incident", "incident_id": f"incident-{day}",
        "episode_id": "episode-1", "outcome": outcome, "victim_group": "state forces",
        "date_start": day, "date_end": day, "low": 2, "best": 5, "high": None,
        "open_ended": True, "disputed": True, "one_sided": False, "contradicted": False,
        "n_claims": len(claims), "n_sources": len(claims), "unconfirmed": 0, "rule": "latest",
        "explanation": "Two sources differ.", "claim_ids": claims,
    }  # fmt: skip


def small_tables() -> Tables:
    """Return tables with two days of May 2020, three claims, two actors and one event.

    Rebels (alias "the Front; north") claim on 1 and 2 May, the Army on 1 May and
    without a date. Each day has a toll; that of 1 May weighs both sides.
    """
    actor = {"kind": "group", "n_mentions": 1, "n_articles": 1, "basis": "text"}
    rows: dict[str, list[dict[str, object]]] = {
        "articles": [
            {
                "article_id": "a.txt", "path": "articles/a.txt", "published_basis": "unknown",
                "published_reason": "Nothing says so.", "language": "en", "n_words": 16,
                "sha256": "0" * 64, "title": "=HYPERLINK(1)", "text": TEXT,
            }
        ],
        "rejects": [{"path": "articles/b.txt", "reason": "empty", "detail": "-delete it"}],
        "actors": [
            {**actor, "actor_id": "actor-r", "name": "Rebels", "aliases": ["the Front; north"]},
            {**actor, "actor_id": "actor-a", "name": "Army", "aliases": []},
            {**actor, "actor_id": "actor-c", "name": "Crowd", "aliases": []},
        ],
        "claims": [
            _claim("claim-1", "2020-05-01", "killed", "actor-r"),
            _claim("claim-2", "2020-05-01", "killed", "actor-a"),
            _claim("claim-3", "2020-05-02", "injured", "actor-r"),
            _claim("claim-4", None, "killed", "actor-a"),
        ],
        "events": [
            {
                "event_id": "event-1", "article_id": "a.txt", "sentence_id": 2, "start": 60,
                "end": 75, "text": TEXT[60:75], "kind": "protest", "cue": "marched",
                "cue_start": 68, "cue_end": 75, "actor_id": "actor-c", "mode": "actual",
                "date_start": "2020-05-01", "date_end": "2020-05-31", "n_articles": 1,
            }
        ],
        "episodes": [
            {
                "episode_id": "episode-1", "name": "May 2020", "date_start": "2020-05-01",
                "date_end": "2020-05-02", "n_incidents": 2, "n_claims": 4, "n_articles": 1,
            }
        ],
        "incidents": [
            {
                "incident_id": f"incident-{day}", "episode_id": "episode-1", "name": day,
                "date_start": day, "date_end": day, "n_claims": 2, "n_articles": 1,
            }
            for day in ("2020-05-01", "2020-05-02")
        ],
        "tolls": [
            _toll("toll-1", "2020-05-01", "killed", ["claim-1", "claim-2"]),
            _toll("toll-2", "2020-05-02", "injured", ["claim-3"]),
        ],
    }  # fmt: skip
    return Tables(**{f.name: as_table(f.name, rows.get(f.name, [])) for f in fields(Tables)})
