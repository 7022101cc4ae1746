"""How the figures grew from publication to publication."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.figures.canvas import CaptionedFigure, new_figure, nothing_to_show, styled
from helpers.figures.timelines import date_axis
from helpers.sides import COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def growth(steps: pd.DataFrame) -> CaptionedFigure:
    """Draw how each claimant's figures grew as the articles appeared.

    Parameters
    ----------
    steps : pandas.DataFrame
        From :func:`helpers.views.growth`.

    Returns
    -------
    CaptionedFigure
        One panel an outcome and victim group, one step line a claimant with its
        range from low to high; a publication whose day is uncertain is a bar.
    """
    if steps.empty:
        return nothing_to_show("No figure has a known day of publication: none is seen to grow.")
    figure = _draw_panels(steps, _draw_growth, [*steps["published_start"], *steps["published_end"]])
    folded = int(steps.attrs.get("folded", 0))
    return figure.describe(
        "How each source's figures grew",
        f"People, by day of publication; {steps.attrs.get('episode', '')}",
        "Dot: a figure when it was published; bar: published some time between two days; upright "
        "line: its range; arrow: or more."
        + (f" Not drawn: {prose.plural(folded, 'more line')}." if folded else ""),
        "Step lines. " + " ".join(
            f"{row['panel']}: {row['claimant']} {row['figure']}, published "
            f"{prose.days(row['published_start'], row['published_end'])}."
            for row in steps.to_dict("records")
        ),
    )  # fmt: skip


def growth_by_day(days: pd.DataFrame) -> CaptionedFigure:
    """Draw how each claimant's figures add up over the days that they tell of.

    Parameters
    ----------
    days : pandas.DataFrame
        From :func:`helpers.views.growth_by_day`.

    Returns
    -------
    CaptionedFigure
        One panel an outcome and victim group, one step line a claimant; what lies on no
        one day is a bar from its first to its last, and a stated total a bar alone.
    """
    if days.empty:
        return nothing_to_show("No figure is told of a known day: none is drawn by its day.")
    figure = _draw_panels(days, _draw_days, [*days["date_start"], *days["date_end"]])
    outside = int(days.attrs.get("outside", 0))
    return figure.describe(
        "Which days the figures are for",
        f"People, added up by the day that is told of; {days.attrs.get('episode', '')}",
        "Dot: what a source counts up to a known day; bar: some time between two days, or a total "
        "for all of them; upright line: its range; arrow: or more."
        + (f" Not drawn: {prose.plural(outside, 'figure')} of other times." if outside else ""),
        "Step lines. " + " ".join(
            f"{row['panel']}: {row['claimant']} {row['figure']}, "
            f"{prose.days(row['date_start'], row['date_end'])}."
            for row in days.to_dict("records")
        ),
    )  # fmt: skip


def _draw_panels(
    rows: pd.DataFrame, draw: Callable[[Axes, pd.DataFrame], None], dates: list[pd.Timestamp]
) -> CaptionedFigure:
    """Draw one panel an outcome and victim group, above one axis of days."""
    panels = list(rows.groupby("panel", sort=False))
    with styled():
        figure = new_figure(0.5 + 1.75 * len(panels))
        axes = figure.subplots(len(panels), 1, squeeze=False, sharex=True)[:, 0]
        for panel, (title, inside) in zip(axes, panels, strict=True):
            panel.set_title(
                prose.capital(prose.clean(title, 80)), loc="left", fontsize=9.5,
                weight="bold",
            )  # fmt: skip
            top = max(inside[["low", "best", "high"]].max().max() * 1.25, 1)
            panel.set_ylim(0, top)
            lines = [line for _, line in inside.groupby("claimant_key", sort=False)]
            for line in lines:
                draw(panel, line)
            _label_lines(panel, lines, top)
            panel.yaxis.get_major_locator().set_params(integer=True, nbins=4)
            panel.grid(axis="y")
        date_axis(axes[-1], dates)
    return figure


def _draw_days(panel: Axes, line: pd.DataFrame) -> None:
    """Draw one claimant's figures by day: dots joined by steps, bars where days are open."""
    colour = COLOURS[line["side"].iloc[0]]
    summed = line[line["part_of"] != "total"]
    if len(summed) > 1:
        panel.step(summed["date_end"], _size(summed), where="post", color=colour, lw=1.8)
    for y, row in zip(_size(line), line.to_dict("records"), strict=True):
        middle = row["date_start"] + (row["date_end"] - row["date_start"]) / 2
        if row["date_start"] != row["date_end"]:
            panel.hlines(y, row["date_start"], row["date_end"], color=colour, lw=4, alpha=0.4)
        else:
            panel.plot(middle, y, "o", ms=5.5, color=colour)
        _draw_range(panel, middle, y, row, colour)


def _draw_growth(panel: Axes, line: pd.DataFrame) -> None:
    colour = COLOURS[line["side"].iloc[0]]
    middle = line["published_start"] + (line["published_end"] - line["published_start"]) / 2
    value = _size(line)
    panel.step(middle, value, where="post", color=colour, lw=1.8)
    for x, y, row in zip(middle, value, line.to_dict("records"), strict=True):
        panel.plot(x, y, "o", ms=5.5, color=colour)
        if row["published_start"] != row["published_end"]:
            panel.hlines(y, row["published_start"], row["published_end"], color=colour, lw=4,
                         alpha=0.4)  # fmt: skip
        _draw_range(panel, x, y, row, colour)


def _draw_range(
    panel: Axes, x: pd.Timestamp, y: float, row: Mapping[str, object], colour: str
) -> None:
    """Draw from low to high, and an arrow where there is no high."""
    if not pd.isna(row["low"]) and not pd.isna(row["high"]) and row["low"] != row["high"]:
        panel.vlines(x, int(row["low"]), int(row["high"]), color=colour, lw=2.5, alpha=0.5)
    if pd.isna(row["high"]):
        panel.annotate("", (x, y), (0, 12), textcoords="offset points",
                       arrowprops={"arrowstyle": "<-", "color": colour})  # fmt: skip


def _label_lines(panel: Axes, lines: list[pd.DataFrame], top: float) -> None:
    """Name the lines at the right edge, lowest first, no two names on one height."""
    ends = sorted(lines, key=lambda line: (_size(line).iloc[-1], line["claimant"].iloc[-1]))
    room = top * 0.13
    height = -room
    for line in ends:
        height = max(_size(line).iloc[-1], height + room)
        panel.annotate(
            f"{prose.clean(line['claimant'].iloc[-1], 28)}: {line['figure'].iloc[-1]}",
            (1, height), (4, 0), xycoords=panel.get_yaxis_transform(), textcoords="offset points",
            va="center", fontsize=8.5, color=COLOURS[line["side"].iloc[-1]], annotation_clip=False,
        )  # fmt: skip


def _size(line: pd.DataFrame) -> pd.Series:
    return line["best"].fillna(line["low"]).fillna(line["high"]).astype(float)
