"""What a ledger holds, and the numbers by which it knows who looked up what."""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections.abc import Iterable

from msgspec import Struct

from huiyao.memory.filing import Filed


class Seat(Struct, frozen=True):
    """Where others, on this machine or not, read a ledger as it stands at one moment."""

    ledger: str
    moment: str
    """Unlike that of any other moment of any ledger."""


class Row(Struct, frozen=True):
    """A value of the archive, encoded, with the cells that it was made from."""

    name: str
    """Table and key: `article/plenum-12-4-communique`."""
    value: bytes
    reads: bytes = b""
    """What `cells` gives."""
    filed: tuple[Filed, ...] = ()

    @property
    def digest(self) -> bytes:
        """The digest of the value."""
        return hashlib.blake2b(self.value, digest_size=16).digest()


class Leaf(Struct, frozen=True, array_like=True):
    """A file of the site: the digest of what it was made from, and how it looked when written."""

    digest: bytes
    size: int
    modified: int
    """In nanoseconds."""
    listed: bool = True
    """Whether a sitemap may name it."""
    cause: tuple[str, ...] = ()
    """What differed when it was last made again; nothing where everything was."""

    @property
    def looks(self) -> tuple[int, int]:
        """Size and time."""
        return self.size, self.modified


def cell(name: str) -> int:
    """A short number for the name of a row or head: two that share one only cause idle work."""
    return zlib.crc32(name.encode())


def cells(names: Iterable[str]) -> bytes:
    """The numbers of some names, packed."""
    return array("I", sorted(map(cell, names))).tobytes()


def touched(reads: bytes, news: frozenset[int]) -> bool:
    """Whether any of the cells that something was made from is among the news."""
    return not news.isdisjoint(memoryview(reads).cast("I"))
