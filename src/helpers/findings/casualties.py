"""What was read and what the figures show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers import prose
from helpers.reports.display import Fragment, paragraph

if TYPE_CHECKING:
    from helpers.extraction import Tables


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


def _of(n: int, total: int, what: str) -> str:
    if n == total:
        return f"the {what}" if n == 1 else f"all {prose.plural(n, what)}"
    return f"{n} of {prose.plural(total, what)}"


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
