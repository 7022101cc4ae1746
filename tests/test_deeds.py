"""What was done to people and what came of it: shot, fatally shot, told dead elsewhere."""

from __future__ import annotations

import pytest

from helpers.attribution import find_statements
from helpers.claims import find_claims
from helpers.language import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was fatally shot on Tuesday.", [("killed", 1, "He")]),
        ("The fatal shooting of a demonstrator is under review.", [("killed", 1, "demonstrator")]),
        ("Two fatal shootings took place in the town.", []),
        ("Don't shoot him, she said.", []),
        ("Did you shoot him?", []),
        ("He led the country before being assassinated in 1947.", [("killed", 1, "He")]),
        ("Two men died after being stabbed in the street.", [("killed", 2, "men")]),
        (
            "His mother, stepfather and others died in the wreck.",
            [("killed", 1, "His mother"), ("killed", 1, "stepfather"), ("killed", None, "others")],
        ),
        ("The moment was captured by a police camera.", []),
        ("Three rebels were captured by soldiers.", [("detained", 3, "rebels")]),
        ("There were fatalities.", [("killed", None, "")]),
        (
            "John Marsh was shot on Monday. Marsh died the next day in a hospital.",
            [("killed", 1, "John Marsh"), ("killed", 1, "Marsh")],
        ),
        ("John Marsh was shot on Monday. He is recovering.", [("injured", 1, "John Marsh")]),
        ("After the killing of Marsh, the town rose.", [("killed", 1, "Marsh")]),
        ("An explosion killed a 13-year-old.", [("killed", 1, "13-year-old")]),
        ("Six suspects are known to be in custody.", [("detained", 6, "suspects")]),
        ("They called for the arrest of those responsible.", []),
        ("Police want information leading to the arrest and conviction of Marsh.", []),
        ("Since the arrest of two teachers, all is calm.", [("detained", 2, "teachers")]),
        ("The shooting of three doctors shocked the town.", [("injured", 3, "doctors")]),
    ],
)
def test_deeds_and_their_ends(text: str, expected: list[tuple[str, int | None, str]]) -> None:
    parsed = parse("a", text)
    found = find_claims(parsed, find_statements(parsed))
    assert [(c["outcome"], c["best"], c["victims"]) for c in found] == expected
