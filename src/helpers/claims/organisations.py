"""Which organisations are armies and which armed groups: known ones, and what an article says.

"The Red Hand, a rebel group", "the Red Hand is a guerrilla movement" and "Red Hand
rebels" tell it of a name once; "members of the Red Hand" rely on it anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.actor_words import known_name
from helpers.grammar import children
from helpers.lexicons import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ARMED = frozenset({"rebel group", "political militia", "identity militia"})
_WAGES = frozenset({"wage", "wag", "lead", "launch"})  # "waged" is lemmatised both ways


@cache
def nouns() -> dict[str, str]:
    """Return the group of each noun that names people, in lower case."""
    return {row["word"]: row["group"] for row in lexicons.read("victim_nouns")}


@cache
def modifiers() -> dict[str, str]:
    """Return the group that words before a noun decide, names of armed groups among them."""
    own = {row["word"]: row["group"] for row in lexicons.read("victim_modifiers")}
    return dict.fromkeys(_armed_groups(), "militants") | own


@cache
def _armed_groups() -> frozenset[str]:
    """Names of armed groups that are one word, in lower case."""
    names: set[str] = set()
    for row in lexicons.read("actor_names"):
        if row["category"] in _ARMED:
            names.update([row["name"].lower(), *row["aliases"].lower().split(";")])
    return frozenset(name for name in names if name and " " not in name)


def organisation_group(name: Token, told: Mapping[str, str]) -> str | None:
    """Return the group of the people in an organisation.

    Parameters
    ----------
    name : spacy.tokens.Token
        The head of its name, or the noun for it (army, police, guerrillas).
    told : mapping of str to str
        What the article says of its organisations, from :func:`told_organisations`.

    Returns
    -------
    str or None
        ``militants``, ``state forces`` or another group; None where nothing tells.
    """
    group = modifiers().get(name.lower_) or nouns().get(name.lower_)
    if group and group != "people" and not (name.pos_ == "PROPN" and group == "state forces"):
        return group
    words = name_words(name)
    known = _known(words)
    if known:
        return known
    spelled = " ".join(words).lower()
    found = told.get(spelled) or (told.get(name.lower_) if name.text.isupper() else None)
    if found is None and len(words) > 1:
        found = next((g for full, g in told.items() if f"{spelled} " in f"{full} "), None)
    if found is None and {w.lower() for w in words} & claim_words("armed name"):
        return "militants"
    return found or (group if group != "people" else None)


def name_words(token: Token) -> list[str]:
    """Return the words of the name that a token stands in, without "the"."""
    first = last = token.i
    doc = token.doc
    if token.ent_iob_ in ("B", "I"):
        while first > token.sent.start and doc[first].ent_iob_ == "I":
            first -= 1
        while last + 1 < token.sent.end and doc[last + 1].ent_iob_ == "I":
            last += 1
    else:
        while first > token.sent.start and doc[first - 1].pos_ == "PROPN":
            first -= 1
    words = [t.text for t in doc[first : last + 1]]
    return words[1:] if words[0].lower() == "the" else words


def _known(words: list[str]) -> str | None:
    row = known_name(" ".join(words)) or known_name("".join(words))
    if row is None:
        return None
    if row["category"] in _ARMED:
        return "militants"
    return "state forces" if row["kind"] == "force" else None


def told_organisations(doc: Doc) -> dict[str, str]:
    """Return what an article says that its named organisations are.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        A parsed article.

    Returns
    -------
    dict of str to str
        From names and abbreviations in lower case to ``militants`` or ``state
        forces``. The first word on an organisation stands.
    """
    told: dict[str, str] = {}
    last: Token | None = None
    for token in doc:
        body = body_group(token)
        if _leads_struggle(token):
            body, subjects = "militants", children(token, "nsubj")
            named = [n for n in subjects if _may_be_organisation(n)]
            again = any(n.lower_ in claim_words("body") for n in subjects)
        elif body:
            named = [n for n in _named_by(token) if _may_be_organisation(n)]
            again = _takes_up(token)
        if body:
            if not named and last is not None and again:
                named = [last]
            for name in named:
                _learn(told, name, body)
        if token.ent_type_ == "ORG" and token.pos_ == "PROPN" and token.dep_ != "compound":
            last = token
    return told


def body_group(noun: Token) -> str | None:
    """Return the group of the people in what a noun names: a rebel group, the guerrillas."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    word = noun.lower_
    own = nouns().get(word)
    if own == "militants" and noun.pos_ == "NOUN":
        return "militants"
    if word not in claim_words("body"):
        return None
    armed = lexicons.words("actor_category_words", armed="yes")
    for c in children(noun, "amod", "compound", "nmod"):
        if c.lower_ in armed or modifiers().get(c.lower_) == "militants":
            return "militants"
    for clause in children(noun, "relcl", "acl"):
        if _wages_war(clause):
            return "militants"
    return None


def _wages_war(verb: Token) -> bool:
    """Whether a clause tells of an armed struggle: which has fought the government since."""
    if verb.lemma_ not in {"fight", "battle", *_WAGES}:
        return False
    armed = lexicons.words("actor_category_words", armed="yes")
    words = {t.lower_ for t in verb.subtree}
    objects = {o.lower_ for o in children(verb, "dobj", "obj")}
    return bool(words & armed) or bool(objects & claim_words("fought"))


def _leads_struggle(verb: Token) -> bool:
    """Whether a clause says that its subject fights: it has waged a guerrilla campaign."""
    if verb.pos_ != "VERB" or verb.lemma_ not in _WAGES:
        return False
    armed = lexicons.words("actor_category_words", armed="yes")
    return any(
        o.lower_ in ("insurgency", "rebellion", "jihad")
        or any(c.lower_ in armed for c in children(o, "amod", "compound"))
        for o in children(verb, "dobj", "obj")
    )


def _named_by(noun: Token) -> Iterator[Token]:
    """Yield the names that a noun is said of: beside it, before it, behind "is"."""
    yield from children(noun, "appos")
    if noun.dep_ == "appos":
        yield noun.head
    before = [c for c in children(noun, "compound", "nmod") if c.pos_ == "PROPN"]
    yield from before[-1:]
    verb = noun.head
    if noun.dep_ == "attr" and verb.lemma_ in ("be", "become"):
        yield from children(verb, "nsubj")


def _may_be_organisation(name: Token) -> bool:
    return name.pos_ == "PROPN" and name.ent_type_ not in (
        "PERSON", "NORP", "GPE", "LOC", "FAC", "DATE",
    )  # fmt: skip


def _takes_up(noun: Token) -> bool:
    """Whether "the group is a guerrilla army" speaks of the organisation named before."""
    if noun.dep_ != "attr" or noun.head.lemma_ != "be":
        return False
    subjects = children(noun.head, "nsubj")
    return bool(subjects) and (
        subjects[0].lower_ == "it" or subjects[0].lower_ in claim_words("body")
    )


def _learn(told: dict[str, str], name: Token, group: str) -> None:
    words = name_words(name)
    told.setdefault(" ".join(words).lower(), group)
    behind = [t.text for t in name.doc[name.i + 1 : min(name.i + 4, name.sent.end)]]
    if behind[:1] == ["("] and behind[2:3] == [")"] and behind[1].isupper():
        told.setdefault(behind[1].lower(), group)
