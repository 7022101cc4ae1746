"""A workbook's tables made up for tests of what is shown: any size, any names."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from itertools import cycle, islice

from helpers.actors import find_interactions
from helpers.extraction import Tables
from helpers.ids import stable_id
from helpers.schemas import as_table

PLAIN = ("Harbour Union", "City Guard", "Mayor Ilse Brandt", "Dock Council", "Night Watch")
HOSTILE = (
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "$\\frac{1}{2}$ </style><b>",
    "\"><img src=x onerror='window.ran=1'><svg onload='window.ran=1'>",
    "**bold** [x](javascript:alert(1)) \x1b[31mred",
    "'DejaVu Sans', #1c2126 </text><image href='x'/>",
)
LONG = ("The " + "very " * 40 + "long name of a committee",)
OTHER_SCRIPTS = ("تحريك لبيك", "पुलिस बल", "香港警務處", "Національна гвардія", "תנועה 🙂")

_GROUPS = ("state forces", "protesters", "civilians", "militants")
_CATEGORIES = ("state forces", "protesters", "", "rebel group")


@cache
def made_book(n: int = 5, names: tuple[str, ...] = PLAIN, n_articles: int = 2) -> Tables:
    """Make tables with ``n`` claims, events and statements by actors of these names."""
    names = names if n else ()
    ids = [f"{name}.txt" for name in islice(cycle(names or ("a",)), n_articles)]
    ids = [f"{k}-{article}" for k, article in enumerate(ids)] if n else []
    actors = [_actor(k, name) for k, name in enumerate(names)]
    spoken = list(islice(cycle(names or ("",)), n))
    lines = [f"{name} said that {k + 1} people were killed." for k, name in enumerate(spoken)]
    text = "\n".join(["Clashes at the harbour", *lines])
    records: dict[str, list[dict[str, object]]] = {
        "articles": [_article(k, article, text) for k, article in enumerate(ids)],
        "actors": actors,
        "rejects": [{"path": f"{n}.bin", "reason": "not text", "detail": n} for n in names],
        "sentences": _sentences(ids, text),
        "mentions": [_mention(ids[0], text, k, actors) for k in range(n)] if n else [],
        "statements": [_statement(ids[0], text, k, actors) for k in range(n)],
        "claims": [_claim(ids[k % n_articles], text, k, actors) for k in range(n)],
        "events": [_event(ids[k % n_articles], text, k, actors) for k in range(n)],
    }
    records |= _weighed(records["claims"])
    made = {f.name: as_table(f.name, records.get(f.name, [])) for f in fields(Tables)}
    done = find_interactions(made["events"], made["claims"], made["actors"])
    return Tables(**made | {"interactions": done})


def _actor(k: int, name: str) -> dict[str, object]:
    return {
        "actor_id": stable_id("actor", name), "name": name, "kind": "group",
        "category": _CATEGORIES[k % 4], "role": name if k % 2 else "", "affiliation": "",
        "aliases": [name.upper()], "descriptions": [], "n_mentions": 9 - k % 9, "n_articles": 1,
        "basis": "text",
    }  # fmt: skip


def _article(k: int, article_id: str, text: str) -> dict[str, object]:
    return {
        "article_id": article_id, "path": f"data/{article_id}", "title": article_id,
        "outlet": "", "author": article_id, "url": f"javascript:alert('{article_id}')",
        "published_start": f"2020-03-{10 + k}", "published_end": f"2020-03-{11 + k}",
        "published_basis": "inferred", "published_reason": "made for a test", "language": "en",
        "n_words": len(text.split()), "sha256": f"{k:064d}", "text": text,
    }  # fmt: skip


def _spans(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _sentences(ids: list[str], text: str) -> list[dict[str, object]]:
    return [
        {"article_id": article, "sentence_id": k, "paragraph": k, "start": a, "end": b,
         "text": text[a:b]}
        for article in ids for k, (a, b) in enumerate(_spans(text))
    ]  # fmt: skip


def _place(article: str, text: str, k: int) -> dict[str, object]:
    start, end = _spans(text)[k + 1]
    return {"article_id": article, "sentence_id": k + 1, "start": start, "end": end}


def _mention(article: str, text: str, k: int, actors: list) -> dict[str, object]:
    place = _place(article, text, k)
    name = actors[k % len(actors)]["name"]
    return place | {
        "mention_id": stable_id("mention", article, k), "end": place["start"] + len(name),
        "text": name, "form": "name", "name": name, "chain": "m",
        "actor_id": actors[k % len(actors)]["actor_id"],
    }  # fmt: skip


def _statement(article: str, text: str, k: int, actors: list) -> dict[str, object]:
    return _place(article, text, k) | {
        "statement_id": stable_id("statement", article, k), "cue": "said", "kind": "say",
        "speaker_text": actors[k % len(actors)]["name"], "manner": "indirect",
        "speaker_id": actors[k % len(actors)]["actor_id"], "stance": "asserted", "text": "words",
    }  # fmt: skip


def _claim(article: str, text: str, k: int, actors: list) -> dict[str, object]:
    own, day = k % 5 == 4, f"2020-03-{1 + k % 9:02d}"
    place = _place(article, text, k)
    return place | {
        "claim_id": stable_id("claim", article, k), "evidence": text[place["start"]:place["end"]],
        "cue": "killed", "cue_start": place["start"], "cue_end": place["end"],
        "outcome": "injured" if k % 3 == 2 else "killed", "count_text": str(k + 1), "low": k + 1,
        "best": None if k % 4 == 3 else k + 1, "high": None if k % 4 else k + 1 + k % 2,
        "victims": "people", "victim_group": _GROUPS[k % 4],
        "victim_actor_id": actors[k % len(actors)]["actor_id"],
        "said_by": "" if own else actors[k % len(actors)]["name"],
        "claimant_id": "" if own else actors[k % len(actors)]["actor_id"],
        "stance": "denied" if k % 7 == 6 else "asserted", "date_start": day, "date_end": day,
        "date_basis": "clause", "part_of": "incident", "incident_id": f"incident-{k % 9}",
        "episode_id": "episode-1",
    }  # fmt: skip


def _event(article: str, text: str, k: int, actors: list) -> dict[str, object]:
    place, day = _place(article, text, k), 1 + k % 9
    actor, target = actors[k % len(actors)], actors[(k + 1) % len(actors)]
    return place | {
        "event_id": stable_id("event", article, k), "text": text[place["start"]:place["end"]],
        "kind": ("assault", "protest", "consult")[k % 3], "cue": "said",
        "cue_start": place["start"], "cue_end": place["end"],
        "actor_id": actor["actor_id"], "actor_text": actor["name"],
        "target_id": target["actor_id"], "mode": "actual",
        "target_text": "them", "date_start": f"2020-03-{day:02d}",
        "date_end": f"2020-03-{day + k % 4:02d}", "date_basis": "clause", "n_articles": 1,
    }  # fmt: skip


def _weighed(claims: list[dict[str, object]]) -> dict[str, list[dict[str, object]]]:
    """An episode, an incident a day, and one toll for each outcome and group there."""
    piles: dict[tuple, list[dict[str, object]]] = {}
    for claim in claims:
        key = (claim["incident_id"], claim["date_start"], claim["outcome"], claim["victim_group"])
        piles.setdefault(key, []).append(claim)
    tolls = [_toll(key, pile, "incident") for key, pile in piles.items()]
    whole: dict[tuple, list[dict[str, object]]] = {}
    for claim in claims:
        whole.setdefault(("", None, claim["outcome"], claim["victim_group"]), []).append(claim)
    tolls += [_toll(key, pile, "episode") for key, pile in whole.items()]
    if not claims:
        return {"tolls": [], "episodes": [], "incidents": []}
    days = {c["incident_id"]: c["date_start"] for c in claims}
    return {
        "tolls": tolls,
        "episodes": [{"episode_id": "episode-1", "name": "harbour clashes, <i>March</i> 2020",
                      "date_start": "2020-03-01", "date_end": "2020-03-09",
                      "n_incidents": len(days), "n_claims": len(claims), "n_articles": 2}],
        "incidents": [{"incident_id": i, "episode_id": "episode-1", "name": i, "date_start": d,
                       "date_end": d, "n_claims": 1, "n_articles": 1} for i, d in days.items()],
    }  # fmt: skip


def _toll(key: tuple, pile: list[dict[str, object]], level: str) -> dict[str, object]:
    incident, day, outcome, group = key
    weighed = [c for c in pile if c["stance"] == "asserted"]
    lows = [c["low"] for c in weighed]
    return {
        "toll_id": stable_id("toll", level, *key), "level": level, "incident_id": incident,
        "episode_id": "episode-1", "outcome": outcome, "victim_group": group,
        "date_start": day or "2020-03-01", "date_end": day or "2020-03-09",
        "low": min(lows, default=None), "best": max(lows, default=None),
        "high": max(lows, default=None), "disputed": len(set(lows)) > 1,
        "one_sided": len(pile) == 1, "n_claims": len(weighed), "n_sources": len(weighed),
        "unconfirmed": len(pile) - len(weighed), "rule": "latest",
        "explanation": f"Said by {pile[0]['said_by']}.",
        "claim_ids": [c["claim_id"] for c in weighed],
    }  # fmt: skip
