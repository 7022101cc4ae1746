"""Actors of a corpus: one behind its names, what it is, and which tables tell of it."""

from __future__ import annotations

from helpers.actors.interactions import find_interactions
from helpers.actors.known import load_known_actors, suggest_actors
from helpers.actors.links import link_actors
from helpers.actors.roles import find_roles
from helpers.actors.table import name_actors

__all__ = [
    "find_interactions",
    "find_roles",
    "link_actors",
    "load_known_actors",
    "name_actors",
    "suggest_actors",
]
