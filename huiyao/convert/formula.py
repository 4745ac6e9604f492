"""Set phrases that are one character off: 战略新兴产业 beside 战略性新兴产业."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from huiyao.convert.genre import genre, words
from huiyao.convert.slips import Doubt, sizes

ANCHOR = 3
"""Characters at the head of a phrase, or at its end, by which it is known."""

LEAST = 2
"""Characters of a phrase on the other side of what is off."""

LONG = 12
"""Characters of a phrase in which more than one may be off."""


class Off(NamedTuple):
    """A phrase that is off in a text: where it stands, and where what is off in it stands."""

    phrase: str
    first: int
    last: int
    start: int
    end: int


def misquoted(text: str, beside: str) -> Iterator[Doubt]:
    """Set phrases with a character too many, too few or another; what recurs is another phrase."""
    size = len(text)
    found = {*_off(text, _forward())}
    for off in _off(text[::-1], _backward()):
        places = (size - place for place in (off.last, off.first, off.end, off.start))
        found.add(Off(off.phrase[::-1], *places))
    for off in sorted(found):
        whole = text[off.first : off.last]
        established = text.count(whole) + beside.count(whole) > 1
        if whole not in words("formulas") and not established:
            yield Doubt(off.start, off.end, "formula", off.phrase)


def _off(text: str, phrases: Mapping[str, Sequence[str]]) -> Iterator[Off]:
    """Where a phrase begins but does not go on, yet ends."""
    for at in range(len(text) - ANCHOR):
        for phrase in phrases.get(text[at : at + ANCHOR], ()):
            if off := _compared(text, at, phrase):
                yield off


def _compared(text: str, at: int, phrase: str) -> Off | None:
    same = ANCHOR
    while same < len(phrase) and text[at + same : at + same + 1] == phrase[same]:
        same += 1
    start = at + same
    for found, wanted in sizes():
        rest = phrase[same + wanted :]
        if len(rest) >= LEAST and text.startswith(rest, start + found):
            end = start + found
            parts = text[start:end], phrase[same : same + wanted]
            off = Off(phrase, at, end + len(rest), start, end)
            return off if _misread(*parts, len(phrase)) else None
    return None


def _misread(found: str, wanted: str, size: int) -> bool:
    """Whether characters may stand for others by mistake; longer words are wording."""
    several = size >= LONG and found != "" and wanted != ""
    if max(len(found), len(wanted)) > 1 and not several:
        return False
    signs = found + wanted
    return all("\u3400" <= sign <= "\u9fff" and sign not in genre().particles for sign in signs)


def _keyed(phrases: Iterable[str], order: Callable[[str], str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for phrase in sorted(phrases):
        turned = order(phrase)
        found.setdefault(turned[:ANCHOR], []).append(turned)
    return found


@cache
def _forward() -> Mapping[str, Sequence[str]]:
    return _keyed(words("formulas"), str)


@cache
def _backward() -> Mapping[str, Sequence[str]]:
    return _keyed(words("formulas"), lambda phrase: phrase[::-1])
