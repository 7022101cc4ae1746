"""Definite descriptions in one article: "the group", "the party", "the embassy"."""

from __future__ import annotations

from helpers import lexicons
from helpers.actor_words import (
    crowd_row_of_sort,
    known_name,
)
from helpers.coreference.chains import Chains
from helpers.mentions.parts import Found
from helpers.places import fold

_WINDOW = 3
_LEAD = 2
_NO_GROUP = frozenset(
    {
        "agency",
        "media",
        "court",
        "hospital",
        "school",
        "company",
        "embassy",
        "consulate",
        "ministry",
        "commission",
        "government",
        "army",
        "police",
        "alliance",
    }
)


def resolve_description(chains: Chains, found: Found) -> None:
    """Join "the group", "the party", "the embassy" to the organisation that it takes up.

    The latest that fits within three sentences is taken; of two in one sentence the
    subject, and nobody where that leaves a choice. In the first sentences an
    indefinite description ("a banned Islamist party") waits for the name that the
    next sentences give.

    Parameters
    ----------
    chains : Chains
        All mentions; joined in place.
    found : Found
        The description.
    """
    if found.same is not None:
        return
    tokens = chains.reading.tokens
    after = tokens[found.last + 1] if found.last + 1 < len(tokens) else None
    if after is not None and after.lower_ == "of":
        return
    if (subject := _said_of(chains, found)) is not None:
        chains.join(found, subject)
    elif found.definite and found.owner_at < 0:
        fitting = [f for f in chains.seen if _fits(chains, found, f)]
        fitting = _of_that_word(chains, found, fitting) or fitting
        near = [f for f in fitting if chains.distance(f, found) <= _WINDOW]
        named = [f for f in fitting if chains.is_named(f)]
        if len({chains.root(f) for f in named}) == 1 and not near:
            near = named
        meant = _latest(chains, near, found) or _only_later(chains, found, fitting)
        if meant is not None:
            chains.join(found, meant)
    elif chains.reading.sentence_of[found.first] < _LEAD:
        meant = _named_next(chains, found)
        if meant is not None:
            chains.join(found, meant)


def _of_that_word(chains: Chains, found: Found, fitting: list[Found]) -> list[Found]:
    """Keep what bears the noun in its name: "the Observatory", "the council"."""
    noun = chains.reading.tokens[found.head].lower_
    return [f for f in fitting if noun in fold(f.name).split()]


def _said_of(chains: Chains, found: Found) -> Found | None:
    """Return the organisation that a description is said of: "is a ...", "see it as a ..."."""
    token = chains.reading.tokens[found.head]
    if token.dep_ == "attr" and token.head.lemma_ == "be":
        verb, dep = token.head, "nsubj"
    elif token.dep_ == "pobj" and token.head.lower_ == "as" and token.head.head.pos_ == "VERB":
        verb, dep = token.head.head, "dobj"
    else:
        return None
    heads = {child.i for child in verb.children if child.dep_ == dep}
    named = [f for f in chains.parent if f.head in heads and f.name and f.kind == "organisation"]
    return named[0] if len(named) == 1 else None


def _only_later(chains: Chains, found: Found, fitting: list[Found]) -> Found | None:
    """Return what "the embassy" means where only a later sentence gives its name."""
    if fitting or found.sort in ("group", "party", "militia", "alliance"):
        return None
    later = {
        chains.root(f)
        for f in chains.parent
        if f.name
        and f.first > found.first
        and found.sort in chains.sorts(f)
        and f.kind == found.kind
    }
    return next(iter(later)) if len(later) == 1 else None


def _fits(chains: Chains, found: Found, other: Found) -> bool:
    """Whether the description ``found`` may stand for the actor of ``other``."""
    if not _is_body(chains, other):
        return False
    sorts = chains.sorts(other)
    if found.sort not in ("group", "party", "militia"):
        return found.sort in sorts
    if other.kind == "government" or sorts & _NO_GROUP:
        return False
    if found.sort == "party" and "militia" in sorts and "party" not in sorts:
        return False
    mentions = chains.mentions_of(other)
    rows = [row for m in mentions if m.name and (row := known_name(m.name))]
    if any(row["category"] in ("external/other", "state forces") for row in rows):
        return False
    if not sorts and not rows and not _acts(chains, mentions):
        return False
    return not (is_armed_description(chains, found) and sorts & {"charity", "union"})


def _is_body(chains: Chains, other: Found) -> bool:
    """Whether a mention is of an organisation that a description may take up, no crowd."""
    if other.kind not in ("organisation", "group", "government") or other.form == "possessive":
        return False
    if other.kind == "group" and other.sort != "militia":
        return False
    if not other.name and crowd_row_of_sort(other.sort):
        return False
    mentions = chains.mentions_of(other)
    if any(m.kind == "group" and not m.name for m in mentions):
        return False
    return any(m.name or m.kind == "organisation" and m.form == "description" for m in mentions)


def _acts(chains: Chains, mentions: list[Found]) -> bool:
    """Whether something of unknown sort acts or speaks, or is known by letters."""
    return any(m.form == "abbreviation" or chains.reading.say_subject(m.head) for m in mentions)


def is_armed_description(chains: Chains, found: Found) -> bool:
    """Whether the words of a description are of an armed or outlawed group."""
    words = {t.lower_ for t in chains.reading.tokens[found.first : found.last + 1]}
    return bool(words & lexicons.words("actor_category_words", armed="yes"))


def _latest(chains: Chains, candidates: list[Found], found: Found) -> Found | None:
    if not candidates:
        return None
    nearest = min(chains.distance(f, found) for f in candidates)
    near = [f for f in candidates if chains.distance(f, found) == nearest]
    roots = {chains.root(f) for f in near}
    if len(roots) > 1:
        roots = {chains.root(f) for f in near if is_subject(chains, f)}
    if len(roots) != 1:
        return None
    return next(iter(roots))


def is_subject(chains: Chains, found: Found) -> bool:
    """Whether a mention is a subject, or the source in "according to"."""
    token = chains.reading.tokens[found.head]
    if token.dep_ in ("nsubj", "nsubjpass"):
        return True
    return (
        token.dep_ == "pobj"
        and token.head.lower_ == "to"
        and (token.head.head.lower_ == "according")
    )


def _named_next(chains: Chains, found: Found) -> Found | None:
    """Return the organisation that the sentences after a lead name as known, or None."""
    for mentions in list(chains.members.values()):
        first = mentions[0]
        gap = chains.distance(found, first)
        if (
            first.name
            and 0 < gap <= _LEAD
            and _fits(chains, found, first)
            and is_subject(chains, first)
            and not any(m.first < found.first for m in mentions if m.name)
        ):
            return first
    return None
