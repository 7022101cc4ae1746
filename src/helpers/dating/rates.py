"""Deaths that are told as going on, so many a day: they lie on no days of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.dating.clauses import clauses_above

if TYPE_CHECKING:
    from spacy.tokens import Token

    from helpers.language import ParsedArticle

_EVERY = frozenset({"every", "each", "per"})
_COUNTED = frozenset({"NNS", "NNPS", "CD"})
_TOPS = frozenset({"ROOT", "ccomp", "conj", "relcl"})


def is_rate(parsed: ParsedArticle, claim: Mapping[str, object]) -> bool:
    """Whether a claim tells how many die as a rule, not who died on some day.

    That is so where it counts by a unit of time ("more than 100 lives per day"), and in
    the plain present of the text ("journalists are killed simply for recording"); the
    present of a headline tells of news.

    Parameters
    ----------
    parsed : ParsedArticle
        The article.
    claim : mapping
        Its ``cue_start``, ``sentence_id`` and ``outcome``.
    """
    if claim.get("outcome") not in ("killed", "injured"):
        return False
    at = int(claim["cue_start"])
    cue = parsed.doc.char_span(at, at + 1, alignment_mode="expand")[0]
    verbs = clauses_above(cue)
    own = verbs[0] if verbs else cue.sent.root
    if any(_counts_by_time(t) for t in own.subtree):
        return True
    return claim["outcome"] == "killed" and int(claim["sentence_id"]) > 0 and _goes_on(cue)


def _counts_by_time(token: Token) -> bool:
    """Whether the word belongs to "per day", "every week" or "100 people a day"."""
    if token.lemma_.lower() not in lexicons.words("date_context", kind="unit"):
        return False
    before = [t for t in token.sent if t.i < token.i][-2:]
    if not before or before[-1].lower_ in _EVERY:
        return bool(before)
    return len(before) == 2 and before[1].lower_ in ("a", "an") and before[0].tag_ in _COUNTED


def _goes_on(cue: Token) -> bool:
    if cue.pos_ != "VERB" or cue.dep_ not in _TOPS:
        return False
    helpers = {c.lower_ for c in cue.children if c.dep_ in ("aux", "auxpass")}
    if cue.tag_ == "VBN":
        return bool(helpers) and helpers <= {"are", "is", "'re"}
    return cue.tag_ in ("VBP", "VBZ") and not helpers
