"""The search: greedy string tiling (Wise 1993), the longest piece first.

Chance repeats are shorter than what columns leave whole, so that the longest piece is the right
one; and where two places have the same words, either serves. Sound pieces come first, so that a
phrase met in the middle of another story's line is not torn out of it.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from huiyao.collate.layout import Layout, Piece

LONG = 40
"""Characters from which a whole block with only one place is laid wherever that is."""
SHORT = 2
"""The shortest piece of a block in pieces: one of a single character proves nothing."""
SEED = 4
"""The shortest piece that is laid without being sound, about a fault."""

Choose = Callable[[int, list[Piece]], Piece | None]


def lay_wholes(layout: Layout, blocks: Iterable[int]) -> None:
    """Lay the blocks that have one place only, the longest first."""
    for block in sorted(blocks, key=lambda block: -len(layout.blocks[block])):
        words = layout.blocks[block]
        places = layout.occurrences(words)
        place = next(places, None) if words else None
        if place is None or next(places, None) is not None:
            continue
        bounded = _bounded(layout, place) and _bounded(layout, place + len(words))
        if bounded or len(words) >= LONG:
            layout.lay(Piece(block, 0, place, len(words)))


def _bounded(layout: Layout, place: int) -> bool:
    at_edge = layout.closes(-1, -1, place)
    return at_edge or place in layout.closings


def lay_pieces(layout: Layout, blocks: Sequence[int], choose: Choose) -> None:
    """Lay sound pieces of blocks until there are none: each makes room for others."""
    while open_blocks := [block for block in blocks if 0 in layout.covered[block]]:
        found = _seeds(layout, open_blocks, SHORT, _starts(layout))
        for block in open_blocks:
            if not layout.covered[block][0]:
                places = layout.occurrences(layout.blocks[block][:SHORT])
                found += (Piece(block, 0, place, 0) for place in places)
        if not _tile(layout, found, layout.sound, choose):
            return


def lay_scraps(layout: Layout, blocks: Sequence[int]) -> None:
    """Lay what agrees about faults, sound or not: as much as shows exactly what the fault is."""
    _stretch(layout, blocks)
    while open_blocks := [block for block in blocks if 0 in layout.covered[block]]:
        free = (place for place, taken in enumerate(layout.taken) if not taken)
        found = _seeds(layout, open_blocks, SEED, free)

        def agreed(block: int, offset: int, place: int) -> int:
            length = layout.common(block, offset, place)
            return length if length >= SEED else 0

        if not _tile(layout, found, agreed, lambda _, pieces: pieces[0]):
            return
        _stretch(layout, blocks)
