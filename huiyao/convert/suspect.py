"""Suspected misreadings, flagged with the reason; nothing is ever changed.

Three cues: a traditional character in a simplified text, a word that stands twice, and a single
character at odds with what every other article of the archive has between the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec import structs

from huiyao.convert.draft import Paragraph, Part
from huiyao.convert.genre import genre, words
from huiyao.convert.strand import Strand, typeset

REACH = 4
"""Characters on either side that make a formula."""

LARGEST = 600_000
"""Characters of the archive that formulas are drawn from."""

_TWICE = re.compile(r"([\u3400-\u9fff]{2,4})\1")
_HAN = re.compile(r"[\u3400-\u9fff]")

Flag = tuple[int, int, str]
"""From, to, and the note."""


def formulas(texts: Iterable[str]) -> dict[str, str]:
    """What stands around a character in two articles or more, with the character they agree on."""
    seen: dict[str, tuple[str, int]] = {}
    total = 0
    for number, text in enumerate(texts):
        total += len(text)
        if total > LARGEST:
            break
        for key, middle in _surroundings(text):
            other, first = seen.get(key, (middle, number))
            # An empty middle says that articles differ; -1 that a second one agrees.
            agreed = middle if other == middle else ""
            seen[key] = agreed, -1 if first != number or first < 0 else number
    return {key: middle for key, (middle, first) in seen.items() if middle and first < 0}


def _surroundings(text: str) -> Iterator[tuple[str, str]]:
    for at in range(REACH, len(text) - REACH):
        around = text[at - REACH : at] + text[at + 1 : at + 1 + REACH]
        if "\n" not in around and _HAN.match(text[at]):
            yield around, text[at]


def flagged(one: Paragraph, known: Mapping[str, str]) -> Paragraph:
    """A paragraph with its suspected misreadings marked as doubtful."""
    parts = [piece for part in one.parts for piece in _parts(part, known)]
    return structs.replace(one, parts=tuple(parts))


def _parts(part: Part, known: Mapping[str, str]) -> Iterator[Part]:
    if part.mark:
        yield part
        return
    at = 0
    strand = part.strand
    for start, end, note in sorted(_flags(typeset(strand.text), known)):
        if start >= at:
            if start > at:
                yield Part(_cut(strand, at, start))
            yield Part(_cut(strand, start, end), "doubt", note)
            at = end
    if at < len(strand):
        yield Part(_cut(strand, at, len(strand)))


def _cut(strand: Strand, start: int, end: int) -> Strand:
    """A stretch with the white space at its ends, which joins it to its neighbours."""
    return Strand(strand.text[start:end], strand.origin[start:end])


def _flags(text: str, known: Mapping[str, str]) -> Iterator[Flag]:
    notes = genre().notes
    if any(sign in _traditional() for sign in text) and _simplified(text):
        for at, sign in enumerate(text):
            if reading := _traditional().get(sign):
                yield at, at + 1, notes["traditional"].format(found=sign, reading=reading)
    for found in _TWICE.finditer(text):
        if found[1] not in words("reduplications"):
            yield found.start(), found.end(), notes["twice"].format(found=found[1])
    for at in range(REACH, len(text) - REACH) if known else ():
        around = text[at - REACH : at] + text[at + 1 : at + 1 + REACH]
        middle = known.get(around, text[at])
        if middle != text[at] and _HAN.match(text[at]):
            whole = text[at - REACH : at] + middle + text[at + 1 : at + 1 + REACH]
            yield at, at + 1, notes["formula"].format(reading=whole)


@cache
def _traditional() -> Mapping[str, str]:
    return {pair[0]: pair[1] for pair in words("traditional") if pair[0] != pair[1]}


def _simplified(text: str) -> bool:
    """Whether traditional characters are the exception in a text."""
    return 20 * sum(sign in _traditional() for sign in text) < len(text)
