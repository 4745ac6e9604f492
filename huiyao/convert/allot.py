"""Paragraphs of an interleaved page, each to the story that it goes on in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from huiyao.convert.flow import Thread
from huiyao.convert.fluency import Fluency
from huiyao.convert.genre import patterns
from huiyao.convert.joint import headless, is_open, joint
from huiyao.convert.label import Labelled
from huiyao.convert.likeness import Profile, cosine, profile, rarity
from huiyao.lexicon import either, lexicon

HERE = 0.6
"""What it counts to stand after the story's own words."""

JOINTS = {"sure": 1.6, "likely": 0.5, "open": -0.3, "no": -0.4}
NAME = 1.2
TOPIC = 6.0

_SPEAKER = re.compile(r"^(?:“[^”]*”)?(?P<name>[\u3400-\u9fff]{2,4}?)")


def allotted(found: Sequence[Labelled], stories: list[Thread], fluency: Fluency) -> None:
    """Move each paragraph that goes on in another story there; two looks, the second knows more."""
    if len([story for story in stories if story.body]) < 2:
        return
    rare = rarity([one.text for one in found if one.label == "body"])
    seeds = {story.body[0] for story in stories if story.body}
    for _ in range(2):
        _look(found, stories, seeds, rare, fluency)


def _look(
    found: Sequence[Labelled],
    stories: list[Thread],
    seeds: set[int],
    rare: dict[str, float],
    fluency: Fluency,
) -> None:
    home = {number: place for place, story in enumerate(stories) for number in story.body}
    first = [min(story.body, default=len(found)) for story in stories]
    profiles = [_profile(found, story.body + story.head, rare) for story in stories]
    speakers = [_speakers(found, story) for story in stories]
    at = 0
    last: dict[int, int] = {}
    for number in sorted(home):
        if number in seeds:
            at = home[number]
            last[at] = number
            continue
        text = found[number].text
        own = profile([text], rare)
        names = _opening(text)
        scores = {}
        for place in range(len(stories)):
            if first[place] > number:
                continue
            before = last.get(place)
            score = HERE if place == at else 0.0
            if before is not None:
                score += _joint(found[before], text, fluency, adjacent=before == number - 1)
            score += TOPIC * _without(own, profiles[place], mine=home[number] == place)
            score += NAME * _named(names, speakers, place)
            scores[place] = score
        at = max(scores, key=lambda place: (scores[place], -place))
        home[number] = at
        last[at] = number
    for place, story in enumerate(stories):
        story.body = [number for number in sorted(home) if home[number] == place]


def _profile(found: Sequence[Labelled], indexes: Sequence[int], rare: dict[str, float]) -> Profile:
    return profile([found[number].text for number in indexes], rare)


def _without(own: Profile, story: Profile, *, mine: bool) -> float:
    """How like a paragraph is to the rest of a story."""
    if not mine:
        return cosine(own, story)
    rest = {
        pair: left
        for pair, weight in story.items()
        if (left := max(weight**2 - own.get(pair, 0.0) ** 2, 0.0) ** 0.5) > 1e-9
    }
    return cosine(own, rest)


def _joint(before: Labelled, text: str, fluency: Fluency, *, adjacent: bool) -> float:
    if not is_open(before.text):
        return -1.0 if headless(text) else 0.0
    verdict = joint(before.text, text, fluency)
    return JOINTS[verdict] + (0.4 if adjacent and verdict in {"sure", "likely"} else 0.0)


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
