"""What is no claim: idiom, charges, illness, fiction, sport, and what has not happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.claims.context import occasion_words
from helpers.claims.phrase_words import phrase_words
from helpers.grammar import (
    SUBJECTS,
    ancestors_within_sentence,
    children,
    is_passive,
    prepositional_objects,
    subject,
)
from helpers.lexicons import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from helpers.claims.cues import Cue
    from helpers.claims.victims import Quantities


def is_left_out(cue: Cue, quantities: Quantities) -> bool:
    """Whether a cue tells of no claim of its own.

    Parameters
    ----------
    cue : Cue
        A casualty word with its victims.
    quantities : mapping of int to Quantity
        The sentence's numbers by token index.

    Returns
    -------
    bool
        True for idioms, criminal charges, one number for killed or injured, bare
        infinitives and conditionals, and what a toll's number counts already.
    """
    token = cue.token
    if {c.lower_ for c in children(token, "amod", "compound")} & claim_words("idiom"):
        return True
    if any(rule(token) for rule in _RULES) or _is_idle(cue):
        return True
    if cue.frame != "flight" and _is_unreal(token):
        return True
    if cue.outcome == "injured" and _is_sport(cue):
        return True
    return any(_counted_by_toll(head, quantities) for head in cue.heads) and cue.frame != "toll"


def _joint_number(token: Token) -> bool:
    """Whether one number is given for two outcomes: killed or wounded."""
    pair = claim_words("joint outcome")
    doc, k = token.doc, token.i
    after = [t.lower_ for t in doc[k + 1 : k + 3]]
    before = [t.lower_ for t in doc[max(k - 2, 0) : k]]
    return token.lower_ in pair and (
        len(after) == 2
        and after[0] == "or"
        and after[1] in pair
        or len(before) == 2
        and before[1] == "or"
        and before[0] in pair
    )


def _is_sought(token: Token) -> bool:
    """Whether an arrest is only asked for: information leading to the arrest of, calls for it."""
    if token.pos_ != "NOUN" or token.lower_ not in claim_words("arrest"):
        return False
    if {c.lower_ for c in children(token, "conj")} & claim_words("verdict"):
        return True
    if token.dep_ != "pobj" or token.head.lower_ not in ("for", "to", "in"):
        return False
    governor = token.head.head
    return bool({governor.lemma_.lower(), governor.head.lemma_.lower()} & claim_words("seeks"))


def _is_illness(token: Token) -> bool:
    """Whether the words tell of death from illness or age, or of injuries died from."""
    causes = prepositional_objects(token, "of", "from", "after", "to", "with")
    sick = claim_words("illness")
    for cause in causes:
        named = {cause.lower_} | {c.lower_ for c in children(cause, "compound", "amod")}
        if named & sick:
            return True
    agent = subject(token) if token.pos_ == "VERB" and not is_passive(token) else None
    if agent is not None and agent.lower_ in sick:
        return True
    if token.lemma_ == "die" and _dies_of_age(token):
        return True
    if token.lemma_ == "die" and {t.lower_ for t in token.subtree} & claim_words("peaceful end"):
        return True
    return token.dep_ == "pobj" and token.head.head.lemma_ in ("succumb", "die", "recover")


def _dies_of_age(verb: Token) -> bool:
    """Whether an age is all that is said of a death: died in 1999 at 84."""
    ages = prepositional_objects(verb, "at")
    told = {t.lower_ for t in verb.sent} & (occasion_words() | phrase_words("wound"))
    return bool(ages) and (ages[0].lower_ == "age" or ages[0].like_num) and not told


def _is_longing(token: Token) -> bool:
    """Whether somebody is only dying to do something."""
    wishes = [c for c in children(token, "xcomp") if c.tag_ == "VB"]
    return token.tag_ == "VBG" and token.lemma_ == "die" and bool(wishes)


def _is_idle(cue: Cue) -> bool:
    """Whether what does it hurts or holds nobody: traffic detains us, inflation hurts farmers."""
    token = cue.token
    if token.pos_ != "VERB" or cue.frame != "patient":
        return False
    doers = prepositional_objects(token, "by") if is_passive(token) else [subject(token)]
    doer = doers[0] if doers else None
    return doer is not None and doer.lower_ in claim_words("harmless")


def _is_fiction(token: Token) -> bool:
    """Whether a novel, a game or a drill tells of it, or a film in the present tense.

    A film that tells of deaths in the past tense may tell of real ones.
    """
    told_now = claim_words("film") if token.tag_ in ("VBZ", "VBP") else frozenset()
    fiction = claim_words("fiction") | told_now
    for word in ancestors_within_sentence(token):
        doer = next(iter(children(word, "nsubj", "nsubjpass")), None)
        if doer is not None and doer.lower_ in fiction and word.lemma_ in claim_words("tells"):
            return True
    opening = next(iter(prepositional_objects(token.sent.root, "in")), None)
    return opening is not None and opening.i < token.sent.start + 4 and opening.lower_ in fiction


def _is_sport(cue: Cue) -> bool:
    """Whether a player is hurt at play: a hamstring injury, a striker injured in training."""
    if {c.lower_ for c in children(cue.token, "compound")} & claim_words("sports injury"):
        return True
    return any(head.lower_ in claim_words("player") for head in cue.heads)


def _is_charge(token: Token) -> bool:
    """Whether the words only name a criminal charge: charged with killing two."""
    named = token.dep_ == "pcomp" or token.dep_ == "pobj" and token.pos_ == "NOUN"
    if not named or token.head.lower_ not in ("with", "of", "for"):
        return False
    governor = token.head.head
    charged = token.head.lower_ == "with" and governor.dep_ in ("dobj", "obj")
    return (governor.head if charged else governor).lemma_.lower() in claim_words("charge")


def _is_unreal(token: Token) -> bool:
    """Whether the words tell of nothing that happened: to kill, if killed, kill them!"""
    if _is_asked(token):
        return True
    if token.tag_ == "VB" and token.dep_ in ("acl", "relcl"):
        ranked = {c.lower_ for c in children(token.head, "amod")} | {token.head.lower_}
        if ranked & claim_words("ranked"):
            return False  # the second diver to die
    if token.dep_ == "xcomp" and is_passive(token.head) and token.lemma_ == "be":
        return False  # known to be held
    if token.tag_ == "VB":
        governors = {c.lower_ for c in token.children if c.dep_ in ("aux", "neg")}
        commanded = "do" in governors and not children(token, *SUBJECTS)
        return "to" in governors or not governors or commanded
    return any(c.lower_ in ("if", "unless") for c in children(token, "mark"))


def _is_asked(token: Token) -> bool:
    """Whether the words are asked for and not told: "Was he killed?", "Did they shoot him?"."""
    words = [t for t in token.sent if not t.is_space and t.text not in ('"', "'", "”", "’", ")")]
    if not words or words[-1].text != "?":
        return False
    clause = token
    while clause.dep_ in ("conj", "auxpass", "xcomp") and clause.head != clause:
        clause = clause.head
    return clause == clause.sent.root


def _counted_by_toll(head: Token, quantities: Quantities) -> bool:
    """Whether a noun is what "the number of ..." counts."""
    if head.dep_ != "pobj" or head.head.lower_ != "of" or head.i in quantities:
        return False
    if any(k in quantities for k in range(head.head.i + 1, head.i)):
        return False
    counter = head.head.head
    return counter.lower_ in claim_words("counter") and counter.i not in quantities


_RULES = (_joint_number, _is_sought, _is_charge, _is_illness, _is_longing, _is_fiction)
