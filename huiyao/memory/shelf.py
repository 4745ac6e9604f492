"""Rows and heads as mappings that are read when they are asked for, and that note who asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from sys import intern
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import msgspec

from huiyao.memory.row import cell

V = TypeVar("V")

ROWS = 96
"""Rows of a table that stay decoded, some 8 KB each: a page's neighbours look up the same."""
MANY = dict.fromkeys(("meeting", "person"), 2560)
"""The same of tables of small rows, some 1 KB each, to which pages of all times lead."""
SOME = {"abstract": 256}
"""The same of the table of which a page shows a row for each report of its meeting: maybe all."""
FEW = dict.fromkeys(("article", "source", "reading", "proof", "utterance"), 16)
"""The same of tables of large rows, which hardly more than one page shows."""
HEADS = 4096
"""Heads that stay read, some 500 bytes each: those whom one met attended many meetings."""
TALLIES = 64
"""The same of how much their items count."""


class Held(NamedTuple):
    """All that a head holds, in order."""

    items: tuple[str, ...]
    ids: tuple[str, ...]
    """Each once."""
    cell: int


class Shelves(Protocol):
    """Where rows and heads come from."""

    notes: dict[str, int]
    """The names of all that was looked up, each with its cell."""

    def rows(self, table: str, kind: type[V]) -> Mapping[str, V]:
        """The rows of a table."""

    def under(self, head: str) -> Held:
        """What a head holds; nothing where there is no such head."""

    def tally(self, head: str) -> Mapping[str, int]:
        """The items of a head with the sum of their weights."""

    def values(self, head: str, kind: type[V]) -> Iterator[V]:
        """What is to be known of the items under a head, in order."""

    def totals(self, table: str) -> Mapping[str, int]:
        """The sum of the weights of every head of a table, by what follows the table's name."""

    def entries(self, table: str) -> Iterator[tuple[str, str]]:
        """Every key of a table with every item under it, in order."""


class Store(Protocol):
    """A ledger, as far as it is read."""

    def state(self, name: str) -> bytes | None:
        """A value of the ledger as a whole."""

    def value(self, name: str) -> bytes | None:
        """The encoded value of a row."""

    def under(self, head: str) -> list[tuple[str, int]]:
        """What a head holds."""

    def values(self, head: str) -> list[bytes]:
        """What is to be known of the items under a head."""

    def totals(self, prefix: str) -> list[tuple[str, int]]:
        """Every head that begins so."""

    def entries(self, prefix: str) -> Iterable[tuple[str, str]]:
        """Every item under such heads."""


class Shelf(Mapping[str, V], Generic[V]):
    """The rows of one table; iterated, in the order of the head that has its name."""

    def __init__(
        self, table: str, read: Callable[[str], tuple[str, int, V | None]], desk: Desk
    ) -> None:
        self.table = table
        self.read = read
        self.desk = desk
        self.notes = desk.notes

    def __getitem__(self, key: str) -> V:
        found: V | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return self.get(key) is not None

    def get(self, key: object, default: Any = None) -> Any:
        """The row, noted even if there is none; without the detour that `Mapping` takes."""
        name, number, found = self.read(key)  # type: ignore[arg-type]  # no other is there
        self.notes[name] = number
        return default if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(self.desk.under(f"{self.table}/").ids)

    def __len__(self) -> int:
        return len(self.desk.under(f"{self.table}/").ids)


class Either(Mapping[str, V], Generic[V]):
    """Two tables as one: what the first lacks is looked up in the second."""

    def __init__(self, first: Mapping[str, V], second: Mapping[str, V]) -> None:
        self.first = first
        self.second = second

    def __getitem__(self, key: str) -> V:
        found = self.first.get(key)
        return self.second[key] if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter((*self.first, *self.second))

    def __len__(self) -> int:
        return len(self.first) + len(self.second)


class Desk:
    """The rows of a ledger as they lie open before whoever makes something of them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.notes: dict[str, int] = {}
        self._under = lru_cache(HEADS)(partial(_under, store))
        self._tally = lru_cache(TALLIES)(partial(_tally, store))
        self._totals = lru_cache(8)(partial(_totals, store))

    def begin(self) -> None:
        """Begin to note anew; whatever is made is made of the site's own record, too."""
        self.notes.clear()
        self._note("site/")

    def _note(self, name: str) -> None:
        self.notes[name] = cell(name)

    def rows(self, table: str, kind: type[V]) -> Mapping[str, V]:
        """The rows of a table, decoded as values of a type."""
        decode = msgspec.msgpack.Decoder(kind).decode

        def read(key: str) -> tuple[str, int, V | None]:
            name = f"{table}/{key}"
            value = self.store.value(name)
            return name, cell(name), None if value is None else decode(value)

        kept = {**MANY, **SOME, **FEW}.get(table, ROWS)
        return Shelf(table, lru_cache(kept)(read), self)

    def under(self, head: str) -> Held:
        """What a head holds."""
        found = self._under(head)
        self.notes[head] = found.cell
        return found

    def tally(self, head: str) -> Mapping[str, int]:
        """The items of a head with the sum of their weights."""
        self._note(head)
        return self._tally(head)

    def values(self, head: str, kind: type[V]) -> Iterator[V]:
        """What is to be known of the items under a head, decoded as values of a type."""
        self._note(head)
        decode = msgspec.msgpack.Decoder(kind).decode
        return map(decode, self.store.values(head))

    def totals(self, table: str) -> dict[str, int]:
        """The sum of the weights of every head of a table, by what follows the table's name."""
        self._note(f"{table}/*")
        return self._totals(table)

    def entries(self, table: str) -> Iterator[tuple[str, str]]:
        """Every key of a table with every item under it."""
        self._note(f"{table}/*")
        start = len(table) + 1
        return ((head[start:], item) for head, item in self.store.entries(f"{table}/"))


def _under(store: Store, head: str) -> Held:
    items = tuple(intern(item) for item, _ in store.under(head))
    ids = tuple(dict.fromkeys(items))
    return Held(ids if ids == items else items, ids, cell(head))


def _tally(store: Store, head: str) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for item, weight in store.under(head):
        found[item] += weight
    return found


def _totals(store: Store, table: str) -> dict[str, int]:
    start = len(table) + 1
    return {head[start:]: weight for head, weight in store.totals(f"{table}/")}
