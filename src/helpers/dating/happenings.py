"""What dates an event is stricter than what dates a count: an event lies on its own days.

A toll may well be counted over days that another clause tells of; that somebody was
protesting is not dated by when the one protested for was jailed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.events.grammar import measured

if TYPE_CHECKING:
    from spacy.tokens import Token

    from helpers.dating.clauses import Dated

LEAD = 2
"""Sentences from the start, the headline among them, whose own deeds are the news."""
_OTHER_TIMES = frozenset({"after", "following", "before", "since", "until", "because", "although"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_DAYS = frozenset({"day", "span", "weekend", "week"})
_CHAIN = frozenset({"pcomp", "prep", "conj", "xcomp", "dobj", "pobj", "nsubj", "nsubjpass", "attr"})


def dates_something_else(dated: Dated, cue: Token) -> bool:
    """Whether a time expression belongs to another event of the sentence.

    Parameters
    ----------
    dated : Dated
        The expression.
    cue : spacy.tokens.Token
        The word that tells of the event.

    Returns
    -------
    bool
        True where it stands in a relative clause about something else ("the leader,
        who was jailed in April"), in a clause of another time ("after the party was
        banned in April"), or gives how long that took which went before
        ("following a week of skirmishes").
    """
    over_cue = {t.i for t in (cue, *cue.ancestors)}
    itself = {cue.i, measured(cue).i}
    for token in _path(dated.token, over_cue):
        if token.dep_ == "relcl" and token.head.i not in itself:
            return True
        opens = {c.lower_ for c in token.children if c.dep_ in ("mark", "prep")}
        if token.dep_ in ("advcl", "ccomp") and opens & _OTHER_TIMES:
            return True
        # "The attack was revenge for air strikes last week": the strikes lie in that week.
        if token.dep_ == "prep" and token.lower_ == "for" and _for_deed(token):
            return True
        if token.lower_ in ("after", "following") and dated.row["precision"] == "span":
            return True
    return False


def _for_deed(token: Token) -> bool:
    """Whether "for" gives what was done before, not whom or what something is for."""
    deeds = lexicons.words("event_nouns", "lemma")
    return any(c.dep_ == "pobj" and c.lemma_.lower() in deeds for c in token.children)


def dates_background(dated: Dated, cue: Token) -> bool:
    """Whether months or years only tell where somebody in the sentence comes from.

    That is so in a relative clause about what has no part in the deaths: in "a baker,
    who came here 22 years ago, was the fifth to be killed" they date no killing.
    """
    if dated.row["precision"] in _DAYS:
        return False
    over_cue = {t.i for t in (cue, *cue.ancestors)}
    told = {t.i for t in cue.subtree}
    return any(
        t.dep_ == "relcl" and t.head.i not in told and t.head.dep_ in _SUBJECTS
        for t in _path(dated.token, over_cue)
    )


def _path(token: Token, over_cue: set[int]) -> Iterator[Token]:
    """The words from a time expression up to where it meets what is over the cue."""
    while token.i not in over_cue:
        yield token
        if token.head == token:
            return
        token = token.head


def is_news(cue: Token, sentence_id: int) -> bool:
    """Whether an event without a time of its own is what the article came to report.

    Parameters
    ----------
    cue : spacy.tokens.Token
        The word that tells of the event.
    sentence_id : int
        Its sentence.

    Returns
    -------
    bool
        True in the present perfect ("has dropped its demand"), and in the plain past
        of the article's first sentences.
    """
    tenses = set(_tenses(cue))
    if "had" in tenses:
        return False
    return "has" in tenses or sentence_id < LEAD


def follows(cue: Token, sentence_id: int, dated: Dated) -> bool:
    """Whether an event without a time of its own lies on the day that was told of before.

    Parameters
    ----------
    cue : spacy.tokens.Token
        The word that tells of the event.
    sentence_id : int
        Its sentence.
    dated : Dated
        What dates a report before it.

    Returns
    -------
    bool
        False for what "has happened" by the publication or "had happened" before that
        day, and for the article's news where the story runs over days.
    """
    if set(_tenses(cue)):
        return False
    return not (dated.row["precision"] == "span" and is_news(cue, sentence_id))


def _tenses(token: Token) -> Iterator[str]:
    """The forms of *have* over the event, up to the head of its own clause."""
    while True:
        for child in token.children:
            if child.dep_ == "aux" and child.lemma_.lower() == "have":
                yield "had" if child.tag_ == "VBD" else "has"
        if token.dep_ not in _CHAIN or token.head == token:
            return
        token = token.head
