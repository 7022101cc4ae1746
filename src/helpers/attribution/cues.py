"""The words that may tell of speech and thought, and who or what may be their source."""

from __future__ import annotations

from functools import cache

from helpers import lexicons

PLAIN_SAYING = frozenset(
    {"say", "tell", "report", "add", "announce", "claim", "confirm", "state", "note", "write"}
)


PARTING = frozenset({";", "while", "although", "though", "because", "but", "when", "whereas"})
"""Words that part a clause from a reporting clause behind it."""

OUTCOMES = frozenset({"dead", "killed", "injured", "wounded", "hurt", "missing", "arrested"})
FIGURES = frozenset({"toll", "figure", "number", "count", "tally", "estimate", "casualty", "loss"})
"""Nouns for figures that a source may give, put or provide."""


@cache
def kinds(lexicon: str) -> dict[str, tuple[str, ...]]:
    """Return the kinds of each word of ``reporting_verbs`` or ``reporting_nouns``."""
    return {row["word"]: tuple(row["kinds"].split()) for row in lexicons.read(lexicon)}


@cache
def stances(lexicon: str) -> dict[str, str]:
    """Return the stance of each word of ``reporting_verbs`` or ``reporting_nouns``."""
    return {row["word"]: row["stance"] for row in lexicons.read(lexicon)}


@cache
def asserted_objects() -> frozenset[str]:
    """Return the verbs whose object is asserted like a clause ("confirmed two deaths")."""
    return lexicons.words("reporting_verbs", objects="yes")


@cache
def phrases(form: str) -> dict[str, str]:
    """Return the phrases of one form in ``reporting_phrases`` with their stance."""
    rows = lexicons.read("reporting_phrases")
    return {row["word"]: row["stance"] for row in rows if row["form"] == form}


@cache
def source_kinds() -> dict[str, str]:
    """Return what each noun of ``reporting_sources`` names: person, group or document."""
    return {row["word"]: row["kind"] for row in lexicons.read("reporting_sources")}
