"""Headlines: to which story each belongs, and which line of it is what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, permutations
from typing import NamedTuple

from huiyao.convert.flow import Thread
from huiyao.convert.genre import genre, words
from huiyao.convert.label import Labelled
from huiyao.convert.likeness import covered, pairs
from huiyao.convert.names import named
from huiyao.convert.signs import signs
from huiyao.convert.strand import Strand, joined
from huiyao.lexicon import either, lexicon

BESIDE = 0.15
"""What standing directly above its text counts for a headline."""

NAMED = 0.3
"""What a name in a caption counts for the story that has it."""

MOST = 6
"""Stories whose headlines are tried in every order."""

CLOSED = re.compile(r"(?P<head>.{6,}?)\s*(?P<brackets>[（(][^（()）]*(?:通过|发布|公布)[）)])$")


def headed(found: Sequence[Labelled], stories: list[Thread]) -> list[Thread]:
    """The stories with their headlines, taken to where their words are."""
    bare = [story for story in stories if story.body]
    loose = [story for story in stories if not story.body and story.head]
    if len(bare) < 2:
        for story in loose:
            (bare or stories)[0].head += story.head if story not in (bare or stories) else []
        return [story for story in stories if story.body or not bare]
    open_places = sum(not story.head for story in bare)
    lines = [story.head for story in bare if story.head]
    for story in loose:
        lines += _split(found, story.head, bare, open_places)
    _assign(found, bare, lines)
    for story in loose:
        bare[-1].beside += story.beside
    return bare


def _split(
    found: Sequence[Labelled], head: list[int], stories: Sequence[Thread], places: int
) -> list[list[int]]:
    """Lines that stand together without a text, parted into headlines."""
    if len(head) < 2 or places < 2:
        return [head]
    told = [pairs("".join(found[n].text for n in story.body)) for story in stories]
    best = [
        max(range(len(told)), key=lambda s: covered(found[n].text, told[s], told)) for n in head
    ]
    rows = [[head[0]]]
    for index, (left, right) in enumerate(pairwise(best), 1):
        if left == right or found[head[index]].chunk.apart == 0:
            rows[-1].append(head[index])
        else:
            rows.append([head[index]])
    if len(rows) > places and len(head) % places == 0:
        size = len(head) // places
        rows = [head[n : n + size] for n in range(0, len(head), size)]
    return rows


def _assign(found: Sequence[Labelled], stories: list[Thread], lines: list[list[int]]) -> None:
    """Give each headline to the story that it fits best."""
    told = [pairs("".join(found[n].text for n in story.body)) for story in stories]

    def fit(line: list[int], place: int) -> float:
        beside = bool(line) and line == stories[place].head
        text = "".join(found[n].text for n in line)
        return covered(text, told[place], told) + (BESIDE if beside else 0)

    while len(lines) < len(stories):
        lines.append([])
    score = [[fit(line, place) if line else 0.0 for place in range(len(stories))] for line in lines]
    if len(stories) <= MOST and len(lines) == len(stories):
        order = max(
            permutations(range(len(lines))),
            key=lambda way: sum(score[line][place] for place, line in enumerate(way)),
        )
        for story, which in zip(stories, order, strict=True):
            story.head = lines[which]
        return
    for story in stories:
        story.head = []
    ranked = sorted(
        ((score[n][place], n, place) for n in range(len(lines)) for place in range(len(stories))),
        reverse=True,
    )
    done: set[int] = set()
    for _, n, place in ranked:
        if n not in done and not stories[place].head and lines[n]:
            stories[place].head, done = lines[n], done | {n}
    for n, line in enumerate(lines):
        if line and n not in done:
            stories[0].beside += line


def pictured(found: Sequence[Labelled], stories: Sequence[Thread]) -> None:
    """Take each caption, and the credit below it, to the story whose words it has."""
    words = ["".join(found[n].text for n in (*s.head, *s.body)) for s in stories]
    told = [pairs(text) for text in words]
    for story in stories if len(stories) > 1 else ():
        for number in [n for n in story.beside if found[n].label == "caption"]:
            text = found[number].text
            names = [one.name for one in named([text], frozenset())[0]]
            fits = [
                covered(text, pairs_there, told) + NAMED * sum(name in there for name in names)
                for there, pairs_there in zip(words, told, strict=True)
            ]
            best = max(range(len(fits)), key=lambda place: fits[place])
            if fits[best] > fits[stories.index(story)] + BESIDE:
                credit = [n for n in story.beside if n == number + 1 and found[n].label == "credit"]
                for each in (number, *credit):
                    story.beside.remove(each)
                    stories[best].beside.append(each)


class Head(NamedTuple):
    """The lines of a headline."""

    kicker: Strand
    title: Strand
    subtitle: Strand


@cache
def _events() -> re.Pattern[str]:
    return re.compile(either({*words("events"), *words("meetings"), *lexicon().speech}))


def head(lines: Sequence[Labelled]) -> Head:
    """The lines of a headline, each told what it is."""
    if not lines:
        return Head(Strand(), Strand(), Strand())
    strands = [part for line in lines for part in _parted(line)]
    place = _title(lines, strands)
    return Head(joined_lines(strands[:place]), strands[place], joined_lines(strands[place + 1 :]))


def _parted(line: Labelled) -> Iterator[Strand]:
    """A line, its closing brackets that date a resolution apart."""
    strand = line.chunk.strand
    if found := CLOSED.match(line.text):
        yield strand.cut(0, found.end("head"))
        yield strand.cut(found.start("brackets"))
    else:
        yield strand


def _title(lines: Sequence[Labelled], strands: Sequence[Strand]) -> int:
    """Which of the lines is the title itself."""
    texts = [strand.text for strand in strands]
    below = next((n for n, text in enumerate(texts) if signs().subtitle.match(text)), len(texts))
    above = texts[: max(below, 1)]
    if len(above) == 1:
        return 0
    marked = [n for n, line in enumerate(lines) if line.chunk.heading]
    if len(marked) == 1 and len(lines) == len(strands) and marked[0] < len(above):
        return marked[0]
    if len(above) != 2:
        return 1
    if below < len(texts):
        return 1
    first, second = (_tells(text) for text in above)
    if first == second:
        first, second = (not _slogan(text) for text in above)
    return 1 if first > second else 0


def _tells(text: str) -> int:
    """How much of an event a line tells: what happened, where, with whom."""
    if re.match(r"在.+上$", text):
        return MOST
    told = len(_events().findall(text)) + text.startswith(genre().ours)
    return told + (text.count("，") if told else 0)


def _slogan(text: str) -> bool:
    """Whether a line has the shape of a title: two halves, a quotation, a question."""
    return re.search(r"[\u3400-\u9fff”][ \u3000：][\u3400-\u9fff“]|“|[！？]$", text) is not None


def joined_lines(strands: Sequence[Strand]) -> Strand:
    """Lines of one field, a space between them."""
    kept = list(strands)
    if len(kept) < 2:
        return kept[0] if kept else Strand()
    space = [Strand(" ", (strand.origin[-1],)) for strand in kept[:-1]]
    return joined([piece for pair in zip(kept, [*space, Strand()], strict=True) for piece in pair])
