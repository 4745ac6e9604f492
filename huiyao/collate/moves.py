"""Where blocks leave the order of the source."""

from __future__ import annotations

from bisect import bisect_left
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
    stories = sorted(
        (run.place, blocks[run.block].owner)
        for laid in runs
        for run in laid
        if blocks[run.block].owner
    )
    for sequence in _sequences(blocks, runs):
        kept = heaviest_increasing([(run.place, run.length) for run in sequence])
        resting: Piece | None = None
        for index, run in enumerate(sequence):
            block = blocks[run.block]
            start = folded[run.block].origin[run.offset]
            if index not in kept:
                before = ground.place(sequence[index - 1].end[1] - 1) if index else None
                at = ground.place(run.place)
                yield Move(block.owner, block.part, start, at, before, "moved")
                continue
            if resting is not None and _interrupted(ground, stories, block.owner, resting, run):
                after = ground.place(resting.end[1] - 1)
                at = ground.place(run.place)
                yield Move(block.owner, block.part, start, at, after, "resumed")
            resting = run


def _sequences(blocks: Sequence[Block], runs: Sequence[Sequence[Piece]]) -> Iterator[list[Piece]]:
    """The runs that must follow one another: an article's, and each unordered block's own."""
    articles: dict[str, list[Piece]] = {}
    for block, block_runs in zip(blocks, runs, strict=True):
        if block.owner and block.ordered:
            articles.setdefault(block.owner, []).extend(block_runs)
        elif len(block_runs) > 1:
            yield list(block_runs)
    yield from articles.values()


def _interrupted(
    ground: Ground, stories: Sequence[tuple[int, str]], owner: str, left: Piece, right: Piece
) -> bool:
    """Whether words of another article, or the end of a source, come between two runs."""
    if ground.leaf(left.place) is not ground.leaf(right.place):
        return True
    start, end = bisect_left(stories, (left.place + 1,)), bisect_left(stories, (right.place,))
    return any(other != owner for _, other in stories[start:end])


def heaviest_increasing(items: Sequence[tuple[int, int]]) -> set[int]:
    """The indices of the (value, weight) pairs whose values rise and whose weights sum highest.

    Values are distinct, weights positive. Fredman's list of best ends (1975), weighted.
    """
    ends: list[tuple[int, int, int]] = []
    """(value, best sum, index), rising in both value and sum."""
    before: list[int | None] = []
    for index, (value, weight) in enumerate(items):
        at = bisect_left(ends, (value,))
        best = weight + (ends[at - 1][1] if at else 0)
        before.append(ends[at - 1][2] if at else None)
        worse = at
        while worse < len(ends) and ends[worse][1] <= best:
            worse += 1
        ends[at:worse] = [(value, best, index)]
    kept: set[int] = set()
    last = ends[-1][2] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
