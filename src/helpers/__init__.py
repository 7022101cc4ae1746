"""Tollbook: who says that how many were killed or injured, on whose word.

What is listed here is the public face for notebooks; heavy modules are imported
when first used.
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
    "write_tables": "store",
}
__all__ = list(_FACE)


def __getattr__(name: str) -> object:
    if name in _FACE:
        return getattr(import_module(f"helpers.{_FACE[name]}"), name)
    raise AttributeError(f"module 'helpers' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_FACE])
