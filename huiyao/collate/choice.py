"""Which place a piece takes where the same words stand at several."""

from __future__ import annotations

from collections.abc import Sequence

from huiyao.collate.layout import Layout, Piece


def choose(layout: Layout, owners: Sequence[str], pieces: list[Piece]) -> Piece | None:
    """The place that suits a block best; None for furniture that any of them would suit."""
    block, _, _, length = pieces[0]
    whole = length == len(layout.blocks[block])
    if whole and not owners[block] and len(pieces) > _like(layout, owners, block):
        return None
    return max(pieces, key=lambda piece: _fit(layout, owners, piece))


def _like(layout: Layout, owners: Sequence[str], block: int) -> int:
    """How many pieces of furniture with the same words are not laid yet."""
    words = layout.blocks[block]
    return sum(
        not owners[other] and layout.blocks[other] == words and not any(layout.covered[other])
        for other in range(len(owners))
    )


def _fit(layout: Layout, owners: Sequence[str], piece: Piece) -> tuple[int, int, bool, int]:
    """How well a piece fits: beside its neighbours, between bounds, in order, early."""
    start, end = piece.place, piece.place + piece.length
    before, after = _before(layout, owners, piece), _after(layout, owners, piece)
    bounds = layout.bounded(start) + layout.bounded(end)
    ordered = (before is None or before <= start) and (after is None or end <= after)
    return (before == start) + (after == end), bounds, ordered, -start


def _before(layout: Layout, owners: Sequence[str], piece: Piece) -> int | None:
    """Where the nearest words before it, of the same owner, end on the ground."""
    laid = [other for other in layout.pieces[piece.block] if other.offset < piece.offset]
    block = piece.block - 1
    while not laid and block >= 0 and owners[block] == owners[piece.block]:
        laid = layout.pieces[block]
        block -= 1
    last = max(laid, key=lambda other: other.offset, default=None)
    return last and last.place + last.length


def _after(layout: Layout, owners: Sequence[str], piece: Piece) -> int | None:
    """Where the nearest words after it, of the same owner, begin on the ground."""
    laid = [other for other in layout.pieces[piece.block] if other.offset > piece.offset]
    block = piece.block + 1
    while not laid and block < len(owners) and owners[block] == owners[piece.block]:
        laid = layout.pieces[block]
        block += 1
    first = min(laid, key=lambda other: other.offset, default=None)
    return first and first.place
