"""The whole search: blocks laid on the ground as well as a few tries can."""

from __future__ import annotations

from collections.abc import Sequence

from huiyao.collate.choice import chooser
from huiyao.collate.ground import Ground
from huiyao.collate.layout import Layout, Piece
from huiyao.collate.records import Block
from huiyao.collate.tiling import lay_pieces, lay_scraps, lay_wholes

TRIES = 8
PATIENCE = 4
"""Tries in a row that gain nothing before it is given up."""
BLAME = 4
"""How much more a character of a block counts after a try that left some of it over."""


def lay_all(ground: Ground, blocks: Sequence[Block], words: Sequence[str]) -> Layout:
    """The blocks laid on the ground, given their folded words.

    Where a greedy try leaves words over on both sides that would match, it took some from another
    block, and the blocks that came off badly go earlier in the next: squeaky wheel optimisation
    (Joslin and Clements 1999).
    """
    owners = [block.owner for block in blocks]
    others = [index for index, block in enumerate(blocks) if block.line is None]
    weights = [1] * len(blocks)
    best: Layout | None = None
    patience = PATIENCE
    for number in range(TRIES):
        layout = _pinned(ground, blocks, words)
        lay_wholes(layout, others)
        lay_pieces(layout, others, weights, chooser(layout, owners), -1 if number % 2 else 1)
        if best is None or layout.free < best.free:
            best, patience = layout, PATIENCE
        else:
            patience -= 1
        unfinished = [block for block in others if 0 in layout.covered[block]]
        if not (unfinished and patience) or layout.left_over_ground() != layout.left_over_words():
            break
        for block in unfinished:
            weights[block] *= BLAME
    assert best is not None, "there is at least one try"
    lay_scraps(best, others)
    return best


def _pinned(ground: Ground, blocks: Sequence[Block], words: Sequence[str]) -> Layout:
    """The ground with only that furniture on it whose line is given, and is right."""
    layout = Layout(ground.text, ground.edges, words)
    for leaf in ground.leaves[1:]:
        layout.taken[leaf.base - 1] = 1
    for index, block in enumerate(blocks):
        if block.line is None or not words[index]:
            continue
        for leaf in ground.leaves:
            line = leaf.line(block.line) if block.source in {"", leaf.name} else range(0)
            end = line.stop + len(words[index]) - 1
            place = next(layout.occurrences(words[index], line.start, end), None)
            if line and place is not None:
                layout.lay(Piece(index, 0, place, len(words[index])))
                break
    return layout
