"""Attributions that hang on a noun, an adjective, an adverb or a preposition."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from helpers.attribution.candidate import Candidate, make
from helpers.attribution.cues import kinds, phrases
from helpers.attribution.sources import can_speak, source_of
from helpers.attribution.words import Words

_CARRIERS = frozenset(
    {
        "make",
        "issue",
        "give",
        "have",
        "hold",
        "express",
        "offer",
        "raise",
        "release",
        "send",
        "voice",
        "reject",
        "deny",
        "repeat",
        "file",
        "receive",
        "cite",
    }
)
_NOUN_PREPOSITIONS = frozenset({"of", "about", "for", "on", "over", "against"})
_MAKERS = frozenset({"by", "from", "among", "in", "of"})
_OWN_SOURCES = frozenset({"report", "input", "intelligence", "tip"})
_CLIMBED = frozenset({"conj", "dobj", "prep", "pobj", "acomp", "attr", "xcomp", "nsubj", "amod"})
_COUNTS = frozenset({"count", "tally", "reckoning", "estimate", "account", "admission", "figure"})
_LIGHT = frozenset({"CC", "RB", "``", "''", ",", "_SP", "IN"})


def noun_candidates(words: Words, noun: int) -> Iterator[Candidate]:
    """Yield "the claim that ...", "reports of ...", "his hope is that ...".

    Parameters
    ----------
    words : Words
        The article.
    noun : int
        A noun of ``reporting_nouns``.

    Yields
    ------
    Candidate
        One for each clause or object.
    """
    determiner = words.child(noun, "det")
    bounds = noun if determiner is None else determiner, noun
    for kid in words.kids[noun]:
        if kid < noun:
            continue
        dep, thing = words.dep[kid], kid
        first = words.subtree(kid)[0]
        if dep in ("acl", "ccomp", "relcl") and (words.tag[kid] != "VBN" or first < kid):
            mark = words.lower[first]
            frame = f"noun-{mark}" if mark in ("that", "to") else f"noun-{dep}"
        elif dep == "prep" and words.lower[kid] in _NOUN_PREPOSITIONS:
            thing = words.child(kid, "pobj", "pcomp")
            frame = f"noun-{words.lower[kid]}"
        else:
            continue
        source = _maker(words, noun, thing)
        if thing is not None and thing != source:
            yield from make(words, noun, frame, words.span(thing), source, "noun", thing, bounds)
        if dep == "prep" and words.lower[kid] in ("of", "by", "from") and thing is not None:
            yield from _clause_behind_maker(words, noun, thing, bounds)
    copula = words.head[noun]
    if words.dep[noun] == "nsubj" and words.lemma[copula] == "be":
        clause = words.child(copula, "ccomp", "xcomp")
        if clause is not None:
            source = _maker(words, noun, clause)
            yield from make(
                words, noun, "noun-is", words.span(clause), source, "noun", clause, (noun, copula)
            )


def _clause_behind_maker(
    words: Words, noun: int, maker: int, bounds: tuple[int, int]
) -> Iterator[Candidate]:
    """Yield "the argument of the defence that ...", where the clause hangs on the maker."""
    for clause in words.children(maker, "acl", "relcl", "ccomp"):
        first = words.subtree(clause)[0]
        marked = words.lower[first] == "that" and words.dep[first] == "mark"
        if marked and can_speak(words, maker):
            yield from make(
                words, noun, "noun-that", words.span(clause), maker, "noun", clause, bounds
            )


def _maker(words: Words, noun: int, content: int | None) -> int | None:
    """Return who made a claim: "his claim", "a claim by X", "X made the claim"."""
    for kid in words.kids[noun]:
        if words.dep[kid] == "poss":
            return kid
        if words.dep[kid] == "prep" and words.lower[kid] in _MAKERS:
            thing = words.child(kid, "pobj")
            sure = words.lower[kid] in ("by", "from", "among")
            if thing is not None and thing != content and (sure or can_speak(words, thing)):
                return thing
    head = words.head[noun]
    if words.dep[noun] == "dobj" and words.lemma[head] in _CARRIERS:
        return source_of(words, head)
    if words.dep[noun] == "dobj" and head == noun - 1 and words.tag[head][:2] == "NN":
        # A verb that the tagger took for a noun: "Moss claims that ...".
        return head
    if words.dep[noun] == "pobj" and words.lower[head] in ("in", "with"):
        return source_of(words, words.head[head]) if words.tag[words.head[head]][0] == "V" else None
    name = words.child(noun, "compound", "amod")
    if name is not None and can_speak(words, name):
        return name
    return noun if words.lemma[noun] in _OWN_SOURCES else None


def adjective_candidates(words: Words, adjective: int) -> Iterator[Candidate]:
    """Yield "X is sure that ...", "X was unwilling to ...".

    Parameters
    ----------
    words : Words
        The article.
    adjective : int
        An adjective of ``reporting_phrases``.

    Yields
    ------
    Candidate
        One for each clause.
    """
    verb = words.head[adjective]
    if words.dep[adjective] != "acomp":
        return
    source = words.child(verb, "nsubj")
    if source is not None and words.lower[source] in ("it", "that", "this"):
        source = None
    for kid in words.kids[adjective] + words.kids[verb]:
        if kid > adjective and words.dep[kid] in ("ccomp", "xcomp"):
            yield from make(
                words,
                adjective,
                f"adjective-{words.dep[kid]}",
                words.span(kid),
                source,
                "adjective",
                kid,
                (min(verb, adjective), adjective),
            )


def adverb_candidates(words: Words, adverb: int) -> Iterator[Candidate]:
    """Yield the clause of "allegedly" and its like, which name no source.

    Parameters
    ----------
    words : Words
        The article.
    adverb : int
        An adverb of ``reporting_phrases``.

    Yields
    ------
    Candidate
        At most one.
    """
    verb = words.head[adverb]
    if words.dep[adverb] != "advmod" or not words.tag[verb].startswith("VB"):
        return
    if adverb < verb or adverb - verb <= 2:
        start, end = words.span(verb)
        for clause in words.within(words.end[verb], end):
            if words.dep[clause] == "relcl":
                end = min(end, words.span(clause)[0])
        yield from make(words, adverb, "adverb", (start, end), None, "phrase", verb)


@cache
def _preposition_pattern() -> re.Pattern[str]:
    longest_first = sorted(phrases("preposition"), key=len, reverse=True)
    joined = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in longest_first)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


def prepositional_candidates(words: Words) -> Iterator[Candidate]:
    """Yield "according to X", which takes the rest of its clause.

    Parameters
    ----------
    words : Words
        The article.

    Yields
    ------
    Candidate
        One for each preposition of ``reporting_phrases`` with a source.
    """
    for match in _preposition_pattern().finditer(words.text):
        first = bisect_left(words.start, match.start())
        last = bisect_left(words.start, match.end()) - 1
        if first >= len(words.start) or words.start[first] != match.start():
            continue
        source = _object_of(words, last)
        measure = words.lower[last] == "per" and not can_speak(words, source) if source else True
        if measure or words.entity[source] in ("DATE", "TIME"):
            continue
        span = _clause_beside(words, first, source)
        yield from make(words, first, "according", span, source, "phrase", None, (first, last))


def count_candidates(words: Words) -> Iterator[Candidate]:
    """Yield "by X's count", which takes the rest of its sentence.

    Parameters
    ----------
    words : Words
        The article.

    Yields
    ------
    Candidate
        With the frame ``count``.
    """
    for i, lower in enumerate(words.lower):
        count = words.child(i, "pobj") if lower in ("by", "on") else None
        if count is None or words.lemma[count] not in _COUNTS:
            continue
        source = words.child(count, "poss")
        if source is None:
            continue
        low, high = words.bounds[words.sentence[i]]
        opens = all(words.tag[k] in _LIGHT for k in range(low, i))
        span = (count + 1, high - 1) if opens else (low, i - 1)
        if span[0] <= span[1]:
            where = words.start[span[0]], words.end[span[1]]
            yield from make(words, i, "count", where, source, "phrase", None, (i, i))


def _object_of(words: Words, preposition: int) -> int | None:
    found = words.child(preposition, "pobj", "pcomp")
    if found is None:
        beside = words.children(words.head[preposition], "pobj")
        found = next((k for k in beside if k > preposition), None)
    return found


def _clause_beside(words: Words, first: int, source: int) -> tuple[int, int]:
    """Return the clause that "according to X" stands before, behind or in."""
    low, high = words.bounds[words.sentence[first]]
    right = words.subtree(source)[1]
    quote = words.quoted[first]
    while low < first and words.quoted[low] != quote:
        low += 1
    before = range(low, first)
    verbless = all(words.tag[i][:2] != "VB" for i in before)
    inserted = words.lower[first - 1] == "," == words.lower[min(right + 1, high - 1)]
    if inserted and verbless and any(words.tag[i][:2] == "NN" for i in before):
        return words.start[low], words.end[high - 1]
    if sum(words.tag[i] not in _LIGHT for i in before) <= 1:
        return words.start[min(right + 1, high - 1)], words.end[high - 1]
    governor = words.head[first]
    participle = _reported_participle(words, governor, first)
    if participle is not None:
        return words.start[words.subtree(participle)[0]], words.start[first]
    while words.dep[governor] in _CLIMBED and words.head[governor] >= low:
        governor = words.head[governor]
    own_first, own_last = words.subtree(governor)
    if words.tag[governor].startswith("VB") and low <= own_first < first:
        behind = own_last > right + 1 and words.dep[governor] != "ROOT"
        return words.start[own_first], words.end[own_last] if behind else words.start[first]
    return words.start[low], words.start[first]


def _reported_participle(words: Words, governor: int, first: int) -> int | None:
    """Return the participle alone that "according to" backs inside another's words.

    "The army said two died, bringing the toll to 12, according to a count": the count
    backs the toll.
    """
    above = words.head[governor]
    for verb in (governor, above):
        told = words.child(verb, "ccomp")
        for kid in words.children(verb, "advcl") if told is not None and told < verb else ():
            if words.tag[kid] == "VBG" and verb < kid < first <= words.subtree(kid)[1] + 3:
                return kid
    if words.dep[governor] != "ccomp" or "say" not in kinds("reporting_verbs").get(
        words.lemma[above], ()
    ):
        return None
    for kid in words.children(governor, "advcl"):
        if words.tag[kid] == "VBG" and first - 2 <= words.subtree(kid)[1] < first:
            return kid
    return None
