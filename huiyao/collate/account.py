"""The account of a layout in terms of the texts that were given."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from huiyao.collate.ground import Leaf
from huiyao.collate.layout import Layout, Piece
from huiyao.collate.records import Block, Claim, Remainder, Share, Unsourced
from huiyao.collate.residue import edits
from huiyao.typography import Folded


def account(
    leaf: Leaf, blocks: Sequence[Block], folded: Sequence[Folded], runs: Sequence[Piece]
) -> tuple[list[Claim], list[Remainder], Share]:
    """Every character of a source: claimed, or not, or typography between the two.

    `runs` are those on this source, in its order.
    """
    claims: list[Claim] = []
    rest: list[Remainder] = []
    done = 0
    place = leaf.base

    def remainder(end: int) -> None:
        nonlocal done
        if end > place:
            start, stop = leaf.origin[place - leaf.base], leaf.origin[end - 1 - leaf.base] + 1
            rest.append(
                Remainder(
                    leaf.name,
                    start,
                    stop,
                    leaf.text[start:stop],
                    leaf.place(place),
                    end - place,
                    leaf.text[done:start],
                )
            )
            done = stop

    for run in runs:
        remainder(run.place)
        block, words = blocks[run.block], folded[run.block]
        first = run.place - leaf.base
        places = leaf.origin[first : first + run.length]
        offsets = words.origin[run.offset : run.offset + run.length]
        claims.append(
            Claim(
                leaf.name,
                places[0],
                places[-1] + 1,
                block.owner,
                block.part,
                offsets[0],
                offsets[-1] + 1,
                run.length,
                leaf.text[done : places[0]],
                tuple(edits(leaf.text, places, block.text, offsets)),
            )
        )
        done = places[-1] + 1
        place = run.end[1]
    remainder(leaf.end)
    claimed = sum(claim.count for claim in claims)
    return claims, rest, Share(leaf.name, len(leaf.folded), claimed, leaf.text[done:])


def unsourced(
    layout: Layout, blocks: Sequence[Block], folded: Sequence[Folded], apart: Container[int]
) -> Iterator[Unsourced]:
    """The runs of the blocks, but for some, that nothing on the ground accounts for."""
    for index, block in enumerate(blocks):
        if index in apart:
            continue
        for start, end in layout.gaps(index):
            origin = folded[index].origin
            first, stop = origin[start], origin[end - 1] + 1
            yield Unsourced(block.owner, block.part, first, block.text[first:stop])
