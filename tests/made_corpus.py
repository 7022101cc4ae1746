"""A corpus of any size, made of templates, with what it tells of casualties known."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

PLACES = (
    "Arvenholt", "Bexmoor", "Calderwick", "Dunmarrow", "Eastleigh Cross", "Farrowby", "Glenhaven",
    "Harrowgate", "Ivelsham", "Kestrel Bay", "Larkfield", "Marrowdale", "Northwold", "Oakhampton",
)  # fmt: skip
VICTIMS = (
    "miners", "villagers", "soldiers", "police officers", "protesters", "farmers", "passengers",
    "rebels", "students", "traders", "fishermen", "militants",
)  # fmt: skip
SPEAKERS = (
    "police said", "the governor's office said", "a hospital spokesman said", "witnesses said",
    "the army said in a statement", "rebels claimed", "an official told reporters",
)  # fmt: skip
DEEDS = (
    "when gunmen opened fire on a market in {place}",
    "in a bomb attack near {place}",
    "in clashes with security forces in {place}",
    "when a bus plunged into a ravine outside {place}",
    "in an air strike on {place}",
    "as a fire swept through a factory in {place}",
)
TOLD = {
    "killed": ("{n} {who} were killed {deed} on {day}, {said}.",
               "At {place}, {n} {who} were shot dead on {day}, {said}."),
    "injured": ("{n} {who} were injured {deed} on {day}, {said}.",
                "Another {n} {who} were wounded, {said}."),
}  # fmt: skip
QUIET = (
    "The council of {place} approved a new budget on {day} after a long debate.",
    "Residents have asked for better roads between {place} and {other} for years.",
    "{name} said that the harvest in {place} had been the best in a decade.",
    "Shares in the company rose by {n} per cent in early trading on {day}.",
    "{name}, who chairs the committee, told reporters that talks would go on in {other}.",
    "The team from {place} plays {other} at home on {day}.",
    "A new school with {n} classrooms is to open in {other} next year, the ministry said.",
    "Rain is expected along the coast near {place} later in the week.",
    "The minister will travel to {other} on {day} to meet her counterpart.",
    "Prices of bread and fuel went up again, a survey in {place} shows.",
    "{name} wrote three novels about {place} and taught at its university.",
    "Trains between {place} and {other} were late because of works on the line.",
)
NAMES = ("Ada Moss", "Ivo Marsh", "Lena Hart", "Tomas Reed", "Mira Vale", "Noor Field")
FIRST_DAY = date(2019, 1, 1)


@dataclass(frozen=True)
class Made:
    """One article: its name, day, text, and the claims that it makes (outcome, number)."""

    article_id: str
    published: date
    text: str
    claims: tuple[tuple[str, int], ...]


def make_articles(
    n: int, relevant: float = 0.1, seed: int = 0, sentences: int = 18
) -> Iterator[Made]:
    """Make articles one by one.

    Parameters
    ----------
    n : int
        How many.
    relevant : float
        The share of them that tell of casualties, from 0 to 1.
    seed : int
        The same seed makes the same articles.
    sentences : int
        About how many sentences each has.

    Yields
    ------
    Made
        In order; whether an article is relevant does not depend on ``n``.
    """
    for k in range(n):
        chance = random.Random(f"{seed}:{k}")
        yield _article(k, chance, chance.random() < relevant, sentences)


def _article(k: int, chance: random.Random, relevant: bool, sentences: int) -> Made:
    published = FIRST_DAY + timedelta(days=chance.randrange(1500))
    place, other = chance.sample(PLACES, 2)
    lines = [_quiet(chance, place, other) for _ in range(sentences + chance.randrange(-4, 5))]
    claims = []
    if relevant:
        for outcome in ["killed", *chance.sample(["killed", "injured", "injured"], 2)][: 1 + k % 3]:
            number = chance.randrange(2, 60)
            claims.append((outcome, number))
            lines.insert(chance.randrange(len(lines)), _told(chance, outcome, number, place))
    paragraphs = [" ".join(lines[i : i + 3]) for i in range(0, len(lines), 3)]
    head = f"{place} news of the day\n\n{published:%B} {published.day}, {published.year}\n\n"
    return Made(f"{k:07d}.txt", published, head + "\n\n".join(paragraphs) + "\n", tuple(claims))


def _quiet(chance: random.Random, place: str, other: str) -> str:
    return chance.choice(QUIET).format(
        place=place, other=other, day=chance.choice(WEEKDAYS), name=chance.choice(NAMES),
        n=chance.randrange(3, 40),
    )  # fmt: skip


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _told(chance: random.Random, outcome: str, number: int, place: str) -> str:
    return chance.choice(TOLD[outcome]).format(
        n=number, who=chance.choice(VICTIMS), deed=chance.choice(DEEDS).format(place=place),
        place=place, day=chance.choice(WEEKDAYS), said=chance.choice(SPEAKERS),
    )  # fmt: skip


def write_json_lines(articles: Iterator[Made], path: Path) -> int:
    """Write articles as JSON Lines, with their claims; return how many."""
    n = 0
    with path.open("w", encoding="utf-8") as file:
        for made in articles:
            row = {"id": made.article_id, "text": made.text, "published": str(made.published)}
            file.write(json.dumps(row) + "\n")
            n += 1
    return n
