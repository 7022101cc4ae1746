"""The answer in one screen: a story's tolls by side, and what is disputed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose, views
from helpers.reports.display import Fragment, article_href, fragment, paragraph

if TYPE_CHECKING:
    from helpers.extraction import Tables

MOST_CLAIMS = 12
"""The most claims listed below one toll; the table of claims has them all."""
MOST_CHANGES = 4
"""The most changes told in a story's summary; the table of changes has them all."""


def story(book: Tables, episode_id: str | None = None) -> Fragment:
    """Show the tolls of one story by side, with ranges, and what is disputed in it.

    Parameters
    ----------
    book : Tables
        All tables.
    episode_id : str, optional
        The episode; by default the one with most claims.

    Returns
    -------
    Fragment
        Each toll opens to the claims that were weighed in it; each of those leads
        to its place in the article.
    """
    facts = story_facts(book, episode_id)
    if facts is None:
        return fragment("paragraph", NOTHING, words=NOTHING)
    lines = [facts["name"] + ", " + facts["when"]]
    lines += [f"{t['outcome']} {t['victim']}: {t['figure']}; {t['note']}" for t in facts["tolls"]]
    lines += [facts["changed"]] if facts["changed"] else []
    lines += [f"disputed: {d['what']}: {d['explanation']}" for d in facts["disputes"]]
    return fragment("story", "\n".join(lines), story=facts)


NOTHING = "No claim about killed, injured or otherwise harmed people matches what was asked."


def other_stories(book: Tables, after: int = 1, largest: int = 20) -> Fragment:
    """Say in a line each what the other stories' tolls are.

    Parameters
    ----------
    book : Tables
        All tables.
    after : int
        How many stories, those with most claims, are told elsewhere.
    largest : int
        The most stories to list.

    Returns
    -------
    Fragment
        A list; a sentence where there is no other story.
    """
    others = views.stories(book).iloc[after:]
    shown = others.head(largest)
    if shown.empty:
        words = "The articles tell of no other story."
        return fragment("paragraph", words, words=words)
    ids = shown["episode_id"]
    theirs = replace(
        book,
        tolls=book.tolls[book.tolls["episode_id"].isin(ids)],
        claims=book.claims[book.claims["episode_id"].isin(ids)],
    )
    tolls = dict(list(views.tolls(theirs, level="episode").groupby("episode_id")))
    lines = [
        {
            "name": row["name"],
            "when": prose.days(row["date_start"], row["date_end"]),
            "size": _size(row),
            "figures": _linked(tolls.get(row["episode_id"], pd.DataFrame()), book),
        }
        for row in shown.to_dict("records")
    ]
    text = "\n".join(
        f"{line['name']}: {prose.join(words for words, _ in line['figures']) or 'no figures'}"
        for line in lines
    )
    return fragment("stories", text, stories=lines, n_more=len(others) - len(shown))


def _size(episode: Mapping[str, object]) -> str:
    articles = prose.plural(int(episode["n_articles"]), "article")
    return f"{articles} and {prose.plural(int(episode['n_claims']), 'claim')}"


def days(book: Tables, episode_id: str, largest: int = 8) -> list[dict[str, object]]:
    """Return the small timeline of a story: for each of its days, the tolls in a line.

    Parameters
    ----------
    book : Tables
        All tables.
    episode_id : str
        The episode.
    largest : int
        The most days to keep, the first.

    Returns
    -------
    list of dict
        ``when`` and ``what``, in order; ``what`` is a list of each toll's words and
        the address of the first claim weighed in it.
    """
    found = views.tolls(book, level="incident", episode_id=episode_id)
    found = found.sort_values(["date_start", "date_end"], na_position="last", kind="stable")
    by_day = found.groupby(["date_start", "date_end"], sort=False, dropna=False)
    return [
        {"when": prose.days(*day), "what": _linked(tolls, book)}
        for day, tolls in list(by_day)[:largest]
    ]


def _linked(tolls: pd.DataFrame, book: Tables) -> list[tuple[str, str]]:
    """The words of each toll, and where the first claim weighed in it is marked."""
    article_of = dict(zip(book.claims["claim_id"], book.claims["article_id"], strict=True))
    linked = []
    for k in range(len(tolls)):
        known = [claim for claim in tolls["claim_ids"].iloc[k] if claim in article_of]
        href = article_href(article_of[known[0]], known[0]) if known else ""
        linked.append((in_a_line(tolls.iloc[[k]]), href))
    return linked


def in_a_line(tolls: pd.DataFrame | None) -> str:
    """Put tolls in one line: ``6 police officers killed``.

    Parameters
    ----------
    tolls : pandas.DataFrame or None
        From :func:`helpers.views.tolls`.

    Returns
    -------
    str
        ``no figures`` where there is none.
    """
    told = [] if tolls is None else tolls.to_dict("records")
    parts = [
        f"{t['figure']} {prose.clean(t['victim'], 40)} {t['outcome']}"
        + (" (disputed)" if t["disputed"] else "")
        for t in told
    ]
    return prose.join(parts) or "no figures"


def story_facts(book: Tables, episode_id: str | None = None) -> dict[str, object] | None:
    """Gather what a story's summary says.

    Parameters
    ----------
    book : Tables
        All tables.
    episode_id : str, optional
        The episode; by default the one with most claims.

    Returns
    -------
    dict or None
        ``name``, ``when``, ``size`` (claims and articles, in words), ``tolls`` (of
        the whole story; each a dict with its claims and the ends of its range in
        percent of the widest of its outcome), ``disputes`` (what, and the
        explanation) and ``changed`` (since the earlier run, in a sentence; empty
        where none was given). None where there is no story.
    """
    ranked = views.stories(book)
    if episode_id is not None:
        ranked = ranked[ranked["episode_id"] == episode_id]
    if ranked.empty:
        return None
    episode = ranked.iloc[0]
    found = views.tolls(book, episode_id=episode["episode_id"])
    whole = found[found["level"] == "episode"]
    disputed = found[found["disputed"]]
    all_claims = views.claims(book).set_index("claim_id", drop=False)
    return {
        "episode_id": episode["episode_id"],
        "name": episode["name"],
        "when": prose.days(episode["date_start"], episode["date_end"]),
        "size": _size(episode),
        "tolls": [_toll(t, found, all_claims) for t in whole.to_dict("records")],
        "disputes": [
            {
                "what": views.toll_title(t),
                "figure": t["figure"],
                "explanation": t["explanation"],
                "claims": _claims_of(t["claim_ids"], all_claims),
            }
            for t in disputed.to_dict("records")
        ],
        "changed": _changed(book, episode["episode_id"]),
    }


def _changed(book: Tables, episode_id: str) -> str:
    """What became of a story's tolls since the earlier run, in a sentence."""
    own = book.changes[book.changes["episode_id"] == episode_id]
    if book.changes.empty:
        return ""
    if (own["change"] == "new").all():
        return "New since the earlier run."
    found = views.changes(book, episode_id)
    if found.empty:
        return "No figure changed since the earlier run."
    whole = found[found["level"] == "episode"]
    parts = [t.rstrip(".") for t in whole["explanation"].head(MOST_CHANGES)]
    rest = len(found) - len(parts)
    if rest:
        parts.append(
            f"{prose.plural(rest, 'more change')} below"
            if parts
            else f"{prose.plural(rest, 'change')} in its incidents, below"
        )
    return prose.sentence(f"Since the earlier run: {'; '.join(parts)}")


def _toll(
    toll: Mapping[str, object], found: pd.DataFrame, all_claims: pd.DataFrame
) -> dict[str, object]:
    """A toll with its range in percent, its claims and those of its dated incidents."""
    same = found[found["outcome"] == toll["outcome"]]
    widest = same.loc[same["level"] == "episode", ["low", "best", "high"]].max().max()
    parts = same[(same["level"] == "incident") & (same["victim_group"] == toll["victim_group"])]
    ids = {*toll["claim_ids"], *(i for ids in parts["claim_ids"] for i in ids)}
    low, high = toll["low"], toll["high"]
    low = toll["best"] if pd.isna(low) else low
    return {
        **toll,
        "left": _percent(low, widest),
        "right": _percent(low if pd.isna(high) else high, widest),
        "open": bool(toll["open_ended"]) or pd.isna(high),
        "claims": _claims_of(ids, all_claims),
        "n_more": max(len(ids) - MOST_CLAIMS, 0),
    }


def _percent(value: object, widest: object) -> int:
    """Where a figure stands on a line that leaves a sixth of its length for "or more"."""
    if pd.isna(value) or pd.isna(widest) or not widest:
        return 0
    return round(83 * int(value) / int(widest))


def _claims_of(ids: Iterable[str], all_claims: pd.DataFrame) -> list[dict[str, object]]:
    kept = all_claims[all_claims.index.isin(list(ids))].head(MOST_CLAIMS)
    return [
        {
            "claim_id": row["claim_id"],
            "claimant": row["claimant"],
            "side": row["side"],
            "evidence": row["evidence"],
            "when": prose.days(row["date_start"], row["date_end"]),
            "href": article_href(row["article_id"], row["claim_id"]),
        }
        for row in kept.to_dict("records")
    ]


def made_of(book: Tables) -> Fragment:
    """Say how many claims the tolls weigh, and which they list but do not weigh."""
    stances = book.claims["stance"].value_counts()
    beside = [
        f"{prose.plural(int(stances[s]), 'claim')} {s}"
        for s in ("denied", "unconfirmed", "hypothetical")
        if s in stances
    ]
    sources = views.claims(book)["claimant_key"].nunique()
    text = (
        f"{prose.plural(len(book.claims), 'claim')} by {prose.plural(sources, 'source')}, "
        "an article's own voice being one"
        + (f"; {prose.join(beside)} listed, but not weighed" if beside else "")
    )
    return paragraph(text)
