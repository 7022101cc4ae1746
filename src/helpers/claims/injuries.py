"""Injuries told in other words: suffered burns, a broken leg, taken to hospital, critical."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from helpers.claims.cues import Cue
from helpers.claims.phrase_words import phrase_cue, phrase_words, undergoer, words_behind
from helpers.grammar import children, is_passive, prepositional_objects, subject

if TYPE_CHECKING:
    from spacy.tokens import Token


def _injuries(token: Token) -> Iterator[Cue]:
    """Read "suffered burns", "patients with bullet wounds", "injuries to 12 guards"."""
    if not _is_wound(token):
        return
    head = token.head
    hurt = prepositional_objects(token, "to")
    if hurt and hurt[0].lower_ not in phrase_words("body part"):
        yield from phrase_cue(token, "injured", "injuries", hurt[0])
    elif _first(token).dep_ in ("dobj", "obj") and _suffers(_first(token).head):
        yield from phrase_cue(token, "injured", "injuries", subject(_first(token).head))
    elif token.dep_ == "pobj" and head.lower_ in ("with", "for", "from"):
        bearer = head.head
        if bearer.lemma_ == "suffer":
            yield from phrase_cue(token, "injured", "injuries", subject(bearer))
        elif bearer.pos_ in ("VERB", "AUX") and head.lower_ != "from":
            yield from phrase_cue(token, "injured", "injuries", undergoer(bearer))
        elif head.lower_ == "with" or bearer.head.lemma_ == "treat":
            yield from phrase_cue(token, "injured", "injuries", bearer)


def _is_wound(token: Token) -> bool:
    """Whether a noun names a wound: burns, a broken leg; no power cuts, no cut in pay."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.lower_ in phrase_words("body part"):
        return any(c.lower_ in phrase_words("broken") for c in children(token, "amod"))
    if token.lower_ in ("cut", "cuts"):
        return not children(token, "compound") and not prepositional_objects(token, "in", "of")
    return token.lower_ in phrase_words("wound")


def _suffers(verb: Token) -> bool:
    return verb.lemma_ in phrase_words("suffer")


def _limbs(token: Token) -> Iterator[Cue]:
    """Read "lost a leg", "broke his arm", "had her hand blown off"."""
    if token.lower_ not in phrase_words("body part"):
        return
    verb, owned = token.head, bool(children(token, "poss"))
    if token.dep_ in ("dobj", "obj"):
        if verb.lemma_ == "lose" or verb.lemma_ in phrase_words("break") and owned:
            yield from phrase_cue(token, "injured", "injuries", subject(verb))
    elif (
        token.dep_ in ("nsubj", "nsubjpass")
        and owned
        and token.lower_ != "head"
        and verb.head.lemma_ == "have"
        and verb.lemma_ in phrase_words("break")
    ):
        yield from phrase_cue(token, "injured", "injuries", subject(verb.head))


def _lower(tokens: Iterable[Token]) -> set[str]:
    return {t.lower_ for t in tokens}


def _first(token: Token) -> Token:
    while token.dep_ == "conj":
        token = token.head
    return token


def _condition(token: Token) -> Iterator[Cue]:
    """Read "in a critical condition", "in intensive care", "on life support", "are critical"."""
    if token.lower_ == "critical" and token.dep_ == "acomp" and not children(token, "prep"):
        who = subject(token.head)
        if who is not None and (who.like_num or children(who, "nummod")):
            yield from phrase_cue(token, "injured", "injuries", who)
        return
    if token.lower_ not in ("condition", "conditions", "care", "support", "coma"):
        return
    doc = token.doc
    window = range(max(token.i - 6, token.sent.start), token.i)
    inside = [k for k in window if doc[k].lower_ in ("in", "on")]
    if not inside:
        return
    told = {doc[k].lower_ for k in range(inside[-1], token.i)} & phrase_words("condition")
    if not told and token.lower_ != "coma":
        return
    bearer = doc[inside[-1]].head
    if bearer.pos_ in ("VERB", "AUX"):
        yield from phrase_cue(token, "injured", "injuries", undergoer(bearer))
    elif bearer.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
        yield from phrase_cue(token, "injured", "injuries", bearer)


def _hospital(token: Token) -> Iterator[Cue]:
    """Read "34 were admitted to hospital", "treated for burns", "sent 40 people to hospital"."""
    hospitals = phrase_words("hospital")
    if token.lower_ in hospitals and token.dep_ == "pobj" and token.head.lower_ == "in":
        if token.head.head.lemma_ in ("be", "remain"):
            yield from phrase_cue(token, "injured", "hospital", subject(token.head.head))
        return
    if token.pos_ != "VERB":
        return
    behind = set(words_behind(token, 11))
    if "ill" in behind:
        return
    if not is_passive(token):
        objects = children(token, "dobj", "obj")
        places = prepositional_objects(token, "to", "in")
        who = subject(token) if token.lemma_ in ("go", "walk") else None
        if who is not None and who.like_num and _lower(places) & hospitals:
            yield from phrase_cue(token, "injured", "hospital", who)
        named = objects and objects[0].pos_ != "PRON"
        if named and token.lemma_ in phrase_words("send") and _lower(places) & hospitals:
            yield from phrase_cue(token, "injured", "hospital", objects[0])
    elif token.lemma_ in phrase_words("treatment"):
        treated = token.lemma_ in ("treat", "operate") and behind & {"for", "on", "at"}
        operated = token.lemma_ == "operate" and words_behind(token, 1) == ["on"]
        if (
            operated
            or treated
            and behind & (phrase_words("wound") | hospitals)
            or behind & hospitals
        ):
            yield from phrase_cue(token, "injured", "hospital", undergoer(token))


def _struck(token: Token) -> Iterator[Cue]:
    """Read "hit by stray bullets", "struck by shrapnel", "overcome by smoke"."""
    if token.lemma_ in phrase_words("strike") and token.pos_ == "VERB" and is_passive(token):
        struck_by = _lower(prepositional_objects(token, "by", "with"))
        if struck_by & phrase_words("missile"):
            yield from phrase_cue(token, "injured", "struck", undergoer(token))


def _needs_care(token: Token) -> bool:
    """Whether a noun is the care that counted people needed: 14 needed hospital treatment."""
    return (
        token.lower_ in phrase_words("care")
        and token.dep_ in ("dobj", "obj")
        and token.head.lemma_ in phrase_words("need")
    )


def _cared_for(token: Token) -> Iterator[Cue]:
    """Read "14 needed hospital treatment", "two are fighting for their lives"."""
    who = None
    if _needs_care(token):
        who = subject(token.head)
    elif token.lemma_ == "fight" and token.pos_ == "VERB":
        for_what = prepositional_objects(token, "for")
        if _lower(for_what) & {"life", "lives"} and children(for_what[0], "poss"):
            yield from phrase_cue(token, "injured", "injuries", subject(token))
    if who is not None and (who.like_num or children(who, "nummod")):
        yield from phrase_cue(token, "injured", "hospital", who)


READERS = (_cared_for, _injuries, _limbs, _condition, _hospital, _struck)
