"""Victims listed or counted on: the dead included two nurses; ten died here and two there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.claims.cues import Cue
from helpers.claims.drafts import Draft
from helpers.claims.eligible import is_victim
from helpers.claims.left_out import is_left_out
from helpers.claims.toll_numbers import counted_outcome
from helpers.claims.victims import Quantities, Victims, is_name, read_victims
from helpers.grammar import children, is_passive, word_before
from helpers.lexicons import claim_words
from helpers.quantities import exactly

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def read_lists(sentence: Span, quantities: Quantities) -> Iterator[Draft]:
    """Read sentences that tell who the dead, the injured or the victims were.

    Parameters
    ----------
    sentence : spacy.tokens.Span
        A parsed sentence.
    quantities : mapping of int to Quantity
        Its numbers by token index.

    Yields
    ------
    Draft
        "The dead were named as Ada Moss and Ivo Marsh" gives one of two, "the
        dead included a girl and two nurses" two parts, "killed were a guard and
        two clerks" two claims.
    """
    for token in sentence:
        outcome = counted_outcome(token.lower_)
        verb = token.head
        subject_of = token.dep_ in ("nsubj", "nsubjpass", "csubj") or (
            token.tag_ == "VBN" and token.i == sentence.start and verb.lemma_ == "be"
        )
        if outcome is None or not subject_of or verb == token:
            continue
        if is_passive(verb) and verb.lemma_ in claim_words("name"):
            yield from _named(Cue(token, outcome, "list", (token,)), verb)
        elif verb.lemma_ == "include" or verb.lemma_ == "be" and _says_who(token):
            for listed in children(verb, "dobj", "obj", "attr")[:1]:
                cue = Cue(token, outcome, "list", (listed,))
                for victims in read_victims(listed, quantities):
                    one = victims.count or is_name(victims.head) or victims.high == 1
                    if one and is_victim(victims, "list", token):
                        part = verb.lemma_ == "include"
                        yield Draft(cue, replace(victims, part=True) if part else victims)


def _says_who(token: Token) -> bool:
    """Whether a sentence tells who the victims were: "the victims were", "killed were"."""
    return token.lower_ in ("victims", "victim", "dead") or token.tag_ == "VBN"


def _named(cue: Cue, verb: Token) -> Iterator[Draft]:
    """Count the names behind "were named as" or "was identified as"."""
    last = verb.sent.end
    opener = next((t for t in verb.children if t.lower_ == "as" and t.i > verb.i), None)
    if opener is None:
        return
    names = _name_runs([t for t in verb.doc[opener.i + 1 : last]])
    if names:
        n, head = len(names), names[0][-1]
        words = exactly(n, names[0][0].i, names[-1][-1].i + 1)
        yield Draft(cue, Victims(head, words.first, words.last, n, n, n))


def _name_runs(tokens: list[Token]) -> list[list[Token]]:
    """Return the runs of proper nouns that name people, those behind "of" or "from" left out."""
    runs: list[list[Token]] = []
    for token in tokens:
        before = token.nbor(-1)  # there is one: the names stand behind "as"
        if token.pos_ != "PROPN" or token.ent_type_ in ("GPE", "ORG", "FAC", "LOC", "NORP"):
            continue
        if runs and runs[-1][-1].i == token.i - 1:
            runs[-1].append(token)
        elif before.lower_ not in ("of", "from", "in", "at", "near"):
            runs.append([token])
    return runs


def read_elided(sentence: Span, quantities: Quantities, drafts: list[Draft]) -> Iterator[Draft]:
    """Read numbers whose casualty word is that of the clause before.

    Parameters
    ----------
    sentence : spacy.tokens.Span
        A parsed sentence.
    quantities : mapping of int to Quantity
        Its numbers by token index.
    drafts : list of Draft
        What is read of the sentence so far.

    Yields
    ------
    Draft
        "Ten people died on the spot and two more in hospital"; "one was killed
        by stones, another by a shot".
    """
    used = {k for d in drafts if d.victims.count for k in _span(d.victims)}
    used |= {d.victims.head.i for d in drafts}
    for token in sentence:
        article = word_before(token)
        ordinal = token.lower_ in ("second", "third", "fourth") and _is(article, "a")
        starts = token.i in quantities and quantities[token.i].first == token.i
        if token.i in used or not (starts or ordinal or token.lower_ == "another"):
            continue
        quantity = quantities.get(token.i) or exactly(1, token.i, token.i + 1)
        if quantity.kind not in ("number", "vague") or quantity.first in used:
            continue
        whole = _clause_before(token, drafts)
        end = quantity.last
        while end < sentence.end and sentence.doc[end].lower_ in claim_words("more people"):
            end += 1
        if whole is None or end >= sentence.end or not _stands_in(sentence.doc[end]):
            continue
        victims = Victims(
            sentence.doc[end - 1], quantity.last, end, quantity.low, quantity.best, quantity.high,
            quantity,
        )  # fmt: skip
        if not is_left_out(whole.cue, quantities):
            yield Draft(whole.cue, victims)


def _is(token: Token | None, *words: str) -> bool:
    return token is not None and token.lower_ in words


def _span(victims: Victims) -> range:
    return range(victims.count.first, victims.count.last) if victims.count else range(0)


def _clause_before(token: Token, drafts: list[Draft]) -> Draft | None:
    """Return the claim whose clause a number goes on: behind "and", "while" or a comma."""
    opener = word_before(token, 2 if _is(word_before(token), "a", "the") else 1)
    if opener is None or not _is(opener, "and", "while", "plus", ",", ";"):
        return None
    told = [d for d in drafts if d.cue.token.i < opener.i and d.cue.token.pos_ in ("VERB", "ADJ")]
    last = max(told, key=lambda d: d.cue.token.i, default=None)
    if last is None or last.victims.head.i > opener.i or last.victims.part:
        return None
    apart = any(t.pos_ in ("VERB", "AUX") for t in token.doc[last.cue.token.i + 1 : opener.i])
    return None if apart else last


def _stands_in(preposition: Token) -> bool:
    """Whether a place, a time or a means follows, and no verb after that."""
    if preposition.lower_ not in claim_words("elided before"):
        return False
    for token in preposition.doc[preposition.i + 1 : preposition.sent.end]:
        if token.text in (",", ";", ".") or token.pos_ in ("CCONJ", "SCONJ"):
            return True
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("pcomp", "amod", "acl", "relcl"):
            return token.dep_ not in ("ROOT", "conj", "ccomp")
    return True
