"""Places where an article may say that somebody said something, by grammar alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from helpers import lexicons
from helpers.attribution_words import Words

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
PLAIN_SAYING = frozenset(
    {"say", "tell", "report", "add", "announce", "claim", "confirm", "state", "note", "write"}
)
_AFTER_OBJECT = ("prep", "xcomp", "ccomp", "oprd", "advcl", "dative", "acl")
_LIGHT = frozenset({"CC", "RB", "``", "''", ",", "_SP", "IN"})


@dataclass(frozen=True)
class Candidate:
    """Something that may be an attribution.

    Attributes
    ----------
    cue : int
        The word that decides it.
    cue_first, cue_last : int
        First and last word of the cue.
    source : int or None
        Head word of the source.
    source_start, source_end : int or None
        Offsets of the source.
    start, end : int
        Offsets of the content.
    frame : str
        How the content hangs on the cue: ``ccomp``, ``dobj``, ``quote-before``, ...
    part : str
        Part of speech of the cue: ``verb``, ``noun``, ``phrase``, ``mark``.
    content : int or None
        Head word of the content, where grammar gives one.
    """

    cue: int
    cue_first: int
    cue_last: int
    source: int | None
    source_start: int | None
    source_end: int | None
    start: int
    end: int
    frame: str
    part: str
    content: int | None = None


@cache
def kinds(lexicon: str) -> dict[str, tuple[str, ...]]:
    """Return the kinds of each word of ``reporting_verbs`` or ``reporting_nouns``."""
    return {row["word"]: tuple(row["kinds"].split()) for row in lexicons.read(lexicon)}


def find_candidates(words: Words) -> Iterator[Candidate]:
    """Yield everything in an article that may be an attribution.

    Several candidates may share a cue; :mod:`helpers.attribution_choice` picks.

    Parameters
    ----------
    words : Words
        The article.

    Yields
    ------
    Candidate
        In the order of their cues.
    """
    verbs, nouns = kinds("reporting_verbs"), kinds("reporting_nouns")
    for i, tag in enumerate(words.tag):
        lemma = words.lemma[i]
        if tag.startswith("VB") or lemma in PLAIN_SAYING and words.children(i, "ccomp", "nsubj"):
            yield from _verb_candidates(words, i, lemma in verbs)
        elif tag.startswith("NN") and lemma in nouns:
            yield from _noun_candidates(words, i)
        elif tag.startswith("JJ") and lemma in phrases("adjective"):
            yield from _adjective_candidates(words, i)
        elif words.lower[i] in phrases("adverb"):
            yield from _adverb_candidates(words, i)
    yield from _prepositional(words)


@cache
def phrases(form: str) -> dict[str, str]:
    """Return the phrases of one form in ``reporting_phrases`` with their stance."""
    rows = lexicons.read("reporting_phrases")
    return {row["word"]: row["stance"] for row in rows if row["form"] == form}


def source_of(words: Words, verb: int) -> int | None:
    """Return the head word of who says, thinks or does what ``verb`` tells.

    Parameters
    ----------
    words : Words
        The article.
    verb : int
        The verb.

    Returns
    -------
    int or None
        The head word, or None where nobody is named.
    """
    passive = words.child(verb, "nsubjpass", "auxpass") is not None
    if passive or words.child(verb, "agent") is not None:
        by = words.child(verb, "agent")
        return words.child(by, "pobj") if by is not None else None
    own = words.child(verb, "nsubj", "csubj")
    if own is not None:
        return own
    dep, head = words.dep[verb], words.head[verb]
    if dep in ("acl", "relcl") and words.tag[verb] != "VBN":
        return head
    if dep == "pcomp" and words.dep[head] == "prep":
        quoted = words.child(words.head[head], "dobj") if words.lower[head] == "as" else None
        return quoted if quoted is not None else _shared_source(words, words.head[head])
    if dep in ("conj", "advcl", "xcomp", "ccomp", "parataxis") and head != verb:
        return _shared_source(words, head)
    return None


def _shared_source(words: Words, verb: int) -> int | None:
    if not words.tag[verb].startswith(("VB", "JJ")):
        return verb if words.tag[verb].startswith(("NN", "PRP")) else None
    subject = words.child(verb, "nsubj", "nsubjpass")
    return subject if subject is not None else source_of(words, verb)


def source_span(words: Words, source: int, cue: int) -> tuple[int, int]:
    """Return the offsets of a source's noun phrase, apart from the cue.

    Parameters
    ----------
    words : Words
        The article.
    source, cue : int
        The head words.

    Returns
    -------
    int, int
        Start and end.
    """
    first, last = words.subtree(source)
    if source < cue <= last:
        last = cue - 1
    elif first <= cue < source:
        first = cue + 1
    quoted = words.quoted[source]
    while first < source and words.quoted[first] != quoted:
        first += 1
    while last > source and words.quoted[last] != quoted:
        last -= 1
    return words.trim(words.start[first], words.end[last])


def _make(
    words: Words, cue: int, frame: str, span: tuple[int, int], source: int | None, **more: object
) -> Candidate | None:
    start, end = words.trim(*span)
    if start >= end:
        return None
    part = str(more.pop("part", "verb"))
    first, last = more.pop("cue_words", None) or _cue_words(words, cue)
    where = source_span(words, source, cue) if source is not None else (None, None)
    return Candidate(cue, first, last, source, *where, start, end, frame, part, **more)


def _cue_words(words: Words, verb: int) -> tuple[int, int]:
    """Return first and last word of the verb group: "has not said", "pointed out"."""
    first = last = verb
    for kid in words.kids[verb]:
        if words.dep[kid] in ("aux", "auxpass", "neg") and first - 3 <= kid < verb:
            first = min(first, kid)
        elif words.dep[kid] == "prt" and kid - verb <= 2:
            last = max(last, kid)
    return first, last


def _verb_candidates(words: Words, verb: int, known: bool) -> Iterator[Candidate]:
    source = source_of(words, verb)
    for frame, span, head in _verb_frames(words, verb, known):
        made = _make(words, verb, frame, span, source, content=head)
        if made:
            yield made
    if known:
        yield from _prepositional_objects(words, verb, source)


Frame = tuple[str, tuple[int, int], int | None]


def _verb_frames(words: Words, verb: int, known: bool) -> Iterator[Frame]:
    span = _spanner(words)
    for kid in words.kids[verb]:
        dep = words.dep[kid]
        if dep == "ccomp" and kid > verb:
            yield "ccomp", (span(kid)[0], _far_end(words, verb, kid)), kid
        elif dep == "ccomp":
            yield "ccomp-before", span(kid), kid
        elif not known:
            continue
        elif dep == "xcomp" and kid > verb:
            yield "xcomp", span(kid), kid
        elif dep in ("dobj", "attr") and kid > verb:
            yield "dobj", span(kid), kid
            later = [k for k in words.kids[verb] if k > kid and words.dep[k] in _AFTER_OBJECT]
            if later:
                yield "object-and-rest", (span(kid)[0], span(later[-1])[1]), later[-1]
        elif dep == "nsubjpass":
            yield "passive-subject", span(kid), kid
            later = [k for k in words.kids[verb] if k > verb and words.dep[k] in _AFTER_OBJECT]
            if later and words.lower[later[0]] != "by":
                yield "passive-rest", span(later[0])[:1] + span(later[-1])[1:], later[-1]
        elif dep == "oprd" or dep == "advcl" and kid > verb and words.tag[kid] == "VB":
            yield dep, span(kid), kid
    if words.dep[verb] == "parataxis" and words.head[verb] != verb:
        yield "parataxis", _around(words, verb, words.head[verb]), words.head[verb]


def _spanner(words: Words):
    def span(word: int) -> tuple[int, int]:
        first, last = words.subtree(word)
        return words.start[first], words.end[last]

    return span


def _far_end(words: Words, verb: int, content: int) -> int:
    """Return where a complement ends, with clauses that the parse hangs on the verb.

    "Police said three were killed and five were hurt", "said gunmen opened fire,
    killing four": the later clause belongs to what is said, unless it has a cue of
    its own.
    """
    last = words.subtree(content)[1]
    for kid in words.kids[verb]:
        if kid <= last or words.lemma[kid] in kinds("reporting_verbs"):
            continue
        own = words.child(kid, "nsubj", "nsubjpass", "expl")
        clause = words.dep[kid] == "conj" and own is not None
        participle = words.dep[kid] == "advcl" and words.tag[kid] == "VBG" and own is None
        if clause or participle:
            last = max(last, words.subtree(kid)[1])
    return words.end[last]


def _around(words: Words, verb: int, head: int) -> tuple[int, int]:
    """Return the clause that a reporting clause interrupts or follows."""
    first, last = words.subtree(head)
    own_first, own_last = words.subtree(verb)
    if own_last == last or all(words.dep[k] == "punct" for k in range(own_last + 1, last + 1)):
        last = own_first - 1
    elif own_first == first:
        first = own_last + 1
    return words.start[first], words.end[last]


def _prepositional_objects(words: Words, verb: int, source: int | None) -> Iterator[Candidate]:
    """Yield "called for X", "accused of X", "responded with X"."""
    span = _spanner(words)
    carriers = [verb] + words.children(verb, "dobj", "nsubjpass", "prt")
    for carrier in carriers:
        for prep in words.children(carrier, "prep"):
            thing = words.child(prep, "pobj", "pcomp")
            if thing is None or prep < verb:
                continue
            frame = f"prep-{words.lower[prep]}" if carrier == verb else "object-prep"
            first, last = _cue_words(words, verb)
            reach = prep if prep - last <= 2 else last
            made = _make(
                words, verb, frame, span(thing), source, content=thing, cue_words=(first, reach)
            )
            if made:
                yield made


_SUPPORT_VERBS = frozenset({"make", "issue", "give", "have", "hold", "express", "offer", "raise",
                            "release", "send", "voice", "reject", "deny", "repeat", "file"})


def _noun_source(words: Words, noun: int) -> int | None:
    """Return who made a claim: "his claim", "a claim by X", "X made the claim"."""
    for kid in words.kids[noun]:
        if words.dep[kid] == "poss":
            return kid
        if words.dep[kid] == "prep" and words.lower[kid] in ("by", "from", "among"):
            return words.child(kid, "pobj")
    head = words.head[noun]
    if words.dep[noun] == "dobj" and words.lemma[head] in _SUPPORT_VERBS:
        return source_of(words, head)
    return words.child(noun, "compound") if words.tag[noun] == "NN" else None


def _noun_candidates(words: Words, noun: int) -> Iterator[Candidate]:
    span = _spanner(words)
    source = _noun_source(words, noun)
    for kid in words.kids[noun]:
        if kid < noun:
            continue
        dep, thing = words.dep[kid], kid
        first = words.subtree(kid)[0]
        if dep in ("acl", "ccomp", "relcl") and (words.tag[kid] != "VBN" or first < kid):
            mark = words.lower[first]
            frame = f"noun-{mark}" if mark in ("that", "to") else f"noun-{dep}"
        elif dep == "prep" and words.lower[kid] in ("of", "about", "for", "on", "over", "against"):
            thing = words.child(kid, "pobj", "pcomp")
            frame = f"noun-{words.lower[kid]}"
        else:
            continue
        if thing is None or thing == source:
            continue
        first = words.child(noun, "det")
        bounds = (noun if first is None else first, noun)
        made = _make(words, noun, frame, span(thing), source, part="noun", content=thing,
                     cue_words=bounds)
        if made:
            yield made
    copula = words.head[noun]
    if words.dep[noun] == "nsubj" and words.lemma[copula] == "be":
        clause = words.child(copula, "ccomp", "xcomp")
        if clause is not None:
            made = _make(words, noun, "noun-is", span(clause), source, part="noun", content=clause,
                         cue_words=(noun, copula))
            if made:
                yield made


def _adjective_candidates(words: Words, adjective: int) -> Iterator[Candidate]:
    span = _spanner(words)
    head = words.head[adjective]
    copular = words.dep[adjective] == "acomp"
    source = words.child(head, "nsubj") if copular else None
    if not copular:
        return
    for kid in words.kids[adjective] + words.kids[head]:
        if kid > adjective and words.dep[kid] in ("ccomp", "xcomp"):
            made = _make(words, adjective, f"adjective-{words.dep[kid]}", span(kid), source,
                         part="adjective", content=kid, cue_words=(min(head, adjective), adjective))
            if made:
                yield made


def _adverb_candidates(words: Words, adverb: int) -> Iterator[Candidate]:
    """Yield the clause of "allegedly" and its like, which name no source."""
    verb = words.head[adverb]
    if words.dep[adverb] != "advmod":
        return
    made = _make(words, adverb, "adverb", _spanner(words)(verb), None, part="phrase",
                 content=verb, cue_words=(adverb, adverb))
    if made:
        yield made


@cache
def _preposition_pattern() -> re.Pattern[str]:
    longest_first = sorted(phrases("preposition"), key=len, reverse=True)
    joined = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in longest_first)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


def _prepositional(words: Words) -> Iterator[Candidate]:
    """Yield "according to X", which takes the rest of its clause."""
    from bisect import bisect_left

    for match in _preposition_pattern().finditer(words.text):
        first = bisect_left(words.start, match.start())
        last = bisect_left(words.start, match.end()) - 1
        if first >= len(words.start) or words.start[first] != match.start():
            continue
        source = words.child(last, "pobj", "pcomp")
        if source is None:
            source = next(iter(words.children(words.head[last], "pobj")), None)
        if source is None or source < last or words.lower[first] == "per" and not _speaks(
            words, source
        ):
            continue
        made = _make(words, first, "according", _clause_beside(words, first, last, source), source,
                     part="phrase", cue_words=(first, last), content=None)
        if made:
            yield made


def _speaks(words: Words, source: int) -> bool:
    return words.entity[source] in ("ORG", "PERSON") or words.tag[source] == "NNP"


def _clause_beside(words: Words, first: int, last: int, source: int) -> tuple[int, int]:
    """Return the clause that "according to X" stands before, behind or in."""
    low, high = words.bounds[words.sentence[first]]
    right = words.subtree(source)[1]
    quote = words.quoted[first]
    while low < first and words.quoted[low] != quote:
        low += 1
    if sum(words.tag[i] not in _LIGHT for i in range(low, first)) <= 1:
        return words.start[min(right + 1, high - 1)], words.end[high - 1]
    governor = words.head[first]
    own_first, own_last = words.subtree(governor)
    if words.tag[governor].startswith("VB") and low <= own_first < first:
        start = words.start[own_first]
        behind = own_last > right + 1 and words.dep[governor] != "ROOT"
        return start, words.end[own_last] if behind else words.start[first]
    return words.start[low], words.start[first]
