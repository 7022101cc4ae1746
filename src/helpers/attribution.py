"""Who is said to have said what."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.ids import stable_id
from helpers.language import ParsedArticle

Statement = dict[str, object]

_SAY = frozenset(
    "say tell report announce add claim state confirm deny accuse allege note write declare warn "
    "insist acknowledge admit tweet quote suspect believe estimate explain argue reveal".split()
)
_STANCE = {"deny": "denied", "suspect": "unconfirmed", "believe": "unconfirmed"}


def find_statements(parsed: ParsedArticle) -> list[Statement]:
    """Find statements."""
    found = []
    for token in parsed.doc:
        if token.lemma_.lower() in _SAY and token.pos_ == "VERB":
            found.extend(_from_verb(parsed, token))
        elif token.lower_ == "according":
            found.extend(_from_according(parsed, token))
    return found


def covering(statements: Iterable[Statement], offset: int) -> Statement | None:
    """Return the innermost statement that asserts what stands at ``offset``.

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
    around = [s for s in statements if s["start"] <= offset < s["end"]]
    return min(around, key=lambda s: (s["end"] - s["start"], s["cue_start"]), default=None)


def _from_verb(parsed: ParsedArticle, cue) -> list[Statement]:
    subject = next((c for c in cue.children if c.dep_ in ("nsubj", "agent")), None)
    if cue.dep_ in ("advcl", "conj") and subject is None:
        subject = next((c for c in cue.head.children if c.dep_ == "nsubj"), None)
    content = next((c for c in cue.children if c.dep_ in ("ccomp", "dobj", "prep")), None)
    if content is None:
        return []
    start, end = content.left_edge.idx, content.right_edge.idx + len(content.right_edge)
    return [_row(parsed, subject, cue.idx, cue.idx + len(cue), start, end, cue.lemma_.lower())]


def _from_according(parsed: ParsedArticle, cue) -> list[Statement]:
    to = next((c for c in cue.children if c.lower_ == "to"), None)
    source = next((c for c in to.children if c.dep_ == "pobj"), None) if to else None
    if source is None:
        return []
    sentence = parsed.sentence_at(cue.idx)
    start, end = sentence.start, sentence.end
    if cue.idx > start + 5:
        end = cue.idx
    else:
        start = source.right_edge.idx + len(source.right_edge)
    return [_row(parsed, source, cue.idx, to.idx + 2, start, end, "according")]


def _row(parsed, source, cue_start, cue_end, start, end, lemma) -> Statement:
    text = parsed.text
    a = b = None
    if source is not None:
        a, b = source.left_edge.idx, source.right_edge.idx + len(source.right_edge)
    while start < end and text[start] in " \n,;:":
        start += 1
    while start < end and text[end - 1] in " \n,;:":
        end -= 1
    return {
        "statement_id": stable_id("statement", parsed.article_id, cue_start, start, end),
        "article_id": parsed.article_id,
        "sentence_id": parsed.sentence_at(start).sentence_id,
        "speaker_text": text[a:b] if source is not None else "",
        "speaker_start": a,
        "speaker_end": b,
        "speaker_id": "",
        "cue": text[cue_start:cue_end],
        "cue_start": cue_start,
        "cue_end": cue_end,
        "manner": "direct" if text[start] in "\"“" else "indirect",
        "stance": _STANCE.get(lemma, "asserted"),
        "start": start,
        "end": end,
        "text": text[start:end],
    }
