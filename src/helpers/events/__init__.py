"""Who did what to whom, when and where.

Verbs and event nouns are matched with lexicons (``event_verbs``, ``event_nouns``,
``event_carriers``) whose rows name the grammar that they need. The kinds are those
of PLOVER (Halterman, Bagozzi, Beger, Schrodt and Scarborough, "PLOVER and POLECAT: A
New Political Event Ontology and Dataset", 2023), with ``investigate``, ``warn``,
``admit``, ``accident`` and ``disaster`` beside them. Deaths and injuries are claims
(:mod:`helpers.claims`), not events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.events.cues import Cue, find_cues
from helpers.events.grammar import direct_object, measured, phrase
from helpers.events.merging import merge_events
from helpers.events.modes import mode_of
from helpers.events.places import place_in
from helpers.events.roles import SAYING, actor_and_target, clause_span
from helpers.ids import stable_id
from helpers.lexicons import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from helpers.language import ParsedArticle

__all__ = ["find_events", "merge_events"]


def find_events(parsed: ParsedArticle) -> list[dict[str, object]]:
    """Find the events that an article tells of.

    Parameters
    ----------
    parsed : ParsedArticle
        The parsed article.

    Returns
    -------
    list of dict
        Records of the table ``events``, in the order of the text: offsets of the
        words (``start``, ``end``: the clause or the noun phrase), of the cue, of who
        did it and of whom it was done to; ``kind``, ``place`` and ``mode``. Not yet
        dated, and each telling with an id of its own.
    """
    return [_record(parsed, cue) for cue in find_cues(parsed.doc)]


def _record(parsed: ParsedArticle, cue: Cue) -> dict[str, object]:
    text = parsed.text
    start, end = clause_span(cue)
    cue_start, cue_end = _cue_span(cue)
    actor, target = actor_and_target(cue)
    place = place_in(_place_hosts(cue), deep=cue.kind not in SAYING)
    return {
        "event_id": stable_id("event", parsed.article_id, cue_start, cue_end),
        "article_id": parsed.article_id,
        "sentence_id": parsed.sentence_at(cue_start).sentence_id,
        "start": start,
        "end": end,
        "text": text[start:end],
        "kind": cue.kind,
        "cue": text[cue_start:cue_end],
        "cue_start": cue_start,
        "cue_end": cue_end,
        **_party(text, "actor", actor),
        **_party(text, "target", target, cue.kind),
        "place": text[place[0] : place[1]] if place else "",
        "mode": _mode(cue),
        "n_articles": 1,
    }


def _cue_span(cue: Cue) -> tuple[int, int]:
    """The verb with its particle where they stand together, or the noun."""
    word, particle = cue.word, cue.particle
    adverb = particle is not None and particle.lower_ in words("event_words", use="adverb")
    if adverb and particle.i == word.i + 1:
        return word.idx, particle.idx + len(particle)
    return word.idx, word.idx + len(word)


def _party(text: str, side: str, noun: Token | None, kind: str = "") -> dict[str, object]:
    if noun is None:
        return {f"{side}_text": "", f"{side}_start": None, f"{side}_end": None}
    # "Accused the party of fraud": the deed is no part of the name.
    start, end = phrase(noun, only_people=kind == "accuse")
    return {f"{side}_text": text[start:end], f"{side}_start": start, f"{side}_end": end}


def _place_hosts(cue: Cue) -> list[Token]:
    hosts = [cue.word]
    if cue.carrier is not None:
        hosts += [measured(cue.word), cue.carrier]
    elif cue.word.tag_[:1] == "V":
        thing = direct_object(cue.word)
        hosts += [thing] if thing is not None else []
    return hosts


def _mode(cue: Cue) -> str:
    if cue.carrier is None:
        return mode_of(cue.word)
    told = mode_of(cue.carrier, cue.word)
    return cue.carried["mode"] or told if told == "actual" else told
