"""One event told by many outlets, from text to toll: one incident, background apart.

The events are made up. Each article has the day and outlet that a user would give.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd
import pytest

from helpers import extract, load_articles
from helpers.extraction import Tables

SHOOTING = [
    ("2017-10-08", "Plains Tribune", """\
At least 20 dead in shooting at Tulsa fair

TULSA, Okla. - A gunman opened fire from a hotel window on a crowd at a country fair in Tulsa
late Saturday, killing at least 20 people and wounding more than 100, police said.

The suspect is dead, Police Chief Dale Horner said. Two off-duty officers were among the dead.
"""),
    ("2017-10-08", "National Wire", """\
More than 50 killed in worst mass shooting in modern U.S. history

TULSA (NW) - More than 50 people were killed and more than 400 taken to hospitals after a gunman
fired from the 12th floor of a hotel at a fair in Tulsa, police said on Sunday.

The gunman, 61-year-old Ray Dolan, killed himself before officers entered his room, Horner said.
They found 17 rifles.

The attack surpassed the shooting at a nightclub in Orlando, Florida, in June 2016, in which 49
people were killed.
"""),
    ("2017-10-08", "Plains Tribune", """\
58 dead, over 500 injured at Tulsa fair

Police on Sunday afternoon raised the death toll in the Tulsa shooting to 58, and said 515
people had been injured.

Sheriff Bill Amos said the gunman had no known link to any militant group. He dismissed a claim
of responsibility by a militant group.

"We have no idea what his belief system was," Amos said.
"""),
    ("2017-10-08", "Evening Mirror", """\
Almost 60 dead in Oklahoma gun massacre

Almost 60 people died when a man with an arsenal of rifles fired on a country fair in Oklahoma.

At least 59 people were killed, including the gunman, and 527 were injured, Sheriff Amos told
reporters in Tulsa.
"""),
    ("2017-10-09", "Gulf Herald", """\
Deadliest mass shootings in the United States

A gunman killed 58 people in Tulsa on Saturday. Here are some of the deadliest mass shootings in
modern U.S. history:

Orlando, Florida: 49 people were killed at a nightclub in June 2016.

Blacksburg, Virginia: A student killed 32 people at a university in April 2007.

Newtown, Connecticut: A man killed 20 children and six adults at a school in December 2012.

Killeen, Texas: 23 people were shot dead at a cafeteria in October 1991.
"""),
    ("2017-10-10", "Plains Tribune", """\
Tulsa gunman wired $100,000 abroad

The gunman who killed 58 people and wounded hundreds in Tulsa sent $100,000 abroad in the week
before, an official said on Tuesday.

Officials on Tuesday revised the number of injured to 489 from 527. About 45 were still in a
critical condition, hospitals said.
"""),
    ("2017-10-21", "National Wire", """\
Two weeks after Tulsa massacre, a town looks for answers

Two weeks after a gunman killed 58 people and injured 489 at a fair in Tulsa, police still
cannot say why.

In 2016, 38,000 people died by guns in the United States, according to a public health agency.
"""),
    ("2017-11-06", "Gulf Herald", """\
26 killed in shooting at church in Texas town

A gunman walked into a church in a small Texas town on Sunday and killed 26 people, the governor
said.

It came only weeks after a man killed 58 people in Tulsa, Oklahoma, on October 7.
"""),
]

MARKETS = [
    ("2016-05-17", "Rivers Agency", """\
Bomb kills 10 in Baghdad market

BAGHDAD - A bomb killed at least 10 people and wounded 25 in a market in eastern Baghdad on
Tuesday, police and medical sources said.
"""),
    ("2016-05-17", "Continental Wire", """\
Twin suicide bombings kill 27 in Baghdad market

BAGHDAD (CW) - Two suicide bombers blew themselves up in a crowded market in the Shaab district
of northern Baghdad on Tuesday, killing 27 people and wounding 60, an interior ministry
spokesman said.

In a separate attack, a car bomb in the southern district of Rasheed killed six people and
wounded 21, police said.
"""),
    ("2016-05-17", "Gulf Herald", """\
Baghdad bombings kill more than 30

More than 30 people were killed in bomb attacks on markets in Baghdad on Tuesday.

The deadliest struck the Shaab district, where two bombers killed 34 people, hospital officials
said. A car bomb in Rasheed left eight dead, and a blast in Sadr City killed 13.

Last Wednesday, bombings across the city killed 93 people.
"""),
    ("2016-05-18", "Daily Courier", """\
40 dead in Baghdad market

Forty people, including both bombers, were killed in an attack on a market in the Shaab district
of Baghdad on Tuesday, security sources said.
"""),
    ("2016-05-18", "Continental Wire", """\
Iraqis bury dead after wave of bombings

BAGHDAD (CW) - Families buried their dead on Wednesday after a wave of bombings in Baghdad the
day before killed 59 people in three districts.

The worst attack was in Shaab, where 38 people died in a market. Eight were killed in Rasheed
and 13 in Sadr City.
"""),
    ("2016-05-18", "Northern Star", """\
Iraq bombings: what happened

On Tuesday morning, two bombers attacked a market in the Shaab area of Baghdad. At least 38
people were killed and 70 injured.

Around noon, a car bomb exploded in Rasheed, killing eight.

In the afternoon, a bomber struck Sadr City. Thirteen people died there and 41 were wounded.
"""),
]


def read(told: list[tuple[str, str, str]], folder: Path) -> Tables:
    """The tables of these articles."""
    (folder / "articles").mkdir()
    rows = []
    for n, (day, outlet, lines) in enumerate(told):
        text = re.sub(r"(?<!\n)\n(?!\n)", " ", lines)
        (folder / "articles" / f"{n}.txt").write_text(text, encoding="utf-8")
        rows.append((f"{n}.txt", day, outlet, text.split("\n")[0]))
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("file", "published", "outlet", "title"), *rows])
    return extract(*load_articles(folder / "articles", folder / "articles.csv"))


def incident(tables: Tables, day: str, killed: int) -> pd.Series:
    """The one incident of a day in which so many were killed by the best figure."""
    tolls = tables.tolls.query("level == 'incident' and outcome == 'killed'")
    tolls = tolls[(tolls["date_start"] == day) & (tolls["best"] == killed)]
    assert len(tolls) == 1, tables.tolls[["level", "date_start", "outcome", "best"]]
    return tolls.iloc[0]


@pytest.fixture(scope="module")
def shooting(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """A shooting whose toll grows, told with and without the gunman, beside a list of others."""
    return read(SHOOTING, tmp_path_factory.mktemp("shooting"))


@pytest.fixture(scope="module")
def markets(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Three bombings in one city on one day, some told by one article, some in roundups."""
    return read(MARKETS, tmp_path_factory.mktemp("markets"))


def test_a_growing_toll_is_one_incident(shooting: Tables) -> None:
    toll = incident(shooting, "2017-10-07", 58)
    assert toll["low"] <= 58 <= toll["high"] <= 60
    of_day = shooting.incidents["date_start"].between("2017-10-05", "2017-10-12")
    assert of_day.sum() == 1
    hurt = shooting.tolls[shooting.tolls["incident_id"] == toll["incident_id"]]
    assert hurt.loc[hurt["outcome"] == "injured", "best"].max() >= 489


def test_a_list_of_the_deadliest_joins_nothing(shooting: Tables) -> None:
    toll = incident(shooting, "2017-10-07", 58)
    told = shooting.claims[shooting.claims["incident_id"] == toll["incident_id"]]
    assert not set(told["best"]) & {23, 26, 32, 49}
    incident(shooting, "2017-11-05", 26)


def test_attacks_of_one_day_in_one_city_stay_apart(markets: Tables) -> None:
    greatest = markets.incidents.sort_values("n_claims").iloc[-1]["incident_id"]
    tolls = markets.tolls[markets.tolls["incident_id"] == greatest]
    killed = tolls[tolls["outcome"] == "killed"].sort_values("n_claims").iloc[-1]
    assert killed["low"] <= 38 <= killed["high"] and killed["best"] in (38, 40)
    weighed = markets.claims["claim_id"].isin(killed["claim_ids"])
    assert not set(markets.claims.loc[weighed, "best"]) & {6, 8, 13, 93}


def test_the_sum_of_a_day_is_no_rival_of_the_greatest_attack(markets: Tables) -> None:
    (total,) = markets.claims[markets.claims["best"] == 59].to_dict("records")
    assert total["incident_id"] == "" and total["episode_id"]


def test_undated_articles_on_different_attacks_are_not_one_story(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    attacks = [
        ("Kelbar", "A car bomb killed 12 people at a market in Kelbar, the police said."),
        ("Ostrand", "A bomb killed 14 people on a bus in Ostrand, hospital officials said."),
        ("Miravel", "A suicide bomber killed 11 people in Miravel, the governor said."),
        ("Taskent Bay", "Bombs killed 13 people in two cafes in Taskent Bay, officials said."),
    ]
    for place, told in attacks:
        text = f"Bombing in {place}\n\n{told} Dozens were wounded in the blast.\n"
        (folder / f"{place}.txt").write_text(text)
    tables = extract(*load_articles(folder))
    assert (tables.incidents["n_articles"] == 1).all()
    assert (tables.episodes["n_articles"] == 1).all()
