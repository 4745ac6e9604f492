"""The sources as one folded text to lay blocks on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cached_property

from huiyao.collate.records import Place
from huiyao.typography import LINE_BREAK, fold, loosen

# Folding drops it, so that no block has it and none is laid across two sources.
SEAM = "\n"

_LINE_END = re.compile(r"\r\n|\n|\r")


class Leaf:
    """One source: its text, and where its folded characters stand in it and on the ground."""

    def __init__(self, name: str, text: str, base: int) -> None:
        folded = fold(text)
        self.name = name
        self.text = text
        self.folded = loosen(folded.text)
        self.origin = folded.origin
        self.base = base

    @property
    def end(self) -> int:
        """The place on the ground after its last character."""
        return self.base + len(self.folded)

    def holds(self, position: int) -> bool:
        """Whether a place on the ground is one of its characters."""
        return self.base <= position < self.end

    @property
    def edges(self) -> set[int]:
        """The places on the ground where a line of the source begins or ends."""
        breaks = LINE_BREAK.finditer(self.text)
        inner = {self.base + bisect_left(self.origin, found.start()) for found in breaks}
        return inner | {self.base, self.end}

    @cached_property
    def lines(self) -> list[int]:
        """The offsets in the source where its lines begin."""
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def line(self, number: int) -> range:
        """The places on the ground of a line of the source; none where it has no such line."""
        if not 1 <= number <= len(self.lines):
            return range(0)
        ends = (*self.lines, len(self.text))[number - 1 : number + 1]
        return range(*(self.base + bisect_left(self.origin, end) for end in ends))

    def place(self, position: int) -> Place:
        """Where a character on the ground stands in the source."""
        offset = self.origin[position - self.base]
        line = bisect_right(self.lines, offset)
        return Place(self.name, line, offset - self.lines[line - 1] + 1)


class Ground:
    """Every source's folded text, one after another, with the edges of their lines."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.leaves: list[Leaf] = []
        base = 0
        for name, text in sources.items():
            self.leaves.append(Leaf(name, text, base))
            base = self.leaves[-1].end + len(SEAM)
        self.text = SEAM.join(leaf.folded for leaf in self.leaves)
        self.bases = [leaf.base for leaf in self.leaves]
        self.edges = sorted(set[int]().union(*(leaf.edges for leaf in self.leaves)))

    def leaf(self, position: int) -> Leaf:
        """The source that a place on the ground belongs to."""
        return self.leaves[bisect_right(self.bases, position) - 1]

    def place(self, position: int) -> Place:
        """Where a character on the ground stands in its source."""
        return self.leaf(position).place(position)

    def original(self, position: int) -> str:
        """The character of the source that a place on the ground stands for."""
        leaf = self.leaf(position)
        return leaf.text[leaf.origin[position - leaf.base]]
