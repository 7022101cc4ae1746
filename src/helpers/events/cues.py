"""Which words tell of an event, and of which kind, by the lexicons and the grammar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from helpers.events.grammar import (
    TIME_LABELS,
    behind,
    coordinated,
    direct_object,
    doer,
    is_passive,
    is_people,
    is_verb,
    measured,
    prepositions,
    subject,
    through,
)
from helpers.lexicons import read, words

if TYPE_CHECKING:
    from spacy.tokens import Token

Row = Mapping[str, str]
_PARTICLE_LINKS = frozenset({"prt", "prep", "oprd", "acomp", "advmod", "agent", "ccomp", "xcomp"})
_NAMED_HOURS = frozenset({"DATE", "TIME", "PERSON", "MONEY", "PERCENT", "CARDINAL", "QUANTITY"})


@dataclass(frozen=True)
class Cue:
    """A word that tells of an event.

    Attributes
    ----------
    word : spacy.tokens.Token
        The verb or the event noun.
    row : mapping
        Its row in ``event_verbs`` or ``event_nouns``.
    kind : str
        The kind of event.
    particle : spacy.tokens.Token or None
        The particle of a verb.
    carrier : spacy.tokens.Token or None
        The verb that carries an event noun.
    carried : mapping or None
        The carrier's row in ``event_carriers``.
    """

    word: Token
    row: Row
    kind: str
    particle: Token | None = None
    carrier: Token | None = None
    carried: Row | None = None


@cache
def _by_lemma(lexicon: str) -> dict[str, tuple[Row, ...]]:
    rows: dict[str, tuple[Row, ...]] = {}
    for row in read(lexicon):
        rows[row["lemma"]] = (*rows.get(row["lemma"], ()), row)
    return rows


@cache
def _choices(cell: str) -> frozenset[str]:
    return frozenset(cell.split("|"))


def find_cues(tokens: Iterable[Token]) -> list[Cue]:
    """Find the words that tell of events.

    Parameters
    ----------
    tokens : iterable of spacy.tokens.Token
        A sentence or a whole document.

    Returns
    -------
    list of Cue
        In the order of the text. An event noun that a verb needs for its meaning
        ("called off the march") is not told again by itself.
    """
    tokens = list(tokens)
    found, consumed = [], set()
    for token in tokens:
        cue = verb_cue(token) if is_verb(token) else None
        if cue is not None and not (_told_of_event(cue) or _to_the_reader(token)):
            found.append(cue)
            consumed |= _consumed(cue)
    for token in tokens:
        if token.i not in consumed:
            cue = noun_cue(token)
            if cue is not None:
                found.append(cue)
    return sorted(found, key=lambda cue: cue.word.i)


def _told_of_event(cue: Cue) -> bool:
    """ "The attack targeted mourners" is one event, the attack, with the verb to carry it."""
    who = doer(cue.word)
    return who is not None and cue.kind == "assault" and _noun_row(who) is not None


def _to_the_reader(verb: Token) -> bool:
    """ "You agree to receive updates": no news."""
    who = subject(verb)
    return who is not None and who.lower_ == "you"


def _consumed(cue: Cue) -> set[int]:
    """Nouns that the verb's row names: they are part of what it means."""
    taken = set()
    for column, noun in (("object", _filler(cue.word, cue.particle)), ("subject", doer(cue.word))):
        cell = cue.row[column]
        if cell and cell[0] not in "+0@" and noun is not None:
            taken |= {n.i for n in coordinated(noun)}
    return taken


def verb_cue(verb: Token) -> Cue | None:
    """Match a verb with ``event_verbs``.

    Parameters
    ----------
    verb : spacy.tokens.Token
        The head of a clause.

    Returns
    -------
    Cue or None
        By the first row whose particle, subject and object fit, one whose particle
        follows at once before others ("called off the strike on the coast").
    """
    found = list(_verb_cues(verb))
    at_once = (c for c in found if c.particle is not None and c.particle.i == verb.i + 1)
    return next(at_once, found[0] if found else None)


def _verb_cues(verb: Token) -> Iterator[Cue]:
    for row in _by_lemma("event_verbs").get(verb.lemma_.lower(), ()):
        particle = _particle(verb, row["particle"]) if row["particle"] else None
        if row["particle"] and particle is None:
            continue
        if _object_fits(verb, particle, row["object"]) and _subject_fits(verb, row["subject"]):
            yield Cue(verb, row, row["kind"], particle)


def _particle(verb: Token, cell: str) -> Token | None:
    wanted = _choices(cell)
    for child in verb.children:
        if child.dep_ not in _PARTICLE_LINKS or child.lower_ not in wanted:
            continue
        if _leads_to_time(child):
            continue
        # "Took place over the weekend" is not "took over".
        if not (_is_adverb_taken_for_preposition(child) and direct_object(verb)):
            return child
    # "Fired rockets at the town": the parser hangs "at" on either word.
    thing = None if is_passive(verb) else direct_object(verb)
    return next((p for p in prepositions(thing) if p.lower_ in wanted), None)


def _leads_to_time(particle: Token) -> bool:
    """ "Called on Friday" calls on nobody."""
    return behind(particle) is None and any(c.dep_ == "pobj" for c in particle.children)


def _is_adverb_taken_for_preposition(particle: Token) -> bool:
    adverbs = words("event_words", use="adverb")
    return particle.lower_ in adverbs and any(c.dep_ == "pobj" for c in particle.children)


def _filler(verb: Token, particle: Token | None) -> Token | None:
    """The object, or the noun behind the particle where the verb has none."""
    thing = direct_object(verb)
    if thing is None and particle is not None:
        thing = behind(particle)
    return thing


def _object_fits(verb: Token, particle: Token | None, cell: str) -> bool:
    if not cell:
        return True
    if cell == "@clause":
        return _has_clause(verb)
    thing = _filler(verb, particle)
    if cell == "0":
        return thing is None
    if particle is not None and cell[0] not in "+@":
        inner = behind(particle)
        return any(_named(n, cell) for n in (thing, inner) if n is not None)
    return thing is not None and _fits(thing, cell)


def _subject_fits(verb: Token, cell: str) -> bool:
    if not cell:
        return True
    who = doer(verb)
    if who is None and not is_passive(verb):
        who = subject(verb)
    if cell == "@people":
        return who is None or is_people(who) or who.lower_ == "it"
    return who is not None and _fits(who, cell)


def _fits(noun: Token, cell: str) -> bool:
    if cell == "+":
        return noun.ent_type_ not in TIME_LABELS or noun.lower_ == "old"
    return is_people(noun) if cell == "@people" else _named(noun, cell)


def _named(noun: Token, cell: str) -> bool:
    wanted = _choices(cell)
    return any(n.lemma_.lower() in wanted or n.lower_ in wanted for n in coordinated(noun))


def _has_clause(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp") or (child.dep_ == "advcl" and child.i > verb.i):
            marks = {c.lower_ for c in child.children if c.dep_ in ("mark", "aux", "advmod")}
            asks = marks & {"whether", "if"} or any(c.tag_[0] == "W" for c in child.children)
            if child.i > verb.i and not asks:
                return child.dep_ != "advcl" or "to" in marks
    return False


def noun_cue(noun: Token) -> Cue | None:
    """Match a noun with ``event_nouns``.

    Parameters
    ----------
    noun : spacy.tokens.Token
        Any token.

    Returns
    -------
    Cue or None
        Where the context tells that the event happened, was to happen or did not:
        a verb carries it ("staged a march", "talks took place"), its parties stand
        by it ("the attack on the base"), or something else happened in its course
        ("killed in clashes").
    """
    row = _noun_row(noun)
    if row is None:
        return None
    carrier, carried = _carrier(noun)
    if carried is not None:
        # "The talks failed to offer hope" does not say that the talks failed.
        turned = carried["kind"] if not any(c.dep_ == "xcomp" for c in carrier.children) else ""
        return Cue(noun, row, turned or row["kind"], None, carrier, carried)
    if row["need"] == "carrier" or not _tells(noun):
        return None
    return Cue(noun, row, row["kind"])


def _noun_row(noun: Token) -> Row | None:
    if noun.tag_[:2] != "NN" and not (noun.lower_ == "in" and noun.i):
        return None
    if noun.dep_ in ("compound", "nmod", "amod") or noun.ent_type_ in _NAMED_HOURS:
        return None
    for row in _by_lemma("event_nouns").get(noun.lemma_.lower(), ()):
        if row["number"] == "plural" and noun.tag_ not in ("NNS", "NNPS"):
            continue
        if _modifiers_fit(noun, row["modifier"]):
            return row
    return None


def _modifiers_fit(noun: Token, cell: str) -> bool:
    if not cell:
        return True
    before = set()
    for child in noun.lefts:
        if child.dep_ in ("compound", "amod", "nmod", "nummod", "poss"):
            before |= {child.lower_, child.lemma_.lower()}
    if noun.i > 1:
        before.add(noun.nbor(-2 if noun.nbor(-1).text == "-" else -1).lower_)
    unwanted = cell[0] == "-"
    return bool(before & _choices(cell.lstrip("-"))) != unwanted


def _carrier(noun: Token) -> tuple[Token | None, Row | None]:
    """The verb that tells of the noun's event, with its row in ``event_carriers``."""
    top = measured(noun)
    for host in dict.fromkeys((noun, top)):
        for clause in host.children:
            if clause.dep_ in ("acl", "relcl") and clause.pos_ == "VERB":
                side = _side_in(clause)
                row = _carrier_row(clause, side) if side else None
                if row:
                    return clause, row
    verb, side = top.head, ""
    if top.dep_ == "nsubj" and verb.pos_ in ("VERB", "AUX"):
        side = "subject"
    elif top.dep_ in ("dobj", "nsubjpass", "attr", "npadvmod") and verb.pos_ in ("VERB", "AUX"):
        side = "object" if top.dep_ != "attr" else "subject" if _existential(verb) else ""
    elif top.dep_ == "pobj" and verb.head.pos_ == "VERB":
        verb, side = verb.head, verb.lower_
    row = _carrier_row(verb, side) if side else None
    return (verb, row) if row else (None, None)


def _existential(verb: Token) -> bool:
    return any(c.dep_ == "expl" for c in verb.children)


def _side_in(clause: Token) -> str:
    """What a noun is in the clause that describes it: "talks held", "talks that began"."""
    if clause.dep_ == "acl":
        return "object" if clause.tag_ == "VBN" else "subject" if clause.tag_ == "VBG" else ""
    for child in clause.children:
        if child.tag_ in ("WDT", "WP") or child.lower_ == "that":
            return {"nsubj": "subject", "nsubjpass": "object", "dobj": "object"}.get(child.dep_, "")
    return "object" if any(c.dep_ == "nsubj" for c in clause.children) else ""


def _carrier_row(verb: Token, side: str) -> Row | None:
    for row in _by_lemma("event_carriers").get(verb.lemma_.lower(), ()):
        if row["side"] != side:
            continue
        if not row["particle"]:
            if any(c.dep_ == "prt" for c in verb.children):
                continue
            return row
        wanted = _choices(row["particle"])
        if any(c.lower_ in wanted for c in verb.children):
            return row
    return None


def _tells(noun: Token) -> bool:
    """Whether an event noun that no verb carries still tells of one event."""
    parties = words("event_words", use="party")
    if any(p.lower_ in parties and behind(p) is not None for p in prepositions(noun)):
        return True
    if any(c.ent_type_ in TIME_LABELS or c.dep_ == "poss" for c in noun.children):
        return True
    if any(c.dep_ == "compound" and is_people(c) for c in noun.lefts):  # "a rebel attack"
        return True
    if through(frozenset({"in", "at", "near", "outside", "of"}), noun) is not None:
        return True
    top = measured(noun)
    if top.dep_ == "pobj":
        around = words("event_words", use="circumstance")
        return top.head.lower_ in around and top.head.head.pos_ in ("VERB", "AUX")
    return top.dep_ == "ROOT" and any(c.dep_ in ("compound", "amod") for c in noun.children)
