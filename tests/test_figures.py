"""Figures: any size, any names, the same bytes, colours by side, words for who cannot see."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from matplotlib.figure import Figure

from helpers import figures, views
from helpers.schemas import as_table
from helpers.sides import COLOURS, actor_sides
from made_book import HOSTILE, LONG, OTHER_SCRIPTS, PLAIN, made_book

DRAWN = {
    "claims_range": lambda book: figures.claims_range(views.claim_ranges(book)),
    "coverage": lambda book: figures.coverage(views.coverage(book)),
    "growth": lambda book: figures.growth(views.growth(book)),
    "growth_by_day": lambda book: figures.growth_by_day(views.growth_by_day(book)),
    "interaction_network": lambda book: figures.interaction_network(views.interactions(book)),
    "lanes": lambda book: figures.lanes(views.lanes(book)),
    "presence": lambda book: figures.presence(views.presence(book)),
    "speakers": lambda book: figures.speakers(views.speakers(book)),
}
each_figure = pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)


class Tags(HTMLParser):
    """Collect the tags, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    handle_startendtag = handle_starttag

    def handle_data(self, data: str) -> None:
        self.text += data


@each_figure
@pytest.mark.parametrize("n", [1, 50])
def test_a_figure_is_drawn_for_any_number_of_rows(draw, n):
    names = tuple(f"{name} {k}" for k in range(max(n // 5, 1)) for name in PLAIN)
    figure = draw(made_book(n, names))
    assert isinstance(figure, Figure)
    assert not figure.nothing
    assert figure.heading and figure.subtitle and figure.caption and len(figure.alt) > 20
    width, height = figure.get_size_inches()
    assert 0.5 < height < 24 and width < 8


@each_figure
def test_nothing_to_show_is_a_sentence(draw):
    figure = draw(made_book(0))
    assert figure.nothing.endswith(".")
    page = Tags(figure._repr_html_())
    assert figure.nothing in page.text
    assert "svg" not in [tag for tag, _ in page.tags]


@each_figure
def test_the_same_data_give_the_same_bytes(draw):
    assert draw(made_book(4))._repr_html_() == draw(made_book(4))._repr_html_()


@each_figure
@pytest.mark.parametrize("names", [HOSTILE, LONG, OTHER_SCRIPTS], ids=["hostile", "long", "other"])
def test_any_name_is_text_and_warns_of_nothing(draw, names):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        html = draw(made_book(3, names))._repr_html_()
    page = Tags(html)
    known = {"div", "figure", "figcaption", "strong", "br", "span", "p", "svg", "g", "path", "defs",
             "style", "clippath", "rect", "text", "tspan", "use"}  # fmt: skip
    assert {tag for tag, _ in page.tags} <= known
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]


def test_names_are_never_typeset_as_mathematics():
    book = made_book(3, ("$x^2$ party", "other"))
    assert "$x^2$ party" in Tags(DRAWN["speakers"](book)._repr_html_()).text


def test_alternative_text_tells_the_figures():
    book = made_book(2)
    alt = DRAWN["claims_range"](book).alt
    assert "Harbour Union" in alt and "City Guard" in alt and "1" in alt


@pytest.mark.parametrize(
    "name", ["claims_range", "speakers", "interaction_network", "lanes", "presence"]
)
def test_a_side_has_one_colour_everywhere(name):
    book = made_book(8)
    sides = set(actor_sides(book.actors, book.claims).values())
    drawn = set(re.findall(r"#[0-9a-f]{6}", DRAWN[name](book).to_svg()))
    allowed = {colour.lower() for colour in COLOURS.values()}
    shown = drawn & allowed
    assert shown & {COLOURS[side].lower() for side in sides}
    assert not {c for c in drawn - allowed if not re.match(r"#([0-9a-f]{2})\1\1", c)} - {
        "#1c2126", "#55606a", "#5b6670", "#dfe3e7", "#b9c0c7",
    }  # fmt: skip


def test_colours_are_told_apart_by_lightness_or_hue_and_read_on_white():
    def luminance(colour: str) -> float:
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert len(set(COLOURS.values())) == len(COLOURS)
    for colour in COLOURS.values():
        assert 1.05 / (luminance(colour) + 0.05) >= 3.0


def test_a_figure_without_upper_end_is_told_so():
    book = made_book(4)
    ranges = views.claim_ranges(book)
    assert "or more" in " ".join(ranges["figure"])
    assert "or more" in figures.claims_range(ranges).alt


def test_what_is_left_out_is_counted():
    names = tuple(f"Speaker {k}" for k in range(40))
    figure = figures.speakers(views.speakers(made_book(40, names)), largest=15)
    assert "25 more speakers" in figure.caption


def test_no_more_actors_are_drawn_than_can_be_read():
    names = tuple(f"Actor {k}" for k in range(200))
    links = views.interactions(made_book(200, names))
    figure = figures.interaction_network(links)
    assert "184 more actors" in figure.caption
    shown = Tags(figure.to_svg()).text
    assert sum(name in shown.split("\n") for name in names) <= 16
    placed = views.presence(made_book(200, names))
    assert placed["actor_id"].nunique() == 24 and placed.attrs["folded"] == 176


def test_presence_places_nobody_by_a_month_or_a_planned_event():
    book = made_book(6)
    events = book.events.assign(mode="planned")
    claims = book.claims.assign(date_start="2020-01-01", date_end="2020-03-01")
    bare = replace(book, events=as_table("events", events), claims=as_table("claims", claims))
    placed = views.presence(bare)
    assert placed.empty and placed.attrs["outside"] == 11
    assert set(views.presence(book, min_mentions=9)["actor"]) == {"Harbour Union"}


def test_a_toll_with_many_claims_leaves_room_for_the_others():
    names = tuple(f"Speaker {k}" for k in range(40))
    ranges = views.claim_ranges(made_book(400, names))
    figure = figures.claims_range(ranges)
    lines = [text.get_text() for panel in figure.axes for text in panel.texts]
    headings = [line for line in lines if line.startswith("People")]
    assert len(headings) > 2 and "Not drawn:" in figure.caption
    first = ranges[ranges["toll_id"] == ranges["toll_id"].iloc[0]]
    assert {str(first["low"].min()), str(first["low"].max())} <= set(lines)
