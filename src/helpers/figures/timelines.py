"""When: which days articles tell of, and what actors did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.figures.canvas import INK, CaptionedFigure, new_figure, nothing_to_show, styled
from helpers.sides import COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DAY = pd.Timedelta(days=1)
LANE, LINE = 0.16, 0.21
"""Inches between lanes, and for each line of events in a lane."""


def coverage(rows: pd.DataFrame) -> CaptionedFigure:
    """Draw when each article appeared and which days it tells of.

    Parameters
    ----------
    rows : pandas.DataFrame
        From :func:`helpers.views.coverage`.

    Returns
    -------
    CaptionedFigure
        One line an article: a diamond, or a bar where the day is uncertain, for its
        publication; shaded stretches for the days that it tells of, darker where
        it tells more of them.
    """
    told, known = rows["date_start"].notna(), rows["published_start"].notna()
    if not (told | known).any():
        return nothing_to_show("No article has a known date, and none tells of a dated event.")
    lines = list(rows.groupby("article_id", sort=False))
    with styled():
        figure = new_figure(0.9 + 0.32 * len(lines))
        panel = figure.subplots()
        for y, (_, article) in enumerate(lines):
            _draw_article(panel, y, article)
        panel.set_ylim(len(lines) - 0.4, -0.6)
        panel.set_yticks(range(len(lines)), [prose.clean(a["label"].iloc[0], 38) for _, a in lines])
        date_axis(panel, [*rows["date_start"], *rows["published_start"], *rows["date_end"],
                           *rows["published_end"]])  # fmt: skip
    folded = int(rows.attrs.get("folded", 0))
    outside = int(rows.attrs.get("outside", 0))
    return figure.describe(
        "Which days each article tells of",
        "Shaded: days of its claims and events, darker where more; diamond: its publication",
        "A publication known only roughly is a bar from its first to its last possible day."
        + (f" Not drawn: {prose.plural(outside, 'stretch', 'stretches')} of other times."
           if outside else "")
        + (f" Not drawn: {prose.plural(folded, 'more article')}." if folded else ""),
        "Timeline of articles. " + " ".join(_article_in_words(a) for _, a in lines),
    )  # fmt: skip


def _draw_article(panel: Axes, y: int, article: pd.DataFrame) -> None:
    for row in article.dropna(subset=["date_start"]).to_dict("records"):
        width = row["date_end"] - row["date_start"] + DAY
        panel.barh(
            y, width, left=row["date_start"], height=0.55, color=COLOURS["people"],
            alpha=min(0.2 + 0.06 * row["n"], 0.65), lw=0,
        )  # fmt: skip
    first = article.iloc[0]
    if pd.isna(first["published_start"]):
        return
    start, end = first["published_start"], first["published_end"]
    if start == end:
        panel.plot(start + DAY / 2, y, "D", ms=6, color=INK, zorder=3)
    else:
        panel.barh(y, end - start + DAY, left=start, height=0.16, color=INK, zorder=3)


def _article_in_words(article: pd.DataFrame) -> str:
    first, told = article.iloc[0], article.dropna(subset=["date_start"])
    published = prose.days(first["published_start"], first["published_end"])
    what = f"{first['label']}: published {published} ({first['published_basis']})"
    if told.empty:
        return f"{what}, tells of no dated event."
    return f"{what}, tells of {prose.days(told['date_start'].min(), told['date_end'].max())}."


def lanes(events: pd.DataFrame) -> CaptionedFigure:
    """Draw what each actor is said to have done, one lane an actor.

    Parameters
    ----------
    events : pandas.DataFrame
        From :func:`helpers.views.lanes`.

    Returns
    -------
    CaptionedFigure
        A dot an event on a known day; a bar, from the first to the last possible
        day, for one whose day is uncertain. Labels say what, and to whom.
    """
    if events.empty:
        return nothing_to_show("No dated event with a known actor matches what was asked.")
    first, last = _span([*events["date_start"], *events["date_end"]])
    span = _room_for_labels(events, first, last - first)
    by_actor = [(actor, _stacked(rows, span)) for actor, rows in
                events.groupby("actor", sort=False)]  # fmt: skip
    n_lines = sum(1 + max(line for line, _ in rows) for _, rows in by_actor)
    with styled():
        figure = new_figure(0.8 + LINE * n_lines + LANE * len(by_actor))
        panel = figure.subplots()
        top, ticks = 0.0, []
        for actor, rows in by_actor:
            for line, event in rows:
                _draw_event(panel, top + line * LINE, event)
            depth = max(line for line, _ in rows) * LINE
            ticks.append((top + depth / 2, prose.clean(actor, 30)))
            top += depth + LINE + LANE
            panel.axhline(top - (LINE + LANE) / 2, color="#dfe3e7", lw=0.7)
        panel.set_ylim(top - LINE / 2, -LINE)
        panel.set_yticks([y for y, _ in ticks], [name for _, name in ticks])
        date_axis(panel, [first, first + span])
    outside, folded = int(events.attrs.get("outside", 0)), int(events.attrs.get("folded", 0))
    return figure.describe(
        "Who is said to have done what, and when",
        "One lane an actor; dot: on a known day; bar: some time between two days",
        "Colour: the actor's side. Source: the chronology below."
        + (f" Not drawn: {prose.plural(outside, 'event')} of other times." if outside else "")
        + (f" Not drawn: {prose.plural(folded, 'more event')}." if folded else ""),
        "Timeline by actor. " + " ".join(_event_in_words(e) for e in events.to_dict("records")),
    )


def _label_share(event: dict) -> float:
    """The share of the panel's width that an event's label takes."""
    return min(0.015 * (len(_event_label(event)) + 2), 0.7)


def _room_for_labels(events: pd.DataFrame, first: pd.Timestamp, span: pd.Timedelta) -> pd.Timedelta:
    """Lengthen the span of days until the last labels fit into the panel."""
    needs = [
        (event["date_start"] + DAY - first) / (1 - _label_share(event))
        for event in events.to_dict("records")
    ]
    return max([span + DAY, *needs])


def _stacked(events: pd.DataFrame, span: pd.Timedelta) -> list[tuple[int, dict]]:
    """Give each event the first line of its lane on which its label has room."""
    free: list[pd.Timestamp] = []
    placed = []
    for event in events.to_dict("records"):
        words = event["date_start"] + DAY + span * _label_share(event)
        line = next((k for k, t in enumerate(free) if t <= event["date_start"]), len(free))
        free[line : line + 1] = [max(words, event["date_end"] + 2 * DAY)]
        placed.append((line, event))
    return placed


def _draw_event(panel: Axes, y: float, event: dict) -> None:
    colour = COLOURS[event["side"]]
    start, end = event["date_start"], event["date_end"]
    known = start == end
    if known:
        panel.plot(start + DAY / 2, y, "o", ms=6, color=colour)
    else:
        panel.barh(y, end - start + DAY, left=start, height=0.16, color=colour, alpha=0.3, lw=0)
    panel.annotate(
        _event_label(event), (start + (DAY / 2 if known else 0 * DAY), y), (7 if known else 3, 0),
        textcoords="offset points", va="center", fontsize=8, color=INK, in_layout=False,
    )  # fmt: skip


def _event_label(event: dict) -> str:
    target = prose.clean(event["target"], 22)
    return event["kind"] + (f" → {target}" if target else "")


def _event_in_words(event: dict) -> str:
    whom = f" {event['target']}" if event["target"] else ""
    return f"{event['when']}: {event['actor']}, {event['kind']}{whom}."


def _span(dates: Iterable[object]) -> tuple[pd.Timestamp, pd.Timestamp]:
    known = [pd.Timestamp(d) for d in dates if not pd.isna(d)]
    first, last = min(known), max(known)
    return first, max(last, first + DAY)


def date_axis(panel: Axes, dates: Sequence[object]) -> None:
    """Put days on the x axis: few ticks, the year once, a margin at both ends."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    first, last = _span(dates)
    margin = max((last - first) * 0.03, DAY)
    panel.set_xlim(first - margin, last + margin)
    locator = AutoDateLocator(minticks=3, maxticks=7, interval_multiples=False)
    panel.xaxis.set_major_locator(locator)
    panel.xaxis.set_major_formatter(
        ConciseDateFormatter(
            locator, formats=["%Y", "%b", "%-d %b", "%H:%M", "%H:%M", "%S"],
            zero_formats=["", "%b %Y", "%-d %b", "%-d %b", "%H:%M", "%H:%M"], show_offset=True,
            offset_formats=["", "%Y", "%Y", "%-d %b %Y", "%-d %b %Y", "%-d %b %Y"],
        )
    )  # fmt: skip
