"""An event told in a line: the article's own clause, with its actors named."""

from __future__ import annotations

import re
from collections.abc import Mapping

from helpers import prose
from helpers.lexicons import words

_RELATIVE = re.compile(r"^(?:who|which|that|whom)\s+", re.IGNORECASE)
_LONGEST = 160


def say(event: Mapping[str, object], names: Mapping[str, str]) -> str:
    """Tell an event in the words of its article.

    Parameters
    ----------
    event : mapping
        A row of the table ``events``.
    names : mapping
        Actors' names by actor_id.

    Returns
    -------
    str
        The clause, with the actor's name where the clause leaves it out or puts a
        pronoun: ``Tehreek-e-Labbaik Pakistan: terminated its occupation of a road``.
    """
    text, start = str(event["text"]), int(event["start"])
    side = _named_in(event, "actor")
    if side:
        text = _with_name(text, start, event, "actor", names)
    elif _named_in(event, "target"):
        text = _with_name(text, start, event, "target", names)
    text = _opening(prose.clean(text).strip("\"'“”‘’ ,;:"))
    text = _RELATIVE.sub("", text)
    who = "" if side else _name(event, "actor", names)
    if not (side or who or _named_in(event, "target")):
        who = _name(event, "target", names)
    return prose.clean(f"{who}: {text}" if who else text, _LONGEST)


def is_unclear(event: Mapping[str, object]) -> bool:
    """Whether the clause leans on others: "who brokered talks", "they opened fire"."""
    nobody = not event["actor_id"] and str(event["actor_text"]).lower() in words(
        "event_words", use="person pronoun"
    )
    return nobody or bool(_RELATIVE.match(str(event["text"])) and not event["actor_id"])


def _named_in(event: Mapping[str, object], side: str) -> bool:
    """Whether the words for the actor or target stand in the event's own words."""
    start, end = event[f"{side}_start"], event[f"{side}_end"]
    return _is_place(start) and event["start"] <= start and end <= event["end"]


def _is_place(offset: object) -> bool:
    return offset is not None and offset == offset and str(offset) != "<NA>"


def _with_name(
    text: str, start: int, event: Mapping[str, object], side: str, names: Mapping[str, str]
) -> str:
    """Put the actor's name where a pronoun stands."""
    said = str(event[f"{side}_text"])
    name = names.get(str(event[f"{side}_id"]), "")
    if not name or said.lower() not in words("event_words", use="person pronoun"):
        return text
    first, last = int(event[f"{side}_start"]) - start, int(event[f"{side}_end"]) - start
    return text[:first] + name + text[last:]


def _name(event: Mapping[str, object], side: str, names: Mapping[str, str]) -> str:
    said = str(event[f"{side}_text"])
    pronoun = said.lower() in words("event_words", use="person pronoun")
    return names.get(str(event[f"{side}_id"]), "" if pronoun else said)


def _opening(text: str) -> str:
    """Leave out the conjunction that a clause begins with."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in words("event_words", use="opening") else text
