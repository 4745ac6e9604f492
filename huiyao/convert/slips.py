"""Slips that a paragraph shows by itself: what is doubled, what a count or a pair leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from huiyao.convert.dates import DATED
from huiyao.convert.genre import words
from huiyao.convert.signs import HAN

MOST = 3
"""Characters in which a text may depart from another and still be meant as the same."""


class Doubt(NamedTuple):
    """A stretch of a text that may be misread: from, to, the cue that tells, what it may be."""

    start: int
    end: int
    cue: str
    reading: str = ""


NUMBERS = "一二三四五六七八九十"

_TWICE = re.compile(rf"({HAN}{{2,4}})\1")
_LISTED = re.compile(rf"(?<!{HAN})({HAN}{{2,8}})、\1(?={HAN}?[，。、；）])|({HAN}{{4,8}})、\2")
_COUNTED = re.compile(rf"(?:^|[。；，：])(?P<is>[{NUMBERS}])(?=是)|[（(](?P<in>[{NUMBERS}])[）)]")
_MIXED = re.compile(
    r"(?<![A-Za-z\d])(?:\d+[OoIl]+\d*|[OIl]+\d+)(?=[年月日时分个项家亿万元名届次%％])"
)
_DAY = re.compile(DATED + r"(?:[（(]?(?:星期|周)(?P<weekday>[一二三四五六日天])[）)]?)?")
_STOPS = re.compile(r"[，、；：][，。、；：！？]|。[，、；：。]")
_PAIRS = {"“": "”", "《": "》", "（": "）"}


def slips(text: str) -> Iterator[Doubt]:
    """The slips of one paragraph."""
    yield from _traditional(text)
    for found in _TWICE.finditer(text):
        if found[1] not in words("reduplications") and found[1][0] != "一":
            yield Doubt(found.start(), found.end(), "twice", found[1])
    for found in _LISTED.finditer(text):
        yield Doubt(found.start(), found.end(), "listed", found[1] or found[2])
    for found in _MIXED.finditer(text):
        reading = found.group().translate(str.maketrans("OoIl", "0011"))
        yield Doubt(found.start(), found.end(), "digits", reading)
    for found in _STOPS.finditer(text):
        yield Doubt(found.start(), found.end(), "stops")
    yield from _skipped(text)
    yield from _impossible(text)
    yield from _unpaired(text)


def _traditional(text: str) -> Iterator[Doubt]:
    """Traditional characters, where they are the exception."""
    simple = _simple()
    found = [(at, simple[sign]) for at, sign in enumerate(text) if sign in simple]
    if 20 * len(found) < len(text):
        for at, reading in found:
            yield Doubt(at, at + 1, "traditional", reading)


@cache
def _simple() -> Mapping[str, str]:
    return {pair[0]: pair[1] for pair in words("traditional") if pair[0] != pair[1]}


def _skipped(text: str) -> Iterator[Doubt]:
    """Where a count leaves a number out: 一是……二是……四是."""
    last = {"is": 0, "in": 0}
    for found in _COUNTED.finditer(text):
        kind = "is" if found["is"] else "in"
        number = NUMBERS.index(found[kind]) + 1
        if last[kind] and number > last[kind] + 1:
            missing = NUMBERS[last[kind]]
            yield Doubt(found.start(kind), found.end(kind), "skipped", missing)
        last[kind] = number


def _impossible(text: str) -> Iterator[Doubt]:
    """Days that no calendar has, and days of the week that they are not."""
    for found in _DAY.finditer(text):
        year = int(found["year"] or 2000)
        try:
            day = date(year, int(found["month"]), int(found["day"]))
        except ValueError:
            yield Doubt(found.start(), found.end(), "day")
            continue
        weekday = "一二三四五六日"[day.weekday()]
        if found["year"] and found["weekday"] and found["weekday"].replace("天", "日") != weekday:
            yield Doubt(found.start("weekday"), found.end("weekday"), "weekday", weekday)


def _unpaired(text: str) -> Iterator[Doubt]:
    """Brackets and quotation marks that lack their other half."""
    for opening, closing in _PAIRS.items():
        waiting: list[int] = []
        for at, sign in enumerate(text):
            if sign == opening:
                waiting.append(at)
            elif sign == closing and waiting:
                waiting.pop()
            elif sign == closing:
                yield Doubt(at, at + 1, "unpaired", opening)
        # A quotation of several paragraphs is opened in each and closed in the last.
        yield from (
            Doubt(at, at + 1, "unpaired", closing) for at in waiting if at or opening != "“"
        )


@cache
def sizes() -> tuple[tuple[int, int], ...]:
    """Lengths of what a text has and of what another has in its place, the least first."""
    pairs = [(a, b) for a in range(MOST + 1) for b in range(MOST + 1) if a or b]
    return tuple(sorted(pairs, key=sum))
