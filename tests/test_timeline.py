"""The chronology and the growth of figures, from tables; and the two sample articles' days."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.extraction import Tables
from helpers.schemas import as_table
from helpers.timeline import build_timeline
from helpers.tolls.growth import toll_by_day, toll_growth

Row = dict[str, object]


def book(**records: list[Row]) -> Tables:
    """Tables with the given records, all others empty."""
    return replace(_empty(), **{name: as_table(name, rows) for name, rows in records.items()})


@cache
def _empty() -> Tables:
    return Tables(**{f.name: as_table(f.name, []) for f in fields(Tables)})


def article(name: str, day: str, outlet: str = "") -> Row:
    return {
        "article_id": name, "path": name, "title": f"Title of {name}", "outlet": outlet,
        "published_start": day, "published_end": day, "published_basis": "stated",
        "published_reason": "given", "language": "en", "n_words": 9, "sha256": name, "text": "x",
    }  # fmt: skip


def actor(name: str) -> Row:
    return {"actor_id": f"actor-{name}", "name": name, "kind": "group", "n_mentions": 1,
            "n_articles": 1, "basis": "text"}  # fmt: skip


def event(name: str, start: str | None, end: str | None = None, **more: object) -> Row:
    text = str(more.pop("text", "the march resumed"))
    return {
        "event_id": f"event-{name}", "article_id": "a", "sentence_id": 0, "start": 0,
        "end": len(text), "text": text, "kind": "protest", "cue": "march", "cue_start": 4,
        "cue_end": 9, "mode": "actual", "date_start": start, "date_end": end or start,
        "date_basis": "clause", "n_articles": 1, **more,
    }  # fmt: skip


def claim(name: str, count: int, start: str | None, **more: object) -> Row:
    return {
        "claim_id": f"claim-{name}", "article_id": "a", "sentence_id": 0, "start": 0, "end": 9,
        "evidence": "evidence", "cue": "killed", "cue_start": 0, "cue_end": 6,
        "outcome": "killed", "low": count, "best": count, "high": count, "victims": "officers",
        "victim_group": "state forces", "stance": "asserted", "part_of": "incident",
        "date_start": start, "date_end": start, "date_basis": "clause",
        "incident_id": f"incident-{start}", "episode_id": "episode-1", **more,
    }  # fmt: skip


TWO = [article("a", "2020-05-03"), article("b", "2020-05-04")]


def test_what_happened_on_the_same_days_is_one_entry() -> None:
    line = build_timeline(book(
        articles=TWO,
        events=[event("1", "2020-05-01"), event("2", "2020-05-01", article_id="b", kind="assault",
                                                text="rebels fired rockets"),
                event("3", "2020-05-01", "2020-05-02", text="talks took place")],
        claims=[claim("1", 3, "2020-05-01", said_by="the mayor"), claim("2", 4, "2020-05-01")],
    ))  # fmt: skip
    assert list(line["when"]) == ["1 May 2020", "1–2 May 2020"]
    first = line.iloc[0]
    assert first["event_ids"] == ["event-1", "event-2"]
    assert first["claim_ids"] == ["claim-1", "claim-2"]
    assert first["articles"] == ["a", "b"]
    assert "the mayor" in first["what"] and "the march resumed" in first["what"]
    assert "3 (" in first["what"] and "4 (" in first["what"]
    assert list(line["precision"]) == ["day", "days"]


def test_unknown_days_and_other_modes_stay_out_and_are_counted() -> None:
    tables = book(
        articles=TWO,
        events=[event("1", None), event("2", "2020-05-01", mode="planned")],
        claims=[claim("1", 3, None)],
    )
    assert build_timeline(tables).empty
    assert build_timeline(tables).attrs["undated"] == 2
    assert len(build_timeline(tables, modes=("planned",))) == 1


def test_window_actors_and_outcomes() -> None:
    tables = book(
        articles=TWO,
        actors=[actor("Rebels"), actor("Army")],
        events=[event("1", "2020-05-01", actor_id="actor-Rebels", actor_text="rebels"),
                event("2", "2020-05-05", actor_id="actor-Army", actor_text="army")],
        claims=[claim("1", 3, "2020-05-05", outcome="injured")],
    )  # fmt: skip
    assert list(build_timeline(tables, since=date(2020, 5, 2))["when"]) == ["5 May 2020"]
    assert list(build_timeline(tables, until=date(2020, 5, 2))["when"]) == ["1 May 2020"]
    assert list(build_timeline(tables, actors=["rebels"])["who"]) == [["Rebels"]]
    killed = build_timeline(tables, outcomes=["killed"])
    assert killed["n_claims"].sum() == 0


def test_an_event_stands_once_where_its_surest_telling_puts_it() -> None:
    line = build_timeline(book(articles=TWO, events=[
        event("1", "2020-05-01", "2020-05-02", date_basis="publication"),
        event("1", "2020-05-01", article_id="b", n_articles=2),
    ]))  # fmt: skip
    assert list(line["when"]) == ["1 May 2020"]
    assert line["articles"].iloc[0] == ["a", "b"]


def test_how_the_days_are_known_is_said() -> None:
    line = build_timeline(book(articles=TWO, events=[
        event("1", "2020-05-01", when_text="on Friday"),
        event("2", "2020-05-02", "2020-05-03", date_basis="publication"),
    ]))  # fmt: skip
    assert "on Friday" in line["known"].iloc[0]
    assert "publication" in line["known"].iloc[1]


def test_a_clause_is_told_with_its_actor() -> None:
    line = build_timeline(book(articles=TWO, actors=[actor("Miners' Union")], events=[
        event("1", "2020-05-01", text="we called off the strike", actor_text="we",
              actor_start=0, actor_end=2, actor_id="actor-Miners' Union"),
        event("2", "2020-05-02", text="ended its occupation", actor_text="the union",
              actor_start=90, actor_end=99, actor_id="actor-Miners' Union"),
        event("3", "2020-05-03", text="who was jailed in May", target_text="the leader",
              target_start=90, target_end=100),
    ]))  # fmt: skip
    assert list(line["what"]) == [
        "Miners' Union called off the strike.",
        "Miners' Union: ended its occupation.",
        "The leader: was jailed in May.",
    ]


def test_a_long_day_is_cut_and_counted() -> None:
    told = [event(str(n), "2020-05-01", text=f"march {n} began") for n in range(9)]
    line = build_timeline(book(articles=TWO, events=told), most=3)
    assert "and 6 more events" in line["what"].iloc[0]
    assert len(line["event_ids"].iloc[0]) == 9


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 2), st.booleans()), max_size=8))
def test_every_dated_row_is_in_one_entry(rows: list[tuple[int, int, bool]]) -> None:
    spans = [(f"2020-05-{d:02}", f"2020-05-{d + n:02}", c) for d, n, c in rows]
    tables = book(
        articles=TWO,
        events=[event(str(k), a, b) for k, (a, b, c) in enumerate(spans) if not c],
        claims=[claim(str(k), 1, a, date_end=b) for k, (a, b, c) in enumerate(spans) if c],
    )
    line = build_timeline(tables)
    assert sorted(i for ids in line["event_ids"] for i in ids) == sorted(tables.events["event_id"])
    assert sorted(i for ids in line["claim_ids"] for i in ids) == sorted(tables.claims["claim_id"])
    assert not line.duplicated(["date_start", "date_end"]).any()
    assert (line["date_start"] <= line["date_end"]).all()


def test_figures_grow_from_publication_to_publication() -> None:
    grown = toll_growth(book(
        articles=[article(n, f"2020-05-0{k}", "The Daily") for k, n in enumerate("abc", 3)],
        claims=[
            claim("1", 2, "2020-05-01"),
            claim("2", 4, "2020-05-01", article_id="b"),
            claim("3", 3, "2020-05-03", article_id="b"),
            claim("4", 9, "2020-05-01", article_id="c", part_of="total", best=None, high=None),
            claim("5", 1, "2020-05-01", article_id="c", part_of="subset"),
            claim("6", 5, "2020-05-01", article_id="c", stance="denied"),
        ],
    ))  # fmt: skip
    assert list(grown["claimant"].unique()) == ["The Daily"]
    assert list(grown["low"]) == [2, 4, 7, 9]
    assert grown["high"].iloc[-1] is pd.NA
    assert list(grown["claim_figure"]) == ["2", "4", "3", "9 or more"]
    assert list(grown["published_start"].dt.day) == [3, 4, 4, 5]


def test_figures_add_up_whatever_the_order_in_which_an_article_tells_them() -> None:
    grown = toll_growth(book(
        articles=TWO,
        claims=[claim("1", 4, "2020-05-03"), claim("2", 5, "2020-05-01")],
    ))  # fmt: skip
    assert list(grown["low"]) == [5, 9]
    by_day = toll_by_day(grown)
    assert list(by_day["low"]) == [5, 9]
    assert list(by_day["date_start"].dt.day) == [1, 3]


def test_each_claimant_has_a_line_of_its_own() -> None:
    grown = toll_growth(book(
        articles=TWO,
        actors=[actor("Police")],
        claims=[
            claim("1", 2, "2020-05-01", said_by="police", claimant_id="actor-Police"),
            claim("2", 5, "2020-05-01", said_by="doctors"),
            claim("3", 6, "2020-05-01"),
        ],
    ))  # fmt: skip
    assert sorted(grown["claimant"]) == ["Police", "Title of a", "doctors"]
    assert grown.groupby("claimant")["low"].first().to_dict() == {
        "Police": 2, "Title of a": 6, "doctors": 5,
    }  # fmt: skip


def test_an_article_of_unknown_day_is_left_out_of_growth() -> None:
    undated = {**article("a", "2020-05-03"), "published_start": None, "published_end": None}
    assert toll_growth(book(articles=[undated], claims=[claim("1", 2, "2020-05-01")])).empty
    assert toll_growth(book()).empty


STRIKE = """Miners end strike

Following two weeks of clashes, the miners called off their strike on Nimba's coal field.

The miners were protesting the arrest of their leader, who was jailed in May. The company has \
dropped its demand for longer shifts. It was the worst strike since 1987, when soldiers attacked \
a union office."""


def test_an_event_lies_on_days_of_its_own() -> None:
    from helpers import extract

    paper = article("a", "2020-06-10") | {"text": STRIKE}
    told = extract(as_table("articles", [paper])).events.set_index("cue")
    days = {
        cue: (str(row["date_start"].date()), str(row["date_end"].date()))
        for cue, row in told[told["date_start"].notna()].iterrows()
    }
    assert days["called off"] == days["dropped"] == ("2020-06-09", "2020-06-10")
    assert days["jailed"] == ("2020-05-01", "2020-05-31")
    assert days["attacked"] == ("1987-01-01", "1987-12-31")
    assert days["protesting"] != days["jailed"]


# What each entry of the sample's gold chronology must be told by: a kind of event or an outcome,
# and a word that the entry's line or its events' own words must hold.
_TOLD_BY = {
    "2021-04-01": [("coerce", "jailed"), ("coerce", "illegal"), ("protest", "protests"),
                   ("killed", "")],
    "2021-10-22": [("protest", "began"), ("killed", "")],
    "2021-10-23": [("killed", "")],
    "2021-10-25": [("agree", "breakthrough")],
    "2021-10-27": [("protest", "march resumed"), ("assault", "opened fire"), ("killed", ""),
                   ("injured", "")],
    "2021-10-30": [("consult", "talks")],
    "2021-10-31": [("retreat", "called off"), ("agree", "deal")],
}  # fmt: skip


@pytest.fixture(scope="module")
def sample(root: Path) -> Tables:
    from helpers import extract, load_articles

    articles, rejects = load_articles(root / "data" / "articles")
    known = root / "data" / "actors.csv"
    return extract(articles, rejects, known if known.is_file() else None)


def test_the_sample_chronology_is_wholly_there(gold: Path, sample: Tables) -> None:
    line = build_timeline(sample)
    missing = []
    for entry in json.loads((gold / "seeds.timeline.json").read_text(encoding="utf-8")):
        days = (line["date_start"] == entry["date_start"]) & (line["date_end"] == entry["date_end"])
        found = line[days]
        ids = {i for column in ("claim_ids", "event_ids") for i in found[column].sum() or []}
        events = sample.events[sample.events["event_id"].isin(ids)]
        claims = sample.claims[sample.claims["claim_id"].isin(ids)]
        kinds = [*zip(events["kind"], events["text"], strict=True),
                 *zip(claims["outcome"], claims["evidence"], strict=True)]  # fmt: skip
        for kind, word in _TOLD_BY[entry["date_start"]]:
            if not any(k == kind and word in text for k, text in kinds):
                missing.append((entry["date_start"], kind, word))
    assert not missing


def scraped(path: Path) -> Row:
    """A row of ``articles`` from a scraped page kept as JSON."""
    page = json.loads(path.read_text(encoding="utf-8"))
    day = page["date_publish"][:10]
    text = f"{page['title']}\n\n{page['text']}"
    return article(path.stem, day, page["source_domain"]) | {"title": page["title"], "text": text}


@pytest.mark.parametrize(("name", "kind"), [("croydon", "accident"), ("mazar", "assault")])
def test_each_cluster_has_its_main_event_on_its_day(gold: Path, name: str, kind: str) -> None:
    from helpers import extract

    facts = json.loads((gold / "clusters" / "truth.json").read_text(encoding="utf-8"))[name]
    pages = sorted((gold / "clusters" / name).glob("*.json"))[:5]
    tables = extract(as_table("articles", [scraped(page) for page in pages]))
    line = build_timeline(tables)
    busiest = line.loc[line["n_articles"].idxmax()]
    assert str(busiest["date_start"].date()) == str(busiest["date_end"].date()) == facts["date"]
    told = tables.events[tables.events["event_id"].isin(busiest["event_ids"])]
    assert told.loc[told["kind"] == kind, "n_articles"].max() > len(pages) / 2
