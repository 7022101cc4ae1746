"""Actors named or referred to in one article."""

from __future__ import annotations

from helpers.actor_words import role_key
from helpers.coreference import join_mentions
from helpers.coreference.chains import Chains
from helpers.ids import stable_id
from helpers.language import ParsedArticle
from helpers.mentions.countries import find_countries
from helpers.mentions.epithets import epithets_of
from helpers.mentions.names import find_names
from helpers.mentions.parts import Found, Reading, make_ready
from helpers.mentions.phrases import find_phrases

_KIN = frozenset({"family", "friend"})


def find_mentions(parsed: ParsedArticle) -> list[dict[str, object]]:
    """Find who is named or referred to in one article, and which mentions are of one actor.

    Parameters
    ----------
    parsed : ParsedArticle
        The parsed article.

    Returns
    -------
    list of dict
        Rows of the table ``mentions`` in order of the text, without ``actor_id``: names of
        persons and organisations, crowds and forces ("police officers", "its followers"),
        roles ("Pakistan's interior minister"), descriptions ("the group"), pronouns whose
        antecedent the grammar shows, and places. ``chain`` is the ``mention_id`` of the
        first mention of the same actor in the article.
    """
    if not parsed.sentences:
        return []
    reading = make_ready(parsed)
    names = find_names(reading)
    names = sorted([*names, *find_countries(reading, names)], key=lambda f: f.first)
    phrases = find_phrases(reading, names)
    chains = join_mentions(reading, names, phrases)
    kept = [found for found in chains.seen if _is_kept(chains, found)]
    first = {}
    for found in kept:
        if found.form != "pronoun":
            first.setdefault(chains.root(found), found)
    rows = [_row(chains, found, first) for found in kept if chains.root(found) in first]
    rows.extend(_place_rows(reading, chains))
    return sorted(rows, key=lambda row: (row["start"], row["end"]))


def _is_kept(chains: Chains, found: Found) -> bool:
    """Whether a mention is worth a row: kin of nobody named and members of nothing are not."""
    if found.sort == "members":
        return any(m.sort != "members" for m in chains.mentions_of(found))
    if found.kind == "person" and found.form == "role" and found.same is None:
        return not (set(role_key(found.role)[:1]) & _KIN)
    return True


def _row(chains: Chains, found: Found, first: dict[Found, Found]) -> dict[str, object]:
    """Make a row of the table; ``first`` has the first mention kept of each actor."""
    reading = chains.reading
    start, end = reading.offsets(found.first, found.last)
    owner = first.get(chains.root(found.owner)) if found.owner is not None else None
    affiliation = found.owner_words if owner is None else _best_name(chains, owner)
    return {
        "mention_id": _mention_id(reading, found),
        "article_id": reading.parsed.article_id,
        "sentence_id": reading.sentence_of[found.first],
        "start": start,
        "end": end,
        "text": reading.parsed.text[start:end],
        "form": found.form,
        "kind": found.kind,
        "name": found.name,
        "role": found.role,
        "affiliation": affiliation,
        "country": found.country,
        "sort": found.sort,
        "epithet": " ".join(epithets_of(reading, found)),
        "chain": _mention_id(reading, first[chains.root(found)]),
        "owner": _mention_id(reading, owner) if owner is not None else "",
    }


def _best_name(chains: Chains, found: Found) -> str:
    """Return what the article calls an actor: its longest name, else its first words."""
    mentions = chains.mentions_of(found)
    names = sorted((m.name for m in mentions if m.name), key=lambda n: (-len(n), n))
    if names:
        return names[0]
    first = mentions[0]
    return chains.reading.words(first.first, first.last)


def _mention_id(reading: Reading, found: Found) -> str:
    start, end = reading.offsets(found.first, found.last)
    return stable_id("mention", reading.parsed.article_id, start, end)


def _place_rows(reading: Reading, chains: Chains) -> list[dict[str, object]]:
    """Return rows for places that are no actors and stand in no actor's name."""
    taken = {k for f in chains.seen if f.name for k in range(f.first, f.last + 1)}
    taken.update(
        k
        for f in chains.seen
        if f.first == f.last or f.sort == "government"
        for k in range(f.first, f.last + 1)
    )
    rows = []
    for place in reading.places:
        if place.adjective or not taken.isdisjoint(range(place.first, place.last + 1)):
            continue
        mention_id = stable_id("mention", reading.parsed.article_id, place.start, place.end)
        rows.append(
            {
                "mention_id": mention_id,
                "article_id": reading.parsed.article_id,
                "sentence_id": reading.sentence_of[place.first],
                "start": place.start,
                "end": place.end,
                "text": reading.parsed.text[place.start : place.end],
                "form": "name",
                "kind": "place",
                "name": reading.parsed.text[place.start : place.end],
                "country": place.country,
                "sort": place.candidates[0].level,
                "chain": mention_id,
            }
        )
    return rows
