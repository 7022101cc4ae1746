"""Claims of one article: cues, victims, numbers and context put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from helpers import attribution
from helpers.claims.context import (
    find_occasion,
    find_place,
    is_left_out,
    names_day,
    part_of,
    perpetrators,
    stance_of,
)
from helpers.claims.cues import Cue, cue_beside, find_cues
from helpers.claims.groups import fought, in_protest, noun_group
from helpers.claims.parts import read_parts
from helpers.claims.phrases import find_phrases
from helpers.claims.register import Register, group_before, read_register
from helpers.claims.shares import with_shares
from helpers.claims.victims import Victims, is_victim, read_victims
from helpers.grammar import ancestors_within_sentence, children
from helpers.ids import stable_id
from helpers.language import ParsedArticle, dateline_end
from helpers.lexicons import claim_words
from helpers.quantities import Quantity, find_quantities, find_shares, quantities_by_token

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

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
    register = read_register(parsed.doc)
    for sentence in parsed.sentences:
        span = parsed.span(sentence)
        begin = dateline_end(parsed.text, sentence.start, sentence.end)
        drafts = [d for d in read_sentence(span) if d.victims.head.idx >= begin]
        drafts = _with_groups(drafts, before, register)
        for draft in drafts:
            records.append(_record(parsed, sentence.sentence_id, begin, draft, statements))
        before = drafts or before
    return _parts_of_whole(parsed, with_shares(_without_echoes(records)))


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


def _parts_of_whole(parsed: ParsedArticle, records: list[Record]) -> list[Record]:
    """Mark what the rest of the article shows to be a part or a sum.

    One person told of after a larger number with the same outcome is one of
    them; a counted claim that follows a sum in the same paragraph is a sum too.
    """
    done: list[Record] = []
    for record in records:
        same = [r for r in done if r["outcome"] == record["outcome"]]
        one = record["best"] == 1 and not record.get("count_text")
        if (
            record["part_of"] == "incident"
            and one
            and any((r["low"] or 0) > 1 and r["part_of"] == "incident" for r in same)
        ):
            record = record | {"part_of": "subset"}
        elif record["part_of"] == "incident" and record.get("count_text") and done:
            last = done[-1]
            near = int(record["sentence_id"]) - int(last["sentence_id"]) <= 1
            same_paragraph = _paragraph(parsed, last) == _paragraph(parsed, record)
            if (
                near
                and same_paragraph
                and last["part_of"] == "total"
                and (record["low"] or 0) > 1
                and not _dated(parsed, record)
            ):
                record = record | {"part_of": "total"}
        done.append(record)
    return done


def _paragraph(parsed: ParsedArticle, record: Record) -> int:
    return parsed.sentences[int(record["sentence_id"])].paragraph


def _dated(parsed: ParsedArticle, record: Record) -> bool:
    """Whether the claim's own sentence names a time or an occasion of its own."""
    sentence = parsed.span(parsed.sentences[int(record["sentence_id"])])
    return bool(record["occasion"]) or any(names_day(t) for t in sentence)


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
        for head in (*cue.heads, *_company(cue.token)):
            phrases = read_victims(head, quantities)
            drafts.extend(Draft(cue, v) for v in phrases if is_victim(v, cue.frame, cue.token))
    drafts.extend(_shared_out(sentence, quantities, drafts))
    drafts.extend(_beside_numbers(sentence, quantities, drafts))
    for at, part in read_parts(sentence, quantities):
        whole = _whole_before(drafts, at)
        if whole is not None and is_victim(part, "part", whole.cue.token):
            drafts.append(Draft(whole.cue, part))
    return sorted(_distinct(drafts), key=lambda d: (_anchor(d), d.cue.token.i))


def _company(cue: Token) -> list[Token]:
    """Return those who shared the victims' fate: "was killed along with two guards"."""
    for token in cue.sent:
        together = (
            token.lower_ == "with" and token.i and token.nbor(-1).lower_ in ("along", "together")
        )
        if together and any(cue == above for above in ancestors_within_sentence(token)):
            return [c for c in token.children if c.dep_ == "pobj"][:1]
    return []


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


def _shared_out(
    sentence: Span, quantities: Mapping[int, Quantity], drafts: list[Draft]
) -> Iterator[Draft]:
    """Read how a number is shared out: "causes of death: 12 by fire, 5 by drowning"."""
    used = {d.victims.count.first for d in drafts if d.victims.count}
    doc = sentence.doc
    listed = [
        q
        for q in dict.fromkeys(quantities.values())
        if q.first not in used
        and q.kind in ("number", "share")
        and sentence.start < q.first < q.last < sentence.end
        and doc[q.first - 1].lower_ in (",", ":", ";", "and")
        and doc[q.last].lower_ in ("by", "in", "at", "near", "from")
    ]
    casualty = next((t for t in sentence if t.lower_ in claim_words("death")), None)
    if casualty is None or len(listed) < 3 and not any(d.cue.outcome == "killed" for d in drafts):
        return
    for q in listed:
        if q.first > casualty.i:
            cue = Cue(casualty, "killed", "toll", (doc[q.last - 1],))
            yield Draft(
                cue, Victims(doc[q.last - 1], q.last, q.last, q.low, q.best, q.high, q, part=True)
            )


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
        count = draft.victims.count
        key = (count.first if count else draft.victims.head.i, draft.cue.outcome)
        old = kept.get(key)
        if (
            old is None
            or old.victims.part < draft.victims.part
            or old.victims.count is None
            and draft.victims.count
        ):
            kept[key] = draft
    killed = {i for i, outcome in kept if outcome == "killed"}
    return [d for (i, outcome), d in kept.items() if i not in killed or not _is_lesser(d)]


def _is_lesser(draft: Draft) -> bool:
    """Whether an outcome only leads up to a death: stabbed to death, two of the wounded died."""
    cue = draft.cue
    if cue.outcome == "killed":
        return False
    return cue.token.lemma_ in claim_words("leads to death") or cue.token.dep_ in ("amod", "pobj")


def _with_groups(drafts: list[Draft], before: list[Draft], register: Register) -> list[Draft]:
    """Give each claim its victims' group; "others" and the like take the one before."""
    done: list[Draft] = []
    for draft in drafts:
        done.append(replace(draft, group=_group(draft, done, before, register)))
    return done


def _group(draft: Draft, done: list[Draft], before: list[Draft], register: Register) -> str:
    head = draft.victims.head
    stands_alone = head == draft.cue.token
    if (
        draft.cue.frame == "toll"
        and not draft.victims.part
        or stands_alone
        and draft.cue.frame != "state"
    ):
        counted = draft.cue.token if draft.cue.frame == "toll" else head
        named = children(counted, "amod", "compound")
        known = noun_group(counted, register.organisations) if named else None
        return known if known and known != "civilians" else "people"
    unnamed = draft.victims.first == draft.victims.last or stands_alone
    group = None if unnamed else noun_group(head, register.organisations)
    if unnamed or head.lower_ in claim_words("anaphor"):
        if group in (None, "people"):
            person = head.lower_ in claim_words("person pronoun")
            group = group_before(head, register) if person else None
            group = group or _inherited(draft, done, before, unnamed)
    elif head.pos_ == "PROPN" and group in (None, "people"):
        group = register.people.get(head.lower_, "civilians")
    if group in (None, "people", "civilians") and head.lower_ not in claim_words("anaphor"):
        group = fought(draft.cue.token, register.organisations) or group
    may_protest = group in (None, "people") or head.lower_ in claim_words("may protest")
    if may_protest and in_protest(draft.cue.token):
        return "protesters"
    return group or ("people" if unnamed else "civilians")


def _inherited(draft: Draft, done: list[Draft], before: list[Draft], unnamed: bool) -> str:
    """Return the group that "others" or a bare number takes from the claims before it."""
    pool = [d for d in done if not d.victims.part] or ([] if unnamed else before)
    if draft.victims.high == 1 and not unnamed:
        last = pool[-1].group if pool and pool[-1].victims.high == 1 else None
        return last if last and last != "people" else "civilians"
    if not pool or unnamed and pool[-1].victims.high == 1:
        return "people"
    return pool[-1].group or "people"


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
        "part_of": part_of(cue, victims),
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
