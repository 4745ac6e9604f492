"""Suspected misreadings, flagged with the reason; nothing is ever changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, structs

from huiyao.convert.draft import Paragraph, Part, Remark, Story
from huiyao.convert.formula import misquoted
from huiyao.convert.genre import genre
from huiyao.convert.parallel import Passages, departures, passages, retitled
from huiyao.convert.shapes import misshapen
from huiyao.convert.slips import Doubt, slips
from huiyao.convert.strand import Strand, typeset

OPEN = "，、；："
"""Signs with which no headline ends."""

SIDE = 1
"""Characters shown on either side of words that are missing."""


class Witness(Struct, frozen=True):
    """What a story is compared with."""

    page: Passages
    """The other stories of its page."""
    archive: Passages
    pairs: frozenset[str]
    """Characters that the archive has side by side."""
    own: str
    """All its words."""


def suspected(
    stories: Sequence[Story], archive: Passages, pairs: frozenset[str]
) -> tuple[Story, ...]:
    """Stories with their suspected misreadings marked as doubtful."""
    told = ["\n".join(_whole(one) for one in story.body) for story in stories]
    found: list[Story] = []
    for number, story in enumerate(stories):
        others = passages(text for n, text in enumerate(told) if n != number)
        witness = Witness(others, archive, pairs, told[number])
        body = tuple(_marked(one, _doubts(one, witness)) for one in story.body)
        found.append(structs.replace(story, body=body))
    return tuple(found)


def remarks(stories: Iterable[Story], starts: Sequence[int]) -> Iterator[Remark]:
    """The doubts of stories for their reviewer; `starts` are the offsets of lines.

    Those of a headline are told here alone: its lines are as the source has them.
    """
    for story in stories:
        for part in (part for one in story.body for part in one.parts if part.cue):
            yield _remark(part.strand, part.cue, part.reading, starts)
        body = "\n".join(_whole(one) for one in story.body)
        for strand in filter(None, (story.kicker, story.title, story.subtitle)):
            text = typeset(strand.text)
            for doubt in sorted(_shown(one, text) for one in _doubts_of_line(text, body)):
                here = _stretch(strand, doubt.start, doubt.end)
                yield _remark(here, doubt.cue, doubt.reading, starts)


def _remark(strand: Strand, cue: str, reading: str, starts: Sequence[int]) -> Remark:
    both = filter(None, (strand.text, reading))
    return Remark(bisect_right(starts, strand.origin[0]), f"review-{cue}", "” → “".join(both))


def _doubts_of_line(text: str, body: str) -> Iterator[Doubt]:
    """What is doubtful in a line of a headline."""
    yield from slips(text)
    yield from misshapen(text, body, frozenset())
    yield from misquoted(text, body)
    if text[-1] in OPEN:
        yield Doubt(len(text) - 1, len(text), "ending")


def _whole(one: Paragraph) -> str:
    """What a paragraph reads, one mark a sign, as Chinese sets it."""
    return typeset("".join(part.strand.text for part in one.parts if part.mark != "surplus"))


def _doubts(one: Paragraph, witness: Witness) -> Iterator[Doubt]:
    """What is doubtful in a paragraph; where one breaks off, its pairs and counts say nothing."""
    text = _whole(one)
    broken = any(part.mark == "gap" for part in one.parts)
    yield from (slip for slip in slips(text) if not (broken and slip.cue == "unpaired"))
    yield from misshapen(text, f"{witness.own}\n{witness.page.text}", witness.pairs)
    yield from misquoted(text, f"{witness.page.text}\n{witness.archive.text}")
    yield from departures(text, witness.page, witness.own, witness.archive.text, page=True)
    yield from departures(text, witness.archive, witness.own, witness.page.text, page=False)
    yield from retitled(text, (*witness.page.titles, *witness.archive.titles))


def _marked(one: Paragraph, doubts: Iterable[Doubt]) -> Paragraph:
    """A paragraph with its doubts as parts of their own, the first of those that overlap."""
    text = _whole(one)
    chosen: list[Doubt] = []
    for doubt in sorted({_shown(doubt, text) for doubt in doubts}):
        if not chosen or doubt.start >= chosen[-1].end:
            chosen.append(doubt)
    parts: list[Part] = []
    at = 0
    for part in one.parts:
        size = 0 if part.mark == "surplus" else len(part.strand)
        here = [d for d in chosen if at <= d.start and d.end <= at + size] if not part.mark else []
        parts += _cut(part, [d._replace(start=d.start - at, end=d.end - at) for d in here])
        at += size
    return structs.replace(one, parts=tuple(parts))


def _shown(doubt: Doubt, text: str) -> Doubt:
    """A doubt with words to show: where some are missing, those beside them."""
    if doubt.start < doubt.end:
        return doubt
    return doubt._replace(start=max(doubt.start - SIDE, 0), end=min(doubt.end + SIDE, len(text)))


def _cut(part: Part, doubts: Sequence[Doubt]) -> Iterator[Part]:
    """A part cut at its doubts."""
    if not doubts:
        yield part
        return
    at = 0
    for doubt in doubts:
        if doubt.start > at:
            yield Part(_stretch(part.strand, at, doubt.start))
        strand = _stretch(part.strand, doubt.start, doubt.end)
        note = genre().notes[doubt.cue].format(found=strand.text, reading=doubt.reading)
        yield Part(strand, "doubt", note, doubt.cue, doubt.reading)
        at = doubt.end
    if at < len(part.strand):
        yield Part(_stretch(part.strand, at, len(part.strand)))


def _stretch(strand: Strand, start: int, end: int) -> Strand:
    """A stretch with the white space at its ends, which joins it to its neighbours."""
    return Strand(strand.text[start:end], strand.origin[start:end])
