"""Claims that the parse joins to no casualty word: beside it, shared out, listed, elided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from helpers.claims.cues import Cue, cue_beside
from helpers.claims.drafts import Draft
from helpers.claims.eligible import is_victim
from helpers.claims.left_out import is_left_out
from helpers.claims.victims import Victims, article_of, read_victims
from helpers.grammar import ancestors_within_sentence, children, word_before
from helpers.lexicons import claim_words
from helpers.quantities import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def company_of(cue: Token) -> list[Token]:
    """Return those who shared the victims' fate: "was killed along with two guards"."""
    for token in cue.sent:
        before = word_before(token)
        together = token.lower_ == "with" and before is not None
        if together and before.lower_ in ("along", "together"):
            if any(cue == above for above in ancestors_within_sentence(token)):
                return children(token, "pobj")[:1]
        elif token.lower_ == "alongside" and token.head == cue:
            return [o for o in children(token, "pobj") if children(o, "nummod") or article_of(o)]
        elif token.i > cue.i and [t.lower_ for t in cue.doc[token.i : token.i + 3]] == _AS_WELL:
            noun = token.nbor(2).head if token.nbor(2).head.i > token.i else None
            noun = noun or next((c for c in token.nbor(2).head.children if c.i > token.i + 2), None)
            if noun is not None and noun.pos_ == "NOUN" and article_of(noun):
                return [noun]
    return []


_AS_WELL = ["as", "well", "as"]


def beside_numbers(
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


def shared_out(
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
