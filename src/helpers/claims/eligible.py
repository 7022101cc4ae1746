"""Which noun phrases may name people hurt: no animals, no machines, no hopes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.claims.groups import noun_group
from helpers.claims.victims import ARTICLES, Victims, person_nouns
from helpers.grammar import children
from helpers.lexicons import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def _is_leader_of(head: Token) -> bool:
    """Whether a noun names an organisation's own head: its leader, the group's chief."""
    return head.lower_ in ("leader", "head", "chief", "founder", "chairman") and bool(
        children(head, "poss")
    )


@cache
def _not_victims() -> frozenset[str]:
    return lexicons.words("not_victims")


_NOT_PEOPLE = frozenset(
    [
        "DATE",
        "TIME",
        "MONEY",
        "PERCENT",
        "PRODUCT",
        "EVENT",
        "WORK_OF_ART",
        "LAW",
        "LANGUAGE",
        "FAC",
        "LOC",
        "QUANTITY",
    ]
)


def is_victim(victims: Victims, frame: str, cue: Token) -> bool:
    """Whether a noun phrase may name people hurt.

    Parameters
    ----------
    victims : Victims
        The phrase.
    frame : str
        The frame of the cue that led to it; see ``lexicons/casualty_words.csv``.
    cue : spacy.tokens.Token
        The cue.

    Returns
    -------
    bool
        False for animals, machines, plans, places and whatever the lexicon of
        people does not know and no number or name vouches for.
    """
    head, word = victims.head, victims.head.lower_
    if (
        any(c.lower_ in ("any", "every", "each") for c in children(head, "det"))
        and victims.count is None
    ):
        return False
    if _is_thing(victims):
        return False
    if frame == "body" and word in ("victims", "dead", "those") and victims.count is None:
        return False
    jailed = frame == "custody" or cue.lower_ in claim_words("arrest")
    if jailed and _is_leader_of(head):
        # Told as an event done to the organisation (helpers.events), not as a casualty.
        return False
    if head == cue:
        return _stands_alone(victims, frame, cue)
    unlike = head.ent_type_ in _NOT_PEOPLE and not _is_person_name(head) and not _is_aged(head)
    if unlike and not _is_pronoun(head) and word not in person_nouns():
        return victims.count is not None and victims.first == victims.last
    known = _is_pronoun(head) or noun_group(head) or word == "number" or _is_aged(head)
    bare_number = victims.count is not None and victims.first == victims.last
    return bool(known) or bare_number or _is_person_name(head)


def _is_person_name(head: Token) -> bool:
    """Whether a noun is somebody's name, also where the small model takes it for another's.

    It takes surnames that stand alone for companies, laws and towns: what the article
    names as a person anywhere is one, and so is what is said to be murdered.
    """
    if head.ent_type_ == "PERSON" or head.pos_ == "PROPN" and head.lower_ in _people_of(head.doc):
        return True
    if head.pos_ != "PROPN" or head.ent_type_ == "GPE":
        return False
    if head.ent_type_ in _NOT_PEOPLE or head.ent_type_ == "ORG":
        noun = head.head if head.dep_ == "poss" else head.head.head
        surname = head.is_title and not children(head, "compound", "det")
        return surname and head.dep_ in ("poss", "pobj") and noun.lower_ in claim_words("killing")
    return True


def _people_of(doc: Doc) -> frozenset[str]:
    """Return the last names of those whom an article names as people, in lower case."""
    key = "last names of people"
    if key not in doc.user_data:
        doc.user_data[key] = frozenset(
            t.lower_ for t in doc
            if t.ent_type_ == "PERSON" and t.dep_ != "compound" and t.is_title
        )  # fmt: skip
    return doc.user_data[key]


def _is_aged(head: Token) -> bool:
    """Whether a word is an age that stands for somebody: the 36-year-old."""
    return head.lower_ == "old" and bool(children(head, "npadvmod"))


def _is_thing(victims: Victims) -> bool:
    """Whether a noun names no people: animals, machines; but "two of their number"."""
    head = victims.head
    if head.lower_ == "number" and children(head, "poss"):
        return victims.count is None
    return head.lower_ in _not_victims() or head.lemma_.lower() in _not_victims()


def _is_pronoun(head: Token) -> bool:
    """Whether a word stands for people told of before: they, he, the second."""
    word = head.lower_
    if word in claim_words("ordinal one"):
        return bool(children(head, "det")) and head.dep_ != "pobj"
    return word in claim_words("plural pronoun") or word in claim_words("singular pronoun")


def _stands_alone(victims: Victims, frame: str, cue: Token) -> bool:
    """Whether a cue that is its own victims says enough: six dead, 27 deaths, bodies."""
    counted = victims.count is not None
    if cue.lower_ in claim_words("deed"):
        return False
    if not counted and frame == "event" and cue.tag_ == "NNS" and cue.head.lemma_ == "be":
        return bool(children(cue.head, "expl"))  # "there were deaths"
    if frame == "event" and not counted and cue.lower_ in claim_words("several deaths"):
        return bool(children(cue, "det")) and not children(cue, "prep", "amod")
    if not counted or frame in ("state", "lives"):
        return counted
    count = victims.count
    return count.last - count.first > 1 or cue.doc[count.first].lower_ not in ARTICLES
