"""Pronouns in one article, where the grammar leaves one reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.coreference.chains import Chains
from helpers.coreference.names import gender_of
from helpers.mentions.parts import Found

if TYPE_CHECKING:
    from spacy.tokens import Token

_THING = frozenset({"it", "its", "itself"})
_PERSON = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
_MANY = frozenset({"they", "them", "their", "themselves"})
_SPEAKERS = frozenset({"our", "we", "us"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_BODIES = ("organisation", "government", "force")


def owner_of(chains: Chains, found: Found) -> Found | None:
    """Return whom "its", "their", "our" or "his" before a noun means, or None.

    Parameters
    ----------
    chains : Chains
        Mentions read so far in ``seen``.
    found : Found
        A mention whose ``owner_at`` is a pronoun.
    """
    token = chains.reading.tokens[found.owner_at]
    if token.tag_ != "PRP$":
        return None
    low = token.lower_
    if low in _SPEAKERS:
        return _speaker_side(chains, token)
    if low in _THING or low in _MANY:
        return _antecedent(chains, token, _BODIES)
    if low in _PERSON:
        return _antecedent(chains, token, ("person",))
    return None


def find_pronouns(chains: Chains) -> list[tuple[Found, Found]]:
    """Find pronouns that clearly stand for one actor.

    Parameters
    ----------
    chains : Chains
        All mentions, joined.

    Returns
    -------
    list of (Found, Found)
        The pronoun's mention, and the mention that it takes up.
    """
    taken = {k for f in chains.seen for k in range(f.first, f.last + 1)}
    quoted = chains.reading.quoted
    found = []
    for token in chains.reading.tokens:
        low = token.lower_
        if token.pos_ != "PRON" or (token.i in taken and token.tag_ != "PRP$"):
            continue
        kinds = _kinds(low)
        if not kinds or (low == "it" and not chains.reading.say_subject(token.i)):
            continue
        meant = _antecedent(chains, token, kinds, quoted)
        if meant is not None and not _rival_between(chains, meant, token):
            pronoun = Found(token.i, token.i, "pronoun", meant.kind)
            found.append((pronoun, meant))
    return found


def _rival_between(chains: Chains, meant: Found, token: Token) -> bool:
    """Whether somebody else may be meant: "the man had his head", "during his trip, X"."""
    tokens, gender = chains.reading.tokens, _PERSON.get(token.lower_)
    if not gender:
        return False
    nouns = lexicons.words("actor_small_words", use="man" if gender == "m" else "woman")
    if any(t.lower_ in nouns for t in tokens[meant.last + 1 : token.i]):
        return True
    sentence = chains.reading.sentence_of[token.i]
    return (
        token.tag_ == "PRP$"
        and chains.reading.sentence_of[meant.first] != sentence
        and any(
            f.name
            and f.kind == "person"
            and f.first > token.i
            and chains.reading.sentence_of[f.first] == sentence
            for f in chains.seen
        )
    )


def _kinds(low: str) -> tuple[str, ...]:
    if low in _PERSON:
        return ("person",)
    if low in _THING:
        return _BODIES
    return ()


def _antecedent(
    chains: Chains, token: Token, kinds: tuple[str, ...], quoted: list[bool] | None = None
) -> Found | None:
    """Return the mention that a pronoun takes up, where the grammar leaves one.

    The subject of the clauses above it, else the only fitting actor before it in its
    sentence, else the subject of the sentence before.
    """
    reading = chains.reading
    sentence = reading.sentence_of[token.i]
    barred = _co_subject(token)
    fitting = [
        f
        for f in chains.seen
        if f.kind in kinds
        and f.last < token.i
        and f.form != "pronoun"
        and f.head != barred
        and reading.sentence_of[f.first] in (sentence, sentence - 1)
        and _agrees(chains, f, token)
        and (quoted is None or quoted[f.head] == quoted[token.i])
    ]
    here = [f for f in fitting if reading.sentence_of[f.first] == sentence]
    above = _subject_above(token, {f.head: f for f in here})
    if above is not None:
        return above
    if not _only_body(chains, token, kinds) or token.lower_ == "it":
        return None
    if token.dep_ in _SUBJECT:
        here = [f for f in here if reading.tokens[f.head].dep_ in _SUBJECT | {"poss", "appos"}]
    roots = {chains.root(f) for f in here}
    if roots:
        return next(iter(roots)) if len(roots) == 1 else None
    if (quoted is not None and quoted[token.i]) or token.dep_ not in _SUBJECT | {"poss"}:
        return None
    before = [f for f in fitting if reading.tokens[f.head].dep_ in _SUBJECT]
    subjects = {chains.root(f) for f in before}
    everyone = {chains.root(f) for f in fitting}
    return before[-1] if len(subjects) == 1 and len(everyone) <= 2 else None


def _co_subject(token: Token) -> int:
    """Return the subject of the verb whose object the pronoun is, or -1.

    In "X told him", X is not he.
    """
    verb = token.head if token.dep_ in ("dobj", "dative", "iobj") else None
    if token.dep_ == "pobj" and token.head.dep_ in ("prep", "dative", "agent"):
        verb = token.head.head
    if verb is None or token.lower_.endswith("self"):
        return -1
    return next((child.i for child in verb.children if child.dep_ in _SUBJECT), -1)


def _subject_above(token: Token, by_head: dict[int, Found]) -> Found | None:
    """Return the mention that is subject of the clause of a pronoun, or of one above it."""
    for ancestor in token.ancestors:
        for child in ancestor.children:
            if child.dep_ in _SUBJECT and child.i < token.i:
                if child.i in by_head:
                    return by_head[child.i]
                if child.pos_ != "PRON" and ancestor.i != token.head.i:
                    return None
    return None


def _only_body(chains: Chains, token: Token, kinds: tuple[str, ...]) -> bool:
    """Whether no country stands before the pronoun that "it" might mean instead."""
    if "person" in kinds:
        return True
    reading = chains.reading
    return not any(
        p.last < token.i
        and not p.adjective
        and reading.sentence_of[p.first] == reading.sentence_of[token.i]
        and reading.tokens[p.last].dep_ in _SUBJECT
        for p in reading.places
    )


def _agrees(chains: Chains, found: Found, token: Token) -> bool:
    gender = _PERSON.get(token.lower_, "")
    if not gender:
        return True
    known = {gender_of(m) for m in chains.mentions_of(found)} - {""}
    return not known or gender in known


def _speaker_side(chains: Chains, token: Token) -> Found | None:
    """Return the organisation of the person who speaks in the token's sentence."""
    reading = chains.reading
    sentence = reading.sentence_of[token.i]
    for found in chains.parent:
        if reading.sentence_of[found.first] != sentence or not reading.say_subject(found.head):
            continue
        if found.kind == "person":
            return chains.owner(found)
        if found.kind in _BODIES:
            return found
    return None
