"""Names as a mapping to those who bear them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from huiyao.memory.shelf import Shelves


class Names(Mapping[str, tuple[str, ...]]):
    """Printed name to the ids of those who bear it, looked up as it is asked for."""

    def __init__(self, shelves: Shelves, table: str) -> None:
        self.shelves = shelves
        self.table = table

    def __getitem__(self, name: str) -> tuple[str, ...]:
        found = self.shelves.under(f"{self.table}/{name}").items
        if not found:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.shelves.totals(self.table))

    def __len__(self) -> int:
        return len(self.shelves.totals(self.table))
