"""Blocks laid on the ground so far, and where a further piece of one may be laid."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import NamedTuple


class Piece(NamedTuple):
    """A run of a block's folded text, laid on the ground."""

    block: int
    offset: int
    place: int
    length: int

    @property
    def end(self) -> tuple[int, int]:
        """The offset and the place after its last character."""
        return self.offset + self.length, self.place + self.length


class Layout:
    """What is laid and what is left, on both sides.

    A piece is *sound* if each of its ends is the block's own, or goes on in the ground as in the
    block, or lies at the edge of a line, or where another block begins or ends.
    """

    def __init__(self, ground: str, edges: Sequence[int], blocks: Sequence[str]) -> None:
        self.ground = ground
        self.edges = edges
        self.blocks = blocks
        self.taken = bytearray(len(ground))
        self.covered = [bytearray(len(block)) for block in blocks]
        self.pieces: list[Piece] = []
        """In the order of the blocks."""
        self.heads: dict[tuple[int, int], int] = {}
        """(block, offset) where a piece begins: its place."""
        self.tails: dict[tuple[int, int], int] = {}
        """(block, offset) where a piece ends: the place after it."""
        self.openings: dict[int, int] = {}
        """Places where a block of two characters or more begins: the block."""
        self.closings: dict[int, int] = {}
        """Places after the last character of such a block: the block."""
        self._edges = frozenset(edges)
        self._agreements: dict[tuple[int, int], tuple[int, int]] = {}
        """(block, place less offset): the offsets of a stretch where the two agree."""

    def lay(self, piece: Piece) -> None:
        """Lay a piece where both sides are free and agree."""
        block, offset, place, length = piece
        self.taken[place : place + length] = b"\1" * length
        self.covered[block][offset : offset + length] = b"\1" * length
        insort(self.pieces, piece)
        self.heads[block, offset] = place
        self.tails[block, offset + length] = place + length
        if len(self.blocks[block]) > 1:
            if offset == 0:
                self.openings[place] = block
            if offset + length == len(self.blocks[block]):
                self.closings[place + length] = block

    def withdraw(self, block: int, offset: int, place: int, length: int) -> None:
        """Take up some characters of a block again; they then count as a fault."""
        self.taken[place : place + length] = bytes(length)
        self.covered[block][offset : offset + length] = bytes(length)

    def runs(self, block: int) -> list[Piece]:
        """What is laid of a block, in its order, each run as long as it goes on in both."""
        runs: list[Piece] = []
        first = bisect_left(self.pieces, (block,))
        for piece in self.pieces[first : bisect_left(self.pieces, (block + 1,))]:
            _, offset, place, length = piece
            if runs and runs[-1].end == (offset, place):
                runs[-1] = runs[-1]._replace(length=runs[-1].length + length)
            else:
                runs.append(piece)
        return runs

    def occurrences(self, words: str, start: int = 0, end: int = sys.maxsize) -> Iterator[int]:
        """The places in a stretch of the ground where words stand and it is free."""
        place = self.ground.find(words, start, end)
        while place >= 0:
            taken = self.taken.rfind(1, place, place + len(words))
            if taken < 0:
                yield place
            place = self.ground.find(words, max(place, taken) + 1, end)

    def gaps(self, block: int) -> Iterator[tuple[int, int]]:
        """The runs of a block that are not laid."""
        covered = self.covered[block]
        start = covered.find(0)
        while start >= 0:
            end = covered.find(1, start)
            end = len(covered) if end < 0 else end
            yield start, end
            start = covered.find(0, end)

    @property
    def free(self) -> int:
        """How much of the ground nothing is laid on."""
        return self.taken.count(0)

    def free_places(self) -> Iterator[int]:
        """The places of the ground that nothing is laid on."""
        return compress(range(len(self.taken)), (not taken for taken in self.taken))

    def left_over_ground(self) -> Counter[str]:
        """The characters of the ground that nothing is laid on."""
        return Counter(self.ground[place] for place in self.free_places())

    def left_over_words(self) -> Counter[str]:
        """The characters of blocks that are not laid."""
        return Counter(
            words[offset]
            for block, words in enumerate(self.blocks)
            for start, end in self.gaps(block)
            for offset in range(start, end)
        )

    def is_free(self, place: int) -> bool:
        """Whether there is ground at a place, with nothing laid on it."""
        return 0 <= place < len(self.taken) and not self.taken[place]

    def is_edge(self, place: int) -> bool:
        """Whether a line begins or ends there."""
        return place in self._edges

    def bounded(self, place: int) -> bool:
        """Whether a line, or a block that is laid, begins or ends there."""
        return place in self._edges or place in self.openings or place in self.closings

    def opens(self, block: int, offset: int, place: int) -> bool:
        """Whether a piece may soundly begin there."""
        return (
            offset == 0
            or place in self._edges
            or self.closings.get(place, block) != block
            or self.tails.get((block, offset)) == place
        )

    def closes(self, block: int, offset: int, place: int) -> bool:
        """Whether a piece may soundly end there."""
        return (
            offset == len(self.blocks[block])
            or place in self._edges
            or self.openings.get(place, block) != block
            or self.heads.get((block, offset)) == place
        )

    def common(self, block: int, offset: int, place: int) -> int:
        """How far the block's words from there and the ground's agree and are both free."""
        reach = self._agreement(block, offset, place)
        covered = self.covered[block].find(1, offset, offset + reach)
        taken = self.taken.find(1, place, place + reach)
        reach = reach if covered < 0 else covered - offset
        return reach if taken < 0 else min(reach, taken - place)

    def _agreement(self, block: int, offset: int, place: int) -> int:
        """How far they agree, free or not; known from before for places in step."""
        start, end = self._agreements.get((block, place - offset), (0, 0))
        if start <= offset < end:
            return end - offset
        words, ground = self.blocks[block], self.ground
        limit = min(len(words) - offset, len(ground) - place)
        reach, step = 0, 8
        while step and reach < limit:
            step = min(step, limit - reach)
            if words.startswith(ground[place + reach : place + reach + step], offset + reach):
                reach += step
                step *= 2
            else:
                limit = reach + step - 1
                step //= 2
        self._agreements[block, place - offset] = offset, offset + reach
        return reach

    def common_before(self, block: int, offset: int, place: int) -> int:
        """How far back from there they agree and are both free."""
        words, covered = self.blocks[block], self.covered[block]
        length = 0
        while (
            length < offset
            and not covered[offset - length - 1]
            and self.is_free(place - length - 1)
            and words[offset - length - 1] == self.ground[place - length - 1]
        ):
            length += 1
        return length

    def sound(self, block: int, offset: int, place: int) -> int:
        """The length of the longest sound piece from there; 0 if there is none.

        A piece of one character must be a whole block or a whole line, or close a gap.
        """
        if not self.opens(block, offset, place):
            return 0
        length = self.common(block, offset, place)
        if length and not self.closes(block, offset + length, place + length):
            length = self.edges[bisect_right(self.edges, place + length) - 1] - place
        if length == 1 < len(self.blocks[block]):
            line = place in self._edges and place + 1 in self._edges
            joined = self.tails.get((block, offset)) == place
            joined = joined or self.heads.get((block, offset + 1)) == place + 1
            return int(line or joined)
        return max(length, 0)
