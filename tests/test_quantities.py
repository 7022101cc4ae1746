"""Numbers of people are read as the table of readings says, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.language import parse
from helpers.quantities import find_quantities


def read(words: str) -> list[tuple[int | None, int | None, int | None]]:
    doc = parse("x", words).doc
    return [(q.low, q.best, q.high) for q in find_quantities(doc[:])]


READINGS = {
    "seven miners died": (7, 7, 7),
    "7 miners died": (7, 7, 7),
    "1,300 miners died": (1300, 1300, 1300),
    "twenty-two miners died": (22, 22, 22),
    "two hundred and five miners died": (205, 205, 205),
    "1.2 million people fled": (1_200_000,) * 3,
    "three lakh people fled": (300_000,) * 3,
    "at least seven miners died": (7, 7, None),
    "no fewer than seven miners died": (7, 7, None),
    "seven or more miners died": (7, 7, None),
    "more than seven miners died": (8, None, None),
    "over seven miners died": (8, None, None),
    "more than a dozen miners died": (13, None, None),
    "up to seven miners died": (None, 7, 7),
    "as many as seven miners died": (None, 7, 7),
    "fewer than seven miners died": (None, None, 6),
    "about seven miners died": (None, 7, None),
    "some seven miners died": (None, 7, None),
    "nearly seven miners died": (None, 7, None),
    "an estimated seven miners died": (None, 7, None),
    "twenty-odd miners died": (None, 20, None),
    "between 5 and 7 miners died": (5, None, 7),
    "5-7 miners died": (5, None, 7),
    "five to seven miners died": (5, None, 7),
    "five or six miners died": (5, None, 6),
    "a couple of miners died": (2, 2, 2),
    "several miners died": (2, None, None),
    "a number of miners died": (2, None, None),
    "many miners died": (2, None, None),
    "a dozen miners died": (12, 12, 12),
    "two dozen miners died": (24, 24, 24),
    "half a dozen miners died": (6, 6, 6),
    "dozens of miners died": (24, None, None),
    "scores of miners died": (40, None, None),
    "hundreds of miners died": (200, None, None),
    "thousands of miners died": (2000, None, None),
    "tens of thousands of people fled": (20000, None, None),
    "no miners died": (0, 0, 0),
    "nobody was hurt": (0, 0, 0),
}


@pytest.mark.parametrize(("words", "reading"), READINGS.items())
def test_reading(words: str, reading: tuple[int | None, int | None, int | None]) -> None:
    assert read(words) == [reading]


@pytest.mark.parametrize(
    "words",
    [
        "They met on 27 October.",
        "It happened on October 27, 2021.",
        "Ada Moss, 24, was there.",
        "The driver (42) was there.",
        "a 42-year-old driver",
        "a 7.62 mm round",
        "It lies 5 km away.",
        "They lost $30 million.",
        "Half of it cost 50 percent more.",
        "It began at 5:00 p.m. that day.",
        "over two days of violence",
    ],
)
def test_what_counts_no_people(words: str) -> None:
    assert read(words) == []


@settings(max_examples=40, deadline=None)
@given(n=st.integers(2, 999_999), grouped=st.booleans())
def test_figures_keep_their_value(n: int, grouped: bool) -> None:
    figure = f"{n:,}" if grouped else str(n)
    assert read(f"They said {figure} people died.") == [(n, n, n)]


@settings(max_examples=40, deadline=None)
@given(
    n=st.integers(2, 9999),
    bend=st.sampled_from(["", "at least ", "more than ", "up to ", "about ", "fewer than "]),
)
def test_low_best_high_run_upwards(n: int, bend: str) -> None:
    for reading in read(f"They said {bend}{n:,} people died."):
        known = [x for x in reading if x is not None]
        assert known and known == sorted(known)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "more",
                "than",
                "at",
                "least",
                "two",
                "dozen",
                ",",
                "or",
                "from",
                "to",
                "the",
                "mark",
                "no",
                "a",
                "of",
                "in",
                "half",
            ]
        ),
        min_size=1,
        max_size=8,
    )
)
def test_broken_off_numbers_are_read_without_error(words: list[str]) -> None:
    for low, best, high in read(" ".join(words)):
        known = [n for n in (low, best, high) if n is not None]
        assert known == sorted(known)
