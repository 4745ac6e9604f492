"""Where blocks leave the order of the source."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

from huiyao.collate.ground import Ground
from huiyao.collate.layout import Piece
from huiyao.collate.records import Block, Move
from huiyao.typography import Folded


def moves(
    ground: Ground,
    blocks: Sequence[Block],
    folded: Sequence[Folded],
    runs: Sequence[Sequence[Piece]],
) -> Iterator[Move]:
    """Every departure from the source's order, in the order of the blocks.

    Of words out of order, the fewest characters that explain it are the ones that moved: those
    outside a heaviest increasing subsequence of the places.
    """
    foreign = _foreign(blocks, runs)
    for sequence in _sequences(blocks, runs):
        kept = heaviest_increasing([(run.place, run.length) for run in sequence])
        resting: Piece | None = None
        for index, run in enumerate(sequence):
            before = sequence[index - 1] if index else None
            block = blocks[run.block]
            start = folded[run.block].origin[run.offset]
            at = ground.place(run.place)
            after = None if before is None else ground.place(before.end[1] - 1)
            if index not in kept:
                yield Move(block.owner, block.part, start, at, after, "moved")
                continue
            if resting is not None and _between(foreign, block.owner, resting, run):
                after = ground.place(resting.end[1] - 1)
                yield Move(block.owner, block.part, start, at, after, "resumed")
            resting = run


def _sequences(
    blocks: Sequence[Block], runs: Sequence[Sequence[Piece]]
) -> Iterator[list[Piece]]:
    """The runs that must follow one another: an article's, and each unordered block's own."""
    articles: dict[str, list[Piece]] = {}
    for block, block_runs in zip(blocks, runs, strict=True):
        if block.owner and block.ordered:
            articles.setdefault(block.owner, []).extend(block_runs)
        elif len(block_runs) > 1:
            yield list(block_runs)
    yield from articles.values()
