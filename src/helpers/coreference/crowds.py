"""Crowds, forces and governments in one article: which phrases mean the same one."""

from __future__ import annotations

from helpers import lexicons
from helpers.actor_words import crowd_row, is_national
from helpers.coreference.chains import Chains
from helpers.mentions.parts import Found

_WINDOW = 3
_FOLLOWERS = frozenset({"supporters"})
_PROTESTERS = frozenset({"protesters", "crowd", "supporters", "activists"})
_ARMED = frozenset({"militants", "rebels", "jihadists", "separatists"})


def resolve_crowd(chains: Chains, found: Found) -> None:
    """Settle whose a crowd or force is, and join it to earlier mentions of the same one.

    Parameters
    ----------
    chains : Chains
        All mentions; joined in place. The mention's country is filled where its words
        or the article give it.
    found : Found
        A crowd, force or government without a name of its own.
    """
    row = _row(chains, found)
    if row is None or (row["relation"] == "same" and _join_fighters(chains, found)):
        return
    if found.sort in ("officers", "forces"):
        _take_up_force(chains, found)
    elif found.sort == "sources" and _take_up_sources(chains, found):
        return
    elif found.sort in _FOLLOWERS and found.owner is None and found.owner_at < 0:
        found.owner = _leading_organisation(chains, found)
    elif found.sort == "government":
        _settle_government(chains, found)
    if not found.country and found.owner is None:
        found.country = _country_of(chains, found)
    for other in chains.seen:
        if other.first >= found.first:
            break
        if not other.name and other is not found and _same_crowd(chains, found, other):
            chains.join(found, other)
            break


def _join_fighters(chains: Chains, found: Found) -> bool:
    """Join "Taliban fighters" to the Taliban, "the militants" to the one armed organisation."""
    owner = found.owner
    if owner is not None and (
        owner.kind == "organisation"
        or (owner.kind == "group" and owner.name)
        or (owner.kind in ("force", "government") and found.sort == "members")
    ):
        chains.join(found, found.owner)
        return True
    return found.sort in _ARMED and _join_armed(chains, found)


def _settle_government(chains: Chains, found: Found) -> None:
    """Let "the Assad regime" be the country's where its head's office tells the country.

    A bare "the regime" right after is the same.
    """
    owner = found.owner
    if owner is not None and owner.kind == "person":
        role = next((m.role for m in chains.mentions_of(owner) if m.role), "")
        if is_national(role) and (country := chains.country(owner)):
            found.country, found.owner = country, None
    elif owner is None and not found.country and found.owner_at < 0:
        near = [
            f
            for f in chains.seen
            if f.sort == "government"
            and f.first < found.first
            and not f.name
            and chains.distance(f, found) <= _WINDOW
            and (f.owner or _says_country(chains, f))
        ]
        if near:
            found.owner, found.country = near[-1].owner, near[-1].country


def _row(chains: Chains, found: Found) -> dict[str, str] | None:
    tokens = chains.reading.tokens
    for size in (3, 2, 1):
        first = found.head - size + 1
        if first >= found.first:
            row = crowd_row(" ".join(t.lower_ for t in tokens[first : found.head + 1]))
            if row:
                return row
    return None


def _take_up_force(chains: Chains, found: Found) -> None:
    """Let "officers" and "forces" be of the force that was spoken of last."""
    if found.country and found.sort == "forces":
        found.sort = "military"
        return
    token = chains.reading.tokens[found.head]
    if token.dep_ == "dobj" and token.head.lemma_ in lexicons.words(
        "actor_small_words", use="keep"
    ):
        return
    for other in reversed(chains.seen):
        if (
            other.first < found.first
            and other.kind == "force"
            and other.sort in ("police", "military", "security forces", "paramilitaries")
            and chains.distance(other, found) <= _WINDOW
            and not other.name
        ):
            found.sort, found.country = other.sort, found.country or other.country
            return
    found.sort = "police" if found.sort == "officers" else "military"


def _take_up_sources(chains: Chains, found: Found) -> bool:
    """Join "the sources" to the police or hospital sources spoken of last."""
    tokens = chains.reading.tokens
    for other in reversed(chains.seen):
        if other.first < found.first and tokens[other.head].lower_ in ("source", "sources"):
            if found.definite and other.sort != "sources":
                chains.join(found, other)
                return True
            return False
    return False


def _join_armed(chains: Chains, found: Found) -> bool:
    """Join "the militants" to the article's one armed organisation, if it has but one."""
    if not found.definite or found.country or found.owner_at >= 0:
        return False
    armed = {
        chains.root(f)
        for f in chains.seen
        if f.first < found.first and f.name and "militia" in chains.sorts(f)
    }
    if len(armed) != 1:
        return False
    meant = next(iter(armed))
    if not any(0 <= chains.distance(m, found) <= _WINDOW for m in chains.mentions_of(meant)):
        return False
    chains.join(found, meant)
    return True


def _leading_organisation(chains: Chains, found: Found) -> Found | None:
    """Return the one organisation that has followers here, for bare "supporters"."""
    roots = {
        chains.root(f)
        for f in chains.seen
        if f.kind == "organisation"
        and chains.is_named(f)
        and chains.sorts(f) & {"group", "party", "militia"}
        | (set() if chains.sorts(f) else {"unknown"})
    }
    scored = sorted(roots, key=lambda r: (-len(chains.mentions_of(r)), r.first))
    if not scored:
        return None
    if len(scored) > 1 and len(chains.mentions_of(scored[0])) < 2 * len(
        chains.mentions_of(scored[1])
    ):
        return None
    return scored[0]


def _country_of(chains: Chains, found: Found) -> str:
    """Return the country of a force or crowd that its own words leave open."""
    stated = [
        f
        for f in chains.seen
        if f.sort == found.sort
        and f.kind == found.kind
        and f.country
        and f is not found
        and _says_country(chains, f)
    ]
    main = chains.reading.country
    if found.kind not in ("force", "government"):
        return main
    if keeper := _keeper(chains, found):
        return keeper
    window = _WINDOW if found.definite else 0
    near = [f for f in stated if f.first < found.first and chains.distance(f, found) <= window]
    if near:
        return near[-1].country
    countries = {f.country for f in stated}
    if countries - {main}:
        return next(iter(countries)) if len(countries) == 1 and not main else ""
    return "" if found.sort == "military" and _has_foreign_forces(chains) else main


def _keeper(chains: Chains, found: Found) -> str:
    """Return the country that is said to have or send a force: "Germany has 850 soldiers"."""
    token = chains.reading.tokens[found.head]
    if token.dep_ != "dobj" or token.head.lemma_ not in lexicons.words(
        "actor_small_words", use="keep"
    ):
        return ""
    for child in token.head.children:
        if child.dep_ == "nsubj" and (place := chains.reading.place_over(child.i)) is not None:
            return place.country
    return ""


def _has_foreign_forces(chains: Chains) -> bool:
    """Whether an alliance's or another country's forces are in the story too."""
    main = chains.reading.country
    return any(
        f.sort == "alliance" or (f.kind == "force" and f.country not in ("", main))
        for f in chains.seen
    )


def _says_country(chains: Chains, found: Found) -> bool:
    """Whether the country stands in the mention's own words."""
    return any(found.first <= place.first <= found.last for place in chains.reading.places)


def _same_crowd(chains: Chains, found: Found, other: Found) -> bool:
    """Whether two phrases for a crowd or force mean the same: its sort, and whose it is."""
    if found.kind != other.kind or found.sort != other.sort:
        return False
    ours, theirs = found.owner, other.owner
    if (ours is None) != (theirs is None):
        return False
    if ours is not None and theirs is not None:
        return chains.root(ours) is chains.root(theirs)
    if found.owner_at >= 0 or other.owner_at >= 0 or found.owner_words != other.owner_words:
        return False
    if found.kind == "force" and not found.country and chains.reading.country:
        return False
    return found.country == other.country


def settle_protesters(chains: Chains) -> None:
    """Let plain "protesters" be the followers of the one party whose followers are out.

    Parameters
    ----------
    chains : Chains
        All mentions; joined in place.
    """
    crowds = [f for f in chains.seen if f.kind == "group" and f.sort in _PROTESTERS]
    owned = [f for f in crowds if f.owner is not None and f.sort in _FOLLOWERS and f.form != "role"]
    if len({chains.root(f) for f in owned}) != 1:
        return
    for found in crowds:
        bare = found.owner is None and found.owner_at < 0 and not found.name
        if bare and found.sort != "activists" and _is_plain(chains, found):
            found.owner = owned[0].owner
            chains.join(found, owned[0])


def _is_plain(chains: Chains, found: Found) -> bool:
    """Whether nothing but an article stands before the noun."""
    words = chains.reading.tokens[found.first : found.head]
    return all(t.pos_ == "DET" for t in words) and (found.definite or found.sort != "crowd")
