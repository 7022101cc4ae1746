"""Definite descriptions and roles in one article: "the group", "its leader", "the minister"."""

from __future__ import annotations

from functools import cache

from helpers import lexicons
from helpers.coreference import Chains
from helpers.mention_names import known_name
from helpers.mention_parts import Found
from helpers.mention_phrases import crowd_row
from helpers.naming import name_words
from helpers.places import fold

_WINDOW = 3
_ROLE_WINDOW = 6
_LEAD = 2
_NO_GROUP = frozenset(
    {"agency", "media", "court", "hospital", "school", "company", "embassy",
     "consulate", "ministry", "commission", "government", "army", "police", "alliance"}
)
_FAMILY = frozenset({"family", "friend"})
_NATIONAL = frozenset(
    {"president", "prime minister", "chancellor", "minister", "secretary", "monarch"}
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
        chains.root(f) for f in chains.parent
        if f.name and f.first > found.first and found.sort in chains.sorts(f)
        and f.kind == found.kind
    }
    return next(iter(later)) if len(later) == 1 else None


def _fits(chains: Chains, found: Found, other: Found) -> bool:
    """Whether the description ``found`` may stand for the actor of ``other``."""
    if other.kind not in ("organisation", "group", "government") or other.form == "possessive":
        return False
    if other.kind == "group" and other.sort != "militia":
        return False
    mentions = chains.mentions_of(other)
    sorts = chains.sorts(other)
    if not any(m.name for m in mentions) and not any(
        m.kind == "organisation" and m.form == "description" for m in mentions
    ):
        return False
    if any(m.kind == "group" and not m.name for m in mentions):
        return False
    if found.sort in ("group", "party", "militia"):
        if found.sort == "party" and sorts & {"militia"} and "party" not in sorts:
            return False
        rows = [row for m in mentions if m.name and (row := known_name(m.name))]
        if any(row["category"] in ("external/other", "state forces") for row in rows):
            return False
        if not sorts and not rows and not _acts(chains, mentions):
            return False
        if sorts & _NO_GROUP or other.kind == "government":
            return False
        return not (is_armed_description(chains, found) and sorts & {"charity", "union"})
    return found.sort in sorts


def _acts(chains: Chains, mentions: list[Found]) -> bool:
    """Whether something of unknown sort acts or speaks, or is known by letters."""
    return any(
        m.form == "abbreviation" or chains.reading.say_subject(m.head) for m in mentions
    )


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
    return token.dep_ == "pobj" and token.head.lower_ == "to" and (
        token.head.head.lower_ == "according"
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


def resolve_role(chains: Chains, found: Found) -> None:
    """Join "its leader", "the interior minister", "the spokesman" to the person meant.

    An office that one person holds at a time is one person wherever its holder's country
    or organisation is the same. Other roles are taken up only by a definite phrase.

    Parameters
    ----------
    chains : Chains
        All mentions; joined in place.
    found : Found
        The mention of a role.
    """
    if found.same is not None:
        return
    office = role_key(found.role)
    if not office or office[0] in _FAMILY:
        return
    unique = office[0] in _unique_classes()
    holders = [
        f for f in chains.parent
        if f.kind == "person" and f is not found and f.role and role_key(f.role)[0] == office[0]
        and (f.first < found.first or chains.is_named(f))
    ]
    if unique and (chains.owner(found) is not None or found.country or not found.definite):
        fitting = [f for f in holders if role_key(f.role) == office]
        fitting = [f for f in fitting if _same_post(chains, found, f)]
    elif found.definite and found.owner is None:
        fitting = _latest_holder(chains, found, holders)
    else:
        return
    roots = {chains.root(f) for f in fitting}
    if len(roots) == 1:
        chains.join(found, next(iter(roots)))


def _latest_holder(chains: Chains, found: Found, holders: list[Found]) -> list[Found]:
    """Return the holder of a role named last before "the minister", "the acting ambassador"."""
    apart = lexicons.words("actor_small_words", use="former")
    modifiers = set(role_key(found.role)[1:])
    fitting = [
        f for f in holders
        if f.first < found.first and modifiers <= set(role_key(f.role)[1:])
        and modifiers & apart == set(role_key(f.role)[1:]) & apart
    ]
    near = [
        f for f in fitting
        if chains.distance(f, found) <= _ROLE_WINDOW or role_key(f.role)[0] in _unique_classes()
    ]
    if len({chains.root(f) for f in fitting}) == 1:
        near = fitting
    return [max(near, key=lambda f: f.first)] if near else []


def _same_post(chains: Chains, found: Found, other: Found) -> bool:
    """Whether two mentions of one office are of the same country or organisation's."""
    ours, theirs = chains.owner(found), chains.owner(other)
    if ours is not None and theirs is not None:
        return ours is theirs
    country, their_country = chains.country(found), chains.country(other)
    if country and their_country:
        return country == their_country
    known, default = country or their_country, chains.reading.country
    national = role_key(found.role)[0] in _NATIONAL
    return national and bool(default) and known == default and ours is None and theirs is None


@cache
def _unique_classes() -> frozenset[str]:
    return lexicons.words("actor_roles", "class", unique="yes")


def is_unique_role(role: str) -> bool:
    """Whether one person at a time holds the office that ``role`` names."""
    key = role_key(role)
    return bool(key) and key[0] in _unique_classes()


@cache
def role_key(role: str) -> tuple[str, ...]:
    """Return what two wordings of one office have in common: class, then modifiers.

    Examples
    --------
    >>> role_key("head"), role_key("Interior Minister")
    (('leader',), ('minister', 'interior'))
    """
    words = role.lower().replace("defense", "defence").replace("-", " ").split()
    rows = {row["word"]: row for row in lexicons.read("actor_roles")}
    for size in (3, 2, 1):
        tail = " ".join(words[-size:])
        if len(words) >= size and tail in rows:
            rest = [w for w in words[:-size] if w not in ("acting", "senior", "top", "the")]
            return (rows[tail]["class"], *rest)
    return (words[-1],) if words else ()


def join_unnamed_speaker(chains: Chains) -> None:
    """Join an unnamed official to the name that follows without introduction.

    News introduces whom it names. Where a person is named first without title, role or
    apposition, as one who speaks, and exactly one unnamed holder of an office has
    spoken in the sentences before, the office was the introduction.

    Parameters
    ----------
    chains : Chains
        All mentions; joined in place.
    """
    unnamed = [
        ms[0] for ms in chains.members.values()
        if ms[0].kind == "person" and not any(m.name for m in ms)
        and role_key(ms[0].role)[:1] and role_key(ms[0].role)[0] in _unique_classes()
        and _speaks(chains, ms[0])
    ]
    bare = [
        ms for ms in list(chains.members.values())
        if ms[0].kind == "person" and ms[0].name and not any(m.role for m in ms)
        and len(name_words(ms[0].name)) > 1 and _speaks(chains, ms[0])
    ]
    if len(unnamed) != 1 or len(bare) != 1:
        return
    office, person = unnamed[0], bare[0][0]
    if 0 < chains.distance(office, person) <= _ROLE_WINDOW:
        chains.join(office, person)


def _speaks(chains: Chains, found: Found) -> bool:
    return chains.reading.say_subject(found.head) or (
        is_subject(chains, found) and chains.reading.tokens[found.head].dep_ == "pobj"
    )


def settle_affiliations(chains: Chains) -> None:
    """Settle whose a person is where the words beside the name leave it open.

    "a police spokesman" is of the police named last in the sentences right before;
    "Prime Minister X" is of the one country that the sentence tells of without an
    actor there, else of the article's country.

    Parameters
    ----------
    chains : Chains
        All mentions; changed in place.
    """
    for found in chains.seen:
        if found.kind != "person" or chains.owner(found) is not None:
            continue
        if found.owner_words:
            row = crowd_row(found.owner_words)
            near = [
                f for f in chains.seen
                if row is not None and f.kind == row["kind"] and f.sort == row["type"]
                and f.first < found.first and chains.distance(f, found) <= 1
            ]
            if near and near[-1].name:
                found.owner = near[-1]
            found.country = chains.country(found) or chains.reading.country
        if not found.country and not chains.country(found) and is_national(found.role):
            found.country = _country_nearby(chains, found)


def is_national(role: str) -> bool:
    """Whether a role is of a state's government."""
    key = role_key(role)
    return bool(key) and key[0] in _NATIONAL


def _country_nearby(chains: Chains, found: Found) -> str:
    """Return the one country that a sentence tells of, leaving out other actors' words."""
    reading = chains.reading
    sentence = reading.sentence_of[found.first]
    taken = {k for f in chains.seen if reading.sentence_of[f.first] == sentence
             for k in range(f.first, f.last + 1)}
    told = {
        p.country for p in reading.places
        if reading.sentence_of[p.first] == sentence and p.country and p.first not in taken
        and not (p.adjective and p.first == 0)
    }
    if len(told) == 1:
        return next(iter(told))
    return reading.country if not told else ""
