"""People held or driven out: taken into custody, held hostage, forced from their homes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helpers.claims.cues import Cue
from helpers.claims.groups import noun_group
from helpers.claims.phrase_words import phrase_cue, phrase_words, undergoer, words_behind
from helpers.grammar import children, is_passive, prepositional_objects, subject

if TYPE_CHECKING:
    from spacy.tokens import Token


def _custody(token: Token) -> Iterator[Cue]:
    """Read "taken into custody", "held on suspicion of", "held hostage", "picked up"."""
    if token.lemma_ not in phrase_words("hold") | _HELD and token.lower_ != "arrest":
        return
    behind = words_behind(token, 7)
    if token.lemma_ in phrase_words("hold") and token.pos_ in ("VERB", "AUX"):
        passive, told = is_passive(token), set(behind)
        taken = passive or token.lemma_ == "remain" or token.lemma_ in ("take", "put", "place")
        if {"hostage", "hostages", "captive"} & set(behind[:3]):
            yield from phrase_cue(token, "abducted", "custody", undergoer(token))
        elif (
            phrase_words("custody") & told
            and taken
            or token.lemma_ == "hold"
            and passive
            and _says_held(token, behind)
        ):
            outcome = "abducted" if _by_captors(token, "militants") else "detained"
            yield from phrase_cue(token, outcome, "custody", undergoer(token))
    elif token.lemma_ == "pick" and behind[:1] == ["up"]:
        doer = None if is_passive(token) else subject(token)
        if is_passive(token) or doer is not None and noun_group(doer) == "state forces":
            yield from phrase_cue(token, "detained", "custody", undergoer(token))
    elif token.lower_ == "arrest" and token.head.lower_ == "under":
        bearer = token.head.head
        who = undergoer(bearer) if bearer.pos_ in ("VERB", "AUX") else bearer
        yield from phrase_cue(token, "detained", "custody", who)
    elif token.lemma_ in ("be", "remain") and _jail_behind(behind[:3]):
        raised = undergoer(token.head) if token.dep_ == "xcomp" else None  # known to be in jail
        yield from phrase_cue(token, "detained", "custody", raised or subject(token))


_HELD = frozenset({"pick", "be", "remain"})
_TAKEN_AWAY = frozenset({"take", "drag", "lead", "whisk"})


def _says_held(verb: Token, behind: list[str]) -> bool:
    """Whether "held" means held captive: on suspicion, over a bombing, by rebels."""
    told = {"suspicion", "camp", "hours", "charges"}.intersection(behind)
    return bool(told) or behind[:1] == ["over"] or _by_captors(verb)


def _by_captors(verb: Token, *groups: str) -> bool:
    """Whether soldiers, police or rebels hold somebody; of one group, nameless ones."""
    captors = prepositional_objects(verb, "by")[:1]
    if groups:
        return any(c.pos_ == "NOUN" and noun_group(c) in groups for c in captors)
    return any(noun_group(c) in ("state forces", "militants") for c in captors)


def _jail_behind(behind: list[str]) -> bool:
    told = behind[behind.index("in") :] if "in" in behind else []
    return not phrase_words("custody").isdisjoint(told)


def _seized(token: Token) -> Iterator[Cue]:
    """Read "gunmen seized four engineers", "was taken away by soldiers"; police detain."""
    if token.pos_ != "VERB" or token.lemma_ not in _TAKEN_AWAY | {"seize", "hold"}:
        return
    if token.lemma_ in _TAKEN_AWAY and "away" not in words_behind(token, 3):
        return
    passive = is_passive(token)
    who = next(iter(prepositional_objects(token, "by")), None) if passive else subject(token)
    if who is None or not noun_group(who):
        return
    objects = children(token, "dobj", "obj")
    taken = undergoer(token) if passive else objects[0] if objects else None
    state = noun_group(who) == "state forces"
    if token.lemma_ == "hold" and (state or passive or not _counted(taken)):
        return
    yield from phrase_cue(token, "detained" if state else "abducted", "custody", taken)


def _counted(noun: Token | None) -> bool:
    return noun is not None and bool(children(noun, "nummod"))


def _fate(token: Token) -> Iterator[Cue]:
    """Read "the fate of 16 sailors is unknown", "no word on the whereabouts of her son"."""
    if token.lower_ not in ("fate", "whereabouts"):
        return
    if {t.lower_ for t in token.sent} & phrase_words("unknown"):
        yield from phrase_cue(token, "missing", "fate", *prepositional_objects(token, "of")[:1])


def _flight(token: Token) -> Iterator[Cue]:
    """Read "fled their homes", "forced to flee", "driven from their villages"."""
    if token.pos_ != "VERB":
        return
    behind = set(words_behind(token, 7))
    if token.lemma_ == "flee":
        forced = token.head.lemma_ in ("force", "compel", "cause") and token.dep_ == "xcomp"
        if forced or behind & phrase_words("home") or _is_mass(subject(token)):
            yield from phrase_cue(token, "displaced", "flight", subject(token))
    elif token.lemma_ in ("leave", "abandon") and token.dep_ == "xcomp":
        if token.head.lemma_ in ("force", "compel") and behind & phrase_words("home"):
            yield from phrase_cue(token, "displaced", "flight", subject(token))
    elif token.lemma_ in phrase_words("drive out"):
        left = {o.lower_ for o in prepositional_objects(token, "from")}
        if "out" in behind:
            left |= {o.lower_ for out in children(token, "prep") for o in out.subtree}
        if left & (phrase_words("home") | phrase_words("driven from")):
            yield from phrase_cue(token, "displaced", "flight", undergoer(token))


def _is_mass(noun: Token | None) -> bool:
    """Whether so many flee, or such, that they leave their homes: thousands, villagers."""
    if noun is None:
        return False
    if noun.lower_ in phrase_words("flees home"):
        return True
    words = [noun.lower_, *(t.lower_ for t in noun.subtree if t.i <= noun.i + 1)]
    return any(w in phrase_words("mass") or _is_large(w) for w in words)


def _is_large(word: str) -> bool:
    digits = word.replace(",", "")
    return digits.isdigit() and int(digits) >= 1000 and not 1900 <= int(digits) <= 2100


READERS = (_custody, _seized, _fate, _flight)
