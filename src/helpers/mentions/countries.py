"""Countries and peoples in one article: as actors where they act, else as places."""

from __future__ import annotations

from helpers import lexicons
from helpers.mentions.parts import Found, Reading
from helpers.places import PlaceSpan, country_of_word


def find_countries(reading: Reading, names: list[Found]) -> list[Found]:
    """Find governments called by their country's name, and peoples.

    "Israel accused", "Moscow denied" name governments; "Israelis", "Muslims" name peoples;
    other places are no actors.

    Parameters
    ----------
    reading : Reading
        The article.
    names : list of Found
        Names found already; nothing inside them is looked at.

    Returns
    -------
    list of Found
        In order.
    """
    taken = {k for f in names for k in range(f.first, f.last + 1)}
    found = []
    for place in reading.places:
        if taken.isdisjoint(range(place.first, place.last + 1)):
            actor = _people(reading, place) if place.adjective else _government(reading, place)
            if actor is not None:
                found.append(actor)
                taken.update(range(place.first, place.last + 1))
    peoples = lexicons.words("actor_peoples")
    for token in reading.tokens:
        if token.i not in taken and token.lower_ in peoples and token.tag_ in ("NNS", "NNPS"):
            name = token.text.title()
            found.append(Found(token.i, token.i, "name", "group", name, sort="people"))
    return sorted(found, key=lambda f: f.first)


def _people(reading: Reading, place: PlaceSpan) -> Found | None:
    token = reading.tokens[place.last]
    words = reading.words(place.first, place.last)
    plural = (
        token.tag_ in ("NNS", "NNPS")
        or country_of_word(words, "people")
        and (token.dep_ not in ("amod", "compound"))
    )
    if not plural or country_of_word(words, "adjective"):
        return None
    return Found(
        place.first, place.last, "name", "group", words, sort="people", country=place.country
    )


def _government(reading: Reading, place: PlaceSpan) -> Found | None:
    words = reading.words(place.first, place.last)
    code = country_of_word(words, "name", "capital")
    if not code or not reading.say_subject(place.last):
        return None
    return Found(place.first, place.last, "name", "government", sort="government", country=code)
