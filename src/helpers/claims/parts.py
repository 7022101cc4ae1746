"""Parts of a number of victims: including three children, many of them women."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.claims.context import occasion_words
from helpers.claims.victims import (
    Quantities,
    Victims,
    article_of,
    counted_by,
    is_definite_one,
    is_name,
    phrase_of,
)
from helpers.grammar import children, conjuncts, prepositional_objects, word_before
from helpers.lexicons import claim_words
from helpers.quantities import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def read_parts(sentence: Span, quantities: Quantities) -> Iterable[tuple[int, Victims]]:
    """Read parts of a number: "including three children", "many of them women".

    Parameters
    ----------
    sentence : spacy.tokens.Span
        The sentence.
    quantities : mapping of int to Quantity
        Its numbers by token index.

    Yields
    ------
    (int, Victims)
        The token where the part begins, and the part. The number that it is a
        part of stands before that token.
    """
    for token in sentence:
        for head in _part_heads(token):
            for member in conjuncts(head):
                counted = counted_by(member, quantities) or article_of(member)
                one = is_name(member) or is_definite_one(member)
                one = one or member.tag_ == "NN" and is_definite_one(head)
                if counted or one and member.i > token.i:
                    yield token.i, phrase_of(member, quantities, part=True)
        share = quantities.get(token.i - 2) if token.i > sentence.start + 1 else None
        if share is not None and token.lower_ in ("them", "whom") and token.nbor(-1).lower_ == "of":
            noun = _noun_behind(token)
            if _is_severe(token, 1) or not noun and _opens_place(token):
                yield share.first, _counted_alone(token, share)
            elif noun and noun[0].i <= token.i + 3:
                yield (
                    share.first,
                    replace(phrase_of(noun[0], {}, part=True), **_figures(share)),
                )

    yield from _by_severity(sentence, quantities)
    yield from _of_a_whole(sentence, quantities)


def _opens_place(token: Token) -> bool:
    """Whether where or how follows: "30 of them in a crash"."""
    k = token.i + 1
    return k < token.sent.end and token.doc[k].lower_ in claim_words("elided before")


def _by_severity(sentence: Span, quantities: Quantities) -> Iterable[tuple[int, Victims]]:
    """Read "wounded 11, three seriously"."""
    for quantity in dict.fromkeys(quantities.values()):
        number = sentence.doc[quantity.last - 1]
        before = word_before(sentence.doc[quantity.first])
        if before is not None and before.text == "," and _is_severe(number, 1):
            yield quantity.first, _counted_alone(number, quantity)


def _is_severe(token: Token, ahead: int) -> bool:
    """Whether the next word says how badly, and ends its phrase."""
    k = token.i + ahead
    if k >= token.sent.end or token.doc[k].lower_ not in claim_words("severity"):
        return False
    return k + 1 >= token.sent.end or token.doc[k + 1].pos_ in ("PUNCT", "CCONJ", "ADP")


def _of_a_whole(sentence: Span, quantities: Quantities) -> Iterable[tuple[int, Victims]]:
    """Read "of the 40 dead, 12 were children and 28 had not been named"."""
    first = next((t for t in sentence if not t.is_punct), None)
    if first is None or first.lower_ != "of":
        return
    for quantity in dict.fromkeys(quantities.values()):
        number = sentence.doc[quantity.last - 1]
        verb = number.head
        if number.dep_ in ("nsubj", "nsubjpass") and verb.pos_ in ("VERB", "AUX"):
            who = children(verb, "attr") if verb.lemma_ == "be" else []
            of = phrase_of(who[0], {}, part=True) if who else _counted_alone(number, quantity)
            yield quantity.first, replace(of, **_figures(quantity))


def _counted_alone(token: Token, quantity: Quantity) -> Victims:
    """Return a part of which the number alone is said."""
    return Victims(token, quantity.last, quantity.last, **_figures(quantity), part=True)


def _figures(quantity: Quantity) -> dict[str, object]:
    return {"low": quantity.low, "best": quantity.best, "high": quantity.high, "count": quantity}


def _part_heads(token: Token) -> list[Token]:
    doc, word = token.doc, token.lower_
    if word == "including":
        named = children(token, "pobj", "dobj")[:1] or _noun_behind(token)
        if token.head.lower_ in occasion_words() and any(n.like_num for n in named):
            return []  # strikes, including one in the capital
        return (
            [o for n in named for o in (prepositional_objects(n, "of") or [n])]
            if named and named[0].lower_ == "that"
            else named
        )
    if token.lemma_ == "include" and token.pos_ == "VERB":
        whole = children(token, "nsubj")
        counted = bool(whole) and whole[0].lower_ in (
            "dead",
            "victims",
            "injured",
            "wounded",
            "killed",
        )
        return children(token, "dobj", "obj")[:1] if counted else []
    if word == "them" and doc[token.i - 1].lower_ in ("among", "amongst"):
        return _noun_behind(token)
    return []


def _noun_behind(token: Token) -> list[Token]:
    start = token.i + 1
    if token.lower_ == "whom" and start < token.sent.end and token.doc[start].lemma_ == "be":
        start += 1
    for k in range(start, min(token.i + 9, token.sent.end)):
        word = token.doc[k]
        if word.pos_ in ("NOUN", "PROPN") and word.dep_ not in ("compound", "nmod"):
            return [word]
        if word.pos_ in ("VERB", "AUX") or word.is_punct:
            return []
    return []
