"""Whose words they are, by grammar: the head word and the noun phrase of a source."""

from __future__ import annotations

from helpers.attribution.cues import kinds, phrases, source_kinds
from helpers.attribution.words import Words

_RAISING = frozenset(
    {"be", "appear", "seem", "emerge", "turn", "happen", "remain", "follow", "become", "come"}
)
_REACH = 7
_CLIMBING = ("conj", "advcl", "xcomp", "ccomp", "parataxis", "acomp")
_PRONOUNS = frozenset({"he", "she", "it", "they"})


def can_speak(words: Words, noun: int) -> bool:
    """Whether a noun or pronoun names somebody, or something, that says things.

    Parameters
    ----------
    words : Words
        The article.
    noun : int
        The word.

    Returns
    -------
    bool
        True for people, bodies, documents, names and personal pronouns.
    """
    if words.entity[noun] in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    tag = words.tag[noun]
    return tag in ("NNP", "NNPS", "PRP", "WP") or words.lemma[noun] in source_kinds()


def source_of(words: Words, verb: int, depth: int = 0) -> int | None:
    """Return the head word of who says, thinks or does what ``verb`` tells.

    Parameters
    ----------
    words : Words
        The article.
    verb : int
        The verb.
    depth : int
        How many verbs have been climbed already.

    Returns
    -------
    int or None
        The head word, or None where nobody is named.
    """
    found = _source_of(words, verb, depth)
    if found is None or depth or words.lower[found] not in _PRONOUNS:
        return found
    return _who_says_so(words, verb, found)


def _who_says_so(words: Words, verb: int, pronoun: int) -> int:
    """Return who is meant by a pronoun that a verb shares: "X said he agreed, adding ..."."""
    clause = words.head[pronoun]
    teller = words.head[clause]
    if (
        clause == verb
        or words.dep[clause] != "ccomp"
        or words.lemma[teller] not in kinds("reporting_verbs")
    ):
        return pronoun
    subject = words.child(teller, "nsubj")
    return pronoun if subject is None or words.tag[subject][:2] != "NN" else subject


def _source_of(words: Words, verb: int, depth: int) -> int | None:
    quoted = words.child(verb, "nsubjpass") if words.lemma[verb] in ("quote", "cite") else None
    if quoted is not None:
        return quoted
    agent = words.child(verb, "agent")
    if agent is not None:
        return words.child(agent, "pobj")
    if words.child(verb, "nsubjpass", "auxpass") is not None:
        return _felt_or_done(words, verb)
    own = _subject(words, verb)
    if own is not None:
        empty = words.lower[own] in ("it", "there") and words.lemma[verb] in _RAISING
        return None if empty else own
    dep, head = words.dep[verb], words.head[verb]
    if dep in ("acl", "relcl") and words.tag[verb] != "VBN":
        return head if can_speak(words, head) else _subject_above(words, head, depth)
    if depth > 5:
        return None
    if dep == "pcomp" and words.dep[head] == "prep":
        governor = words.head[head]
        quoted = words.child(governor, "dobj") if words.lower[head] == "as" else None
        return quoted if quoted is not None else _shared(words, governor, depth)
    if words.tag[verb] == "VBG" and _inside_report(words, verb, head):
        return _shared(words, words.head[head], depth)
    if dep in _CLIMBING and head != verb:
        controller = words.child(head, "dobj") if dep == "xcomp" else None
        return controller if controller is not None else _shared(words, head, depth)
    return None


def _subject(words: Words, verb: int) -> int | None:
    """Return a verb's subject; of several that the parse gives, the one beside the verb."""
    subjects = words.children(verb, "nsubj", "csubj")
    before = [k for k in subjects if k < verb]
    return before[-1] if before else subjects[0] if subjects else None


def _felt_or_done(words: Words, verb: int) -> int | None:
    """Return the subject of what only looks passive: "were worried that", "he's called for"."""
    subject = words.child(verb, "nsubjpass", "nsubj")
    helper = words.child(verb, "auxpass")
    if subject is None or words.lower[subject] in ("it", "there"):
        return None
    clause = words.child(verb, "ccomp") is not None
    feeling = clause and words.lower[verb] in phrases("adjective")
    short = helper is not None and words.lower[helper] in ("'s", "’s")
    done = short and words.child(verb, "prep", "xcomp", "dobj", "ccomp") is not None
    return subject if feeling or done else None


def _inside_report(words: Words, verb: int, head: int) -> bool:
    """Whether "adding ..." hangs on a verb within what somebody else is saying.

    "The coroner said that he died there, adding: ...": the coroner adds it.
    """
    verbs = kinds("reporting_verbs")
    above = words.head[head]
    return (
        words.dep[verb] in ("advcl", "conj")
        and words.dep[head] == "ccomp"
        and "say" in verbs.get(words.lemma[verb], ())
        and words.lemma[head] not in verbs
        and "say" in verbs.get(words.lemma[above], ())
    )


def _shared(words: Words, verb: int, depth: int) -> int | None:
    """Return the subject that a dependent verb shares with ``verb``."""
    if not words.tag[verb].startswith(("VB", "JJ")):
        return verb if words.tag[verb].startswith(("NN", "PRP")) else None
    subject = words.child(verb, "nsubj", "nsubjpass")
    return subject if subject is not None else source_of(words, verb, depth + 1)


def _subject_above(words: Words, noun: int, depth: int) -> int | None:
    """Return the subject of the clause in which ``noun`` is an object."""
    word = noun
    for _ in range(5):
        above = words.head[word]
        if above == word:
            return noun
        if words.tag[above].startswith("VB"):
            found = _shared(words, above, depth + 1) if depth < 5 else None
            return noun if found is None else found
        word = above
    return noun


def nearby_source(words: Words, verb: int, behind: bool) -> int | None:
    """Return the noun next to a verb of speech whose subject the parse has missed.

    Parameters
    ----------
    words : Words
        The article.
    verb : int
        The verb.
    behind : bool
        Whether to look behind the verb first ("...", said X).

    Returns
    -------
    int or None
        The head word.
    """
    low, high = words.bounds[words.sentence[verb]]
    after = range(verb + 1, min(verb + _REACH, high))
    before = range(verb - 1, max(low, verb - _REACH) - 1, -1)
    for steps in (after, before) if behind else (before, after):
        for i in steps:
            if words.quoted[i] >= 0 or words.tag[i] == "IN" and steps is after:
                break
            if _is_name_head(words, i):
                return i
    return None


def _is_name_head(words: Words, word: int) -> bool:
    if not words.tag[word].startswith(("NN", "PRP")) or words.entity[word] in ("DATE", "TIME"):
        return False
    bracketed = word > 0 and words.lower[word - 1] in ("-", "(")
    return words.dep[word] not in ("compound", "poss") and not bracketed


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
    if source == cue:
        return words.start[source], words.end[source]
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
