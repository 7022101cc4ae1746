"""Who does what in a clause: subjects, objects, noun phrases, read off one parse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helpers.lexicons import words

if TYPE_CHECKING:
    from spacy.tokens import Token

TIME_LABELS = frozenset({"DATE", "TIME"})
_RELATIVE = frozenset({"WDT", "WP", "WRB"})
_PEOPLE_LABELS = frozenset({"PERSON", "NORP", "ORG", "GPE"})
_STOPS = frozenset(".?!…\"'”’)")
_DEPTH = 8


def is_verb(token: Token) -> bool:
    """Whether the token is a verb that heads a clause, not one used as a noun or before one."""
    if token.pos_ != "VERB" or token.dep_ in ("amod", "compound", "nmod"):
        return False
    if token.i and token.nbor(-1).text == "-":  # "life-threatening"
        return False
    return not any(c.dep_ in ("det", "poss") and c.i < token.i for c in token.children)


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive ("was held"; "talks held in Geneva")."""
    deps = {child.dep_ for child in verb.children}
    if deps & {"nsubjpass", "auxpass", "csubjpass"}:
        return True
    if _is_headline_participle(verb, deps):
        return True
    if verb.tag_ != "VBN":
        return False
    if "nsubj" in deps:  # "saw the road blocked", "with services suspended"
        return verb.dep_ in ("ccomp", "advcl") and not deps & {"aux", "dobj", "mark", "advmod"}
    if verb.dep_ == "conj" and not any(c.dep_ == "aux" for c in verb.children):
        return "dobj" not in deps and is_verb(verb.head) and is_passive(verb.head)
    return verb.dep_ in ("acl", "advcl", "relcl", "ROOT", "ccomp") and not deps & {"aux", "dobj"}


def _is_headline_participle(verb: Token, deps: set[str]) -> bool:
    """ "Driver arrested after crash": a headline leaves the auxiliary out."""
    if verb.tag_ not in ("VBD", "VBN") or "nsubj" not in deps:
        return False
    if deps & {"aux", "dobj", "ccomp", "xcomp", "prt", "dative"} or verb.dep_ in ("relcl", "advcl"):
        return False
    words = [t for t in verb.sent if not t.is_space]
    return words[-1].text[-1] not in _STOPS


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Return what the verb says something of, across relative and shared subjects.

    Parameters
    ----------
    verb : spacy.tokens.Token
        The head of a clause.
    depth : int
        How many clauses have been climbed.

    Returns
    -------
    spacy.tokens.Token or None
        The head of the subject's words; for "police who fired", "police"; for "agreed
        to march", whoever agreed.
    """
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if child.tag_ in _RELATIVE or child.lower_ == "that":
                return antecedent(verb) or child
            return child
    return None if depth > _DEPTH else _inherited_subject(verb, depth)


def _inherited_subject(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ == "acl":
        return None if _is_infinitive(verb) else head
    if verb.dep_ == "pcomp":
        return _subject_of_gerund(head, depth)
    if verb.dep_ in ("xcomp", "ccomp"):
        controlled = verb.dep_ == "xcomp" or _is_infinitive(verb)
        if not controlled or not is_verb(head):
            return None
        ordered = next((c for c in head.children if c.dep_ in ("dobj", "dative")), None)
        return ordered if ordered is not None and _is_infinitive(verb) else subject(head, depth + 1)
    if verb.dep_ in ("conj", "advcl", "dep") and head.pos_ in ("VERB", "AUX"):
        return subject(head, depth + 1)
    return None


def _subject_of_gerund(preposition: Token, depth: int) -> Token | None:
    """Whoever is accused *of firing*, or did the one thing *after doing* the other."""
    host = preposition.head
    if host.pos_ in ("VERB", "AUX"):
        if preposition.lower_ in ("of", "from"):
            blamed = direct_object(host)
            if blamed is not None:
                return blamed
        return subject(host, depth + 1)
    if host.dep_ in ("dobj", "nsubjpass") and preposition.lower_ in ("of", "from", "for"):
        return host
    return None


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def antecedent(verb: Token) -> Token | None:
    """Return the noun that a relative clause describes."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


def direct_object(verb: Token) -> Token | None:
    """Return what the verb is done to: its object, or its subject in the passive."""
    if is_passive(verb):
        return subject(verb)
    for child in verb.children:
        if child.dep_ in ("dobj", "oprd") and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET"):
            if child.tag_ in _RELATIVE or child.lower_ == "that":
                return antecedent(verb) or child
            return child
    # The parser takes "called off a march" for a measure at times.
    for child in verb.children:
        if child.dep_ == "npadvmod" and child.i > verb.i and child.ent_type_ not in TIME_LABELS:
            return child
    return _shared_object(verb)


def _shared_object(verb: Token) -> Token | None:
    """ "Shot and wounded an officer": the first verb shares the second's object."""
    for child in verb.children:
        if child.dep_ == "conj" and child.i - verb.i == 2 and child.tag_ == verb.tag_:
            return next((c for c in child.children if c.dep_ == "dobj"), None)
    return None


def doer(verb: Token) -> Token | None:
    """Return who does it: the subject, or whoever stands behind "by" in the passive."""
    if not is_passive(verb):
        found = subject(verb)
        return None if found is not None and found.lower_ in ("there", "you") else found
    for child in verb.children:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            return behind(child)
    return None


def behind(preposition: Token) -> Token | None:
    """Return the noun behind a preposition, unless it is a time."""
    for child in preposition.children:
        if child.dep_ == "pobj" and child.ent_type_ not in TIME_LABELS:
            return child
    return None


def prepositions(*hosts: Token | None) -> Iterator[Token]:
    """Yield the prepositions that hang on the tokens, and on one another ("from off")."""
    for host in hosts:
        for child in host.children if host is not None else ():
            if child.dep_ in ("prep", "agent", "dative") and child.pos_ in ("ADP", "SCONJ", "PART"):
                yield child


def through(names: frozenset[str], *hosts: Token | None) -> Token | None:
    """Return the noun behind the first of the named prepositions on the tokens."""
    for preposition in prepositions(*hosts):
        if preposition.lower_ in names:
            found = behind(preposition)
            if found is not None:
                return found
    return None


def measured(noun: Token) -> Token:
    """Return the head that stands in the sentence for a noun: "days" for "days of marches"."""
    for _ in range(_DEPTH):
        head = noun.head
        if noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN"):
            noun = head
        elif noun.dep_ == "pobj" and head.lower_ == "of" and is_measure(head.head):
            noun = head.head
        else:
            return noun
    return noun


def is_measure(noun: Token) -> bool:
    """Whether the noun counts or measures another: "days of", "a series of", "dozens of"."""
    if noun.pos_ == "NUM":
        return True
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in words("event_words", use="measure")


def coordinated(noun: Token) -> list[Token]:
    """Return a noun, what it measures, and the nouns coordinated with either."""
    found = [noun]
    for token in found:
        found += [c for c in token.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")]
        if is_measure(token):
            inner = through(frozenset({"of"}), token)
            found += [inner] if inner is not None else []
    return found


def is_people(noun: Token) -> bool:
    """Whether the noun names people or a body of people."""
    if noun.pos_ in ("PRON", "NUM") or noun.lower_ in words("event_words", use="person pronoun"):
        return True
    known = words("event_people", "lemma")
    return any(
        n.ent_type_ in _PEOPLE_LABELS or n.lemma_.lower() in known for n in coordinated(noun)
    )


_NAME_PARTS = frozenset({"det", "compound", "amod", "poss", "nummod", "nmod", "quantmod", "predet"})


def phrase(noun: Token, only_people: bool = False) -> tuple[int, int]:
    """Return where the words that name something stand.

    Parameters
    ----------
    noun : spacy.tokens.Token
        The head.
    only_people : bool
        Whether "of ..." is kept only where people follow.

    Returns
    -------
    (int, int)
        Offsets of the head with what stands before it, and of "of ..." behind it.
        Clauses, appositions and other phrases stay out.
    """
    first = noun
    for child in sorted(noun.lefts, key=lambda t: -t.i):
        if child.ent_type_ in TIME_LABELS and child.lower_ != "old":
            break
        if child.dep_ in _NAME_PARTS or (child.dep_ == "punct" and child.text == "-"):
            first = child.left_edge
        elif child.dep_ != "advmod":
            break
    last = noun
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == last.i + 1:
            inner = behind(child)
            if inner is not None and inner != noun and (is_people(inner) or not only_people):
                return first.idx, phrase(inner)[1]
    return first.idx, last.idx + len(last)
