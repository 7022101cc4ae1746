"""To which group victims belong: by their noun, its modifiers, and who they were before."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.grammar import children, prepositional_objects
from helpers.lexicons import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@cache
def _nouns() -> dict[str, str]:
    return {row["word"]: row["group"] for row in lexicons.read("victim_nouns")}


@cache
def _modifiers() -> dict[str, str]:
    return {row["word"]: row["group"] for row in lexicons.read("victim_modifiers")}


def noun_group(head: Token) -> str | None:
    """Return the group that a noun and its modifiers name, or None where they name none.

    Parameters
    ----------
    head : spacy.tokens.Token
        The head of a noun phrase.

    Returns
    -------
    str or None
        ``state forces``, ``militants``, ``protesters``, ``civilians`` or ``people``.
    """
    word = head.lower_
    own = _nouns().get(word)
    if own is None and word.endswith("s"):
        own = _nouns().get(word[:-1])
    by_modifier = _modifier_group(head)
    if (
        by_modifier
        and own != "people"
        and (word in claim_words("own group") or by_modifier == "civilians")
    ):
        by_modifier = by_modifier if by_modifier == "protesters" else own
    if by_modifier:
        return by_modifier
    if own and own != "people":
        return own
    described = _described(head) if head.tag_ in ("NNP", "NN", "NNPS") else None
    if described:
        return described
    if own == "people":
        return _mostly(head) or own
    if (
        own is None
        and head.ent_type_ != "PERSON"
        and (head.ent_type_ in ("NORP", "GPE") or _is_demonym(head))
    ):
        return "civilians"
    if own or head.pos_ == "PROPN" and head.tag_ == "NNP":
        return own
    return _by_ending(word)


def named_groups(doc: Doc) -> dict[str, str]:
    """Return the group of each person whom an article says something of, by the last name.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        A parsed article.

    Returns
    -------
    dict of str to str
        From names in lower case to groups: of "Lieutenant Ivo Marsh" and of
        "Marsh, a plumber", under ``marsh``. The first word on somebody stands.
    """
    found: dict[str, str] = {}
    for token in doc:
        if token.pos_ == "PROPN" and token.ent_type_ in ("PERSON", "") and token.dep_ != "compound":
            group = _described(token) or _titled(token)
            if group and group != "people":
                found.setdefault(token.lower_, group)
        if token.dep_ == "appos" and token.pos_ == "PROPN":
            group = noun_group(token.head) if token.head.pos_ == "NOUN" else None
            if group and group != "people":
                found.setdefault(token.lower_, group)
    return found


def _titled(head: Token) -> str | None:
    for c in children(head, "compound", "nmod"):
        group = _nouns().get(c.lower_)
        if group and group != "people" and c.i < head.i:
            return _modifier_group(c) or group
    return None


def in_protest(cue: Token) -> bool:
    """Whether a sentence tells that people were hurt at a protest or shot at as a crowd."""
    for token in cue.sent:
        if token.lower_ in claim_words("protest") and token.dep_ == "pobj":
            preposition = token.head
            if preposition.lower_ == "of" and preposition.head.dep_ == "pobj":
                preposition = preposition.head.head
            if preposition.lower_ in ("on", "at", "during", "upon", "among", "into"):
                return True
    return False


def _modifier_group(head: Token) -> str | None:
    for k in range(head.i - 1, max(head.i - 6, head.sent.start - 1), -1):
        token = head.doc[k]
        if token.head != head and token.head.head != head:
            break
        group = _modifiers().get(token.lower_)
        if group:
            return group
        if token.pos_ in ("NOUN", "PROPN"):
            group = _nouns().get(token.lower_)
            if group and group != "people" and head.pos_ == "PROPN":
                return group
    return None


def _described(head: Token) -> str | None:
    """Read an apposition or "of": Hussain, a police spokesman; people of the village."""
    for c in children(head, "appos", "acl", "relcl"):
        if c.dep_ == "appos" and c.pos_ in ("NOUN", "PROPN"):
            group = _nouns().get(c.lower_)
            modifier = _modifier_group(c)
            if modifier or group and group != "people":
                return modifier or group
    for o in prepositional_objects(head, "of", "from"):
        if head.lower_ in ("member", "members", "group", "groups") or o.lower_ in (
            "police",
            "army",
        ):
            group = _modifiers().get(o.lower_) or _nouns().get(o.lower_)
            if group and group != "people":
                return group
    return None


def _mostly(head: Token) -> str | None:
    """Read "people, mostly miners": the group of most."""
    for c in children(head, "appos"):
        if {t.lower_ for t in c.lefts} & {"mostly", "mainly", "all", "largely", "almost"}:
            return noun_group(c)
    return None


def _is_demonym(head: Token) -> bool:
    return head.tag_ in ("NNPS", "NNP") and head.lower_.endswith(
        ("ians", "ians", "ese", "ishmen", "anis", "qis")
    )


_ENDINGS = (
    "er",
    "ers",
    "or",
    "ors",
    "ist",
    "ists",
    "man",
    "men",
    "woman",
    "women",
    "ian",
    "ians",
    "ant",
    "ants",
    "ee",
    "ees",
)


def _by_ending(word: str) -> str | None:
    return "civilians" if len(word) > 5 and word.endswith(_ENDINGS) else None
