"""Casualty claims: constructions, numbers, victims, and what is no claim."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.claims import find_claims
from helpers.language import parse


def claims(text: str) -> list[dict[str, object]]:
    return find_claims(parse("x", text), [])


def figures(text: str) -> list[tuple[object, ...]]:
    return [(c["outcome"], c["low"], c["best"], c["high"]) for c in claims(text)]


def exact(outcome: str, n: int) -> tuple[object, ...]:
    return (outcome, n, n, n)


CONSTRUCTIONS = {
    "Four miners were killed in the blast.": [exact("killed", 4)],
    "The blast killed four miners.": [exact("killed", 4)],
    "A bomb went off, killing four miners and wounding nine.": [
        exact("killed", 4),
        exact("injured", 9),
    ],
    "The blast left two dead and nine injured.": [exact("killed", 2), exact("injured", 9)],
    "The deaths of six officers shook the town.": [exact("killed", 6)],
    "The death toll rose to 12 on Friday.": [exact("killed", 12)],
    "The toll rose from 58 to 62.": [exact("killed", 62)],
    "Police shot dead two men.": [exact("killed", 2)],
    "Two men were shot dead.": [exact("killed", 2)],
    "Three villagers were burned to death.": [exact("killed", 3)],
    "Five sailors were found dead.": [exact("killed", 5)],
    "Eleven people lost their lives.": [exact("killed", 11)],
    "The quake claimed 40 lives.": [exact("killed", 40)],
    "Three guards perished.": [exact("killed", 3)],
    "Two clerks were gunned down.": [exact("killed", 2)],
    "3 killed, 7 hurt in blast": [exact("killed", 3), exact("injured", 7)],
    "Three were killed and 70 injured.": [exact("killed", 3), exact("injured", 70)],
    "Nobody was hurt.": [exact("injured", 0)],
    "A guard was stabbed to death.": [exact("killed", 1)],
    "The driver was killed.": [exact("killed", 1)],
    "Two soldiers and a guide were killed.": [exact("killed", 2), exact("killed", 1)],
    "Six nurses suffered burns.": [exact("injured", 6)],
    "Police arrested 20 students.": [exact("detained", 20)],
    "Gunmen kidnapped three engineers.": [exact("abducted", 3)],
    "Eight fishermen are still missing.": [exact("missing", 8)],
    "The flood displaced 4,000 people.": [exact("displaced", 4000)],
    "Two people were feared killed.": [exact("killed", 2)],
    "The man, his wife and two sons were shot dead.": [
        exact("killed", 1),
        exact("killed", 1),
        exact("killed", 2),
    ],
    "The blaze claimed the lives of 17 nurses.": [exact("killed", 17)],
    "Two of the wounded died in hospital.": [exact("killed", 2)],
    "Four others are in hospital with gunshot wounds.": [exact("injured", 4)],
    "The mayor was killed along with two guards.": [exact("killed", 1), exact("killed", 2)],
    "slain activists Ivo Marsh and Ada Moss": [exact("killed", 2)],
    "Ten more bodies were found, taking the total to 43.": [
        exact("killed", 10),
        exact("killed", 43),
    ],
    "Some 3,000 people have been forced to flee their homes.": [("displaced", None, 3000, None)],
}


@pytest.mark.parametrize(("text", "expected"), CONSTRUCTIONS.items())
def test_construction(text: str, expected: list[tuple[object, ...]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The race ended in a dead heat.",
        "Senators killed the bill.",
        "Twelve cows were killed by lightning.",
        "The bomb could not be found.",
        "He faces the death penalty.",
        "She had a cardiac arrest.",
        "Forty people were killed or wounded.",
        "Three people have died of cholera.",
        "The group wants the release of its leader, who was jailed in May.",
        "The company was charged with killing two workers.",
    ],
)
def test_no_claim(text: str) -> None:
    assert figures(text) == []


def test_parts_are_subsets_of_the_whole() -> None:
    whole, part = claims("Twelve people, including three children, were killed.")
    assert (whole["best"], whole["part_of"]) == (12, "incident")
    assert (part["best"], part["part_of"], part["victims"]) == (3, "subset", "children")


def test_a_share_is_a_part_of_the_number_before() -> None:
    whole, half, percent = claims(
        "The clinic recorded 400 deaths. Half of the deaths were of women. "
        "In all, 25% of the victims were killed by snipers."
    )
    assert (whole["best"], half["best"], percent["best"]) == (400, 200, 100)
    assert (half["low"], half["high"], half["part_of"]) == (None, None, "subset")


def test_a_number_shared_out_gives_its_parts() -> None:
    text = "The group counts 30 deaths: 12 by fire, 10 by drowning and 8 by hunger."
    assert [(c["best"], c["part_of"]) for c in claims(text)] == [
        (30, "incident"),
        (12, "subset"),
        (10, "subset"),
        (8, "subset"),
    ]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Two policemen died.", "state forces"),
        ("Two rebels died.", "militants"),
        ("Two demonstrators died.", "protesters"),
        ("Two nurses died.", "civilians"),
        ("Two people died.", "people"),
        ("Two security guards died.", "state forces"),
    ],
)
def test_victim_group(text: str, group: str) -> None:
    assert [c["victim_group"] for c in claims(text)] == [group]


def test_others_belong_to_the_group_before() -> None:
    groups = [
        c["victim_group"] for c in claims("Two soldiers were killed and nine others were wounded.")
    ]
    assert groups == ["state forces", "state forces"]


def test_hedged_claims_are_unconfirmed_and_future_ones_hypothetical() -> None:
    assert claims("Ten miners were reportedly killed.")[0]["stance"] == "unconfirmed"
    assert claims("More miners will die.")[0]["stance"] == "hypothetical"


def test_who_did_it_is_read_and_a_bomb_is_nobody() -> None:
    assert claims("Soldiers shot dead two farmers.")[0]["perpetrators"] == "Soldiers"
    assert claims("Two farmers were killed by rebels.")[0]["perpetrators"] == "rebels"
    assert claims("A bomb killed two farmers.")[0]["perpetrators"] == ""
    accused = "The union accused the guards of opening fire on the crowd, killing four miners."
    assert claims(accused)[0]["perpetrators"] == "the guards"


NAMES = st.sampled_from(["miners", "nurses", "soldiers", "people", "monks"])


@settings(max_examples=30, deadline=None)
@given(
    n=st.integers(2, 9999), who=NAMES, mark=st.sampled_from(["", "“", "\n\n", "LAKETOWN (XYZ) — "])
)
def test_offsets_index_the_text(n: int, who: str, mark: str) -> None:
    text = f"{mark}At least {n} {who} were killed, officials said. The rest fled."
    for claim in claims(text):
        assert text[claim["start"] : claim["end"]] == claim["evidence"]
        for name in ("cue", "victims", "count"):
            if claim.get(f"{name}_start") is not None:
                words = claim["count_text"] if name == "count" else claim[name]
                assert text[claim[f"{name}_start"] : claim[f"{name}_end"]] == words
    assert [c["best"] for c in claims(text)] == [n]
