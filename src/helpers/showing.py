"""Look up a claim or a toll: its sentence, in its paragraph, with the claim's words marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from helpers.extraction import Tables
    from helpers.reports.display import Fragment

MOST_SHOWN = 50
"""The most claims shown at once."""

_opened: list[Tables] = []


def remember(book: Tables) -> Tables:
    """Keep the workbook that was opened last, for :func:`show`; return it."""
    _opened[:] = [book]
    return book


def show(what: str | pd.DataFrame, book: Tables | None = None) -> Fragment:
    """Show the evidence of a claim, of a toll, or of some rows of these tables.

    Parameters
    ----------
    what : str or pandas.DataFrame
        A ``claim_id``, a ``toll_id``, or rows that have such a column.
    book : Tables, optional
        Where to look; by default the workbook that
        :func:`helpers.open_workbook` opened last.

    Returns
    -------
    Fragment
        The claim's figure and source, and its sentence within its paragraph, the
        claim's words marked. Jupyter shows it as HTML, where one of several claims
        opens on a click and tells its sentence when pointed at; a terminal as
        text, with the words in ``[[ ]]``. Words of articles never become markup.

    Raises
    ------
    ParameterError
        If no workbook was opened, or there is no such claim or toll in it.

    Examples
    --------
    >>> from helpers import open_workbook, show
    >>> book = open_workbook("data/articles")
    >>> row = book.claims.set_index("evidence").loc["five supporters dead"]
    >>> show(row["claim_id"])
    5 killed, supporters, 23 October 2021, says Tehreek-e-Labbaik Pakistan
    On the first day of protests, two police officers were killed in clashes between the two \
sides, while the TLP reported [[five supporters dead]] on Saturday.
    (At an Islamist rally in Pakistan, three police officers were killed)
    """
    from helpers.given import ParameterError
    from helpers.reports.display import fragment

    if book is None and not _opened:
        raise ParameterError("no workbook is open: open_workbook() first, or give book=")
    book = book or _opened[0]
    ids, heading = _claims_of(what, book)
    shown = [_evidence(claim, book) for claim in _rows(ids[:MOST_SHOWN], book)]
    n_more = len(ids) - len(shown)
    lines = [heading] if heading else []
    lines += [f"{e['what']}\n{e['before']}[[{e['words']}]]{e['after']}\n({e['article']})"
              for e in shown]  # fmt: skip
    lines += [f"and {n_more} more"] if n_more else []
    return fragment(
        "shown", "\n\n".join(lines) or NOTHING, claims=shown, heading=heading, n_more=n_more,
        nothing=NOTHING,
    )  # fmt: skip


NOTHING = "There is no claim to show."


def _claims_of(what: object, book: Tables) -> tuple[list[str], str]:
    """Return the ids of the claims that are meant, and words to put above them."""
    from helpers.given import ParameterError, nearest

    if not isinstance(what, str):
        columns = getattr(what, "columns", ())
        for column in ("claim_id", "claim_ids"):
            if column in columns:
                values = what[column]
                flat = values if column == "claim_id" else values.explode().dropna()
                return list(dict.fromkeys(map(str, flat))), ""
        raise ParameterError(
            "show() takes a claim_id, a toll_id, or rows of the tables claims or tolls; "
            f"got {type(what).__name__}"
        )
    tolls = book.tolls.set_index("toll_id")
    if what in tolls.index:
        return list(tolls.at[what, "claim_ids"]), str(tolls.at[what, "explanation"])
    known = [*book.claims["claim_id"], *tolls.index]
    if what not in known:
        raise ParameterError(
            f"no claim or toll is called {what!r} in this workbook{nearest(what, known)}; "
            "their ids are in book.claims.claim_id and book.tolls.toll_id"
        )
    return [what], ""


def _rows(ids: list[str], book: Tables) -> list[dict[str, object]]:
    from helpers import views

    found = views.claims(book).set_index("claim_id", drop=False)
    return found.loc[[i for i in ids if i in found.index]].to_dict("records")


def _evidence(claim: Mapping[str, object], book: Tables) -> dict[str, str]:
    """The paragraph of a claim in pieces, and what is said of it."""
    from helpers import prose
    from helpers.reports.display import article_href

    articles = book.articles.set_index("article_id")
    text = articles.at[claim["article_id"], "text"]
    start, end = int(claim["start"]), int(claim["end"])
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    own = book.sentences[
        (book.sentences["article_id"] == claim["article_id"])
        & (book.sentences["sentence_id"] == claim["sentence_id"])
    ]
    when = prose.days(claim["date_start"], claim["date_end"])
    stance = "" if claim["stance"] == "asserted" else f" ({claim['stance']})"
    return {
        "what": prose.clean(
            f"{claim['figure']} {claim['outcome']}, {claim['victims'] or claim['victim_group']}, "
            f"{when}, says {claim['claimant']}{stance}"
        ),
        "side": str(claim["victim_group"]),
        "before": text[first:start],
        "words": text[start:end],
        "after": text[end : last if last >= 0 else len(text)],
        "sentence": prose.clean(own["text"].iloc[0] if len(own) else text[start:end]),
        "article": prose.clean(claim["article"]),
        "href": article_href(str(claim["article_id"]), str(claim["claim_id"])),
    }


def contents(book: Tables) -> Fragment:
    """Say what a workbook holds: its tables, what a row is, and how many there are.

    Parameters
    ----------
    book : Tables
        All tables.

    Returns
    -------
    Fragment
        What Jupyter shows where a cell ends in ``book``.
    """
    from helpers import prose
    from helpers.reports.display import fragment
    from helpers.schemas import row_meaning

    rows = [
        {"name": f.name, "n": len(getattr(book, f.name)), "meaning": row_meaning(f.name)}
        for f in fields(book)
    ]
    text = "\n".join(f"{row['name']:12}{prose.number(row['n']):>7}  one row is {row['meaning']}"
                     for row in rows)  # fmt: skip
    return fragment("contents", text, tables=rows)
