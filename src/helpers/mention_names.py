"""Names of persons and organisations in one article: capitals, titles, lexicons, NER."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from helpers import lexicons
from helpers.mention_parts import Found, Reading
from helpers.naming import PARTICLES, is_abbreviation, is_surname_of, name_words
from helpers.places import country_of_word, fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_LABEL_KINDS = {"PERSON": "person", "ORG": "organisation", "NORP": "group"}
_SURELY_WHERE = frozenset({"in", "at", "near", "outside", "towards", "across"})
_NAME_POS = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_LONGEST_TITLE = 3


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
    stretches = _stretches(reading)
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
        f.name for f in found
        if reading.tokens[f.last].dep_ in ("nsubj", "nsubjpass", "poss", "appos")
        or reading.tokens[f.last].head.lower_ == "by"
        or reading.tokens[f.last].head.head.lower_ == "according"
        or any(t.lower_ in _role_words() for t in reading.tokens[f.last + 1 : f.last + 3])
    }
    return [
        f for f in found
        if f.kind != "organisation" or f.sort or f.form == "abbreviation" or f.name in active
        or head_row(("x", f.name.lower()))
    ]


@cache
def known_names() -> dict[str, dict[str, str]]:
    """Return the rows of the lexicon of well-known organisations by folded name and alias."""
    rows: dict[str, dict[str, str]] = {}
    for row in lexicons.read("actor_names"):
        for name in (row["name"], *row["aliases"].split(";")):
            rows.setdefault(fold(name).removeprefix("the "), row)
    rows.pop("", None)
    return rows


def known_name(words: str) -> dict[str, str] | None:
    """Return the lexicon's row for a well-known organisation, or None."""
    row = known_names().get(fold(words).removeprefix("the "))
    if row is None or (len(words) < 5 and words.islower()):
        return None
    short = next((a for a in row["aliases"].split(";") if fold(a) == fold(words)), "")
    if len(words) < 5 and is_abbreviation(short) and not is_abbreviation(words):
        return row if words in row["aliases"].split(";") else None
    return row


@cache
def _titles() -> dict[str, dict[str, str]]:
    return {row["title"]: row for row in lexicons.read("actor_titles")}


@cache
def head_row(words: tuple[str, ...]) -> dict[str, str] | None:
    """Return the row of ``actor_heads`` that makes lower-case ``words`` a thing, or None.

    The last words are tried before the first, more of them before fewer.
    """
    rows = {(r["word"], r["where"]): r for r in reversed(lexicons.read("actor_heads"))}
    for n in (3, 2, 1):
        if len(words) > n and (" ".join(words[-n:]), "last") in rows:
            return rows[" ".join(words[-n:]), "last"]
    if len(words) > 1:
        return rows.get((words[0], "first"))
    return None


def _labels(reading: Reading) -> dict[str, Counter[str]]:
    """Count the recogniser's labels of every word of a name over the article."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for ent in reading.parsed.doc.ents:
        words = [t.lower_ for t in ent if t.is_alpha]
        for word in {" ".join(words), *words}:
            counts[word][ent.label_] += 1
    return counts


def _stretches(reading: Reading) -> list[tuple[int, int]]:
    """Return stretches of tokens written as names are, as (first, last)."""
    found, i = [], 0
    tokens = reading.tokens
    while i < len(tokens):
        case = reading.case_at(i)
        last = -1
        if case == "normal" and _starts(reading, i):
            last = max(_extend(reading, i), _known_at(reading, i))
        elif case != "normal":
            last = _known_at(reading, i)
            if case == "lower" and last < 0:
                last = _small_name_at(reading, i)
        if last >= 0:
            found.append((i, last))
        i = max(last, i) + 1
    return found


def _small_name_at(reading: Reading, i: int) -> int:
    """Return the last token of a person's name in text without capitals, else -1.

    A title, or a given name, and behind it words that the tagger takes for names.
    """
    tokens, k = reading.tokens, i
    size, row = _title_at(reading, i, len(tokens) - 1)
    if row and row["kind"] != "name":
        k += size
    elif tokens[i].lower_ not in _given_names() or tokens[i].pos_ != "PROPN":
        return -1
    first = k
    while k < min(first + 3, len(tokens)) and _may_be_small_name(tokens[k]):
        k += 1
    return k - 1 if k > first and k > i + 1 else -1


def _may_be_small_name(token: Token) -> bool:
    low = token.lower_
    return token.pos_ == "PROPN" and token.is_alpha and not (
        low in lexicons.words("actor_not")
        or low in _role_words()
        or low in _crowd_words()
        or head_row(("x", low))
    )


def _starts(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    text = token.text
    if text.lower() in PARTICLES and _particle_leads(reading, i):
        return True
    if not text[0].isupper() or text in ("I", "A") or token.like_num:
        return False
    if i and reading.tokens[i - 1].text == "-" and not reading.tokens[i - 1].whitespace_ and (
        not reading.tokens[i - 2].whitespace_
    ):
        return False
    if token.pos_ in ("DET", "PRON") and not text.isupper():
        return False
    if text.lower() in lexicons.words("actor_not", breaks="yes") and token.ent_type_ != "PERSON":
        return False
    if token.is_sent_start or i == 0 or reading.tokens[i - 1].text in ('"', "'", ":"):
        return token.pos_ == "PROPN" or is_abbreviation(text) or text in reading.large_words or (
            token.pos_ in _NAME_POS and reading.tokens[i + 1].text[:1].isupper()
        )
    return token.pos_ != "ADP" or text.isupper() and len(text) > 1


def _particle_leads(reading: Reading, i: int) -> bool:
    """Whether a small "al" or "bin" opens a name here: "al-Qaeda", "bin Laden"."""
    tokens = reading.tokens
    if tokens[i].lower_ not in ("al", "el", "bin", "ibn", "ul", "as", "an", "ad"):
        return False
    if i + 2 < len(tokens) and tokens[i + 1].text == "-" and not tokens[i].whitespace_:
        return tokens[i + 2].text[:1].isupper()
    return (
        tokens[i].lower_ in ("bin", "ibn", "al", "el")
        and i + 1 < len(tokens)
        and tokens[i + 1].text[:1].isupper()
    )


def _extend(reading: Reading, first: int) -> int:
    """Return the last token of the name that begins at ``first``."""
    tokens, last = reading.tokens, first
    if tokens[first].text.islower():
        last = first + (2 if tokens[first + 1].text == "-" else 1)
    while (step := _next_part(reading, first, last)) > last:
        last = step
    return last


def _next_part(reading: Reading, first: int, last: int) -> int:
    """Return the last token of the next part of a name, or ``last`` where it ends."""
    tokens = reading.tokens
    sentence = reading.sentence_of[last]

    def at(k: int) -> str:
        inside = k < len(tokens) and reading.sentence_of[k] == sentence
        return tokens[k].text if inside else ""

    one, two, three = at(last + 1), at(last + 2), at(last + 3)
    if not one or tokens[last + 1].is_space:
        return last
    if one in "-–" and not tokens[last].whitespace_ and not tokens[last + 1].whitespace_:
        joined = two.lower() in PARTICLES and three == "-"
        return last + 2 if two[:1].isupper() or joined or two.isdigit() else last
    if one == "." and len(tokens[last]) <= 3 and two[:1].isupper() and not tokens[last].whitespace_:
        return last + 1 if not tokens[last + 2].is_sent_start else last
    glued = not tokens[last].whitespace_ and tokens[last].text != "-"
    if glued and one not in ("'s", "'", "’s", "’"):
        return last
    if one[0].isupper():
        return last + 1 if _continues(tokens[last + 1]) else last
    if one.lower() in PARTICLES and (two[:1].isupper() or (two == "-" and three[:1].isupper())):
        return last + (3 if two == "-" else 2)
    if one == "of" and f"{tokens[last].lower_} of {two.lower()}" in _titles():
        return last + 2
    if one in ("'s", "'", "’s", "’") and two[:1].isupper():
        return _behind_possessive(reading, last)
    if one in ("of", "for") and _takes_of(reading, first, last):
        if two[:1].isupper():
            return last + 2
        if two == "the" and three[:1].isupper():
            return last + 3
    if one in ("and", "&") and two[:1].isupper() and _joins(reading, first, last):
        return last + 2
    return last


def _continues(token: Token) -> bool:
    """Whether a capitalised word may stand inside a name: no "I", "The", "Friday"."""
    if token.text == "I" or token.pos_ == "DET":
        return False
    return token.lower_ not in lexicons.words("actor_not", breaks="yes")


def _behind_possessive(reading: Reading, last: int) -> int:
    """Return the last token of "Kurdistan People's Protection Units", or ``last`` as it is.

    What stands behind the possessive belongs to the name if it ends as an organisation's
    name does.
    """
    tokens, k = reading.tokens, last + 2
    while k < len(tokens) and tokens[k].text[:1].isupper() and _continues(tokens[k]):
        k += 1
    row = head_row(("x", tokens[k - 1].lower_))
    country = country_of_word(tokens[last].text, "name", "adjective", "capital")
    if row and row["kind"] not in ("place", "none") and not country:
        return k - 1
    return last


def _takes_of(reading: Reading, first: int, last: int) -> bool:
    words = tuple(t.lower_ for t in reading.tokens[first : last + 1])
    row = head_row(words) or head_row((*words, "x")) or head_row(("x", *words))
    if row is not None:
        return row["kind"] not in ("place", "none")
    return _joins(reading, first, last)


def _joins(reading: Reading, first: int, last: int) -> bool:
    """Whether a small word stands inside one organisation's name: the recogniser says so."""
    ent = {reading.tokens[k].ent_type_ for k in range(first, last + 3)}
    inside = reading.tokens[last + 1].ent_iob_ == "I" and reading.tokens[last + 2].ent_iob_ == "I"
    return ent == {"ORG"} and inside


def _known_at(reading: Reading, i: int) -> int:
    """Return the last token of a well-known organisation's name at ``i``, else -1."""
    tokens, words = reading.tokens, ""
    best = -1
    for k in range(i, min(i + 7, len(tokens))):
        if tokens[k].is_space:
            break
        words += tokens[k].text + tokens[k].whitespace_
        row = known_names().get(fold(words).removeprefix("the "))
        if row and (len(words.strip()) > 2) and fold(words) not in _PLAIN_WORDS:
            best = k
    return best


_PLAIN_WORDS = frozenset({"labour", "who", "pa", "sana", "guardian", "democrats", "unita", "eta"})


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
    titled = _titled(reading, first, last)
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
        return [Found(first, last, "name", row["kind"], words, sort=row["class"],
                      country=place.country if place else "")]
    return _by_label(reading, _behind_party(reading, first, last), last, labels)


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
    while last - first >= 2 and reading.tokens[first].lower_ in lexicons.words("actor_not"):
        first += 1
    return first


def _organisation(first: int, last: int, row: dict[str, str], words: str) -> Found:
    form = "abbreviation" if is_abbreviation(words) else "name"
    return Found(first, last, form, row["kind"], words, sort=row["class"],
                 country=row["country"])


def _is_no_actor(words: str) -> bool:
    """Days, feasts, bare nationalities, faiths and single nouns of role are no names."""
    low = words.lower().rstrip(".")
    if low in lexicons.words("actor_not") or country_of_word(low, "adjective", "name", "people"):
        return True
    return low.removesuffix("s") in _role_words() or low in _crowd_words()


@cache
def _role_words() -> frozenset[str]:
    return lexicons.words("actor_roles")


@cache
def _crowd_words() -> frozenset[str]:
    return lexicons.words("actor_crowds") | lexicons.words("actor_descriptions")


def _is_place(reading: Reading, first: int, last: int) -> bool:
    place = reading.place_at.get(first)
    return place is not None and place.last == last


def _titled(reading: Reading, first: int, last: int) -> list[Found] | None:
    """Read "Lebanese Prime Minister Saad X": a person with what stands before the name.

    None where no title is in it; an empty list where there is a title alone.
    """
    tokens = reading.tokens
    k, country, role_first, kept_title, is_titled = first, "", -1, -1, False
    while k <= last:
        size, row = _title_at(reading, k, last)
        if row:
            is_titled = True
            if row["kind"] in ("office", "rank"):
                role_first = k if role_first < 0 else role_first
            kept_title = k if row["kind"] == "name" else -1
            k += size
        elif not is_titled and (place := reading.place_at.get(k)) and place.last < last:
            country, k = place.country, place.last + 1
        elif not is_titled and (ahead := _office_ahead(reading, k, last)):
            role_first, k = k if role_first < 0 else role_first, ahead
        else:
            break
    if not is_titled:
        return None
    start = kept_title if kept_title >= 0 else k
    if k > last:
        return []
    if not is_titled or head_row(tuple(t.lower_ for t in tokens[first : last + 1])):
        return None
    role = reading.words(role_first, (start if kept_title >= 0 else k) - 1) if (
        role_first >= 0 and role_first < start
    ) else ""
    found = Found(start, last, "name", "person", reading.words(start, last), role=role)
    found.country = country
    return [found]


def _office_ahead(reading: Reading, k: int, last: int) -> int:
    """Return where an office or rank stands further on in a name, with a name behind it."""
    for ahead in range(k + 1, last):
        size, row = _title_at(reading, ahead, last)
        if row and row["kind"] in ("office", "rank") and ahead + size <= last:
            return ahead
    return 0


def _title_at(reading: Reading, k: int, last: int) -> tuple[int, dict[str, str] | None]:
    """Return the length of the longest title at token ``k``, and its row."""
    for size in range(_LONGEST_TITLE, 0, -1):
        if k + size - 1 > last:
            continue
        words = [t.lower_.rstrip(".") for t in reading.tokens[k : k + size] if t.text != "."]
        row = _titles().get(" ".join(words))
        if row is None and size == 1 and k + 2 <= last and words and words[0] in _role_words():
            row = {"kind": "office"}
        if row:
            if k + size <= last and reading.tokens[k + size].text == ".":
                size += 1
            return size, row
    return 0, None


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
    if lead in _given_names() and last > first:
        votes["PERSON"] += 3
    if _age_follows(reading, last):
        votes["PERSON"] += 3
    if is_abbreviation(words):
        votes["ORG"] += 2
        votes["PERSON"] = 0
    if last > first and reading.say_subject(last):
        votes["PERSON"] += 1
    after = reading.tokens[last + 1].lower_ if last + 1 < len(reading.tokens) else ""
    if (row := head_row(("x", after))) and row["kind"] == "place":
        return []
    votes["GPE"] += 2 * reading.placed_words[low]
    if not +votes:
        return []
    label = max(sorted(votes), key=lambda name: votes[name])
    kind = _LABEL_KINDS.get(label, "")
    if not kind or (label == "NORP" and not _is_people(words)):
        return []
    form = "abbreviation" if is_abbreviation(words) else "name"
    return [Found(first, last, form, kind, words, sort="people" if label == "NORP" else "")]


def _letters(reading: Reading, first: int, last: int) -> str:
    """Return the words of a stretch in lower case, without marks."""
    return " ".join(t.lower_ for t in reading.tokens[first : last + 1] if t.is_alpha)


def _is_people(words: str) -> bool:
    """Whether a name is a people's, by its last word: "Iraqi Shiites"."""
    last = words.split()[-1]
    return last.lower() in lexicons.words("actor_peoples") or bool(country_of_word(last, "people"))


@cache
def _given_names() -> frozenset[str]:
    return lexicons.words("given_names", "name")


def _age_follows(reading: Reading, last: int) -> bool:
    """Whether an age in commas follows, as after a person's name: ", 27,"."""
    nearby = [t.text for t in reading.tokens[last + 1 : last + 4]]
    return len(nearby) == 3 and nearby[0] == "," and nearby[1].isdigit() and (
        len(nearby[1]) <= 2 and nearby[2] in (",", ".")
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
                    Found(i, i + size - 1, "name", model.kind, reading.words(i, i + size - 1),
                          sort=model.sort, country=model.country)
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
        if f.kind != "person" and f.form != "abbreviation" and " " not in f.name and any(
            is_surname_of(f.name, other.name) for other in full
        ):
            f.kind, f.sort = "person", ""
