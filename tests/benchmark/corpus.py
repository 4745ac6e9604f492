"""A generated content folder of any size, to build: seeded, so that it is the same each time.

An archive grows as real ones do, by years: a thousand articles each, with people who come and go
and themes that stay. Every article collates with its source.

    PYTHONPATH=.:tests python -m benchmark.corpus 1000 archive/
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmark.archive import GIVEN, SOURCES, SURNAMES, chain, text

from huiyao.convert.ids import reading

LAST = 2025
YEARLY = 1000
"""Articles a year, in an archive of ten years or more; a smaller one spreads over ten years."""
STORIES = 4
"""Articles a meeting."""
ENDS = ["工程", "行动", "战略", "提升", "建设", "治理"]
THEMES = 60
SERIES = {"plenum": "市委全会", "quarterly": "市委季度工作会议", "cppcc": "市政协会议"}
ROLES = ["市委书记", "市委副书记、市长", "市委副书记", "副市长", "市委秘书长", "市委常委", "市领导"]
SENTENCES = 12_000
CAREER = 12
"""Years in which a person is in the news."""

Files = Iterator[tuple[str, str]]


class Words(NamedTuple):
    """What articles are made of."""

    sentences: Sequence[str]
    themes: Sequence[str]
    people: Sequence[tuple[str, int]]
    """Name and first year; the place in the row is the id."""


def write(count: int, folder: Path, seed: int = 1) -> None:
    """An archive of so many articles below `folder/content/`."""
    for path, content in files(count, seed):
        put(folder / "content" / path, content)


def put(path: Path, text: str) -> None:
    """Write a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def files(count: int, seed: int = 1) -> Files:
    """Path below `content/`, and text, of every file."""
    random = Random(seed)
    years = range(LAST - max(10, count // YEARLY) + 1, LAST + 1)
    words = vocabulary(random, years, max(60, count // 5))
    yield "site.yaml", site()
    for number, theme in enumerate(words.themes):
        broader = f"broader: t{number % 8}\n" if number >= 8 else ""
        yield f"themes/t{number}.md", f"---\nname: {theme}\n{broader}---\n"
    for number, (person, _) in enumerate(words.people):
        yield f"people/p{number}.md", f"---\nname: {person}\npinyin: {reading(person)}\n---\n"
    for number in range(-(-count // STORIES)):
        year = years[number * STORIES * len(years) // count]
        date = f"{year}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        series = list(SERIES)[number % len(SERIES)]
        yield f"meetings/m{number}.md", meeting(number, series, date)
        around = [n for n, (_, first) in enumerate(words.people) if first <= year < first + CAREER]
        for story in range(number * STORIES, min((number + 1) * STORIES, count)):
            yield from article(random, story, number, series, date, words, around)


def vocabulary(random: Random, years: range, people: int) -> Words:
    """Sentences by a chain learnt from the real sources; themes and names that it cannot make."""
    after = chain("".join(path.read_text("utf-8") for path in sorted(SOURCES.glob("*.txt"))))
    sentences = [
        "".join(text(random, after, random.randint(16, 56)).split()) for _ in range(SENTENCES)
    ]
    cleaned = [
        s.translate(dict.fromkeys(map(ord, "。！？“”‘’：；#*_`[]{}~<>=|\\■（）()")))
        for s in sentences
    ]
    made = {f"{random.choice(GIVEN)}{random.choice(GIVEN)}{end}" for end in ENDS for _ in range(11)}
    themes = random.sample(sorted(made), min(THEMES, len(made)))
    names = sorted({s + a + b for s in SURNAMES for a in GIVEN for b in GIVEN})
    chosen = random.sample(names, min(people, len(names)))
    firsts = range(years.start - CAREER + 1, years.stop)
    return Words(cleaned, themes, [(name, random.choice(firsts)) for name in chosen])


def site() -> str:
    """The archive's own record."""
    series = "".join(f"  {key}: {{name: {name}}}\n" for key, name in SERIES.items())
    return f"title: 试验汇编\ndescription: 供测量用的汇编\nbase_url: https://example.org/\nseries:\n{series}"


def meeting(number: int, series: str, date: str) -> str:
    """A meeting's file."""
    return (
        f"---\nname: {SERIES[series]}（第{number}次）\nshort: {SERIES[series]}{number}\n"
        f"series: {series}\nnumber: 第{number}次\ndate: {date}\norganiser: 市委\n---\n"
    )


def article(
    random: Random,
    number: int,
    at: int,
    series: str,
    date: str,
    words: Words,
    around: Sequence[int],
) -> Files:
    """An article of some 1,500 characters, its source, and the source's sidecar."""
    present = random.sample(around, min(9, len(around)))
    names = [words.people[n][0] for n in present]
    *named, writer = names
    paragraphs = [
        f"{SERIES[series]}昨天举行。{ROLES[0]}{named[0]}主持会议并强调，{said(random, words, 3)}"
    ]
    for _ in range(7):
        speaker = random.choice(named[:3])
        paragraphs.append(f"{speaker}指出，{said(random, words, 4)}")
    paragraphs.append(f"{ROLES[-1]}{'、'.join(named[1:])}出席会议。")
    title = f"{random.choice(words.sentences)[:18]}{number}"
    received = [title, f"本报讯 {paragraphs[0]}", *paragraphs[1:], f"（记者 {writer}）"]
    if number % 9 == 0:
        paragraphs[3] = paragraphs[3].replace("指出，", "{~~指出~>强调~~}{>>误识<<}，", 1)
    people = "".join(
        f"  - {{name: {name}, role: {role}, capacity: [{capacity}]}}\n"
        for name, role, capacity in zip(
            named,
            [ROLES[0], *[ROLES[-1]] * len(named)],
            ["主持, 讲话", *["出席"] * len(named)],
            strict=False,
        )
    )
    yield (
        f"articles/a{number}.md",
        (
            f"---\ntitle: '{title}'\nkind: report\nsource: s{number}.txt\npublished: {date}\n"
            f"meeting: m{at}\ndateline: 本报讯\n"
            f"byline: {{text: （记者 {writer}）, names: [{writer}]}}\n"
            f"people:\n{people}  - {{name: {writer}, capacity: [记者]}}\nstatus: reviewed\n---\n"
            + "\n\n".join(paragraphs)
            + "\n"
        ),
    )
    yield f"sources/s{number}.txt", "\n\n".join(received) + "\n"
    yield (
        f"sources/s{number}.txt.yaml",
        f"publication: 试验日报\ndate: {date}\npage: 第{number % 8 + 1}版\n",
    )


def said(random: Random, words: Words, sentences: int) -> str:
    """What a speaker says, a theme in it now and then."""
    found = [random.choice(words.sentences) for _ in range(sentences)]
    if random.random() < 0.5:
        found[0] = f"推进{random.choice(words.themes)}，{found[0]}"
    return "。".join(found) + "。"


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
