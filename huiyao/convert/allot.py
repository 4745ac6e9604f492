"""Paragraphs of an interleaved page, each to the story that it goes on in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from statistics import fmean
from typing import NamedTuple

from huiyao.convert.flow import Thread
from huiyao.convert.fluency import Fluency
from huiyao.convert.genre import genre, patterns
from huiyao.convert.joint import headless, is_open, joint
from huiyao.convert.label import Labelled
from huiyao.convert.likeness import cosine, pairs, rarity, weighed
from huiyao.convert.names import named
from huiyao.convert.signs import signs
from huiyao.lexicon import either, lexicon

SWITCH = 1.5
"""What it costs to go from a story to another before it ends."""

ENDED = 1.2
"""What it costs to go on in a story that has ended."""

EARLY = 2
"""Paragraphs of a story before which it does not end."""

BEAM = 16
"""Ways that are kept."""

JOINTS = {"sure": 1.6, "likely": 0.5, "open": -0.3, "no": -0.4}
NAME = 1.2
TOPIC = 6.0


class Way(NamedTuple):
    """A way to read the page so far: its score, the story of each chunk, the last of each story."""

    score: float
    homes: tuple[int, ...]
    last: tuple[int, ...]
    """For each story the index of its last chunk; -1 where it has none yet."""
    sizes: tuple[int, ...]
    """For each story how many chunks it has."""
    ended: frozenset[int]
    """Stories that have come to an end."""


def allotted(found: Sequence[Labelled], stories: list[Thread], fluency: Fluency) -> None:
    """Give each paragraph to its story; of two looks, the second knows more of what each tells."""
    telling = [story for story in stories if story.body]
    if len(telling) < 2:
        return
    rare = rarity([one.text for one in found if one.label == "body"])
    seeds = {story.body[0]: place for place, story in enumerate(telling)}
    page = _Page(found, rare, fluency)
    for _ in range(2):
        _look(page, telling, seeds)


class _Page:
    """What is asked again and again of the chunks of a page."""

    def __init__(self, found: Sequence[Labelled], rare: dict[str, float], fluency: Fluency) -> None:
        self.found, self.rare = found, rare
        self.own = cache(lambda number: pairs(found[number].text))
        self.joint = cache(lambda left, right: _joint(found, left, right, fluency))
        self.ends = cache(lambda number: _ends(found, number))


def _look(page: _Page, stories: list[Thread], seeds: dict[int, int]) -> None:
    """The best way through the page, kept among the best so far at every chunk."""
    found = page.found
    numbers = sorted(number for story in stories for number in story.body)
    home = {number: place for place, story in enumerate(stories) for number in story.body}
    told = [_counted(page, story) for story in stories]
    speakers = [_speakers(found, story) for story in stories]
    ways = [Way(0.0, (), (-1,) * len(stories), (0,) * len(stories), frozenset())]
    topics = {n: _topics(page.own(n), told, home[n], page.rare) for n in numbers}
    usual = [
        fmean([topics[n][place] for n in numbers if home[n] != place] or [0.0])
        for place in range(len(stories))
    ]
    for number in numbers:
        opening = _opening(found[number].text)
        fit = [
            TOPIC * (topics[number][place] - usual[place]) + NAME * _named(opening, speakers, place)
            for place in range(len(stories))
        ]
        places = [seeds[number]] if number in seeds else range(len(stories))
        grown = [
            _grown(page, way, number, place, fit[place] - max(fit), seed=number in seeds)
            for way in ways
            for place in places
            if number in seeds or way.last[place] >= 0
        ]
        ways = sorted(grown, key=lambda way: -way.score)[:BEAM]
    best = max(ways, key=lambda way: way.score - sum(_left_open(page, n) for n in way.last))
    for place, story in enumerate(stories):
        story.body = [n for n, h in zip(numbers, best.homes, strict=True) if h == place]


def _grown(page: _Page, way: Way, number: int, place: int, fit: float, *, seed: bool) -> Way:
    """A way with one more chunk given to a story."""
    score = way.score + fit
    before = way.last[place]
    if not seed:
        at = way.homes[-1]
        if place != at:
            score -= SWITCH if at not in way.ended else 0.0
        if place in way.ended:
            score -= ENDED * (1 + page.ends(number))
        score += page.joint(before, number)
    last = (*way.last[:place], number, *way.last[place + 1 :])
    sizes = (*way.sizes[:place], way.sizes[place] + 1, *way.sizes[place + 1 :])
    # Who attended is also told after the first words of a report.
    ended = {place} if page.ends(number) and sizes[place] > EARLY else set()
    return Way(score, (*way.homes, place), last, sizes, way.ended | ended)


def _left_open(page: _Page, number: int) -> float:
    return 0.5 if number >= 0 and is_open(page.found[number].text) else 0.0


def _ends(found: Sequence[Labelled], number: int) -> bool:
    """Whether a story ends with a chunk: who attended, a by-line, a line to another page."""
    text = found[number].text
    if number + 1 < len(found) and found[number + 1].label == "jump":
        return not signs().onward.match(found[number + 1].text)
    inline = [one.end() for one in signs().inline.finditer(text)]
    return (bool(inline) and inline[-1] == len(text)) or _attended(text)


def _attended(text: str) -> bool:
    """Whether a paragraph closes with those who attended, by name."""
    sentence = re.split("。", text.rstrip("。"))[-1]
    if _verbs().search(sentence) is None:
        return False
    return sentence.startswith(genre().present) or len(named([sentence], frozenset())[0]) > 1


@cache
def _verbs() -> re.Pattern[str]:
    verbs = either(verb for key in ("出席", "列席", "参加") for verb in lexicon().parts[key])
    return re.compile(rf"{verbs}(?:了)?[^，。]{{0,8}}$|{verbs}[^，。]{{0,8}}(?:还|的)有")


def _counted(page: _Page, story: Thread) -> Counter[str]:
    """The pairs of characters of a story, its headline among them."""
    counts: Counter[str] = Counter()
    for number in (*story.body, *story.head):
        counts.update(page.own(number))
    return counts


def _topics(
    own: Counter[str], told: Sequence[Counter[str]], home: int, rare: Mapping[str, float]
) -> list[float]:
    """For each story how like it a paragraph is, itself left out."""
    mine = weighed(own, rare)
    return [
        cosine(mine, weighed(counts - own if place == home else counts, rare))
        for place, counts in enumerate(told)
    ]


def _joint(found: Sequence[Labelled], left: int, right: int, fluency: Fluency) -> float:
    text = found[right].text
    if not is_open(found[left].text):
        return -1.0 if headless(text) else 0.0
    verdict = joint(found[left].text, text, fluency)
    return JOINTS[verdict] + (0.4 if right == left + 1 and verdict in {"sure", "likely"} else 0.0)


@cache
def _speech() -> re.Pattern[str]:
    speech = either(lexicon().speech)
    surname = patterns().surname.pattern
    return re.compile(
        rf"(?:“[^”]*”)?[^，。]{{0,16}}?(?P<name>(?:{surname})[\u3400-\u9fff]{{1,2}}?)[^，。“]{{0,16}}?{speech}[，：:,“]"
    )


def _opening(text: str) -> str:
    """The clause in which a speaker opens a paragraph; empty where none does."""
    found = _speech().match(text)
    return found.group() if found else ""


def _speakers(found: Sequence[Labelled], story: Thread) -> str:
    """The words of a story's beginning, in which its speakers are named."""
    return "".join(found[number].text for number in (*story.head, *story.body[:3]))


def _named(opening: str, speakers: Sequence[str], place: int) -> float:
    """Whether the speaker of a paragraph is one of a story's, and of no other."""
    names = _candidates(opening)
    if not names:
        return 0.0
    here = any(name in speakers[place] for name in names)
    elsewhere = any(
        name in other for name in names for n, other in enumerate(speakers) if n != place
    )
    return 1.0 if here and not elsewhere else -1.0 if elsewhere and not here else 0.0


def _candidates(opening: str) -> list[str]:
    """What may be the speaker's name, the longest first."""
    found = patterns().surname.search(opening)
    if found is None:
        return []
    start = found.start()
    return [opening[start : start + size] for size in (3, 2) if len(opening) >= start + size]
