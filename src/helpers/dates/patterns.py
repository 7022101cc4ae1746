"""The patterns of time words: compiled from the lexicons, matched, and read into forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from helpers import lexicons

_FIGURES = {
    "day": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d|[:,.]\d|[ -]*(?:year|per ?cent|%))",
    "year": r"(?:1[5-9]|20)\d\d(?!\d|[,.]\d)",
    "yy": r"\d\d(?!\d)",
    "yy0": r"[2-9]0",
    "decade": r"(?:1[5-9]|20)\d0",
    "mm": r"(?:0[1-9]|1[0-2])",
    "bigday": r"(?:1[3-9]|2\d|3[01])",
    "month12": r"(?:0?[1-9]|1[0-2])",
    "dd": r"(?:0[1-9]|[12]\d|3[01])(?!\d)",
}
_SUBSETS = {
    "unit1": r"day|night|week|fortnight|month|quarter|year|decade|century",
    "unitlong": r"week|month|quarter|year|decade|century",
    "unitshort": r"day|week|month|year|decade",
    "ordinal4": r"first|second|third|fourth|1st|2nd|3rd|4th",
    "half": r"first|second|latter|1st|2nd",
    "season1": r"spring|summer|autumn|winter",
}
_READ_AS = {
    "unit1": "unit",
    "unitlong": "unit",
    "unitshort": "unit",
    "ordinal4": "ordinal",
    "season1": "season",
}
_ZONE = r"(?:gmt|utc|hrs|hours|local time|est|edt|ist|bst|cet|pst|pdt)"
_CLOCK = (
    rf"(?:\d{{1,2}}(?:[:.]\d\d)?\s*[ap]\.?\s?m\b\.?|\d{{1,2}}[:.]\d\d(?=\s*{_ZONE}\b)"
    r"|\d{1,2} in the (?:morning|afternoon|evening)"
    r"|(?:(?<=at )|(?<=by )|(?<=until )|(?<=around )|(?<=after ))(?:midday|noon)\b)"
    rf"(?:\s*{_ZONE}\b)*"
)
_BOUND = (
    r"(?:(?P<bound>more than|over|at least|nearly|almost|about|around|some|less than|under"
    r"|roughly|only|just|barely|up to)\s+)?"
)
_SLOT = re.compile(r"\{([a-z]+)(\d*)\}")
_LETTER = {
    "hour": "d",
    "day": "d",
    "week": "w",
    "weekend": "w",
    "month": "m",
    "quarter": "m",
    "year": "y",
    "decade": "y",
    "century": "y",
}
_TIMES = {"quarter": 3, "decade": 10, "century": 100}


@dataclass(frozen=True)
class Pattern:
    """One line of ``date_patterns.csv``, ready to match."""

    order: int
    regex: re.Pattern[str]
    form: str
    tense: str
    key: str


@dataclass(frozen=True)
class Match:
    """Words that a pattern took, not yet read."""

    start: int
    end: int
    pattern: Pattern
    found: re.Match[str]


@cache
def alternatives(kind: str) -> str:
    """Return a regular expression for any word of a kind."""
    if kind in _FIGURES:
        return _FIGURES[kind]
    if kind in _SUBSETS:
        return _SUBSETS[kind]
    if kind == "clock":
        return _CLOCK
    if kind in ("holiday", "namedday"):
        rows = lexicons.read("date_holidays")
        found = [r["word"] for r in rows if r["code"][:4].isdigit() == (kind == "namedday")]
    else:
        found = [r["word"] for r in lexicons.read("date_words") if r["kind"] == kind]
    if not found:
        raise KeyError(f"date_words.csv has no words of the kind {kind!r}")
    return "|".join(_spaced(word) for word in sorted(found, key=len, reverse=True))


def _spaced(pattern: str) -> str:
    """Let a space of a lexicon stand for any white space, line ends included."""
    return re.sub(r" (?!\?)", r"\\s+", pattern).replace(" ?", r"\s*")


@cache
def patterns() -> tuple[Pattern, ...]:
    """Compile ``date_patterns.csv``."""
    rows = lexicons.read("date_patterns")
    return tuple(
        Pattern(k, compile_pattern(r["pattern"]), r["form"], r["tense"], _key(r["pattern"]))
        for k, r in enumerate(rows)
    )


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of ``date_patterns.csv``: slots become named groups."""

    def slot(found: re.Match[str]) -> str:
        kind, number = found.groups()
        if kind + number in _SUBSETS or kind + number in _FIGURES:
            kind, number = kind + number, ""
        if kind == "count":
            number = rf"(?P<count>\d{{1,3}}(?![\d,.]*\d)|{alternatives('n')})"
            return rf"{_BOUND}{number}(?:\s+and\s+a\s+half|\s+(?:more|full|whole|long))?"
        return f"(?P<{kind}{number}>{alternatives(kind)})"

    body = _SLOT.sub(slot, _spaced(pattern))
    return re.compile(rf"(?<![\w$£€'’])(?:{body})(?!\w)", re.IGNORECASE)


_KEYS = (
    "namedday",
    "holiday",
    "deictic",
    "clock",
    "tens",
    "decade",
    "mon",
    "month",
    "weekday",
    "season",
    "season1",
    "yy0",
    "unit",
    "unit1",
    "unitlong",
    "unitshort",
    "daypart",
    "year",
)


def _key(pattern: str) -> str:
    """The kind of word that must stand in a sentence for the pattern to match there."""
    slots = {"".join(s): s[0] for s in _SLOT.findall(pattern)}
    kinds = {s if s in _SUBSETS or s in _FIGURES else kind for s, kind in slots.items()}
    kinds |= {"unit"} if re.search(r"weekend|quarter|century| week", pattern) else set()
    kinds |= {"yy0"} if "{yy0}" in pattern else set()
    return next((k for k in _KEYS if k in kinds), "")


_GROUP = {"mon": "month"} | {k: v for k, v in _READ_AS.items() if k != "ordinal4"}


@cache
def _triggers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = dict.fromkeys(_GROUP.get(k, k) for k in _KEYS)
    words = {k: alternatives("mon" if k == "month" else k) for k in kinds}
    return tuple(
        (k, re.compile(rf"(?<![^\W\d])(?:{w})" if k != "year" else rf"(?<!\d){w}", re.IGNORECASE))
        for k, w in words.items()
    )


def kinds_in(text: str) -> set[str]:
    """Say which kinds of time words a stretch of text holds."""
    return {kind for kind, regex in _triggers() if regex.search(text)}


def match_sentence(text: str, start: int, end: int) -> list[Match]:
    """Find what the patterns take in a sentence; of two that overlap the longer one.

    Parameters
    ----------
    text : str
        The article as the parser reads it.
    start, end : int
        The sentence's offsets.

    Returns
    -------
    list of Match
        In the order of the text.
    """
    kinds = kinds_in(text[start:end])
    found = [
        Match(m.start(), m.end(), pattern, m)
        for pattern in patterns()
        if not pattern.key or _GROUP.get(pattern.key, pattern.key) in kinds
        for m in pattern.regex.finditer(text, start, end)
    ]
    return sorted(found, key=lambda m: (m.start - m.end, m.pattern.order))


def values(found: re.Match[str]) -> dict[str, str]:
    """Read the words in a pattern's slots into their codes.

    Returns
    -------
    dict of str
        By slot; also ``back``, ``ahead``, ``here`` and ``stretch`` for counted units.
    """
    out: dict[str, str] = {}
    for name, word in found.groupdict().items():
        if word is None or name == "bound":
            continue
        kind = name if name in _SUBSETS or name in _FIGURES else name.rstrip("0123456789")
        out[name] = read_word(_READ_AS.get(kind, kind), word)
    _count_units(out, found)
    return out


def read_word(kind: str, word: str) -> str:
    """Return the code of a word of time of the given kind, "" where it has none."""
    word = " ".join(word.lower().split())
    if kind in ("day", "dd", "bigday", "month12"):
        return f"{int(re.match(r'[0-9]+', word)[0]):02d}"
    if kind == "half":
        return "1" if word in ("first", "1st") else "2"
    if kind == "decade":
        return word[:3]
    if kind == "yy0":
        return word[0]
    if kind in _FIGURES or kind == "clock":
        return word
    if kind == "count":
        return word if word.isdigit() else read_word("n", word)
    for regex, code in _codes(kind):
        if regex.fullmatch(word):
            return code
    return ""


@cache
def _codes(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    if kind in ("holiday", "namedday"):
        rows: Iterator[Mapping[str, str]] = iter(lexicons.read("date_holidays"))
    else:
        rows = (r for r in lexicons.read("date_words") if r["kind"] == kind)
    return tuple((re.compile(r["word"]), r["code"]) for r in rows)


def _count_units(out: dict[str, str], found: re.Match[str]) -> None:
    """Add the steps for so many units: two weeks back, three days ahead."""
    slot = next((s for s in ("unit", "unit1", "unitlong", "unitshort") if s in out), "")
    if slot:
        unit, _, times = out[slot].partition("*")
        count = int(out.get("count") or 1) * int(times or 1)
        steps = -(-count // 24) if unit == "hour" else count
        name = "day" if unit == "hour" else unit
        if unit == "hour" and count < 24:
            steps = 0
        out |= {
            "back": f"{name}-{steps}",
            "ahead": f"{name}+{steps}",
            "here": f"{name}+0",
            "back1": f"{name}-{steps}",
            "ahead1": f"{name}+{steps}",
            "stretch": f"{max(steps, 1) * _TIMES.get(unit, 1)}{_LETTER[unit]}",
        }
        out["stretch1"] = out["stretch"]
        bound = (found.groupdict().get("bound") or "").lower()
        if bound in ("more than", "over", "at least"):
            out["stretch"] += "+"
    if "ordinal" in out:
        out["ahead-1"] = f"day+{int(out['ordinal']) - 1}"
        out["century-of"] = f"{int(out['ordinal']) - 1:02d}"
    if "year" in out:
        out["century"] = out["year"][:2]
    out["weekday|weekday2"] = out.get("weekday") or out.get("weekday2") or ""
    out["way2"] = "<<" if out.get("weekday") else "{way}"
