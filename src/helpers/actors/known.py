"""What the user knows of actors: data/actors.csv, read, matched and suggested."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from helpers.actor_words import crowd_row, role_key
from helpers.actors.categories import CATEGORIES
from helpers.naming import name_words
from helpers.places import country_names, fold
from helpers.schemas import SIDES

COLUMNS = (
    "name",
    "aliases",
    "kind",
    "category",
    "role",
    "affiliation",
    "country",
    "side",
    "valid_from",
    "valid_to",
)
"""Columns of data/actors.csv. ``aliases`` are parted by ``;``; only ``name`` must be filled."""

KINDS = ("person", "organisation", "government", "force", "group")


Days = tuple[str, str] | None
"""First and last day, ``YYYY-MM-DD``; None where unknown."""


def holds(row: dict[str, str], days: Days) -> bool:
    """Whether a user's row holds on some of ``days``; always where no day is known."""
    if days is None:
        return True
    began = row.get("valid_from") or "0000"
    ended = row.get("valid_to") or "9999"
    return began <= days[1] and days[0] <= ended


@dataclass(frozen=True)
class KnownActors:
    """The user's rows, ready to be looked up.

    Attributes
    ----------
    rows : dict of dict
        The latest row of each name.
    aliases : dict of tuple
        Other names, by name.
    by_name : dict
        From a folded name or alias to the name.
    periods : dict of list
        All rows of each name, the earliest first: its roles, each with its days.
    by_office : dict of list
        From role and affiliation to the rows of those who hold it.
    """

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)
    periods: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    by_office: dict[tuple[str, ...], list[dict[str, str]]] = field(default_factory=dict)

    def row_on(self, name: str, days: Days) -> dict[str, str]:
        """Return the row of ``name`` that holds on some of ``days``, the latest of several.

        Where none does, the latest row without its role: that was of another time.
        """
        rows = self.periods.get(name, [])
        fitting = [row for row in rows if holds(row, days)]
        if rows and not fitting:
            return {**rows[-1], "role": "", "affiliation": ""}
        return (fitting or [{}])[-1]

    def holder(self, office: tuple[str, ...], days: Days) -> str:
        """Return who alone holds an office on ``days``, or empty."""
        rows = self.by_office.get(office, [])
        names = {row["name"] for row in rows if holds(row, days)} if days else set()
        names = names or ({row["name"] for row in rows} if not days else set())
        return names.pop() if len(names) == 1 else ""

    def name_of(self, actor_id: str, name: str) -> str:
        """Return ``name`` where it is a name of the user's for an actor."""
        return name if actor_id and name in self.rows else ""


def load_known_actors(path: str | Path) -> pd.DataFrame:
    """Read what the user knows about actors.

    Parameters
    ----------
    path : str or Path
        A CSV file with the columns :data:`COLUMNS`, in any order; columns may be left
        out, but not ``name``. Lines that begin with ``#`` are comments. A person who
        changed roles has a row for each, with ``valid_from`` and ``valid_to`` (days,
        or empty).

    Returns
    -------
    pandas.DataFrame
        All columns, as texts.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If a column is unknown, a name is missing, a category, kind, country, side or day is
        not one that exists, or two actors share a name or alias. The message names the
        file and the line's actor.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}: it should hold what you know about actors")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    if not kept:
        raise ValueError(f"{path}: the file is empty; its first line names the columns")
    table = pd.read_csv(io.StringIO("\n".join(kept)), dtype=str, keep_default_na=False)
    table.columns = [str(c).strip() for c in table.columns]
    unknown = sorted(set(table.columns) - set(COLUMNS))
    if unknown:
        raise ValueError(f"{path}: unknown column {unknown[0]!r}; there are {', '.join(COLUMNS)}")
    if "name" not in table.columns:
        raise ValueError(f"{path}: the column 'name' is missing")
    table = table.reindex(columns=list(COLUMNS), fill_value="")
    table = table.apply(lambda column: column.str.strip())
    _check_values(path, table)
    _check_names(path, table)
    return table


def _check_values(path: Path, table: pd.DataFrame) -> None:
    allowed = {
        "category": CATEGORIES,
        "kind": KINDS,
        "country": tuple(country_names()),
        "side": SIDES,
    }
    for line, row in zip(table.index, table.to_dict("records"), strict=True):
        if not row["name"]:
            raise ValueError(f"{path}: row {line + 1} has no name")
        for column, values in allowed.items():
            if row[column] and row[column] not in values:
                listed = ", ".join(values) if column != "country" else "two-letter codes"
                raise ValueError(
                    f"{path}: {row['name']}: {column} {row[column]!r} is not one of: {listed}"
                )
        days = []
        for column in ("valid_from", "valid_to"):
            day = pd.to_datetime(row[column] or None, format="%Y-%m-%d", errors="coerce")
            if row[column] and pd.isna(day):
                raise ValueError(
                    f"{path}: {row['name']}: {column} {row[column]!r} is not a day such as "
                    "2021-10-31"
                )
            days.append(day)
        if not pd.isna(days).any() and days[0] > days[1]:
            raise ValueError(f"{path}: {row['name']}: valid_from lies behind valid_to")


def _check_names(path: Path, table: pd.DataFrame) -> None:
    owner: dict[str, str] = {}
    for row in table.to_dict("records"):
        for name in (row["name"], *_split(row["aliases"])):
            other = owner.setdefault(fold(name), row["name"])
            if fold(other) != fold(row["name"]):
                raise ValueError(
                    f"{path}: {name!r} stands for both {other!r} and {row['name']!r}; "
                    "a name or alias may belong to one actor only"
                )


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def read_known(table: pd.DataFrame | None) -> KnownActors:
    """Make the user's rows ready to be looked up.

    Parameters
    ----------
    table : pandas.DataFrame or None
        From :func:`load_known_actors`.
    """
    known = KnownActors()
    if table is None:
        return known
    table = table.reindex(columns=list(COLUMNS), fill_value="").fillna("")
    for row in table.sort_values(["name", "valid_from"], kind="stable").to_dict("records"):
        name = row["name"]
        known.rows[name] = row
        known.periods.setdefault(name, []).append(row)
        aliases = dict.fromkeys([*known.aliases.get(name, ()), *_split(row["aliases"])])
        known.aliases[name] = tuple(aliases)
        for other in (name, *aliases):
            known.by_name[fold(other)] = name
            if row["kind"] in ("person", "") and len(name_words(other)) > 1:
                known.by_name.setdefault(" ".join(name_words(other)), name)
        if row["role"] and row["affiliation"]:
            office = (*role_key(row["role"]), "of", fold(row["affiliation"]))
            known.by_office.setdefault(office, []).append(row)
    return known


def match_known(
    known: KnownActors,
    kind: str,
    names: set[str],
    role: str,
    affiliation: str,
    days: Days = None,
) -> str:
    """Return the user's name for an actor, or empty.

    Parameters
    ----------
    known : KnownActors
        The user's rows.
    kind : str
        What the text says that the actor is.
    names : set of str
        Names that the text gives it.
    role, affiliation : str
        Its office, where the text gives no name.
    days : tuple of str, optional
        When the articles that name it appeared.

    Returns
    -------
    str
        The name in the user's row: by a name or alias, else by an office that one
        actor alone holds on these days.
    """
    for name in sorted(names, key=lambda n: (-len(n), n)):
        found = known.by_name.get(fold(name))
        if not found and kind == "person" and len(name_words(name)) > 1:
            found = known.by_name.get(" ".join(name_words(name)))
        if found and (known.rows[found]["kind"] in ("", kind) or kind != "person"):
            return found
    if role and affiliation:
        return known.holder((*role_key(role), "of", fold(affiliation)), days)
    return ""


def suggest_actors(actors: pd.DataFrame) -> pd.DataFrame:
    """Return actors found in the form of data/actors.csv, to be corrected and kept.

    Parameters
    ----------
    actors : pandas.DataFrame
        The table ``actors``.

    Returns
    -------
    pandas.DataFrame
        One row an actor that has a name, most mentioned first, with the columns
        :data:`COLUMNS`. What the text does not tell is left empty.
    """
    listed = actors[actors["aliases"].map(len).gt(0) | actors["name"].str.match(r"[^a-z]")]
    taken: set[str] = {fold(name) for name in listed["name"]}
    rows = []
    for row in listed.to_dict("records"):
        aliases = []
        for alias in row["aliases"]:
            generic = crowd_row(alias.split(" ")[-1]) or alias.lower().startswith("the ")
            proper = any(c.isupper() for c in alias) and not generic
            if proper and fold(alias) not in taken:
                aliases.append(alias)
                taken.add(fold(alias))
        # An inferred side is no fact: kept in the file it would be taken as given.
        side = row.get("side", "") if row.get("side_basis") == "given" else ""
        found = {c: row.get(c, "") for c in COLUMNS}
        rows.append(found | {"aliases": ";".join(aliases), "side": side})
    return pd.DataFrame(rows, columns=list(COLUMNS)).fillna("")
