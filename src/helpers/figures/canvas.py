"""A figure that carries its title, caption and alternative text, and becomes SVG."""

from __future__ import annotations

import io
import re
import warnings
from contextlib import AbstractContextManager
from importlib.resources import files

import matplotlib
from matplotlib.figure import Figure

from helpers.prose import clean
from helpers.reports.display import fragment
from helpers.sides import COLOURS, colour_variable

STYLE = files("helpers") / "tollbook.mplstyle"
INK, QUIET, RULE, PAPER = "#1c2126", "#5b6670", "#dfe3e7", "#ffffff"
WIDTH = 6.6
"""Width of every figure, inches."""

_PAGE_COLOURS = {
    INK: "--ink", QUIET: "--quiet", "#b9c0c7": "--rule", RULE: "--rule", PAPER: "--paper",
} | {colour.lower(): colour_variable(side) for side, colour in COLOURS.items()}  # fmt: skip
_ALT_LENGTH = 900


class CaptionedFigure(Figure):
    """A matplotlib figure with the words that belong to it.

    Jupyter shows it as HTML: title and subtitle above, the drawing as SVG with its
    alternative text, the caption below. With nothing to show, it is a sentence.

    Attributes
    ----------
    heading, subtitle, caption, alt : str
        What the figure shows; what is counted; source and caveats; the same in
        words for who cannot see it. Plain text.
    nothing : str
        Why there is nothing to draw; empty where there is something.
    """

    heading = subtitle = caption = alt = nothing = ""

    def describe(self, heading: str, subtitle: str, caption: str, alt: str) -> CaptionedFigure:
        """Set the words, and return the figure."""
        self.heading, self.subtitle = clean(heading), clean(subtitle)
        self.caption, self.alt = clean(caption), clean(alt, _ALT_LENGTH)
        return self

    def to_svg(self) -> str:
        """Return the drawing as an ``svg`` element: the same bytes for the same data.

        Colours of ink and paper are the page's own where it has some (the CSS
        variables ``--ink``, ``--quiet``, ``--rule`` and ``--paper``).
        """
        out = io.StringIO()
        with styled(), warnings.catch_warnings():
            # The browser draws the letters; that matplotlib's own font lacks some is no matter.
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            self.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
        svg = out.getvalue()
        svg = svg[svg.index("<svg ") :]
        svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.S)
        svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.S)
        svg = re.sub(r'<g id="[^"]*">', "<g>", svg)
        svg = re.sub(r'(<svg [^>]*?) height="[^"]*"', r"\1", svg, count=1)
        svg = re.sub(r'(<svg [^>]*?) width="[^"]*"', r"\1", svg, count=1)
        return re.sub(r'style="[^"<>]*"', _themed, svg)

    def _repr_html_(self) -> str:
        return fragment("figure", figure=self, svg="" if self.nothing else self.to_svg()).html

    def __repr__(self) -> str:
        return self.nothing or f"{self.heading}. {self.alt}"


def _themed(style: re.Match[str]) -> str:
    """Let the page choose ink, paper and font in one ``style`` attribute."""
    text = style.group()
    for colour, variable in _PAGE_COLOURS.items():
        text = text.replace(colour, f"var({variable}, {colour})")
    return re.sub(r"'DejaVu Sans'[^;\"]*", "var(--font, sans-serif)", text)


def styled() -> AbstractContextManager:
    """Apply the style file while a figure is made or saved."""
    return matplotlib.rc_context(fname=str(STYLE))


def new_figure(height: float) -> CaptionedFigure:
    """Make an empty figure of the usual width.

    Parameters
    ----------
    height : float
        Inches.

    Returns
    -------
    CaptionedFigure
        Without axes; laid out when drawn so that labels do not overlap.
    """
    return CaptionedFigure(figsize=(WIDTH, height), layout="constrained")


def nothing_to_show(sentence: str) -> CaptionedFigure:
    """Make the figure that says why there is none."""
    with styled():
        figure = new_figure(0.6)
        figure.text(0.02, 0.5, clean(sentence), va="center", color=QUIET)
    figure.nothing = figure.alt = clean(sentence)
    return figure
