"""Words that tell of people hurt, and the noun phrases that name the victims.

A cue is a verb, an adjective or a noun of ``lexicons/casualty_words.csv``. Its
frame says where the victims stand; the parse says which noun that is, and where
the parse gives none, the words beside the cue do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.claims.frames import agent_of, victim_heads
from helpers.grammar import (
    children,
    is_passive,
    prepositional_objects,
    subject,
    word_before,
)
from helpers.lexicons import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from helpers.quantities import Quantity


@dataclass(frozen=True)
class Cue:
    """A casualty word in its sentence.

    Attributes
    ----------
    token : spacy.tokens.Token
        The word that carries the meaning (``killed``, ``dead``, ``deaths``).
    outcome : str
        What became of the victims.
    frame : str
        As in the lexicon.
    heads : tuple of spacy.tokens.Token
        The heads of the noun phrases that name the victims; the cue itself
        where it stands for them ("six dead").
    agent : spacy.tokens.Token or None
        The head of the noun phrase that names who or what did it.
    """

    token: Token
    outcome: str
    frame: str
    heads: tuple[Token, ...]
    agent: Token | None = None


@cache
def _frames() -> dict[str, tuple[tuple[str, str], ...]]:
    """Outcome and frame of each single word; of several frames, in file order."""
    table: dict[str, list[tuple[str, str]]] = {}
    for row in lexicons.read("casualty_words"):
        if " " not in row["word"]:
            table.setdefault(row["word"], []).append((row["outcome"], row["frame"]))
    return {word: tuple(rows) for word, rows in table.items()}


@cache
def _phrasal() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """Verbs that need the words behind them: gun down, put to death."""
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in lexicons.read("casualty_words"):
        first, *rest = row["word"].split()
        if rest:
            table.setdefault(first, []).append((tuple(rest), row["outcome"], row["frame"]))
    return {word: tuple(rows) for word, rows in table.items()}


def find_cues(sentence: Span) -> list[Cue]:
    """Find the casualty words of a sentence and the heads of their victims.

    Parameters
    ----------
    sentence : spacy.tokens.Span
        A parsed sentence.

    Returns
    -------
    list of Cue
        In order. A cue without victims that the grammar shows is left out.
    """
    found = []
    for token in sentence:
        for outcome, frame in _readings(token):
            heads = tuple(victim_heads(token, frame))
            if heads:
                found.append(Cue(token, outcome, frame, heads, agent_of(token, frame)))
                break
    return found


def _readings(token: Token) -> Iterator[tuple[str, str]]:
    lemma = read_lemma(token)
    verbal = token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBD", "VBG")
    verbal = verbal or _is_bare_participle(token)
    for rest, outcome, frame in _phrasal().get(lemma, ()):
        behind = [t.lower_ for t in token.doc[token.i + 1 : token.i + 1 + len(rest) + 4]]
        if verbal and _in_order(rest, behind):
            yield outcome, frame
    frames = dict.fromkeys(_frames().get(lemma, ()) + _frames().get(token.lower_, ()))
    deadly = any(frame == "result" for _, frame in frames)
    if verbal and deadly and (has_result(token) or _shoots_self(token)):
        yield "killed", "patient"
    if {c.lower_ for c in children(token, "advmod", "amod")} & claim_words("deadly"):
        if verbal and any(frame == "patient" for _, frame in frames):
            yield "killed", "patient"
        elif token.pos_ == "NOUN" and token.lower_ in claim_words("deed"):
            yield "killed", "event"
    for outcome, frame in frames:
        if (
            frame in ("patient", "subject")
            and verbal
            or frame == "state"
            and (token.pos_ in ("ADJ", "VERB", "NOUN", "ADV", "PROPN") or not verbal)
            or frame in ("event", "body")
            and token.pos_ in ("NOUN", "PROPN")
        ):
            yield outcome, frame


def _shoots_self(verb: Token) -> bool:
    """Whether somebody "shot himself", and not in the foot."""
    reflexive = any(c.lower_.endswith("self") for c in children(verb, "dobj", "obj"))
    return verb.lemma_ == "shoot" and reflexive and not prepositional_objects(verb, "in")


def _is_bare_participle(token: Token) -> bool:
    """Whether a headline's "six shot" is taken for a noun."""
    before = word_before(token)
    counted = before is not None and before.like_num and before.lower_ not in ("one", "1")
    return counted and token.lower_ == "shot" and token.pos_ == "NOUN"


def read_lemma(token: Token) -> str:
    """Return the lemma, mended where the small model leaves an inflected or odd form."""
    lemma = token.lemma_.lower()
    word = token.lower_
    fixed = _IRREGULAR.get(word)
    if fixed:
        return fixed
    if lemma in _frames() or lemma in _phrasal():
        return lemma
    for suffix, ending in (
        ("ing", ""),
        ("ing", "e"),
        ("ed", ""),
        ("ed", "e"),
        ("s", ""),
        ("ies", "y"),
    ):
        if word.endswith(suffix) and word[: -len(suffix)] + ending in _frames():
            return word[: -len(suffix)] + ending
    return lemma


_IRREGULAR = {
    "slain": "slay", "slew": "slay", "shot": "shoot", "shoots": "shoot", "hurt": "hurt",
    "dying": "die", "stabbed": "stab", "kidnapped": "kidnap", "kidnaped": "kidnap",
    "hung": "hang", "hanged": "hang", "martyred": "martyr", "burnt": "burn", "bodies": "body",
    "dead": "dead", "left": "leave", "found": "find", "nabbed": "nab", "murdered": "murder",
    "injured": "injure", "wounded": "wound", "killed": "kill", "missing": "missing",
}  # fmt: skip
_RESULTS = frozenset({"dead", "lifeless"})


def has_result(verb: Token) -> bool:
    """Whether a verb has a deadly result behind it: dead, to death, alive (burnt alive)."""
    doc = verb.doc
    for k in range(verb.i + 1, min(verb.i + 12, len(doc))):
        word = doc[k]
        if word.is_sent_start or word.text in (";", ":"):
            return False
        deadly = word.lower_ in _RESULTS and (word.dep_ != "amod" or k == verb.i + 1)
        to_death = word.lower_ == "death" and doc[k - 1].lower_ == "to"
        alive = word.lower_ == "alive" and verb.lemma_ in ("burn", "roast", "char", "bury", "burnt")
        if deadly or to_death or alive:
            return (
                k == verb.i + 1 or doc[verb.i + 1].lower_ in ("to", "and") or _hangs_on(word, verb)
            )
    return False


def _hangs_on(word: Token, verb: Token) -> bool:
    head = word.head
    for _ in range(3):
        if head == verb:
            return True
        if head.pos_ == "VERB" and children(head, "nsubj", "nsubjpass"):
            return False
        head = head.head
    return False


def _in_order(wanted: tuple[str, ...], words: list[str]) -> bool:
    """Whether ``wanted`` stand in ``words`` in order, with at most a short gap before."""
    position = -1
    for word in wanted:
        if word not in words[position + 1 :]:
            return False
        position = words.index(word, position + 1)
    return True


def cue_beside(sentence: Span, quantity: Quantity) -> Cue | None:
    """Return the casualty word that stands beside a number, the parse left aside.

    Parameters
    ----------
    sentence : spacy.tokens.Span
        The sentence.
    quantity : Quantity
        A number in it.

    Returns
    -------
    Cue or None
        For "19 wounded", "six others were hurt", "killing 12": its head is the
        noun behind the number, or the number itself.
    """
    doc = sentence.doc
    before = doc[quantity.first - 1] if quantity.first > sentence.start else None
    if before is not None:
        if _counts_members(before):
            return None
        found = _label_before(before, quantity) or _verb_before(before, quantity, sentence.end)
        if found:
            return found
    noun, k = doc[quantity.last - 1], quantity.last
    while k < min(sentence.end, quantity.last + 6):
        token = doc[k]
        reading = next(_readings(token), None)
        if reading and reading[1] in ("patient", "state", "subject") and token.dep_ != "amod":
            if (
                children(token, "dobj", "obj")
                and reading[1] == "patient"
                or quantity.kind == "vague"
                and k == quantity.last
                and token.nbor(-1).lower_ in ("most", "some", "many", "few")
            ):
                return None
            return Cue(token, reading[0], reading[1], (noun,))
        if token.pos_ in ("NOUN", "PROPN"):
            noun = token
        elif (
            token.pos_ not in ("ADJ", "AUX", "ADV", "NUM", "VERB")
            or token.pos_ == "VERB"
            and token.dep_ != "amod"
        ):
            return None
        k += 1
    return None


def _counts_members(before: Token) -> bool:
    """Whether a number behind "of" counts a family or somebody's children: a mother of three."""
    family = claim_words("has members") | claim_words("has children")
    return before.lower_ == "of" and before.head.lower_ in family


def _label_before(before: Token, quantity: Quantity) -> Cue | None:
    """Read "Dead: 12"."""
    if before.text != ":" or before.i == before.sent.start:
        return None
    labelled = next(_readings(before.nbor(-1)), None)
    number = before.doc[quantity.last - 1]
    return Cue(before.nbor(-1), labelled[0], "label", (number,)) if labelled else None


def _verb_before(before: Token, quantity: Quantity, end: int) -> Cue | None:
    """Read "killing 12" where the parse gives the verb no object."""
    if before.pos_ != "VERB" or is_passive(before):
        return None
    outcome = next((o for o, frame in _readings(before) if frame == "patient"), None)
    victims = (_counted_noun(before.doc, quantity, end),)
    return Cue(before, outcome, "patient", victims, subject(before)) if outcome else None


def _counted_noun(doc: Doc, quantity: Quantity, end: int) -> Token:
    """Return the noun that a number counts, or the number's own last word."""
    k = quantity.last
    while k < min(end, quantity.last + 4) and doc[k].pos_ == "ADJ":
        k += 1
    if k < end and doc[k].pos_ in ("NOUN", "PROPN"):
        while k + 1 < end and doc[k + 1].pos_ in ("NOUN", "PROPN") and doc[k].dep_ == "compound":
            k += 1
        return doc[k]
    return doc[quantity.last - 1]
