"""Of the lines of a headline, how often the title is told rightly.

    PYTHONPATH=.:tests python -m benchmark.headlines [faults]

prints a figure for the groups that the rules were mended by, and for the others.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from huiyao.convert.headline import Head, head
from huiyao.convert.label import Labelled
from huiyao.convert.strand import line
from huiyao.convert.wrap import Chunk

Group = tuple[str, str, str]


def groups() -> list[Group]:
    """Kicker, title and subtitle of each."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    return [(row[0], row[1], row[2]) for row in yaml.safe_load(text)["groups"]]


def read(group: Group) -> Head:
    """A group as the rules take it."""
    return head([Labelled(Chunk(line(text, 0), 1, 0), "headline") for text in group if text])


def main(faults: int = 0) -> None:
    """Print the figures of both halves."""
    rows: Sequence[Group] = groups()
    for name, half in (("mended by", rows[::2]), ("others", rows[1::2])):
        hard = [group for group in half if group[0] or group[2]]
        wrong = [group for group in hard if read(group).title.text != group[1]]
        told = sum(not read(group).sure for group in hard)
        missed = sum(read(group).sure for group in wrong)
        print(  # noqa: T201
            f"{name}: {len(hard)} groups, title {1 - len(wrong) / len(hard):.3f}; "
            f"{told} told to be unsure, {missed} wrong untold"
        )
        for group in wrong[:faults]:
            print("   ", " | ".join(group))  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
