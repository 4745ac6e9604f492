"""The source rebuilt from the blocks and the typography that a collation keeps of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from huiyao.collate.records import Block, Claim, Collation, Edit


def edits(source: str, places: Sequence[int], text: str, offsets: Sequence[int]) -> Iterator[Edit]:
    """What turns a run of a block's text into the run of the source that it matches.

    Both runs are given as the places of their folded characters, in step.
    """
    if source[places[0] : places[-1] + 1] == text[offsets[0] : offsets[-1] + 1]:
        return
    ends = (*places, places[-1] + 1), (*offsets, offsets[-1] + 1)
    for (place, next_place), (offset, next_offset) in zip(*map(pairwise, ends), strict=True):
        theirs, ours = source[place:next_place], text[offset:next_offset]
        if theirs != ours:
            same = int(theirs[:1] == ours[:1])
            at = offset - offsets[0] + same
            yield Edit(at, len(ours) - same, theirs[same:])


def rebuild(collation: Collation, blocks: Sequence[Block], source: str = "") -> str:
    """One source, character for character, from the blocks that were laid on it."""
    texts = {(block.owner, block.part): block.text for block in blocks}
    stretches = [claim for claim in collation.claims if claim.source == source]
    runs = [(claim.start, claim.before + _source_reading(claim, texts)) for claim in stretches]
    runs += (
        (rest.start, rest.before + rest.text)
        for rest in collation.unclaimed
        if rest.source == source
    )
    tail = next(share.tail for share in collation.shares if share.source == source)
    return "".join(text for _, text in sorted(runs)) + tail


def _source_reading(claim: Claim, texts: dict[tuple[str, str], str]) -> str:
    text = texts[claim.owner, claim.part][claim.text_start : claim.text_end]
    parts: list[str] = []
    start = 0
    for edit in claim.edits:
        parts += text[start : edit.at], edit.insert
        start = edit.at + edit.remove
    return "".join((*parts, text[start:]))
