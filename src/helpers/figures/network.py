"""Who is said to have done what to whom, as a network that stays readable."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from helpers import prose
from helpers.figures.canvas import (
    INK,
    PAPER,
    QUIET,
    WIDTH,
    CaptionedFigure,
    new_figure,
    nothing_to_show,
    styled,
)
from helpers.sides import COLOURS

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from matplotlib.axes import Axes

    Places = dict[str, tuple[float, float]]

_ROW = 0.36
"""Inches between two actors of a column."""
_EDGE, _HALF = 0.9, 2.85
"""Where the columns stand, and where the panel ends, to both sides of the middle."""
_LETTER, _LINE = 0.062, 0.15
"""Inches that a letter of an arrow's label is wide, and a label high."""
_SWEEPS = 4


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
        Actors in two columns, those of one side together; arrows from who did to whom
        it was done: dark for violence and coercion, pale for the rest. Each arrow that
        has room for it bears what was done.
    """
    if links.empty:
        return nothing_to_show("No event between two known actors matches what was asked.")
    graph, dropped = _graph(links, largest)
    columns = _columns(graph)
    rows = max(map(len, columns))
    with styled():
        figure = new_figure(0.5 + _ROW * max(rows, 4))
        panel = figure.subplots()
        places = _in_columns(columns, rows)
        scale = (WIDTH / (2 * _HALF), _ROW)
        taken: list[tuple[float, float, float]] = []
        for source, target, link in _by_weight(graph):
            _draw_link(panel, places[source], places[target], link, scale, taken)
        for actor, (x, y) in places.items():
            side = graph.nodes[actor]["side"]
            panel.plot(x, y, "o", ms=11, color=COLOURS[side], mec=PAPER, mew=1.5, zorder=3)
            _label_actor(panel, graph.nodes[actor]["name"], x, y)
        panel.set_xlim(-_HALF, _HALF)
        panel.set_ylim(max(rows, 4) - 0.4, -0.6)
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


def _by_weight(graph: nx.DiGraph) -> list[tuple[str, str, dict]]:
    """Links, those told most often first: they choose the room for their labels."""
    return sorted(graph.edges(data=True), key=lambda e: (-e[2]["n"], e[0], e[1]))


def _columns(graph: nx.DiGraph) -> tuple[list[str], list[str]]:
    """Part the actors in two columns of like length, then set neighbours at like height."""
    sides: dict[str, list[str]] = {}
    for actor in sorted(graph, key=lambda a: (graph.nodes[a]["name"], a)):
        sides.setdefault(graph.nodes[actor]["side"], []).append(actor)
    left: list[str] = []
    right: list[str] = []
    for _, actors in sorted(sides.items(), key=lambda item: (-len(item[1]), item[0])):
        (left if len(left) <= len(right) else right).extend(actors)
    spare = (len(left) - len(right)) // 2
    if spare > 1:
        left, right = left[:-spare], left[-spare:] + right
    for _ in range(_SWEEPS):
        left, right = _like_height(graph, left, right), _like_height(graph, right, left)
    return left, right


def _like_height(graph: nx.DiGraph, column: list[str], other: list[str]) -> list[str]:
    """Order a column by the mean height of those across that an actor deals with."""
    height = {actor: k / max(len(other) - 1, 1) for k, actor in enumerate(other)}

    def mean(item: tuple[int, str]) -> tuple[float, int]:
        k, actor = item
        across = [height[a] for a in {*graph.pred[actor], *graph.succ[actor]} if a in height]
        own = k / max(len(column) - 1, 1)
        return (sum(across) / len(across) if across else own, k)

    return [actor for _, actor in sorted(enumerate(column), key=mean)]


def _in_columns(columns: tuple[list[str], list[str]], rows: int) -> Places:
    places = {}
    for x, column in zip((-_EDGE, _EDGE), columns, strict=True):
        step = (rows - 1) / (len(column) - 1) if len(column) > 1 else 0
        for k, actor in enumerate(column):
            places[actor] = (x, k * step if step else (rows - 1) / 2)
    return places


def _draw_link(
    panel: Axes,
    tail: tuple[float, float],
    head: tuple[float, float],
    link: dict,
    scale: tuple[float, float],
    taken: list[tuple[float, float, float]],
) -> None:
    colour, alpha = (INK, 0.8) if link["violent"] else (QUIET, 0.45)
    bend = 0.1
    if tail[0] == head[0]:  # within a column the arrow swings through the middle
        bend = math.copysign(0.45, -tail[0] * (tail[1] - head[1]))
    panel.annotate(
        "", head, tail, alpha=alpha,
        arrowprops={
            "arrowstyle": "-|>", "color": colour, "alpha": alpha, "shrinkA": 7, "shrinkB": 8,
            "lw": 0.9 + 0.7 * math.log2(link["n"]), "connectionstyle": f"arc3,rad={bend}",
        },
    )  # fmt: skip
    kinds = list(dict.fromkeys(link["kinds"]))
    words = ", ".join(kinds[:2]) + ("…" if len(kinds) > 2 else "")
    place = _free_place(tail, head, bend, len(words), scale, taken)
    if place is not None:
        panel.text(
            *place, words, fontsize=7.5, color=QUIET, ha="center", va="center", zorder=2.5,
            bbox={"boxstyle": "round,pad=0.12", "fc": PAPER, "ec": "none", "alpha": 0.85},
        )  # fmt: skip


def _free_place(
    tail: tuple[float, float],
    head: tuple[float, float],
    bend: float,
    letters: int,
    scale: tuple[float, float],
    taken: list[tuple[float, float, float]],
) -> tuple[float, float] | None:
    """Return a place on the arrow where a label hides no other, nearest its tail; else None.

    Places are in inches while they are compared; ``taken`` holds middles and half widths.
    """
    (ax, ay), (bx, by) = ((p[0] * scale[0], p[1] * scale[1]) for p in (tail, head))
    # y runs downwards, so that the bend of the arrow is mirrored
    cx, cy = (ax + bx) / 2 - bend * (by - ay), (ay + by) / 2 + bend * (bx - ax)
    half = letters * _LETTER / 2
    for t in (0.34, 0.42, 0.5, 0.58, 0.26, 0.66):
        x = (1 - t) ** 2 * ax + 2 * t * (1 - t) * cx + t * t * bx
        y = (1 - t) ** 2 * ay + 2 * t * (1 - t) * cy + t * t * by
        beside = _EDGE * scale[0] - abs(x) > half
        if beside and all(abs(y - v) > _LINE or abs(x - u) > half + w for u, v, w in taken):
            taken.append((x, y, half))
            return x / scale[0], y / scale[1]
    return None


def _label_actor(panel: Axes, name: str, x: float, y: float) -> None:
    panel.annotate(
        prose.clean(name, 30), (x, y), (10 if x > 0 else -10, 0), textcoords="offset points",
        ha="left" if x > 0 else "right", va="center", fontsize=9, zorder=4, in_layout=False,
    )  # fmt: skip
