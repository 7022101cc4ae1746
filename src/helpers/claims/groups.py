"""To which group victims belong: by their noun, its modifiers, and who they were before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from helpers.claims.organisations import modifiers, nouns, organisation_group
from helpers.grammar import children, conjuncts, prepositional_objects, subject
from helpers.lexicons import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Token

NOTHING_TOLD: Mapping[str, str] = MappingProxyType({})


def noun_group(head: Token, told: Mapping[str, str] = NOTHING_TOLD) -> str | None:
    """Return the group that a noun and its modifiers name, or None where they name none.

    Parameters
    ----------
    head : spacy.tokens.Token
        The head of a noun phrase.
    told : mapping of str to str
        What the article says of its organisations; see
        :func:`helpers.claims.organisations.told_organisations`.

    Returns
    -------
    str or None
        ``state forces``, ``militants``, ``protesters``, ``civilians`` or ``people``.
    """
    word = head.lower_
    own = nouns().get(word) or (nouns().get(word[:-1]) if word.endswith("s") else None)
    by_modifier = _by_modifiers(head, own, told)
    if by_modifier:
        return by_modifier
    own = _by_membership(head, own, told)
    if word in claim_words("relation"):
        own = described(head, told) or own
    if own and own != "people":
        return own
    by_description = described(head, told) if head.tag_ in ("NNP", "NN", "NNPS") else None
    if by_description:
        return by_description
    if own == "people":
        return mostly(head) or own
    if (
        own is None
        and head.ent_type_ != "PERSON"
        and (head.ent_type_ in ("NORP", "GPE") or _is_demonym(head))
    ):
        return "civilians"
    if own or head.pos_ == "PROPN" and head.tag_ == "NNP":
        return own
    return _by_ending(word)


def _by_membership(head: Token, own: str | None, told: Mapping[str, str]) -> str | None:
    """Return the group of what somebody belongs to or fought for, else the noun's ``own``."""
    if head.lower_ in claim_words("belongs") and own not in ("militants", "state forces"):
        own = _group_belonged_to(head, told) or own
    if own in (None, "civilians"):
        own = _fought_for(head, told) or own
    return "civilians" if own == "state forces" and _is_former(head) else own


def joined(verb: Token, told: Mapping[str, str]) -> str | None:
    """Return the side that somebody fought for, joined or led.

    Parameters
    ----------
    verb : spacy.tokens.Token
        A form of fight, join, serve, volunteer, lead and the like.
    told : mapping of str to str
        As for :func:`noun_group`.

    Returns
    -------
    str or None
        ``state forces`` for an army or navy, ``militants`` for armed groups and
        for whoever fights one; None where the words name no side.
    """
    sides = prepositional_objects(verb, "for", "with", "alongside", "in")
    if verb.lemma_ == "fight":
        sides += prepositional_objects(verb, "against")
    sides += [o for c in conjuncts(verb)[1:] for o in prepositional_objects(c, "for", "with")]
    for o in (*sides, *children(verb, "dobj", "obj")):
        for side in conjuncts(o):
            group = organisation_group(side, told)
            army = {t.lower_ for t in side.subtree} & {"army", "military", "navy", "marines"}
            if group is None and army:
                return "state forces"
            against = verb.lemma_ == "fight" and side.ent_type_ in ("ORG", "NORP")
            if group == "militants" or against or _armed_modifier(side):
                return "militants"
            if group == "state forces" and verb.lemma_ != "join":
                return group
    volunteered = [c for c in children(verb, "xcomp") if c.lemma_ in ("fight", "join", "serve")]
    return joined(volunteered[0], told) if volunteered else None


def _armed_modifier(noun: Token) -> bool:
    return any(modifiers().get(c.lower_) == "militants" for c in children(noun, "amod", "compound"))


def fought(cue: Token, told: Mapping[str, str]) -> str | None:
    """Return the side of somebody killed fighting: "died fighting with the rebels".

    Parameters
    ----------
    cue : spacy.tokens.Token
        The casualty word.
    told : mapping of str to str
        As for :func:`noun_group`.

    Returns
    -------
    str or None
        As :func:`joined` returns it.
    """
    for act in _acts(cue):
        fighting = act.lemma_ == "fight" or act.lower_ == "fighting"
        if fighting or act.lemma_ in claim_words("serves"):
            side = joined(act, told) or ("militants" if fighting else None)
            if side:
                return side
    for role in prepositional_objects(cue, "as"):
        group = noun_group(role, told)
        if group in ("militants", "state forces"):
            return group
    return None


def _acts(cue: Token) -> Iterator[Token]:
    """Yield what somebody did who was hurt, near deeds first: killed while trying to clear."""
    queue = [cue]
    for verb in queue:
        near = children(verb, "advcl", "xcomp", "acl")
        near += [o for p in children(verb, "prep") for o in children(p, "pcomp")]
        yield from near
        queue.extend(near)


def _fought_for(head: Token, told: Mapping[str, str]) -> str | None:
    """Read "a Swede who had joined the rebels", "volunteers fighting with the militia"."""
    for clause in children(head, "acl", "relcl"):
        for act in (clause, *children(clause, "advcl", "xcomp")):
            if act.lemma_ in claim_words("serves"):
                side = joined(act, told)
                if side:
                    return side
    return None


def titled(head: Token, told: Mapping[str, str]) -> str | None:
    """Read the title before a name: Sergeant Marsh, rebel commander Moss, ex-soldier Hill.

    Parameters
    ----------
    head : spacy.tokens.Token
        The last word of the name.
    told : mapping of str to str
        As for :func:`noun_group`.

    Returns
    -------
    str or None
        A victim group; civilians for what somebody is no longer.
    """
    for c in children(head, "compound", "nmod"):
        if c.lower_.rstrip(".") in claim_words("rank"):
            return "civilians" if _is_former(head) else "state forces"
        group = nouns().get(c.lower_)
        if group and group != "people" and c.i < head.i:
            group = _modifier_group(c) or group
            lapsed = group == "state forces" and (_is_former(head) or _is_former(c))
            return "civilians" if lapsed else group
    return None


def in_protest(cue: Token) -> bool:
    """Whether a sentence tells that people were hurt at a protest or shot at as a crowd."""
    for token in cue.sent:
        month = token.ent_type_ == "DATE"
        if token.lower_ in claim_words("protest") and token.dep_ == "pobj" and not month:
            preposition = token.head
            if preposition.lower_ == "of" and preposition.head.dep_ == "pobj":
                preposition = preposition.head.head
            if preposition.lower_ in ("on", "at", "during", "upon", "among", "into"):
                return token.lower_ not in claim_words("crowd") or _by_forces(preposition.head)
    return False


def _by_forces(verb: Token) -> bool:
    """Whether police or troops did it: they fired on the crowd."""
    doer = subject(verb)
    return doer is not None and noun_group(doer) == "state forces"


def _by_modifiers(head: Token, own: str | None, told: Mapping[str, str]) -> str | None:
    """Return the group that the words before a noun decide, where they may."""
    word, group = head.lower_, _modifier_group(head, told)
    if group is None or word in ("victim", "victims"):
        return None
    if group == "state forces" and _is_former(head):
        group = "civilians"
    if word in claim_words("officeholder") and _political(head):
        return own
    keeps_own = word in claim_words("own group") or group == "civilians"
    if own != "people" and keeps_own and group != "protesters":
        return own
    return group


def _political(head: Token) -> bool:
    """Whether a noun's modifier is of party politics: an opposition leader."""
    return bool({c.lower_ for c in children(head, "amod", "compound")} & {"party", "opposition"})


def _modifier_group(head: Token, told: Mapping[str, str] = NOTHING_TOLD) -> str | None:
    for k in range(head.i - 1, max(head.i - 6, head.sent.start - 1), -1):
        token = head.doc[k]
        if token.head != head and token.head.head != head:
            break
        group = modifiers().get(token.lower_)
        if group:
            return group
        belongs = head.lower_ in claim_words("belongs")
        if (belongs or head.pos_ == "PROPN") and token.pos_ in ("NOUN", "PROPN"):
            group = organisation_group(token, told) if belongs else nouns().get(token.lower_)
            if group and group != "people":
                return group
    return None


def _is_former(noun: Token) -> bool:
    """Whether somebody no longer is what the noun says: a former colonel."""
    return any(c.lower_ in ("former", "ex", "retired", "ex-") for c in noun.lefts)


def described(head: Token, told: Mapping[str, str]) -> str | None:
    """Read an apposition or "of": Hussain, a police spokesman; people of the village.

    Parameters
    ----------
    head : spacy.tokens.Token
        The head of a noun phrase.
    told : mapping of str to str
        As for :func:`noun_group`.

    Returns
    -------
    str or None
        A victim group; civilians for what somebody is no longer.
    """
    for c in map(_past_one_of, [*children(head, "appos"), *_held_to_be(head)]):
        if c.pos_ in ("NOUN", "PROPN"):
            rank = "state forces" if c.lower_ in claim_words("rank") else None
            group = _fought_for(c, told) or nouns().get(c.lower_) or rank
            if c.lower_ in claim_words("belongs"):
                group = _group_belonged_to(c, told) or group
            modifier = _modifier_group(c, told)
            if modifier or group and group != "people":
                return "civilians" if _is_former(c) else modifier or group
    return _group_belonged_to(head, told)


def _past_one_of(noun: Token) -> Token:
    """Follow "one of the" to the noun behind."""
    of = prepositional_objects(noun, "of") if noun.lower_ == "one" else []
    return of[0] if of else noun


def _held_to_be(head: Token) -> list[Token]:
    """Return what a clause says that somebody is: "believed to be its leader", "who is a cook"."""
    found = []
    for clause in children(head, "acl", "relcl"):
        for verb in (clause, *children(clause, "xcomp")):
            if verb.lemma_ == "be":
                found += children(verb, "attr")
            elif verb.lemma_ in ("work", "serve"):
                found += prepositional_objects(verb, "as")
    return found


def _group_belonged_to(head: Token, told: Mapping[str, str]) -> str | None:
    """Read "a member of the guard", "people of the army": the group of what they belong to."""
    for o in prepositional_objects(head, "of", "from", "with"):
        if head.lower_ in claim_words("belongs") or o.lower_ in ("police", "army"):
            group = organisation_group(o, told) or _modifier_group(o, told)
            if group and group != "people":
                return group
    if head.lower_ in claim_words("belongs"):
        for owner in children(head, "poss"):
            group = organisation_group(owner, told)
            if group in ("militants", "state forces"):
                return group
    return None


def mostly(head: Token) -> str | None:
    """Read "people, mostly miners", "34 people, almost all striking miners": the group of most.

    Parameters
    ----------
    head : spacy.tokens.Token
        The noun or number that the words stand behind.

    Returns
    -------
    str or None
        None where no such words follow within a few words.
    """
    doc = head.doc
    for k in range(head.i + 1, min(head.i + 7, head.sent.end)):
        if doc[k].lower_ in ("mostly", "mainly", "largely") or (
            doc[k].lower_ == "all" and doc[k - 1].lower_ in (",", "almost", "nearly")
        ):
            for noun in doc[k + 1 : min(k + 6, head.sent.end)]:
                if noun.pos_ == "NOUN" and noun.dep_ != "compound":
                    return noun_group(noun)
        if doc[k].pos_ == "VERB":
            return None
    return None


def _is_demonym(head: Token) -> bool:
    return head.tag_ in ("NNPS", "NNP") and head.lower_.endswith(
        ("ians", "ians", "ese", "ishmen", "anis", "qis")
    )


_ENDINGS = (
    "er",
    "ers",
    "or",
    "ors",
    "ist",
    "ists",
    "man",
    "men",
    "woman",
    "women",
    "ian",
    "ians",
    "ant",
    "ants",
    "ee",
    "ees",
)


def _by_ending(word: str) -> str | None:
    return "civilians" if len(word) > 5 and word.endswith(_ENDINGS) else None
