"""What a figure or table shows, in a sentence or two computed from the same data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.reports.display import Fragment, paragraph

if TYPE_CHECKING:
    from helpers.extraction import Tables
    from helpers.views import Portrait


def inputs(book: Tables) -> Fragment:
    """Say how many files were used, folded and rejected, and how their dates are known."""
    n_same = int((book.articles["duplicate_of"] != "").sum())
    n_used, n_rejected = len(book.articles) - n_same, len(book.rejects)
    bases = book.articles["published_basis"].value_counts()
    known = [
        f"{how} for {n}"
        for basis, how in (
            ("stated", "stated in the text"),
            ("metadata", "given beside the text"),
            ("inferred", "inferred from the other articles"),
            ("unknown", "not known"),
        )
        if (n := int(bases.get(basis, 0)))
    ]
    return paragraph(
        f"{prose.plural(n_used + n_same + n_rejected, 'file')}: {n_used} used, "
        f"{n_same} with the same text as another, {n_rejected} rejected",
        f"the day of publication is {prose.join(known)}" if known else "",
    )


def coverage(rows: pd.DataFrame) -> Fragment:
    """Say which days the articles tell of, and which article tells of most.

    Parameters
    ----------
    rows : pandas.DataFrame
        From :func:`helpers.views.coverage`.

    Returns
    -------
    Fragment
        One paragraph.
    """
    told = rows.dropna(subset=["date_start"])
    if told.empty:
        return paragraph("No article tells of a dated event")
    weight = told.groupby("label", sort=False)["n"].sum()
    days = prose.days(told["date_start"].min(), told["date_end"].max())
    return paragraph(
        f"{_of(told['article_id'].nunique(), rows['article_id'].nunique(), 'article')} "
        f"tell{'s' if told['article_id'].nunique() == 1 else ''} of dated events, {days}",
        f"“{prose.clean(weight.idxmax(), 80).rstrip('.')}” tells of most, "
        f"{prose.plural(int(weight.max()), 'claim and event', 'claims and events')} in all",
    )


def ranges(rows: pd.DataFrame) -> Fragment:
    """Say how many tolls are disputed or rest on one side's word, and where most people died.

    Parameters
    ----------
    rows : pandas.DataFrame
        From :func:`helpers.views.claim_ranges`.

    Returns
    -------
    Fragment
        One paragraph.
    """
    tolls = rows.drop_duplicates("toll_id")
    if tolls.empty:
        return paragraph("There is no figure to compare")
    disputed = tolls[tolls["disputed"]]
    own = int(tolls["one_sided"].sum())
    agreed = len(tolls) - len(tolls[tolls["disputed"] | tolls["one_sided"]])
    parts = [
        f"Of {prose.plural(len(tolls), 'toll')}, {len(disputed)} "
        f"{'is' if len(disputed) == 1 else 'are'} disputed"
        + (": " if len(disputed) else "")
        + prose.join(f"{t}, {f}" for t, f in zip(disputed["toll"], disputed["toll_figure"],
                                                  strict=True)),
        f"{own} {'rests' if own == 1 else 'rest'} on the word of the victims' own side alone, and "
        f"{agreed} on sources that no one contradicts",
    ]  # fmt: skip
    return paragraph(*parts)


def changes(book: Tables) -> Fragment:
    """Say how many tolls are new, grew or shrank since the earlier run, and how many did not.

    Parameters
    ----------
    book : Tables
        All tables.

    Returns
    -------
    Fragment
        One paragraph; nothing in it where no earlier run was given.
    """
    if book.changes.empty:
        return paragraph()
    counts = book.changes["change"].value_counts()
    told = [f"{counts[change]} {words}" for change, words in _CHANGED.items() if change in counts]
    return paragraph(f"Of {prose.plural(len(book.changes), 'toll')}, {prose.join(told)}")


_CHANGED = {
    "new": "new",
    "grown": "grown",
    "shrunk": "shrunk",
    "disputed": "now disputed",
    "settled": "no longer disputed",
    "wider": "with a wider range",
    "narrower": "with a narrower range",
    "other": "with other marks",
    "gone": "no longer given",
    "same": "as before",
}


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


def _ends(links: pd.DataFrame) -> int:
    return pd.concat([links["source_id"], links["target_id"]]).nunique()


def lanes(events: pd.DataFrame) -> Fragment:
    """Say who is said to have done most, and how many of the days are not certain.

    Parameters
    ----------
    events : pandas.DataFrame
        From :func:`helpers.views.lanes`.

    Returns
    -------
    Fragment
        One paragraph.
    """
    if events.empty:
        return paragraph("No dated event has a known actor")
    busiest = events["actor"].iloc[0]
    open_days = int(events["uncertain"].sum())
    return paragraph(
        f"Most is told of {prose.clean(busiest)}: "
        f"{prose.plural(int((events['actor'] == busiest).sum()), 'event')} drawn",
        f"the day of {open_days} of {prose.plural(len(events), 'event')} is not certain",
    )


def timeline(entries: pd.DataFrame) -> Fragment:
    """Say how many days and spans are told of, and on which known day most is told.

    Parameters
    ----------
    entries : pandas.DataFrame
        From :func:`helpers.timeline.build_timeline`.

    Returns
    -------
    Fragment
        One paragraph.
    """
    undated = int(entries.attrs.get("undated", 0))
    left_out = (
        f"{prose.plural(undated, 'claim or event', 'claims and events')} without a date "
        f"{'is' if undated == 1 else 'are'} left out" if undated else ""
    )  # fmt: skip
    if entries.empty:
        return paragraph("The articles tell of nothing dated that matches what was asked", left_out)
    days = entries[entries["date_start"] == entries["date_end"]]
    told = (days["n_claims"] + days["n_events"]).reset_index(drop=True)
    spans = len(entries) - len(days)
    return paragraph(
        f"{prose.plural(len(days), 'known day')} and {prose.plural(spans, 'longer span')}",
        ""
        if days.empty
        else f"most is told of {days['when'].iloc[told.idxmax()]}: "
        f"{prose.plural(int(days['n_claims'].iloc[told.idxmax()]), 'claim')} and "
        f"{prose.plural(int(days['n_events'].iloc[told.idxmax()]), 'event')}",
        left_out,
    )


def growth(steps: pd.DataFrame) -> Fragment:
    """Say which figures rose between the first publication and the last, and by how much.

    Parameters
    ----------
    steps : pandas.DataFrame
        From :func:`helpers.views.growth`.

    Returns
    -------
    Fragment
        One paragraph.
    """
    if steps.empty:
        return paragraph("No figure can be followed from one publication to the next")
    risen = []
    for (panel, _), line in steps.groupby(["panel", "claimant_key"], sort=False):
        sizes = line["best"].fillna(line["low"]).fillna(line["high"])
        if len(line) > 1 and sizes.iloc[-1] != sizes.iloc[0]:
            went = "rose" if sizes.iloc[-1] > sizes.iloc[0] else "fell"
            risen.append(
                f"{panel}, by {prose.clean(line['claimant'].iloc[0])}, {went} from "
                f"{line['figure'].iloc[0]} to {line['figure'].iloc[-1]}"
            )
    if not risen:
        return paragraph(
            "No source gives a different figure in a later publication", _across_sources(steps)
        )
    return paragraph(prose.join(risen))


def _across_sources(steps: pd.DataFrame) -> str:
    """Say how far the highest figure of the first day lies from that of the last."""
    told = []
    for panel, rows in steps.groupby("panel", sort=False):
        rows = rows.assign(size=rows["best"].fillna(rows["low"]).fillna(rows["high"]))
        days = rows.sort_values("size").drop_duplicates("published_end", keep="last")
        days = days.sort_values("published_end")
        first, last = days.iloc[0], days.iloc[-1]
        if len(days) > 1 and first["size"] != last["size"]:
            told.append(
                f"{panel} {first['figure']} by {prose.clean(first['claimant'])}, published "
                f"{prose.days(first['published_start'], first['published_end'])}, and "
                f"{last['figure']} by {prose.clean(last['claimant'])}, published "
                f"{prose.days(last['published_start'], last['published_end'])}"
            )
    return f"the highest of the first day and of the last: {prose.join(told)}" if told else ""


def growth_by_day(days: pd.DataFrame) -> Fragment:
    """Say what each source counts from the first day that it tells of to the last.

    Parameters
    ----------
    days : pandas.DataFrame
        From :func:`helpers.views.growth_by_day`.

    Returns
    -------
    Fragment
        One paragraph.
    """
    if days.empty:
        return paragraph("No figure is told of a known day")
    told = []
    summed = days[days["part_of"] != "total"]
    for (panel, _), line in summed.groupby(["panel", "claimant_key"], sort=False):
        if line["date_end"].nunique() > 1:
            first, last = line.iloc[0], line.iloc[-1]
            told.append(
                f"{panel}, by {prose.clean(last['claimant'])}, {first['figure']} up to "
                f"{prose.days(first['date_start'], first['date_end'])} and {last['figure']} up to "
                f"{prose.days(last['date_start'], last['date_end'])}"
            )
    if not told:
        return paragraph("No source counts the dead or injured of more than one day")
    return paragraph(prose.join(told))


def _of(n: int, total: int, what: str) -> str:
    if n == total:
        return f"the {what}" if n == 1 else f"all {prose.plural(n, what)}"
    return f"{n} of {prose.plural(total, what)}"
