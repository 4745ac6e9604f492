"""What of a layout holds: the runs of each block that prove where its words come from."""

from __future__ import annotations

from collections.abc import Sequence

from huiyao.collate.ground import Ground
from huiyao.collate.layout import Layout, Piece
from huiyao.typography import Folded, in_numbers


def runs_that_hold(
    layout: Layout, ground: Ground, texts: Sequence[str], folded: Sequence[Folded]
) -> list[list[Piece]]:
    """For each block its runs, in its order, without what is only a likeness.

    Signs in numbers must be the very same; and two runs that follow one another in the block but
    not in the source must part at sound ends, or beside a fault that is reported anyway.
    """
    runs = [layout.runs(block) for block in range(len(texts))]
    for block, text in enumerate(texts):
        for offset in in_numbers(folded[block].text):
            sign = text[folded[block].origin[offset]]
            runs[block] = [
                part for run in runs[block] for part in _part(layout, ground, run, offset, sign)
            ]
    return _without_pairs(layout, [_joined(layout, block_runs) for block_runs in runs])


def _part(layout: Layout, ground: Ground, run: Piece, offset: int, sign: str) -> list[Piece]:
    """The run itself, or what is left of it when its sign in a number is another in the source."""
    block, start, place, length = run
    before = offset - start
    if not 0 <= before < length or ground.original(place + before) == sign:
        return [run]
    layout.withdraw(block, offset, place + before, 1)
    parts = [
        Piece(block, start, place, before),
        Piece(block, offset + 1, place + before + 1, length - before - 1),
    ]
    return [part for part in parts if part.length]


def _joined(layout: Layout, runs: list[Piece]) -> list[Piece]:
    """The runs of a block, the shorter of two that an unsound joint parts withdrawn."""
    held: list[Piece] = []
    for run in runs:
        if not held or held[-1].end[0] != run.offset or _sound_joint(layout, held[-1], run):
            held.append(run)
            continue
        weaker = min(held[-1], run, key=lambda piece: piece.length)
        layout.withdraw(*weaker)
        if weaker is not run:
            held[-1] = run
    return held


def _without_pairs(layout: Layout, runs: list[list[Piece]]) -> list[list[Piece]]:
    """The runs without those of one character beside another such: they may be transposed."""
    single = {
        run.place: run
        for block_runs in runs
        for run in block_runs
        if run.length == 1 < len(layout.blocks[run.block])
    }
    paired = {run for place, run in single.items() if place - 1 in single or place + 1 in single}
    for run in paired:
        layout.withdraw(*run)
    return [[run for run in block_runs if run not in paired] for block_runs in runs]


def _sound_joint(layout: Layout, left: Piece, right: Piece) -> bool:
    offset, place = left.end
    ends = layout.closes(left.block, offset, place) or layout.is_free(place)
    begins = layout.opens(right.block, right.offset, right.place)
    return ends and (begins or layout.is_free(right.place - 1))
