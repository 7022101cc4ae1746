"""Who a source is: names without titles, and the speaker that a pronoun stands for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from helpers import lexicons
from helpers.attribution.cues import source_kinds
from helpers.attribution.sources import can_speak
from helpers.attribution.words import Words

_GENDERED = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_PLURAL = frozenset({"they", "them", "their", "both", "we", "us", "our"})
_THING = frozenset({"it", "its"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
_FEMALE = frozenset({"mother", "wife", "daughter", "girl", "sister", "widow", "aunt", "niece"})
_MALE = frozenset({"father", "husband", "son", "boy", "brother", "widower", "uncle", "nephew"})
PRONOUNS = frozenset(_GENDERED) | _PLURAL | _THING | _RELATIVE | _FIRST
_MEANT_BY = {
    "person": ("person", "name"),
    "thing": ("thing", "name"),
    "persons": ("persons", "thing", "name"),
}
_SEATS = frozenset({"capital", "city", "town", "village", "province", "district", "country"})
_UNSURE = 0.6
_SUBJECT_ONLY = 0.5
"""Sentences that a body that is only told of counts as farther off than one that spoke."""
_SUBJECTS = ("nsubj", "nsubjpass")
_NAMED_AS = ("nsubj", "nsubjpass", "appos", "ROOT", "pobj", "dobj", "conj")
_REACH = 12
"""How many sentences back a pronoun may look."""


@dataclass(frozen=True)
class Speaker:
    """Somebody named as a source or person, where a pronoun may look for them.

    Attributes
    ----------
    word : int
        Head word.
    text : str
        The name, or the words, without titles.
    kind : str
        ``person``, ``persons``, ``thing``, or ``name`` for what may be either.
    gender : str
        ``m``, ``f`` or empty.
    """

    word: int
    text: str
    kind: str
    gender: str = ""


@cache
def _titles() -> dict[str, str]:
    return {row["title"]: row["gender"] for row in lexicons.read("actor_titles")}


@cache
def _given_names() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in lexicons.read("given_names")}


def _person_within(words: Words, first: int, last: int, head: int) -> tuple[int, int] | None:
    """Return the person that a noun phrase names: its head's name, or an apposition's."""
    inside = [(a, b) for a, b, kind in _people(words) if first <= a and b - 1 <= last]
    for a, b in inside:
        if a <= head < b:
            return a, b
    for apposition in words.children(head, "appos"):
        for a, b in inside:
            if a <= apposition < b and words.start[a] - words.end[head] < 60:
                return a, b
    return _unrecognised_name(words, last, head)


def _unrecognised_name(words: Words, last: int, head: int) -> tuple[int, int] | None:
    """Return the two or more capitalised words in apposition to a noun for a person.

    "The prefect, Name Surname, said": recognisers often miss names of other languages,
    or take them for places.
    """
    sort = source_kinds().get(words.lemma[head], "person")
    if not words.tag[head].startswith("NN") or sort != "person" or words.lemma[head] in _SEATS:
        return None
    for apposition in words.children(head, "appos"):
        first = apposition
        while words.tag[first - 1] == "NNP" and words.head[first - 1] == apposition:
            first -= 1
        named = words.tag[apposition] == "NNP" and 0 < apposition - first < 4
        if named and apposition <= last and words.entity[apposition] != "ORG":
            return first, apposition + 1
    return None


def _people(words: Words) -> list[tuple[int, int, str]]:
    """Return the people named; a name behind an article ("the Observatory") is no person's."""
    return [
        e for e in words.entities if e[2] == "PERSON" and (not e[0] or words.tag[e[0] - 1] != "DT")
    ]


def bare_name(words: Words, source: int, cue: int) -> tuple[int, int]:
    """Return where the words that name a source stand, without titles and additions.

    "Lieutenant Colonel Ali Khan, the spokesman": ``Ali Khan``; "a doctor in the town
    who asked not to be named": ``a doctor in the town``.

    Parameters
    ----------
    words : Words
        The article.
    source, cue : int
        Head words of the source and of its cue.

    Returns
    -------
    int, int
        Offsets.
    """
    if source == cue:
        first = words.subtree(source)[0]
        return words.start[first if source - first <= 2 else source], words.end[source]
    if words.tag[source].startswith("VB") and words.tag[cue - 1] == "NNP" and source < cue:
        # A title that the parser took for a verb: "police head Ada Moss announced".
        return _proper_name(words, cue - 1, source + 1, cue - 1)
    first, last = words.subtree(source)
    if source < cue <= last:
        last = cue - 1
    elif first <= cue < source:
        first = cue + 1
    person = _person_within(words, first, last, source)
    if person is not None and words.lower[source] not in PRONOUNS:
        return _without_titles(words, *person)
    if words.tag[source].startswith("NNP"):
        return _proper_name(words, source, first, last)
    return _noun_phrase(words, source, first, last)


@cache
def _dropped() -> frozenset[str]:
    """Return the titles that are no part of a name."""
    rows = lexicons.read("actor_titles")
    return frozenset(row["title"] for row in rows if row["kind"] != "name")


def _without_titles(words: Words, first: int, behind: int) -> tuple[int, int]:
    """Return where a name stands, with first names that the recogniser has missed."""
    while (
        first
        and words.tag[first - 1] == "NNP"
        and words.dep[first - 1] == "compound"
        and words.entity[first - 1] in ("", "PERSON")
        and words.lower[first - 1].rstrip(".") not in _dropped()
        and words.lower[first - 1] not in source_kinds()
    ):
        first -= 1
    while first < behind - 1 and words.lower[first].rstrip(".") in _dropped():
        first += 1
    if behind - first > 1 and words.lower[behind - 1] in ("'s", "’s"):
        behind -= 1
    return words.start[first], words.end[behind - 1]


def _proper_name(words: Words, source: int, first: int, last: int) -> tuple[int, int]:
    begin = source
    while begin > first and words.tag[begin - 1].startswith(("NNP", "POS", "HYPH")):
        begin -= 1
    kept = begin
    while kept < source and words.lower[kept].rstrip(".") in _dropped():
        kept += 1
    if kept == begin:
        return _noun_phrase(words, source, first, last)
    return words.start[kept], words.end[source]


def _noun_phrase(words: Words, source: int, first: int, last: int) -> tuple[int, int]:
    """Return a noun phrase with what is coordinated, without clauses and appositions."""
    end = source
    for kid in words.kids[source]:
        if kid < source:
            continue
        issued = words.dep[kid] == "acl" and words.child(kid, "agent") is not None
        issued = issued and source_kinds().get(words.lemma[source]) == "document"
        if issued or words.dep[kid] in ("prep", "cc", "conj", "poss", "case"):
            kid_last = min(words.subtree(kid)[1], last)
            inner = _clause_start(words, kid, kid_last)
            end = max(end, kid_last if inner is None else inner - 1)
        elif words.dep[kid] == "appos" and words.subtree(kid)[0] == end + 1:
            end = min(words.subtree(kid)[1], last)
        elif words.dep[kid] in ("relcl", "acl", "appos"):
            break
    return words.trim(words.start[first], words.end[end])


def _clause_start(words: Words, first: int, last: int) -> int | None:
    for i in range(first, last + 1):
        if words.dep[i] in ("relcl", "appos") or words.dep[i] == "acl" and i > first + 1:
            return words.subtree(i)[0]
    return None


def _kind_of(words: Words, source: int) -> str:
    entity, tag = words.entity[source], words.tag[source]
    if words.child(source, "conj") is not None or tag in ("NNS", "NNPS"):
        return "persons"
    if entity == "PERSON":
        return "person"
    kind = source_kinds().get(words.lemma[source])
    if kind == "person":
        return "person"
    if tag == "NNP" and not kind and words.child(source, "det") is None:
        return "name"
    if words.lower[source] in ("police", "people"):
        return "persons"
    return "thing" if kind or entity in ("ORG", "GPE") or tag.startswith("NN") else "person"


def _gender_of(words: Words, source: int) -> str:
    """Return the gender that a title, a noun for the person or a first name tells."""
    first, last = words.subtree(source)
    named = False
    for i in range(first, min(last, first + 12) + 1):
        lower = words.lower[i].rstrip(".")
        gender = _titles().get(lower, "")
        if not gender and words.tag[i] == "NNP" and lower not in _titles() and not named:
            gender, named = _given_names().get(lower, ""), True
        if gender:
            return gender
        if lower.endswith("woman") or lower in _FEMALE:
            return "f"
        if lower.endswith("man") or lower in _MALE:
            return "m"
    return ""


def describe(words: Words, source: int, cue: int) -> Speaker:
    """Return a source as a speaker that later pronouns may mean.

    Parameters
    ----------
    words : Words
        The article.
    source, cue : int
        Head words.

    Returns
    -------
    Speaker
        With its name, kind and gender.
    """
    start, end = bare_name(words, source, cue)
    text = words.text[start:end].lstrip("([\"“'‘ ")
    if words.dep[source] == "poss":
        text = text.removesuffix("'s").removesuffix("’s").rstrip("'’")
    return Speaker(source, text, _kind_of(words, source), _gender_of(words, source))


class Antecedents:
    """The people and bodies named so far, nearest last; filled in the order of the text."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._speakers: list[Speaker] = []
        self._named = [
            Speaker(
                b - 1,
                words.text[slice(*_without_titles(words, a, b))],
                "person",
                _gender_of(words, b - 1),
            )
            for a, b, _ in _people(words)
            if words.dep[b - 1] in _NAMED_AS and words.lower[a][0].isalpha()
        ]
        self._bodies = [
            describe(words, i, words.head[i])
            for i, dep in enumerate(words.dep)
            if dep in _SUBJECTS and words.tag[i][:2] == "NN" and can_speak(words, i)
        ]

    def add(self, speaker: Speaker) -> None:
        """Remember a speaker who is named in the text."""
        self._speakers.append(speaker)

    def resolve(self, pronoun: int) -> Speaker | None:
        """Return whom a pronoun that stands as a source means, if anybody.

        The last speaker that fits comes first; a person named in between, in
        subject position, takes precedence over a speaker of an earlier paragraph.

        Parameters
        ----------
        pronoun : int
            The word.

        Returns
        -------
        Speaker or None
            Whom it means.
        """
        words, lower = self._words, self._words.lower[pronoun]
        gender = _GENDERED.get(lower, "")
        wanted = "person" if gender else "persons" if lower in _PLURAL else "thing"
        known = [(s, 0.0) for s in self._speakers]
        known += [(s, 0.3) for s in self._governing_subjects(pronoun)]
        if wanted == "person":
            known += [(s, 0.5 if words.dep[s.word] in _SUBJECTS else 2.5) for s in self._named]
        else:
            known += [(s, _SUBJECT_ONLY) for s in self._bodies if s.kind != "name"]
        best, least = None, float(_REACH)
        for speaker, handicap in known:
            back = words.sentence[pronoun] - words.sentence[speaker.word]
            if speaker.word >= pronoun or back < 0 or back > _REACH:
                continue
            if not _fits(speaker, wanted, gender):
                continue
            cost = back + handicap + (_UNSURE if speaker.kind == "name" else 0.0)
            if cost <= least:
                best, least = speaker, cost
        return best

    def _governing_subjects(self, pronoun: int) -> list[Speaker]:
        """Return subjects above a pronoun's clause: "settlers fired after they said ..."."""
        words, found = self._words, []
        word = words.head[pronoun]
        for _ in range(4):
            above = words.head[word]
            if above == word:
                break
            subject = words.child(above, "nsubj", "nsubjpass")
            if subject is not None and subject < pronoun and words.tag[subject][:2] == "NN":
                found.append(describe(words, subject, above))
            word = above
        return found


def _fits(speaker: Speaker, wanted: str, gender: str) -> bool:
    if speaker.kind not in _MEANT_BY[wanted]:
        return False
    return not (gender and speaker.gender and gender != speaker.gender)


def antecedent_of_relative(words: Words, pronoun: int) -> int | None:
    """Return the noun that a relative pronoun takes up."""
    verb = words.head[pronoun]
    for _ in range(4):
        if words.dep[verb] == "relcl":
            return words.head[verb]
        if words.head[verb] == verb:
            return None
        verb = words.head[verb]
    return None
