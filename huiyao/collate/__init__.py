"""The collation: articles laid back onto their sources, so that every character is accounted for.

It knows words and places only: no Markdown, no files. Both sides are folded to the declared
typography, blocks are laid on the source, whole where they stand whole, in pieces where columns
cut them, and what is left on either side is reported.

What it promises: each source character is claimed at most once, by the same character of a block,
used once; so an insertion, deletion or substitution on either side is always reported. Inside a
block the pieces part only at edges of lines or of other blocks and have two characters or more;
so a transposition is reported too, unless the outcome reads as whole lines in another order, which
is listed as a move.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from huiyao.collate.account import account, unsourced
from huiyao.collate.ground import Ground
from huiyao.collate.layout import Layout
from huiyao.collate.moves import moves
from huiyao.collate.records import (
    Ambiguous,
    Block,
    Claim,
    Collation,
    Edit,
    Move,
    Place,
    Remainder,
    Share,
    Unsourced,
)
from huiyao.collate.residue import rebuild
from huiyao.collate.search import lay_all
from huiyao.collate.verdict import runs_that_hold
from huiyao.typography import fold, loosen

__all__ = [
    "Ambiguous", "Block", "Claim", "Collation", "Edit", "Move", "Place", "Remainder", "Share",
    "Unsourced", "collate", "collate_all", "rebuild",
]  # fmt: skip


def collate(source: str, blocks: Sequence[Block]) -> Collation:
    """The collation of one source."""
    return collate_all({"": source}, blocks)


def collate_all(sources: Mapping[str, str], blocks: Sequence[Block]) -> Collation:
    """The collation of the sources, by name, that stories share.

    The blocks of an article stand in its order. ValueError if two have the same owner and part.
    """
    if len({(block.owner, block.part) for block in blocks}) < len(blocks):
        raise ValueError("two blocks have the same owner and part")
    ground = Ground(sources)
    folded = [fold(block.text) for block in blocks]
    layout = lay_all(ground, blocks, [loosen(each.text) for each in folded])
    runs = runs_that_hold(layout, ground, [block.text for block in blocks], folded)
    by_place = sorted((run for laid in runs for run in laid), key=lambda run: run.place)
    accounts = [
        account(leaf, blocks, folded, [run for run in by_place if leaf.holds(run.place)])
        for leaf in ground.leaves
    ]
    unlaid = {index for index, laid in enumerate(runs) if not laid and not blocks[index].owner}
    return Collation(
        tuple(claim for claims, _, _ in accounts for claim in claims),
        tuple(rest for _, remainders, _ in accounts for rest in remainders),
        tuple(unsourced(layout, blocks, folded, unlaid)),
        tuple(_ambiguous(layout, ground, blocks, unlaid)),
        tuple(moves(ground, blocks, folded, runs)),
        tuple(share for _, _, share in accounts),
    )


def _ambiguous(
    layout: Layout, ground: Ground, blocks: Sequence[Block], unlaid: set[int]
) -> Iterator[Ambiguous]:
    places: dict[str, tuple[Place, ...]] = {}
    for index in sorted(unlaid):
        if words := layout.blocks[index]:
            if words not in places:
                places[words] = tuple(map(ground.place, layout.occurrences(words)))
            yield Ambiguous(blocks[index].part, blocks[index].text, places[words])
