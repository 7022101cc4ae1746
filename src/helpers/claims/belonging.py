"""The group of each claim's victims: by their words, and by who was told of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.claims.drafts import Draft
from helpers.claims.groups import fought, in_protest, mostly, noun_group
from helpers.claims.organisations import organisation_group
from helpers.claims.register import Register, group_before, person_before
from helpers.grammar import ancestors_within_sentence, children, prepositional_objects, subject
from helpers.lexicons import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_VAGUE = (None, "people", "civilians")
_ARMED = ("state forces", "militants")


def group_of(draft: Draft, done: list[Draft], before: list[Draft], register: Register) -> str:
    """Return the group of a claim's victims.

    Parameters
    ----------
    draft : Draft
        The claim.
    done, before : list of Draft
        The claims before it in its sentence, and those of the last sentence that
        has claims, with their groups.
    register : Register
        What the article says of its people and organisations.

    Returns
    -------
    str
        ``state forces``, ``militants``, ``protesters``, ``civilians`` or ``people``.
    """
    head = draft.victims.head
    stands_alone = head == draft.cue.token
    toll = draft.cue.frame == "toll" and not draft.victims.part
    if stands_alone and not toll and _of_the_hurt(head):
        return _last_named(done or before) or "people"
    if toll or stands_alone and draft.cue.frame != "state":
        return _counted(draft, done, register)
    unnamed = draft.victims.first == draft.victims.last or stands_alone
    group = None if unnamed else noun_group(head, register.organisations)
    if unnamed or head.lower_ in claim_words("anaphor"):
        if group in (None, "people"):
            group = _taken_up(draft, done, before, register, unnamed)
    elif head.pos_ == "PROPN" and group in (None, "people"):
        group = register.people.get(head.lower_, "civilians")
    elif group == "people" and _of_the_hurt(head):
        group = _last_named(done or before) or group
    if group in _VAGUE and head.lower_ not in claim_words("anaphor"):
        group = _side_of(draft, register) or group
    may_protest = group in (None, "people") or head.lower_ in claim_words("may protest")
    if may_protest and in_protest(draft.cue.token):
        return "protesters"
    if group in (None, "people"):
        group = mostly(head) or group
    return group or ("people" if unnamed else "civilians")


def _counted(draft: Draft, done: list[Draft], register: Register) -> str:
    """Return the group that a toll counts: US fatalities, a toll that soldiers' deaths raise."""
    toll = draft.cue.frame == "toll"
    counted = draft.cue.token if toll else draft.victims.head
    named = children(counted, "amod", "compound")
    known = noun_group(counted, register.organisations) if named else None
    if known and known != "civilians":
        return known
    for noun in (counted, *prepositional_objects(counted, "of")):
        if noun.lower_ in claim_words("losses") and _of_an_army(noun):
            return "state forces"
    raised = toll and counted.head.lemma_ in ("bring", "take", "raise", "push")
    sides = [d.group for d in done if d.group in _ARMED]
    return str(sides[-1]) if raised and sides else "people"


def _of_an_army(losses: Token) -> bool:
    """Whether losses are a country's in a war: US fatalities, in a sentence on its forces."""
    whose = children(losses, "amod", "compound", "poss", "nmod")
    named = any(c.ent_type_ in ("GPE", "NORP", "ORG") or c.lower_ in _ARMIES for c in whose)
    return named and any(t.lower_ in claim_words("warfare") for t in losses.sent)


_ARMIES = frozenset({"us", "u.s.", "uk", "coalition", "nato", "allied", "military", "combat"})


def _of_the_hurt(head: Token) -> bool:
    """Whether a noun stands for those told of before: three of the dead, two of the victims."""
    partitive = head.dep_ == "pobj" and head.head.lower_ == "of"
    return partitive and any(c.lower_ in ("the", "these") for c in children(head, "det"))


def _last_named(pool: list[Draft]) -> str | None:
    """Return the group of the last claim of several people that names one."""
    named = [d.group for d in pool if d.group != "people" and d.victims.high != 1]
    return named[-1] if named else None


def _taken_up(
    draft: Draft, done: list[Draft], before: list[Draft], register: Register, unnamed: bool
) -> str | None:
    """Return the group of whom "he", "them", "others" or a bare number takes up."""
    head = draft.victims.head
    if head.lower_ in claim_words("person pronoun"):
        group = group_before(head, register)
        if group:
            return group
    if head.lower_ == "them" and draft.victims.part:
        return _last_named(done)
    if head.lower_ == "them" and (draft.victims.high == 1 or not (done or before)):
        group = _crowd_before(head, draft, register)
        if group:
            return group
    return _inherited(draft, done, before, unnamed)


def _crowd_before(pronoun: Token, draft: Draft, register: Register) -> str | None:
    """Return the group of the people named last before "them", save who did it."""
    doer = subject(draft.cue.token)
    side = noun_group(doer, register.organisations) if doer is not None else None
    doc = pronoun.doc
    for k in range(pronoun.i - 1, max(pronoun.i - 60, -1), -1):
        noun = doc[k]
        if noun.tag_ in ("NNS", "NNPS") and noun.dep_ != "compound":
            group = noun_group(noun, register.organisations)
            if group and group not in ("people", side):
                return group
    return None


def _inherited(draft: Draft, done: list[Draft], before: list[Draft], unnamed: bool) -> str:
    """Return the group that "others" or a bare number takes from the claims before it."""
    pool = [d for d in done if not d.victims.part] or ([] if unnamed else before)
    if draft.victims.high == 1 and not unnamed:
        last = pool[-1].group if pool and pool[-1].victims.high == 1 else None
        return last if last and last != "people" else "civilians"
    if not pool or unnamed and pool[-1].victims.high == 1:
        return "people"
    return pool[-1].group or "people"


def _side_of(draft: Draft, register: Register) -> str | None:
    """Return the side in arms that victims were on by what they did or whose they were."""
    cue, told = draft.cue.token, register.organisations
    if draft.cue.frame == "among":
        for noun in children(cue, "pobj"):
            acts = [noun, *children(noun, "acl", "relcl")]
            side = noun_group(noun, told), *(fought(act, told) for act in acts)
            armed = [group for group in side if group in _ARMED]
            if armed:
                return armed[0]
    found = fought(cue, told)
    if found:
        return found
    owner = subject(cue) if cue.lemma_ == "lose" else _owner(draft.victims.head)
    if owner is None:
        return None
    group = register.people.get(owner.lower_) or organisation_group(owner, told)
    return group if group in _ARMED else None


def _owner(men: Token) -> Token | None:
    """Return whose men victims were: Ruiz and six of his men, the group said its members."""
    owners = children(men, "poss") if men.lower_ in claim_words("men") else []
    if not owners or owners[0].tag_ != "PRP$":
        return owners[0] if owners else None
    for above in (men, *ancestors_within_sentence(men)):
        doer = subject(above) if above.pos_ in ("VERB", "AUX") else None
        if doer is not None and men not in doer.subtree:
            return doer
    return person_before(owners[0]) if owners[0].lower_ in ("his", "her") else None
