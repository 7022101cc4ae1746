"""What changed since an earlier run: tolls that came, went, rose or fell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.incidents.occasions import kin, publication_days
from helpers.schemas import as_table
from helpers.tolls.sentences import in_words
from helpers.tolls.weighing import Figure

if TYPE_CHECKING:
    from helpers.extraction import Tables

CHANGES = (
    "new", "gone", "grown", "shrunk", "disputed", "settled", "wider", "narrower", "other", "same",
)  # fmt: skip
"""What may have become of a toll; the first that holds is told."""

_FLAGS = {
    "disputed": ("disputed", "no longer disputed"),
    "one_sided": ("said by the victims' own side alone", "no longer said by one side alone"),
    "contradicted": ("contradicted by its incidents", "no longer contradicted by its incidents"),
    "open_ended": ("open at the upper end", "no longer open at the upper end"),
}


@dataclass(frozen=True)
class _Run:
    """One run's tolls, and what is needed to quote the claims behind them."""

    tolls: dict[str, object]
    claims: dict[str, object]
    sentences: dict[tuple[str, int], str]
    published: dict[str, int | None]
    names: dict[str, str]

    @classmethod
    def of(cls, tables: Tables) -> _Run:
        weighed = {claim_id for ids in tables.tolls["claim_ids"] for claim_id in ids}
        claims = tables.claims[tables.claims["claim_id"].isin(weighed)]
        spans = tables.sentences[["article_id", "sentence_id", "text"]]
        ids, days = tables.articles["article_id"], publication_days(tables.articles)
        names = {}
        for table, key in ((tables.incidents, "incident_id"), (tables.episodes, "episode_id")):
            names |= dict(zip(table[key], table["name"], strict=True))
        return cls(
            tolls={row.toll_id: row for row in tables.tolls.itertuples(index=False)},
            claims={row.claim_id: row for row in claims.itertuples(index=False)},
            sentences={(a, int(s)): text for a, s, text in spans.itertuples(index=False)},
            published=dict(zip(ids, days, strict=True)),
            names=names,
        )


def compare_tolls(before: Tables, after: Tables) -> pd.DataFrame:
    """Say of each toll what became of it between an earlier and a later run.

    Parameters
    ----------
    before, after : Tables
        All tables of each run, their tolls weighed by one rule. A toll is known
        again by its id, else by the claims that both weighed.

    Returns
    -------
    pandas.DataFrame
        The table ``changes``: one row a toll of either run, episodes first, by day.
        ``change`` is the first of :data:`CHANGES` that holds: ``new``, ``gone``,
        ``grown`` or ``shrunk`` (the best figure), ``disputed`` or ``settled`` (now,
        or no longer), ``wider`` or ``narrower`` (the range), ``other`` (another
        mark), ``same``. The sentences are those of the claim that gave the best
        figure, in the later run one that the earlier did not weigh, if there is one.
    """
    one, two = _Run.of(before), _Run.of(after)
    match = _matches(before.tolls, after.tolls)
    rows = []
    for toll_id, new in two.tolls.items():
        rows.append(_compared(one.tolls.get(match.get(toll_id, "")), new, one, two))
    counted = {(_kind(t), c) for t in two.tolls.values() for c in t.claim_ids}
    for toll_id in sorted(set(one.tolls) - set(match.values())):
        old = one.tolls[toll_id]
        moved = any((_kind(old), c) in counted for c in old.claim_ids)
        rows.append(_compared(old, None, one, two, moved=moved))
    return as_table("changes", sorted(rows, key=_reading_order))


def _reading_order(row: Mapping[str, object]) -> tuple[object, ...]:
    undated = pd.isna(row["date_start"])
    day = pd.Timestamp.min if undated else row["date_start"]
    return (row["level"], undated, day, row["toll_id"])


def _matches(before: pd.DataFrame, after: pd.DataFrame) -> dict[str, str]:
    """By toll of the later run, that of the earlier: the same id, else most claims in common."""
    known = set(before["toll_id"])
    found = {toll_id: toll_id for toll_id in after["toll_id"] if toll_id in known}
    free: dict[tuple[str, str, str, str], list[str]] = {}
    for row in before[~before["toll_id"].isin(found)].itertuples(index=False):
        for claim_id in row.claim_ids:
            free.setdefault((*_kind(row), claim_id), []).append(row.toll_id)
    taken: set[str] = set()
    for row in after[~after["toll_id"].isin(found)].itertuples(index=False):
        shared = Counter(
            toll_id
            for claim_id in row.claim_ids
            for toll_id in free.get((*_kind(row), claim_id), ())
            if toll_id not in taken
        )
        if shared:
            found[row.toll_id] = min(shared, key=lambda t: (-shared[t], t))
            taken.add(found[row.toll_id])
    return found


def _kind(row: object) -> tuple[str, str, str]:
    return (row.level, row.outcome, kin(row.victim_group))


def _figure(row: object | None) -> Figure:
    if row is None:
        return Figure()
    return Figure(*(None if pd.isna(n) else int(n) for n in (row.low, row.best, row.high)))


def _compared(
    old: object | None, new: object | None, one: _Run, two: _Run, moved: bool = False
) -> dict[str, object]:
    was, now = _figure(old), _figure(new)
    flags = _changed_flags(old, new)
    change = _change(old, new, was, now)
    row, names = (old, one.names) if new is None else (new, two.names)
    ids_before, ids_after = (set() if r is None else set(r.claim_ids) for r in (old, new))
    added = ids_after - ids_before
    return {
        "toll_id": row.toll_id,
        "change": change,
        "level": row.level,
        "incident_id": row.incident_id,
        "episode_id": row.episode_id,
        "name": names.get(row.incident_id or row.episode_id, ""),
        "outcome": row.outcome,
        "victim_group": row.victim_group,
        "date_start": row.date_start,
        "date_end": row.date_end,
        **{f"{end}_before": getattr(was, end) for end in ("low", "best", "high")},
        **{f"{end}_after": getattr(now, end) for end in ("low", "best", "high")},
        "n_claims_before": len(ids_before),
        "n_claims_after": len(ids_after),
        "new_claim_ids": sorted(added),
        **_quoted("before", ids_before, (), was, one),
        **_quoted("after", ids_after, added, now, two),
        "explanation": _explain(row, change, was, now, flags, moved),
    }


def _quoted(
    when: str, ids: Collection[str], added: Collection[str], figure: Figure, run: _Run
) -> dict[str, str]:
    """The claim that speaks for a toll, and the sentence that it stands in."""

    def turn(claim: object) -> tuple[object, ...]:
        gives = not pd.isna(claim.best) and int(claim.best) == figure.best
        day = run.published.get(claim.article_id)
        place = (claim.article_id, int(claim.sentence_id), claim.claim_id)
        return (claim.claim_id not in added, not gives, -1 if day is None else -day, place)

    claim = min((run.claims[i] for i in ids if i in run.claims), key=turn, default=None)
    if claim is None:
        return {f"claim_id_{when}": "", f"evidence_{when}": ""}
    sentence = run.sentences.get((claim.article_id, int(claim.sentence_id)), claim.evidence)
    return {f"claim_id_{when}": claim.claim_id, f"evidence_{when}": sentence}


def _change(old: object | None, new: object | None, was: Figure, now: Figure) -> str:
    if old is None or new is None:
        return "new" if old is None else "gone"
    if was.value != now.value:
        return "grown" if (now.value or 0) > (was.value or 0) else "shrunk"
    if old.disputed != new.disputed:
        return "disputed" if new.disputed else "settled"
    if was != now:
        return "wider" if _width(now) > _width(was) else "narrower"
    return "other" if _changed_flags(old, new) else "same"


def _width(figure: Figure) -> float:
    high = float("inf") if figure.high is None else figure.high
    return high - (figure.low or 0)


def _changed_flags(old: object | None, new: object | None) -> list[str]:
    if old is None or new is None:
        return []
    return [
        words[0] if getattr(new, flag) else words[1]
        for flag, words in _FLAGS.items()
        if getattr(new, flag) != getattr(old, flag)
    ]


def _explain(
    row: object, change: str, was: Figure, now: Figure, flags: list[str], moved: bool
) -> str:
    what = f"{row.victim_group} {row.outcome}"
    if change == "new":
        return prose.sentence(f"{what}: new, {in_words(now)}")
    if change == "gone":
        why = "now counted with others" if moved else "no longer given"
        return prose.sentence(f"{what}: {why}; before {in_words(was)}")
    if change == "same":
        return prose.sentence(f"{what}: {in_words(now)}, as before")
    parts = [f"{in_words(now)}, before {in_words(was)}"] if was != now else []
    return prose.sentence(f"{what}: {'; now '.join([*parts, *flags])}")
