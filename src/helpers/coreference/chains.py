"""Mentions of one article joined into actors."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.mentions.parts import Found, Reading


@dataclass(eq=False)
class Chains:
    """Mentions joined into actors: a union-find that keeps the earliest mention as root.

    Attributes
    ----------
    reading : Reading
        The article.
    parent : dict
        From a mention to one that it is joined to.
    seen : list of Found
        Mentions read so far, in order.
    members : dict
        From a root to its mentions.
    """

    reading: Reading
    parent: dict[Found, Found] = field(default_factory=dict)
    seen: list[Found] = field(default_factory=list)
    members: dict[Found, list[Found]] = field(default_factory=dict)

    def add(self, found: Found) -> None:
        """Take in a mention as an actor of its own."""
        if found not in self.parent:
            self.parent[found] = found
            self.members[found] = [found]

    def root(self, found: Found) -> Found:
        """Return the mention that stands for the actor of ``found``."""
        self.add(found)
        while self.parent[found] is not found:
            found = self.parent[found]
        return found

    def join(self, left: Found, right: Found) -> None:
        """Make two mentions one actor."""
        a, b = self.root(left), self.root(right)
        if a is b:
            return
        if (b.first, b.last) < (a.first, a.last):
            a, b = b, a
        self.parent[b] = a
        self.members[a].extend(self.members.pop(b))

    def mentions_of(self, found: Found) -> list[Found]:
        """Return all mentions of the actor of ``found``."""
        return self.members[self.root(found)]

    def sorts(self, found: Found) -> set[str]:
        """Return what the actor's mentions say that it is more closely."""
        return {m.sort for m in self.mentions_of(found)} - {""}

    def owner(self, found: Found) -> Found | None:
        """Return the actor that any mention of ``found`` gives as its owner."""
        owners = [m.owner for m in self.mentions_of(found) if m.owner is not None]
        return self.root(owners[0]) if owners else None

    def country(self, found: Found) -> str:
        """Return the country that any mention of the actor gives, or empty."""
        return next((m.country for m in self.mentions_of(found) if m.country), "")

    def is_named(self, found: Found) -> bool:
        """Whether any mention of the actor holds its name."""
        return any(m.name for m in self.mentions_of(found))

    def distance(self, earlier: Found, later: Found) -> int:
        """Return how many sentences lie between two mentions."""
        return self.reading.sentence_of[later.first] - self.reading.sentence_of[earlier.first]
