"""The search: greedy string tiling (Wise 1993), the longest piece first.

Chance repeats are shorter than what columns leave whole, so that the longest piece is the right
one; and where two places have the same words, either serves. Sound pieces come first, so that a
phrase met in the middle of another story's line is not torn out of it.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice

from huiyao.collate.choice import Choose
from huiyao.collate.layout import Layout, Piece
from huiyao.collate.seeds import Seed, anywhere, heads

LONG = 40
"""Characters from which a whole block with one place only is laid wherever that is."""
SHORT = 2
"""Characters by which a piece is found."""
SEED = 4
"""The shortest piece that is laid without being sound, about a fault."""

Measure = Callable[[int, int, int], int]
"""How long a piece of a block may be laid from an offset in it at a place; 0 for none."""


def lay_wholes(layout: Layout, blocks: Iterable[int]) -> None:
    """Lay the blocks that have one place only, the longest first."""
    for block in sorted(blocks, key=lambda block: -len(layout.blocks[block])):
        words = layout.blocks[block]
        places = list(islice(layout.occurrences(words), 2)) if words else []
        if len(places) == 1:
            start, end = places[0], places[0] + len(words)
            if len(words) >= LONG or (layout.bounded(start) and layout.bounded(end)):
                layout.lay(Piece(block, 0, start, len(words)))


def lay_pieces(
    layout: Layout, blocks: Sequence[int], weights: Sequence[int], choose: Choose, turn: int = 1
) -> None:
    """Lay sound pieces of blocks until there are none: each makes room for others.

    A block's weight counts each of its characters that many times.
    """
    while unfinished := [block for block in blocks if 0 in layout.covered[block]]:
        starts = sorted(filter(layout.is_free, {*layout.edges, *layout.closings}))
        found = anywhere(layout, unfinished, SHORT, starts) | heads(layout, unfinished, SHORT)
        if not _tile(layout, found, layout.sound, choose, weights, turn):
            return


def lay_scraps(layout: Layout, blocks: Sequence[int]) -> None:
    """Lay what agrees about faults, sound or not, to show exactly what each fault is."""
    _stretch(layout, blocks)
    while unfinished := [block for block in blocks if 0 in layout.covered[block]]:
        found = anywhere(layout, unfinished, SEED, layout.free_places())
        if not _tile(layout, found, partial(_agreed, layout), min, [1] * len(layout.blocks)):
            return
        _stretch(layout, blocks)


def _agreed(layout: Layout, block: int, offset: int, place: int) -> int:
    if (
        offset
        and not layout.covered[block][offset - 1]
        and layout.is_free(place - 1)
        and layout.blocks[block][offset - 1] == layout.ground[place - 1]
    ):
        return 0  # the piece that begins one earlier has it
    length = layout.common(block, offset, place)
    return length if length >= SEED else 0


def _tile(
    layout: Layout,
    seeds: Iterable[Seed],
    measure: Measure,
    choose: Choose,
    weights: Sequence[int],
    turn: int = 1,
) -> bool:
    """Lay the longest piece that grows from the seeds, and so on; whether any was laid."""

    def ranked(
        block: int, offset: int, place: int
    ) -> tuple[tuple[int, bool, int, int], int, int, int]:
        length = measure(block, offset, place)
        in_part = length < len(layout.blocks[block])
        rank = block * turn, offset * turn
        return (-length * weights[block], in_part, *rank), block, offset, place

    heap = [entry for seed in sorted(seeds) if (entry := ranked(*seed))[0][0]]
    heapq.heapify(heap)
    laid = False
    while heap:
        key = heap[0][0]
        same: list[Piece] = []
        while heap and heap[0][0] == key:
            _, block, offset, place = heapq.heappop(heap)
            if layout.covered[block][offset] or layout.taken[place]:
                continue
            entry = ranked(block, offset, place)
            if entry[0] == key:
                same.append(Piece(block, offset, place, -entry[0][0] // weights[block]))
            elif entry[0][0]:
                heapq.heappush(heap, entry)
        piece = choose(same) if same else None
        if piece is not None:
            layout.lay(piece)
            laid = True
    return laid


def _stretch(layout: Layout, blocks: Iterable[int]) -> None:
    """Lengthen the pieces beside a gap as far as the words agree."""
    for block in blocks:
        for start, _ in list(layout.gaps(block)):
            place = layout.tails.get((block, start))
            if place is not None and (length := layout.common(block, start, place)):
                layout.lay(Piece(block, start, place, length))
        for _, end in list(layout.gaps(block)):
            place = layout.heads.get((block, end))
            if place is not None and (length := layout.common_before(block, end, place)):
                layout.lay(Piece(block, end - length, place - length, length))
