"""A text whose every character knows its place in the source: what a draft is made of.

Drafts are cut and joined from strands only, never from plain strings, so that nothing can enter a
draft that the source does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from msgspec import Struct

from huiyao.typography import FORMS, LINE_BREAK, MASK

_WORD = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ\u00c0-\u024f]")
_HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]|\*\*"
)
_SPACES = re.compile(r"\s+")
_SET = ",;:!?()"
"""Half-width signs that Chinese sets wide."""


class Strand(Struct, frozen=True):
    """A stretch of text and, for each character, its offset in the source."""

    text: str = ""
    origin: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return len(self.text)

    def __add__(self, other: Strand) -> Strand:
        return Strand(self.text + other.text, self.origin + other.origin)

    def cut(self, start: int, end: int | None = None) -> Strand:
        """The stretch between two offsets, without the white space at its ends."""
        text = self.text[start:end]
        first = start + len(text) - len(text.lstrip())
        text = text.strip()
        return Strand(text, self.origin[first : first + len(text)])

    def parts(self, pattern: re.Pattern[str]) -> Iterator[Strand]:
        """What stands between the matches of a pattern."""
        start = 0
        for found in pattern.finditer(self.text):
            yield self.cut(start, found.start())
            start = found.end()
        yield self.cut(start)


def joined(strands: Iterable[Strand]) -> Strand:
    """The strands as one; a space stays between two that are no Chinese (Shanghai | Tower)."""
    kept = [strand for strand in strands if strand]
    apart = [
        Strand(" ", (left.origin[-1],))
        if _WORD.match(left.text[-1]) and _WORD.match(right.text[0]) and left.text[-1].isalpha()
        else Strand()
        for left, right in pairwise(kept)
    ]
    pieces = list(chain.from_iterable(zip(kept, [*apart, Strand()], strict=True))) if kept else []
    return Strand(
        "".join(piece.text for piece in pieces),
        tuple(chain.from_iterable(piece.origin for piece in pieces)),
    )


def lines(source: str) -> Iterator[tuple[int, Strand]]:
    """The printed lines of a source, blank ones included, each with its number from 1.

    Invisible characters and an extractor's signs go; runs of white space become one space.
    """
    start, number = 0, 1
    text = source
    while start <= len(text):
        found = LINE_BREAK.search(text, start)
        end = found.start() if found else len(text)
        yield number, line(text[start:end], start)
        if found is None:
            return
        crlf = text.startswith("\r\n", end)
        start = end + (2 if crlf else 1)
        number += found.group() in "\r\n"


def line(text: str, base: int) -> Strand:
    """One printed line without what is declared away."""
    kept: list[str] = []
    places: list[int] = []
    index, signed = 0, False
    plain = text.isprintable() and "**" not in text and "  " not in text
    if plain and not text.lstrip().startswith("#"):
        return Strand(text, tuple(range(base, base + len(text)))).cut(0)
    while index < len(text):
        if found := MASK.match(text, index):
            kept.append(found[0])
            places += range(base + index, base + found.end())
            index = found.end()
        elif found := _INVISIBLE.match(text, index):
            index = found.end()
        elif found := _SPACES.match(text, index):
            kept.append(" ")
            places.append(base + index)
            index = found.end()
        elif text[index] == "#" and not "".join(kept).strip() and not signed:
            index += len(text[index:]) - len(text[index:].lstrip("#"))
            signed = True
        else:
            kept.append(text[index])
            places.append(base + index)
            index += 1
    return Strand("".join(kept), tuple(places)).cut(0)


def typeset(text: str) -> str:
    """The text as Chinese sets it, character for character: wide punctuation, curly quotes.

    What stands between digits or Latin letters keeps its form, white space not counted, and so
    does all of an address.
    """
    if not (_NARROW.search(text) and _HAN.search(text)):
        return text
    out = list(text)
    quotes = text.count('"') % 2 == 0
    opened = False
    address = {at for found in _ADDRESS.finditer(text) for at in range(*found.span())}
    for found in _NARROW.finditer(text):
        sign, at = found.group(), found.start()
        if sign == '"':
            opened = not opened
            if quotes:
                out[at] = "“" if opened else "”"
            continue
        before = text[:at].rstrip()[-1:]
        after = text[at + 1 : at + 40].lstrip()[:1]
        within = _WORD.match(before) and (_WORD.match(after) or not after)
        if within or at in address:
            continue
        if sign in "()" and not _bracketed(text, at):
            continue
        if sign == "." and not (_HAN.match(before) or before in '"”’）)》」』'):
            continue
        out[at] = FORMS[sign]
    return "".join(out)


_NARROW = re.compile(r"[,;:!?().\"]")
_ADDRESS = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{0,30}:(?://|\\)[!-~]*[0-9A-Za-z/#&=_~-]|(?<![A-Za-z])[A-Za-z]:[/\\]"
)


def _bracketed(text: str, at: int) -> bool:
    """Whether a bracket stands beside Chinese, inside or outside."""
    left, right = text.rfind("(", 0, at + 1), text.find(")", at)
    inside = text[max(left, 0) : right if right >= 0 else None]
    beside = text[max(left - 1, 0) : max(left, 0)] + text[right + 1 : right + 2]
    return _HAN.search(inside) is not None or _HAN.search(beside) is not None
