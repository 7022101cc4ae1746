"""Small questions about a dependency parse that several readers ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
RELATIVES = frozenset({"who", "whom", "which", "that"})
_CLIMB = frozenset({"conj", "xcomp", "advcl", "pcomp", "oprd"})


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children of ``token`` with one of these dependency labels, in order."""
    return [c for c in token.children if c.dep_ in deps]


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, reduced participles included."""
    if children(verb, "auxpass", "nsubjpass", "agent"):
        return True
    if verb.tag_ != "VBN" or children(verb, "dobj", "obj"):
        return False
    if verb.dep_ == "conj" and not children(verb, "nsubj", "aux"):
        return is_passive(verb.head)
    return verb.dep_ in ("acl", "amod") or not children(verb, "aux")


def antecedent(token: Token) -> Token:
    """Return what a relative pronoun stands for, or the token itself."""
    if token.lower_ not in RELATIVES:
        return token
    verb = token.head
    while verb.dep_ in ("conj", "xcomp", "ccomp", "auxpass", "aux") and verb.head != verb:
        verb = verb.head
    if verb.dep_ != "relcl":
        return token
    noun = verb.head
    if (
        token.lower_ == "who"
        and noun.ent_type_ in ("GPE", "LOC", "FAC", "DATE")
        and noun.dep_ == "pobj"
    ):
        noun = noun.head.head
    return noun


def subject(verb: Token) -> Token | None:
    """Return the subject of a verb, shared or understood ones included.

    "Police opened fire, killing four": the subject of ``killing`` is ``Police``.
    A passive subject counts too. Relative pronouns give way to what they stand for.
    """
    seen = 0
    while seen < 6:
        own = children(verb, *SUBJECTS)
        if own:
            return antecedent(own[0])
        if verb.dep_ in ("acl", "relcl"):
            return verb.head
        if verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
            objects = children(verb.head.head, "dobj", "obj", "pobj")
            if objects and verb.head.head.pos_ == "VERB":
                return objects[0]
            verb = verb.head.head
        elif verb.dep_ in _CLIMB and verb.head.pos_ in ("VERB", "AUX", "ADJ"):
            controlled = children(verb.head, "dobj", "obj") if verb.dep_ == "xcomp" else []
            if controlled:
                return controlled[0]
            verb = verb.head
        else:
            return None
        seen += 1
    return None


def word_before(token: Token, back: int = 1) -> Token | None:
    """Return the word that stands ``back`` words before in the same sentence, or None."""
    k = token.i - back
    return token.doc[k] if k >= token.sent.start else None


def prepositional_objects(token: Token, *prepositions: str) -> list[Token]:
    """Return the objects of prepositions that hang on ``token``."""
    found = []
    for prep in children(token, "prep", "agent", "dative"):
        if prep.lower_ in prepositions:
            found.extend(children(prep, "pobj", "pcomp"))
    return found


def ancestors_within_sentence(token: Token) -> Iterator[Token]:
    """Yield the heads above ``token``, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token


def conjuncts(token: Token) -> list[Token]:
    """Return ``token`` and what is coordinated with it, in order, commas included."""
    found, queue = [token], [token]
    while queue:
        for c in children(queue.pop(0), "conj"):
            found.append(c)
            queue.append(c)
    return sorted(found, key=lambda t: t.i)
