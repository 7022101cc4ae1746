"""Which of the places that may be attributions are, by a small logistic model.

The model is a table of weights, one a feature (``lexicons/attribution_weights.csv``),
trained by ``tests/train_attribution.py``. Features are classes of words, grammar
and lengths, and the lemmas of frequent cues; no text is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import exp

from helpers import lexicons
from helpers.attribution.candidate import Candidate
from helpers.attribution.cues import (
    FIGURES,
    OUTCOMES,
    PLAIN_SAYING,
    asserted_objects,
    kinds,
    source_kinds,
)
from helpers.attribution.words import Words

THRESHOLD = 0.42
_FIRST_PERSON = frozenset({"i", "we", "me", "us"})
_OTHER_PRONOUNS = frozenset({"he", "she", "they", "it", "you", "who", "that", "which", "this"})
_FIRST_WORDS = frozenset(
    {"that", "to", "what", "how", "why", "whether", "if", "who", "the", "a", "his", "when"}
)
_MODALS = frozenset({"can", "could", "may", "might", "must", "shall", "should", "will", "would"})


@cache
def weights() -> dict[str, float]:
    """Return the model: the weight of each feature."""
    return {r["feature"]: float(r["weight"]) for r in lexicons.read("attribution_weights")}


def source_class(words: Words, source: int | None) -> str:
    """Return what a source is: a pronoun, a person, a group, a document, ...

    Parameters
    ----------
    words : Words
        The article.
    source : int or None
        Head word of the source.

    Returns
    -------
    str
        A short name of the class.
    """
    if source is None:
        return "none"
    lower = words.lower[source]
    if lower in _FIRST_PERSON:
        return "I"
    if lower in _OTHER_PRONOUNS:
        return lower
    entity = words.entity[source]
    if entity in ("PERSON", "ORG", "GPE", "NORP"):
        return entity
    kind = source_kinds().get(words.lemma[source])
    if kind:
        return kind
    tag = words.tag[source]
    return "name" if tag.startswith("NNP") else "noun" if tag.startswith("NN") else "other"


def features(words: Words, c: Candidate) -> list[str]:
    """Return the features of a candidate, as names.

    Parameters
    ----------
    words : Words
        The article.
    c : Candidate
        The candidate.

    Returns
    -------
    list of str
        Names of the features that hold; each counts once.
    """
    lemma = words.lemma[c.cue]
    lexicon = {"verb": "reporting_verbs", "noun": "reporting_nouns"}.get(c.part, "")
    sorts = kinds(lexicon).get(lemma, ("unknown",)) if lexicon else (c.part,)
    source = source_class(words, c.source)
    frame = f"{c.part}:{c.frame}"
    found = ["bias", frame, f"source:{source}", f"lemma:{c.part}:{lemma}", f"{frame}:{lemma}"]
    found += [f"kind:{c.part}:{k}" for k in sorts]
    found += [f"{frame}:kind:{k}" for k in sorts]
    found += [f"kind:{k}:source:{source}" for k in sorts]
    found.append(f"{frame}:source:{source}")
    found += _verb_form(words, c)
    found += _content_shape(words, c, frame)
    found += _content_head(words, c, sorts)
    found += _place(words, c, source)
    return found


def _verb_form(words: Words, c: Candidate) -> list[str]:
    cue = c.cue
    found = [f"tag:{words.tag[cue]}", f"dep:{words.dep[cue]}", f"{c.frame}:dep:{words.dep[cue]}"]
    helpers = {words.lower[k] for k in words.children(cue, "aux", "auxpass")}
    if helpers & _MODALS:
        found.append("modal")
    if words.child(cue, "neg") is not None:
        found.append("negated")
    if words.child(cue, "nsubj") is None:
        found.append(f"{c.frame}:no-subject")
    has = {words.dep[k] for k in words.kids[cue]}
    found += [f"{c.frame}:with:{dep}" for dep in ("ccomp", "dobj", "xcomp", "prep") if dep in has]
    return found


def _length_class(n: int) -> str:
    return next((f"<{top}" for top in (2, 3, 5, 9, 17, 33) if n < top), "long")


def _content_shape(words: Words, c: Candidate, frame: str) -> list[str]:
    text = words.text[c.start : c.end]
    length = _length_class(text.count(" ") + 1)
    found = [f"length:{length}", f"{frame}:length:{length}"]
    first = text.split(None, 1)[0].lower()
    if first in _FIRST_WORDS:
        found.append(f"{frame}:first:{first}")
    if text[0] in "\"“'‘":
        found.append(f"{frame}:opens-quotation")
    elif any(mark in text for mark in '"“'):
        found.append("holds-quotation")
    return found + _edges(words, c, frame)


def _edges(words: Words, c: Candidate, frame: str) -> list[str]:
    """Return features of where the content begins and ends, and what comes next."""
    inside = words.within(c.start, c.end)
    if not inside:
        return []
    behind = min(inside[-1] + 1, len(words.tag) - 1)
    found = [
        f"{c.frame}:first-tag:{words.tag[inside[0]]}",
        f"{c.frame}:next-tag:{words.tag[behind]}",
    ]
    if words.tag[behind] in ("IN", ",", "CC", "WDT", "WP", "WRB"):
        found.append(f"{c.frame}:next:{words.lower[behind]}")
    if words.entity[inside[-1]] in ("DATE", "TIME"):
        found.append(f"{frame}:ends-in-date")
    if any(words.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in inside):
        found.append(f"{c.frame}:finite")
    return found


def _content_head(words: Words, c: Candidate, sorts: tuple[str, ...]) -> list[str]:
    head = c.content
    if head is None:
        return []
    found = [f"{c.frame}:head:{words.tag[head]}", f"{c.frame}:hangs:{words.dep[head]}"]
    if words.dep[head] in ("prep", "advcl"):
        mark = words.child(head, "mark", "advmod") if words.dep[head] == "advcl" else head
        word = words.lower[mark] if mark is not None else words.tag[head]
        found += [f"{c.frame}:by:{word}", *(f"{k}:{c.frame}:by:{word}" for k in sorts)]
    entity = words.entity[head]
    if entity:
        found.append(f"{c.frame}:head-entity:{entity}")
    if words.lemma[head] in kinds("reporting_nouns"):
        found.append(f"{c.frame}:head-says")
    if words.child(head, "mark") is not None:
        found.append(f"{c.frame}:marked")
    for dep in ("prep", "relcl", "acl", "poss", "det"):
        if words.child(head, dep) is not None:
            found.append(f"{c.frame}:head-with:{dep}")
    return found


def _nested(words: Words, c: Candidate) -> list[str]:
    """Return features of a cue inside what another cue says."""
    verbs, word = kinds("reporting_verbs"), c.cue
    for _ in range(4):
        above = words.head[word]
        if above == word:
            break
        if words.dep[word] in ("ccomp", "xcomp", "pcomp") and words.lemma[above] in verbs:
            sort = verbs[words.lemma[above]][0]
            pronoun = c.source is not None and words.tag[c.source] == "PRP"
            return ["nested", f"nested:{sort}", f"nested:{c.frame}", f"nested:pronoun:{pronoun}"]
        word = above
    return []


def _place(words: Words, c: Candidate, source: str) -> list[str]:
    found = _nested(words, c)
    if words.quoted[c.cue] >= 0:
        found += ["in-quotation", f"in-quotation:{source}", f"in-quotation:{c.frame}"]
    if words.sentence[c.cue] == 0:
        found += ["headline", f"headline:{c.frame}"]
    if c.source_start is not None:
        far = abs(c.cue - (c.source or 0)) > 12
        found.append("source-far" if far else "source-near")
        if words.sentence[c.cue] != words.sentence[c.source or 0]:
            found.append("source-elsewhere")
    return found


def probability(found: Iterable[str], model: dict[str, float]) -> float:
    """Return how probable it is that a candidate with these features is an attribution.

    Parameters
    ----------
    found : iterable of str
        From :func:`features`.
    model : dict
        Weights, as :func:`weights` gives them.

    Returns
    -------
    float
        Between 0 and 1.
    """
    score = sum(model.get(name, 0.0) for name in found)
    return 1 / (1 + exp(-max(min(score, 30.0), -30.0)))


def choose(
    scored: Iterable[tuple[float, Candidate]], threshold: float = THRESHOLD
) -> list[tuple[float, Candidate]]:
    """Keep the best candidate of each cue, and one of those with the same content.

    Parameters
    ----------
    scored : iterable of (float, Candidate)
        Candidates with their probabilities.
    threshold : float
        The least probability kept.

    Returns
    -------
    list of (float, Candidate)
        In the order of their cues.
    """
    kept: list[tuple[float, Candidate]] = []
    cues: set[int] = set()
    spans: set[tuple[int, int, bool]] = set()
    likely = sorted(scored, key=lambda x: (-x[0], x[1].cue, x[1].start, -x[1].end, x[1].frame))
    for p, c in likely:
        if p < threshold:
            break
        span = (c.start, c.end, c.source is None)
        if c.cue in cues or span in spans:
            continue
        cues.add(c.cue)
        spans.add(span)
        kept.append((p, c))
    return sorted(kept, key=lambda x: (x[1].cue, x[1].start))


def certain(c: Candidate, words: Words) -> bool:
    """Whether grammar alone settles that a candidate is an attribution.

    A backstop for plain reports in texts unlike those that the model saw.

    Parameters
    ----------
    c : Candidate
        The candidate.
    words : Words
        The article.

    Returns
    -------
    bool
        True for "according to X", for verbs of speech with a clause, for clauses
        before ", X said", for accusations, and for figures that somebody gives.
    """
    if c.frame in ("according", "adverb", "tail", "middle", "signed", "count"):
        return True
    lemma = words.lemma[c.cue]
    if c.part == "noun":
        sorts = kinds("reporting_nouns").get(lemma, ())
        return c.frame == "noun-that" and bool({"say", "accuse", "deny"} & set(sorts))
    if c.part != "verb" or words.quoted[c.cue] >= 0:
        return False
    sorts = kinds("reporting_verbs").get(lemma, ())
    if c.source is None:
        return c.frame == "passive-clause" and lemma == "say"
    if _nested(words, c):
        # Somebody named who told the one who tells: "said it had heard from X that ...".
        told = c.frame == "ccomp" or c.frame == "xcomp" and _tells_outcome(words, c)
        return told and lemma in PLAIN_SAYING and words.tag[c.source][:2] == "NN"
    if c.frame in ("prep-of", "prep-about") and lemma in ("speak", "tell", "talk"):
        return _tells_outcome(words, c)
    if c.frame in ("ccomp-before", "parataxis", "quote-before"):
        return not {"say", "learn"}.isdisjoint(sorts) or lemma in asserted_objects()
    if c.frame in ("dobj", "object-and-rest", "object-and-next"):
        given = words.child(c.cue, "dobj")
        counted = FIGURES | lexicons.words("casualty_words", frame="event")
        figure = given is not None and words.lemma[given] in counted or _tells_outcome(words, c)
        return (
            figure
            and lemma in asserted_objects()
            or c.frame[:6] == "object"
            and (sorts[:1] == ("accuse",))
        )
    if c.frame == "xcomp" and c.content is not None and words.tag[c.content] == "VBG":
        return sorts[:1] in (("deny",), ("say",)) and lemma in asserted_objects() | {"deny"}
    finite = words.tag[c.cue] in ("VBD", "VBZ", "VBP", "VBN") and words.child(c.cue, "neg") is None
    return c.frame in ("ccomp", "quote-after") and lemma in PLAIN_SAYING and finite


def _tells_outcome(words: Words, c: Candidate) -> bool:
    """Whether a content says that a number of people were hurt: "five supporters dead"."""
    behind = words.bounds[words.sentence[c.cue]][1]
    inside = [i for i in range(c.cue, behind) if c.start <= words.start[i] < c.end]
    told = any(words.lower[i] in OUTCOMES for i in inside)
    return told and any(words.tag[i] == "CD" for i in inside)
