"""Tollbook: who says that how many were killed or injured, on whose word.

What is listed in ``__all__`` is the public face for notebooks; heavy modules are
imported when first used. Open a folder of articles, look at a table, and go from a
number to its sentence:

>>> from helpers import open_workbook, show
>>> book = open_workbook("data/articles", outcomes="injured")
>>> book.claims["outcome"].unique().tolist()
['injured']
>>> book.tolls.query("level == 'episode'")[["victim_group", "low"]].values.tolist()
[['state forces', 70], ['protesters', 2]]
>>> print(show(book.claims.query("low == 70")).text.splitlines()[0])
70 injured, others, 27 October 2021, says Sheikh Rasheed Ahmad

Figures take a table of :mod:`helpers.views` and return a matplotlib Figure; tables to
read are in :mod:`helpers.listings`, sentences about them in :mod:`helpers.findings`,
the answer in one screen in :mod:`helpers.summary`. ``help(open_workbook)`` and the
like tell the rest.
"""

from __future__ import annotations

from importlib import import_module

_FACE = {
    "Tables": "extraction",
    "export": "exports",
    "extract": "extraction",
    "load_articles": "articles",
    "open_workbook": "parameters",
    "ParameterError": "parameters",
    "read_tables": "store",
    "show": "showing",
    "write_tables": "store",
}
__all__ = list(_FACE)


def __getattr__(name: str) -> object:
    if name in _FACE:
        return getattr(import_module(f"helpers.{_FACE[name]}"), name)
    raise AttributeError(f"module 'helpers' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_FACE])
