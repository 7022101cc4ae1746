"""Names of persons and organisations in one article: capitals, titles, lexicons, NER."""

from __future__ import annotations

from collections import Counter, defaultdict

from helpers import lexicons
from helpers.actor_words import (
    crowd_words,
    given_names,
    head_row,
    is_people,
    known_name,
    role_words,
    titles,
)
from helpers.mentions.parts import Found, Reading
from helpers.mentions.stretches import name_stretches
from helpers.mentions.titles import titled_name
from helpers.naming import abbreviates, is_abbreviation, is_surname_of, name_words
from helpers.places import country_of_word, fold, locate

_LABEL_KINDS = {"PERSON": "person", "ORG": "organisation", "NORP": "group"}
_SURELY_WHERE = frozenset({"in", "at", "near", "outside", "towards", "across"})


def find_names(reading: Reading) -> list[Found]:
    """Find names of persons and organisations.

    The entity recogniser alone misses many names that are not Western and cuts others in
    two, so that stretches of capitalised words lead here; titles, word lists, the
    recogniser's labels over all of an article's mentions of a name, and what stands
    around it decide what each is.

    Parameters
    ----------
    reading : Reading
        The article.

    Returns
    -------
    list of Found
        In order, not overlapping.
    """
    labels = _labels(reading)
    found: list[Found] = []
    stretches = name_stretches(reading)
    for first, last in stretches:
        before = reading.tokens[first - 1].lower_ if first else ""
        if before in _SURELY_WHERE and reading.tokens[first].ent_type_ != "PERSON":
            reading.placed_words[_letters(reading, first, last)] += 1
    for first, last in stretches:
        found.extend(_read_stretch(reading, first, last, labels))
    found.extend(_known_in_other_case(reading, found))
    found = _drop_overlaps(found)
    _settle_surnames(reading, found)
    return _drop_idle(reading, [f for f in found if f.kind])


def _drop_idle(reading: Reading, found: list[Found]) -> list[Found]:
    """Leave out names of unknown sort that nowhere act, own or belong: often places or things."""
    active = {
        f.name
        for f in found
        if reading.tokens[f.last].dep_ in ("nsubj", "nsubjpass", "poss", "appos")
        or reading.tokens[f.last].head.lower_ == "by"
        or reading.tokens[f.last].head.head.lower_ == "according"
        or any(t.lower_ in role_words() for t in reading.tokens[f.last + 1 : f.last + 3])
        or _abbreviated_behind(reading, f.name, f.last)
    }
    return [
        f
        for f in found
        if f.kind != "organisation"
        or f.sort
        or f.form == "abbreviation"
        or f.name in active
        or head_row(("x", f.name.lower()))
    ]


def _labels(reading: Reading) -> dict[str, Counter[str]]:
    """Count the recogniser's labels of every word of a name over the article."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for ent in reading.parsed.doc.ents:
        words = [t.lower_ for t in ent if t.is_alpha]
        for word in {" ".join(words), *words}:
            counts[word][ent.label_] += 1
    return counts


def _read_stretch(
    reading: Reading, first: int, last: int, labels: dict[str, Counter[str]]
) -> list[Found]:
    """Read one stretch: strip what leads to a name, and say what the name is."""
    tokens = reading.tokens
    if tokens[first].lower_ == "the" and last > first:
        first += 1
    while last > first and (not tokens[last].text[0].isalnum()):
        last -= 1
    words = reading.words(first, last)
    if known := known_name(words):
        return [_organisation(first, last, known, words)]
    if _opens_crowd(reading, last) or _is_no_actor(words) or _is_place(reading, first, last):
        return []
    titled = titled_name(reading, first, last)
    if titled is not None:
        return titled
    inner = _behind_adjective(reading, first, last)
    if inner > first and _is_place(reading, inner, last):
        return []
    low = tuple(t.lower_ for t in tokens[first : last + 1] if t.text != "-")
    row = head_row(low) or head_row(low[inner - first :])
    if row and row["kind"] in ("place", "none"):
        return []
    if row:
        place = reading.place_at.get(first)
        return [
            Found(
                first,
                last,
                "name",
                row["kind"],
                words,
                sort=row["class"],
                country=place.country if place else "",
            )
        ]
    if _is_office_of(reading, first, last):
        first += 1
        return [Found(first, last, "name", "person", reading.words(first, last))]
    return _by_label(reading, _behind_party(reading, first, last), last, labels)


def _is_office_of(reading: Reading, first: int, last: int) -> bool:
    """Whether a stretch is a place and a person: "London Anne Brown" behind "Mayor of"."""
    office = reading.text_at(first - 2).lower()
    return (
        reading.text_at(first - 1) == "of"
        and (office in role_words() or office in titles())
        and last - first >= 2
        and bool(locate(reading.text_at(first)))
    )


def _opens_crowd(reading: Reading, last: int) -> bool:
    """Whether a capitalised word is the first of "Emergency services" or the like."""
    if last + 1 >= len(reading.tokens):
        return False
    pair = f"{reading.tokens[last].lower_} {reading.tokens[last + 1].text}"
    return pair in lexicons.words("actor_crowds")


def _behind_adjective(reading: Reading, first: int, last: int) -> int:
    """Return the token behind a leading "Palestinian", "Eastern" or the like."""
    place = reading.place_at.get(first)
    if place is not None and place.adjective and place.last < last:
        return place.last + 1
    small = reading.tokens[first].lower_ in lexicons.words("actor_not")
    return first + 1 if small and first < last else first


def _behind_party(reading: Reading, first: int, last: int) -> int:
    """Return the token behind adjectives of party or faith before a person's two names."""
    no_names = lexicons.words("actor_not") - given_names()
    while last - first >= 2 and reading.tokens[first].lower_ in no_names:
        first += 1
    return first


def _organisation(first: int, last: int, row: dict[str, str], words: str) -> Found:
    form = "abbreviation" if is_abbreviation(words) else "name"
    return Found(first, last, form, row["kind"], words, sort=row["class"], country=row["country"])


def _is_no_actor(words: str) -> bool:
    """Days, feasts, bare nationalities, faiths and single nouns of role are no names."""
    low = words.lower().rstrip(".")
    if low in lexicons.words("actor_not") or country_of_word(low, "adjective", "name", "people"):
        return True
    return low.removesuffix("s") in role_words() or low in crowd_words()


def _is_place(reading: Reading, first: int, last: int) -> bool:
    place = reading.place_at.get(first)
    return place is not None and place.last == last


def _by_label(
    reading: Reading, first: int, last: int, labels: dict[str, Counter[str]]
) -> list[Found]:
    """Say what a name is by the recogniser's labels, given names, and its neighbours."""
    words = reading.words(first, last)
    low = _letters(reading, first, last)
    votes = Counter(labels.get(low, {}))
    for part in low.split():
        for label, n in labels.get(part, {}).items():
            votes[label] += n / 2
    lead = low.split()[0] if low else ""
    if lead in given_names() and last > first:
        votes["PERSON"] += 3
    if _age_follows(reading, last):
        votes["PERSON"] += 3
    if is_abbreviation(words) or _abbreviated_behind(reading, words, last):
        votes["ORG"] += 2
        votes["PERSON"] = 0
    if last > first and reading.say_subject(last):
        votes["PERSON"] += 3 if _gendered_behind(reading, last) else 1
    after = reading.tokens[last + 1].lower_ if last + 1 < len(reading.tokens) else ""
    if (row := head_row(("x", after))) and row["kind"] == "place":
        return []
    votes["GPE"] += 2 * reading.placed_words[low]
    if not +votes:
        return []
    label = max(sorted(votes), key=lambda name: votes[name])
    kind = _LABEL_KINDS.get(label, "")
    if not kind or (label == "NORP" and not is_people(words)):
        return []
    form = "abbreviation" if is_abbreviation(words) else "name"
    return [Found(first, last, form, kind, words, sort=_sort_of(reading, kind, last))]


def _sort_of(reading: Reading, kind: str, last: int) -> str:
    """Say more closely what a labelled name is: a people, or a private person."""
    if kind == "group":
        return "people"
    private = _age_follows(reading, last) or _home_follows(reading, last)
    return "private" if kind == "person" and private else ""


def _gendered_behind(reading: Reading, last: int) -> bool:
    """Whether "he", "her" and the like follow a speaker before anybody else is named."""
    for token in reading.tokens[last + 1 : last + 6]:
        if token.lower_ in ("he", "she", "his", "her") and not token.is_sent_start:
            return True
        if token.is_sent_start or token.text[:1].isupper():
            return False
    return False


def _home_follows(reading: Reading, last: int) -> bool:
    """Whether a name is introduced as a private person's is: ", from X", ", who was"."""
    one, two = reading.text_at(last + 2).lower(), reading.text_at(last + 3)
    if reading.text_at(last + 1) != ",":
        return False
    return one == "who" or (one == "from" and two[:1].isupper())


def _abbreviated_behind(reading: Reading, words: str, last: int) -> bool:
    """Whether a bracket behind a name gives its abbreviation: "Pine Valley League (PVL)"."""
    if reading.text_at(last + 1) != "(" or reading.text_at(last + 3) != ")":
        return False
    return abbreviates(reading.text_at(last + 2), words)


def _letters(reading: Reading, first: int, last: int) -> str:
    """Return the words of a stretch in lower case, without marks."""
    return " ".join(t.lower_ for t in reading.tokens[first : last + 1] if t.is_alpha)


def _age_follows(reading: Reading, last: int) -> bool:
    """Whether an age in commas follows, as after a person's name: ", 27,"."""
    nearby = [t.text for t in reading.tokens[last + 1 : last + 4]]
    return (
        len(nearby) == 3
        and nearby[0] == ","
        and nearby[1].isdigit()
        and (len(nearby[1]) <= 2 and nearby[2] in (",", "."))
    )


def _known_in_other_case(reading: Reading, found: list[Found]) -> list[Found]:
    """Find names known from other sentences in headlines, where capitals say nothing."""
    known = {tuple(fold(f.name).split()): f for f in found if f.kind}
    for f in list(known.values()):
        if f.kind == "person" and len(name_words(f.name)) > 1:
            known.setdefault((name_words(f.name)[-1],), f)
    again = []
    for i, token in enumerate(reading.tokens):
        if reading.case_at(i) not in ("headline", "capitals") or not token.text[0].isupper():
            continue
        for size in (5, 3, 2, 1):
            words = reading.tokens[i : i + size]
            model = known.get(tuple(fold(" ".join(t.text for t in words)).split()))
            if model and len(words) == size and not any(t.is_space for t in words):
                again.append(
                    Found(
                        i,
                        i + size - 1,
                        "name",
                        model.kind,
                        reading.words(i, i + size - 1),
                        sort=model.sort,
                        country=model.country,
                    )
                )
                break
    return again


def _drop_overlaps(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for f in sorted(found, key=lambda f: (f.first, -f.last)):
        if not kept or f.first > kept[-1].last:
            kept.append(f)
    return kept


def _settle_surnames(reading: Reading, found: list[Found]) -> None:
    """Let a single word that ends a person's full name be that person, whatever NER says."""
    full = [f for f in found if f.kind == "person" and len(name_words(f.name)) > 1]
    for f in found:
        if (
            f.kind != "person"
            and f.form != "abbreviation"
            and " " not in f.name
            and any(is_surname_of(f.name, other.name) for other in full)
        ):
            f.kind, f.sort = "person", ""
