"""A claim without a time of its own that tells again of deaths that the article has dated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from helpers.dating.clauses import CLAUSE, Dated

if TYPE_CHECKING:
    from spacy.tokens import Token

    from helpers.language import ParsedArticle

Record = Mapping[str, object]

TELLING = 10
"""The least figure that two claims of one article hardly share by chance."""
_BACK = frozenset({"the", "his", "her", "their", "its", "this", "that"})


def dated_elsewhere(
    parsed: ParsedArticle, claims: Sequence[Record], own: Sequence[tuple[Dated, float] | None]
) -> dict[int, Dated]:
    """Find what dates the claims that tell again of something dated in its own clause.

    That is so where both give the same large figure ("the 58 dead in the train"), name the
    same person ("Hall's death"), or where one person's death is spoken of as known ("his
    murder") and the article dates one such death alone.

    Parameters
    ----------
    parsed : ParsedArticle
        The article.
    claims : sequence of mapping
        Its claims.
    own : sequence of (Dated, float) or None
        What in its own sentence dates each, and at what cost.

    Returns
    -------
    dict of Dated
        By the claim's index.
    """
    dated = [
        (claim, found[0])
        for claim, found in zip(claims, own, strict=True)
        if found and found[1] <= CLAUSE
    ]
    out: dict[int, Dated] = {}
    for k, (claim, found) in enumerate(zip(claims, own, strict=True)):
        if found or claim["stance"] == "hypothetical":
            continue
        alike = [(c, d) for c, d in dated if c.get("outcome") == claim.get("outcome")]
        same = _same_figure(claim, alike) or _same_person(parsed, claim, alike)
        if same:
            out[k] = same[0]
    return out


Told = Sequence[tuple[Record, Dated]]


def _same_figure(claim: Record, dated: Told) -> list[Dated]:
    best = claim.get("best")
    if not best or int(best) < TELLING:
        return []
    return [d for c, d in dated if c.get("best") == best]


def _same_person(parsed: ParsedArticle, claim: Record, dated: Told) -> list[Dated]:
    if not _is_one(claim):
        return []
    single = [(c, d) for c, d in dated if _is_one(c)]
    names = _names(parsed, claim)
    if names:
        return [d for c, d in single if names & _names(parsed, c)]
    if len({d.form for _, d in single}) != 1 or not _is_known(parsed, claim):
        return []
    return [d for _, d in single]


def _is_one(claim: Record) -> bool:
    return claim.get("low") == claim.get("high") == 1


def _words(parsed: ParsedArticle, claim: Record) -> list[Token]:
    start, end = claim.get("victims_start"), claim.get("victims_end")
    if start is None or end is None:
        return []
    return list(parsed.doc.char_span(int(start), int(end), alignment_mode="expand"))


def _names(parsed: ParsedArticle, claim: Record) -> set[str]:
    return {t.lower_ for t in _words(parsed, claim) if t.pos_ == "PROPN" and t.text[0].isupper()}


def _is_known(parsed: ParsedArticle, claim: Record) -> bool:
    """Whether the claim speaks of the death as of something told: his murder, the killing."""
    at = int(claim["cue_start"])
    cue = parsed.doc.char_span(at, at + 1, alignment_mode="expand")[0]
    if cue.pos_ == "NOUN":
        return any(c.lower_ in _BACK or c.dep_ == "poss" for c in cue.children)
    words = [t for t in _words(parsed, claim) if t.tag_ == "PRP"]
    return bool(words) and all("Sing" in t.morph.get("Number") for t in words)
