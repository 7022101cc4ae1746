"""What the sentence around a time expression decides: its direction, and whether it is one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers import lexicons

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

PAST, FUTURE, OPEN = "<", ">", "~"
_MODALS_AHEAD = frozenset({"will", "shall", "would", "'ll", "wo", "should", "must", "can", "may"})
_MODALS_OPEN = frozenset({"could", "might"})
_SOON = re.compile(r"(?:as (?:early|soon) as|no later than|due (?:on|by)|set for)\s+$")
_BOUNDED = re.compile(r"\b(?:by|until|till)\s+(?:the\s+)?$")
_MONTH_CONTEXT = re.compile(
    r"\b(?:in|since|until|till|by|from|between|early|late|mid|last|next|this|of|during|through"
    r"|before|after|and|to|starting|around)[\s-]+$",
    re.IGNORECASE,
)
_SMALL_MONTH_CONTEXT = re.compile(r"\b(?:in|since|until|till|early|late|mid|last|of)[\s-]+$")
_YEAR_CONTEXT = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|between|early|late|mid|of|during|through|throughout"
    r"|before|after|and|to|or|the|years?|circa|around|about|for|post|pre|spring|summer|winter"
    r"|fall|autumn|ended|ending|than|an?|on|its|his|their|as)[\s-]+|[(,]\s*)$",
    re.IGNORECASE,
)
_MID_SENTENCE = re.compile(r"[\w’'][ ,]+$")
_EVERY = re.compile(r"\b(?:every|each|most|any|other)\s+(?:other\s+)?$", re.IGNORECASE)
_VERBAL = re.compile(r"\s+(?:to|on|by|towards?|for|against|in)\b")
_NAMES = frozenset({"PERSON", "ORG", "GPE"})
_NUMBER_BEFORE = re.compile(
    r"[$£€#/.]\s?$|\b(?:no|number|nos|rs|flight|article|section|room)\.?\s+$", re.IGNORECASE
)
_NUMBER_AFTER = re.compile(
    r"\s*(?:gmt|hrs|hours|utc|per ?cent|%|people|km|kg|metres|meters|miles|feet)", re.IGNORECASE
)
_YEAR_OPENS = re.compile(r"(?:^|[.\n\"'(:;]\s*)$")


def _kind(kind: str) -> frozenset[str]:
    return lexicons.words("date_context", kind=kind)


def governing_verb(token: Token) -> Token | None:
    """Return the verb of the clause that ``token`` stands in, or None."""
    for above in (token, *token.ancestors):
        if above.pos_ in ("VERB", "AUX"):
            return above
    return None


def direction(span: Span, text: str, default: str = PAST) -> str:
    """Tell whether time words look back or ahead, by the tense of what they date.

    Parameters
    ----------
    span : spacy.tokens.Span
        The time words.
    text : str
        The text of their document.
    default : str
        What holds where no verb decides.

    Returns
    -------
    str
        ``"<"`` back, ``">"`` ahead, ``"~"`` where the words leave it open.
    """
    before = text[max(0, span.start_char - 30) : span.start_char].lower()
    if _SOON.search(before):
        return FUTURE
    way = default
    for above in span.root.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            way = tense(above, span) or default
            break
        words = {above.lemma_.lower(), *(c.lemma_.lower() for c in above.children if c.i < above.i)}
        if words & _kind("ahead"):
            return FUTURE
    return OPEN if way == PAST and _BOUNDED.search(before) else way


def tense(verb: Token, span: Span | None = None) -> str:
    """Tell whether a verb tells of the past or of what is to come.

    Parameters
    ----------
    verb : spacy.tokens.Token
        The verb.
    span : spacy.tokens.Span, optional
        Time words that depend on it, to tell "planned on Friday" from "planned
        for Friday".

    Returns
    -------
    str
        ``"<"``, ``">"``, ``"~"`` for either, or ``""`` where its form says nothing.
    """
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {c.lower_ for c in helpers}
    perfect = any(c.lemma_ == "have" for c in helpers)
    if words & (_MODALS_AHEAD | _MODALS_OPEN):
        return PAST if perfect else FUTURE if words & _MODALS_AHEAD else OPEN
    if "to" in words and verb.tag_ == "VB":
        return _infinitive(verb, perfect)
    if _is_plan(verb, span) and verb.dep_ not in ("acl", "relcl"):
        return FUTURE
    present = words & {"is", "are", "be", "'s", "being"}
    if perfect or verb.tag_ == "VBD" or words & {"was", "were", "did", "had", "been"}:
        return PAST
    if verb.tag_ == "VBN":
        planned = verb.lemma_.lower() in _kind("plan") | _kind("fix")
        return OPEN if present or planned else PAST
    if verb.tag_ == "VBG" and not helpers:
        above = governing_verb(verb.head) if verb.head != verb else None
        return tense(above) if above is not None else ""
    if verb.tag_ in ("VBZ", "VBP", "VBG") and verb.lemma_.lower() not in _kind("report"):
        return FUTURE
    return ""


def _infinitive(verb: Token, perfect: bool) -> str:
    """An infinitive looks ahead under a verb of planning, and is open else."""
    if perfect:
        return PAST
    head = verb.head
    if head == verb or head.lemma_ == "be" and verb.dep_ == "xcomp":
        return FUTURE
    while head.pos_ in ("NOUN", "ADJ", "PROPN") and head.head != head:
        if head.lemma_.lower() in _kind("plan") | _kind("ahead"):
            return FUTURE
        head = head.head
    return FUTURE if head.lemma_.lower() in _kind("plan") | _kind("fix") else OPEN


def _is_plan(verb: Token, span: Span | None) -> bool:
    """Whether the words date what a verb of planning plans, not the planning."""
    if span is None:
        return False
    if verb.lemma_.lower() in _kind("fix"):
        return True
    word = span.root
    while word.head != verb and word.head != word:
        word = word.head
    ahead = word.dep_ == "prep" and word.lower_ in ("for", "until", "till", "to", "by")
    return ahead and verb.lemma_.lower() in _kind("plan")


def is_deictic(text: str, start: int, end: int) -> bool:
    """Whether today is a day, not the name of a newspaper or programme."""
    word = text[start:end]
    return not word[0].isupper() or not _MID_SENTENCE.search(text[max(0, start - 20) : start])


def is_repeated(text: str, start: int) -> bool:
    """Whether the words tell of something that recurs: every Friday."""
    return bool(_EVERY.search(text[max(0, start - 14) : start]))


def is_month(span: Span, text: str, start: int, end: int) -> bool:
    """Whether a bare month is one, not the verb may, a march or a person called April.

    Parameters
    ----------
    span : spacy.tokens.Span
        The tokens that hold it.
    text : str
        The text of their document.
    start, end : int
        Its offsets.
    """
    word = text[start:end]
    if word.lower() not in ("may", "march", "april", "june", "august"):
        return True
    before, after = text[max(0, start - 14) : start], text[end : end + 12]
    if word[0].islower():
        return bool(_SMALL_MONTH_CONTEXT.search(before)) and not _VERBAL.match(after)
    if _MONTH_CONTEXT.search(before):
        return not (word == "May" and span.root.tag_ == "MD")
    if word in ("May", "March"):
        named = span.root.tag_ == "MD" or _VERBAL.match(after)
        return span.root.ent_type_ == "DATE" and not named
    return span.root.ent_type_ not in _NAMES


def is_year(span: Span, text: str, start: int, end: int) -> bool:
    """Whether four figures are a year, not a number of people or things.

    Parameters
    ----------
    span : spacy.tokens.Span
        The tokens that hold them.
    text : str
        The text of their document.
    start, end : int
        Their offsets.
    """
    token = span.root
    before, after = text[max(0, start - 16) : start], text[end : end + 24]
    if _NUMBER_BEFORE.search(before) or _NUMBER_AFTER.match(after):
        return False
    placed = bool(_YEAR_CONTEXT.search(before))
    if not 1700 <= int(text[start:end]) <= 2060 and not placed:
        return False
    if token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS"):
        return token.head.i == token.i + 1 and bool(re.search(r"\bthe\s+$", before, re.IGNORECASE))
    return placed or bool(_YEAR_OPENS.search(before)) or token.ent_type_ == "DATE"
