"""Fragments of HTML, filled from templates that escape every word put into them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from helpers import prose
from helpers.sides import COLOURS, colour_variable

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = files("helpers") / "templates"
REPORTS = "../reports/"
"""Where a notebook in ``notebooks/`` finds the pages of the reports."""


@dataclass(frozen=True)
class Fragment:
    """A piece of a page: Jupyter shows ``html``, a terminal ``text``."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


@cache
def environment() -> Environment:
    """Return the templates' environment: autoescaped, strict about missing names."""
    import jinja2

    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(TEMPLATES)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "capital": prose.capital,
        "clean": prose.clean,
        "number": prose.number,
        "plural": prose.plural,
        "sentence": prose.sentence,
        "side_class": side_class,
        "visible": prose.visible,
    }
    env.globals |= {
        "article_href": article_href,
        "days": prose.days,
        "stylesheet": stylesheet,
    }
    return env


def fragment(template: str, text: str = "", **values: object) -> Fragment:
    """Fill a template of ``templates/fragments``.

    Parameters
    ----------
    template : str
        Its name, without ending.
    text : str
        The fragment's content as plain text.
    **values
        What it is filled with; text is escaped.

    Returns
    -------
    Fragment
        Ready to be shown. What it holds is never typeset as mathematics.
    """
    filled = environment().get_template(f"fragments/{template}.html.j2").render(**values)
    body = f'<div class="tollbook tex2jax_ignore mathjax_ignore">\n{filled.strip()}\n</div>'
    return Fragment(body, prose.visible(text))


def paragraph(*sentences: str) -> Fragment:
    """Show sentences as a paragraph; empty ones are left out."""
    text = " ".join(prose.sentence(s) for s in sentences if s)
    return fragment("paragraph", text, words=text)


def side_class(side: str) -> str:
    """Return the CSS class that gives a side its colour."""
    return "side-" + (side if side in COLOURS else "other").replace(" ", "-")


@cache
def stylesheet() -> str:
    """Return the style that fragments and pages share, with the colours of the sides."""
    css = (TEMPLATES / "static" / "tollbook.css").read_text(encoding="utf-8")
    sides = [
        f".{side_class(side)} {{ --side: var({colour_variable(side)}, {colour}); }}"
        for side, colour in COLOURS.items()
    ]
    return "\n".join([css, *sides, ""])


def article_page(article_id: str) -> str:
    """Return the file name of an article's page, safe whatever the article is called."""
    import re

    from helpers.ids import stable_id

    if re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,80}", article_id):
        return f"{article_id}.html"
    slug = re.sub(r"[^a-z0-9]+", "-", article_id.lower()).strip("-")[:60]
    return f"{stable_id(slug or 'article', article_id)}.html"


def article_href(article_id: str, anchor: str = "") -> str:
    """Return the address of a place in an article's page, as a notebook sees it."""
    return f"{REPORTS}articles/{article_page(article_id)}" + (f"#{anchor}" if anchor else "")
