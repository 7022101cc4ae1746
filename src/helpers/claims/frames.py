"""Where the victims of a casualty word stand: the frames of verbs, adjectives and nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.claims.victims import person_nouns
from helpers.grammar import antecedent, children, is_passive, prepositional_objects, subject
from helpers.lexicons import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Token


def victim_heads(token: Token, frame: str) -> list[Token]:
    """Return the heads of the noun phrases that name a casualty word's victims.

    Parameters
    ----------
    token : spacy.tokens.Token
        The casualty word.
    frame : str
        Its frame; see ``lexicons/casualty_words.csv``.

    Returns
    -------
    list of spacy.tokens.Token
        The cue itself where it stands for the victims ("six dead"); empty where
        the grammar shows none.
    """
    if frame == "patient":
        return _patients(token) or _beside(token)
    if frame == "subject":
        found = subject(token)
        return [found] if found is not None else _beside(token)
    if frame == "state":
        return _bearers(token)
    if frame == "body":
        return _bodies(token)
    return _event_victims(token)


def _patients(verb: Token) -> list[Token]:
    """Return the heads of what a transitive verb is done to."""
    if verb.dep_ == "amod":
        dated = verb.head.ent_type_ in ("DATE", "TIME")
        return _number_before(verb) if dated else [_noun_of(verb)]
    if (
        verb.tag_ == "VBN"
        and verb.head.lemma_ in claim_words("suppose")
        and verb.dep_ in ("xcomp", "oprd", "ccomp", "acomp", "advcl")
    ):
        raised = children(verb, "nsubj", "nsubjpass") or [subject(verb.head)]
        return [antecedent(t) for t in raised if t is not None]
    if verb.i + 2 < verb.sent.end and verb.nbor().lower_ == "dead" and not is_passive(verb):
        return _noun_from(verb.nbor(2))
    if (
        verb.tag_ in ("VBN", "VBD")
        and _number_before(verb)
        and _opens_clause(_number_before(verb)[0])
    ):
        return _number_before(verb)
    objects = [c for c in children(verb, "dobj", "obj") if c.ent_type_ not in ("DATE", "TIME")]
    if objects and not children(verb, "nsubjpass", "auxpass"):
        return [antecedent(o) for o in objects[:1]]
    passive = children(verb, "nsubjpass")
    if passive:
        return [antecedent(passive[0])]
    if (
        verb.dep_ in ("acl", "relcl")
        and verb.tag_ in ("VBN", "VBD")
        and not children(verb, "nsubj")
    ):
        return [verb.head]
    shared = [o for c in children(verb, "conj") for o in children(c, "dobj", "obj")]
    if shared and not is_passive(verb):
        return shared[:1]
    if verb.dep_ == "conj" and not children(verb, "nsubj") and verb.head.pos_ in ("VERB", "ADJ"):
        own = _number_before(verb)
        return own or (_patients(verb.head) if is_passive(verb) else [])
    if is_passive(verb) or verb.tag_ in ("VBN", "VBD"):
        own = children(verb, "nsubj")
        if own:
            return [antecedent(own[0])]
        if verb.dep_ in ("xcomp", "oprd", "advcl", "ccomp", "acomp") and verb.tag_ == "VBN":
            raised = subject(verb.head) if verb.dep_ == "xcomp" or verb.dep_ == "oprd" else None
            return [raised] if raised is not None else []
    return []


def _noun_of(modifier: Token) -> Token:
    """Return the noun that a participle stands before, past what the parse takes for one."""
    head = modifier.head
    inner = [c for c in children(head, "compound") if c.i > modifier.i and c.pos_ == "NOUN"]
    return inner[-1] if inner and head.tag_ == "VBG" else head


def _noun_from(token: Token) -> list[Token]:
    """Return the head of the noun phrase that begins with ``token``."""
    start = token.i
    while (
        token.head.i > token.i
        and token.head.i < start + 12
        and token.head.pos_ not in ("VERB", "AUX")
    ):
        token = token.head
    return [token] if token.pos_ in ("NOUN", "PROPN", "NUM", "PRON") else []


def _opens_clause(number: Token) -> bool:
    """Whether a number stands at the head of its own clause: "and 19 wounded"."""
    if number.i == number.sent.start:
        return True
    before = number.nbor(-1)
    if before.like_num or before.lower_ in (
        "than",
        "least",
        "some",
        "about",
        "over",
        "nearly",
        "around",
    ):
        return _opens_clause(before)
    return (
        before.pos_ == "CCONJ"
        or before.text in (",", "-", ":")
        or before.lower_ in ("with", "while")
    )


def _number_before(token: Token) -> list[Token]:
    """Return the number or "others" right before a participle, adverbs passed over."""
    k = token.i - 1
    while k > token.sent.start and token.doc[k].pos_ in ("ADV", "AUX"):
        k -= 1
    before = token.doc[k]
    countable = before.like_num or before.lower_ in claim_words("bare count")
    return [before] if countable and k >= token.sent.start else []


def _beside(verb: Token) -> list[Token]:
    """Return the victims beside a verb where the parse gives none."""
    number = _number_before(verb)
    if number:
        return number
    k = verb.i - 1
    start = verb.sent.start
    while k > start and (
        verb.doc[k].pos_ in ("ADV", "AUX") or verb.doc[k].lower_ in ("was", "were", "been", "being")
    ):
        k -= 1
    before = verb.doc[k] if k >= start else None
    if (
        before is not None
        and before.pos_ in ("NOUN", "PROPN", "PRON")
        and verb.tag_ in ("VBN", "VBD")
    ):
        return [antecedent(before)]
    return []


def _bearers(token: Token) -> list[Token]:
    """Return the nouns that an adjective such as dead, missing or wounded is said of."""
    doc, head = token.doc, token.head
    before = doc[token.i - 1] if token.i > token.sent.start else None
    if (
        before is not None
        and before.lower_ in person_nouns()
        and token.dep_ not in ("amod", "compound")
    ):
        while before.dep_ == "conj" and before.head.i < before.i:
            before = before.head
        return [before]
    if before is not None and before.lemma_ == "shoot":
        return []
    own = children(token, "nsubj", "nsubjpass")
    if own:
        return [antecedent(own[0])]
    if token.dep_ == "amod" and head.i > token.i:
        return [head]
    if _stands_for_people(token):
        return [token]
    if _number_before(token):
        return _number_before(token)
    if token.dep_ in ("acomp", "attr", "oprd", "xcomp", "advcl", "ccomp", "dep"):
        objects = children(head, "dobj", "obj")
        if objects and objects[0].i < token.i:
            return [antecedent(objects[0])]
        found = subject(head)
        return [found] if found is not None and token.dep_ != "advcl" else []
    if token.dep_ == "conj" and head.lower_ in (
        "dead",
        "injured",
        "wounded",
        "missing",
        "killed",
        "hurt",
    ):
        return _bearers(head)
    if token.dep_ in ("acl", "amod", "appos") and head.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
        return [head]
    if before is not None and before.pos_ in ("NOUN", "PROPN", "NUM") and token.dep_ != "compound":
        return [before]
    return []


def _stands_for_people(token: Token) -> bool:
    """Whether an adjective is used as a noun: the dead, six dead, the wounded."""
    if any(c.dep_ in ("nummod", "det", "quantmod") for c in token.lefts) and token.dep_ not in (
        "amod",
        "compound",
    ):
        return True
    before = token.doc[token.i - 1] if token.i > token.sent.start else None
    return before is not None and (before.like_num or before.lower_ in ("the", "of", "more"))


def _bodies(token: Token) -> list[Token]:
    """Return whom "bodies" stand for: those of the of-phrase if counted, else themselves."""
    named = [_past_that(o) for o in prepositional_objects(token, "of")]
    if named and token.tag_ == "NN" and named[0].tag_ == "NNS":
        return []
    return named[:1] or [token]


def _past_that(token: Token) -> Token:
    """Follow "that of": "the bodies, including that of a child"."""
    further = prepositional_objects(token, "of") if token.lower_ in ("that", "those") else []
    return further[0] if further else token


def _event_victims(token: Token) -> list[Token]:
    """Return whose death, killing or arrest a noun tells of."""
    if token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN"):
        return []
    named = prepositional_objects(token, "of", "to")
    if not named:
        inner = [o for prep in children(token, "prep") for o in children(prep, "pobj")]
        named = [
            o for i in inner for o in prepositional_objects(i, "of") if o.lower_ in person_nouns()
        ]
    if named:
        return named[:1]
    owners = children(token, "poss")
    if owners:
        return owners[:1]
    return [token]


def agent_of(token: Token, frame: str) -> Token | None:
    """Return the head of the noun phrase that names who did it."""
    if frame == "event":
        by = prepositional_objects(token, "by")
        return by[0] if by else None
    if frame != "patient":
        return None
    by = prepositional_objects(token, "by")
    if by:
        return by[0]
    if is_passive(token):
        return None
    return subject(token)
