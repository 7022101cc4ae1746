"""The parse of an article as plain lists, for fast reading of who said what."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from helpers.language import ParsedArticle, reading_text
from helpers.quotations import Quotation, find_quotations

_COLUMNS = ("IDX", "LENGTH", "LEMMA", "TAG", "DEP", "ENT_TYPE", "HEAD", "SENT_START")
_MARKS = frozenset(" \t\r\n\u00a0,;:.–—―-")


@dataclass(frozen=True)
class Words:
    """An article's words with their grammar, each list indexed by word.

    Asking spaCy's tokens one by one costs more than everything else in this
    reading; the lists are filled once.

    Attributes
    ----------
    text : str
        The stored article.
    start, end : list of int
        Offsets.
    lower, lemma, tag, dep, entity : list of str
        Lower-case form, lemma, Penn tag, dependency label, entity type.
    head : list of int
        Index of the governing word; a root governs itself.
    kids : list of list of int
        Words governed, in order.
    sentence : list of int
        Number of the sentence.
    bounds : list of (int, int)
        First word and the word behind the last, by sentence.
    entities : list of (int, int, str)
        Named entities as first word, word behind the last, and type.
    quotations : tuple of Quotation
        In order.
    quotation_starts : list of int
        Their offsets.
    quoted : list of int
        Number of the quotation that a word stands in, or -1.
    """

    text: str
    start: list[int]
    end: list[int]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    head: list[int]
    kids: list[list[int]]
    sentence: list[int]
    bounds: list[tuple[int, int]]
    entities: list[tuple[int, int, str]]
    quotations: tuple[Quotation, ...]
    quotation_starts: list[int]
    quoted: list[int]
    _edges: dict[int, tuple[int, int]] = field(default_factory=dict)

    def children(self, word: int, *deps: str) -> list[int]:
        """Return the words governed by ``word`` with one of these labels."""
        return [k for k in self.kids[word] if self.dep[k] in deps]

    def child(self, word: int, *deps: str) -> int | None:
        """Return the first word governed by ``word`` with one of these labels."""
        dep = self.dep
        for kid in self.kids[word]:
            if dep[kid] in deps:
                return kid
        return None

    def subtree(self, word: int) -> tuple[int, int]:
        """Return the first and the last word that ``word`` governs, itself included."""
        known = self._edges.get(word)
        if known is not None:
            return known
        below, order = [word], []
        while below:
            order.append(below.pop())
            below.extend(k for k in self.kids[order[-1]] if k not in self._edges)
        # A loop rather than recursion: endless lists make trees too deep for it.
        for node in reversed(order):
            first = last = node
            for kid in self.kids[node]:
                left, right = self._edges[kid]
                first, last = min(first, left), max(last, right)
            self._edges[node] = first, last
        return self._edges[word]

    def span(self, word: int) -> tuple[int, int]:
        """Return the offsets of all that ``word`` governs, itself included."""
        first, last = self.subtree(word)
        return self.start[first], self.end[last]

    def within(self, start: int, end: int) -> range:
        """Return the words that begin between two offsets."""
        return range(bisect_left(self.start, start), bisect_left(self.start, end))

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch without white space and loose marks at its ends."""
        text = self.text
        while start < end and text[start] in _MARKS:
            start += 1
        while end > start and text[end - 1] in _MARKS:
            end -= 1
        return start, end


def lay_out(parsed: ParsedArticle) -> Words:
    """Lay out an article's parse as lists.

    Parameters
    ----------
    parsed : ParsedArticle
        The article.

    Returns
    -------
    Words
        Its words.
    """
    doc = parsed.doc
    strings = doc.vocab.strings
    rows = doc.to_array(list(_COLUMNS)).T.tolist()
    named: dict[int, str] = {0: ""}
    for ids in rows[2:6]:
        for number in set(ids) - named.keys():
            named[number] = strings[number]
    starts = rows[0]
    ends = [a + b for a, b in zip(starts, rows[1], strict=True)]
    read = reading_text(parsed.text)
    lowered = read.lower() if len(read.lower()) == len(read) else read
    # Heads are stored as offsets in unsigned numbers.
    heads = [i + (h if h < 1 << 63 else h - (1 << 64)) for i, h in enumerate(rows[6])]
    kids: list[list[int]] = [[] for _ in heads]
    for i, h in enumerate(heads):
        if h != i:
            kids[h].append(i)
    sentence, bounds = _sentences(rows[7])
    quotations = find_quotations(parsed.text)
    return Words(
        text=parsed.text,
        start=starts,
        end=ends,
        lower=[lowered[a:b] for a, b in zip(starts, ends, strict=True)],
        lemma=[named[x].lower() for x in rows[2]],
        tag=[named[x] for x in rows[3]],
        dep=[named[x] for x in rows[4]],
        entity=[named[x] for x in rows[5]],
        head=heads,
        kids=kids,
        sentence=sentence,
        bounds=bounds,
        entities=[(e.start, e.end, e.label_) for e in doc.ents],
        quotations=quotations,
        quotation_starts=[q.start for q in quotations],
        quoted=_quoted(starts, quotations),
    )


def _sentences(marks: list[int]) -> tuple[list[int], list[tuple[int, int]]]:
    firsts = [i for i, mark in enumerate(marks) if mark == 1 or i == 0]
    bounds = list(zip(firsts, [*firsts[1:], len(marks)], strict=False))
    sentence = [k for k, (a, b) in enumerate(bounds) for _ in range(a, b)]
    return sentence, bounds


def _quoted(starts: list[int], quotations: tuple[Quotation, ...]) -> list[int]:
    quoted, k = [], 0
    for start in starts:
        while k < len(quotations) and quotations[k].end <= start:
            k += 1
        inside = k < len(quotations) and quotations[k].start <= start
        quoted.append(k if inside else -1)
    return quoted
