"""Who speaks, and who is said to have done what to whom."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

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
    import networkx as nx
    from matplotlib.axes import Axes


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
        "Bar chart. "
        + prose.join(f"{r['speaker']} {_said(r)}" for r in shown.to_dict("records")),
    )


def _said(row: dict) -> str:
    notes = []
    if row["n_direct"]:
        notes.append(f"{row['n_direct']} in quotation marks")
    if row["n_denied"]:
        notes.append(prose.plural(row["n_denied"], "denial"))
    return str(row["n_statements"]) + (f" ({', '.join(notes)})" if notes else "")


def interaction_network(links: pd.DataFrame, largest: int = 16) -> CaptionedFigure:
    """Draw who is said to have done what to whom.

    Parameters
    ----------
    links : pandas.DataFrame
        From :func:`helpers.views.interactions`.
    largest : int
        The most actors to draw, those between whom most is told; the rest is left
        to the table.

    Returns
    -------
    CaptionedFigure
        Actors on a circle, those of one side beside each other; arrows from who
        did to whom it was done: dark for violence and coercion, pale for the rest.
    """
    if links.empty:
        return nothing_to_show("No event between two known actors matches what was asked.")
    graph, dropped = _graph(links, largest)
    with styled():
        figure = new_figure(3.2 if len(graph) < 9 else 4.6)
        panel = figure.subplots()
        places = _on_circle(graph)
        for source, target, link in graph.edges(data=True):
            _draw_link(panel, places[source], places[target], link)
        for actor, (x, y) in places.items():
            side = graph.nodes[actor]["side"]
            panel.plot(x, y, "o", ms=11, color=COLOURS[side], mec=PAPER, mew=1.5, zorder=3)
            _label_actor(panel, graph.nodes[actor]["name"], x, y)
        panel.set_aspect("equal")
        panel.set_xlim(-2.75, 2.75)
        panel.set_ylim(-1.25, 1.25)
        panel.axis("off")
    return figure.describe(
        "Who is said to have done what to whom",
        "Arrows run from who did it to whom it was done; thicker where told more often",
        "Dark arrows: violence, arrests, threats, bans; pale: talks, demands and the like. Colour "
        "of a dot: the actor's side. What articles say, not what was established."
        + (f" Not drawn: {prose.plural(dropped, 'more actor')}." if dropped else ""),
        "Network. " + " ".join(
            f"{row['source']}: {row['kind']}, {row['target']} ({row['n_events']})."
            for row in links.to_dict("records")
        ),
    )  # fmt: skip


def _graph(links: pd.DataFrame, largest: int) -> tuple[nx.DiGraph, int]:
    """The links told most often, as many as ``largest`` actors can have between them."""
    import networkx as nx

    graph = nx.DiGraph()
    for row in links.to_dict("records"):
        edge = (row["source_id"], row["target_id"])
        if len({*graph, *edge}) > largest:
            continue
        for end, side in (("source", "side"), ("target", "target_side")):
            graph.add_node(row[f"{end}_id"], name=row[end], side=row[side])
        before = graph.get_edge_data(*edge, default={"n": 0, "kinds": [], "violent": False})
        graph.add_edge(
            *edge,
            n=before["n"] + row["n_events"],
            kinds=[*before["kinds"], row["kind"]],
            violent=before["violent"] or row["violent"],
        )
    return graph, len({*links["source_id"], *links["target_id"]} - set(graph))


def _on_circle(graph: nx.DiGraph) -> dict[str, tuple[float, float]]:
    """Places by side then name, starting on the left so that labels read outwards."""
    order = sorted(graph, key=lambda a: (graph.nodes[a]["side"], graph.nodes[a]["name"], a))
    turn = 2 * math.pi / len(order)
    start = math.pi - turn / 2
    return {
        actor: (1.2 * math.cos(start - k * turn), math.sin(start - k * turn))
        for k, actor in enumerate(order)
    }


def _draw_link(panel: Axes, tail: tuple, head: tuple, link: dict) -> None:
    colour, alpha = (INK, 0.8) if link["violent"] else (QUIET, 0.45)
    panel.annotate(
        "", head, tail, alpha=alpha,
        arrowprops={
            "arrowstyle": "-|>", "color": colour, "alpha": alpha, "shrinkA": 7, "shrinkB": 8,
            "lw": 0.9 + 0.7 * math.log2(link["n"]), "connectionstyle": "arc3,rad=0.13",
        },
    )  # fmt: skip
    # nearer the tail than the middle, where the arrows of a circle cross
    x = 0.62 * tail[0] + 0.38 * head[0] + 0.061 * (head[1] - tail[1])
    y = 0.62 * tail[1] + 0.38 * head[1] - 0.061 * (head[0] - tail[0])
    kinds = list(dict.fromkeys(link["kinds"]))
    panel.text(
        x, y, ", ".join(kinds[:2]) + ("…" if len(kinds) > 2 else ""), fontsize=7.5, color=QUIET,
        ha="center", va="center", zorder=2.5,
        bbox={"boxstyle": "round,pad=0.12", "fc": PAPER, "ec": "none", "alpha": 0.85},
    )  # fmt: skip


def _label_actor(panel: Axes, name: str, x: float, y: float) -> None:
    sideways = abs(x) > 0.05
    panel.annotate(
        prose.clean(name, 28), (x, y),
        ((10 if x > 0 else -10) if sideways else 0, 0 if sideways else (12 if y > 0 else -12)),
        textcoords="offset points", ha=("left" if x > 0 else "right") if sideways else "center",
        va="center" if sideways else ("bottom" if y > 0 else "top"), fontsize=9, zorder=4,
        in_layout=False,
    )  # fmt: skip
