"""The archive's own reports as often as wanted: text as dense with themes and marks as it is.

A generated article states four themes, a report some twenty; what grows with that, a generated
archive hides. Each copy has meetings and sources of its own, in another year; people and themes
are the same.

    PYTHONPATH=.:tests python -m benchmark.reports 1000 archive/
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmark.corpus import put

CONTENT = Path(__file__).parents[2] / "content"
YEARS = 40
"""Years that the copies spread over."""
OWN = ("articles", "meetings", "sources")
"""The folders of which each copy has its own."""


def write(count: int, folder: Path) -> None:
    """An archive of so many articles, or some more, below `folder/content/`."""
    for path, content in files(count):
        put(folder / "content" / path, content)


def files(count: int) -> Iterator[tuple[str, str]]:
    """Path below `content/`, and text, of every file."""
    found = {
        path.relative_to(CONTENT): path.read_text("utf-8") for path in sorted(CONTENT.rglob("*.*"))
    }
    articles = sum(path.parts[0] == "articles" for path in found)
    yield from ((str(path), text) for path, text in found.items())
    for number in range(1, -(-count // articles)):
        for path, text in found.items():
            if path.parts[0] in OWN:
                stem, dot, suffix = path.name.partition(".")
                yield f"{path.parent}/{stem}-{number}{dot}{suffix}", again(path, text, number)


def again(path: Path, text: str, number: int) -> str:
    """A file as that of a copy: what it refers to is the copy's, and its dates are moved."""
    if path.suffix == ".txt":
        return text
    front, rule, body = text.partition("\n---\n")
    front = re.sub(r"\b(meeting|part_of): ([\w-]+)", rf"\1: \2-{number}", front)
    front = re.sub(r"(?m)^(source:.*|  - [\w.-]+)\.txt", rf"\1-{number}.txt", front)
    front = re.sub(
        r"(?m)^(date|published): .*",
        lambda line: re.sub(r"\b20\d\d", lambda year: moved(year[0], number), line[0]),
        front,
    )
    return front + rule + body


def moved(year: str, number: int) -> str:
    """The year of a copy."""
    return str(int(year) - number % YEARS)


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
