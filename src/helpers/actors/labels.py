"""What each merged actor is called, and whose it is."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from helpers.actor_words import crowd_row_of_sort, role_key
from helpers.actors.chains import PERSONAL, ArticleActor
from helpers.lexicons import read
from helpers.naming import is_abbreviation, name_words
from helpers.places import country_names

_DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those|some|any)\s+", re.IGNORECASE)


class ActorNames:
    """What each merged actor is called, looked up once."""

    def __init__(self, parts: dict[str, list[ArticleActor]], root_of: dict[str, str]) -> None:
        self.parts = parts
        self.root_of = root_of
        self._names: dict[str, str] = {}
        for method in (self.kind, self.country, self.owner, self.own_name, self.sort, self.role):
            setattr(self, method.__name__, cache(method))

    def kind(self, root: str) -> str:
        """Return the kind that most mentions tell, names before other words."""
        votes: Counter[str] = Counter()
        for part in self.parts[root]:
            votes.update(part.kinds)
        return max(sorted(votes), key=lambda k: votes[k])

    def country(self, root: str) -> str:
        """Return the country that most articles tie it to, or empty."""
        votes = Counter(part.country for part in self.parts[root] if part.country)
        return max(sorted(votes), key=lambda c: votes[c]) if votes else ""

    def owner(self, root: str) -> str:
        """Return the actor that most articles give as the owner, or empty."""
        votes = Counter(
            self.root_of[part.owner]
            for part in self.parts[root]
            if part.owner in self.root_of
            and self.root_of[part.owner] in self.parts
            and self.root_of[part.owner] != root
        )
        return max(sorted(votes), key=lambda r: votes[r]) if votes else ""

    def own_name(self, root: str) -> str:
        """Return the name that the articles call it by most, full names first."""
        votes: Counter[str] = Counter()
        for part in self.parts[root]:
            votes.update(part.names)
        full = [n for n in votes if not is_abbreviation(n)]
        if self.kind(root) == PERSONAL:
            full = [n for n in full if len(name_words(n)) > 1] or full
        chosen = full or list(votes)
        return max(sorted(chosen), key=lambda n: (votes[n], len(n))) if chosen else ""

    def sort(self, root: str) -> str:
        """Return what it is more closely; see the table ``mentions``."""
        sorts = [s for part in self.parts[root] for s in part.sorts]
        kept = [s for s in sorts if s not in ("officers", "forces")] or sorts
        if "supporters" in sorts and self.owner(root):
            return "supporters"
        return kept[0] if kept else ""

    def role(self, root: str) -> str:
        """Return the role that most articles give a person, or empty."""
        if self.kind(root) != PERSONAL:
            return ""
        votes = Counter(role for part in self.parts[root] for role in part.roles[:1])
        return max(sorted(votes), key=lambda r: (votes[r], len(r))) if votes else ""

    def text(self, root: str) -> str:
        """Return the words that the articles use most, without an article."""
        votes: Counter[str] = Counter()
        for part in self.parts[root]:
            for text, n in [*part.descriptions.items(), *part.aliases.items()]:
                votes[_DETERMINER.sub("", text)] += n
        return max(sorted(votes), key=lambda t: (votes[t], len(t))) if votes else "unnamed"

    def display(self, root: str) -> str:
        """Return what the workbook calls it: its name, ACLED's way of naming, or its words."""
        if root not in self._names:
            # Two crowds may each be said to be the other's: the words break the ring.
            self._names[root] = self.own_name(root) or self.text(root)
            if not self.own_name(root):
                self._names[root] = self._generic(root)
        return self._names[root]

    def _generic(self, root: str) -> str:
        row = crowd_row_of_sort(self.sort(root))
        owner = self.owner(root)
        country = self.country(root)
        if row is not None and owner and not (country and row["type"] == "government"):
            word = row["word"] if row["type"] == "supporters" else self.text(root).split(" ")[-1]
            return f"{self._short(owner)} {word}"
        if row is not None and not owner and not country and row["relation"] != "same":
            return row["type"]
        if row is not None and country:
            return row["actor"].format(country_names().get(country, country))
        return self.text(root)

    def _short(self, root: str) -> str:
        """Return the name's abbreviation, if the articles use one."""
        votes: Counter[str] = Counter()
        for part in self.parts[root]:
            votes.update({n: c for n, c in part.names.items() if is_abbreviation(n)})
        return max(sorted(votes), key=lambda n: votes[n]) if votes else self.display(root)

    def affiliation(self, root: str) -> str:
        """Return the name of the actor that it belongs to or speaks for, or empty."""
        owner = self.owner(root)
        if owner and not (self.kind(root) == "government" and self.kind(owner) == PERSONAL):
            return self.display(owner)
        country = country_names().get(self.country(root), "")
        words = next((p.owner_words for p in self.parts[root] if p.owner_words and not p.owner), "")
        row = _crowd_by_words(words)
        kind = self.kind(root)
        if row is None and kind == "force" and self.own_name(root):
            row = crowd_row_of_sort(self.sort(root))
            row = row if row is not None and row["kind"] == "force" else None
        if row is None and kind == PERSONAL and (role := self.role(root)):
            row = _crowd_of_role(role)
        if row is not None and country:
            return row["actor"].format(country)
        return words


def _crowd_by_words(words: str) -> dict[str, str] | None:
    low = words.lower()
    return next((row for row in read("actor_crowds") if low and row["word"] == low), None)


def _crowd_of_role(role: str) -> dict[str, str] | None:
    """Return the row of the force or government that a role belongs to by itself."""
    cls = role_key(role)[0] if role_key(role) else ""
    of = next((row["of"] for row in read("actor_roles") if row["class"] == cls and row["of"]), "")
    return crowd_row_of_sort(of) if of in ("government", "police", "military") else None
