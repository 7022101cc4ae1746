"""Who an article says has died: whoever it says was shot, and tells dead elsewhere, was killed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.claims.drafts import Draft
from helpers.claims.register import person_before
from helpers.lexicons import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Token


def with_fates(drafts: Iterable[list[Draft]]) -> list[list[Draft]]:
    """Turn injuries of people who are told dead in another sentence into their deaths.

    Parameters
    ----------
    drafts : iterable of list of Draft
        Those of each sentence, in the order of the text.

    Returns
    -------
    list of list of Draft
        The same. "Marsh was shot on Monday" tells of a death where the article also
        says that Marsh died, unless the same sentence says it already.
    """
    sentences = [list(each) for each in drafts]
    dead = [{_person(d) for d in each if d.cue.outcome == "killed"} - {""} for each in sentences]
    everybody = set().union(*dead)
    return [
        [_fatal(d) if _is_shot(d) and _person(d) in everybody - told else d for d in each]
        for each, told in zip(sentences, dead, strict=True)
    ]


def _fatal(draft: Draft) -> Draft:
    return replace(draft, cue=replace(draft.cue, outcome="killed"))


def _is_shot(draft: Draft) -> bool:
    cue = draft.cue
    return cue.outcome == "injured" and cue.token.lower_ in claim_words("may be fatal")


def _person(draft: Draft) -> str:
    """Return the last name of a single victim, of the one "he" stands for; else nothing."""
    head = draft.victims.head
    if draft.victims.high != 1:
        return ""
    name: Token | None = head if head.pos_ == "PROPN" else None
    if head.lower_ in claim_words("person pronoun"):
        name = person_before(head)
    return name.lower_ if name is not None else ""
