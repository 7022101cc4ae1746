"""What the timelines show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.reports.display import Fragment, paragraph

if TYPE_CHECKING:
    pass


def lanes(events: pd.DataFrame) -> Fragment:
    """Say who is said to have done most, and how many of the days are not certain.

    Parameters
    ----------
    events : pandas.DataFrame
        From :func:`helpers.views.lanes`.

    Returns
    -------
    Fragment
        One paragraph.
    """
    if events.empty:
        return paragraph("No dated event has a known actor")
    busiest = events["actor"].iloc[0]
    open_days = int(events["uncertain"].sum())
    return paragraph(
        f"Most is told of {prose.clean(busiest)}: "
        f"{prose.plural(int((events['actor'] == busiest).sum()), 'event')} drawn",
        f"the day of {open_days} of {prose.plural(len(events), 'event')} is not certain",
    )


def timeline(entries: pd.DataFrame) -> Fragment:
    """Say how many days and spans are told of, and on which known day most is told.

    Parameters
    ----------
    entries : pandas.DataFrame
        From :func:`helpers.timeline.build_timeline`.

    Returns
    -------
    Fragment
        One paragraph.
    """
    undated = int(entries.attrs.get("undated", 0))
    left_out = (
        f"{prose.plural(undated, 'claim or event', 'claims and events')} without a date "
        f"{'is' if undated == 1 else 'are'} left out" if undated else ""
    )  # fmt: skip
    if entries.empty:
        return paragraph("The articles tell of nothing dated that matches what was asked", left_out)
    days = entries[entries["date_start"] == entries["date_end"]]
    told = (days["n_claims"] + days["n_events"]).reset_index(drop=True)
    spans = len(entries) - len(days)
    return paragraph(
        f"{prose.plural(len(days), 'known day')} and {prose.plural(spans, 'longer span')}",
        ""
        if days.empty
        else f"most is told of {days['when'].iloc[told.idxmax()]}: "
        f"{prose.plural(int(days['n_claims'].iloc[told.idxmax()]), 'claim')} and "
        f"{prose.plural(int(days['n_events'].iloc[told.idxmax()]), 'event')}",
        left_out,
    )


def growth(steps: pd.DataFrame) -> Fragment:
    """Say which figures rose between the first publication and the last, and by how much.

    Parameters
    ----------
    steps : pandas.DataFrame
        From :func:`helpers.views.growth`.

    Returns
    -------
    Fragment
        One paragraph.
    """
    if steps.empty:
        return paragraph("No figure can be followed from one publication to the next")
    risen = []
    for (panel, _), line in steps.groupby(["panel", "claimant_key"], sort=False):
        sizes = line["best"].fillna(line["low"]).fillna(line["high"])
        if len(line) > 1 and sizes.iloc[-1] != sizes.iloc[0]:
            went = "rose" if sizes.iloc[-1] > sizes.iloc[0] else "fell"
            risen.append(
                f"{panel}, by {prose.clean(line['claimant'].iloc[0])}, {went} from "
                f"{line['figure'].iloc[0]} to {line['figure'].iloc[-1]}"
            )
    if not risen:
        return paragraph(
            "No source gives a different figure in a later publication", _across_sources(steps)
        )
    return paragraph(prose.join(risen))


def _across_sources(steps: pd.DataFrame) -> str:
    """Say how far the highest figure of the first day lies from that of the last."""
    told = []
    for panel, rows in steps.groupby("panel", sort=False):
        rows = rows.assign(size=rows["best"].fillna(rows["low"]).fillna(rows["high"]))
        days = rows.sort_values("size").drop_duplicates("published_end", keep="last")
        days = days.sort_values("published_end")
        first, last = days.iloc[0], days.iloc[-1]
        if len(days) > 1 and first["size"] != last["size"]:
            told.append(
                f"{panel} {first['figure']} by {prose.clean(first['claimant'])}, published "
                f"{prose.days(first['published_start'], first['published_end'])}, and "
                f"{last['figure']} by {prose.clean(last['claimant'])}, published "
                f"{prose.days(last['published_start'], last['published_end'])}"
            )
    return f"the highest of the first day and of the last: {prose.join(told)}" if told else ""


def growth_by_day(days: pd.DataFrame) -> Fragment:
    """Say what each source counts from the first day that it tells of to the last.

    Parameters
    ----------
    days : pandas.DataFrame
        From :func:`helpers.views.growth_by_day`.

    Returns
    -------
    Fragment
        One paragraph.
    """
    if days.empty:
        return paragraph("No figure is told of a known day")
    told = []
    summed = days[days["part_of"] != "total"]
    for (panel, _), line in summed.groupby(["panel", "claimant_key"], sort=False):
        if line["date_end"].nunique() > 1:
            first, last = line.iloc[0], line.iloc[-1]
            told.append(
                f"{panel}, by {prose.clean(last['claimant'])}, {first['figure']} up to "
                f"{prose.days(first['date_start'], first['date_end'])} and {last['figure']} up to "
                f"{prose.days(last['date_start'], last['date_end'])}"
            )
    if not told:
        return paragraph("No source counts the dead or injured of more than one day")
    return paragraph(prose.join(told))
