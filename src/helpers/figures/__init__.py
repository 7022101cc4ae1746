"""Figures: each function takes a table of :mod:`helpers.views` and returns a Figure."""

from helpers.figures.growth import growth, growth_by_day
from helpers.figures.network import interaction_network
from helpers.figures.people import presence, speakers
from helpers.figures.ranges import claims_range
from helpers.figures.timelines import coverage, lanes

__all__ = [
    "claims_range",
    "coverage",
    "growth",
    "growth_by_day",
    "interaction_network",
    "lanes",
    "presence",
    "speakers",
]
