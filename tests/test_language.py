"""Sentences end where the text says so, and offsets hold through the parse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.language import dateline_end, parse, reading_text


def sentences(text: str) -> list[str]:
    parsed = parse("x", text)
    return [text[s.start : s.end] for s in parsed.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Moss died. So did Col. Ray.", ["Dr. Moss died.", "So did Col. Ray."]),
        ("three died. nobody knows why.", ["three died.", "nobody knows why."]),
        ("“They shot us.” He wept.", ["“They shot us.”", "He wept."]),
        (
            "Blast kills three\n\nThe U.S. envoy left.",
            ["Blast kills three", "The U.S. envoy left."],
        ),
        ("Toll at 1.5 million.", ["Toll at 1.5 million."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_paragraphs_are_numbered_by_line_ends() -> None:
    parsed = parse("x", "One. Two.\n\nThree.\nFour.")
    assert [s.paragraph for s in parsed.sentences] == [0, 0, 1, 2]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .?!…\n“”’\"'()[]\u00a0é—0", max_size=80))
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    parsed = parse("x", text)
    assert len(reading_text(text)) == len(text)
    spans = [(s.start, s.end) for s in parsed.sentences]
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
    inside = "".join(text[a:b] for a, b in spans)
    assert "".join(inside.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("LAKETOWN, Xland (ABC) — Two died.", "Two died."),
        ("LAKETOWN, May 5 (ABC) -- Two died.", "Two died."),
        ("Two died.", "Two died."),
        ("UN staff died.", "UN staff died."),
    ],
)
def test_dateline(text: str, rest: str) -> None:
    assert text[dateline_end(text, 0, len(text)) :] == rest


def test_what_no_stop_ends_is_broken_into_sentences_of_bounded_length() -> None:
    from helpers.language import LONGEST_SENTENCE

    parsed = parse("a", "Four were killed and " + "then they walked on " * 500 + "home.")
    lengths = [len(parsed.span(sentence)) for sentence in parsed.sentences]
    assert max(lengths) <= LONGEST_SENTENCE + 1
    assert sum(lengths) == len(parsed.doc)
