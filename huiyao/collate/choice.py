"""Which place a piece takes where the same words stand at several."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence

from huiyao.collate.layout import Layout, Piece

Choose = Callable[[list[Piece]], Piece | None]
"""Which of the same words' places to take, if any."""


def chooser(layout: Layout, owners: Sequence[str]) -> Choose:
    """What gives the place that suits a block best; none for furniture that any of them would."""
    unlaid = Counter(
        words
        for words, covered, owner in zip(layout.blocks, layout.covered, owners, strict=True)
        if not owner and 1 not in covered
    )

    def choose(pieces: list[Piece]) -> Piece | None:
        block, _, _, length = pieces[0]
        words = layout.blocks[block]
        if not owners[block] and 1 not in layout.covered[block]:
            if length == len(words) and len(pieces) > unlaid[words]:
                return None
            unlaid[words] -= 1
        return max(pieces, key=lambda piece: _fit(layout, owners, piece))

    return choose


def _fit(layout: Layout, owners: Sequence[str], piece: Piece) -> tuple[int, int, bool, int]:
    """How well a piece fits: beside its neighbours, between bounds, in order, early."""
    start, end = piece.place, piece.place + piece.length
    at = bisect_left(layout.pieces, piece)
    before, after = (
        neighbour[0] if neighbour and owners[neighbour[0].block] == owners[piece.block] else None
        for neighbour in (layout.pieces[max(at - 1, 0) : at], layout.pieces[at : at + 1])
    )
    beside = (before is not None and before.end[1] == start) + (
        after is not None and after.place == end
    )
    ordered = (before is None or before.end[1] <= start) and (after is None or end <= after.place)
    return beside, layout.bounded(start) + layout.bounded(end), ordered, -start
