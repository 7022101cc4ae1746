"""What the search for mentions shares: one article made ready, and one thing found in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from helpers import lexicons, places
from helpers.language import ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_WHERE = frozenset({"in", "at", "near", "eastern", "western", "northern", "southern", "central"})
_SMALL_POS = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "PART", "PRON", "AUX", "NUM"})
_HEADLINE_SHARE = 0.15
_HEADLINE_WORDS = 3


@dataclass(eq=False)
class Found:
    """A mention while it is worked on.

    Attributes
    ----------
    first, last : int
        Token numbers, both inclusive.
    form, kind, name, role : str
        As in the table ``mentions``.
    sort : str
        What it is more closely: a crowd's type, a role's class, an organisation's class.
    country : str
        Two-letter code that its own words give.
    owner : Found or None
        Whose it is: the party of "its followers", the police of "police spokesman".
    owner_words : str
        The words for the owner where nothing was found for them.
    definite : bool
        Whether it takes up something known ("the group").
    head : int
        The token that the grammar hangs it on.
    owner_at : int
        The token that names its owner, where that is not yet found.
    same : Found or None
        What the grammar says is the same actor: an apposition.
    """

    first: int
    last: int
    form: str
    kind: str = ""
    name: str = ""
    role: str = ""
    sort: str = ""
    country: str = ""
    owner: Found | None = None
    owner_words: str = ""
    definite: bool = False
    head: int = -1
    owner_at: int = -1
    same: Found | None = None

    def __post_init__(self) -> None:
        if self.head < 0:
            self.head = self.last


@dataclass(eq=False)
class Reading:
    """One article made ready for the search.

    Attributes
    ----------
    parsed : ParsedArticle
        The article.
    tokens : list of Token
        Its tokens.
    sentence_of : list of int
        The sentence's number for each token.
    cases : list of str
        For each sentence, ``normal``, ``headline`` (nearly every word large), ``capitals``
        or ``lower``.
    places : list of PlaceSpan
        Places named.
    country : str
        The country that the article is about, or empty.
    """

    parsed: ParsedArticle
    tokens: list[Token]
    sentence_of: list[int]
    cases: list[str]
    places: list[places.PlaceSpan]
    country: str
    place_at: dict[int, places.PlaceSpan] = field(default_factory=dict)

    def words(self, first: int, last: int) -> str:
        """Return the article's own words of a stretch of tokens."""
        start, end = self.offsets(first, last)
        return self.parsed.text[start:end]

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters of a stretch of tokens, the end exclusive."""
        return self.tokens[first].idx, self.tokens[last].idx + len(self.tokens[last])

    def text_at(self, k: int) -> str:
        """Return the text of token ``k``, empty outside the article."""
        return self.tokens[k].text if 0 <= k < len(self.tokens) else ""

    def is_possessive(self, k: int) -> bool:
        """Whether token ``k`` is a possessive 's."""
        return self.text_at(k) in POSSESSIVES

    def is_glued_hyphen(self, k: int) -> bool:
        """Whether token ``k`` is a hyphen between two parts of one word."""
        return (
            k > 0
            and self.tokens[k].text in "-–"
            and not self.tokens[k].whitespace_
            and not self.tokens[k - 1].whitespace_
        )

    def place_over(self, k: int) -> places.PlaceSpan | None:
        """Return the place whose name token ``k`` is part of, or None."""
        return next((p for p in self.places if p.first <= k <= p.last), None)

    def case_at(self, i: int) -> str:
        """Return how the sentence of token ``i`` is written."""
        return self.cases[self.sentence_of[i]]

    def say_subject(self, i: int) -> bool:
        """Whether token ``i`` is the subject of a verb of saying or acting."""
        token = self.tokens[i]
        return token.dep_ == "nsubj" and token.head.lemma_.lower() in self.agent_verbs

    @cached_property
    def large_words(self) -> frozenset[str]:
        """Words written with a capital inside a sentence that is written as usual."""
        return frozenset(
            t.text
            for t in self.tokens
            if t.text[0].isupper()
            and not t.is_sent_start
            and t.i
            and self.case_at(t.i) == "normal"
            and self.tokens[t.i - 1].text not in ('"', "'", ":")
        )

    @cached_property
    def placed_words(self) -> Counter[str]:
        """How often each word, in lower case, is used as a place: "in X", "eastern X"."""
        counts: Counter[str] = Counter()
        for place in self.places:
            if not place.adjective:
                counts[self.words(place.first, place.last).lower()] += 1
        for token, after in zip(self.tokens, self.tokens[1:], strict=False):
            if (
                token.lower_ in _WHERE
                and after.text[:1].isupper()
                and (after.ent_type_ != "ORG" or token.pos_ == "ADJ")
            ):
                counts[after.lower_] += 1
        return counts

    @cached_property
    def quoted(self) -> list[bool]:
        """Whether each token stands in quotation marks, paragraph by paragraph."""
        flags, inside = [], False
        for token in self.tokens:
            if token.is_space and "\n" in token.text:
                inside = False
            if token.text == '"':
                inside = not inside
            flags.append(inside)
        return flags

    @cached_property
    def agent_verbs(self) -> frozenset[str]:
        """Verbs whose subject acts or speaks."""
        return lexicons.words("actor_small_words", use="say") | lexicons.words(
            "actor_small_words", use="act"
        )


def make_ready(parsed: ParsedArticle) -> Reading:
    """Make an article ready for the search for mentions.

    Parameters
    ----------
    parsed : ParsedArticle
        The parsed article.

    Returns
    -------
    Reading
        With its places, its country and how each sentence is written.
    """
    tokens = list(parsed.doc)
    found_places = places.find_places(parsed)
    sentence_of, k = [], 0
    for token in tokens:
        while k + 1 < len(parsed.sentences) and token.idx >= parsed.sentences[k + 1].start:
            k += 1
        sentence_of.append(k)
    lower = places.is_lower_case(parsed)
    by_sentence: list[list[Token]] = [[] for _ in parsed.sentences]
    for token, k in zip(tokens, sentence_of, strict=True):
        if token.is_alpha:
            by_sentence[k].append(token)
    return Reading(
        parsed,
        tokens,
        sentence_of,
        [_case(words, lower) for words in by_sentence],
        found_places,
        places.country_of_article(parsed, found_places),
        {place.first: place for place in found_places},
    )


def _case(words: list[Token], lower: bool) -> str:
    """Say how a sentence is written: in a headline hardly a content word is small."""
    if lower:
        return "lower"
    content = [t for t in words[1:] if t.pos_ not in _SMALL_POS]
    if len(content) >= _HEADLINE_WORDS and all(t.is_upper for t in words if len(t) > 3):
        return "capitals"
    small = sum(t.text[0].islower() for t in content)
    if len(content) >= _HEADLINE_WORDS and small <= _HEADLINE_SHARE * len(content):
        return "headline"
    return "normal"
