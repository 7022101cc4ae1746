"""Who "we" are: in a quotation, those whom its speaker speaks for."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

import pandas as pd

from helpers.sides import roots

_WE = frozenset({"we", "us", "our", "ours"})
_I = frozenset({"i", "me", "my"})


def name_first_person(
    events: pd.DataFrame, statements: pd.DataFrame, actors: pd.DataFrame
) -> pd.DataFrame:
    """Fill the actors of events that somebody tells of himself and his own.

    Parameters
    ----------
    events, statements, actors : pandas.DataFrame
        The tables of these names, speakers linked.

    Returns
    -------
    pandas.DataFrame
        ``events`` with ``actor_id`` and ``target_id`` filled where the words are "we",
        "us" or "our" and stand in a statement: the one that its speaker belongs to
        (a spokesman's party), else the speaker; for "I" the speaker.
    """
    said = _by_article(statements)
    top = roots(actors)
    filled = {}
    for side in ("actor", "target"):
        ids = [
            actor_id or _speaker(said.get(article, ([], [])), start, str(text).lower(), top)
            for actor_id, article, start, text in zip(
                events[f"{side}_id"], events["article_id"], events[f"{side}_start"],
                events[f"{side}_text"], strict=True,
            )
        ]  # fmt: skip
        filled[f"{side}_id"] = pd.Series(ids, index=events.index, dtype="str")
    return events.assign(**filled)


Spans = tuple[list[int], list[tuple[int, str]]]


def _by_article(statements: pd.DataFrame) -> dict[str, Spans]:
    """By article, the starts of its attributed statements, with their ends and speakers."""
    spans: dict[str, Spans] = defaultdict(lambda: ([], []))
    known = statements[statements["speaker_id"] != ""].sort_values(["article_id", "start", "end"])
    for row in known[["article_id", "start", "end", "speaker_id"]].itertuples(index=False):
        starts, rest = spans[row.article_id]
        starts.append(int(row.start))
        rest.append((int(row.end), row.speaker_id))
    return spans


def _speaker(spans: Spans, start: object, text: str, top: dict[str, str]) -> str:
    if text not in _WE | _I or pd.isna(start):
        return ""
    starts, rest = spans
    k = bisect_right(starts, int(start)) - 1
    if k < 0 or rest[k][0] <= int(start):
        return ""
    speaker = rest[k][1]
    return top.get(speaker, speaker) if text in _WE else speaker
