"""How well sources become drafts: figures over hundreds of invented pages, clean and damaged.

    PYTHONPATH=.:tests python -m benchmark.convert [cases] [seed] [faults]

prints a table for each part of the wordings; with a third number, so many faults of each row.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from random import Random

from benchmark.convert_judge import Tally, judge
from benchmark.convert_page import Damage, page
from benchmark.convert_press import Report, write

from huiyao.convert.known import Known

SETS: dict[str, tuple[int, Damage]] = {
    "clean, one story": (1, Damage()),
    "clean, indented": (1, Damage(indent=True)),
    "wrapped": (1, Damage(wrap=17)),
    "wrapped, indented": (1, Damage(wrap=22, indent=True)),
    "half-width": (1, Damage(narrow=True)),
    "cut": (1, Damage(wrap=16, cuts=1)),
    "cut, overlap": (1, Damage(cuts=1, overlap=True)),
    "cut, missing": (1, Damage(cuts=1, missing=True)),
    "pull, furniture": (1, Damage(cuts=1, pull=True, furniture=True)),
    "two stories": (2, Damage()),
    "three, jumps": (3, Damage(wrap=15, cuts=1, jumps=True, furniture=True)),
    "interleaved": (2, Damage(interleave=True)),
    "interleaved, cut": (2, Damage(interleave=True, cuts=1, wrap=15)),
    "interleaved, three": (3, Damage(interleave=True, cuts=1, jumps=True, pull=True)),
    "headline below": (2, Damage(below=True)),
    "noise": (1, Damage(wrap=18, cuts=1, noise=0.5)),
}

COLUMNS = [
    "proof",
    "name-P",
    "name-R",
    "role",
    "lists",
    "story",
    "para",
    "title",
    "head",
    "date",
    "false",
]
"""Shares of what is right, and at last the number of characters marked as surplus that are not."""


def measured(half: str, cases: int, seed: int, known: Known) -> Iterator[tuple[str, Tally]]:
    """Each set of pages with its figures."""
    for name, (count, damage) in SETS.items():
        tally = Tally()
        for case in range(cases):
            random = Random(f"{half} {name} {seed} {case}")
            reports: list[Report] = []
            for _ in range(count):
                apart = reports[-1].words if reports else ()
                reports.append(write(half, random, apart))
            judge(page(reports, damage, half, random), known, tally, f"{case}")
        yield name, tally


def table(rows: Sequence[tuple[str, Tally]]) -> Iterator[str]:
    """The figures as a table."""
    yield f"{'':22}" + "".join(f"{column:>8}" for column in COLUMNS)
    for name, tally in rows:
        yield f"{name:22}" + "".join(f"{value:>8}" for value in tally.row())


def main(cases: int = 40, seed: int = 1, faults: int = 0) -> None:
    """Print the tables of both halves, and the speed."""
    known = Known(people={}, taken={})
    for half in ("seen", "unseen", "fresh", "last", "newest", "final"):
        started = time.perf_counter()
        rows = list(measured(half, cases, seed, known))
        print(f"\n{half}: {cases} pages a row, {time.perf_counter() - started:.0f} s")  # noqa: T201
        print("\n".join(table(rows)))  # noqa: T201
        for name, tally in rows if faults else ():
            print(name, *dict.fromkeys(tally.faults[:faults]), sep="\n    ")  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
