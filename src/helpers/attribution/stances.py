"""What a cue tells (says, denies, wants ...) and how what is said stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers import lexicons
from helpers.attribution.candidate import Candidate
from helpers.attribution.cues import (
    FIGURES,
    OUTCOMES,
    asserted_objects,
    kinds,
    phrases,
    stances,
)
from helpers.attribution.words import Words

ASSERTING = frozenset({"say", "accuse", "deny", "show", "think", "learn", "feel", "promise"})
"""Kinds of statement whose speaker vouches for what stands in the content."""

CLAUSAL = frozenset(
    {
        "ccomp",
        "ccomp-before",
        "parataxis",
        "tail",
        "xcomp",
        "quote-before",
        "quote-after",
        "passive-clause",
        "noun-that",
        "noun-acl",
        "noun-ccomp",
        "noun-is",
        "noun-of",
        "adjective-ccomp",
    }
)
"""Ways in which a content may hang on its cue that assert it as a clause does."""

_NOT_TOLD = frozenset({"responsibility", "credit", "life"})
"""Objects of "claim" that tell of nothing said."""
_OF = frozenset({"speak", "talk"})
_HEADED = frozenset({"give", "provide", "deny"})
_UNVERIFIED = re.compile(
    r"\b(?:could|can|has|have|had|was|were|is|are) ?(?:not|n't|n’t)\b(?: \w+ly| yet| possible to)*"
    r" (?:be(?:en)? )?(?:\w+ly )?(?:verif|confirm|corroborat|substantiat)|\bunverified\b",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"\b(?:claims?|reports?|figures?|tolls?|accounts?|numbers?|allegations?|statements?|it|this)\b",
    re.IGNORECASE,
)


def manner(words: Words, found: Candidate) -> str:
    """Return whether something is told in quotation marks.

    Parameters
    ----------
    words : Words
        The article.
    found : Candidate
        The attribution.

    Returns
    -------
    str
        ``direct``, ``indirect`` or ``mixed``.
    """
    quoted = sum(
        max(0, min(q.end, found.end) - max(q.start, found.start)) for q in words.quotations
    )
    first, last = words.start[found.cue_first], words.end[found.cue_last]
    if found.source_start is not None:
        first, last = min(first, found.source_start), max(last, found.source_end)
    inside = last - first if found.start < first and last < found.end else 0
    said = found.end - found.start - inside
    return "direct" if quoted > 0.8 * said else "mixed" if quoted else "indirect"


def kind_and_stance(words: Words, found: Candidate) -> tuple[str, str]:
    """Return what the cue tells and how its content stands.

    An object that the verb does not assert ("condemned the killing") is a topic.

    Parameters
    ----------
    words : Words
        The article.
    found : Candidate
        The attribution.

    Returns
    -------
    str, str
        As in the columns ``kind`` and ``stance`` of ``statements``.
    """
    lemma = words.lemma[found.cue]
    if found.part in ("phrase", "mark"):
        unsure = "unconfirmed" if _is_unsure(words, found) else "asserted"
        return "say", phrases("adverb").get(words.lower[found.cue], "") or unsure
    lexicon = {"verb": "reporting_verbs", "noun": "reporting_nouns"}.get(found.part)
    if lexicon is None:
        return "feel", "asserted"
    kind = _kind(words, found, lexicon)
    stance = stances(lexicon).get(lemma, "") or "asserted"
    if _asks(words, found):
        return "ask", stance
    if not _asserts(words, found):
        return "topic" if kind in ASSERTING else kind, stance
    if kind == "topic" and lemma in asserted_objects():
        kind = "say"
    if kind == "think" and _names_what_it_is(words, found):
        return "label", stance
    if found.part == "noun" and _is_denied(words, found.cue):
        return "deny", "denied"
    return kind, _doubted(words, found, kind, stance)


def _kind(words: Words, found: Candidate, lexicon: str) -> str:
    """Return what a cue tells as its lexicon has it, the likeliest kind first."""
    unknown = "say" if found.frame.startswith(("quote", "tail")) else "topic"
    sorts = kinds(lexicon).get(words.lemma[found.cue], (unknown,))
    told = found.frame in CLAUSAL or _clause_told(words, found)
    return "say" if sorts == ("label", "say") and told else sorts[0]


def _asks(words: Words, found: Candidate) -> bool:
    """Whether a content is a question: "asked whether ..."."""
    opens_at = max(found.start, words.end[found.cue_last] + 1)
    opens_at = opens_at if found.frame == "passive-clause" else found.start
    return words.text[opens_at : opens_at + 8].lower().startswith(("whether ", "if "))


def _doubted(words: Words, found: Candidate, kind: str, stance: str) -> str:
    """Return how a content stands, by what surrounds its cue."""
    if stance == "asserted" and (_is_hearsay(words, found) or _is_unsure(words, found)):
        stance = "unconfirmed"
    verb = found.content
    if kind in ("think", "feel") and verb is not None:
        ahead = "have" not in _helpers(words, verb)
        would = ahead and any(words.tag[k] == "MD" for k in words.kids[verb])
        stance = "hypothetical" if would and stance == "unconfirmed" else stance
    negated = words.child(found.cue, "neg") is not None
    if negated and words.lemma[found.cue] in ("confirm", "verify", "believe", "think"):
        stance = "unconfirmed"
    return stance


def _names_what_it_is(words: Words, found: Candidate) -> bool:
    """Whether only what something was is believed: "is believed to be the fifth man killed"."""
    verb = found.content
    if found.source is not None or verb is None or words.lemma[verb] != "be":
        return False
    return words.child(found.cue, "auxpass") is not None and words.child(verb, "attr") is not None


def _clause_told(words: Words, found: Candidate) -> bool:
    """Whether a verb like "describe" tells of a scene rather than calls something a name."""
    head = found.content
    clause = head is not None and words.dep[head] in ("advcl", "ccomp")
    return clause and words.tag[head][0] == "V"


def _is_denied(words: Words, noun: int) -> bool:
    """Whether what a noun tells is denied: "rejected claims that ..."."""
    stance = stances("reporting_verbs").get(words.lemma[words.head[noun]])
    return words.dep[noun] == "dobj" and stance == "denied"


def _is_hearsay(words: Words, found: Candidate) -> bool:
    """Whether something is only said, by nobody: "they are said to have died"."""
    helper = words.child(found.cue, "auxpass")
    return (
        words.lemma[found.cue] == "say"
        and helper is not None
        and found.source is None
        and "to" in _helpers(words, found.content)
    )


def _helpers(words: Words, verb: int | None) -> set[str]:
    return set() if verb is None else {words.lower[k] for k in words.children(verb, "aux")}


def _is_unsure(words: Words, found: Candidate) -> bool:
    """Whether the source is one that nobody vouches for: "unconfirmed reports"."""
    if found.source is None:
        return False
    unsure = phrases("unsure")
    own = (words.lower[k] for k in words.children(found.source, "amod", "compound"))
    return any(word in unsure for word in own)


def _asserts(words: Words, found: Candidate) -> bool:
    frame = found.frame.removesuffix("-cut")
    sorts = kinds("reporting_verbs").get(words.lemma[found.cue], ())
    bare = frame == "xcomp" and sorts[:1] == ("say",) and not _tells_what_happened(words, found)
    if frame in CLAUSAL and not bare:
        return True
    if sorts[:1] == ("deny",) and _denies_deed(words, found):
        return True
    if found.part != "verb" or words.lemma[found.cue] not in asserted_objects():
        return False
    thing = words.child(found.cue, "dobj")
    if thing is not None and words.lemma[thing] in _NOT_TOLD:
        return False
    if words.lemma[found.cue] in _OF:
        return frame == "prep-of"
    if words.lemma[found.cue] not in _HEADED or frame.startswith("prep"):
        return True
    thing = found.content if thing is None else thing
    noun = words.lemma[thing] if thing is not None else ""
    return noun in kinds("reporting_nouns") or noun in FIGURES


def _tells_what_happened(words: Words, found: Candidate) -> bool:
    """Whether a verb's complement asserts: "admitted killing two", "are said to have died"."""
    head = found.content
    if head is None:
        return False
    return {"to", "have"} <= _helpers(words, head) or words.tag[head] == "VBG"


def _denies_deed(words: Words, found: Candidate) -> bool:
    """Whether a deed itself is denied ("denied the killing of two"), not a part in it."""
    thing = words.child(found.cue, "dobj")
    return thing is not None and words.lemma[thing] in lexicons.words(
        "casualty_words", frame="event"
    )


def own_end(words: Words, found: Candidate, kind: str) -> int:
    """Return where what somebody vouches for ends, before the article's own background.

    "Blamed the group for the bombing, which left seven dead", "denied shelling the
    school, where nine died": who accuses or denies does not tell of the dead.

    Parameters
    ----------
    words : Words
        The article.
    found : Candidate
        The attribution.
    kind : str
        As in the column ``kind`` of ``statements``.

    Returns
    -------
    int
        ``found.end``, or where a relative clause that ends the content begins.
    """
    frame = found.frame.removesuffix("-cut")
    object_only = frame.startswith(("dobj", "object", "prep-"))
    if found.part != "verb" or not (kind in ("accuse", "deny") or object_only):
        return found.end
    for k in words.within(max(found.start, words.end[found.cue]), found.end):
        if words.dep[k] != "relcl" or words.quoted[k] >= 0:
            continue
        first, last = words.subtree(k)
        opens = words.start[first]
        ends = words.end[last] >= found.end
        if ends and opens > found.start and first < k and _tells_of_harm(words, first, last):
            return words.trim(found.start, opens)[1]
    return found.end


def _tells_of_harm(words: Words, first: int, last: int) -> bool:
    harm = {row["word"] for row in lexicons.read("casualty_words")}
    return any(words.lemma[k] in harm or words.lower[k] in OUTCOMES for k in range(first, last + 1))


def unverified_sentences(sentences: Sequence[str]) -> set[int]:
    """Return the sentences whose statements the article says could not be verified.

    Parameters
    ----------
    sentences : sequence of str
        The article's sentences.

    Returns
    -------
    set of int
        The sentence that says so, and the one before it where it speaks of a claim.
    """
    found = set()
    for number, sentence in enumerate(sentences):
        match = _UNVERIFIED.search(sentence)
        if match is None:
            continue
        found.add(number)
        if number and match.start() < 80 and _CLAIM.search(sentence):
            found.add(number - 1)
    return found
