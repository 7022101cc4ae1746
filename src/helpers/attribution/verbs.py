"""Attributions that hang on a verb: "said that", "called for", "accused X of"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from helpers.attribution.candidate import Candidate, make
from helpers.attribution.cues import PARTING, kinds
from helpers.attribution.sources import nearby_source, source_of
from helpers.attribution.words import Words

_AFTER_OBJECT = ("prep", "xcomp", "ccomp", "oprd", "advcl", "dative", "acl")
_TURNS = frozenset(
    {
        "after",
        "during",
        "while",
        "although",
        "though",
        "when",
        "as",
        "amid",
        "despite",
        "following",
        "before",
        "since",
        "until",
        "if",
        "even",
        "whose",
        "which",
        "who",
        "where",
        "but",
        "unless",
        "because",
        "saying",
        "citing",
    }
)
_NOMINAL = frozenset({"DT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "POS", "PRP$"})
_FINITE = ("VBD", "VBZ", "VBP")
Frame = tuple[str, tuple[int, int], int | None]


def verb_candidates(words: Words, verb: int, known: bool) -> Iterator[Candidate]:
    """Yield what a verb may attribute.

    Parameters
    ----------
    words : Words
        The article.
    verb : int
        The verb.
    known : bool
        Whether it is in ``reporting_verbs``; other verbs need a clause.

    Yields
    ------
    Candidate
        One for each way in which a content may hang on the verb, at full length and
        cut where a new thought seems to begin.
    """
    source = source_of(words, verb)
    group = verb_group(words, verb)
    found: list[Candidate] = []
    for frame, span, head in _frames(words, verb, known):
        own = source
        if own is None and words.tag[verb] in _FINITE and words.child(verb, "auxpass") is None:
            clausal = frame in ("ccomp", "ccomp-before") and words.child(verb, "expl") is None
            sayable = clausal and known and words.child(verb, "nsubj") is None
            sayable = sayable or known and _subject_beside(words, verb)
            own = nearby_source(words, verb, frame == "ccomp-before") if sayable else None
        found += make(words, verb, frame, span, own, content=head, cue_words=group)
    if known:
        found += _prepositional_objects(words, verb, source, group)
    for candidate in found:
        yield candidate
        yield from _cut(words, candidate)


def _subject_beside(words: Words, verb: int) -> bool:
    """Whether a noun stands right before a verb for which the parse has no subject."""
    before = verb - 1
    nominal = verb > words.bounds[words.sentence[verb]][0] and words.tag[before][:2] in ("NN", "PR")
    free = words.child(verb, "nsubj", "expl") is None
    return nominal and free and words.dep[before] in ("conj", "appos", "dep", "ROOT", "compound")


def verb_group(words: Words, verb: int) -> tuple[int, int]:
    """Return first and last word of a verb group: "has not said", "pointed out".

    Parameters
    ----------
    words : Words
        The article.
    verb : int
        The verb.

    Returns
    -------
    int, int
        First and last word.
    """
    first = last = verb
    for kid in words.kids[verb]:
        if words.dep[kid] in ("aux", "auxpass", "neg") and first - 3 <= kid < verb:
            first = min(first, kid)
        elif words.dep[kid] == "prt" and kid - verb <= 2:
            last = max(last, kid)
    return first, last


def _frames(words: Words, verb: int, known: bool) -> Iterator[Frame]:
    span, clause = words.span, False
    for kid in words.kids[verb]:
        dep = words.dep[kid]
        if dep == "ccomp" and kid > verb:
            if not clause:
                yield "ccomp", (_near_start(words, verb, kid), _far_end(words, verb, kid)), kid
            clause = True
        elif dep == "ccomp" and not _parted(words, words.subtree(kid)[1] + 1, verb):
            yield "ccomp-before", _with_participle(words, verb, span(kid)), kid
        elif known and kid > verb:
            yield from _known_frames(words, verb, kid)
        elif known and dep == "nsubjpass":
            yield "passive-subject", span(kid), kid
            later = [k for k in words.kids[verb] if k > verb and words.dep[k] in _AFTER_OBJECT]
            if later and words.lower[later[0]] != "by":
                yield "passive-rest", (span(later[0])[0], span(later[-1])[1]), later[-1]
                if words.dep[later[0]] in ("xcomp", "oprd", "advcl"):
                    yield "passive-clause", (span(kid)[0], span(later[-1])[1]), later[0]
    if words.dep[verb] == "parataxis" and words.head[verb] != verb:
        yield "parataxis", _around(words, verb, words.head[verb]), words.head[verb]


def _known_frames(words: Words, verb: int, kid: int) -> Iterator[Frame]:
    span, dep = words.span, words.dep[kid]
    if dep == "xcomp" or dep == "oprd" or dep == "advcl" and words.tag[kid] == "VB":
        yield dep, span(kid), kid
    elif dep in ("dobj", "attr"):
        yield "dobj", span(kid), kid
        later = [k for k in words.kids[verb] if k > kid and words.dep[k] in _AFTER_OBJECT]
        if later:
            yield "object-and-rest", (span(kid)[0], span(later[-1])[1]), later[-1]
        if len(later) > 1:
            yield "object-and-next", (span(kid)[0], span(later[0])[1]), later[0]


def _near_start(words: Words, verb: int, content: int) -> int:
    """Return where a complement begins, with a subject that the parse has left out.

    "They said more were missing": what is said has no object, so words between it and
    the clause belong to the clause.
    """
    first = words.subtree(content)[0]
    gap = range(verb + 1, first)
    nominal = all(words.tag[k] in _NOMINAL and words.entity[k] not in ("DATE", "TIME") for k in gap)
    return words.start[verb + 1 if gap and nominal and words.lemma[verb] == "say" else first]


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
        clause = words.dep[kid] == "conj" and own is not None or words.dep[kid] == "ccomp"
        participle = words.dep[kid] == "advcl" and words.tag[kid] == "VBG" and own is None
        if clause or participle:
            last = max(last, words.subtree(kid)[1])
    return words.end[last]


def _parted(words: Words, first: int, verb: int) -> bool:
    """Whether more than a comma parts a clause from the reporting clause behind it."""
    return any(words.lower[k] in PARTING for k in range(first, verb))


def _with_participle(words: Words, verb: int, span: tuple[int, int]) -> tuple[int, int]:
    """Lengthen "two died, police said, bringing the toll to 12" to its end.

    So too "two died, police said, and six were hurt", where commas fence the cue.
    """
    for kid in words.children(verb, "conj"):
        between = words.lower[verb + 1 : verb + 3]
        if between in ([",", "and"], [",", "but"]) and words.lemma[kid] not in kinds(
            "reporting_verbs"
        ):
            return span[0], words.span(kid)[1]
    for kid in words.children(verb, "advcl"):
        bare = words.tag[kid] == "VBG" and words.child(kid, "nsubj", "mark") is None
        if kid > verb and bare and words.lemma[kid] not in kinds("reporting_verbs"):
            return span[0], words.span(kid)[1]
    return span


def _around(words: Words, verb: int, head: int) -> tuple[int, int]:
    """Return the clause that a reporting clause interrupts or follows."""
    first, last = words.subtree(head)
    own_first, own_last = words.subtree(verb)
    if all(words.dep[k] == "punct" for k in range(own_last + 1, last + 1)):
        last = own_first - 1
    elif own_first == first:
        first = own_last + 1
    return words.start[first], words.end[last]


def _prepositional_objects(
    words: Words, verb: int, source: int | None, group: tuple[int, int]
) -> Iterator[Candidate]:
    """Yield "called for X", "accused of X", "called on X to Y"."""
    for carrier in [verb, *words.children(verb, "dobj", "nsubjpass", "prt")]:
        for prep in words.children(carrier, "prep"):
            thing = words.child(prep, "pobj", "pcomp")
            if thing is None or prep < verb or words.entity[thing] in ("DATE", "TIME"):
                continue
            frame = f"prep-{words.lower[prep]}" if carrier == verb else "object-prep"
            reach = group[0], prep if prep - group[1] <= 2 else group[1]
            span = words.span(thing)
            yield from make(words, verb, frame, span, source, content=thing, cue_words=reach)
            clause = words.child(verb, "xcomp", "advcl")
            if carrier == verb and clause is not None and clause > thing:
                whole = span[0], words.span(clause)[1]
                yield from make(
                    words, verb, f"{frame}-and-rest", whole, source, content=clause, cue_words=reach
                )


def _cut(words: Words, candidate: Candidate) -> Iterator[Candidate]:
    """Yield the content cut short where a clause of the article's own may begin."""
    if candidate.end <= words.start[candidate.cue]:
        return
    for i in words.within(candidate.start, candidate.end)[2:]:
        if words.quoted[i] >= 0:
            continue
        comma = words.lower[i] in (",", "--", "—", "–", ";")
        shared = words.lower[i + 1 : i + 2] == ["but"] and words.tag[i + 2 : i + 3] in (
            ["VBD"],
            ["VBN"],
            ["VBZ"],
            ["RB"],
        )
        turning = (
            comma
            and not shared
            and i + 1 < len(words.lower)
            and (
                words.lower[i] != ","
                or words.lower[i + 1] in _TURNS
                or words.tag[i + 1] == "VBG"
                and words.lemma[i + 1] in kinds("reporting_verbs")
            )
        )
        governor = words.head[i]
        hanging = (
            words.lower[i] in _TURNS
            and candidate.content is not None
            and (
                governor in (candidate.content, candidate.cue)
                or words.head[governor] in (candidate.content, candidate.cue)
            )
        )
        if turning or hanging:
            start, end = words.trim(candidate.start, words.start[i])
            if end > start:
                yield replace(candidate, end=end, frame=candidate.frame + "-cut")
            return
