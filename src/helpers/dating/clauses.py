"""How closely a time expression governs a word: by clause, not by nearness."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.dates import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Span, Token

    from helpers.language import ParsedArticle, Sentence

CLAUSE = 1.7
"""Cost up to which an expression is taken to stand in the word's own clause."""
SAYING = 9.0
"""Cost of an expression that dates the saying of what the word is part of."""

_UP = {
    "xcomp": 0.2,
    "advcl": 0.5,
    "acl": 0.5,
    "pcomp": 0.4,
    "conj": 1.0,
    "ccomp": 1.0,
    "relcl": 2.0,
}
_DOWN = {
    "xcomp": 0.4,
    "advcl": 1.2,
    "acl": 1.4,
    "pcomp": 0.8,
    "conj": 1.6,
    "ccomp": 1.5,
    "relcl": 2.2,
}
_NAMING = frozenset({"poss", "compound", "nmod", "amod"})
_ASIDE = frozenset({"relcl", "acl", "advcl", "pcomp"})
_COMPARISON = re.compile(
    r"\b(?:(?:worst|deadliest|bloodiest|biggest|largest|highest|heaviest|greatest|most|latest)\b"
    r"[^.;]{0,80}|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|[0-9]+(?:st|nd|rd|th))\b[^.;]{0,120})\b(?P<since>since)\b[^.;]{0,80}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Dated:
    """A time expression in the parse.

    Attributes
    ----------
    row : mapping
        Its row of the table ``dates``.
    token : spacy.tokens.Token
        The head of its words.
    sentence : Sentence
        Where it stands.
    clauses : tuple of Token
        The verbs above it, nearest first.
    nouns : tuple of Token
        The nouns between it and the nearest of those.
    compares : int or None
        Where *since* stands, if the words say since when something is the worst or the
        first of its kind: they date nothing that stands before.
    opens : bool
        Whether they open a clause that they date, and nothing else: "a week after he died".
    """

    row: Mapping[str, object]
    token: Token
    sentence: Sentence
    clauses: tuple[Token, ...]
    nouns: tuple[Token, ...]
    compares: int | None
    opens: bool

    @property
    def form(self) -> str:
        """What the words mean."""
        return str(self.row["form"])

    @property
    def says(self) -> bool:
        """Whether the words hang on a verb of saying."""
        return not self.names and self._hangs_on("report")

    @property
    def tallies(self) -> bool:
        """Whether the words hang on a verb of counting or finding."""
        return not self.names and self._hangs_on("tally")

    @property
    def names(self) -> bool:
        """Whether the words say which of its kind a thing is: "Sunday's polls"."""
        return self.token.dep_ in _NAMING and self.token.head.i > self.token.i

    @property
    def is_aside(self) -> bool:
        """Whether the words stand in a clause that adds something, not in the main line."""
        return any(t.dep_ in _ASIDE for t in (self.token, *self.token.ancestors))

    def _hangs_on(self, kind: str) -> bool:
        return bool(self.clauses) and self.clauses[0].lemma_.lower() in _kind(kind)


def _kind(kind: str) -> frozenset[str]:
    return lexicons.words("date_context", kind=kind)


def place(parsed: ParsedArticle, row: Mapping[str, object]) -> Dated:
    """Find a time expression in the parse."""
    start, end = int(row["start"]), int(row["end"])
    span = parsed.doc.char_span(start, end, alignment_mode="expand")
    content = [t for t in span if t.pos_ not in ("ADP", "DET", "SCONJ", "PUNCT", "SPACE")]
    token = content[-1] if content else span[-1]
    while token.head != token and span.start <= token.head.i < span.end:
        token = token.head
    opened = _opened_clause(span)
    token = token if opened is None else opened
    above = [token, *token.ancestors]
    first = next((k for k, t in enumerate(above) if t.pos_ in ("VERB", "AUX")), len(above))
    nouns = tuple(t for t in above[1:first] if t.pos_ in ("NOUN", "PROPN"))
    sentence = parsed.sentence_at(start)
    compared = _COMPARISON.search(parsed.text[sentence.start : end])
    compares = sentence.start + compared.start("since") if compared else None
    return Dated(row, token, sentence, clauses_above(token), nouns, compares, opened is not None)


def _opened_clause(span: Span) -> Token | None:
    """Return the verb of the clause that words such as "a week after" open and date."""
    if span[-1].lower_ not in ("after", "before") or span.end >= len(span.doc):
        return None
    following = span.doc[span.end : span.end + 8]
    subject = next((t for t in following if t.dep_ in ("nsubj", "nsubjpass")), None)
    return subject.head if subject is not None and subject.head.i > subject.i else None


def clauses_above(token: Token) -> tuple[Token, ...]:
    """Return the verbs at and above a word, nearest first."""
    return tuple(t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX"))


def cost(dated: Dated, cue: Token) -> float:
    """Say how far a time expression is from governing a word of its sentence.

    Parameters
    ----------
    dated : Dated
        The expression.
    cue : spacy.tokens.Token
        The word, such as *killed*.

    Returns
    -------
    float
        0 where it stands in the word's own clause or noun phrase, more for each
        clause between them, :data:`SAYING` where it dates the saying of it.
    """
    over_cue = [cue, *cue.ancestors]
    if dated.token in over_cue:
        return 0.0
    if dated.opens or (dated.compares is not None and cue.idx < dated.compares):
        return SAYING
    if any(noun in over_cue for noun in dated.nouns):
        holder = next(noun for noun in dated.nouns if noun in over_cue)
        between = over_cue[: over_cue.index(holder)]
        return 0.1 * dated.nouns.index(holder) + sum(0.1 for t in between if t.dep_ == "relcl")
    up = clauses_above(cue)
    down = dated.clauses
    meeting = next((v for v in up if v in down), None)
    if meeting is None:
        return 3.0
    climbed, descended = up[: up.index(meeting)], down[: down.index(meeting)]
    chain = [*climbed, meeting] if cue.pos_ in ("VERB", "AUX") else [cue, *climbed, meeting]
    if not descended and not dated.names and _dates_saying(dated, chain):
        return SAYING
    if not descended and meeting != cue and meeting.lemma_.lower() in _kind("tally"):
        return SAYING
    total = sum(_UP.get(v.dep_, 0.8) for v in climbed)
    total += sum(_DOWN.get(v.dep_, 1.5) for v in descended)
    if not climbed and not descended and meeting != cue:
        total += 0.05
    return total + 0.3 * len(dated.nouns) + 0.002 * abs(dated.token.i - cue.i)


def words_for(dated: Dated, cue: Token) -> str:
    """Return the words that date a record: "1959" in "the first since 1959, when two died"."""
    words = str(dated.row["text"])
    relation = forms.split_relation(dated.form)[0]
    if not relation or dated.token not in (cue, *cue.ancestors):
        return words
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() == relation else words


def _dates_saying(dated: Dated, chain: list[Token]) -> bool:
    """Whether the words date a verb of saying that carries the content, not the content.

    ``chain`` leads from the content's verb up to the verb that the words hang on.
    """
    for content, verb in zip(chain, chain[1:], strict=False):
        if verb.lemma_.lower() in _kind("report"):
            inside = verb.i < content.i < dated.token.i
            return not inside or dated.token.i - verb.i <= 2
    return False
