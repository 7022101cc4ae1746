"""Who did it, to whom, where; and the words that tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.events.cues import Cue
from helpers.events.grammar import (
    TIME_LABELS,
    behind,
    direct_object,
    doer,
    is_passive,
    is_people,
    is_verb,
    measured,
    prepositions,
    through,
)
from helpers.events.places import PLACE_LABELS
from helpers.lexicons import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_NATURAL = frozenset({"accident", "disaster"})
_TWO_SIDED = frozenset({"agree", "consult", "cooperate"})
# What stays out of the words of a clause where it stands at an end.
_ASIDE = frozenset(
    {"advcl", "relcl", "appos", "conj", "cc", "parataxis", "punct", "mark", "dep", "preconj"}
)
SAYING = frozenset({"agree", "consult", "request", "reject", "accuse", "threaten", "warn", "admit"})


def actor_and_target(cue: Cue) -> tuple[Token | None, Token | None]:
    """Find both ends of an event.

    Parameters
    ----------
    cue : Cue
        The word that tells of it.

    Returns
    -------
    (Token or None, Token or None)
        The heads of the words for who did it and for whom it was done to.
    """
    actor, target = _around_noun(cue) if cue.word.tag_[:1] != "V" else _around_verb(cue)
    if actor is not None and cue.kind not in _NATURAL and not is_people(actor):
        actor = None
    if actor is None and cue.kind in _NATURAL and cue.word.tag_[:1] == "V":
        actor, target = target, None
    return actor, target


def _around_verb(cue: Cue) -> tuple[Token | None, Token | None]:
    verb, row = cue.word, cue.row
    thing = direct_object(verb)
    actor = doer(verb)
    names_thing = row["object"] and row["object"][0] not in "+0@"
    target = None
    if row["target"]:
        wanted = frozenset(row["target"].split("|"))
        target = through(wanted, verb, cue.particle, thing)
    if target is None and not names_thing:
        target = thing if thing is not None else _behind_particle(cue)
        if target is None:
            target = _asked(cue)
    elif target is None and thing is not None:
        target = thing if is_people(thing) else through(_aimed() | {"with", "to"}, thing)
    if actor is None and target is None:
        actor, target = _parties(verb, cue)
    if target is not None and actor is not None and target.i == actor.i:
        target = None
    return actor, target if target is None or target.ent_type_ not in TIME_LABELS else None


def _behind_particle(cue: Cue) -> Token | None:
    return behind(cue.particle) if cue.particle is not None else None


def _asked(cue: Cue) -> Token | None:
    """Whom a clause is about: "demanded that the ambassador be expelled"."""
    if cue.kind not in SAYING:
        return None
    for child in cue.word.children:
        if child.dep_ in ("ccomp", "xcomp") and child.i > cue.word.i:
            who = next((c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            return who if who is not None and is_people(who) else None
    return None


def _around_noun(cue: Cue) -> tuple[Token | None, Token | None]:
    noun = cue.word
    actor, target = _beside_noun(cue)
    if cue.carrier is not None and cue.carried["side"] != "subject":
        who = cue.carried["who"]
        does = doer(cue.carrier)
        if does is not None and does.i == measured(noun).i:
            does = None
        if does is None and is_passive(cue.carrier) and who == "target":
            does = None
        if who == "target":
            target = target or does
        elif actor is None and (who == "actor" or who == "party" and cue.kind in _TWO_SIDED):
            actor = does
    if cue.carrier is not None and cue.carried["who"] == "object":
        target = target or direct_object(cue.carrier)
    if target is None and actor is not None and cue.carrier is not None:
        target = through(_aimed() | {"with"}, cue.carrier)
        target = target if target is not None and is_people(target) else None
    return actor, target if target != actor else None


def _beside_noun(cue: Cue) -> tuple[Token | None, Token | None]:
    """The parties in the noun's own phrase: "their talks with X", "X's attack on Y"."""
    noun = cue.word
    found = dict(zip(("actor", "target"), _parties(noun, cue), strict=True))
    for child in noun.lefts:
        owner = child.dep_ == "poss" or child.dep_ in ("compound", "nmod", "amod")
        if owner and child.ent_type_ not in TIME_LABELS and _acts(child):
            side = cue.row["owner"]
            found[side] = found[side] or child
    return found["actor"] or _agent_beside(noun), found["target"]


def _agent_beside(noun: Token) -> Token | None:
    """ "Killed in an ambush by rebels": the parser hangs "by" on the killing."""
    top = measured(noun)
    verb = top.head.head if top.dep_ == "pobj" else top
    if not (is_verb(verb) and is_passive(verb)):
        return None
    by = next((c for c in verb.children if c.dep_ == "agent" and c.i > noun.i), None)
    return behind(by) if by is not None and by.i - noun.i <= 2 else None


def _parties(host: Token, cue: Cue) -> tuple[Token | None, Token | None]:
    """The parties behind the prepositions on a noun: "fighting between X and Y"."""
    found = {"actor": None, "target": None}
    for preposition in prepositions(host, _inner_event(host)):
        party = behind(preposition)
        if party is None or party.ent_type_ in TIME_LABELS:
            continue
        word = preposition.lower_
        if word == "between":
            second = [c for c in party.children if c.dep_ == "conj"]
            found["actor"] = found["actor"] or party
            found["target"] = found["target"] or (second[0] if second else None)
        elif word == "by":
            found["actor"] = found["actor"] or party
        elif _is_aimed_at(party, word):
            found["target"] = found["target"] or party
        elif word == "of" and (is_people(party) or cue.row.get("of") == "target"):
            side = cue.row.get("of", "actor")
            found[side] = found[side] or party
    return found["actor"], found["target"]


def _aimed() -> frozenset[str]:
    return words("event_words", use="aimed")


def _is_aimed_at(party: Token, preposition: str) -> bool:
    if preposition in ("on", "against"):
        return True
    if preposition == "with":
        return is_people(party)
    return preposition in _aimed() and (is_people(party) or party.ent_type_ in PLACE_LABELS)


def _acts(token: Token) -> bool:
    if token.dep_ == "poss":
        return is_people(token)
    if token.lower_ == "anti" or (token.i and token.nbor(-1).text == "-"):
        return False
    return token.ent_type_ in ("ORG", "NORP", "GPE") or (token.pos_ != "ADJ" and is_people(token))


def _inner_event(noun: Token) -> Token | None:
    """ "A breakthrough in talks with X": the parties stand by the inner noun."""
    inner = through(frozenset({"in", "of", "at", "during"}), noun)
    return inner if inner is not None and inner.tag_ == "NNS" and not is_people(inner) else None


def clause_span(cue: Cue) -> tuple[int, int]:
    """Return the words that tell of an event.

    Parameters
    ----------
    cue : Cue
        The word that tells of it.

    Returns
    -------
    (int, int)
        Offsets. For a verb its clause, without other clauses before and behind it;
        for a noun the clause of the verb that carries it, or its noun phrase.
    """
    head = cue.carrier if cue.carrier is not None else cue.word
    kept: list[Token] = []
    _gather(head, cue, kept)
    if cue.carrier is not None and head.dep_ in ("relcl", "acl"):
        _gather(cue.word, cue, kept)
    kept.append(cue.word)
    kept = sorted((t for t in kept if not t.is_space), key=lambda t: t.i)
    while len(kept) > 1 and kept[-1].dep_ in ("cc", "punct", "mark", "preconj"):
        kept.pop()
    first, last = kept[0], kept[-1]
    return first.idx, last.idx + len(last)


def _gather(head: Token, cue: Cue, kept: list[Token]) -> None:
    kept.append(head)
    for child in head.children:
        if child.dep_ in _ASIDE and not _belongs(child, head, cue):
            continue
        if child.dep_ == "ccomp" and (cue.kind not in SAYING or child.i < head.i):
            continue
        if child.dep_ == "prep" and _is_aside(child, head, cue):
            continue
        _gather(child, cue, kept)


def _is_aside(preposition: Token, head: Token, cue: Cue) -> bool:
    """Whether a phrase tells of something else: "after reaching a deal", "according to"."""
    if preposition.lower_ in ("according", "following", "despite"):
        return True
    nested = any(c.dep_ in ("pcomp", "prep") for c in preposition.children)
    return nested and (cue.kind not in SAYING or preposition.i < head.i)


def _belongs(child: Token, head: Token, cue: Cue) -> bool:
    """Coordinated nouns ("roads and junctions"), "that" in a clause that is kept."""
    if child == cue.carrier:
        return True
    if child.dep_ == "mark":
        return head != cue.word and head != cue.carrier
    if child.dep_ == "cc":
        return child.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON")
    return child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "NUM")
