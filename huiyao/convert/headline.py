"""The lines of one headline, each told what it is: kicker (引题), title (主题), subtitle (副题).

Dailies set a headline in few ways. A line that says who demanded leads up to what was demanded; a
line of names, of an agenda or of the form of the text stands below its title; a watchword stands
above the event that it is for, any other slogan is itself the title of the event below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from huiyao.convert.genre import patterns, words
from huiyao.convert.label import Labelled
from huiyao.convert.signs import HAN, signs
from huiyao.convert.strand import Strand, joined
from huiyao.lexicon import either

CLOSED = re.compile(r"(?P<head>.{6,}?)\s*(?P<brackets>[（(][^（()）]*(?:通过|发布|公布)[）)])$")

LABEL = 5
"""Characters of a line that is no headline by itself: 两会观察."""


class Head(NamedTuple):
    """The lines of a headline."""

    kicker: Strand
    title: Strand
    subtitle: Strand
    sure: bool = True
    """Whether no other line could be the title."""


class Rules(NamedTuple):
    """What shows the part of a line."""

    event: re.Pattern[str]
    """Words of something that happened."""
    leading: re.Pattern[str]
    """The end of a line that leads up to a demand."""
    form: re.Pattern[str]
    """A line that ends in the form of the text."""
    agenda: re.Pattern[str]
    watchword: re.Pattern[str]
    person: re.Pattern[str]
    """Names at the head of a line, before what they did."""
    attending: re.Pattern[str]
    """A clause of nothing but names and what they did."""


@cache
def _rules() -> Rules:
    events = either({*words("events"), *words("meetings"), *words("demanding")})
    acts = either({*words("attending"), *words("events")})
    names = (
        rf"(?:(?:{patterns().surname.pattern}){HAN}{{1,2}}?(?:等(?:市|省|县|区)?领导)?[、，和]?\s?){{1,6}}"
        rf"(?:等|分别|先后|共同|一同|一起|现场|带队|连夜|再次|再|并)?"
    )
    return Rules(
        re.compile(events),
        re.compile(rf"(?:{either(words('demanding'))}|(?:{events})时|[会议式坛]上)$|^在.+上$"),
        re.compile(rf"(?:{either(words('forms'))})$"),
        re.compile(either(words("agenda"))),
        re.compile(either(words("watchwords"))),
        re.compile(rf"{names}(?:{acts}|赴|到|在|率|与|为)"),
        re.compile(rf"{names}(?:作.*|(?:{either(words('attending'))})(?:.{{0,6}}|.*发言))"),
    )


def head(lines: Sequence[Labelled]) -> Head:
    """The lines of a headline, each told what it is."""
    if not lines:
        return Head(Strand(), Strand(), Strand())
    strands = [part for line in lines for part in _parted(line)]
    place, sure = _title(lines, strands)
    return Head(_together(strands[:place]), strands[place], _together(strands[place + 1 :]), sure)


def _parted(line: Labelled) -> Iterator[Strand]:
    """A line, its closing brackets that date a resolution apart."""
    strand = line.chunk.strand
    if found := CLOSED.match(line.text):
        yield strand.cut(0, found.end("head"))
        yield strand.cut(found.start("brackets"))
    else:
        yield strand


def _title(lines: Sequence[Labelled], strands: Sequence[Strand]) -> tuple[int, bool]:
    """Which of the lines is the title itself, and whether that is sure."""
    texts = [strand.text for strand in strands]
    below = next((n for n, text in enumerate(texts) if signs().subtitle.match(text)), len(texts))
    above = texts[: max(below, 1)]
    if len(above) == 1:
        return 0, True
    marked = [n for n, line in enumerate(lines) if line.chunk.heading]
    if len(marked) == 1 and len(lines) == len(strands) and marked[0] < len(above):
        return marked[0], True
    if len(above) != 2 or below < len(texts):
        return 1, len(above) < 4
    return _of_two(*above)


def _of_two(first: str, second: str) -> tuple[int, bool]:
    """Which of two lines is the title, and whether that is sure."""
    rules = _rules()
    if rules.leading.search(first):
        return 1, True
    if _attended(second) or rules.form.search(second):
        return 0, True
    told, below = (rules.event.search(text) is not None for text in (first, second))
    if told and rules.agenda.match(second):
        return 0, False
    if told and below:
        names = [rules.person.match(text) is not None for text in (first, second)]
        return int(names != [False, True]), False
    if below:
        watchword = rules.watchword.match(first) is not None and " " not in second
        return int(len(first) <= LABEL or watchword), False
    return 1, True


def _attended(line: str) -> bool:
    """Whether a line tells nothing but who attended."""
    return all(_rules().attending.fullmatch(clause) for clause in re.split("[ ，]", line) if clause)


def _together(strands: Sequence[Strand]) -> Strand:
    """Lines of one field, a space between them."""
    kept = list(strands)
    if len(kept) < 2:
        return kept[0] if kept else Strand()
    space = [Strand(" ", (strand.origin[-1],)) for strand in kept[:-1]]
    return joined([piece for pair in zip(kept, [*space, Strand()], strict=True) for piece in pair])
