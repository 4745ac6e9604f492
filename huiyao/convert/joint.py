"""Whether a chunk carries on the sentence that another leaves open."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from huiyao.convert.fluency import Fluency, vocabulary
from huiyao.convert.genre import genre, patterns, words
from huiyao.convert.signs import signs
from huiyao.convert.wrap import ENDS
from huiyao.lexicon import either, lexicon

Verdict = Literal["sure", "likely", "open", "no"]

PAIRS = {"“": "”", "（": "）", "《": "》", "‘": "’", "「": "」", "(": ")"}
UNITS = "年月日个项家亿万件名位%％."
NUMBERS = "一二三四五六七八九十0123456789"
NOTED = "注问答附按"
"""What a note, a question or an answer opens with, before a colon."""
CLOSING = "，。；：！？、”’）》」』…)"
_LISTED = re.compile(r"[、，][\u3400-\u9fff]{0,4}$")
_LISTS_ON = re.compile(r"[\u3400-\u9fff]{0,4}(?:、|等|出席|参加|列席)")


@cache
def _offices_on() -> re.Pattern[str]:
    """The rest of a name, and the office of those whom the list names next."""
    return re.compile(rf"[\u3400-\u9fff]{{0,3}}，[^，。；]{{0,12}}?{patterns().office.pattern}")


OPENERS = tuple(sorted(words("openers")))
"""Words that open a paragraph."""

LONGEST = 80
"""Characters of an overlap of two columns."""

CERTAIN = 20
"""Characters of one that is no sentence said twice."""


class Overlap(NamedTuple):
    """How many characters a chunk repeats of the one before, and whether that is certain."""

    length: int
    certain: bool


@cache
def _speaks() -> re.Pattern[str]:
    """A speaker at the head of a paragraph, or a sign that sets it apart."""
    speech = either(lexicon().speech)
    clause = r"[^，。；：！？“”]"
    return re.compile(
        rf"[■◆▲●★□◇※]|{clause}{{2,24}}?{speech}[，：:,“]|“[^”]*”{clause}{{2,24}}?{speech}[，：:,]"
    )


@cache
def _speech_first() -> re.Pattern[str]:
    return re.compile(rf"{either(lexicon().speech)}[，：:,“]")


def is_open(text: str) -> bool:
    """Whether a chunk breaks off inside a sentence."""
    return ENDS.search(text) is None or unclosed(text) != ""


def unclosed(text: str) -> str:
    """The bracket or quotation that a chunk leaves open; empty where none."""
    for opening, closing in PAIRS.items():
        if text.count(opening) > text.count(closing) and text.rfind(opening) > text.rfind(closing):
            return opening
    return ""


def goes_on(text: str) -> bool:
    """Whether a chunk opens as only the rest of a clause does."""
    if text[0] in CLOSING or _speech_first().match(text):
        return True
    return len(text) > 2 and text[1] in "，。；、：" and text[0] not in f"“《（{NUMBERS}{NOTED}"


def headless(text: str) -> bool:
    """Whether a chunk cannot be the beginning of a paragraph."""
    if goes_on(text):
        return True
    for opening, closing in PAIRS.items():
        first = text.find(closing)
        if first >= 0 and not 0 <= text.find(opening) < first:
            return True
    return text[0] in "的地得们"


def joint(left: str, right: str, fluency: Fluency) -> Verdict:
    """Whether the right chunk goes on where the left breaks off."""
    if not is_open(left) or signs().dateline.match(right):
        return "no"
    if goes_on(right) or _closes(left, right):
        return "sure"
    pair, after = left[-1] + right[0], left[-2:] + right[0]
    if _speaks().match(right):
        return "no"
    if right.startswith(OPENERS) and not (pair in vocabulary() or fluency.often(after)):
        return "no"
    if fluency.often(after) or fluency.often(left[-1] + right[:2]) or _counts(left, right):
        return "sure"
    if left[-1] in "，、；":
        return "likely"
    if fluency.pair(pair):
        return "sure" if pair in vocabulary() else "likely"
    if left[-1] in genre().leading or right[0] in genre().trailing:
        return "likely"
    return "likely" if fluency.word(left[-2:]) and fluency.word(right[:2]) else "open"


def _closes(left: str, right: str) -> bool:
    """Whether the right chunk closes the bracket that the left leaves open."""
    opening = unclosed(left)
    closing = right.find(PAIRS[opening]) if opening else -1
    return closing >= 0 and right.find(opening) not in range(closing)


def _counts(left: str, right: str) -> bool:
    """Whether a list of names or a number goes on across the joint."""
    if _LISTED.search(left) and (_LISTS_ON.match(right) or _offices_on().match(right)):
        return True
    return left[-1].isdigit() and (right[0].isdigit() or right[0] in UNITS)


def overlap(left: str, right: str, fluency: Fluency) -> Overlap:
    """What the right chunk repeats of the end of the left, as columns that overlap do.

    It is certain only where nothing else explains it: words that recur on the page may come again
    where text is missing between, and a whole clause may be said twice.
    """
    if _speaks().match(right) or signs().dateline.match(right):
        return Overlap(0, certain=False)
    lengths = range(min(LONGEST, len(left), len(right)), 0, -1)
    length = next((n for n in lengths if left.endswith(right[:n])), 0)
    words = right[:length]
    if length > 2:
        rare = fluency.page.count(words) == 2 and length <= CERTAIN
        return Overlap(
            length,
            rare and not any(sign in "。！？" for sign in words) and words[-1] not in CLOSING,
        )
    # One or two characters prove nothing; they are told only where the page speaks for it.
    return Overlap(length if words and _doubled(left, right, length, fluency) else 0, certain=False)


def _doubled(left: str, right: str, length: int, fluency: Fluency) -> bool:
    """Whether the page reads on without the repetition elsewhere, and never with it."""
    words, after = right[:length], right[length : length + 2]
    return (
        len(after) == 2
        and words[-1] not in CLOSING
        and words * 2 not in vocabulary()
        and fluency.page.count(words * 2) == 0
        and fluency.page.count(left[-2:] + after) > 1
    )
