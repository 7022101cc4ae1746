"""Time expressions: found, written as forms, resolved."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import lexicons
from helpers.dates import (
    find_dates,
    forms,
    publication_words,
    resolve_dates,
    stated_publication,
)
from helpers.dates.resolving import resolve_article
from helpers.language import parse, parse_many

DAYS = st.dates(date(1900, 1, 1), date(2090, 12, 31))


def found(text: str) -> list[tuple[str, str]]:
    """The words and forms that a text's dates are given; ids are left out."""
    rows = find_dates(parse("a", text))
    return [(str(r["text"]), re.sub(r"@date-\w+", "@", str(r["form"]))) for r in rows]


def days(text: str, first: str | None, last: str | None = None, basis: str = "stated"):
    """The words of a text with the days they mean when it appeared on ``first`` .. ``last``."""
    articles = pd.DataFrame(
        {
            "article_id": ["a"],
            "published_start": [pd.Timestamp(first) if first else pd.NaT],
            "published_end": [pd.Timestamp(last or first) if first else pd.NaT],
            "published_basis": [basis if first else "unknown"],
        }
    )
    rows = pd.DataFrame(find_dates(parse("a", text)))
    table = resolve_dates(rows, articles)
    return {
        r.text: (str(r.date_start.date()), str(r.date_end.date())) if r.basis != "unknown" else None
        for r in table.itertuples()
    }


def test_every_pattern_reads_its_own_example() -> None:
    rows = lexicons.read("date_patterns")
    examples = [r["example"].rpartition(" = ") for r in rows]
    texts = [f"It happened {words}, people said." for words, _, _ in examples]
    wrong = []
    for (words, _, form), parsed in zip(
        examples, parse_many((str(k), t) for k, t in enumerate(texts)), strict=True
    ):
        got = [re.sub(r"@date-\w+", "?", str(r["form"])) for r in find_dates(parsed)]
        if form not in got:
            wrong.append((words, form, got))
    assert wrong == []


def test_words_are_cut_from_the_text() -> None:
    text = "They took the fort on Friday, 3\u00a0May\u2019s feast, they said on 4 May 2011."
    for row in find_dates(parse("a", text)):
        assert text[int(str(row["start"])) : int(str(row["end"]))] == row["text"]


@pytest.mark.parametrize(
    "text, published, words, expected",
    [
        ("The bridge fell on Wednesday.", "1993-08-13", "on Wednesday", "1993-08-11"),
        ("Unions will march on Friday.", "1993-08-11", "on Friday", "1993-08-13"),
        ("They planned to meet again on Monday.", "1993-08-13", "on Monday", "1993-08-16"),
        ("The rally called for Saturday was dropped.", "1993-08-15", "for Saturday", "1993-08-14"),
        ("Six miners died on 3 November.", "1974-02-01", "on 3 November", "1973-11-03"),
        ("The court must rule by Jan. 20.", "1974-01-04", "by Jan. 20", "1974-01-20"),
        ("Ten were hurt on Thanksgiving Day.", "2004-12-01", "on Thanksgiving Day", "2004-11-25"),
        ("It burned the day before yesterday.", "2004-12-01", "the day before yesterday",
         "2004-11-29"),
        ("It was shelled last Tuesday.", "2004-11-30", "last Tuesday", "2004-11-23"),
    ],
)
def test_tense_and_publication_decide_the_day(text, published, words, expected) -> None:
    assert days(text, published)[words] == (expected, expected)


@pytest.mark.parametrize(
    "text, published, words, expected",
    [
        ("Shells fell over the weekend.", "2021-11-01", "over the weekend",
         ("2021-10-30", "2021-10-31")),
        ("He fled three months ago.", "1999-08-20", "three months ago",
         ("1999-05-01", "1999-05-31")),
        ("The mine closed in April.", "1985-02-01", "in April", ("1984-04-01", "1984-04-30")),
        ("It was built in the 1960s.", None, "in the 1960s",
         ("1960-01-01", "1969-12-31")),
        ("It froze in the winter of 1941.", None, "in the winter of 1941",
         ("1941-12-01", "1942-02-28")),
        ("Nine died in January last year.", "1997-04-14", "in January last year",
         ("1996-01-01", "1996-01-31")),
        ("Four died in two days of shelling.", "2016-05-10", "in two days",
         ("2016-05-08", "2016-05-10")),
        ("Forty died over the last three months.", "2016-05-10", "over the last three months",
         ("2016-02-10", "2016-05-10")),
        ("Two died overnight.", "2016-05-10", "overnight", ("2016-05-09", "2016-05-10")),
        ("He led it from 1991 to 1997.", None, "to 1997", ("1997-01-01", "1997-12-31")),
        ("The raid of October 3-4, 1993 failed.", None, "October 3-4, 1993",
         ("1993-10-03", "1993-10-04")),
    ],
)
def test_intervals(text, published, words, expected) -> None:
    assert days(text, published)[words] == expected


def test_anaphors_follow_the_date_in_focus() -> None:
    text = (
        "The ferry sank on 2 March 1987. Divers went down the next day. "
        "The captain died two weeks later. Police said on Friday that they knew."
    )
    got = days(text, "1987-04-01")
    assert got["the next day"] == ("1987-03-03", "1987-03-03")
    assert got["two weeks later"] == ("1987-03-16", "1987-03-22")


def test_first_day_of_something_is_the_day_it_began() -> None:
    text = (
        "Guards shot at strikers on Wednesday. The strike began on Monday at the docks. "
        "On the first day of the strike, one man drowned."
    )
    got = days(text, "1954-06-17")
    assert got["On the first day of the strike"] == ("1954-06-14", "1954-06-14")


@pytest.mark.parametrize(
    "text",
    [
        "The seven-year war ended.",
        "Some 2000 people may march on the palace.",
        "The 24-year-old guard fell.",
        "He paid 1900 dollars for it.",
        "May I march with you?",
    ],
)
def test_what_is_no_date(text) -> None:
    assert found(text) == []


def test_without_a_publication_only_explicit_dates_are_known() -> None:
    text = "Two died on Sunday. Three died on 9 May 1980."
    got = days(text, None)
    assert got["on Sunday"] is None
    assert got["on 9 May 1980"] == ("1980-05-09", "1980-05-09")


def test_an_interval_of_publication_gives_all_that_may_be_meant() -> None:
    got = days("The dam broke yesterday.", "1963-10-10", "1963-10-12")
    assert got["yesterday"] == ("1963-10-09", "1963-10-11")


def test_weekdays_of_an_inferred_publication_are_read_from_its_first_day() -> None:
    got = days("The strike began on Friday.", "2021-10-27", "2021-10-29", "inferred")
    assert got["on Friday"] == ("2021-10-22", "2021-10-22")


def test_basis_says_how_it_is_known() -> None:
    text = "In 1950 and on Tuesday it rained."
    rows = pd.DataFrame(find_dates(parse("a", text)))
    articles = pd.DataFrame(
        {
            "article_id": ["a"], "published_start": [pd.Timestamp("1951-01-04")],
            "published_end": [pd.Timestamp("1951-01-05")], "published_basis": ["inferred"],
        }
    )
    assert list(resolve_dates(rows, articles)["basis"]) == ["explicit", "inferred"]
    null = {"published_start": pd.NaT, "published_end": pd.NaT, "published_basis": "unknown"}
    unknown = articles.assign(**null)
    assert list(resolve_dates(rows, unknown)["basis"]) == ["explicit", "unknown"]


@pytest.mark.parametrize(
    "text, day",
    [
        ("date 1999-12-31 Fire in the tunnel", "1999-12-31"),
        ("LISBON, Nov 1 1955 (Reuter) - The quay collapsed.", "1955-11-01"),
        ("Quay collapses\n1 November 1955\nThe quay collapsed.", "1955-11-01"),
        ("Quay collapses\nPublished: 27/10/1955\nThe quay collapsed.", "1955-10-27"),
        ("Tue Nov 01 1955 , 10:18 hrs The quay collapsed.", "1955-11-01"),
    ],
)
def test_stated_publication(text, day) -> None:
    first, last, words = stated_publication(text)
    assert str(first) == str(last) == day
    assert " ".join(words.split()) in " ".join(text.split())
    assert publication_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "On November 1, 1955, the quay collapsed.",
        "November 1, 1955: Nine sailors drown when the quay collapses.",
        "The quay that fell in 1955 was new.",
        "Published 3/4/1955",
        "A date, 31 June 2014",
    ],
)
def test_a_date_that_is_told_is_not_stated(text) -> None:
    assert stated_publication(text) is None


_SEEK = st.sampled_from(
    ["MON<", "SUN<<", "10-27<", "02-29<", "04<", "WI<", "Q3<", "easter+0<", "nth4THU11<<", "SAT~"]
)
_UNIT = st.builds(
    lambda unit, n: f"{unit}{n:+d}",
    st.sampled_from(["day", "week", "weekend", "month", "quarter", "season", "year", "decade"]),
    st.integers(-9, 3),
)
_STRETCH = st.sampled_from(["span-3d", "span-2w+", "span-4m", "span-1y"])
_FORMS = st.lists(st.one_of(_SEEK, _UNIT, _STRETCH), min_size=1, max_size=3).map(
    lambda steps: "pub " + " ".join(steps)
)


@given(_FORMS, DAYS, st.integers(0, 40))
@settings(max_examples=300, deadline=None)
def test_intervals_run_upwards_and_grow_with_doubt(form, day, width) -> None:
    exact = forms.evaluate(form, day, {})
    wide = resolve_article({"date-a": form}, day, day + timedelta(days=width))["date-a"]
    if exact is None or wide is None:
        return
    assert exact[0] <= exact[1]
    assert wide[0] <= exact[0] <= exact[1] <= wide[1]


_BACK = st.sampled_from(
    ["pub FRI<", "pub MON<<", "pub day-1", "pub week-1", "pub SUN<< weekend+0", "pub 10-27<<",
     "pub month-1", "pub span-8d", "pub day-1 .. pub day+0", "pub year-1", "pub FA<<"]
)


@given(_BACK, DAYS)
def test_what_looks_back_never_ends_behind_the_publication(form, day) -> None:
    assert forms.evaluate(form, day, {})[1] <= day


_BY_WEEKS = st.sampled_from(
    ["pub FRI<", "pub TUE>", "pub day-3", "pub week-1", "pub week+0 MON=", "pub SAT< weekend+0",
     "pub span-2w", "pub day-1 .. pub day+0", "@date-b day+1", "pub WED<< day-1"]
)


@given(_BY_WEEKS, DAYS, st.integers(-200, 200))
def test_moving_the_publication_by_weeks_moves_the_date_as_far(form, day, weeks) -> None:
    shift = timedelta(weeks=weeks)
    table = {"date-a": form, "date-b": "pub THU<"}
    first = resolve_article(table, day, day)["date-a"]
    moved = resolve_article(table, day + shift, day + shift)["date-a"]
    assert moved == (first[0] + shift, first[1] + shift)


def test_cyclic_references_stay_unknown() -> None:
    table = {"date-a": "@date-b day+1", "date-b": "@date-a day-1"}
    assert set(resolve_article(table, date(2000, 1, 1), date(2000, 1, 1)).values()) == {None}


def test_gold_dates(gold) -> None:
    import importlib.util
    import json

    spec = importlib.util.spec_from_file_location("score_dates", gold / "dates" / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    truth = score.load(gold / "dates" / "dev.jsonl")
    rows = [
        row
        for parsed in parse_many((name, d["text"]) for name, d in truth.items())
        for row in find_dates(parsed)
    ]
    day = [pd.Timestamp(d["dct"]) for d in truth.values()]
    articles = pd.DataFrame(
        {"article_id": list(truth), "published_start": day, "published_end": day,
         "published_basis": "metadata"}
    )
    table = resolve_dates(pd.DataFrame(rows), articles).dropna(subset=["date_start"])
    predicted = {name: {"spans": []} for name in truth}
    for r in table.itertuples():
        predicted[r.article_id]["spans"].append(
            {"start": r.start, "end": r.end,
             "first": str(r.date_start.date()), "last": str(r.date_end.date())}
        )
    result = score.score(json.loads(json.dumps(truth)), predicted, neutral=True)
    assert result["value_f1"] >= 0.90
