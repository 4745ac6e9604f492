"""Rip-up and reroute: a gap laid where its words stand, whatever lies there, which then moves.

Where words recur, a greedy try may have given a line to the wrong one of two blocks; the loser's
gap then fits no free ground. What it takes from the other is laid again on what that leaves free.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from huiyao.collate.layout import Layout, Piece

REACH = 24
"""Characters beside a gap that may be laid elsewhere together with it."""
PLACES = 4
"""Of the same words, how many places are tried."""


def reroutes(layout: Layout, block: int, fixed: bytes) -> Iterator[list[Piece]]:
    """The pieces of a layout with a gap of the block closed soundly, in every way that is near.

    What is `fixed` on the ground stays, and is not among the pieces.
    """
    words = layout.blocks[block]
    for start, end in layout.gaps(block):
        for reach in range(REACH):
            for first, last in sorted({(start - reach, end), (start, end + reach)}):
                if first >= 0 and last <= len(words):
                    found = _places(layout, block, first, last)
                    for place in islice(found, PLACES):
                        if fixed.find(1, place, place + last - first) < 0:
                            yield _laid(layout, Piece(block, first, place, last - first), fixed)


def _places(layout: Layout, block: int, first: int, last: int) -> Iterator[int]:
    """Where some words of a block stand on the ground, free or not, with sound ends."""
    words = layout.blocks[block][first:last]
    place = layout.ground.find(words)
    while place >= 0:
        opens = first == 0 or layout.is_edge(place)
        if opens and (last == len(layout.blocks[block]) or layout.is_edge(place + len(words))):
            yield place
        place = layout.ground.find(words, place + 1)


def _laid(layout: Layout, new: Piece, fixed: bytes) -> list[Piece]:
    """A new piece and all others, less what it covers on either side."""
    kept = [new]
    for old in layout.pieces:
        if fixed[old.place]:
            continue
        parts = _outside(old, new.place - old.place, new.length)
        if old.block == new.block:
            parts = [
                rest
                for part in parts
                for rest in _outside(part, new.offset - part.offset, new.length)
            ]
        kept += parts
    return kept


def _outside(piece: Piece, start: int, length: int) -> list[Piece]:
    """What of a piece lies before and after a stretch, given from its beginning."""
    block, offset, place, whole = piece
    before, after = min(start, whole), max(start + length, 0)
    parts = [
        Piece(block, offset, place, before),
        Piece(block, offset + after, place + after, whole - after),
    ]
    return [part for part in parts if part.length > 0] if start < whole and after else [piece]
