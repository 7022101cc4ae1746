"""Quotations: marks of every shape, odd numbers of them, paragraphs left open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We saw it,” she said. “It fell.”", ["“We saw it,”", "“It fell.”"]),
        ('"We saw it," she said. "It fell."', ['"We saw it,"', '"It fell."']),
        ("''We saw it,'' she said.", ["''We saw it,''"]),
        ("`` We saw it , '' she said .", ["`` We saw it , ''"]),
        ("‘We saw the boys’ house fall,’ she said.", ["‘We saw the boys’ house fall,’"]),
        ("'We saw it fall down,' she said.", ["'We saw it fall down,'"]),
        ("the cook''s murder and the farmer's goat", []),
        ("It was rock 'n' roll in the '90s.", []),
        ('" We saw it , " she said .', ['" We saw it , "']),
    ],
)
def test_marks_of_every_shape(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_an_unclosed_paragraph_is_quoted_to_its_end_and_taken_up_by_the_next() -> None:
    text = "“The roof went first.\n\n“Then the wall,” he said.\n\nNobody came."
    first, second = find_quotations(text)
    assert (first.closed, second.closed, second.continues) == (False, True, True)
    assert text[first.start : first.end] == "“The roof went first."


def test_paragraphs_that_lost_their_line_break_continue_each_other() -> None:
    text = '"The roof went first. "Then the wall," he said.'
    first, second = find_quotations(text)
    assert text[first.start : first.end] == '"The roof went first.'
    assert second.continues


def test_a_lost_opening_mark_quotes_from_the_start_of_the_line() -> None:
    text = 'The bus left at ten.\nWe were all asleep," the driver said.'
    assert quoted(text) == ['We were all asleep,"']


def test_an_odd_mark_stays_in_its_paragraph() -> None:
    text = 'He called it "a mess.\n\nThe mayor left.\n\n"It is over," she said.'
    assert quoted(text)[-1] == '"It is over,"'
    assert all("mayor" not in q for q in quoted(text))


def test_a_quotation_may_run_over_a_wrapped_line() -> None:
    assert quoted('He said: "it was\nvery bad" and left.') == ['"it was\nvery bad"']


@given(st.text(alphabet="ab. ,\n\"“”‘’'`«»!", max_size=80))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    found = find_quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


def test_a_closing_mark_whose_bytes_were_lost() -> None:
    text = "“They fired at us,\ufffd he said. The workers\ufffd union wept."
    (found,) = find_quotations(text)
    assert text[found.start : found.end] == "“They fired at us,\ufffd"
