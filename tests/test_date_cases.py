"""What time words of every form mean in an article that appeared on Wednesday 3 November 2021."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import attribution, lexicons
from helpers.claims import find_claims
from helpers.dates import find_dates, resolve_dates
from helpers.dates.feasts import feasts_in
from helpers.dating import date_records, govern
from helpers.language import parse, parse_many

# The time words stand in brackets; behind them the first and the last day that they mean.
CASES = (
    ("The attack took place on [[27 October 2021]] in Lahore.", "2021-10-27", "2021-10-27"),
    ("The attack took place on [[October 27, 2021]], police said.", "2021-10-27", "2021-10-27"),
    ("Troops entered the town on [[27 October]].", "2021-10-27", "2021-10-27"),
    ("Troops entered the town on [[Oct. 27]] and left again.", "2021-10-27", "2021-10-27"),
    ("The talks will open on [[December 5]].", "2021-12-05", "2021-12-05"),
    ("The war began in [[October 2021]].", "2021-10-01", "2021-10-31"),
    ("The war began in [[2014]].", "2014-01-01", "2014-12-31"),
    ("The movement was founded in [[the 1990s]].", "1990-01-01", "1999-12-31"),
    ("The city fell in [[winter 2013]].", "2013-12-01", "2014-02-28"),
    ("On [[27th of October]], a bomb exploded.", "2021-10-27", "2021-10-27"),
    ("A bomb exploded on [[2021-10-27]].", "2021-10-27", "2021-10-27"),
    ("The blast on [[27/10/2021]] killed two.", "2021-10-27", "2021-10-27"),
    ("It was the worst attack since [[Sept. 11, 2001]].", "2001-09-11", "2001-09-11"),
    ("Nearly 3,000 died in the [[9/11]] attacks.", "2001-09-11", "2001-09-11"),
    ("They were killed on the night of [[26-27 October]].", "2021-10-26", "2021-10-27"),
    ("Clashes from [[22 to 27 October]] left ten dead.", "2021-10-22", "2021-10-27"),
    ("The fighting of [[2013-2015]] destroyed the town.", "2013-01-01", "2015-12-31"),
    ("The rebels seized the town in [[mid-October]].", "2021-10-01", "2021-10-31"),
    ("The rebels seized the town in [[early October]].", "2021-10-01", "2021-10-31"),
    ("The rebels seized the town in [[late 2019]].", "2019-01-01", "2019-12-31"),
    ("The campaign ended in [[the spring of 2019]].", "2019-03-01", "2019-05-31"),
    ("The force was set up in [[the mid-1980s]].", "1980-01-01", "1989-12-31"),
    ("The army was formed in [[the 19th century]].", "1800-01-01", "1899-12-31"),
    ("Floods struck at [[the end of October]].", "2021-10-01", "2021-10-31"),
    ("He was shot on [[the morning of October 27]].", "2021-10-27", "2021-10-27"),
    ("He was shot on [[Wednesday, October 27]].", "2021-10-27", "2021-10-27"),
    ("Sales fell in [[the first quarter of 2020]].", "2020-01-01", "2020-03-31"),
    ("The attack of [[12 July 2006]] began the war.", "2006-07-12", "2006-07-12"),
    ("It was adopted on [[the 5th of May, 2018]].", "2018-05-05", "2018-05-05"),
    ("Police killed two men on [[Tuesday]].", "2021-11-02", "2021-11-02"),
    ("Two men were killed [[Sunday]] in Lahore.", "2021-10-31", "2021-10-31"),
    ("A blast killed two on [[Wednesday]].", "2021-11-03", "2021-11-03"),
    ("The group will march on [[Friday]].", "2021-11-05", "2021-11-05"),
    ("A protest is planned for [[Saturday]].", "2021-11-06", "2021-11-06"),
    ("He was arrested [[last Friday]].", "2021-10-29", "2021-10-29"),
    ("The court is due to rule [[next Monday]].", "2021-11-08", "2021-11-08"),
    ("Two men died on [[Monday night]].", "2021-11-01", "2021-11-01"),
    ("The talks began [[Thursday]] and broke down.", "2021-10-28", "2021-10-28"),
    ("The raid took place [[on Monday of last week]].", "2021-10-25", "2021-10-25"),
    ("They met on [[Sunday, Oct 31]].", "2021-10-31", "2021-10-31"),
    ("The siege, which began on [[Monday]], goes on.", "2021-11-01", "2021-11-01"),
    ("The two sides are to meet again on [[Thursday]].", "2021-11-04", "2021-11-04"),
    ("[[Tuesday's]] bombing killed nine.", "2021-11-02", "2021-11-02"),
    ("It has rained since [[Friday]].", "2021-10-29", "2021-10-29"),
    ("They vowed to protest on [[Friday]].", "2021-11-05", "2021-11-05"),
    ("The strike is expected to start on [[Sunday]].", "2021-11-07", "2021-11-07"),
    ("Two people were killed [[yesterday]].", "2021-11-02", "2021-11-02"),
    ("Parliament meets [[tomorrow]].", "2021-11-04", "2021-11-04"),
    ("Three people died [[today]].", "2021-11-03", "2021-11-03"),
    ("Shelling [[overnight]] killed three.", "2021-11-02", "2021-11-03"),
    ("Shelling [[last night]] killed three.", "2021-11-02", "2021-11-02"),
    ("He was killed [[this morning]].", "2021-11-03", "2021-11-03"),
    ("The bomb went off [[the day before yesterday]].", "2021-11-01", "2021-11-01"),
    ("He was wounded [[last week]].", "2021-10-25", "2021-10-31"),
    ("He was wounded [[earlier this week]].", "2021-11-01", "2021-11-07"),
    ("Talks are planned for [[later this week]].", "2021-11-01", "2021-11-07"),
    ("Talks were held [[over the weekend]].", "2021-10-30", "2021-10-31"),
    ("Talks were held [[last weekend]].", "2021-10-30", "2021-10-31"),
    ("His brother died [[three months ago]].", "2021-08-01", "2021-08-31"),
    ("His brother died [[three days ago]].", "2021-10-31", "2021-10-31"),
    ("His brother died [[two weeks ago]].", "2021-10-18", "2021-10-24"),
    ("His brother died [[ten years ago]].", "2011-01-01", "2011-12-31"),
    ("He was arrested [[in April]].", "2021-04-01", "2021-04-30"),
    ("He was arrested [[early this year]].", "2021-01-01", "2021-12-31"),
    ("He was arrested [[last month]].", "2021-10-01", "2021-10-31"),
    ("He was arrested [[last year]].", "2020-01-01", "2020-12-31"),
    ("He was arrested [[last December]].", "2020-12-01", "2020-12-31"),
    ("He was arrested [[in December]].", "2020-12-01", "2020-12-31"),
    ("Elections are due [[next month]].", "2021-12-01", "2021-12-31"),
    ("Elections are due [[next year]].", "2022-01-01", "2022-12-31"),
    ("Elections were held [[last summer]].", "2021-06-01", "2021-08-31"),
    ("At least 40 people have been killed [[so far this year]].", "2021-01-01", "2021-12-31"),
    ("Forty people have been killed [[this month]].", "2021-11-01", "2021-11-30"),
    ("Forty people have been killed [[in the past week]].", "2021-10-27", "2021-11-03"),
    ("Forty were killed [[over the past three days]].", "2021-10-31", "2021-11-03"),
    ("Forty have been killed in [[the last 24 hours]].", "2021-11-02", "2021-11-03"),
    ("Shelling has killed forty in [[the past two months]].", "2021-09-03", "2021-11-03"),
    ("A bombing [[a week ago]] killed five.", "2021-10-25", "2021-10-31"),
    ("A bombing [[a year ago]] killed five.", "2020-01-01", "2020-12-31"),
    ("He was shot [[a few days ago]].", "2021-10-27", "2021-11-01"),
    ("[[Earlier on Wednesday]], a bomb killed two.", "2021-11-03", "2021-11-03"),
    ("[[Earlier this month]], a bomb killed two.", "2021-11-01", "2021-11-30"),
    ("[[In recent days]], bombs killed twenty.", "2021-10-27", "2021-11-03"),
    ("A bomb killed two on 12 May 2020. [[Two days later]], troops moved in.",
     "2020-05-14", "2020-05-14"),
    ("A bomb killed two on 12 May 2020. [[The next day]], troops moved in.",
     "2020-05-13", "2020-05-13"),
    ("A bomb killed two on 12 May 2020. [[The day before]], troops had moved in.",
     "2020-05-11", "2020-05-11"),
    ("A bomb killed two on 12 May 2020. [[The same day]], troops moved in.",
     "2020-05-12", "2020-05-12"),
    ("A bomb killed two on 12 May 2020. [[That night]], troops moved in.",
     "2020-05-12", "2020-05-12"),
    ("A bomb killed two on 12 May 2020. [[A week later]], troops moved in.",
     "2020-05-18", "2020-05-24"),
    ("The war broke out in March 2003. [[The following month]], the capital fell.",
     "2003-04-01", "2003-04-30"),
    ("The war broke out in March 2003. [[Three years later]], it went on.",
     "2006-01-01", "2006-12-31"),
    ("The war broke out in 2003. In [[April of that year]], the capital fell.",
     "2003-04-01", "2003-04-30"),
    ("The shah fled in January 1979. [[In October]], he was let into the country.",
     "1979-10-01", "1979-10-31"),
    ("Protests began on Friday. On [[the first day of the protests]], two officers died.",
     "2021-10-29", "2021-10-29"),
    ("Protests began on Friday. On [[the third day of the protests]], two officers died.",
     "2021-10-31", "2021-10-31"),
    ("The siege began on 1 October. [[A week into]] the siege, food ran out.",
     "2021-10-04", "2021-10-10"),
    ("Rockets were fired on 3 May 2019. The [[previous day]], a plane had hit the town.",
     "2019-05-02", "2019-05-02"),
    ("[[In two days of]] shelling, 20 people were killed.", "2021-11-01", "2021-11-03"),
    ("[[More than a week of]] clashes left seven dead.", "2021-10-23", "2021-11-03"),
    ("Dozens have died in [[four years of war]].", "2017-11-03", "2021-11-03"),
    ("He was killed on [[Christmas Day]].", "2020-12-25", "2020-12-25"),
    ("Violence rose over [[Easter]] 2019.", "2019-04-21", "2019-04-21"),
    ("Riots broke out on [[New Year's Eve]].", "2020-12-31", "2020-12-31"),
    ("The bomb went off on [[Good Friday]].", "2021-04-02", "2021-04-02"),
    ("The fighting went on through [[Ramadan]].", "2021-04-12", "2021-05-13"),
    ("The clashes followed [[Ashura]].", "2021-08-18", "2021-08-20"),
    ("Firebombs flew on [[Yom Kippur]].", "2021-09-16", "2021-09-16"),
    ("The killings began on [[Passover 2002]].", "2002-03-28", "2002-04-04"),
    ("The bombs went off on [[Orthodox Easter]] 2019.", "2019-04-28", "2019-04-28"),
    ("A bus burned on [[Holi]].", "2021-03-29", "2021-03-29"),
    ("The temple was hit on [[Vesak]].", "2021-05-26", "2021-05-26"),
    ("They met at [[Nowruz]].", "2021-03-21", "2021-03-21"),
)  # fmt: skip
NO_DATES = (
    "About 2000 people fled.", "Troops march on the town.", "Sun shone on the town.",
    "He was shot on Independence Day.",
)  # fmt: skip


def published(day: str = "2021-11-03") -> pd.DataFrame:
    """One article's publication."""
    at = [pd.Timestamp(day)]
    return pd.DataFrame(
        {"article_id": ["a"], "published_start": at, "published_end": at,
         "published_basis": "stated"}
    )  # fmt: skip


def test_time_words_mean_these_days() -> None:
    rows, marks = [], {}
    texts = {str(k): text.replace("[[", "").replace("]]", "") for k, (text, *_) in enumerate(CASES)}
    for parsed in parse_many(texts.items()):
        rows.extend(find_dates(parsed))
    articles = pd.concat([published().assign(article_id=name) for name in texts])
    table = resolve_dates(pd.DataFrame(rows), articles)
    for name, (text, first, last) in zip(texts, CASES, strict=True):
        start, end = text.index("[["), text.index("]]") - 2
        marks[name] = (first, last), [
            (str(r.date_start.date()), str(r.date_end.date()))
            for r in table[table["article_id"] == name].itertuples()
            if r.start < end and start < r.end
        ]
    wrong = {texts[name]: got for name, (want, got) in marks.items() if got != [want]}
    assert wrong == {}


@pytest.mark.parametrize("text", NO_DATES)
def test_these_are_no_dates(text: str) -> None:
    assert find_dates(parse("a", text)) == []


FEASTS = tuple(
    row["code"] for row in lexicons.read("date_holidays")
    if row["code"].startswith(("islamic", "hebrew", "orthodox", "diwali", "holi", "vesak"))
)  # fmt: skip


@given(st.sampled_from(FEASTS), st.integers(1900, 2080))
def test_a_feast_comes_about_once_a_year(code: str, year: int) -> None:
    times = [day for y in (year, year + 1) for day in feasts_in(y, code)]
    assert 1 <= len(feasts_in(year, code)) + len(feasts_in(year + 1, code)) <= 4
    assert all(first <= last for first, last in times)
    gaps = [(b[0] - a[0]).days for a, b in zip(times, times[1:], strict=False)]
    assert all(340 <= gap <= 400 for gap in gaps)


@pytest.mark.parametrize(
    "code, day",
    [("diwali", "2001-11-14"), ("diwali", "2017-10-19"), ("diwali", "2020-11-14"),
     ("holi", "2002-03-29"), ("holi", "2021-03-29"), ("newyear", "1985-02-20"),
     ("newyear", "2024-02-10"), ("vesak", "2021-05-26"), ("hebrew07-10", "1973-10-06"),
     ("hebrew12-14", "2024-03-24"), ("orthodox+0", "2016-05-01"), ("easter-2", "2021-04-02"),
     ("islamic10-01+2", "2021-05-13"), ("islamic01-10", "2004-03-02")],
)  # fmt: skip
def test_feasts_fall_on_their_days(code: str, day: str) -> None:
    on = date.fromisoformat(day)
    assert any(first <= on <= last for first, last in feasts_in(on.year, code))


def killed(text: str, day: str = "2021-11-03") -> list[tuple[str, str] | None]:
    """The days of a text's claims, in order."""
    parsed = parse("a", text)
    dates = find_dates(parsed)
    claims = govern(parsed, dates, find_claims(parsed, attribution.find_statements(parsed)))
    columns = ["date_id", "article_id", "form", "date_start", "date_end"]
    table = resolve_dates(pd.DataFrame(dates, columns=columns), published(day))
    rows = date_records("claims", pd.DataFrame(claims), table, published(day))
    return [
        None if pd.isna(r.date_start) else (str(r.date_start.date()), str(r.date_end.date()))
        for r in rows.itertuples()
    ]


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("Clashes between October 22 and October 27 left ten people dead.",
         "2021-10-22", "2021-10-27"),
        ("Fighting from 1996 to 2001 killed 400 people.", "1996-01-01", "2001-12-31"),
        ("Twelve people were killed in early October.", "2021-10-01", "2021-10-16"),
        ("Twelve people were killed in late 2019.", "2019-07-02", "2019-12-31"),
        ("At least 40 people have been killed so far this year.", "2021-01-01", "2021-11-03"),
        ("Six soldiers were killed earlier this month.", "2021-11-01", "2021-11-03"),
        ("Before Sunday, three people had been killed.", "2021-10-23", "2021-10-30"),
        ("Thirty people died in the four-year-old war.", "2017-11-03", "2021-11-03"),
        ("The army seized power on Monday. Four people were killed on the day of the coup.",
         "2021-11-01", "2021-11-01"),
        ("A bomb exploded in the market on Monday. It was not claimed. Nine people were killed.",
         "2021-11-01", "2021-11-01"),
        ("Ahmed Karim, a baker who had come to the town 22 years ago, was killed on Monday.",
         "2021-11-01", "2021-11-01"),
    ],
)  # fmt: skip
def test_deaths_lie_on_these_days(text: str, first: str, last: str) -> None:
    assert killed(text) == [(first, last)]


def test_deaths_told_again_lie_on_the_days_that_were_told() -> None:
    text = (
        "Police opened an inquiry into the death of Anna Berg.\n\nThe town mourned on Tuesday.\n\n"
        "Anna Berg was killed on 3 October."
    )
    assert killed(text) == [("2021-10-03", "2021-10-03")] * 2


def test_rates_lie_on_no_days() -> None:
    text = "Two men were killed on Monday.\n\nThe war claims more than 100 lives per day."
    assert killed(text) == [("2021-11-01", "2021-11-01"), None]


def test_a_bare_time_of_day_leaves_the_day_open() -> None:
    text = "A bomb exploded on Monday.\n\nThree people were killed at around 10 pm."
    assert killed(text) == [("2021-11-01", "2021-11-01")]


@given(st.integers(-60, 60))
def test_a_publication_weeks_later_tells_of_weeks_later(weeks: int) -> None:
    text = "Two men were killed on Friday, and three died in the attack last week."
    shift = timedelta(weeks=weeks)
    moved = killed(text, str(date(2021, 11, 3) + shift))
    for was, now in zip(killed(text), moved, strict=True):
        assert [date.fromisoformat(d) + shift for d in was] == [date.fromisoformat(d) for d in now]
