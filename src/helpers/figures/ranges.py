"""Who gives which figure: claims on a number line, the toll's range behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.transforms import blended_transform_factory

from helpers import prose
from helpers.figures.canvas import (
    INK,
    PAPER,
    QUIET,
    CaptionedFigure,
    new_figure,
    nothing_to_show,
    styled,
)
from helpers.sides import COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW = 0.27
"""Height of a row, inches."""
MOST_ROWS, MOST_OF_TOLL = 60, 12
MARKS = {"disputed": "disputed", "one_sided": "own side alone"}


def claims_range(ranges: pd.DataFrame) -> CaptionedFigure:
    """Draw every claimant's figure on a number line, the toll's range behind.

    Parameters
    ----------
    ranges : pandas.DataFrame
        From :func:`helpers.views.claim_ranges`.

    Returns
    -------
    CaptionedFigure
        One panel an outcome, one block a toll, one row a claimant. A dot is a
        figure, a stroke a bound, a bar a range, an arrow "or more"; hollow is a
        claim that the toll does not weigh.
    """
    if ranges.empty:
        return nothing_to_show("No claim about killed or injured people matches what was asked.")
    tolls = [_fewer(block) for _, block in ranges.groupby("toll_id", sort=False)]
    shown = pd.concat(tolls).head(MOST_ROWS)
    outcomes = list(shown["outcome"].unique())
    blocks = [_lines(shown[shown["outcome"] == outcome]) for outcome in outcomes]
    with styled():
        figure = new_figure(0.7 + sum(ROW * len(b) + 0.45 for b in blocks))
        panels = figure.subplots(
            len(blocks), 1, squeeze=False, height_ratios=[len(b) + 1.2 for b in blocks]
        )[:, 0]
        for panel, outcome, lines in zip(panels, outcomes, blocks, strict=True):
            _draw_panel(panel, outcome, lines)
    left_out = len(ranges) - len(shown)
    folded = int(ranges.attrs.get("folded", 0))
    return figure.describe(
        "Who gives which figure",
        f"People {prose.join(outcomes)}, by claimant; {ranges.attrs.get('episode', '')}",
        "Dot: a figure; stroke with arrow: that many or more; hollow: denied or unconfirmed, not "
        "weighed. Shaded: the toll, from low to high. Source: the claims table below."
        + (f" Not drawn: {prose.plural(left_out, 'row')}." if left_out else "")
        + (f" Not drawn: {prose.plural(folded, 'smaller toll')}." if folded else ""),
        "Range plot. " + " ".join(_in_words(ranges)),
    )


def _fewer(block: pd.DataFrame) -> pd.DataFrame:
    """Of a toll with many rows, keep some: the smallest, the largest and those between."""
    if len(block) <= MOST_OF_TOLL:
        return block
    size = block["best"].fillna(block["low"]).fillna(block["high"]).astype(float)
    ranked = list(size.sort_values(kind="stable").index)
    step = (len(ranked) - 1) / (MOST_OF_TOLL - 1)
    kept = {ranked[round(k * step)] for k in range(MOST_OF_TOLL)}
    return block[block.index.isin(kept)]


def _lines(ranges: pd.DataFrame) -> list[tuple[str, dict]]:
    """The rows of a panel from top to bottom: a heading for each toll, then its claims."""
    lines: list[tuple[str, dict]] = []
    for _, block in ranges.groupby("toll_id", sort=False):
        records = block.to_dict("records")
        lines += [("toll", records[0]), *(("claim", record) for record in records)]
    return lines


def _draw_panel(panel: Axes, outcome: str, lines: list[tuple[str, dict]]) -> None:
    top = _largest(lines)
    if top > 60 * max(_smallest(lines), 1):
        panel.set_xscale("symlog", linthresh=10)
    panel.set_xlim(0, top * 1.18)
    panel.set_ylim(len(lines) - 0.5, -0.7)
    panel.xaxis.get_major_locator().set_params(**_whole_numbers(panel))
    panel.xaxis.set_major_formatter(lambda x, _: prose.number(round(x)))
    panel.set_xlabel(f"people {outcome}", color=QUIET)
    panel.set_yticks(
        range(len(lines)), ["" if kind == "toll" else _label(row) for kind, row in lines]
    )
    for y, (kind, row) in enumerate(lines):
        if kind == "toll":
            _draw_toll(panel, y, row, _rows_below(lines, y))
        else:
            _draw_claim(panel, y, row)


def _whole_numbers(panel: Axes) -> dict[str, object]:
    return {} if panel.get_xscale() == "symlog" else {"integer": True, "nbins": 7}


def _rows_below(lines: list[tuple[str, dict]], y: int) -> int:
    following = [kind for kind, _ in lines[y + 1 :]]
    return following.index("toll") if "toll" in following else len(following)


def _draw_toll(panel: Axes, y: int, toll: dict, n_rows: int) -> None:
    marks = [name for name in ("disputed", "one_sided") if toll[name]]
    title = f"{prose.capital(prose.clean(toll['toll'], 70))}: {toll['toll_figure']}"
    panel.text(
        0.01, y, title + "".join(f" ({MARKS[mark]})" for mark in marks),
        transform=blended_transform_factory(panel.figure.transFigure, panel.transData),
        va="center", weight="bold", fontsize=9, color=INK, in_layout=False,
    )  # fmt: skip
    low, high = _bounds(toll["toll_low"], toll["toll_best"], toll["toll_high"])
    if low is None:
        return
    end = panel.get_xlim()[1] if high is None else high
    colour = COLOURS[toll["victim_group"]]
    pad = 0.009 * panel.get_xlim()[1]
    box = {"ymin": y + 0.55, "ymax": y + n_rows + 0.45}
    panel.fill_betweenx(
        [box["ymin"], box["ymax"]], low - pad, end + pad, color=colour, alpha=0.22, lw=0
    )
    if high != low and not pd.isna(toll["toll_best"]):
        panel.vlines(toll["toll_best"], **box, color=PAPER, lw=1.6, zorder=1.5)


def _draw_claim(panel: Axes, y: int, claim: dict) -> None:
    low, high = _bounds(claim["low"], claim["best"], claim["high"])
    if low is None:
        return
    colour = COLOURS[claim["side"]]
    step = 0.05 * panel.get_xlim()[1]
    end = low + step if high is None else high
    if high is None:
        panel.annotate(
            "", (end, y), (low, y), arrowprops={"arrowstyle": "->", "color": colour, "lw": 1.8}
        )
    elif high > low:
        panel.hlines(y, low, high, color=colour, lw=3)
    bound = pd.isna(claim["best"])  # a bound alone is a stroke, a figure is a dot
    panel.plot(
        [low if bound else int(claim["best"])], [y], "|" if bound else "o", ms=9 if bound else 6.5,
        color=colour, mew=2 if bound else 1.4, mfc=colour if claim["weighed"] else PAPER,
        clip_on=False,
    )  # fmt: skip
    panel.annotate(
        prose.clean(claim["figure"]) + ("" if claim["weighed"] else f", {claim['stance']}"),
        (end, y), (8, 0), textcoords="offset points", va="center", fontsize=8.5, color=QUIET,
        annotation_clip=False,
    )  # fmt: skip


def _bounds(low: object, best: object, high: object) -> tuple[int | None, int | None]:
    """The ends of the bar: what is unknown at the bottom starts from the best or the high."""
    lo, mid, hi = (None if pd.isna(x) else int(x) for x in (low, best, high))
    if lo is None:
        lo = mid if mid is not None else hi
        return lo, hi if hi is not None else mid
    return lo, hi


def _numbers(lines: list[tuple[str, dict]]) -> list[int]:
    names = ("toll_low", "toll_best", "toll_high", "low", "best", "high")
    return [int(row[n]) for _, row in lines for n in names if not pd.isna(row[n])]


def _largest(lines: list[tuple[str, dict]]) -> int:
    return max([*_numbers(lines), 1])


def _smallest(lines: list[tuple[str, dict]]) -> int:
    return min([n for n in _numbers(lines) if n > 0] or [1])


def _label(claim: dict) -> str:
    return prose.clean(claim["claimant"], 34) + (f" (×{claim['n']})" if claim["n"] > 1 else "")


def _in_words(ranges: pd.DataFrame) -> list[str]:
    """Each toll and its claims as a sentence."""
    return [
        f"{first['toll']}: {first['toll_figure']}; "
        + prose.join(
            f"{row['claimant']} {'says' if row['weighed'] else row['stance']} {row['figure']}"
            for row in block.to_dict("records")
        )
        + "."
        for first, block in (
            (block.iloc[0], block) for _, block in ranges.groupby("toll_id", sort=False)
        )
    ]
