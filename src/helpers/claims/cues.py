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
from helpers.claims.victims import person_nouns
from helpers.grammar import (
    antecedent,
    children,
    is_passive,
    prepositional_objects,
    subject,
)

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
            heads = tuple(_victim_heads(token, frame, outcome))
            if heads:
                found.append(Cue(token, outcome, frame, heads, _agent(token, frame)))
                break
    return found


def _readings(token: Token) -> Iterator[tuple[str, str]]:
    lemma = read_lemma(token)
    verbal = token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBD", "VBG")
    for rest, outcome, frame in _phrasal().get(lemma, ()):
        behind = [t.lower_ for t in token.doc[token.i + 1 : token.i + 1 + len(rest) + 4]]
        if verbal and _in_order(rest, behind):
            yield outcome, frame
    frames = dict.fromkeys(_frames().get(lemma, ()) + _frames().get(token.lower_, ()))
    if verbal and any(frame == "result" for _, frame in frames) and has_result(token):
        yield "killed", "patient"
    for outcome, frame in frames:
        if frame in ("patient", "subject") and verbal or frame == "state" and (
            token.pos_ in ("ADJ", "VERB", "NOUN", "ADV", "PROPN") or not verbal
        ) or frame in ("event", "body") and token.pos_ in ("NOUN", "PROPN"):
            yield outcome, frame


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


def _victim_heads(token: Token, frame: str, outcome: str) -> list[Token]:
    if frame == "patient":
        return _patients(token) or _beside(token)
    if frame == "subject":
        found = subject(token)
        return [found] if found is not None else _beside(token)
    if frame == "state":
        return _bearers(token)
    if frame == "body":
        return _bodies(token)
    return _event_victims(token)


def _patients(verb: Token) -> list[Token]:
    """Return the heads of what a transitive verb is done to."""
    if verb.dep_ == "amod":
        dated = verb.head.ent_type_ in ("DATE", "TIME")
        return _number_before(verb) if dated else [_noun_of(verb)]
    if (
        verb.tag_ == "VBN"
        and verb.head.lemma_ in _SUPPOSE
        and verb.dep_ in ("xcomp", "oprd", "ccomp", "acomp", "advcl")
    ):
        raised = children(verb, "nsubj", "nsubjpass") or [subject(verb.head)]
        return [antecedent(t) for t in raised if t is not None]
    if verb.i + 2 < verb.sent.end and verb.nbor().lower_ == "dead" and not is_passive(verb):
        return _noun_from(verb.nbor(2))
    if (
        verb.tag_ in ("VBN", "VBD")
        and _number_before(verb)
        and _opens_clause(_number_before(verb)[0])
    ):
        return _number_before(verb)
    objects = [c for c in children(verb, "dobj", "obj") if c.ent_type_ not in ("DATE", "TIME")]
    if objects and not children(verb, "nsubjpass", "auxpass"):
        return [antecedent(o) for o in objects[:1]]
    passive = children(verb, "nsubjpass")
    if passive:
        return [antecedent(passive[0])]
    if (
        verb.dep_ in ("acl", "relcl")
        and verb.tag_ in ("VBN", "VBD")
        and not children(verb, "nsubj")
    ):
        return [verb.head]
    shared = [o for c in children(verb, "conj") for o in children(c, "dobj", "obj")]
    if shared and not is_passive(verb):
        return shared[:1]
    if verb.dep_ == "conj" and not children(verb, "nsubj") and verb.head.pos_ in ("VERB", "ADJ"):
        own = _number_before(verb)
        return own or (_patients(verb.head) if is_passive(verb) else [])
    if is_passive(verb) or verb.tag_ in ("VBN", "VBD"):
        own = children(verb, "nsubj")
        if own:
            return [antecedent(own[0])]
        if verb.dep_ in ("xcomp", "oprd", "advcl", "ccomp", "acomp") and verb.tag_ == "VBN":
            raised = subject(verb.head) if verb.dep_ == "xcomp" or verb.dep_ == "oprd" else None
            return [raised] if raised is not None else []
    return []


_SUPPOSE = frozenset({"fear", "believe", "report", "presume", "confirm", "suspect", "think"})


def _noun_of(modifier: Token) -> Token:
    """Return the noun that a participle stands before, past what the parse takes for one."""
    head = modifier.head
    inner = [c for c in children(head, "compound") if c.i > modifier.i and c.pos_ == "NOUN"]
    return inner[-1] if inner and head.tag_ == "VBG" else head


def _noun_from(token: Token) -> list[Token]:
    """Return the head of the noun phrase that begins with ``token``."""
    start = token.i
    while (
        token.head.i > token.i
        and token.head.i < start + 12
        and token.head.pos_ not in ("VERB", "AUX")
    ):
        token = token.head
    return [token] if token.pos_ in ("NOUN", "PROPN", "NUM", "PRON") else []


def _opens_clause(number: Token) -> bool:
    """Whether a number stands at the head of its own clause: "and 19 wounded"."""
    if number.i == number.sent.start:
        return True
    before = number.nbor(-1)
    if before.like_num or before.lower_ in (
        "than",
        "least",
        "some",
        "about",
        "over",
        "nearly",
        "around",
    ):
        return _opens_clause(before)
    return (
        before.pos_ == "CCONJ"
        or before.text in (",", "-", ":")
        or before.lower_ in ("with", "while")
    )


def _number_before(token: Token) -> list[Token]:
    """Return the number or "others" right before a participle, adverbs passed over."""
    k = token.i - 1
    while k > token.sent.start and token.doc[k].pos_ in ("ADV", "AUX"):
        k -= 1
    before = token.doc[k]
    countable = before.like_num or before.lower_ in _COUNTERS
    return [before] if countable and k >= token.sent.start else []


_COUNTERS = frozenset({"others", "dozens", "scores", "hundreds", "thousands", "several", "many", "more", "some", "few", "none"})  # fmt: skip


def _beside(verb: Token) -> list[Token]:
    """Return the victims beside a verb where the parse gives none."""
    number = _number_before(verb)
    if number:
        return number
    k = verb.i - 1
    start = verb.sent.start
    while k > start and (
        verb.doc[k].pos_ in ("ADV", "AUX") or verb.doc[k].lower_ in ("was", "were", "been", "being")
    ):
        k -= 1
    before = verb.doc[k] if k >= start else None
    if (
        before is not None
        and before.pos_ in ("NOUN", "PROPN", "PRON")
        and verb.tag_ in ("VBN", "VBD")
    ):
        return [antecedent(before)]
    return []


def _bearers(token: Token) -> list[Token]:
    """Return the nouns that an adjective such as dead, missing or wounded is said of."""
    doc, head = token.doc, token.head
    before = doc[token.i - 1] if token.i > token.sent.start else None
    if (
        before is not None
        and before.lower_ in person_nouns()
        and token.dep_ not in ("amod", "compound")
    ):
        while before.dep_ == "conj" and before.head.i < before.i:
            before = before.head
        return [before]
    if before is not None and before.lemma_ == "shoot":
        return []
    own = children(token, "nsubj", "nsubjpass")
    if own:
        return [antecedent(own[0])]
    if token.dep_ == "amod" and head.i > token.i:
        return [head]
    if _stands_for_people(token):
        return [token]
    if _number_before(token):
        return _number_before(token)
    if token.dep_ in ("acomp", "attr", "oprd", "xcomp", "advcl", "ccomp", "dep"):
        objects = children(head, "dobj", "obj")
        if objects and objects[0].i < token.i:
            return [antecedent(objects[0])]
        found = subject(head)
        return [found] if found is not None and token.dep_ != "advcl" else []
    if token.dep_ == "conj" and head.lower_ in (
        "dead",
        "injured",
        "wounded",
        "missing",
        "killed",
        "hurt",
    ):
        return _bearers(head)
    if token.dep_ in ("acl", "amod", "appos") and head.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
        return [head]
    if before is not None and before.pos_ in ("NOUN", "PROPN", "NUM") and token.dep_ != "compound":
        return [before]
    return []


def _stands_for_people(token: Token) -> bool:
    """Whether an adjective is used as a noun: the dead, six dead, the wounded."""
    if any(c.dep_ in ("nummod", "det", "quantmod") for c in token.lefts) and token.dep_ not in (
        "amod",
        "compound",
    ):
        return True
    before = token.doc[token.i - 1] if token.i > token.sent.start else None
    return before is not None and (before.like_num or before.lower_ in ("the", "of", "more"))


def _bodies(token: Token) -> list[Token]:
    """Return whom "bodies" stand for: those of the of-phrase if counted, else themselves."""
    named = [_past_that(o) for o in prepositional_objects(token, "of")]
    if named and token.tag_ == "NN" and named[0].tag_ == "NNS":
        return []
    return named[:1] or [token]


def _past_that(token: Token) -> Token:
    """Follow "that of": "the bodies, including that of a child"."""
    further = prepositional_objects(token, "of") if token.lower_ in ("that", "those") else []
    return further[0] if further else token


def _event_victims(token: Token) -> list[Token]:
    """Return whose death, killing or arrest a noun tells of."""
    if token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN"):
        return []
    named = prepositional_objects(token, "of", "to")
    if not named:
        inner = [o for prep in children(token, "prep") for o in children(prep, "pobj")]
        named = [
            o for i in inner for o in prepositional_objects(i, "of") if o.lower_ in person_nouns()
        ]
    if named:
        return named[:1]
    owners = children(token, "poss")
    if owners:
        return owners[:1]
    return [token]


def _agent(token: Token, frame: str) -> Token | None:
    """Return the head of the noun phrase that names who did it."""
    if frame == "event":
        by = prepositional_objects(token, "by")
        return by[0] if by else None
    if frame != "patient":
        return None
    by = prepositional_objects(token, "by")
    if by:
        return by[0]
    if is_passive(token):
        return None
    return subject(token)


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
    if before is not None and before.pos_ == "VERB":
        outcome = next((o for o, frame in _readings(before) if frame == "patient"), None)
        if outcome and not is_passive(before):
            return Cue(
                before,
                outcome,
                "patient",
                (_counted_noun(doc, quantity, sentence.end),),
                subject(before),
            )
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
