"""Persons taken up by their age or as a parent: "the 23-year-old", "the father of two"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.coreference.chains import Chains
from helpers.coreference.names import gender_of
from helpers.mentions.parts import Found

if TYPE_CHECKING:
    from spacy.tokens import Token

_WINDOW = 2
_PARENTS = {"father": "m", "mother": "f"}
_AGE = re.compile(r"(\d{1,3})-year-?\s?old", re.IGNORECASE)
_SUBJECT = frozenset({"nsubj", "nsubjpass"})


def find_ages(chains: Chains) -> list[tuple[Found, Found]]:
    """Find persons taken up by age or parenthood, and whom they take up.

    Parameters
    ----------
    chains : Chains
        All mentions, names and roles joined.

    Returns
    -------
    list of (Found, Found)
        The mention, and one of the person's. Of several persons named in the sentences
        before, the one of that age, else the subject; nobody where that leaves a choice.
    """
    reading, found = chains.reading, []
    for i, token in enumerate(reading.tokens[:-1]):
        if token.lower_ != "the":
            continue
        last = _age_at(chains, i + 1)
        head = reading.tokens[last] if last else reading.tokens[i + 1]
        if not last and not _is_parent(chains, head):
            continue
        last = last or i + 1
        mention = Found(i, last, "description", "person", definite=True)
        age = _AGE.match(reading.words(i + 1, last))
        gender = _PARENTS.get(head.lower_, "")
        meant = _person_before(chains, mention, age.group(1) if age else "", gender)
        if meant is not None:
            found.append((mention, meant))
    return found


def _age_at(chains: Chains, i: int) -> int:
    """Return the last token of "23-year-old" at ``i`` where no noun follows, else 0."""
    reading = chains.reading
    for last in range(i, min(i + 6, len(reading.tokens) - 1)):
        if reading.tokens[last].lower_.endswith("old") and _AGE.fullmatch(reading.words(i, last)):
            after = reading.tokens[last + 1]
            return 0 if after.pos_ in ("NOUN", "PROPN", "ADJ") or after.text == "-" else last
    return 0


def _is_parent(chains: Chains, token: Token) -> bool:
    """Whether "the father" is said of somebody by himself, not as somebody's father."""
    reading, i = chains.reading, token.i
    if token.lower_ not in _PARENTS or token.dep_ not in _SUBJECT:
        return False
    counted = i + 2 < len(reading.tokens) and reading.tokens[i + 2].like_num
    after = reading.text_at(i + 1).lower()
    return after not in ("of", "and", "-") or (after == "of" and counted)


def _person_before(chains: Chains, mention: Found, age: str, gender: str) -> Found | None:
    near = [
        f for f in chains.seen
        if f.kind == "person" and f.name and f.last < mention.first
        and chains.distance(f, mention) <= _WINDOW
        and gender in ("", gender_of(f) or gender)
    ]
    ages = {chains.root(f): _age_of(chains, f) for f in near}
    near = [f for f in near if not age or ages[chains.root(f)] in ("", age)]
    told = [f for f in near if age and ages[chains.root(f)] == age]
    for some in (told, near, [f for f in near if _is_subject(chains, f)]):
        if len({chains.root(f) for f in some}) == 1:
            return some[-1]
    return None


def _age_of(chains: Chains, found: Found) -> str:
    """Return the age in commas behind any of the person's names, or empty."""
    for mention in chains.mentions_of(found):
        k = mention.last + 1
        if chains.reading.text_at(k) == "," and chains.reading.text_at(k + 1).isdigit():
            return chains.reading.text_at(k + 1)
    return ""


def _is_subject(chains: Chains, found: Found) -> bool:
    return chains.reading.tokens[found.head].dep_ in _SUBJECT
