"""The memory of one site between builds: rows, the heads they are filed under, and its pages.

A *row* is one value of the archive: a record as read, or what was computed from others. A *head*
gathers rows: the stories of a meeting, the bearers of a name. Whoever makes a row or a page notes
the names of all rows and heads that it looked up. So the next build knows what it may have to make
again: whatever looked up something that differs. Nothing else is ever invalidated.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from weakref import finalize

import msgspec

from huiyao.memory.base import beside, empty, opened, standing
from huiyao.memory.pack import Pack
from huiyao.memory.row import Entry, Leaf, Row, Seat, cell, entries
from huiyao.memory.writer import writer

encode = msgspec.msgpack.Encoder().encode

SLACK = 64 << 20
"""Bytes that nobody looks up any more, for which nothing is begun anew."""

Owned = tuple[str, str, str, int, bytes, str]
"""An entry with the name of its row."""


class Ledger:
    """The rows, heads and pages of one site, in one SQLite file; without a path, in memory."""

    def __init__(self, path: Path | None = None, *, still: bool = False) -> None:
        self.path = path
        self.base = standing(path) if path and still else opened(path)
        finalize(self, self.base.close)  # whoever lets go of a ledger closes it
        self.pack = Pack(path and beside(path))
        self.fresh = False
        """Whether nothing has been made from any row yet, so that there are no news."""

    def begin(self, *, renew: bool = False) -> None:
        """Begin a build: what other code or language wrote is forgotten; a stale one, if wanted."""
        if self.state("version") != writer() or (renew and self.stale):
            self.clear()
        self.fresh = self.base.execute("SELECT 1 FROM row LIMIT 1").fetchone() is None

    def seat(self) -> Seat:
        """What another process needs to read the ledger, which stands still until it is committed.

        Raises `sqlite3.OperationalError` if a reader does not let go of what it reads.
        """
        assert self.path is not None, "only a file can be read by others"
        self.commit()
        busy, *_ = self.base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise sqlite3.OperationalError(os.strerror(errno.EBUSY))
        return Seat(str(self.path), os.urandom(8).hex())

    def state(self, name: str) -> bytes | None:
        """A value of the ledger as a whole."""
        found = self.base.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def set_state(self, name: str, value: bytes) -> None:
        """Set a value of the ledger as a whole."""
        self.base.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))

    def news(self) -> frozenset[int]:
        """The cells that differ from what the site was last published from."""
        return frozenset(number for (number,) in self.base.execute("SELECT cell FROM news"))

    def tell(self, names: Iterable[str]) -> None:
        """Count some rows or heads as changed."""
        if not self.fresh:
            self.base.executemany(
                "INSERT OR IGNORE INTO news VALUES (?)", ((cell(name),) for name in names)
            )

    def put(self, rows: Iterable[Row]) -> None:
        """Write rows, each named once, and refile them where they are filed otherwise."""
        gone, come, packed, traces = [], [], [], []
        rows = list(rows)
        held = iter(self.pack.lay(part for row in rows for part in (row.filed, row.value)))
        for row in rows:
            known, old = self._filed(row.name)
            if known != row.digest:
                self.tell([row.name])
            new = entries(row.filed)
            gone += [(*one, row.name) for one in old.difference(new)]
            come += [(*one, row.name) for one in new if one not in old]
            packed.append((row.name, row.digest, next(held), next(held)))
            traces += [(row.name, row.reads)] if row.reads else []
        self._refile(gone, come)
        self.base.executemany("INSERT OR REPLACE INTO row VALUES (?, ?, ?, ?)", packed)
        self.base.executemany("INSERT OR REPLACE INTO trace VALUES (?, ?)", traces)

    def drop(self, names: Iterable[str]) -> None:
        """Forget rows, and take them out of their heads."""
        found = [(name, old) for name in names for known, old in [self._filed(name)] if known]
        self._refile([(*one, name) for name, old in found for one in old], [])
        for table in ("row", "trace"):
            query = f"DELETE FROM {table} WHERE name = ?"  # noqa: S608  # our own names
            self.base.executemany(query, ((name,) for name, _ in found))
        self.tell(name for name, _ in found)

    def _filed(self, name: str) -> tuple[bytes, set[Entry]]:
        """The digest of a row and its entries; nothing of one that is not there."""
        query = "SELECT digest, filed FROM row WHERE name = ?"
        found = None if self.fresh else self.base.execute(query, (name,)).fetchone()
        return (found[0], {*entries(self.pack.pick(found[1]))}) if found else (b"", set())

    def _refile(self, gone: Sequence[Owned], come: Sequence[Owned]) -> None:
        """Take rows out of heads, and put them into others."""
        come = sorted(come)
        laid = self.pack.lay(value for *_, value, _ in come)
        self.base.executemany(
            "DELETE FROM head WHERE head = ?1 AND sort = ?2 AND item = ?3 AND owner = ?6", gone
        )
        self.base.executemany(
            "INSERT OR REPLACE INTO head (head, sort, item, weight, value, owner)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [(*place, held, owner) for (*place, _, owner), held in zip(come, laid, strict=True)],
        )
        if not self.fresh:
            heads = {head for head, *_ in (*gone, *come)}
            self.tell(heads | {f"{head.partition('/')[0]}/*" for head in heads})

    def value(self, name: str) -> bytes | None:
        """The encoded value of a row."""
        found = self.base.execute("SELECT value FROM row WHERE name = ?", (name,)).fetchone()
        return self.pack.pick(found[0]) if found else None

    def under(self, head: str) -> list[tuple[str, int]]:
        """The items under a head with their weights, in order."""
        query = "SELECT item, weight FROM head WHERE head = ? ORDER BY sort, item, owner"
        return self.base.execute(query, (head,)).fetchall()

    def values(self, head: str) -> list[bytes]:
        """What is to be known of the items under a head, in order."""
        query = "SELECT value FROM head WHERE head = ? ORDER BY sort, item, owner"
        return [self.pack.pick(value) for (value,) in self.base.execute(query, (head,))]

    def totals(self, prefix: str) -> list[tuple[str, int]]:
        """Every head that begins so, with the sum of the weights of what it holds."""
        query = "SELECT head, SUM(weight) FROM head WHERE head >= ? AND head < ? GROUP BY head"
        return self.base.execute(query, (prefix, prefix + "\U0010ffff")).fetchall()

    def entries(self, prefix: str) -> Iterable[tuple[str, str]]:
        """Every head that begins so with each of its items, in order."""
        query = "SELECT head, item FROM head WHERE head >= ? AND head < ? ORDER BY head, sort, item"
        return self.base.execute(query, (prefix, prefix + "\U0010ffff"))

    def reads(self, table: str) -> Iterator[tuple[str, bytes]]:
        """The key of every row of a table, and what it was made from."""
        query = "SELECT name, reads FROM trace WHERE name >= ? AND name < ?"
        start = len(table) + 1
        for name, found in self.base.execute(query, (f"{table}/", f"{table}0")):
            yield name[start:], found

    def leaves(self) -> Iterator[tuple[str, bytes, Leaf]]:
        """Every file of the site: the cells it was made from, and how it looked when written."""
        decode = msgspec.msgpack.Decoder(Leaf).decode
        for path, reads, leaf in self.base.execute("SELECT path, reads, leaf FROM page"):
            yield path, reads, decode(leaf)

    def leaf(self, path: str) -> Leaf | None:
        """A file of the site as it looked when written."""
        found = self.base.execute("SELECT leaf FROM page WHERE path = ?", (path,)).fetchone()
        return found and msgspec.msgpack.decode(found[0], type=Leaf)

    def bind(self, leaves: Iterable[tuple[str, bytes, Leaf]]) -> None:
        """Remember files of the site."""
        packed = ((path, reads, encode(leaf)) for path, reads, leaf in leaves)
        self.base.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", packed)

    def unbind(self, paths: Iterable[str]) -> None:
        """Forget files of the site."""
        self.base.executemany("DELETE FROM page WHERE path = ?", ((path,) for path in paths))

    def commit(self) -> None:
        """Make everything so far last, and let other processes see it."""
        self.base.commit()

    def complete(self) -> None:
        """The site stands as the rows say: nothing is news any more."""
        self.base.execute("DELETE FROM news")
        if self.state("whole") is None:
            self.set_state("whole", b"%d" % self.pack.size)
        self.base.commit()
        self.fresh = False

    def close(self) -> None:
        """Let go of the files."""
        self.base.close()
        self.pack.close()

    def clear(self) -> None:
        """Forget everything."""
        empty(self.base)
        self.set_state("version", writer())
        self.base.commit()
        self.pack.clear()

    @property
    def stale(self) -> bool:
        """Whether more was written since a site was first made than had been until then."""
        whole = self.state("whole")
        return whole is not None and self.pack.size > 2 * int(whole) + SLACK
