# ruff: noqa: T201  # it prints a table
"""How long ways to find themes and names in articles take: µs an article of 1,500 characters.

Matchers that are not installed (`pip install pyahocorasick ahocorasick-rs`) are left out.

    PYTHONPATH=.:tests python -m benchmark.matching [ARTICLES]
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from random import Random

import yaml
from benchmark import corpus

from huiyao.mention import candidates
from huiyao.passage import Pattern, longest, matcher, passages
from huiyao.records.article import Entry

THEMES = Path(__file__).parents[2] / "content/themes"
RUNS = 5

Articles = Sequence[tuple[Sequence[str], Sequence[str]]]
"""The paragraphs of each, and the names it lists."""


def articles(count: int) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Articles of a generated archive, with themes of the real one in them."""
    random, words = Random(1), vocabulary()
    told = (text for path, text in corpus.files(count) if path.startswith("articles/"))
    for text in islice(told, count):
        front, body = text.split("---\n")[1:]
        names = [entry["name"] for entry in yaml.load(front, yaml.CSafeLoader)["people"]]
        yield [f"{random.choice(words)}，{one}" for one in body.strip().split("\n\n")], names


def vocabulary() -> list[str]:
    """The words that state the themes of the real archive."""
    found = []
    for path in sorted(THEMES.glob("*.md")):
        front = yaml.load(path.read_text("utf-8").split("---\n")[1], yaml.CSafeLoader)
        found += [front["name"], *front.get("aliases", ())]
    return list(dict.fromkeys(word for word in found if word.isalnum()))


def themes(found: Articles, words: Sequence[str]) -> Iterator[tuple[str, Callable[[], object]]]:
    """The ways to find plain words that are the same for all articles."""
    texts = [text for paragraphs, _ in found for text in paragraphs]
    each = [re.compile(word) for word in words]
    alternatives = re.compile("|".join(sorted(words, key=len, reverse=True)))
    ready = matcher(tuple(Pattern(word, word) for word in words))
    yield (
        "an expression for each word",
        lambda: [m for text in texts for one in each for m in one.finditer(text)],
    )
    yield "`re`, alternatives", lambda: [m for text in texts for m in alternatives.finditer(text)]
    yield (
        "**`str.find` of words whose head is there** (`passages`, overlaps told)",
        lambda: [one for text in texts for one in longest(passages(text, ready))],
    )
    for name, find in automata(words):
        yield name, lambda find=find: [find(text) for text in texts]  # type: ignore[misc]


def automata(words: Sequence[str]) -> Iterator[tuple[str, Callable[[str], object]]]:
    """What native libraries find, where they are installed."""
    try:
        made = import_module("ahocorasick").Automaton()
        for word in words:
            made.add_word(word, word)
        made.make_automaton()
        yield "pyahocorasick", lambda text: list(made.iter(text))
    except ImportError:
        pass
    try:
        found = import_module("ahocorasick_rs").AhoCorasick(words)
        yield "ahocorasick_rs", lambda text: found.find_matches_as_indexes(text, overlapping=True)
    except ImportError:
        pass


def names(found: Articles) -> Iterator[tuple[str, Callable[[], object]]]:
    """The ways to find the names that each article lists for itself."""

    def compiled() -> None:
        for texts, listed in found:
            re.purge()
            either = re.compile("|".join(listed))
            for text in texts:
                list(either.finditer(text))

    def searched() -> None:
        for texts, listed in found:
            people = {name: Entry(name=name, capacity=()) for name in listed}
            bearers = {name: (name,) for name in listed}
            for text in texts:
                list(candidates(text, bearers, people))

    def built() -> None:
        for texts, listed in found:
            for _, find in islice(automata(listed), 1):
                for text in texts:
                    find(text)

    yield "`re`, compiled for each article", compiled
    yield "**`str.find`** (`candidates`, namesakes told)", searched
    if any(automata(["甲"])):
        yield "an automaton for each article", built


def microseconds(work: Callable[[], object], count: int) -> float:
    """The processor's time of the quickest run, for each of so many articles."""
    taken = []
    for _ in range(RUNS):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken) / count * 1e6


def main() -> None:
    """Print the table."""
    found = list(articles(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
    words = vocabulary()
    print(f"| {len(words)} words of themes | µs an article |\n|---|---|")
    for name, work in themes(found, words):
        print(f"| {name} | {microseconds(work, len(found)):,.0f} |")
    print("\n| the 9 names of each article | µs an article |\n|---|---|")
    for name, work in names(found):
        print(f"| {name} | {microseconds(work, len(found)):,.0f} |")


if __name__ == "__main__":
    main()
