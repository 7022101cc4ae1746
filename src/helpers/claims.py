"""Casualty claims: how many of whom are said to have been killed, injured, and so on.

Reads one article. Each sentence's casualty words (:mod:`helpers.casualty_cues`)
lead to the noun phrases that name the victims (:mod:`helpers.victims`) and their
numbers; who says so comes from the statements that hold the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from helpers import attribution
from helpers.casualty_cues import cue_beside, find_cues
from helpers.casualty_phrases import find_phrases
from helpers.claim_context import find_occasion, find_place, is_left_out, part_of, perpetrators, stance_of
from helpers.ids import stable_id
from helpers.language import ParsedArticle
from helpers.quantities import Quantity, find_quantities, quantities_by_token
from helpers.victim_groups import ANAPHORS, noun_group
from helpers.victims import Victims, is_victim, read_parts, read_victims

if TYPE_CHECKING:
    from spacy.tokens import Span

    from helpers.casualty_cues import Cue

Record = dict[str, object]


@dataclass(frozen=True)
class Draft:
    """A claim while it is being read: its cue, its victims and their group."""

    cue: Cue
    victims: Victims
    group: str | None = None


def find_claims(parsed: ParsedArticle, statements: list[Record]) -> list[Record]:
    """Find the casualty claims of one article.

    Parameters
    ----------
    parsed : ParsedArticle
        The parsed article.
    statements : list of dict
        Its statements, as :func:`helpers.attribution.find_statements` gives them.

    Returns
    -------
    list of dict
        Records of the table ``claims`` without dates and ids of actors and
        incidents, in the order of the text.
    """
    records: list[Record] = []
    before: list[Draft] = []
    for sentence in parsed.sentences:
        span = parsed.span(sentence)
        drafts = read_sentence(span)
        drafts = _with_groups(drafts, before)
        for draft in drafts:
            records.append(_record(parsed, sentence.sentence_id, span, draft, statements))
        before = drafts or before
    return records


def read_sentence(sentence: Span) -> list[Draft]:
    """Read the claims of one sentence, without who says so.

    Parameters
    ----------
    sentence : spacy.tokens.Span
        A parsed sentence.

    Returns
    -------
    list of Draft
        In the order of the text.
    """
    quantities = quantities_by_token(find_quantities(sentence))
    cues = [*find_cues(sentence), *find_phrases(sentence, quantities)]
    drafts: list[Draft] = []
    for cue in cues:
        if is_left_out(cue, quantities):
            continue
        for head in cue.heads:
            phrases = read_victims(head, quantities)
            drafts.extend(Draft(cue, v) for v in phrases if is_victim(v, cue.frame, cue.token))
    drafts.extend(_beside_numbers(sentence, quantities, drafts))
    for at, part in read_parts(sentence, quantities):
        whole = _whole_before(drafts, at)
        if whole is not None and is_victim(part, "part", part.head):
            drafts.append(Draft(whole.cue, part))
    return sorted(_distinct(drafts), key=lambda d: (_anchor(d), d.cue.token.i))


def _beside_numbers(
    sentence: Span, quantities: Mapping[int, Quantity], drafts: list[Draft]
) -> Iterator[Draft]:
    """Read numbers that stand beside a casualty word where the parse joined neither."""
    used = {d.victims.count.first for d in drafts if d.victims.count}
    for quantity in dict.fromkeys(quantities.values()):
        cue = None if quantity.first in used else cue_beside(sentence, quantity)
        if cue is None or is_left_out(cue, quantities):
            continue
        for victims in read_victims(cue.heads[0], quantities)[:1]:
            if victims.count == quantity and is_victim(victims, cue.frame, cue.token):
                yield Draft(cue, victims)


def _anchor(draft: Draft) -> int:
    return draft.victims.count.first if draft.victims.count else draft.victims.first


def _whole_before(drafts: list[Draft], at: int) -> Draft | None:
    """Return the claim whose number the words at token ``at`` give a part of."""
    earlier = [d for d in drafts if _anchor(d) < at and not d.victims.part]
    return max(earlier, key=lambda d: max(_anchor(d), min(d.cue.token.i, at - 1)), default=None)


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """Keep one claim for each outcome and noun phrase; the graver of two like outcomes."""
    kept: dict[tuple[int, str], Draft] = {}
    for draft in drafts:
        key = (draft.victims.head.i, draft.cue.outcome)
        old = kept.get(key)
        if old is None or old.victims.part < draft.victims.part or old.victims.count is None and draft.victims.count:
            kept[key] = draft
    killed = {i for i, outcome in kept if outcome == "killed"}
    weak = ("shoot", "stab", "burn", "capture", "knife", "thrash")
    return [
        d
        for (i, outcome), d in kept.items()
        if not (outcome == "injured" and i in killed and d.cue.token.lemma_ in weak)
    ]


def _with_groups(drafts: list[Draft], before: list[Draft]) -> list[Draft]:
    """Give each claim its victims' group; "others" and the like take the one before."""
    done: list[Draft] = []
    for draft in drafts:
        group = noun_group(draft.victims.head) if draft.victims.last > draft.victims.first else None
        elliptical = draft.victims.first == draft.victims.last or draft.victims.head.lower_ in ANAPHORS
        if elliptical:
            group = group if group not in (None, "people") else _inherited(draft, done, before)
        done.append(replace(draft, group=group or ("people" if elliptical else "civilians")))
    return done


def _inherited(draft: Draft, done: list[Draft], before: list[Draft]) -> str | None:
    """Return the group that an elliptical phrase takes from the claims before it."""
    pool = done or ([] if draft.victims.first == draft.victims.last else before)
    return pool[-1].group if pool else None


def _record(
    parsed: ParsedArticle, sentence_id: int, span: Span, draft: Draft, statements: list[Record]
) -> Record:
    cue, victims = draft.cue, draft.victims
    doc = parsed.doc
    cue_start, cue_end = cue.token.idx, cue.token.idx + len(cue.token)
    statement = attribution.covering(statements, cue_start)
    done_by = perpetrators(cue)
    start, end = _evidence(span, draft)
    record: Record = {
        "claim_id": stable_id("claim", parsed.article_id, cue.outcome, cue_start, victims.head.idx, start),
        "article_id": parsed.article_id,
        "sentence_id": sentence_id,
        "start": start,
        "end": end,
        "evidence": parsed.text[start:end],
        "cue": parsed.text[cue_start:cue_end],
        "cue_start": cue_start,
        "cue_end": cue_end,
        "outcome": cue.outcome,
        "low": victims.low,
        "best": victims.best,
        "high": victims.high,
        "victim_group": draft.group,
        "stance": stance_of(cue, statement),
        "part_of": part_of(cue, victims),
        "place": find_place(cue.token),
        "occasion": find_occasion(cue.token),
        **_words(parsed, "victims", doc[victims.first : victims.last]),
        **_words(parsed, "perpetrators", done_by),
    }
    if victims.count is not None:
        counted = _words(parsed, "count", doc[victims.count.first : victims.count.last])
        record |= {"count_text": counted["count"], "count_start": counted["count_start"], "count_end": counted["count_end"]}
    if statement is not None:
        record |= {
            "statement_id": statement["statement_id"],
            "said_by": statement["speaker_text"],
            "said_by_start": statement["speaker_start"],
            "said_by_end": statement["speaker_end"],
        }
    return record


def _words(parsed: ParsedArticle, name: str, span: Span | None) -> Record:
    if span is None or not len(span):
        return {name: ""}
    start, end = span.start_char, span.end_char
    return {name: parsed.text[start:end], f"{name}_start": start, f"{name}_end": end}


def _evidence(sentence: Span, draft: Draft) -> tuple[int, int]:
    """Return the shortest stretch that carries the claim, the sentence if it recurs."""
    victims, cue = draft.victims, draft.cue
    doc = sentence.doc
    marks = [cue.token.i, victims.head.i]
    marks += [victims.first, victims.last - 1] if victims.last > victims.first else []
    marks += [victims.count.first, victims.count.last - 1] if victims.count else []
    last = max(marks)
    start, end = doc[min(marks)].idx, doc[last].idx + len(doc[last])
    if doc.text.count(doc.text[start:end]) > 1:
        words = [t for t in sentence if not t.is_space]
        return words[0].idx, words[-1].idx + len(words[-1])
    return start, end


