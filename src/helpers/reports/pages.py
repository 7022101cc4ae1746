"""What every page of a report shares: style, script, navigation, what it was made from."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from helpers.reports import PAGES
from helpers.reports.display import REPORTS, TEMPLATES, environment, stylesheet
from helpers.sides import ON_DARK, colour_variable

if TYPE_CHECKING:
    import pandas as pd

_SHOWN_ARTICLES = 20
_VERSIONED = ("tollbook", "spacy", "pandas", "matplotlib", "nbconvert")


@dataclass(frozen=True)
class Frame:
    """What the pages of one run share.

    Attributes
    ----------
    asked : str
        The parameters in words.
    made : mapping
        What the pages were made from; see :func:`made_from`.
    """

    asked: str
    made: Mapping[str, object]


def made_from(articles: pd.DataFrame, labels: pd.Series) -> dict[str, object]:
    """Gather what a report was made from: articles with their hashes, and versions.

    Parameters
    ----------
    articles : pandas.DataFrame
        The table ``articles``.
    labels : pandas.Series
        A readable name for each, by article_id.

    Returns
    -------
    dict
        ``articles`` (label and SHA-256 of the first), ``n_more``, ``fingerprint``
        (SHA-256 over all articles' hashes, in order of article_id) and ``versions``.
    """
    ordered = articles.sort_values("article_id")
    joined = "\n".join(ordered["sha256"])
    shown = ordered.head(_SHOWN_ARTICLES)
    return {
        "articles": [
            (str(labels.get(a, a)), sha)
            for a, sha in zip(shown["article_id"], shown["sha256"], strict=True)
        ],
        "n_more": len(ordered) - len(shown),
        "fingerprint": hashlib.sha256(joined.encode()).hexdigest()[:16],
        "versions": ", ".join(f"{name} {version(name)}" for name in _VERSIONED),
    }


def render(page: str, frame: Frame, **values: object) -> str:
    """Fill the template of a whole page.

    Parameters
    ----------
    page : str
        Its name in ``templates/pages``, without ending.
    frame : Frame
        What it shares with the other pages.
    **values
        What else it shows; text is escaped.

    Returns
    -------
    str
        HTML that asks for nothing from outside its folder.
    """
    template = environment().get_template(f"pages/{page}.html.j2", globals=page_globals())
    html = template.render(asked=frame.asked, made=frame.made, **values)
    return relative_to_reports(html, up="../" if page == "article" else "")


def frame_parts(frame: Frame, current: str, contents: list[tuple[str, str]], error: str) -> dict:
    """Fill the parts of the frame that surround a converted notebook.

    Parameters
    ----------
    frame : Frame
        What the pages share.
    current : str
        The notebook's name.
    contents : list of tuple
        Anchor and words of each heading.
    error : str
        Why the notebook failed; empty where it did not.

    Returns
    -------
    dict of str
        ``head``, ``top`` and ``bottom``: HTML.
    """
    macros = environment().get_template("pages/frame.html.j2", globals=page_globals()).module
    return {
        "head": str(macros.head()),
        "top": str(
            macros.top(page_globals()["pages"], current, frame.asked, "", contents, True, error)
        ),
        "bottom": str(macros.bottom(frame.made)),
    }


def relative_to_reports(html: str, up: str = "") -> str:
    """Turn addresses as a notebook sees them into addresses between pages of a report.

    Text cannot be mistaken for an address: its quotation marks are escaped.
    """
    return html.replace(f'href="{REPORTS}', f'href="{up}')


@cache
def page_globals() -> dict[str, object]:
    """Return what every template of a page may use."""
    return {
        "pages": [(name, title) for name, title, _ in PAGES],
        "page_script": _page_script,
        "page_style": _page_style,
        "script_hash": _script_hash,
    }


@cache
def _static(name: str) -> str:
    return (TEMPLATES / "static" / name).read_text(encoding="utf-8")


def _page_style() -> str:
    shades = "; ".join(f"{colour_variable(side)}: {c}" for side, c in ON_DARK.items())
    dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {shades}; }} }}\n"
    return _static("page.css") + stylesheet() + dark


def _page_script() -> str:
    return _static("page.js")


@cache
def _script_hash() -> str:
    """The only inline script that a page's policy lets run."""
    digest = hashlib.sha256(_page_script().encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def assets() -> dict[str, str]:
    """Return the shared files that make tables sort and search: itables' own bundle.

    Browsers load no modules from ``file://``, so the bundle becomes a plain script
    that leaves its table class in ``window.DataTable``.

    Returns
    -------
    dict of str
        Content by file name.

    Raises
    ------
    RuntimeError
        If the bundle of the installed itables does not end as expected.
    """
    bundle = files("itables") / "html"
    module = (bundle / "dt_bundle.js").read_text(encoding="utf-8")
    exported = re.search(r"\bexport\{[^}]*?\b(\w+|\$\w*) as default\b[^}]*\};?", module)
    if exported is None:
        raise RuntimeError("the bundle of this version of itables has another form")
    body = module[: exported.start()] + module[exported.end() :]
    return {
        "tables.js": f"(function () {{\n{body}\nwindow.DataTable = {exported.group(1)};\n}})();\n",
        "tables.css": (bundle / "dt_bundle.css").read_text(encoding="utf-8"),
    }
