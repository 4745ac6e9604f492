"""What of a layout holds: the runs of each block that prove where its words come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    runs = [
        [part for run in layout.runs(block) for part in _parts(layout, ground, run, text, words)]
        for block, (text, words) in enumerate(zip(texts, folded, strict=True))
    ]
    return _without_pairs(layout, [_joined(layout, block_runs) for block_runs in runs])


def _parts(layout: Layout, ground: Ground, run: Piece, text: str, words: Folded) -> Iterator[Piece]:
    """A run without those signs in numbers that are others in the source."""
    block, start, place, length = run
    shift, end = place - start, start + length
    for offset in in_numbers(words.text, start, end):
        if ground.original(offset + shift) != text[words.origin[offset]]:
            layout.withdraw(block, offset, offset + shift, 1)
            if start < offset:
                yield Piece(block, start, start + shift, offset - start)
            start = offset + 1
    if start < end:
        yield Piece(block, start, start + shift, end - start)


def _joined(layout: Layout, runs: list[Piece]) -> list[Piece]:
    """The runs of a block, the shorter of two that an unsound joint parts withdrawn."""
    if len(runs) < 2:
        return runs
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
    held = []
    for block_runs in runs:
        if len(block_runs) < 2:
            held.append(block_runs)
            continue
        single = {
            run.place: run for run in block_runs if run.length == 1 < len(layout.blocks[run.block])
        }
        pairs = [(run, single[place + 1]) for place, run in single.items() if place + 1 in single]
        paired = {
            run
            for pair in pairs
            for run in pair
            if layout.ground[pair[0].place] != layout.ground[pair[1].place]
        }
        for run in paired:
            layout.withdraw(*run)
        held.append([run for run in block_runs if run not in paired])
    return held


def _sound_joint(layout: Layout, left: Piece, right: Piece) -> bool:
    offset, place = left.end
    ends = layout.closes(left.block, offset, place) or layout.is_free(place)
    begins = layout.opens(right.block, right.offset, right.place)
    return ends and (begins or layout.is_free(right.place - 1))
