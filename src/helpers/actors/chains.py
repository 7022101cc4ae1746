"""The mentions table, gathered: one record for each actor in each article."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pandas as pd

from helpers.naming import is_abbreviation, name_words

PERSONAL = "person"


@dataclass(eq=False)
class ArticleActor:
    """An actor as one article tells of it: all of its mentions there.

    Attributes
    ----------
    chain, article_id : str
        As in the table ``mentions``.
    kinds : Counter of str
        How often each kind was read; names count more than other words.
    names, texts : Counter of str
        Names without titles; words of the mentions other than pronouns.
    aliases, descriptions : Counter of str
        The words split into those that hold a name and the others.
    sorts, roles : list of str
        In order of the text.
    country, owner, owner_words : str
        Two-letter code; chain, and words, of whom it belongs to.
    n_mentions : int
        All mentions, pronouns included.
    """

    chain: str
    article_id: str
    kinds: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    sorts: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    country: str = ""
    owner: str = ""
    owner_words: str = ""
    n_mentions: int = 0

    @property
    def kind(self) -> str:
        """What it is, by the weight of its mentions."""
        return max(sorted(self.kinds), key=lambda k: self.kinds[k]) if self.kinds else ""

    @property
    def name(self) -> str:
        """Its fullest name in the article, or empty."""
        full = [n for n in self.names if not is_abbreviation(n)] or list(self.names)
        words = {n: len(name_words(n)) if self.kind == PERSONAL else len(n) for n in full}
        return max(sorted(full), key=lambda n: (words[n], self.names[n])) if full else ""


def gather(mentions: pd.DataFrame) -> dict[str, ArticleActor]:
    """Gather mentions into one record for each chain.

    Parameters
    ----------
    mentions : pandas.DataFrame
        The table ``mentions``.

    Returns
    -------
    dict of ArticleActor
        By chain, in the order of the chains' ids. Places are left out.
    """
    columns = [
        "chain",
        "article_id",
        "start",
        "text",
        "form",
        "kind",
        "name",
        "role",
        "country",
        "sort",
        "owner",
        "affiliation",
    ]
    actors = mentions.loc[mentions["kind"] != "place", columns]
    found: dict[str, ArticleActor] = {}
    for row in actors.sort_values(["chain", "start"]).itertuples(index=False):
        actor = found.get(row.chain)
        if actor is None:
            actor = found[row.chain] = ArticleActor(row.chain, row.article_id)
        actor.n_mentions += 1
        if row.form == "pronoun":
            continue
        actor.kinds[row.kind] += 10 if row.name else 1
        if row.name:
            actor.names[row.name] += 1
        target = actor.aliases if row.form in ("name", "abbreviation") else actor.descriptions
        target[row.text] += 1
        if row.sort and row.sort not in actor.sorts:
            actor.sorts.append(row.sort)
        if row.role and row.role not in actor.roles:
            actor.roles.append(row.role)
        actor.country = actor.country or row.country
        actor.owner = actor.owner or row.owner
        actor.owner_words = actor.owner_words or row.affiliation
    return found
