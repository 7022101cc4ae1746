"""What surrounds a casualty claim: stance, perpetrators, occasion, place, part or total."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.claims.groups import noun_group
from helpers.grammar import ancestors_within_sentence, children, prepositional_objects
from helpers.lexicons import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from helpers.claims.cues import Cue


@cache
def occasion_words() -> frozenset[str]:
    """Return the nouns for what people are hurt in: clashes, a bombing, a crash."""
    return _context("occasion") | _context("several occasions")


@cache
def _context(kind: str) -> frozenset[str]:
    return lexicons.words("claim_context", kind=kind)


def stance_of(cue: Cue, statement: dict[str, object] | None) -> str:
    """Return whether a claim is asserted, denied, unconfirmed or hypothetical.

    Parameters
    ----------
    cue : Cue
        Its casualty word.
    statement : dict or None
        The statement that it stands in.

    Returns
    -------
    str
        The words round the cue decide first, then the statement's own stance.
    """
    token = cue.token
    chain = [token, *ancestors_within_sentence(token)]
    modals = {c.lower_ for c in children(token, "aux", "auxpass")}
    if modals & _context("modal") and "have" not in modals:
        return "hypothetical"
    if modals & {"may", "might", "could"}:
        return "unconfirmed"
    for word in chain[:5]:
        near = {c.lower_ for c in children(word, "advmod", "amod")}
        if near & _context("hearsay"):
            return "unconfirmed"
        if word.dep_ == "attr":
            # "Is believed to be the fifth man killed": that he was killed is sure.
            break
        if word != token and word.lower_ in _context("doubt"):
            return "unconfirmed"
    return str(statement["stance"]) if statement else "asserted"


def perpetrators(cue: Cue) -> Span | None:
    """Return the words that name who did it, where the sentence says so.

    Parameters
    ----------
    cue : Cue
        A casualty word with its agent.

    Returns
    -------
    spacy.tokens.Span or None
        The agent's noun phrase where it names people or an organisation; a
        bomb or a crash is no perpetrator.
    """
    agent = _accused(cue.token) or cue.agent
    if agent is None or not _may_act(agent):
        agent = _behind_occasion(agent) or _behind_the_scene(cue.token)
    if agent is None or agent in cue.heads:
        return None
    kept = ("prep", "pobj", "det", "compound", "poss", "amod")
    words = [t for t in agent.subtree if t.i <= agent.i or t.dep_ in kept]
    last = agent.i
    while last + 1 < agent.sent.end and agent.doc[last + 1] in words and last - agent.i < 6:
        last += 1
    while last > agent.i and agent.doc[last].dep_ == "prep":
        last -= 1
    first = min(t.i for t in words)
    return agent.doc[first : last + 1]


def _accused(token: Token) -> Token | None:
    """Return whom a verb accuses: "X accused the army of firing, killing four"."""
    verb = token.head
    accuses = verb.lemma_ in lexicons.words("reporting_verbs", kinds="accuse")
    if token.tag_ != "VBG" or token.dep_ not in ("advcl", "conj") or not accuses:
        return None
    return next((o for o in children(verb, "dobj") if o.i < token.i and _may_act(o)), None)


def _may_act(noun: Token) -> bool:
    """Whether a noun names people or an organisation."""
    if noun.lower_ in occasion_words():
        return False
    named = noun.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or noun.pos_ == "PROPN"
    return named or bool(noun_group(noun)) or noun.lower_ in claim_words("actor pronoun")


def _behind_occasion(noun: Token | None) -> Token | None:
    """Return whose attack it was: an ambush by rebels, a Taliban raid, police firing."""
    if noun is None or noun.lower_ not in occasion_words():
        return None
    by = [o for o in prepositional_objects(noun, "by") if _may_act(o)]
    if by:
        return by[0]
    for c in children(noun, "compound", "amod", "poss", "nmod"):
        forces = noun_group(c) in ("state forces", "militants")
        if forces or c.ent_type_ in ("ORG", "NORP") or c.lower_ in ("us", "u.s.", "uk", "u.k."):
            return c
    return None


def _behind_the_scene(token: Token) -> Token | None:
    """Return who acted there: "died in a raid by rebels", "hurt when police fired"."""
    for occasion in prepositional_objects(token, "in", "from", "during", "after", "of"):
        for noun in (occasion, *prepositional_objects(occasion, "of"), *children(occasion, "conj")):
            found = _behind_occasion(noun)
            if found is not None:
                return found
    told_with = [token, *children(token, "conj"), *([token.head] if token.dep_ == "conj" else [])]
    for clause in (c for verb in told_with for c in children(verb, "advcl")):
        opens = {c.lower_ for c in children(clause, "advmod", "mark")}
        doers = [d for d in children(clause, "nsubj") if _may_act(d)]
        if (
            doers
            and opens & {"when", "as", "after"}
            and clause.lemma_ in claim_words("violent act")
        ):
            return doers[0]
    return None


def find_place(token: Token) -> str:
    """Return the words that say where a casualty word's event took place.

    Parameters
    ----------
    token : spacy.tokens.Token
        The cue.

    Returns
    -------
    str
        The nearest place name behind "in", "at", "near" or "outside" in the
        sentence; empty where there is none.
    """
    places = [
        ent
        for ent in token.sent.ents
        if ent.label_ in ("GPE", "LOC", "FAC")
        and ent.root.dep_ == "pobj"
        and ent.root.head.lower_ in _NEAR
    ]
    nearest = min(places, key=lambda ent: (abs(ent.start - token.i), ent.start), default=None)
    return nearest.text if nearest is not None else ""


_NEAR = frozenset({"in", "at", "near", "outside", "around", "inside", "to", "from", "of"})


def find_occasion(token: Token) -> str:
    """Return the noun for what happened where the victims were hurt.

    Parameters
    ----------
    token : spacy.tokens.Token
        The cue.

    Returns
    -------
    str
        The nearest such noun in the sentence (clashes, rally, bombing), lower
        case; empty where there is none.
    """
    nouns = [t for t in token.sent if t.lower_ in occasion_words()]
    nearest = min(nouns, key=lambda t: (abs(t.i - token.i), t.i), default=None)
    return nearest.lower_ if nearest is not None else ""
