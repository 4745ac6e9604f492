"""The whole search: blocks laid on the ground as well as a few tries can."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from huiyao.collate.choice import chooser
from huiyao.collate.ground import Ground
from huiyao.collate.layout import Layout, Piece
from huiyao.collate.records import Block
from huiyao.collate.reroute import reroutes
from huiyao.collate.tiling import lay_pieces, lay_scraps, lay_wholes

TRIES = 8
PATIENCE = 4
"""Tries in a row that gain nothing before it is given up."""
BLAME = 4
"""How much more a character of a block counts after a try that left some of it over."""
REROUTES = 100
"""How many are tried of one layout."""


def lay_all(ground: Ground, blocks: Sequence[Block], words: Sequence[str]) -> Layout:
    """The blocks laid on the ground, given their folded words.

    Where a greedy try leaves words over on both sides that would match, it took some from another
    block, and the blocks that came off badly go earlier in the next: squeaky wheel optimisation
    (Joslin and Clements 1999). What is still left over is rerouted.
    """
    others = [index for index, block in enumerate(blocks) if block.line is None]
    weights = [1] * len(blocks)
    best: Layout | None = None
    patience = PATIENCE
    for number in range(TRIES):
        layout = _pinned(ground, blocks, words)
        lay_wholes(layout, others)
        if not any(0 in layout.covered[block] for block in others):
            return layout
        _lay_rest(layout, blocks, others, weights, -1 if number % 2 else 1)
        if best is None or layout.free < best.free:
            best, patience = layout, PATIENCE
        else:
            patience -= 1
        unfinished = _unfinished(layout, others)
        if not (unfinished and patience):
            break
        for block in unfinished:
            weights[block] *= BLAME
    assert best is not None, "there is at least one try"
    while better := _rerouted(best, ground, blocks, others):
        best = better
    lay_scraps(best, others)
    return best


def _lay_rest(
    layout: Layout,
    blocks: Sequence[Block],
    others: Sequence[int],
    weights: Sequence[int],
    turn: int = 1,
) -> None:
    choose = chooser(layout, [block.owner for block in blocks])
    lay_pieces(layout, others, weights, choose, turn)


def _rerouted(
    layout: Layout, ground: Ground, blocks: Sequence[Block], others: Sequence[int]
) -> Layout | None:
    """A layout with less left over, if rerouting one block gives one."""
    unfinished = _unfinished(layout, others)
    fixed = bytes(_pinned(ground, blocks, layout.blocks).taken) if unfinished else b""
    routes = (pieces for block in unfinished for pieces in reroutes(layout, block, fixed))
    for pieces in islice(routes, REROUTES):
        again = _pinned(ground, blocks, layout.blocks)
        for piece in pieces:
            again.lay(piece)
        _lay_rest(again, blocks, others, [1] * len(blocks))
        if again.free < layout.free:
            return again
    return None


def _unfinished(layout: Layout, blocks: Iterable[int]) -> list[int]:
    """The blocks with words left over, if another try could lay them all."""
    left = [block for block in blocks if 0 in layout.covered[block]]
    return left if left and layout.left_over_ground() == layout.left_over_words() else []


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
