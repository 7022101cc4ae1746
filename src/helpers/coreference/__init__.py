"""Which mentions in one article are of one actor: names, descriptions, roles, crowds."""

from __future__ import annotations

from helpers.coreference.chains import Chains
from helpers.mentions.parts import Found, Reading


def join_mentions(reading: Reading, names: list[Found], phrases: list[Found]) -> Chains:
    """Join the mentions of each actor in one article.

    Names are joined first, by spelling, surname and abbreviation; then everything is
    read from left to right, as a reader meets it.

    Parameters
    ----------
    reading : Reading
        The article.
    names, phrases : list of Found
        From :mod:`helpers.mentions.names` and :mod:`helpers.mentions.phrases`.

    Returns
    -------
    Chains
        All mentions, joined. ``seen`` has those that are to be kept, in order.
    """
    from helpers.coreference.ages import find_ages
    from helpers.coreference.crowds import resolve_crowd, settle_protesters
    from helpers.coreference.names import join_names
    from helpers.coreference.pronouns import find_pronouns
    from helpers.coreference.roles import join_unnamed_speaker, resolve_role, settle_affiliations

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
    for aged, person in find_ages(chains):
        chains.join(aged, person)
        chains.seen.append(aged)
    chains.seen.sort(key=lambda f: (f.first, f.last))
    for pronoun, antecedent in find_pronouns(chains):
        chains.join(pronoun, antecedent)
        chains.seen.append(pronoun)
    chains.seen.sort(key=lambda f: (f.first, f.last))
    return chains


def _settle_owners_and_descriptions(chains: Chains, everything: list[Found]) -> None:
    """Read from left to right: whose each thing is, and what "the group" takes up."""
    from helpers.coreference.descriptions import resolve_description
    from helpers.coreference.pronouns import owner_of

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
