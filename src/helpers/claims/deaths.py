"""Deaths told in other words: lost their lives, lost 12 men, did not survive, fell in action."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helpers.claims.context import occasion_words
from helpers.claims.cues import Cue
from helpers.claims.groups import noun_group
from helpers.claims.phrase_words import phrase_cue, phrase_words, undergoer, words_behind
from helpers.claims.toll_numbers import counted_outcome
from helpers.claims.victims import person_nouns
from helpers.grammar import children, is_passive, prepositional_objects, subject

if TYPE_CHECKING:
    from spacy.tokens import Token


def _lives(token: Token) -> Iterator[Cue]:
    """Read "lost their lives", "claimed 12 lives", "gave his life", "no loss of life"."""
    if token.lower_ not in ("life", "lives"):
        return
    verb = token.head
    if token.dep_ == "pobj" and verb.lower_ == "of" and verb.head.dep_ in ("dobj", "obj"):
        verb = verb.head.head
        if verb.lemma_ in ("claim", "take", "cost"):
            yield Cue(token, "killed", "lives", (token,))
    elif token.dep_ in ("dobj", "obj"):
        own = "own" in {c.lower_ for c in children(token, "amod")}
        if (
            verb.lemma_ in ("lose", "forfeit")
            or verb.lemma_ in ("give", "lay", "sacrifice")
            and children(token, "poss")
            or verb.lemma_ == "take"
            and own
        ):
            yield from phrase_cue(token, "killed", "subject", subject(verb))
        elif verb.lemma_ in ("claim", "take", "cost") and token.lower_ == "lives":
            yield Cue(
                token, "killed", "lives", tuple(prepositional_objects(token, "of")[:1] or [token])
            )
    elif token.dep_ == "nsubjpass" and verb.lemma_ in ("lose", "claim", "take", "cut"):
        owner = prepositional_objects(token, "of") or children(token, "poss")
        yield from phrase_cue(token, "killed", "subject", owner[0] if owner else token)
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ == "loss":
        verb = token.head
        yield Cue(verb.head, "killed", "lives", (verb.head if token.lower_ == "life" else token,))


def _losses(token: Token) -> Iterator[Cue]:
    """Read "lost 12 men", "lost her husband", "the loss of two soldiers"."""
    if token.lemma_ == "lose" and token.pos_ == "VERB" and not is_passive(token):
        ours = "we" in {c.lower_ for c in children(token, "nsubj")} and children(token, "aux")
        for lost in children(token, "dobj", "obj"):
            if _may_be_lost(lost) or ours and lost.like_num:
                yield from phrase_cue(token, "killed", "lost", lost)
    elif token.lower_ in ("loss", "losses") and token.pos_ == "NOUN":
        for lost in prepositional_objects(token, "of"):
            if _may_be_lost(lost) or children(lost, "nummod") and lost.lower_ in person_nouns():
                yield from phrase_cue(token, "killed", "lost", lost)


def _may_be_lost(noun: Token) -> bool:
    """Whether losing them means their death: soldiers, rebels, two sons; no voters, no players."""
    counted = any(c.lower_ not in ("a", "one") for c in children(noun, "nummod"))
    if noun.lower_ in phrase_words("lost if counted"):
        return counted
    if noun.lower_ in phrase_words("lost"):
        return counted or any(t.lower_ in occasion_words() for t in noun.sent)
    return noun.pos_ == "NOUN" and noun_group(noun) in ("state forces", "militants")


def _survivors(token: Token) -> Iterator[Cue]:
    """Read "did not survive", "didn't make it", "none of the crew survived"."""
    survives = token.lemma_ == "survive" and not children(token, "dobj", "obj")
    makes_it = token.lemma_ == "make" and [c.lower_ for c in children(token, "dobj")] == ["it"]
    if not survives and not (makes_it and _ends_there(token)) or token.pos_ != "VERB":
        return
    who = subject(token)
    if who is None:
        return
    doubted = token.head if token.dep_ == "ccomp" and token.head.lemma_ == "think" else token
    if children(token, "neg") or children(doubted, "neg"):
        yield from phrase_cue(token, "killed", "subject", who)
    elif who.lower_ in ("none", "neither"):
        yield from phrase_cue(token, "killed", "subject", *prepositional_objects(who, "of")[:1])


def _ends_there(verb: Token) -> bool:
    """Whether nothing behind "make it" says where to: "he did not make it (out alive)"."""
    behind = words_behind(verb, 4)[1:]
    return not behind or behind[0] in phrase_words("behind make it")


def _fallen(token: Token) -> Iterator[Cue]:
    """Read "fell in the line of duty", "met their deaths", "attained martyrdom"."""
    if token.lemma_ == "fall" and token.pos_ == "VERB":
        if phrase_words("fallen in") & set(words_behind(token, 5)):
            yield from phrase_cue(token, "killed", "subject", subject(token))
    elif token.lower_ in phrase_words("end") and token.dep_ in ("dobj", "obj"):
        owned = bool(children(token, "poss")) or token.lower_ == "martyrdom"
        if token.head.lemma_ in phrase_words("meet") and owned:
            yield from phrase_cue(token, "killed", "subject", subject(token.head))


def _among(token: Token) -> Iterator[Cue]:
    """Read "X was among those killed", "Toddler among four dead": X is one of them."""
    if token.lower_ not in ("among", "amongst"):
        return
    bare = token.head.pos_ in ("NOUN", "PROPN") and token.head.dep_ == "ROOT"
    if token.head.lemma_ != "be" and not bare:
        return
    told = [counted_outcome(t.lower_) for t in token.subtree]
    outcomes = [outcome for outcome in told if outcome]
    if outcomes:
        who = token.head if bare else subject(token.head)
        if who is None and not bare:
            who = next(iter(children(token.head, "attr")), None)
        yield from phrase_cue(token, outcomes[0], "among", who)


def _falls(token: Token) -> Iterator[Cue]:
    """Read "flung to their deaths", "fell to his death"."""
    if token.lower_ not in ("death", "deaths") or token.dep_ != "pobj" or token.head.lower_ != "to":
        return
    verb = token.head.head
    if verb.pos_ == "VERB" and children(token, "poss"):
        yield from phrase_cue(token, "killed", "subject", undergoer(verb))


def _victims_of(token: Token) -> Iterator[Cue]:
    """Read "the 58 victims of the fire"."""
    if token.lower_ == "victims" and children(token, "nummod"):
        of = prepositional_objects(token, "of")
        if of and of[0].lower_ in occasion_words():
            yield from phrase_cue(token, "killed", "victims", token)


READERS = (_victims_of, _lives, _losses, _survivors, _fallen, _among, _falls)
