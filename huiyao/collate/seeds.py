"""Where words meet: the places that a piece may grow from.

Every pair of a start in a block and a place on the ground that begin with the same characters is
one, but where the same words recur on both sides, only so many of them: there the pairs of longer
words are taken, and those that stand at the same rank among their like. What is passed over can
still be found in a later round, when the ground has fewer of them; so the number of seeds, and the
time, grow with the text and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from huiyao.collate.layout import Layout

CROWD = 8
"""Like words on one side from which they are a crowd if the other side has as many."""
DEEPEST = 32
"""Characters beyond which words that agree are taken to repeat."""


class Start(NamedTuple):
    """A character of a block that is not laid, and where its gap ends."""

    block: int
    offset: int
    end: int


Seed = tuple[int, int, int]
"""Block, offset, place."""


def anywhere(layout: Layout, blocks: Iterable[int], size: int, places: Iterable[int]) -> set[Seed]:
    """Where any part of a block's gaps and the ground at some places begin with `size` characters.

    A shorter gap counts with all its characters.
    """
    starts = [
        Start(block, offset, end)
        for block in blocks
        for start, end in layout.gaps(block)
        for offset in range(start, max(start, end - size) + 1)
    ]
    return set(_meet(layout, starts, list(places), size))


def heads(layout: Layout, blocks: Iterable[int], size: int) -> set[Seed]:
    """Where blocks and any free ground begin with the same characters."""
    starts = [Start(block, *next(layout.gaps(block))) for block in blocks]
    opening = [start for start in starts if start.offset == 0]
    return set(_meet(layout, opening, list(layout.free_places()), size)) if opening else set()


def _meet(
    layout: Layout, starts: Sequence[Start], places: Sequence[int], size: int
) -> Iterator[Seed]:
    by_words: defaultdict[str, list[Start]] = defaultdict(list)
    for start in starts:
        words = layout.blocks[start.block]
        by_words[words[start.offset : min(start.offset + size, start.end)]].append(start)
    by_ground: defaultdict[str, list[int]] = defaultdict(list)
    lengths = {len(words) for words in by_words}
    for place in places:
        for length in lengths:
            if (words := layout.ground[place : place + length]) in by_words:
                by_ground[words].append(place)
    for words, here in by_ground.items():
        like = by_words[words]
        if min(len(like), len(here)) <= CROWD:
            yield from ((block, offset, place) for block, offset, _ in like for place in here)
            continue
        yield from _abreast(like, here)
        if size < DEEPEST:
            longer = [start for start in like if start.end - start.offset > size]
            yield from _meet(layout, longer, here, 4 * size)


def _abreast(starts: Sequence[Start], places: Sequence[int]) -> Iterator[Seed]:
    """Of crowds that are in order, each place with the starts about its rank."""
    for rank, place in enumerate(places):
        middle = rank * len(starts) // len(places)
        near = starts[max(middle - CROWD // 2, 0) : middle + CROWD // 2]
        yield from ((block, offset, place) for block, offset, _ in near)
