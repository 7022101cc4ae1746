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


_PARTICIPLES = ("VBN", "VBD")
_COMPLEMENTS = ("xcomp", "oprd", "ccomp", "acomp", "advcl")


def _patients(verb: Token) -> list[Token]:
    """Return the heads of what a transitive verb is done to: the first reading that fits."""
    for reading in _READINGS:
        found = reading(verb)
        if found is not None:
            return found
    if verb.dep_ == "pcomp" and is_passive(verb):
        return _of_gerund(verb)
    own = children(verb, "nsubj")
    if own and (is_passive(verb) or verb.tag_ in _PARTICIPLES):
        return [antecedent(own[0])]
    return _counted_before(verb) if children(verb, "auxpass") else []


def _counted_before(verb: Token) -> list[Token]:
    """Return the nearest counted people before a passive that the parse gives no subject.

    What stands behind "including" is a part of them: "six people, including a
    nurse of the mission, were killed".
    """
    for k in range(verb.i - 1, verb.sent.start - 1, -1):
        token = verb.doc[k]
        if token.lower_ in person_nouns() and children(token, "nummod"):
            parts = (t.lower_ for t in verb.doc[max(k - 3, verb.sent.start) : k])
            if "including" not in parts:
                return [token]
    return []


def _of_being(verb: Token) -> list[Token] | None:
    """Read "with two people, one of them a child, being killed"."""
    being = [c for c in children(verb, "auxpass") if c.lower_ == "being"]
    if not being or children(verb, "nsubj", "nsubjpass"):
        return None
    raised = [t for t in verb.doc[verb.sent.start : being[0].i] if t.lower_ == "with"]
    return prepositional_objects(raised[-1].head, "with")[-1:] or None if raised else None


def _of_gerund(verb: Token) -> list[Token]:
    """Read "he ruled for years before being shot": whom the main clause tells of.

    Where that tells of a death, it is told already: "died after being shot".
    """
    governor = verb.head.head
    if governor.pos_ not in ("VERB", "AUX") or governor.lemma_ in claim_words("dies"):
        return []
    found = subject(governor)
    return [found] if found is not None else []


def _of_modifier(verb: Token) -> list[Token] | None:
    """Read "slain leaders", and "19 wounded Monday" where the parse joins them."""
    if verb.dep_ != "amod":
        return None
    dated = verb.head.ent_type_ in ("DATE", "TIME")
    return _number_before(verb) if dated else [_noun_of(verb)]


def _of_supposed(verb: Token) -> list[Token] | None:
    """Read "two people were feared killed"."""
    supposed = verb.tag_ == "VBN" and verb.head.lemma_ in claim_words("suppose")
    if not supposed or verb.dep_ not in _COMPLEMENTS:
        return None
    raised = children(verb, "nsubj", "nsubjpass") or [subject(verb.head)]
    return [antecedent(t) for t in raised if t is not None]


def _of_shot_dead(verb: Token) -> list[Token] | None:
    """Read "shot dead two men"."""
    if verb.i + 2 < verb.sent.end and verb.nbor().lower_ == "dead" and not is_passive(verb):
        return _noun_from(verb.nbor(2))
    return None


def _of_number(verb: Token) -> list[Token] | None:
    """Read a number that opens its own clause: "and 19 wounded"."""
    number = _number_before(verb) if verb.tag_ in _PARTICIPLES else []
    return number if number and _opens_clause(number[0]) else None


def _of_object(verb: Token) -> list[Token] | None:
    """Read the object, the passive subject, or the noun that a participle follows."""
    objects = [
        c for c in children(verb, "dobj", "obj")
        if c.ent_type_ not in ("DATE", "TIME") or c.lower_ == "old"  # a 13-year-old
    ]  # fmt: skip
    if objects and not children(verb, "nsubjpass", "auxpass"):
        return [antecedent(objects[0])]
    passive = children(verb, "nsubjpass")
    if passive:
        return [antecedent(p) for p in passive if p == passive[0] or p.i < verb.i]
    follows = verb.dep_ in ("acl", "relcl") and verb.tag_ in _PARTICIPLES
    if not follows or children(verb, "nsubj"):
        return None
    first = _first_of_list(verb.head)
    return [first if first.dep_ == "ROOT" else verb.head]


def _of_shared(verb: Token) -> list[Token] | None:
    """Read what coordinated verbs share: "shot and killed two men", "was shot and killed"."""
    shared = [o for c in children(verb, "conj") for o in children(c, "dobj", "obj")]
    if shared and not is_passive(verb):
        return shared[:1]
    if verb.dep_ == "conj" and not children(verb, "nsubj") and verb.head.pos_ in ("VERB", "ADJ"):
        return _number_before(verb) or (_patients(verb.head) if is_passive(verb) else [])
    if verb.dep_ == "conj" and verb.tag_ == "VBD" and is_passive(verb.head):
        return None if children(verb, "dobj", "nsubj", "aux") else _patients(verb.head)
    if verb.dep_ in ("xcomp", "oprd") and verb.tag_ == "VBN" and not children(verb, "nsubj"):
        raised = subject(verb.head)
        return [raised] if raised is not None else []
    return None


_READINGS = (
    _of_modifier, _of_supposed, _of_shot_dead, _of_number, _of_being, _of_object, _of_shared,
)  # fmt: skip


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
        return [antecedent(_first_of_list(before))]
    return []


def _bearers(token: Token) -> list[Token]:
    """Return the nouns that an adjective such as dead, missing or wounded is said of."""
    before = token.doc[token.i - 1] if token.i > token.sent.start else None
    if before is not None and token.dep_ not in ("amod", "compound"):
        if before.lower_ in person_nouns():
            return [_first_of_list(before)]
        if before.lemma_ == "shoot":
            return []
    own = children(token, "nsubj", "nsubjpass")
    if own:
        return [own[-1] if own[-1].i == token.i - 1 and own[-1].like_num else antecedent(own[0])]
    if token.dep_ == "amod" and token.head.i > token.i:
        return [token.head]
    if _stands_for_people(token):
        return [token]
    found = _number_before(token) or _of_predicate(token)
    if not found and before is not None and token.dep_ != "compound":
        found = [before] if before.pos_ in ("NOUN", "PROPN", "NUM") else []
    return found


def _first_of_list(noun: Token) -> Token:
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    return noun


def _of_predicate(token: Token) -> list[Token]:
    """Return what an adjective is predicated of: "left two men dead", "listed as missing"."""
    head = token.head
    if head.lower_ == "as" and head.head.pos_ == "VERB":
        found = subject(head.head) if is_passive(head.head) else None
        return [found] if found is not None else []
    if token.dep_ in (*_COMPLEMENTS, "attr", "dep"):
        objects = children(head, "dobj", "obj")
        if objects and objects[0].i < token.i:
            return [antecedent(objects[0])]
        found = subject(head)
        return [found] if found is not None and token.dep_ != "advcl" else []
    if token.dep_ == "conj" and head.lower_ in claim_words("outcome word"):
        return _bearers(head)
    noun = head.pos_ in ("NOUN", "PROPN", "NUM", "PRON")
    return [head] if noun and token.dep_ in ("acl", "amod", "appos") else []


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
    to_death = token.lemma_ == "death" and token.dep_ == "pobj" and token.head.lower_ == "to"
    if to_death and token.head.head.pos_ == "VERB" and children(token, "poss"):
        return []  # "fell to his death": read with the verb
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
