"""What the tables of actors show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.reports.display import Fragment, paragraph

if TYPE_CHECKING:
    from helpers.views import Portrait


def speakers(said: pd.DataFrame) -> Fragment:
    """Say who speaks most, and how the sides share the word.

    Parameters
    ----------
    said : pandas.DataFrame
        From :func:`helpers.views.speakers`.

    Returns
    -------
    Fragment
        One paragraph.
    """
    if said.empty:
        return paragraph("Nobody is said to have said anything")
    total = int(said["n_statements"].sum())
    first = said.iloc[0]
    sides = said.groupby("side")["n_statements"].sum().sort_values(ascending=False, kind="stable")
    shares = [f"{n} by {_side_words(side)}" for side, n in sides.items()]
    return paragraph(
        f"{prose.clean(first['speaker'])} is given the word most often: "
        f"{first['n_statements']} of {prose.plural(total, 'statement')}",
        f"by side: {prose.join(shares)}",
    )


def _side_words(side: str) -> str:
    return "others" if side == "other" else side


def counts_by_side(counted: pd.DataFrame) -> Fragment:
    """Say whether each side counts its own dead alone.

    Parameters
    ----------
    counted : pandas.DataFrame
        From :func:`helpers.views.counts_by_side`.

    Returns
    -------
    Fragment
        One paragraph.
    """
    sides = counted[~counted["side"].isin(["article", "other"])]
    if sides.empty:
        return paragraph("No figure is ascribed to a known side")
    told = [
        f"{_side_words(side)} {_whom(block)}" for side, block in sides.groupby("side", sort=True)
    ]
    return paragraph(prose.join(told))


def _whom(block: pd.DataFrame) -> str:
    own = block["victim_group"] == block["side"]
    n_own, n_other = int(block.loc[own, "n_claims"].sum()), int(block.loc[~own, "n_claims"].sum())
    if not n_other:
        return f"count their own people alone ({prose.plural(n_own, 'claim')})"
    if not n_own:
        return f"count others alone ({prose.plural(n_other, 'claim')})"
    return f"count their own people in {prose.plural(n_own, 'claim')} and others in {n_other}"


def interactions(links: pd.DataFrame) -> Fragment:
    """Say which deed between which two is told most often, and how much of it is violence.

    Parameters
    ----------
    links : pandas.DataFrame
        From :func:`helpers.views.interactions`.

    Returns
    -------
    Fragment
        One paragraph.
    """
    if links.empty:
        return paragraph("No deed between two known actors is told")
    first = links.iloc[0]
    total = int(links["n_events"].sum())
    violent = int(links.loc[links["violent"], "n_events"].sum())
    return paragraph(
        f"{prose.plural(total, 'event')} between {_ends(links)} known actors, {violent} of them "
        "violence, arrests, threats or bans",
        f"told most often: {prose.clean(first['source'])}, {first['kind']}, "
        f"{prose.clean(first['target'])} ({first['n_events']})",
    )


def _ends(links: pd.DataFrame) -> int:
    return pd.concat([links["source_id"], links["target_id"]]).nunique()


def presence(placed: pd.DataFrame) -> Fragment:
    """Say who is told of on most days, and who from first to last.

    Parameters
    ----------
    placed : pandas.DataFrame
        From :func:`helpers.views.presence`.

    Returns
    -------
    Fragment
        One paragraph.
    """
    known = placed[placed["date_start"] == placed["date_end"]]
    if known.empty:
        return paragraph("Nothing is told of an actor on a known day" if placed.empty else
                         "All that is told of actors lies some time between two days")  # fmt: skip
    days = known.groupby("actor", sort=False)["date_start"].nunique()
    most = days.idxmax()
    last = known.groupby("actor", sort=False)["date_start"].max()
    gone = last[last < known["date_start"].max()]
    return paragraph(
        f"{prose.clean(most)} is told of on most days: {days.max()} of "
        f"{known['date_start'].nunique()} known days",
        f"{len(gone)} of {prose.plural(len(days), 'actor')} "
        f"{'is' if len(gone) == 1 else 'are'} not told of on the last day"
        if len(gone)
        else "all of them are told of on the last day",
    )


def portrait(told: Portrait) -> Fragment:
    """Say in a paragraph who one actor is and what is told of it.

    Parameters
    ----------
    told : Portrait
        From :func:`helpers.views.portrait`.

    Returns
    -------
    Fragment
        One paragraph.
    """
    if not told.actor:
        return paragraph("The articles name no actor")
    name, n = prose.clean(told.actor["name"]), told.told["part"].value_counts()
    mentions = prose.plural(int(told.actor["n_mentions"]), "mention")
    days = told.told.dropna(subset=["date_start"])
    what = prose.clean(told.actor["who"], 120)
    also = prose.join(told.members[:4]) + (" and others" if len(told.members) > 4 else "")
    return paragraph(
        f"{name}: {what}; {mentions} in {prose.plural(int(told.actor['n_articles']), 'article')}",
        f"counted with it: {also}" if told.members else "",
        f"it makes {prose.plural(int(n.get('counts its own', 0)), 'claim')} about people of its "
        f"own and {n.get('counts others', 0)} about others, and says "
        f"{prose.plural(int(n.get('says', 0)), 'other thing')}",
        f"it is blamed for violence, arrests, threats or bans "
        f"{prose.plural(int(n.get('is blamed for', 0)), 'time')}{_most(told, 'is blamed for')}, "
        f"and suffers them {prose.plural(int(n.get('suffers', 0)), 'time')}"
        f"{_most(told, 'suffers')}",
        "" if days.empty else
        f"dated: {prose.days(days['date_start'].min(), days['date_end'].max())}",
    )  # fmt: skip


def _most(told: Portrait, part: str) -> str:
    """Whom a part tells of most beside the actor."""
    others = told.told.loc[(told.told["part"] == part) & (told.told["other"] != ""), "other"]
    if others.empty:
        return ""
    counts = others.value_counts()
    first = min(counts.index, key=lambda name: (-counts[name], name))
    link = "against" if part == "is blamed for" else "from"
    return f", mostly {link} {prose.clean(first, 60)}"
