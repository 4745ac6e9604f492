"""Passages that a page, or the archive, has twice, where one departs from the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from msgspec import Struct

from huiyao.convert.genre import genre, patterns, words
from huiyao.convert.slips import Doubt, sizes
from huiyao.model import Text

GRAM = 5
"""Characters by which a passage is found."""

LARGEST = 600_000
"""Characters of the archive that passages are drawn from."""

SIDE = 4
"""Characters that agree on either side of a departure."""

BOTH = 12
"""Characters that agree on both sides together."""

OFTEN = 3
"""Times that a text has a word which is then its own: the name of its city."""

LINE = 40
"""Characters that are compared on either side."""

AGREED = 2
"""Places of the archive that suffice for one character, where less agrees around it."""

HEAD = 6
"""Characters that two titles open with."""

ALIKE = 0.75
"""The likeness of two titles that are meant to be one."""

_TITLE = re.compile(r"《([^《》]{10,90})》")
_HAN = re.compile(r"[^\u3400-\u9fff]")
_VARIES = re.compile(r"[^\u3400-\u9fff]|[一二三四五六七八九十昨今]")
"""What differs from meeting to meeting: numbers, days, signs."""

_NUMBER = re.compile(r"[0-9〇一二三四五六七八九十年届次第]+")


class Passages(Struct, frozen=True):
    """Texts with the places of their stretches."""

    text: str = ""
    places: dict[str, int] = {}
    """Stretch to where it first stands."""
    titles: tuple[str, ...] = ()
    """Of the documents that they name."""


def passages(texts: Iterable[str], step: int = 1) -> Passages:
    """Texts in which passages can be found; with a wider step, the longer ones alone."""
    whole = "\n".join(texts)[:LARGEST]
    places: dict[str, int] = {}
    for at in range(0, len(whole) - GRAM + 1, step):
        gram = whole[at : at + GRAM]
        if "\n" not in gram:
            places.setdefault(gram, at)
    return Passages(whole, places, tuple(dict.fromkeys(_TITLE.findall(whole))))


def sound(text: Text) -> str:
    """What an edited text bears witness to: its reading text without what its editor doubts."""
    return "\n".join(
        "".join(
            "\n" if span.mark and span.mark.kind in {"doubt", "gap"} else span.text
            for span in block.spans
        )
        for block in text.blocks
    )


def departures(text: str, there: Passages, own: str, beside: str, *, page: bool) -> Iterator[Doubt]:
    """Where a text departs from a passage that it shares; what its story has elsewhere is none.

    On one page nobody can tell which of two is right: there, what is surplus is flagged once.
    """
    seen: set[tuple[int, int]] = set()
    at = 0
    while at <= len(text) - GRAM:
        found = there.places.get(text[at : at + GRAM])
        if found is None:
            at += 1
            continue
        start, end = _run(text, at, there.text, found)
        for one in _around(text, start, end, there.text, found - at):
            here, other = text[one[0] : one[1]], there.text[one[2] : one[3]]
            # A common word more or less is a matter of style, but for what one page says twice; and
            # what comes again and again for another word is this text's own: the name of its city.
            common = here + other in words("terms") or here in words("terms")
            style = not page and (
                own.count(here) >= OFTEN and not common if here and other else common
            )
            if one[:2] in seen or style or (page and not here):
                continue
            if not _telling(text, one, there.text):
                continue
            seen.add(one[:2])
            whole = _beside(text, one[0], one[1])
            if own.count(whole) + beside.count(whole) + there.text.count(whole) < 2:
                yield Doubt(one[0], one[1], "page" if page else "parallel", other)
        at = max(at + 1, end - GRAM + 1)


Departure = tuple[int, int, int, int]
"""From and to in the text, from and to in the other."""


def _run(text: str, at: int, other: str, place: int) -> tuple[int, int]:
    """How far a shared stretch reaches in a text."""
    start, end = at, at + GRAM
    shift = place - at
    while start > 0 and start + shift > 0 and text[start - 1] == other[start - 1 + shift] != "\n":
        start -= 1
    while end < len(text) and text[end] == other[end + shift : end + shift + 1] != "\n":
        end += 1
    return start, end


def _around(text: str, start: int, end: int, other: str, shift: int) -> Iterator[Departure]:
    """The least departures at the end of a shared stretch, and before it."""
    for here, there in sizes():
        rest, place = text[end + here : end + here + SIDE], end + shift
        if _whole(rest) and other.startswith(rest, place + there):
            yield end, end + here, place, place + there
            break
    for here, there in sizes():
        rest, place = text[max(start - here - SIDE, 0) : start - here], start + shift
        if _whole(rest) and other.endswith(rest, 0, max(place - there, 0)):
            yield start - here, start, place - there, place
            break


def _whole(side: str) -> bool:
    return len(side) == SIDE and "\n" not in side


def _telling(text: str, one: Departure, other: str) -> bool:
    """Whether a departure stands in a passage long enough, and is none that meetings differ by."""
    start, end, first, last = one
    here, there = text[start:end], other[first:last]
    before, after = text[max(start - LINE, 0) : start], text[end : end + LINE]
    left = _shared(before[::-1], other[max(first - LINE, 0) : first][::-1])
    right = _shared(after, other[last : last + LINE])
    if left < SIDE or right < SIDE:
        return False
    if left + right < BOTH:
        around = before[-SIDE:] + there + after[:SIDE]
        if len(here) != 1 or len(there) != 1 or other.count(around) < AGREED:
            return False
    particles = {*genre().particles}
    if _VARIES.search(here + there) or any(part and particles >= {*part} for part in (here, there)):
        return False
    apart = before[-1] in "，。；：！？、" and here and there
    # After an office, more than a character may be a name.
    named = max(len(here), len(there)) > 1 and patterns().ending.search(before) is not None
    return not apart and not named


def _shared(one: str, other: str) -> int:
    """How many characters two texts open with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _beside(text: str, start: int, end: int) -> str:
    """A stretch with two characters on either side, signs left out."""
    before = _HAN.split(text[max(start - 2, 0) : start])[-1]
    after = _HAN.split(text[end : end + 2])[0]
    return before + text[start:end] + after


def retitled(text: str, titles: Iterable[str]) -> Iterator[Doubt]:
    """Titles of documents that are printed otherwise elsewhere."""
    others = tuple(titles)
    for found in _TITLE.finditer(text):
        for other in others if found[1] not in others else ():
            if found[1][:HEAD] == other[:HEAD] and _meant(found[1], other):
                yield Doubt(found.start(), found.end(), "titles", other)
                break


def _meant(title: str, other: str) -> bool:
    """Whether two titles are one that is printed in two ways."""
    match = SequenceMatcher(None, title, other, autojunk=False)
    if match.ratio() < ALIKE or title.startswith(other) or other.startswith(title):
        return False
    parts = [title[a:b] + other[c:d] for tag, a, b, c, d in match.get_opcodes() if tag != "equal"]
    return not any(_NUMBER.fullmatch(part) for part in parts)
