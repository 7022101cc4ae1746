"""Actors of statements, claims and events: the mentions that their words overlap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from helpers.events.first_person import name_first_person

if TYPE_CHECKING:
    from helpers.extraction import Tables

_BUCKET = 64
_LONGEST_TITLE = 6
_FILLS = {
    "statements": {"speaker_id": ("speaker_start", "speaker_end", "speaker_text")},
    "claims": {
        "claimant_id": ("said_by_start", "said_by_end", "said_by"),
        "victim_actor_id": ("victims_start", "victims_end", "victims"),
        "perpetrator_id": ("perpetrators_start", "perpetrators_end", "perpetrators"),
    },
    "events": {
        "actor_id": ("actor_start", "actor_end", "actor_text"),
        "target_id": ("target_start", "target_end", "target_text"),
    },
}
_BEHIND_HEAD = re.compile(
    r"[,;(]|\s(?:of|in|from|at|for|with|on|near|who|which|that|whose|to|by|and)\s|\s[–—-]\s"
)
_DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those|some)\s+", re.IGNORECASE)
_VAGUE = frozenset(
    {
        "others",
        "other",
        "those",
        "people",
        "more",
        "rest",
        "injured",
        "wounded",
        "dead",
        "victims",
        "them",
        "",
    }
)


def link_actors(tables: Tables) -> dict[str, pd.DataFrame]:
    """Fill the actors of statements, claims and events.

    Parameters
    ----------
    tables : Tables
        With ``mentions`` that have their ``actor_id``.

    Returns
    -------
    dict of pandas.DataFrame
        ``statements`` with ``speaker_id``; ``claims`` with ``claimant_id`` (of the
        source's words, else of the speaker of the statement that the claim stands in),
        ``victim_actor_id`` and ``perpetrator_id``; ``events`` with ``actor_id`` and
        ``target_id``. Empty where no mention of an actor overlaps the words.
    """
    mentions = tables.mentions
    mentions = mentions[mentions["actor_id"] != ""]
    linked = {}
    for name, fills in _FILLS.items():
        table = getattr(tables, name)
        filled = {column: actor_at(mentions, table, *span) for column, span in fills.items()}
        linked[name] = table.assign(**filled)
    linked["claims"] = _fill_from_statements(linked["claims"], linked["statements"])
    linked["claims"] = _fill_vague_victims(linked["claims"])
    linked["events"] = name_first_person(linked["events"], linked["statements"], tables.actors)
    return linked


def actor_at(
    mentions: pd.DataFrame, table: pd.DataFrame, start: str, end: str, words: str
) -> pd.Series:
    """Return the actor whose mention fits each row's span best.

    Parameters
    ----------
    mentions : pandas.DataFrame
        Mentions with an ``actor_id``.
    table : pandas.DataFrame
        Rows with ``article_id``.
    start, end, words : str
        Its columns with the span's offsets and words.

    Returns
    -------
    pandas.Series
        Actor ids with the index of ``table``, empty where there is none. The mention
        that holds the span's head word comes first, then the one whose span is most
        like it. Where the words are not the span's own (a pronoun's antecedent), a
        mention of these words in the article goes first.
    """
    spans = _spans(table, start, end, words)
    by_span = _by_overlap(mentions, spans).reindex(table.index)
    by_words = _by_words(mentions, table, words)
    told = pd.Series(False, index=table.index)
    told[spans.index] = ~spans["whole"]
    filled = by_words.where(told, by_span).fillna(by_span).fillna(by_words).fillna("")
    return filled.astype("str")


def _spans(table: pd.DataFrame, start: str, end: str, words: str) -> pd.DataFrame:
    """Return the rows that have a span, with the offset of the span's head word."""
    spans = table.loc[table[start].notna() & table[end].notna(), ["article_id"]].copy()
    spans["start"] = table[start].dropna().astype("int64")
    spans["end"] = table[end].dropna().astype("int64")
    spans["row"] = spans.index
    texts = table.loc[spans.index, words].astype("object")
    whole = texts.str.len() == spans["end"] - spans["start"]
    spans["whole"] = whole
    spans["words"] = texts.map(_plain)
    length = texts.map(lambda text: _head_end(str(text))).astype("int64")
    spans["head"] = spans["start"] + length.clip(upper=spans["end"] - spans["start"]) - 1
    return spans[spans["end"] > spans["start"]]


def _head_end(text: str) -> int:
    """Return the offset behind the head word: the last one before "of", "in", "who" or a comma."""
    found = _BEHIND_HEAD.search(text, 1)
    return found.start() if found else len(text)


def _by_overlap(mentions: pd.DataFrame, spans: pd.DataFrame) -> pd.Series:
    left = _in_buckets(spans)
    right = _in_buckets(mentions[["article_id", "start", "end", "actor_id", "text"]])
    pairs = left.merge(right, on=["article_id", "bucket"], suffixes=("", "_m"))
    overlap = pairs[["end", "end_m"]].min(axis=1) - pairs[["start", "start_m"]].max(axis=1)
    fits = (overlap > 0) & (pairs["start_m"] <= pairs["head"])
    pairs, overlap = pairs[fits], overlap[fits]
    union = pairs[["end", "end_m"]].max(axis=1) - pairs[["start", "start_m"]].min(axis=1)
    has_head = (pairs["start_m"] <= pairs["head"]) & (pairs["head"] < pairs["end_m"])
    same_words = pairs["text"].map(_plain) == pairs["words"]
    pairs = pairs.assign(score=has_head * 1.0 + same_words * 1.0 + overlap / union)
    pairs = pairs.sort_values(
        ["row", "score", "start_m", "end_m"], ascending=[True, False, True, True]
    )
    return pairs.drop_duplicates("row").set_index("row")["actor_id"]


def _in_buckets(table: pd.DataFrame) -> pd.DataFrame:
    """Repeat each row for every stretch of text that it touches, so that stretches join."""
    starts, ends = table["start"].astype("int64"), table["end"].astype("int64")
    buckets = [
        list(range(a // _BUCKET, (b - 1) // _BUCKET + 1)) for a, b in zip(starts, ends, strict=True)
    ]
    return table.assign(start=starts, end=ends, bucket=buckets).explode("bucket")


def _by_words(mentions: pd.DataFrame, table: pd.DataFrame, words: str) -> pd.Series:
    """Return the actor that the same words name elsewhere in the row's article."""
    named = mentions[mentions["form"] != "pronoun"]
    texts = pd.concat(
        [
            named.assign(key=named["text"].map(_plain)),
            named[named["name"] != ""].assign(key=named["name"].map(_plain)),
        ]
    )
    lookup = texts.drop_duplicates(["article_id", "key"]).set_index(["article_id", "key"])
    wanted = table[words].astype("object").map(_wordings).explode()
    keys = pd.MultiIndex.from_arrays([table["article_id"].reindex(wanted.index), wanted])
    found = pd.Series(lookup["actor_id"].reindex(keys).to_numpy(), index=wanted.index).dropna()
    return found[~found.index.duplicated()].reindex(table.index)


def _wordings(words: object) -> list[str]:
    """Return the words, the phrase up to its head, and that phrase without its first words."""
    text = str(words)
    phrase = _plain(text[: _head_end(text)]).split(" ")
    tails = [" ".join(phrase[k:]) for k in range(min(len(phrase), _LONGEST_TITLE))]
    return list(dict.fromkeys([_plain(text), *tails]))


def _plain(words: object) -> str:
    return _DETERMINER.sub("", str(words)).casefold() or "\0"


def _fill_from_statements(claims: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Let a claim without a source of its own have its statement's speaker."""
    speaker = statements.drop_duplicates("statement_id").set_index("statement_id")["speaker_id"]
    said = claims["statement_id"].map(speaker).astype("object").fillna("").astype("str")
    own = claims["claimant_id"]
    return claims.assign(claimant_id=own.where(own != "", said))


def _fill_vague_victims(claims: pd.DataFrame) -> pd.DataFrame:
    """Let "others" and "those injured" be of the crowd counted before, if of one group."""
    ordered = claims.sort_values(["article_id", "cue_start"], kind="stable")
    head = ordered["victims"].map(lambda text: str(text).casefold().split(" ")[0])
    last = ordered["victims"].map(lambda text: str(text).casefold().split(" ")[-1])
    vague = head.isin(_VAGUE) | last.isin(_VAGUE)
    empty = ordered["victim_actor_id"] == ""
    group = [ordered["article_id"], ordered["victim_group"]]
    before = ordered["victim_actor_id"].where(~empty).groupby(group).ffill()
    fill = vague & empty & (ordered["victim_group"] != "people")
    filled = ordered["victim_actor_id"].where(~fill, before.fillna(""))
    return claims.assign(victim_actor_id=filled.reindex(claims.index).astype("str"))
