"""Plain baselines to measure against: the number nearest to a casualty word, "X said".

What a careful script of an afternoon does: split sentences at full stops, find
casualty words and numbers by pattern, and join each casualty word to the nearest
number; find a verb of saying, its source in the words beside it, and what is said in
the rest of the sentence. No parse, no victims.
"""

from __future__ import annotations

import re

WORDS = {
    "killed": r"killed|killing|kill|dead|died|deaths?|slain|murdered|bodies",
    "injured": r"injured|injuring|wounded|wounding|hurt",
    "detained": r"arrested|detained|jailed",
    "abducted": r"kidnapped|abducted",
    "missing": r"missing",
    "displaced": r"displaced|homeless",
}
_SMALL = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
]  # fmt: skip
NUMBER_WORDS = {word: n for n, word in enumerate(_SMALL, 1)} | {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
}
_NUMBER = re.compile(rf"\b(\d[\d,]*|{'|'.join(NUMBER_WORDS)})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]?")


def baseline_claims(article: str, text: str) -> list[dict[str, object]]:
    """Read claims by pattern.

    Parameters
    ----------
    article : str
        The article's name.
    text : str
        Its text.

    Returns
    -------
    list of dict
        Claims in the form that the gold has: article, start, end, outcome,
        count_text, low, best, high and constant other fields.
    """
    claims = []
    for sentence in _SENTENCE.finditer(text):
        numbers = list(_NUMBER.finditer(text, sentence.start(), sentence.end()))
        for outcome, pattern in WORDS.items():
            word = re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
            for cue in word.finditer(text, sentence.start(), sentence.end()):
                nearest = min(numbers, key=lambda n: abs(n.start() - cue.start()), default=None)
                if nearest is not None:
                    claims.append(_claim(article, sentence, outcome, nearest))
    return claims


def _claim(
    article: str, sentence: re.Match[str], outcome: str, number: re.Match[str]
) -> dict[str, object]:
    words = number.group().lower()
    n = NUMBER_WORDS.get(words) or int(words.replace(",", ""))
    vague = words in ("dozens", "scores", "hundreds", "thousands")
    return {
        "article": article,
        "start": sentence.start(),
        "end": sentence.end(),
        "outcome": outcome,
        "count_text": number.group(),
        "low": n,
        "best": None if vague else n,
        "high": None if vague else n,
        "victims": "",
        "victim_group": "people",
        "said_by": "",
        "stance": "asserted",
        "perpetrators": "",
        "part_of": "incident",
        "date_start": None,
        "date_end": None,
    }


_SAID = re.compile(
    r"\b(?:said|says|told|added|reported|claimed|announced|argued|warned|wrote|according to)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:[A-Z][\w.’'-]*|the [a-z]+|he|she|they|it|[a-z]+s)(?: [A-Z][\w.’'-]*)*")


def baseline_attributions(text: str) -> list[dict[str, object]]:
    """Read attributions by pattern.

    Parameters
    ----------
    text : str
        An article's text.

    Returns
    -------
    list of dict
        Attributions in the form that the gold has: source, cue and content as offsets.
    """
    found = []
    for sentence in _SENTENCE.finditer(text):
        cue = _SAID.search(text, *sentence.span())
        if cue is None:
            continue
        before = list(_NAMED.finditer(text, sentence.start(), cue.start()))
        behind = _NAMED.match(text, cue.end() + 1, sentence.end())
        inverted = behind is not None and text[cue.start() - 2 : cue.start()].strip() in ("”", ",")
        source = behind if inverted or not before else before[-1]
        if source is None:
            continue
        first = cue.start() - sentence.start() > sentence.end() - cue.end()
        left = sentence.start(), min(cue.start(), source.start())
        content = left if first else (max(cue.end(), source.end()), sentence.end())
        if content[0] < content[1]:
            found.append({"source": [*source.span()], "cue": [*cue.span()], "content": [*content]})
    return found
