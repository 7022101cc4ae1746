"""Which time expression dates a report."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.dates import find_dates, resolve_dates
from helpers.dating import date_records, govern
from helpers.language import parse


def articles(first: str | None, last: str | None = None, basis: str = "stated") -> pd.DataFrame:
    """One article that appeared on these days."""
    return pd.DataFrame(
        {
            "article_id": ["a"],
            "published_start": [pd.Timestamp(first) if first else pd.NaT],
            "published_end": [pd.Timestamp(last or first) if first else pd.NaT],
            "published_basis": [basis if first else "unknown"],
        }
    )


def reports(text: str, *cues: str, stance: str = "asserted") -> tuple[list, list]:
    """The text's dates, and records with these words as cues, governed."""
    parsed = parse("a", text)
    records, at = [], 0
    for cue in cues:
        at = text.index(cue, at)
        records.append(
            {
                "claim_id": f"c{at}", "article_id": "a", "cue_start": at, "cue_end": at + len(cue),
                "start": at, "end": at + len(cue), "stance": stance,
                "sentence_id": parsed.sentence_at(at).sentence_id,
            }
        )
        at += len(cue)
    dates = find_dates(parsed)
    return dates, govern(parsed, dates, records)


def dated(text: str, published: pd.DataFrame, *cues: str, stance: str = "asserted") -> list:
    """The intervals of the reports with these cues."""
    dates, records = reports(text, *cues, stance=stance)
    columns = ["date_id", "form", "article_id", "date_start", "date_end", "basis"]
    table = resolve_dates(pd.DataFrame(dates, columns=columns), published)
    out = date_records("claims", pd.DataFrame(records), table, published)
    return [
        None if pd.isna(r.date_start) else (str(r.date_start.date()), str(r.date_end.date()))
        for r in out.itertuples()
    ]


def test_the_clause_governs_not_the_nearest() -> None:
    text = "Two guards were killed on Friday, while the talks that began on Monday went on."
    _, (record,) = reports(text, "killed")
    assert (record["when_text"], record["date_basis"]) == ("on Friday", "clause")


def test_each_part_of_a_list_has_its_own_day() -> None:
    text = "Four miners died on Tuesday, and six others were hurt on Thursday."
    _, records = reports(text, "died", "hurt")
    assert [r["when_text"] for r in records] == ["on Tuesday", "on Thursday"]


def test_a_day_in_the_noun_phrase_dates_what_the_phrase_did() -> None:
    text = "Saturday's blast killed nine people, the mayor said on Monday."
    _, (record,) = reports(text, "killed")
    assert record["when_text"].startswith("Saturday")


def test_the_day_of_saying_does_not_date_what_is_said() -> None:
    text = "Gunmen fired at a bus on Tuesday. Police said on Thursday that six people were killed."
    _, (record,) = reports(text, "killed")
    assert record["when_text"] == ""
    assert dated(text, articles("1978-03-17"), "killed") == [("1978-03-14", "1978-03-14")]


def test_since_when_it_was_the_worst_dates_nothing() -> None:
    text = "Some 400 people died this year, the deadliest since the war ended in 1995."
    _, (record,) = reports(text, "died")
    assert record["when_text"] == "this year"


def test_a_toll_that_rose_on_a_day_did_not_happen_on_it() -> None:
    text = "The toll of dead rose to nine on Friday. A mine blew up the truck late on Wednesday."
    assert dated(text, articles("2003-05-16"), "dead") == [("2003-05-14", "2003-05-14")]


def test_undated_reports_lie_on_the_day_of_the_story() -> None:
    text = (
        "Soldiers shot five pickets on Monday.\n\nThe union called it murder.\n\n"
        "The owners had sent for troops.\n\nA doctor counted nine wounded.\n\nIn June, two died."
    )
    got = dated(text, articles("1914-04-22"), "shot", "wounded", "died")
    assert got[:2] == [("1914-04-20", "1914-04-20")] * 2
    assert got[2] == ("1913-06-01", "1913-06-30")


def test_words_are_given_only_where_they_stand_in_the_sentence() -> None:
    text = "Soldiers shot five pickets on Monday. Nine more were wounded."
    _, records = reports(text, "shot", "wounded")
    assert [r["when_text"] for r in records] == ["on Monday", ""]
    assert records[1]["date_id"] == records[0]["date_id"]
    assert records[1]["date_basis"] == "paragraph"


def test_with_no_time_words_the_publication_dates_a_report() -> None:
    text = "Three people were killed in a landslide."
    assert dated(text, articles("1966-10-22"), "killed") == [("1966-10-21", "1966-10-22")]
    assert dated(text, articles(None), "killed") == [None]


def test_what_has_not_happened_has_no_day_of_its_own() -> None:
    text = "The flood could leave hundreds dead."
    assert dated(text, articles("1966-10-22"), "dead", stance="hypothetical") == [None]


def test_since_runs_to_the_publication() -> None:
    text = "Ninety people have been killed since Friday."
    assert dated(text, articles("1989-12-20"), "killed") == [("1989-12-15", "1989-12-20")]


def test_datelines_and_stated_dates_date_nothing() -> None:
    text = "MAPUTO, March 2 (Reuter) - Two men were killed on a train on Tuesday."
    _, (record,) = reports(text, "killed")
    assert record["when_text"] == "on Tuesday"


def test_this_week_ends_with_the_publication() -> None:
    text = "Eight people were killed earlier this week."
    assert dated(text, articles("1992-04-08"), "killed") == [("1992-04-06", "1992-04-08")]
    inferred = articles("1992-04-08", "1992-04-10", "inferred")
    assert dated(text, inferred, "killed") == [("1992-04-06", "1992-04-08")]


_WHEN = st.sampled_from(
    ["on Friday", "yesterday", "last week", "over the weekend", "earlier this week", "this year",
     "in May", "on 3 March", "since Tuesday", "in two days of shelling", "last winter", ""]
)


@given(_WHEN, st.dates(date(1950, 1, 1), date(2030, 1, 1)), st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_nothing_done_lies_behind_the_publication(when, day, width) -> None:
    published = articles(str(day), str(day + timedelta(days=width)))
    (interval,) = dated(f"Two guards were killed {when}.".replace(" .", "."), published, "killed")
    if interval:
        assert interval[0] <= interval[1] <= str(day + timedelta(days=width))


@pytest.mark.parametrize("name, starts, least", [("dev", "ab", 0.85), ("more", "f", 0.85)])
def test_gold_claims_get_their_days(gold, name, starts, least) -> None:
    lines = (gold / f"{name}.dates.tsv").read_text().splitlines()[1:]
    published = dict(line.split("\t") for line in lines)
    claims: dict[str, list[dict]] = {}
    for line in (gold / f"{name}.claims.jsonl").read_text().splitlines():
        claim = json.loads(line)
        if claim["article"][0] in starts:
            claims.setdefault(claim["article"], []).append(claim)
    agreed = total = 0
    for article, rows in claims.items():
        text = (gold / name / article).read_text()
        cues = [c for c in (_cue(text, claim) for claim in rows) if c]
        parsed = parse("a", text)
        records = [
            {"article_id": "a", "cue_start": at, "cue_end": at + 1, "stance": claim["stance"],
             "sentence_id": parsed.sentence_at(at).sentence_id}
            for at, claim in cues
        ]
        dates = find_dates(parsed)
        when = articles(published[article] or None)
        table = resolve_dates(pd.DataFrame(dates), when)
        out = date_records("claims", pd.DataFrame(govern(parsed, dates, records)), table, when)
        for row, (_, claim) in zip(out.itertuples(), cues, strict=True):
            agreed += _agree(row, claim)
            total += 1
    assert agreed / total >= least


_CASUALTY = re.compile(
    r"\b(?:kill|dea[dt]|die|dying|slain|murder|shot|lost|inj|wou|hurt|arrest|detain|abduct|held)\w*"
)


def _cue(text: str, claim: dict) -> tuple[int, dict] | None:
    """Where the casualty word of a gold claim stands: in its evidence, nearest its number."""
    words = r"\s+".join(re.escape(w) for w in claim["evidence"].split())
    found = re.search(words, text)
    if not found:
        return None
    number = max(found.group().find(claim["count_text"] or claim["victims"]), 0)
    options = list(_CASUALTY.finditer(found.group()))
    best = min(options, key=lambda m: abs(m.start() - number), default=None)
    return (found.start() + (best.start() if best else 0), claim)


def _agree(row: object, claim: dict) -> bool:
    first, last = claim["date_start"], claim["date_end"]
    if pd.isna(row.date_start) or not (first or last):
        return pd.isna(row.date_start) and not (first or last)
    begins, ends = str(row.date_start.date()), str(row.date_end.date())
    return max(first or "", begins) <= min(last or "9", ends)
