"""Headlines: to which story each belongs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations

from huiyao.convert.flow import Thread
from huiyao.convert.label import Labelled
from huiyao.convert.likeness import covered, pairs
from huiyao.convert.names import named

BESIDE = 0.15
"""What standing directly above its text counts for a headline."""

NAMED = 0.3
"""What a name in a caption counts for the story that has it."""

MOST = 6
"""Stories whose headlines are tried in every order."""


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
