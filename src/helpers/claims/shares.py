"""Claims that give a share: 77% of them, two-thirds of the dead."""

from __future__ import annotations

Record = dict[str, object]


def with_shares(records: list[Record]) -> list[Record]:
    """Turn shares into numbers of people, by the last whole number with the same outcome.

    Parameters
    ----------
    records : list of dict
        The claims of one article in the order of the text; ``share`` is None or
        a part of a number given before.

    Returns
    -------
    list of dict
        The same without ``share``. A share is ``best`` alone and a subset; one
        of a number that the article does not give is left out.
    """
    done: list[Record] = []
    for record in records:
        share = record["share"]
        if share is None:
            done.append(record)
            continue
        wholes = [r for r in done if r["outcome"] == record["outcome"] and not r["share"]]
        figures = [r["best"] or r["low"] for r in wholes if (r["best"] or r["low"] or 0) > 1]
        if figures:
            done.append(record | {"best": round(share * figures[-1]), "part_of": "subset"})
    return [{k: v for k, v in record.items() if k != "share"} for record in done]
