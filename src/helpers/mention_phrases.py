"""Crowds, forces, governments, roles and descriptions in one article: phrases round a noun."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.mention_parts import Found, Reading
from helpers.places import sole_country

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMING_CLASSES = frozenset(
    {"embassy", "consulate", "ministry", "court", "hospital", "school", "media", "company",
     "agency", "council", "commission", "union", "charity"}
)
_MEMBER = {"word": "member", "class": "member", "unique": "no", "of": ""}
_PLURAL = frozenset({"NNS", "NNPS"})
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "ADV", "X"})
_PLACED_KINDS = frozenset({"force", "government"})


@dataclass(eq=False)
class Phrase:
    """A noun phrase as it is read: its noun, its edge, and what its modifiers name."""

    head: int
    key_first: int
    row: dict[str, str]
    first: int = -1
    definite: bool = False
    names: list[Found] = field(default_factory=list)
    country: str = ""
    place: str = ""
    owner_at: int = -1
    crowd: str = ""
    crowd_first: int = -1
    role_first: int = -1
    side_first: int = -1
    proper_first: int = -1
    body: int = -1
    armed: bool = False


def find_phrases(reading: Reading, names: list[Found]) -> list[Found]:
    """Find actors that the article does not call by a name of their own.

    Parameters
    ----------
    reading : Reading
        The article.
    names : list of Found
        From :func:`helpers.mention_names.find_names`. Persons get the role and the owner
        that stand beside their name.

    Returns
    -------
    list of Found
        Crowds ("police officers", "TLP supporters"), roles ("Pakistan's interior
        minister") and descriptions ("the group"), in order.
    """
    name_at = {k: f for f in names for k in range(f.first, f.last + 1)}
    found: list[Found] = []
    for i, token in enumerate(reading.tokens):
        if i in name_at or token.lower_ not in _heads():
            continue
        for table in ("actor_crowds", "actor_descriptions", "actor_roles"):
            key_first, row = _match(reading, i, table)
            if row and _is_head(reading, i, table, row):
                phrase = _read_phrase(reading, Phrase(i, key_first, row), name_at)
                found.extend(_BUILDERS[table](reading, phrase, name_at))
                break
    return found


@cache
def _heads() -> frozenset[str]:
    """Last words of all phrases that are looked for."""
    return frozenset(key.rsplit(" ", 1)[-1] for table in _BUILDERS for key in _keys(table))


@cache
def _keys(table: str) -> dict[str, dict[str, str]]:
    keys: dict[str, dict[str, str]] = {}
    for row in lexicons.read(table):
        keys.setdefault(row["word"], row)
        if row.get("singular"):
            keys.setdefault(row["singular"], {**row, "one": "yes"})
        if table in ("actor_descriptions",):
            keys.setdefault(f"{row['word']}s", {**row, "many": "yes"})
    return keys


def crowd_row(word: str) -> dict[str, str] | None:
    """Return the lexicon's row for a crowd noun, plural or singular, or None."""
    return _keys("actor_crowds").get(word.lower())


@cache
def crowd_row_of_sort(sort: str) -> dict[str, str] | None:
    """Return the first lexicon row for crowds of a type, or None."""
    return next((row for row in lexicons.read("actor_crowds") if row["type"] == sort), None)


def _match(reading: Reading, i: int, table: str) -> tuple[int, dict[str, str] | None]:
    """Return where the longest lexicon entry that ends at token ``i`` begins, and its row."""
    keys = _keys(table)
    for size in (3, 2, 1):
        if i - size + 1 < 0:
            continue
        words = [t.lower_ for t in reading.tokens[i - size + 1 : i + 1]]
        if row := keys.get(" ".join(words)):
            return i - size + 1, row
    return i, None


def _is_head(reading: Reading, i: int, table: str, row: dict[str, str]) -> bool:
    """Whether token ``i`` is a noun that heads its phrase, and fits its table in number."""
    token = reading.tokens[i]
    if token.pos_ not in ("NOUN", "PROPN") and not (
        token.pos_ in ("ADJ", "X") and reading.case_at(i) != "normal"
    ):
        return False
    after = reading.tokens[i + 1] if i + 1 < len(reading.tokens) else None
    if after is not None and after.text == "-" and not token.whitespace_:
        return False
    if table == "actor_roles" and token.tag_ in _PLURAL:
        return False
    if after is None or after.is_sent_start or after.pos_ not in ("NOUN", "PROPN"):
        return True
    if after.lower_ in _heads() or (after.pos_ == "NOUN" and reading.case_at(i) != "normal"):
        return False
    modifies = token.head.i == after.i or (
        token.dep_ in ("compound", "amod", "nmod") and token.head.i > i
    )
    if not modifies:
        return True
    return table != "actor_crowds" and after.text[0].isupper() and reading.case_at(i) == "normal"


def _read_phrase(reading: Reading, phrase: Phrase, name_at: dict[int, Found]) -> Phrase:
    """Walk left from the noun over its modifiers, and note what they name."""
    quantities = lexicons.words("actor_small_words", use="quantity")
    k = phrase.key_first - 1
    phrase.first = phrase.role_first = phrase.key_first
    while k >= 0 and reading.sentence_of[k] == reading.sentence_of[phrase.head]:
        token = reading.tokens[k]
        if token.dep_ == "poss" or token.tag_ in ("PRP$", "WP$") or token.text in ("'s", "’s", "'", "’"):
            return _possessed(reading, phrase, k, name_at)
        if token.pos_ == "DET":
            phrase.first, phrase.definite = k, token.lower_ in ("the", "this", "that", "these")
            return phrase
        glued = token.text in "-–" and not token.whitespace_ and not reading.tokens[k - 1].whitespace_
        if not glued and not _modifies(token, phrase, quantities):
            return phrase
        k = phrase.first = k - 1 if glued else _note_modifier(reading, phrase, k, name_at)
        k -= 1
    return phrase


def _modifies(token: Token, phrase: Phrase, quantities: frozenset[str]) -> bool:
    if token.pos_ not in _MODIFIERS or token.lower_ in quantities or token.is_space:
        return False
    if not token.whitespace_ and token.nbor().text not in "-–":
        return False
    if token.pos_ in ("VERB", "ADV") and not token.i < token.head.i <= phrase.head:
        return False
    return token.i < token.head.i <= phrase.head or token.pos_ == "PROPN" or (
        token.head.i == phrase.head
    )


def _note_modifier(reading: Reading, phrase: Phrase, k: int, name_at: dict[int, Found]) -> int:
    """Note what the modifier at ``k`` names; return its first token."""
    token = reading.tokens[k]
    low = token.lower_
    if k in name_at:
        phrase.names.insert(0, name_at[k])
        return name_at[k].first
    for place in reading.places:
        if place.first <= k <= place.last:
            phrase.country = phrase.country or sole_country(
                [p for p in place.candidates if p.country == reading.country] or place.candidates
            )
            if not place.adjective and place.candidates[0].level != "country":
                phrase.place = reading.words(place.first, place.last)
            return place.first
    phrase.armed = phrase.armed or low in lexicons.words("actor_small_words", use="armed")
    joined = k > 1 and reading.tokens[k - 1].text == "-" and reading.tokens[k - 2].lower_ in (
        "pro", "anti"
    )
    if joined:
        phrase.side_first = k - 2
        return k - 2
    noun = token.pos_ in ("NOUN", "PROPN")
    if noun and not phrase.crowd and crowd_row(low):
        key_first, _ = _match(reading, k, "actor_crowds")
        phrase.crowd = reading.words(key_first, k)
        phrase.crowd_first = key_first
        if phrase.role_first == k + 1:
            phrase.role_first = key_first
        return key_first
    if _tells_side(reading, k):
        phrase.side_first = k
        known = lexicons.words("actor_not") | lexicons.words("actor_small_words", use="side")
        phrase.proper_first = k if low not in known else phrase.proper_first
    if noun and phrase.body < 0 and low in lexicons.words("actor_descriptions"):
        phrase.body = k
    is_role_word = noun or low in lexicons.words(
        "actor_small_words", use="role"
    )
    if phrase.role_first == k + 1 and is_role_word and token.text != "-":
        phrase.role_first = k
    return k


def _tells_side(reading: Reading, k: int) -> bool:
    """Whether the modifier at ``k`` sets a crowd apart: "Kurdish", "opposition", "pro-regime"."""
    token = reading.tokens[k]
    if token.lower_ in lexicons.words("actor_small_words", use="side"):
        return True
    large = token.text[0].isupper() and not token.is_sent_start and len(token) > 2
    return large and token.pos_ in ("ADJ", "PROPN") and reading.case_at(k) == "normal"


def _possessed(reading: Reading, phrase: Phrase, k: int, name_at: dict[int, Found]) -> Phrase:
    """Note the owner in "its", "the group's", "Pakistan's" before the noun."""
    phrase.definite = True
    if reading.tokens[k].tag_ in ("PRP$", "WP$"):
        phrase.first, phrase.owner_at = k, k
        return phrase
    k = k - 1 if reading.tokens[k].text in ("'s", "’s", "'", "’") else k
    for place in reading.places:
        if place.first <= k <= place.last:
            phrase.first = place.first
            phrase.country = place.country or phrase.country
            if place.candidates[0].level != "country":
                phrase.place = reading.words(place.first, place.last)
            return phrase
    if k in name_at:
        phrase.first = name_at[k].first
        phrase.names.insert(0, name_at[k])
        return phrase
    phrase.owner_at = k
    left = reading.tokens[k].left_edge.i
    same_sentence = reading.sentence_of[left] == reading.sentence_of[k]
    phrase.first = left if same_sentence and k - left < 6 else k
    return phrase


def _build_crowd(reading: Reading, phrase: Phrase, name_at: dict[int, Found]) -> list[Found]:
    row = phrase.row
    if row["type"] == "members" and row.get("one"):
        return _build_role(reading, replace(phrase, row=_MEMBER), name_at)
    if _is_too_vague(phrase) or _is_in_name(reading, phrase):
        return []
    found = Found(phrase.first, phrase.head, "description", row["kind"], sort=row["type"],
                  country=phrase.country, definite=phrase.definite, owner_at=phrase.owner_at)
    if phrase.armed and row["type"] == "civilians":
        found.sort = "militants"
    if row.get("one"):
        found.form = "role"
        found.role = reading.words(phrase.role_first, phrase.head)
    owner = phrase.names[-1] if phrase.names else None
    if owner is not None and owner.kind in ("organisation", "government", "force", "group"):
        found.owner = owner
    elif owner is not None and row["type"] == "government":
        found.owner = owner
    elif owner is not None:
        found.name = reading.words(owner.first, phrase.head)
    if found.owner_at >= 0 and reading.tokens[found.owner_at].tag_ == "PRP$":
        found.form = "possessive"
    elif phrase.side_first >= 0 and not row.get("one"):
        found.name = reading.words(phrase.side_first, phrase.head)
    elif row["type"] == "police" and phrase.role_first < phrase.key_first and not row.get("one"):
        found.name = reading.words(phrase.role_first, phrase.head)
    if row["type"] in ("relatives", "civilians") and found.owner_at >= 0:
        found.owner_at = -1
    if phrase.place and row["kind"] in _PLACED_KINDS and not row.get("one"):
        found.form, found.name = "name", f"{phrase.place} {row['word']}"
    _look_right(reading, found, row, name_at)
    return [found]


def _is_too_vague(phrase: Phrase) -> bool:
    """"the woman" is some person, not a crowd, and bare "men" may be anybody."""
    if phrase.row["type"] != "civilians" or phrase.armed:
        return False
    return phrase.row["word"] == "men" or (bool(phrase.row.get("one")) and phrase.definite)


def _is_in_name(reading: Reading, phrase: Phrase) -> bool:
    """Whether the noun is part of a name such as "UN children's fund"."""
    k = phrase.head + 2
    owned = k < len(reading.tokens) and reading.tokens[k - 1].text in ("'s", "’s", "'", "’")
    return owned and bool(phrase.names) and reading.tokens[k].pos_ in ("NOUN", "PROPN")


def _look_right(
    reading: Reading, found: Found, row: dict[str, str], name_at: dict[int, Found]
) -> None:
    """Take in "in Punjab province" and "of the party" behind a crowd's noun."""
    k = found.last + 1
    if k + 1 >= len(reading.tokens) or reading.sentence_of[k] != reading.sentence_of[found.last]:
        return
    word, place = reading.tokens[k].lower_, reading.place_at.get(k + 1)
    if word in ("in", "of", "from") and place and not place.adjective and not found.country:
        local = [p for p in place.candidates if p.country == reading.country]
        found.country = sole_country(local or place.candidates)
        level = (local or place.candidates)[0].level
        if row["kind"] in _PLACED_KINDS and level != "country" and not found.name:
            found.name = f"{reading.words(place.first, place.last)} {row['word']}"
            found.form, found.last = "name", place.last
            after = reading.tokens[place.last + 1] if place.last + 1 < len(reading.tokens) else None
            if after is not None and after.lower_ in ("province", "state", "city", "district"):
                found.last += 1
        elif row["kind"] in _PLACED_KINDS:
            found.last = place.last
    elif word in ("of", "from") and found.owner is None and found.owner_at < 0:
        target = next((c for c in reading.tokens[k].children if c.dep_ == "pobj"), None)
        if target is not None and row["relation"]:
            found.owner, found.owner_at = name_at.get(target.i), target.i


def _build_description(
    reading: Reading, phrase: Phrase, name_at: dict[int, Found]
) -> list[Found]:
    row = phrase.row
    found = Found(phrase.first, phrase.head, "description", row["kind"], sort=row["fits"],
                  country=phrase.country, definite=phrase.definite, owner_at=phrase.owner_at)
    if row.get("many"):
        return []
    first_name = phrase.names[0] if phrase.names else None
    words = reading.words(found.first + int(phrase.definite), phrase.head) if (
        reading.tokens[found.first].pos_ == "DET"
    ) else reading.words(found.first, phrase.head)
    if first_name is not None and first_name.kind != "person" and first_name.name:
        found.same, found.form = first_name, "name"
        if row["fits"] in _NAMING_CLASSES:
            found.same, found.name, found.owner = None, words, first_name
    elif phrase.proper_first >= 0:
        found.name, found.form = reading.words(phrase.proper_first, phrase.head), "name"
    elif row["fits"] in _NAMING_CLASSES and (
        phrase.country or phrase.place or phrase.role_first < phrase.key_first
    ):
        large = [k for k in range(found.first, phrase.head) if reading.tokens[k].text[0].isupper()
                 and reading.tokens[k].pos_ != "DET"]
        found.name = reading.words(large[0] if large else phrase.role_first, phrase.head)
        found.form = "name" if large else found.form
    elif reading.tokens[phrase.head].tag_ in _PLURAL:
        return []
    after = name_at.get(phrase.head + 1)
    if after is not None and found.form == "description" and after.kind == "organisation":
        found.same = after
    return [found]


def _build_role(reading: Reading, phrase: Phrase, name_at: dict[int, Found]) -> list[Found]:
    row = phrase.row
    if row["word"] == "head" and _is_body_part(reading, phrase):
        return []
    role = reading.words(phrase.role_first, phrase.head)
    found = Found(phrase.first, phrase.head, "role", "person", role=role, sort=row["class"],
                  country=phrase.country, definite=phrase.definite, owner_at=phrase.owner_at)
    extra: list[Found] = []
    if phrase.names:
        found.owner = phrase.names[-1] if phrase.names[-1].kind != "person" else None
    if phrase.crowd and phrase.place:
        end = phrase.crowd_first + phrase.crowd.count(" ")
        force = Found(phrase.first, end, "name", crowd_row(phrase.crowd)["kind"],
                      f"{phrase.place} {phrase.crowd}", sort=crowd_row(phrase.crowd)["type"],
                      country=phrase.country)
        found.owner = force
        extra.append(force)
    elif phrase.crowd and found.owner is None:
        found.owner_words = phrase.crowd
    elif phrase.body >= 0 and found.owner is None:
        found.owner_words = reading.words(phrase.role_first, phrase.body)
    k = phrase.head + 1
    if found.owner is None and not found.owner_words and found.owner_at < 0 and (
        k < len(reading.tokens)
    ):
        _owner_behind(reading, found, name_at)
    named = _named_beside(reading, found, name_at)
    if named is None:
        return [*extra, found]
    _give_role(named, found)
    if named.first == found.last + 1:
        return extra
    found.same = named
    return [*extra, found]


def _is_body_part(reading: Reading, phrase: Phrase) -> bool:
    """Whether "head" is no office: "his head", and where nothing is said to be headed."""
    if phrase.owner_at >= 0:
        return reading.tokens[phrase.owner_at].lower_ not in ("its", "their", "our") and (
            reading.tokens[phrase.owner_at].tag_ == "PRP$"
        )
    if phrase.names or phrase.crowd or phrase.country or phrase.role_first < phrase.key_first:
        return False
    after = reading.tokens[phrase.head + 1].lower_ if phrase.head + 1 < len(reading.tokens) else ""
    return after not in ("of", "for")


def _owner_behind(reading: Reading, found: Found, name_at: dict[int, Found]) -> None:
    """Take the owner from "leader of the party", "spokesman for the UN"."""
    for child in reading.tokens[found.head].children:
        if child.lower_ in ("of", "for", "at", "with", "in") and child.i == found.head + 1:
            target = next((c for c in child.children if c.dep_ == "pobj"), None)
            if target is None:
                continue
            place = next((p for p in reading.places if p.first <= target.i <= p.last), None)
            if place is not None:
                found.country = found.country or place.country
            elif child.lower_ != "in":
                found.owner, found.owner_at = name_at.get(target.i), target.i
            return


def _named_beside(reading: Reading, found: Found, name_at: dict[int, Found]) -> Found | None:
    """Return the person whose role this is: the name right behind, or in apposition."""
    tokens = reading.tokens
    behind = name_at.get(found.last + 1) or _behind_of(reading, found, name_at)
    if behind is not None and behind.kind == "person" and not tokens[behind.first].is_sent_start:
        return behind
    before = name_at.get(found.first - 2)
    if tokens[found.first].tag_ in ("PRP$", "WP$"):
        before = None
    head = tokens[found.head]
    if tokens[found.first - 1].text == "," and before is not None and before.kind == "person" and (
        head.dep_ in ("appos", "attr", "conj", "nsubj", "ROOT", "dep")
    ):
        return before if head.dep_ == "appos" or found.first > 1 else None
    for child in head.children:
        if child.dep_ == "appos" and (named := name_at.get(child.i)) and named.kind == "person":
            return named
    behind = name_at.get(found.last + 2)
    if found.last + 2 < len(tokens) and tokens[found.last + 1].text == "," and behind is not None:
        end = behind.last + 1
        closes = end < len(tokens) and tokens[end].text in (",", ".")
        return behind if closes and behind.kind == "person" else None
    if head.dep_ == "attr" and head.head.lemma_ == "be":
        for child in head.head.children:
            if child.dep_ == "nsubj" and (named := name_at.get(child.i)) and (
                named.kind == "person"
            ):
                return named
    return None


def _behind_of(reading: Reading, found: Found, name_at: dict[int, Found]) -> Found | None:
    """Return the name in "Mayor of London X"."""
    k = found.last + 1
    if k + 1 < len(reading.tokens) and reading.tokens[k].lower_ == "of":
        place = reading.place_at.get(k + 1)
        return name_at.get(place.last + 1) if place is not None else None
    return None


def _give_role(named: Found, role: Found) -> None:
    """Let a person have the role, its owner and its country where the name has none yet."""
    if not named.role:
        named.role = role.role
        named.sort = named.sort or role.sort
    if named.owner is None and not named.owner_words:
        named.owner, named.owner_words = role.owner, role.owner_words
        named.owner_at = role.owner_at if named.owner_at < 0 else named.owner_at
    named.country = named.country or role.country


_BUILDERS = {
    "actor_crowds": _build_crowd,
    "actor_descriptions": _build_description,
    "actor_roles": _build_role,
}
