"""The declared typography: what may differ between an article and its source without a mark.

Folding brings a text to one form for comparison; it is never shown and never written. The half-
and full-width twins are those of the Unicode character database (`<wide>`, `<narrow>`). There is
no compatibility folding (NFKC): full-width letters and digits, dashes, ellipses, dots all count.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from huiyao.visible import UNSEEN


class Declared(Struct, frozen=True):
    """One rule, and pairs of texts that read the same under it."""

    rule: str
    pairs: tuple[tuple[str, str], ...]


DECLARED = (
    Declared(
        "white space and line wraps", (("上海\r\n市委", "上海市委"), ("\u3000\u3000全会", "全会"))
    ),
    Declared(
        "control, zero-width and other format characters, and the noncharacters U+FFFE and U+FFFF",
        (("\ufeff上\u200b海\x07\ufffe", "上海"),),
    ),
    Declared(
        "an extractor's signs: # at the start of a line, and **, except where three or more "
        "asterisks stand for digits or letters (138****1234)",
        (("## **决议**", "决议"),),
    ),
    Declared("canonically equivalent characters", (("Cafe\u0301", "Caf\u00e9"),)),
    Declared("straight and curly quotes", (('"五个中心"', "“五个中心”"), ("'十五五'", "‘十五五’"))),
    Declared(
        "half- and full-width punctuation and signs, except between digits or Latin letters",
        (
            ("会议,强调.", "会议，强调。"),
            ("(草案)", "（草案）"),
            ("｢意见｣､", "「意见」、"),
            ("5%", "5％"),
        ),
    ),
)

_QUOTES = dict.fromkeys('"”„‟＂', "“") | dict.fromkeys("'’‚‛＇", "‘")


def _twins() -> Iterator[tuple[str, str]]:
    """Each narrow sign with its wide one, the form that Chinese text is set in."""
    for sign in map(chr, range(0xFF01, 0xFFEF)):
        width, _, code = unicodedata.decomposition(sign).partition(" ")
        if unicodedata.category(sign)[0] in "PS":
            twin = chr(int(code, 16))
            yield (twin, sign) if width == "<wide>" else (sign, twin)


FORMS: Mapping[str, str] = dict(_twins()) | {".": "。", "．": "。"} | _QUOTES
"""Every sign that has another form, and the form that it is compared in."""

_BREAKS = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_BLANKS = rf"\s\x00-\x1f{UNSEEN}"
_WORD = r"0-9A-Za-z０-９Ａ-Ｚａ-ｚ\u00c0-\u024f"

_PLACES = list(range(1 << 14))
"""Places in a text of usual length, made once: to make them for each text takes half of folding."""

MASK = re.compile(rf"(?<=[{_WORD}])\*{{3,}}(?=[{_WORD}])")
"""What stands for digits that are not told (138****1234): no sign of an extractor's."""

LINE_BREAK = re.compile(rf"[{_BREAKS}]")
# A class comes first in these so that the scanner skips to it without trying the whole pattern.
_DROPPED = re.compile(
    rf"[{_BLANKS}*](?:(?<!\*)|(?<!\*\*)(?:(?<![{_WORD}]\*)\*|\*(?!\*+[{_WORD}])))"
    rf"(?:[{_BLANKS}]|\*\*)*(?P<signs>#*)"
)
_VARIANT = re.compile(f"[{re.escape(''.join(FORMS))}]")
_SIGNS = re.escape("".join({*FORMS, *FORMS.values()} - {*_QUOTES, *_QUOTES.values()}))
_IN_NUMBER = re.compile(f"[{_SIGNS}](?<=[{_WORD}].)(?=[{_WORD}])")


class Folded(Struct, frozen=True):
    """A text in the form for comparison."""

    text: str
    origin: Sequence[int]
    """For each character of it, its index in the text that was folded."""


def fold(text: str) -> Folded:
    """The text without what is declared away, each sign in one form.

    A sign between two digits or Latin letters (1,280.5, 9:00) keeps its own form; quotes do not.
    """
    dropped = text.startswith("#") or _DROPPED.search(text) is not None
    folded, origin = _kept(text) if dropped else (text, range(len(text)))
    if not unicodedata.is_normalized("NFC", folded):
        folded, origin = _compose(folded, origin)
    return Folded(_VARIANT.sub(_form, folded), origin)


def _kept(text: str) -> tuple[str, Sequence[int]]:
    """A text without what is dropped, and where its characters stood."""
    kept: list[str] = []
    origin: list[int] = []
    head = start = len(text) - len(text.lstrip("#"))
    for run in _DROPPED.finditer(text, start):
        kept.append(text[start : run.start()])
        origin += _places(start, run.start())
        signs = run.start("signs")
        heads_a_line = run.start() == head or LINE_BREAK.search(text, run.start(), signs)
        start = run.end() if heads_a_line else signs
        # Signs may follow signs, so that what was folded folds to itself.
        head = start if heads_a_line else -1
    kept.append(text[start:])
    origin += _places(start, len(text))
    return "".join(kept), origin


def _places(start: int, end: int) -> Sequence[int]:
    return _PLACES[start:end] if end <= len(_PLACES) else range(start, end)


def _form(sign: re.Match[str]) -> str:
    return sign[0] if _IN_NUMBER.match(sign.string, sign.start()) else FORMS[sign[0]]


def _compose(text: str, origin: Sequence[int]) -> tuple[str, Sequence[int]]:
    """The text in NFC, composed mark by mark so that each character keeps a place of origin."""
    composed: list[str] = []
    places: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _extends(text[end]):
            continue
        cluster = unicodedata.normalize("NFC", text[start:end])
        composed.append(cluster)
        places.extend(origin[min(start + index, end - 1)] for index in range(len(cluster)))
        start = end
    return "".join(composed), places


def _extends(character: str) -> bool:
    """Whether it may compose with the one before: a combining mark, a Hangul vowel or final."""
    return unicodedata.combining(character) > 0 or "\u1160" <= character <= "\u11ff"


def loosen(folded: str) -> str:
    """A folded text with the signs in numbers, too, in one form; of the same length."""
    return _VARIANT.sub(lambda sign: FORMS[sign[0]], folded)


def in_numbers(folded: str, start: int = 0, end: int = sys.maxsize) -> Iterator[int]:
    """The offsets of the signs in a part of a folded text whose own form counts."""
    for sign in _IN_NUMBER.finditer(folded, start):
        if sign.start() >= end:
            return
        yield sign.start()
