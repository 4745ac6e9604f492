"""Values too long for a table: one after another in a file beside it, as quick to add as to read.

A table would copy them twice, to its log and from there to its place. Nothing is ever changed where
it stands, so whoever reads a table as it stood at some moment finds what it speaks of here.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO

LONG = 240
"""Bytes of a value that stays in the table."""
MOST = (1 << 24) - 1
"""Bytes of a value that can stand here."""
SEAL = 4
"""Bytes before each value, by which it is known to be as it was written."""

Held = bytes | int
"""What a table holds: a value, or the mark of where it stands, its place and its length."""


class Pack:
    """The long values of a table; without a path, none are."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.reading: IO[bytes] | None = None

    def lay(self, values: Iterable[bytes]) -> list[Held]:
        """What a table may hold of some values; those that are long are added here."""
        values = list(values)
        if self.path is None or not any(map(_long, values)):
            return [*values]
        held: list[Held] = []
        laid: list[bytes] = []
        with self.path.open("ab") as file:
            at = file.tell()
            for value in values:
                if _long(value):
                    held.append(at << MOST.bit_length() | len(value))
                    laid += zlib.crc32(value).to_bytes(SEAL), value
                    at += SEAL + len(value)
                else:
                    held.append(value)
            file.write(b"".join(laid))
        return held

    def pick(self, held: Held) -> bytes:
        """A value that a table holds.

        Raises `sqlite3.DatabaseError` if it does not stand here as it was laid.
        """
        if isinstance(held, bytes):
            return held
        try:
            found = self._at(held >> MOST.bit_length(), SEAL + (held & MOST))
        except FileNotFoundError:
            found = b""
        value = found[SEAL:]
        if zlib.crc32(value).to_bytes(SEAL) != found[:SEAL]:
            raise sqlite3.DatabaseError("a value is not as it was laid")
        return value

    def _at(self, place: int, length: int) -> bytes:
        file = self.reading = self.reading or self._open()
        if sys.platform != "win32":  # where it takes two calls
            return os.pread(file.fileno(), length, place)
        file.seek(place)
        return file.read(length)

    def _open(self) -> IO[bytes]:
        assert self.path is not None, "a mark leads to a file"
        return self.path.open("rb", 0)

    @property
    def size(self) -> int:
        """In bytes."""
        return self.path.stat().st_size if self.path and self.path.exists() else 0

    def clear(self) -> None:
        """Forget everything."""
        self.close()
        if self.path:
            self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file."""
        if self.reading:
            self.reading.close()
        self.reading = None

    __del__ = close


def _long(value: bytes) -> bool:
    return LONG < len(value) <= MOST
