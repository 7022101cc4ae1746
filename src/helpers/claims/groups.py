"""To which group victims belong: by their noun, its modifiers, and who they were before."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.grammar import children, prepositional_objects, subject
from helpers.lexicons import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@cache
def _nouns() -> dict[str, str]:
    return {row["word"]: row["group"] for row in lexicons.read("victim_nouns")}


@cache
def _modifiers() -> dict[str, str]:
    own = {row["word"]: row["group"] for row in lexicons.read("victim_modifiers")}
    return dict.fromkeys(_armed_groups(), "militants") | own


@cache
def _armed_groups() -> frozenset[str]:
    """Names of armed groups that are one word, in lower case."""
    names: set[str] = set()
    for row in lexicons.read("actor_names"):
        if row["category"] in ("rebel group", "political militia", "identity militia"):
            names.update([row["name"].lower(), *row["aliases"].lower().split(";")])
    return frozenset(name for name in names if name and " " not in name)


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
    by_modifier = _by_modifiers(head, own)
    if by_modifier:
        return by_modifier
    if word in claim_words("belongs") and own not in ("militants", "state forces"):
        own = _group_belonged_to(head) or own
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
        if token.lemma_ in ("fight", "join", "serve", "enlist") and token.pos_ == "VERB":
            fighter, group = subject(token), _joined(token)
            if group and fighter is not None and fighter.pos_ == "PROPN":
                found.setdefault(fighter.lower_, group)
        if token.dep_ == "appos" and token.pos_ == "PROPN":
            group = noun_group(token.head) if token.head.pos_ == "NOUN" else None
            if group and group != "people":
                found.setdefault(token.lower_, group)
    return found


def _joined(verb: Token) -> str | None:
    """Return the side that somebody fought for or joined."""
    with_whom = prepositional_objects(verb, "for", "with", "alongside", "in", "against")
    for o in (*with_whom, *children(verb, "dobj", "obj")):
        words = {t.lower_ for t in o.subtree}
        if words & {"army", "military", "navy", "marines"}:
            return "state forces"
        armed = any(_modifiers().get(w) == "militants" for w in words)
        if armed or verb.lemma_ == "fight" and o.ent_type_ in ("ORG", "NORP"):
            return "militants"
    return None


def group_before(pronoun: Token, named: Mapping[str, str]) -> str | None:
    """Return the group of the person named last before "he" or "she".

    Parameters
    ----------
    pronoun : spacy.tokens.Token
        The pronoun.
    named : mapping of str to str
        As :func:`named_groups` returns it.

    Returns
    -------
    str or None
        None where no person is named within the hundred words before.
    """
    doc = pronoun.doc
    for k in range(pronoun.i - 1, max(pronoun.i - 100, -1), -1):
        if doc[k].ent_type_ == "PERSON" and doc[k].dep_ != "compound":
            return named.get(doc[k].lower_)
    return None


def fought(cue: Token) -> str | None:
    """Return the side of somebody killed fighting: "died fighting with the rebels"."""
    for act in children(cue, "advcl", "xcomp", "acl"):
        if act.lemma_ in ("fight", "serve"):
            return _joined(act)
    return None


def _titled(head: Token) -> str | None:
    for c in children(head, "compound", "nmod"):
        if c.lower_.rstrip(".") in claim_words("rank"):
            return "state forces"
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


def _by_modifiers(head: Token, own: str | None) -> str | None:
    """Return the group that the words before a noun decide, where they may."""
    word, group = head.lower_, _modifier_group(head)
    if group is None or word in ("victim", "victims"):
        return None
    if group == "state forces" and _is_former(head):
        group = "civilians"
    keeps_own = word in claim_words("own group") or group == "civilians"
    if own != "people" and keeps_own and group != "protesters":
        return own
    return group


def _modifier_group(head: Token) -> str | None:
    for k in range(head.i - 1, max(head.i - 6, head.sent.start - 1), -1):
        token = head.doc[k]
        if token.head != head and token.head.head != head:
            break
        group = _modifiers().get(token.lower_)
        if group:
            return group
        by_noun = head.pos_ == "PROPN" or head.lower_ in claim_words("belongs")
        if by_noun and token.pos_ in ("NOUN", "PROPN"):
            group = _nouns().get(token.lower_)
            if group and group != "people":
                return group
    return None


def _is_former(noun: Token) -> bool:
    """Whether somebody no longer is what the noun says: a former colonel."""
    return any(c.lower_ in ("former", "ex", "retired", "ex-") for c in noun.lefts)


def _described(head: Token) -> str | None:
    """Read an apposition or "of": Hussain, a police spokesman; people of the village."""
    for c in children(head, "appos", "acl", "relcl"):
        if c.dep_ == "appos" and c.pos_ in ("NOUN", "PROPN"):
            group = _nouns().get(c.lower_)
            modifier = _modifier_group(c)
            if modifier or group and group != "people":
                return "civilians" if _is_former(c) else modifier or group
    return _group_belonged_to(head)


def _group_belonged_to(head: Token) -> str | None:
    """Read "a member of the guard", "people of the army": the group of what they belong to."""
    for o in prepositional_objects(head, "of", "from"):
        if head.lower_ in claim_words("belongs") or o.lower_ in ("police", "army"):
            group = _modifiers().get(o.lower_) or _nouns().get(o.lower_) or _modifier_group(o)
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
