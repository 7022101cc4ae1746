"""Who speaks, and who is told of on which days."""

from __future__ import annotations

import pandas as pd

from helpers import prose
from helpers.figures.canvas import (
    QUIET,
    RULE,
    CaptionedFigure,
    new_figure,
    nothing_to_show,
    styled,
)
from helpers.figures.timelines import DAY, date_axis
from helpers.sides import COLOURS


def speakers(said: pd.DataFrame, largest: int = 15) -> CaptionedFigure:
    """Draw how often each speaker is quoted or reported.

    Parameters
    ----------
    said : pandas.DataFrame
        From :func:`helpers.views.speakers`.
    largest : int
        The most speakers to draw.

    Returns
    -------
    CaptionedFigure
        One bar a speaker, in the colour of its side.
    """
    if said.empty:
        return nothing_to_show("Nobody is said to have said anything in what was asked for.")
    shown = said.head(largest)
    with styled():
        figure = new_figure(0.5 + 0.27 * len(shown))
        panel = figure.subplots()
        panel.barh(
            range(len(shown)), shown["n_statements"], height=0.6,
            color=[COLOURS[side] for side in shown["side"]],
        )  # fmt: skip
        for y, row in enumerate(shown.to_dict("records")):
            panel.annotate(
                _said(row), (row["n_statements"], y), (5, 0), textcoords="offset points",
                va="center", fontsize=8.5, color=QUIET,
            )  # fmt: skip
        panel.set_yticks(range(len(shown)), [prose.clean(s, 38) for s in shown["speaker"]])
        panel.set_ylim(len(shown) - 0.4, -0.6)
        panel.set_xticks([])
        panel.grid(False)
    rest = len(said) - len(shown)
    return figure.describe(
        "Who speaks, and how often",
        "Statements that articles ascribe to each speaker",
        "Colour: the speaker's side. A statement printed by two articles counts twice."
        + (f" Not drawn: {prose.plural(rest, 'more speaker')}." if rest else ""),
        "Bar chart. " + prose.join(f"{r['speaker']} {_said(r)}" for r in shown.to_dict("records")),
    )


def _said(row: dict) -> str:
    notes = []
    if row["n_direct"]:
        notes.append(f"{row['n_direct']} in quotation marks")
    if row["n_denied"]:
        notes.append(prose.plural(row["n_denied"], "denial"))
    return str(row["n_statements"]) + (f" ({', '.join(notes)})" if notes else "")


def presence(placed: pd.DataFrame) -> CaptionedFigure:
    """Draw on which days something is told of each actor.

    Parameters
    ----------
    placed : pandas.DataFrame
        From :func:`helpers.views.presence`.

    Returns
    -------
    CaptionedFigure
        One line an actor, those told of first on top: a block for each known day,
        darker where more is told, and a thin line from the first to the last possible day
        where the day is uncertain; in the colour of its side.
    """
    if placed.empty:
        return nothing_to_show("Nothing that is told of an actor has a known day.")
    lines = list(placed.groupby(["actor", "actor_id"], sort=False))
    with styled():
        figure = new_figure(0.8 + 0.24 * len(lines))
        panel = figure.subplots()
        for y, (_, rows) in enumerate(lines):
            panel.axhline(y, color=RULE, lw=0.6, zorder=0)
            for row in rows.to_dict("records"):
                known = row["date_start"] == row["date_end"]
                panel.barh(
                    y, row["date_end"] - row["date_start"] + DAY, left=row["date_start"], lw=0,
                    height=0.66 if known else 0.22, color=COLOURS[row["side"]],
                    alpha=min(0.4 + 0.15 * row["n"], 0.95) if known else 0.35,
                )  # fmt: skip
        panel.set_ylim(len(lines) - 0.4, -0.6)
        panel.set_yticks(range(len(lines)), [prose.clean(name, 34) for (name, _), _ in lines])
        date_axis(panel, [*placed["date_start"], *placed["date_end"] + DAY])
    outside, folded = (int(placed.attrs.get(key, 0)) for key in ("outside", "folded"))
    return figure.describe(
        "Who is told of on which days",
        "Blocks: days on which the actor is said to do or suffer something, or counts people; "
        "darker where more is told",
        "Thin line: some time between its ends. Colour: the actor's side."
        + (f" Not drawn: {prose.plural(outside, 'telling')} of other or uncertain times."
           if outside else "")
        + (f" Not drawn: {prose.plural(folded, 'more actor')}." if folded else ""),
        "Timeline of actors. "
        + " ".join(
            f"{name}: {prose.days(rows['date_start'].min(), rows['date_end'].max())}."
            for (name, _), rows in lines
        ),
    )  # fmt: skip
