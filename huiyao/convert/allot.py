"""Paragraphs of an interleaved page, each to the story that it goes on in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from heapq import nlargest
from typing import NamedTuple

from huiyao.convert.ends import Ending, ending
from huiyao.convert.evidence import facts, meant
from huiyao.convert.flow import Thread
from huiyao.convert.fluency import Fluency
from huiyao.convert.joint import headless, is_open, joint
from huiyao.convert.label import Labelled
from huiyao.convert.likeness import Told, Words

SWITCH = 2.2
"""What it costs to go from a story to another before it ends."""

ENDED: dict[Ending, float] = {"": 0.0, "attended": 2.0, "signed": 4.0}
"""What it costs to go on in a story that has ended so; twice that to end it again."""

EARLY = 2
"""Paragraphs of a story before which those present do not end it."""

LEFT_OPEN = 0.5
"""What it costs to leave a story in the middle of a sentence."""

DOUBT = 1.0
"""How much worse the best other way must be for a paragraph's place to be beyond doubt."""

BEAM = 24
"""Ways that are kept."""

JOINTS = {"sure": 1.6, "likely": 0.5, "open": -0.3, "no": -0.4}


class Line(NamedTuple):
    """A story as far as a way through the page has read it."""

    told: Told
    last: int = -1
    """The index of its last chunk; -1 where it has none yet."""
    size: int = 0
    ended: Ending = ""


class Way(NamedTuple):
    """A way to read the page so far: its score, the story of each chunk, each story."""

    score: float
    homes: tuple[int, ...]
    lines: tuple[Line, ...]


def allotted(found: Sequence[Labelled], stories: list[Thread], fluency: Fluency) -> tuple[int, ...]:
    """Give each paragraph to its story: the best way through the page.

    Returns the chunks that would go to another story by a way that is hardly worse.
    """
    telling = [story for story in stories if story.body]
    if len(telling) < 2:
        return ()
    page = _Page(found, telling, fluency)
    numbers = sorted(number for story in telling for number in story.body)
    ways = [Way(0.0, (), tuple(Line(page.words.of(story.head)) for story in telling))]
    for number in numbers:
        steps = [step for way in ways for step in _steps(page, way, number)]
        best = nlargest(BEAM, steps, key=lambda step: step[0])
        ways = [_taken(page, way, number, place, score) for score, way, place in best]
    rated = [(way.score - _left_open(found, way), way.homes) for way in ways]
    score, homes = max(rated)
    for place, story in enumerate(telling):
        story.body = [n for n, home in zip(numbers, homes, strict=True) if home == place]
    close = [other for worse, other in rated if worse > score - DOUBT]
    return tuple(
        number for n, number in enumerate(numbers) if any(other[n] != homes[n] for other in close)
    )


class _Page:
    """What is asked again and again of the chunks of a page."""

    def __init__(
        self, found: Sequence[Labelled], stories: Sequence[Thread], fluency: Fluency
    ) -> None:
        self.words = Words([one.text if one.label in {"body", "headline"} else "" for one in found])
        self.seeds = {story.body[0]: place for place, story in enumerate(stories)}
        told = [facts(found, story) for story in stories]
        self.meant = cache(lambda number: meant(found, number, told))
        self.ends = cache(lambda number: ending(found, number))
        self.joint = cache(lambda left, right: _joint(found, left, right, fluency))


def _steps(page: _Page, way: Way, number: int) -> Iterator[tuple[float, Way, int]]:
    """The stories that may have a chunk, with the score of the way that so goes on."""
    if number in page.seeds:
        yield way.score, way, page.seeds[number]
        return
    at = way.homes[-1]
    for place, line in enumerate(way.lines):
        if line.last < 0:
            continue
        score = way.score + page.words.likely(number, line.told) + page.meant(number)[place]
        if place != at and not way.lines[at].ended:
            score -= SWITCH
        score -= ENDED[line.ended] * (1 + bool(page.ends(number)))
        yield score + page.joint(line.last, number), way, place


def _taken(page: _Page, way: Way, number: int, place: int, score: float) -> Way:
    """A way with one more chunk given to a story."""
    line = way.lines[place]
    end = page.ends(number)
    # Who attended is also told after the first words of a report.
    late = line.size >= EARLY or end == "signed"
    grown = Line(line.told + page.words.own[number], number, line.size + 1, end if late else "")
    if line.ended and not grown.ended:
        grown = grown._replace(ended=line.ended)
    return Way(score, (*way.homes, place), (*way.lines[:place], grown, *way.lines[place + 1 :]))


def _left_open(found: Sequence[Labelled], way: Way) -> float:
    """What it costs that stories break off."""
    return LEFT_OPEN * sum(is_open(found[line.last].text) for line in way.lines if line.last >= 0)


def _joint(found: Sequence[Labelled], left: int, right: int, fluency: Fluency) -> float:
    """What the end of a story's last chunk says of the next."""
    text = found[right].text
    if not is_open(found[left].text):
        return -1.0 if headless(text) else 0.0
    verdict = joint(found[left].text, text, fluency)
    return JOINTS[verdict] + (0.4 if right == left + 1 and verdict in {"sure", "likely"} else 0.0)
