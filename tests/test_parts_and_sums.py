"""Whether a number is one incident's, a part of another number, or a sum over several."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.claims import find_claims
from helpers.claims.sums import KINDS, all_signs, decide_parts
from helpers.language import parse


def kinds(text: str) -> list[object]:
    return [c["part_of"] for c in find_claims(parse("x", text), [])]


TOLD = {
    "Since the war began more than 7,000 people have died.": ["total"],
    "In three days of rioting, 41 people were killed.": ["total"],
    "Two years of civil war cost 60,000 lives.": ["total"],
    "Dozens of soldiers were killed in a series of attacks.": ["total"],
    "A bomb killed six people in the harbour on Monday.": ["incident"],
    "The death toll from the landslide rose to 80 on Sunday.": ["incident"],
    "A ferry sank and 2,000 people drowned.": ["incident"],
    "A train derailed, killing 15 people.": ["incident"],
    "Twelve people, including three children, were killed.": ["incident", "subset"],
    "Nineteen miners died in a blast. Six of the dead were under 18.": ["incident", "subset"],
    "A blast killed a nurse and two drivers.": ["incident", "incident"],
}


@pytest.mark.parametrize(("text", "expected"), TOLD.items())
def test_the_sentence_and_the_numbers_round_it_decide(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def claim(size: int, sentence: int, signs: frozenset[str]) -> dict[str, object]:
    return {
        "outcome": "killed", "low": size, "best": size, "high": size, "count_text": str(size),
        "victim_group": "people", "sentence_id": sentence, "cue_start": 10 * sentence,
        "signs": signs,
    }  # fmt: skip


SIGNS = st.frozensets(st.sampled_from(["since", "part", "day", "disaster", "thousands", "perfect"]))
CLAIMS = st.lists(st.builds(claim, st.integers(0, 5000), st.integers(0, 9), SIGNS), max_size=6)


@given(CLAIMS)
@settings(max_examples=60, deadline=None)
def test_each_claim_is_of_one_kind_and_keeps_all_else(records: list[dict[str, object]]) -> None:
    records = sorted(records, key=lambda r: r["sentence_id"])
    decided = decide_parts(records, range(10))
    assert [d["best"] for d in decided] == [r["best"] for r in records]
    assert all(d["part_of"] in KINDS and "signs" not in d for d in decided)


@given(CLAIMS.filter(bool))
@settings(max_examples=60, deadline=None)
def test_a_part_adds_up_no_time_and_a_disaster_is_no_war(records: list[dict[str, object]]) -> None:
    for k in range(len(records)):
        signs = all_signs(records, k, range(10))
        assert not ("part" in signs and signs & {"since", "thousands"})
        told = {sign for r in records[: k + 1] for sign in r["signs"]}
        assert not ("disaster" in told and "thousands" in signs)
