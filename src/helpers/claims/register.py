"""What one article says that its people and organisations are, wherever it says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers.claims.groups import described, joined, noun_group, titled
from helpers.claims.organisations import told_organisations
from helpers.grammar import children, subject
from helpers.lexicons import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True)
class Register:
    """What an article says of whom it names.

    Attributes
    ----------
    people : mapping of str to str
        From last names in lower case to victim groups.
    organisations : mapping of str to str
        From organisations' names in lower case to the group of their people.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    organisations: Mapping[str, str] = field(default_factory=dict)


def read_register(doc: Doc) -> Register:
    """Read who an article's people and organisations are said to be.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        A parsed article.

    Returns
    -------
    Register
        Of "Lieutenant Ivo Marsh" and of "Marsh, a plumber", under ``marsh``. Whom
        somebody fought for or led weighs more than trade and former rank; else
        the first word on somebody stands.
    """
    organisations = told_organisations(doc)
    found: dict[str, str] = {}
    sworn: dict[str, str] = {}
    for token in doc:
        for name, group in _said_of(token, organisations):
            if group and group != "people" and _may_be_surname(name):
                found.setdefault(name.lower_, group)
        if token.lemma_ in claim_words("serves") and token.pos_ == "VERB":
            fighter, group = subject(token), joined(token, organisations)
            person = _person(fighter) if group and fighter is not None else None
            if group and person is not None:
                sworn.setdefault(person.lower_, group)
    people = found | sworn
    return Register(_by_first_names(doc, people) | people, organisations)


def _by_first_names(doc: Doc, people: Mapping[str, str]) -> dict[str, str]:
    """Return the groups of known people by their first names, as later sentences may call them."""
    firsts: dict[str, str] = {}
    for token in doc:
        if token.ent_type_ == "PERSON" and token.dep_ != "compound" and token.lower_ in people:
            for c in children(token, "compound"):
                if c.ent_type_ == "PERSON" and c.ent_iob_ == "B":
                    firsts.setdefault(c.lower_, people[token.lower_])
    return firsts


def _said_of(token: Token, organisations: Mapping[str, str]) -> Iterator[tuple[Token, str | None]]:
    """Yield the names that a word tells something of, with the group."""
    if token.pos_ != "PROPN":
        return
    if token.ent_type_ in ("PERSON", "") and token.dep_ != "compound":
        yield token, described(token, organisations) or titled(token, organisations)
    if token.dep_ == "appos" and token.head.pos_ == "NOUN":
        yield token, noun_group(token.head, organisations)
    if token.dep_ == "nsubj" and token.ent_type_ == "PERSON" and token.head.lemma_ == "be":
        for noun in children(token.head, "attr"):
            yield token, noun_group(noun, organisations)


def _may_be_surname(name: Token) -> bool:
    return name.is_alpha and len(name) > 2 or "-" in name.text or "'" in name.text


def _person(token: Token) -> Token | None:
    """Return the name: the one set beside a noun, the one before "he" and "she"."""
    if token.lower_ in ("he", "she"):
        return person_before(token)
    if token.pos_ == "NOUN":
        return next((c for c in children(token, "appos") if c.pos_ == "PROPN"), None)
    return token if token.pos_ == "PROPN" and token.ent_type_ in ("PERSON", "ORG", "") else None


def person_before(pronoun: Token) -> Token | None:
    """Return the last name of the person named last within the hundred words before."""
    doc = pronoun.doc
    for k in range(pronoun.i - 1, max(pronoun.i - 100, -1), -1):
        if doc[k].ent_type_ == "PERSON" and doc[k].dep_ != "compound":
            return doc[k]
    return None


def group_before(pronoun: Token, register: Register) -> str | None:
    """Return the group of the person named last before "he" or "she".

    Parameters
    ----------
    pronoun : spacy.tokens.Token
        The pronoun.
    register : Register
        What the article says of its people.

    Returns
    -------
    str or None
        None where no person is named within the hundred words before.
    """
    person = person_before(pronoun)
    return register.people.get(person.lower_) if person is not None else None
