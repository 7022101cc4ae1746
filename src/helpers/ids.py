"""Stable identifiers: the same thing in the same article gets the same id every time."""

from __future__ import annotations

import hashlib


def stable_id(prefix: str, *parts: object) -> str:
    """Make a short id from what identifies a thing.

    Parameters
    ----------
    prefix : str
        What kind of thing, for example ``"claim"``.
    *parts : object
        What tells it from others of its kind, for example the article's id and
        the offsets. Their ``str`` form is hashed.

    Returns
    -------
    str
        ``prefix`` and ten hexadecimal digits, for example ``"claim-1f0c9a77be"``.
    """
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.blake2s(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"
