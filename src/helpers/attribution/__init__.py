"""Who is said to have said what, and how.

Candidates come from grammar (:mod:`.verbs`, :mod:`.nouns`), from punctuation
(:mod:`.marks`) and from the neighbourhood of quotations (:mod:`.quotes`); a small model
picks (:mod:`.choice`); sources are named and pronouns resolved
(:mod:`.speakers`). The notion of an attribution as source, cue and
content is that of PolNeAR (Newell, Margolin and Ruths, LREC 2018).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from helpers.attribution.candidate import Candidate
from helpers.attribution.choice import (
    THRESHOLD,
    certain,
    choose,
    features,
    probability,
    source_class,
    weights,
)
from helpers.attribution.continued import go_on
from helpers.attribution.cues import PLAIN_SAYING, kinds, phrases
from helpers.attribution.edges import (
    edge_candidates,
    middle_candidates,
    with_coordinate,
    without_dateline,
)
from helpers.attribution.marks import headline_candidates, mark_candidates
from helpers.attribution.nouns import (
    adjective_candidates,
    adverb_candidates,
    count_candidates,
    noun_candidates,
    prepositional_candidates,
)
from helpers.attribution.quotes import quote_candidates, run_on
from helpers.attribution.sources import can_speak
from helpers.attribution.speakers import (
    PRONOUNS,
    Antecedents,
    Speaker,
    antecedent_of_relative,
    describe,
)
from helpers.attribution.stances import (
    ASSERTING,
    kind_and_stance,
    manner,
    own_end,
    unverified_sentences,
)
from helpers.attribution.verbs import verb_candidates
from helpers.attribution.words import Words, lay_out
from helpers.ids import stable_id
from helpers.language import ParsedArticle

Statement = dict[str, object]

FULL_LENGTH = 0.1
"""How much less probable than a shorter one the full content of a plain report may be."""

_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})


def find_statements(parsed: ParsedArticle) -> list[Statement]:
    """Find who is said to have said, thought or wanted what.

    Parameters
    ----------
    parsed : ParsedArticle
        The article.

    Returns
    -------
    list of dict
        Rows of the table ``statements`` (see ``columns.csv``), in the order of the
        text. Statements within statements are rows of their own.
    """
    words = lay_out(parsed)
    chosen = chosen_candidates(words)
    seen = Antecedents(words)
    rows: list[tuple[Candidate, Speaker | None]] = []
    for found in sorted(chosen, key=lambda c: (c.cue, c.start)):
        speaker = _speaker(words, found, seen)
        named = speaker is not None and words.lower[found.source] not in PRONOUNS
        if named and can_speak(words, found.source):
            seen.add(speaker)
        rows.append((found, speaker))
    made = [_row(parsed, words, found, speaker) for found, speaker in rows]
    _first_persons(made)
    for row in go_on(words, parsed.article_id, made):
        made.append({**row, "sentence_id": parsed.sentence_at(row["start"]).sentence_id})
    _doubt_unverified(parsed, made)
    return sorted(made, key=lambda s: (s["start"], -s["end"], s["cue_start"]))


def chosen_candidates(words: Words) -> list[Candidate]:
    """Return the candidates of an article that are taken for attributions.

    Parameters
    ----------
    words : Words
        The article.

    Returns
    -------
    list of Candidate
        In the order of their cues.
    """
    model = weights()
    scored = []
    for found in all_candidates(words):
        p = probability(features(words, found), model)
        sure = certain(found, words)
        scored.append((max(p + FULL_LENGTH, THRESHOLD) if sure else p, found))
    return [c for _, c in choose(scored)]


def all_candidates(words: Words) -> list[Candidate]:
    """Return every candidate of an article, direct speech at its full length.

    Parameters
    ----------
    words : Words
        The article.

    Returns
    -------
    list of Candidate
        Several may share a cue.
    """
    beside = list(quote_candidates(words))
    claims = {bisect_right(words.quotation_starts, c.start) - 1: c.cue for c in beside}
    found = [
        *_grammatical(words),
        *prepositional_candidates(words),
        *count_candidates(words),
        *edge_candidates(words),
        *middle_candidates(words),
        *beside,
    ]
    whole = [with_coordinate(words, run_on(words, c, claims)) for c in found]
    whole += [*mark_candidates(words), *headline_candidates(words)]
    return [_behind_dateline(words, c) for c in whole]


def _behind_dateline(words: Words, found: Candidate) -> Candidate:
    if found.end > words.start[found.cue]:
        return found
    return replace(found, start=without_dateline(words.text, found.start, found.end))


def _grammatical(words: Words) -> Iterator[Candidate]:
    verbs, nouns = kinds("reporting_verbs"), kinds("reporting_nouns")
    adjectives, adverbs = phrases("adjective"), phrases("adverb")
    dep, kids = words.dep, words.kids
    rows = zip(words.tag, words.lemma, words.lower, strict=True)
    for i, (tag, lemma, lower) in enumerate(rows):
        if tag[:2] == "VB" or lemma in PLAIN_SAYING and words.children(i, "ccomp", "nsubj"):
            known = lemma in verbs
            if known or dep[i] == "parataxis" or any(dep[k] == "ccomp" for k in kids[i]):
                yield from verb_candidates(words, i, known)
        elif tag[:2] == "NN" and lemma in nouns:
            yield from noun_candidates(words, i)
        elif lemma in adjectives and tag[:2] == "JJ":
            yield from adjective_candidates(words, i)
        elif lower in adverbs:
            yield from adverb_candidates(words, i)


def _speaker(words: Words, found: Candidate, seen: Antecedents) -> Speaker | None:
    if found.source is None:
        return None
    lower = words.lower[found.source]
    if lower in ("who", "which", "that"):
        noun = antecedent_of_relative(words, found.source)
        return describe(words, noun, found.cue) if noun is not None else None
    own = describe(words, found.source, found.cue)
    owner = words.child(found.source, "poss")
    pronoun = found.source
    if lower not in PRONOUNS and owner is not None and words.lower[owner] in ("its", "their"):
        # "Its records suggest": the body itself suggests.
        pronoun = owner if source_class(words, found.source) == "document" else pronoun
    if words.lower[pronoun] not in PRONOUNS or lower in _FIRST_PERSON:
        return own
    meant = seen.resolve(pronoun)
    return replace(own, text=meant.text, kind=meant.kind) if meant else own


def _row(
    parsed: ParsedArticle, words: Words, found: Candidate, speaker: Speaker | None
) -> Statement:
    text = parsed.text
    cue_start, cue_end = words.start[found.cue_first], words.end[found.cue_last]
    kind, stance = kind_and_stance(words, found)
    found = replace(found, end=own_end(words, found, kind))
    return {
        "statement_id": stable_id(
            "statement", parsed.article_id, cue_start, found.start, found.end
        ),
        "article_id": parsed.article_id,
        "sentence_id": parsed.sentence_at(found.start).sentence_id,
        "speaker_text": speaker.text if speaker else "",
        "speaker_start": found.source_start,
        "speaker_end": found.source_end,
        "speaker_id": "",
        "cue": text[cue_start:cue_end],
        "cue_start": cue_start,
        "cue_end": cue_end,
        "kind": kind,
        "manner": manner(words, found),
        "stance": stance,
        "start": found.start,
        "end": found.end,
        "text": text[found.start : found.end],
    }


def _first_persons(rows: list[Statement]) -> None:
    """Give "I" and "we" inside somebody's words that speaker's name."""
    for row in rows:
        if str(row["speaker_text"]).lower() not in _FIRST_PERSON:
            continue
        around = covering([r for r in rows if r is not row], row["cue_start"])
        if around is not None and around["speaker_text"]:
            row["speaker_text"] = around["speaker_text"]


def _doubt_unverified(parsed: ParsedArticle, rows: list[Statement]) -> None:
    """Leave unconfirmed what the article says could not be verified."""
    sentences = [parsed.text[s.start : s.end] for s in parsed.sentences]
    doubted = unverified_sentences(sentences)
    for row in rows:
        told_in = parsed.sentence_at(row["cue_start"]).sentence_id
        if told_in in doubted and row["stance"] == "asserted" and row["kind"] in ASSERTING:
            row["stance"] = "unconfirmed"


def covering(statements: Iterable[Statement], offset: int) -> Statement | None:
    """Return the innermost statement that asserts what stands at ``offset``.

    Wishes, questions, demands and praise do not assert what they mention. A hedge
    ("allegedly") and a thought ("villagers fear that") inside a statement give it
    their stance and leave it its speaker, who tells of them.

    Parameters
    ----------
    statements : iterable of dict
        Rows of ``statements`` of one article, as :func:`find_statements` gives them.
    offset : int
        A place in the article's text, for example where a casualty word begins.

    Returns
    -------
    dict or None
        The statement, or None where the article speaks in its own voice.
    """
    around = [s for s in statements if s["start"] <= offset < s["end"] and s["kind"] in ASSERTING]
    around.sort(key=lambda s: (s["end"] - s["start"], -s["cue_start"]))
    if not around:
        return None
    inner = around[0]
    named = [s for s in around if s["speaker_text"]]
    tellers = [s for s in named if s["kind"] not in ("think", "feel")]
    teller = (tellers or named or [inner])[0]
    if inner["kind"] in ("think", "feel") or not inner["speaker_text"]:
        stance = inner["stance"] if inner["stance"] != "asserted" else teller["stance"]
        return {**teller, "stance": stance}
    return inner
