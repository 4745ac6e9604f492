"""A source cut into its stories and its furniture."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from huiyao.convert.allot import allotted
from huiyao.convert.assemble import story
from huiyao.convert.draft import Furniture, FurnitureKind, Remark, Separation
from huiyao.convert.flow import signed, threads, told
from huiyao.convert.fluency import fluency
from huiyao.convert.heading import headed, pictured
from huiyao.convert.known import Known
from huiyao.convert.label import Label, Labelled, labelled
from huiyao.convert.suspect import remarks as doubts
from huiyao.convert.suspect import suspected
from huiyao.convert.wrap import PLAIN, chunks
from huiyao.sources.layout import Layout

_LINE_END = re.compile(r"\r\n|\n|\r")

FURNITURE: dict[Label, FurnitureKind] = {
    "jump": "jump-line",
    "page": "page",
    "chrome": "chrome",
    "pull": "pull-quote",
}


def separate(text: str, known: Known, layout: Layout = PLAIN) -> Separation:
    """The stories of a source, what belongs to none of them, and what to look at."""
    printed = chunks(text, layout)
    fluent = fluency([chunk.text for chunk in printed], known.stretches)
    found = told(labelled(printed, fluent))
    stories = headed(found, threads(found))
    signed(found, stories)
    doubtful = allotted(found, stories, fluent)
    pictured(found, stories)
    jumps = [number for number, one in enumerate(found) if one.label == "jump"]
    made = [story(found, thread, jumps, fluent) for thread in stories]
    read = suspected([one for one, _ in made], known.passages, known.stretches)
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    remarks = [remark for _, notes in made for remark in notes]
    remarks += _remarks(found, len(made))
    remarks += [_whose(found[number]) for number in doubtful]
    remarks += doubts(read, starts)
    return Separation(read, tuple(_furniture(found, starts)), tuple(sorted(remarks)))


def _furniture(found: Sequence[Labelled], starts: Sequence[int]) -> Iterator[Furniture]:
    for one in found:
        if kind := FURNITURE.get(one.label):
            line = bisect_right(starts, one.chunk.strand.origin[0])
            yield Furniture(one.chunk.strand, kind, line)


def _whose(one: Labelled) -> Remark:
    return Remark(one.chunk.line, "review-whose", one.text[:16], "low")


def _remarks(found: Sequence[Labelled], stories: int) -> Iterator[Remark]:
    if stories > 1:
        yield Remark(1, "review-stories", str(stories))
    for one in found:
        if one.label in {"pull", "chrome"}:
            yield Remark(one.chunk.line, f"review-{one.label}", one.text[:16])
