"""What a ledger holds, and the numbers by which it knows who looked up what."""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from huiyao.memory.filing import Filed


class Seat(Struct, frozen=True):
    """Where others, on this machine or not, read a ledger as it stands at one moment."""

    ledger: str
    moment: str
    """Unlike that of any other moment of any ledger."""


Entry = tuple[str, str, str, int, bytes]
"""Where a row is filed: head, place in its order, item, weight and value."""
encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(list[Entry]).decode


class Row(Struct, frozen=True):
    """A value of the archive, encoded, with the cells that it was made from."""

    name: str
    """Table and key: `article/plenum-12-4-communique`."""
    value: bytes
    digest: bytes
    """Of the value."""
    reads: bytes
    """What `cells` gives."""
    filed: bytes
    """The entries, encoded: so they go from one process to another, and into the ledger."""


def row(name: str, value: bytes, reads: bytes = b"", filed: Iterable[Filed] = ()) -> Row:
    """A value of the archive, to be filed under some heads."""
    digest = hashlib.blake2b(value, digest_size=16).digest()
    entries = {(one.head, one.sort, one.item, one.weight, one.value) for one in filed}
    return Row(name, value, digest, reads, encode(sorted(entries)))


def entries(filed: bytes) -> list[Entry]:
    """The entries of a row."""
    return decode(filed)


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


def cells(numbers: Iterable[int]) -> bytes:
    """Some of these numbers, packed."""
    return array("I", sorted(numbers)).tobytes()


def touched(reads: bytes, news: frozenset[int]) -> bool:
    """Whether any of the cells that something was made from is among the news."""
    return not news.isdisjoint(memoryview(reads).cast("I"))
