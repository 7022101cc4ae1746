"""What a figure or table shows, in a sentence or two computed from the same data."""

from __future__ import annotations

from helpers.findings.casualties import changes, coverage, inputs, ranges
from helpers.findings.people import counts_by_side, interactions, portrait, presence, speakers
from helpers.findings.times import growth, growth_by_day, lanes, timeline

__all__ = [
    "changes",
    "counts_by_side",
    "coverage",
    "growth",
    "growth_by_day",
    "inputs",
    "interactions",
    "lanes",
    "portrait",
    "presence",
    "ranges",
    "speakers",
    "timeline",
]
