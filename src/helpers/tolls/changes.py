"""What changed since an earlier run: tolls that came, went, rose or fell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from helpers import prose
from helpers.incidents.occasions import kin
from helpers.schemas import as_table
from helpers.tolls.sentences import in_words
from helpers.tolls.weighing import Figure

_FLAGS = {
    "disputed": ("disputed", "no longer disputed"),
    "one_sided": ("said by the victims' own side alone", "no longer said by one side alone"),
    "contradicted": ("contradicted by its incidents", "no longer contradicted by its incidents"),
    "open_ended": ("open at the upper end", "no longer open at the upper end"),
}


def compare_tolls(
    before: pd.DataFrame, after: pd.DataFrame, names: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """List what changed between the tolls of an earlier and of a later run.

    Parameters
    ----------
    before, after : pandas.DataFrame
        The table ``tolls`` of each run. A toll is known again by its id, else by
        the claims that both weighed.
    names : mapping, optional
        By incident_id and episode_id, how to name it.

    Returns
    -------
    pandas.DataFrame
        The table ``changes``: one row a toll that differs, episodes first, by day.
        ``change`` is the first of ``new``, ``gone``, ``higher`` or ``lower`` (the
        best figure), ``wider`` or ``narrower`` (the range), ``flags`` that holds.
    """
    match = _matches(before, after)
    old = {row.toll_id: row for row in before.itertuples(index=False)}
    rows = []
    for new in after.itertuples(index=False):
        rows.append(_compared(old.get(match.get(new.toll_id, "")), new, names or {}))
    gone = set(old) - set(match.values())
    rows += [_compared(old[toll_id], None, names or {}) for toll_id in sorted(gone)]
    return as_table("changes", sorted((r for r in rows if r is not None), key=_reading_order))


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
    old: object | None, new: object | None, names: Mapping[str, str]
) -> dict[str, object] | None:
    one, two = _figure(old), _figure(new)
    flags = _changed_flags(old, new)
    change = _change(old, new, one, two, flags)
    if not change:
        return None
    row = old if new is None else new
    was, now = (set() if r is None else set(r.claim_ids) for r in (old, new))
    return {
        "toll_id": row.toll_id,
        "change": change,
        "level": row.level,
        "name": names.get(row.incident_id or row.episode_id, ""),
        "outcome": row.outcome,
        "victim_group": row.victim_group,
        "date_start": row.date_start,
        "date_end": row.date_end,
        **{f"{end}_before": getattr(one, end) for end in ("low", "best", "high")},
        **{f"{end}_after": getattr(two, end) for end in ("low", "best", "high")},
        "n_claims_before": len(was),
        "n_claims_after": len(now),
        "new_claim_ids": sorted(now - was),
        "explanation": _explain(row, change, one, two, flags),
    }


def _change(
    old: object | None, new: object | None, one: Figure, two: Figure, flags: list[str]
) -> str:
    if old is None or new is None:
        return "new" if old is None else "gone"
    if one.value != two.value:
        return "higher" if (two.value or 0) > (one.value or 0) else "lower"
    if one != two:
        return "wider" if _width(two) > _width(one) else "narrower"
    return "flags" if flags else ""


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


def _explain(row: object, change: str, one: Figure, two: Figure, flags: list[str]) -> str:
    what = f"{row.victim_group} {row.outcome}"
    if change == "new":
        return prose.sentence(f"{what}: new, {in_words(two)}")
    if change == "gone":
        return prose.sentence(f"{what}: no longer given; it was {in_words(one)}")
    parts = [f"{in_words(two)}, before {in_words(one)}"] if one != two else []
    return prose.sentence(f"{what}: {'; now '.join([*parts, *flags])}")
