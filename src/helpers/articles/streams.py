"""Streams that are read once, front to back."""

from __future__ import annotations

import io
from typing import BinaryIO

from helpers.articles.pieces import Rejected, sized


class Joined(io.RawIOBase):
    """Bytes that were read already, then the rest of the file they came from."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        """Whether it can be read: it can."""
        return True

    def readinto(self, into: bytearray) -> int:
        """Read as many bytes as fit."""
        got = self._head[: len(into)] or self._rest.read(len(into))
        self._head = self._head[len(got) :]
        into[: len(got)] = got
        return len(got)


class Counted(io.RawIOBase):
    """A stream that refuses to give more than was allowed.

    Attributes
    ----------
    given : int
        The bytes that came out of it.
    """

    def __init__(self, source: BinaryIO, allowed: int) -> None:
        self._source, self._allowed = source, allowed
        self.given = 0

    def readable(self) -> bool:
        """Whether it can be read: it can."""
        return True

    def readinto(self, into: bytearray) -> int:
        """Read as many bytes as fit; raise :class:`Rejected` behind the last one allowed."""
        got = self._source.read(len(into))
        self.given += len(got)
        if self.given > self._allowed:
            raise Rejected("too large", f"more than {sized(self._allowed)}", sized(self._allowed))
        into[: len(got)] = got
        return len(got)
