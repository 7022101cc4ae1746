"""Hundreds of short sentences, each with the claims that a careful reader finds in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.attribution import find_statements
from helpers.claims import find_claims
from helpers.language import parse_many

SENTENCES = Path(__file__).with_name("claim_sentences.txt")
OUTCOMES = {
    "k": "killed",
    "i": "injured",
    "m": "missing",
    "a": "abducted",
    "d": "detained",
    "f": "displaced",
}
Figure = tuple[str, int | None, int | None, int | None]


def figure(short: str) -> Figure:
    """Read one claim in short, as the head of the file says: k4+ is (killed, 4, 4, None)."""
    outcome, number = OUTCOMES[short[0]], short[1:]
    n = [int(part) for part in number.strip("v><=~+").split("-")]
    if "-" in number:
        return outcome, n[0], None, n[1]
    if number.endswith("+"):
        return outcome, n[0], n[0], None
    bounds = {
        "v": (n[0], None, None),
        ">": (n[0] + 1, None, None),
        "~": (None, n[0], None),
        "<": (None, None, n[0] - 1),
    }
    if number.startswith("<="):
        return outcome, None, n[0], n[0]
    return (outcome, *bounds.get(number[0], (n[0], n[0], n[0])))


@pytest.fixture(scope="module")
def readings() -> dict[str, tuple[list[Figure], list[Figure]]]:
    """What is expected of each sentence, and what is read."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ", 1) for line in lines if not line.startswith("#")]
    expected = {
        text: [figure(short) for short in shorts.split() if short != "-"] for shorts, text in rows
    }
    found = {}
    for article in parse_many([(str(i), text) for i, text in enumerate(expected)]):
        claims = find_claims(article, find_statements(article))
        found[article.text] = [(c["outcome"], c["low"], c["best"], c["high"]) for c in claims]
    return {text: (expected[text], found[text]) for text in expected}


@pytest.mark.parametrize("has_claims", [True, False])
def test_sentences_are_read_as_a_careful_reader_reads_them(
    readings: dict[str, tuple[list[Figure], list[Figure]]], has_claims: bool
) -> None:
    asked = {t: both for t, both in readings.items() if bool(both[0]) == has_claims}
    wrong = {
        t: both
        for t, both in asked.items()
        if sorted(map(str, both[0])) != sorted(map(str, both[1]))
    }
    assert len(asked) > 150
    assert wrong == {}
