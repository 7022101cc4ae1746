"""A plain baseline to measure against: the number nearest to a casualty word.

What a careful script of an afternoon does: split sentences at full stops, find
casualty words and numbers by pattern, and join each casualty word to the nearest
number. No parse, no victims, no sources.
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
