"""Claims of one article: cues, victims, numbers and context put together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from helpers import attribution
from helpers.claims.belonging import group_of
from helpers.claims.context import (
    find_occasion,
    find_place,
    perpetrators,
    stance_of,
)
from helpers.claims.cues import find_cues
from helpers.claims.drafts import Draft, anchor, distinct, whole_before
from helpers.claims.eligible import is_victim
from helpers.claims.fates import with_fates
from helpers.claims.left_out import is_left_out
from helpers.claims.listed import read_elided, read_lists
from helpers.claims.parts import read_parts
from helpers.claims.phrases import find_phrases
from helpers.claims.register import Register, read_register
from helpers.claims.shares import with_shares
from helpers.claims.sums import decide_parts, sentence_signs
from helpers.claims.unjoined import beside_numbers, company_of, shared_out
from helpers.claims.victims import in_numbers, read_victims, with_count_of
from helpers.ids import stable_id
from helpers.language import ParsedArticle, Sentence, dateline_end
from helpers.quantities import find_quantities, find_shares, quantities_by_token
from helpers.triage import may_tell

if TYPE_CHECKING:
    from spacy.tokens import Span

Record = dict[str, object]


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
    register = read_register(parsed.doc)
    begins = [dateline_end(parsed.text, s.start, s.end) for s in parsed.sentences]
    found = with_fates(
        _drafts_behind(parsed, sentence, begin)
        for sentence, begin in zip(parsed.sentences, begins, strict=True)
    )
    for sentence, begin, read in zip(parsed.sentences, begins, found, strict=True):
        drafts = _with_groups(read, before, register)
        for draft in drafts:
            records.append(_record(parsed, sentence.sentence_id, begin, draft, statements))
        before = drafts or before
    paragraphs = [sentence.paragraph for sentence in parsed.sentences]
    return with_shares(decide_parts(_without_echoes(records), paragraphs))


def _drafts_behind(parsed: ParsedArticle, sentence: Sentence, begin: int) -> list[Draft]:
    """Read the claims of a sentence whose victims stand behind its dateline."""
    if not may_tell(parsed.text[sentence.start : sentence.end]):
        return []
    return [d for d in read_sentence(parsed.span(sentence)) if d.victims.head.idx >= begin]


def _without_echoes(records: list[Record]) -> list[Record]:
    """Leave out "they were killed" right behind a claim that says who and how many."""
    kept: list[Record] = []
    for record in records:
        echo = str(record["victims"]).lower() in ("they", "them", "those") and not record.get(
            "count_text"
        )
        near = [r for r in kept if int(record["sentence_id"]) - int(r["sentence_id"]) <= 1]
        if not (echo and any(r["outcome"] == record["outcome"] for r in near)):
            kept.append(record)
    return kept


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
    quantities = quantities_by_token([*find_quantities(sentence), *find_shares(sentence)])
    cues = [*find_cues(sentence), *find_phrases(sentence, quantities)]
    drafts: list[Draft] = []
    for cue in cues:
        if is_left_out(cue, quantities):
            continue
        for head in (*cue.heads, *company_of(cue.token)):
            phrases = read_victims(head, quantities)
            if cue.frame in ("body", "event"):
                phrases = [with_count_of(v, cue.token, quantities) for v in phrases]
            elif cue.token.pos_ == "VERB":
                phrases = [in_numbers(v, cue.token, quantities) for v in phrases]
            drafts.extend(Draft(cue, v) for v in phrases if is_victim(v, cue.frame, cue.token))
    drafts.extend(read_lists(sentence, quantities))
    drafts.extend(shared_out(sentence, quantities, drafts))
    drafts.extend(beside_numbers(sentence, quantities, drafts))
    drafts.extend(list(read_elided(sentence, quantities, drafts)))
    for at, part in read_parts(sentence, quantities):
        whole = whole_before(drafts, at)
        if whole is not None and is_victim(part, "part", whole.cue.token):
            drafts.append(Draft(whole.cue, part))
    return sorted(distinct(drafts), key=lambda d: (anchor(d), d.cue.token.i))


def _with_groups(drafts: list[Draft], before: list[Draft], register: Register) -> list[Draft]:
    """Give each claim its victims' group; "others" and the like take the one before."""
    done: list[Draft] = []
    for draft in drafts:
        done.append(replace(draft, group=group_of(draft, done, before, register)))
    return done


def _record(
    parsed: ParsedArticle, sentence_id: int, begin: int, draft: Draft, statements: list[Record]
) -> Record:
    """Make a claim's record; what stands before ``begin`` is the dateline."""
    cue, victims = draft.cue, draft.victims
    doc = parsed.doc
    cue_start, cue_end = cue.token.idx, cue.token.idx + len(cue.token)
    statement = attribution.covering(statements, cue_start)
    done_by = perpetrators(cue)
    if done_by is not None and done_by.start_char < begin:
        done_by = None
    start, end = _evidence(parsed.text, draft)
    unnamed = victims.head == cue.token and cue.frame != "body"
    record: Record = {
        "claim_id": stable_id(
            "claim", parsed.article_id, cue.outcome, cue_start, victims.head.idx, start
        ),
        "article_id": parsed.article_id,
        "sentence_id": sentence_id,
        "start": start,
        "end": end,
        "evidence": parsed.text[start:end],
        "cue": parsed.text[cue_start:cue_end],
        "cue_start": cue_start,
        "cue_end": cue_end,
        "outcome": cue.outcome,
        "share": victims.count.share if victims.count else None,
        "low": victims.low,
        "best": victims.best,
        "high": victims.high,
        "victim_group": draft.group,
        "stance": stance_of(cue, statement),
        "signs": sentence_signs(cue, victims),
        "place": find_place(cue.token),
        "occasion": find_occasion(cue.token),
        **_words(parsed, "victims", None if unnamed else doc[victims.first : victims.last]),
        **_words(parsed, "perpetrators", done_by),
    }
    if victims.count is not None:
        counted = _words(parsed, "count", doc[victims.count.first : victims.count.last])
        record |= {
            "count_text": counted["count"],
            "count_start": counted["count_start"],
            "count_end": counted["count_end"],
        }
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


def _evidence(text: str, draft: Draft) -> tuple[int, int]:
    """Return the shortest stretch that carries the claim, the sentence if it recurs."""
    victims, cue = draft.victims, draft.cue
    doc = cue.token.doc
    marks = [cue.token.i, victims.head.i]
    marks += [victims.first, victims.last - 1] if victims.last > victims.first else []
    marks += [victims.count.first, victims.count.last - 1] if victims.count else []
    last = max(marks)
    start, end = doc[min(marks)].idx, doc[last].idx + len(doc[last])
    if text.count(text[start:end]) > 1:
        words = [t for t in cue.token.sent if not t.is_space]
        return words[0].idx, words[-1].idx + len(words[-1])
    return start, end
