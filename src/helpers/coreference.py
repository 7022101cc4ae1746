"""Which mentions in one article are of one actor: names, descriptions, roles, crowds."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.mention_parts import Found, Reading


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


def join_mentions(reading: Reading, names: list[Found], phrases: list[Found]) -> Chains:
    """Join the mentions of each actor in one article.

    Names are joined first, by spelling, surname and abbreviation; then everything is
    read from left to right, as a reader meets it.

    Parameters
    ----------
    reading : Reading
        The article.
    names, phrases : list of Found
        From :mod:`helpers.mention_names` and :mod:`helpers.mention_phrases`.

    Returns
    -------
    Chains
        All mentions, joined. ``seen`` has those that are to be kept, in order.
    """
    from helpers.coref_crowds import resolve_crowd, settle_protesters
    from helpers.coref_names import join_names
    from helpers.coref_nouns import join_unnamed_speaker, resolve_role, settle_affiliations
    from helpers.pronouns import find_pronouns

    chains = Chains(reading)
    everything = sorted([*names, *phrases], key=lambda f: (f.first, f.last))
    for found in everything:
        chains.add(found)
    join_names(chains, [f for f in everything if f.name])
    for found in everything:
        if found.same is not None:
            chains.join(found, found.same)
    _settle_owners_and_descriptions(chains, everything)
    for found in everything:
        if found.kind == "person" and found.form == "role":
            resolve_role(chains, found)
    for found in everything:
        if found.kind != "person" and not found.name:
            resolve_crowd(chains, found)
    settle_protesters(chains)
    join_unnamed_speaker(chains)
    settle_affiliations(chains)
    for pronoun, antecedent in find_pronouns(chains):
        chains.join(pronoun, antecedent)
        chains.seen.append(pronoun)
    chains.seen.sort(key=lambda f: (f.first, f.last))
    return chains


def _settle_owners_and_descriptions(chains: Chains, everything: list[Found]) -> None:
    """Read from left to right: whose each thing is, and what "the group" takes up."""
    from helpers.coref_nouns import resolve_description
    from helpers.pronouns import owner_of

    tokens = chains.reading.tokens
    at_token = {k: f for f in everything for k in range(f.first, f.last + 1)}
    at_token.update({f.head: f for f in everything})
    for found in everything:
        if found.owner is None and found.owner_at >= 0:
            if tokens[found.owner_at].tag_ == "PRP$":
                found.owner = owner_of(chains, found)
            elif at_token.get(found.owner_at) is not found:
                found.owner = at_token.get(found.owner_at)
        described = found.kind in ("organisation", "government") and found.form == "description"
        if described and found.sort != "government":
            resolve_description(chains, found)
        chains.seen.append(found)
