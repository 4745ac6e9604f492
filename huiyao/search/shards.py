"""The parts of the index, each built and loaded as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, TypeVar

from huiyao.search.document import Card, Document

One = TypeVar("One", Card, Document)

PERIODS: Final = (10, 5, 2)
"""The lengths that a shard may have in years, if not one."""
LARGEST: Final = 2_000
"""Pages of a shard that spans several years: Pagefind takes 0.12 GB for a thousand of 1,500
characters."""
UNDATED: Final = "undated"
"""The shard of pages without a year."""


def sharded(documents: Sequence[One]) -> Iterator[tuple[str, Iterator[One]]]:
    """The documents of each shard, oldest first, whatever order they came in.

    A shard is named by the first of its years. Those without a year come before all years.
    """
    years = period(Counter(d.year for d in documents if d.year))
    ordered = sorted(documents, key=lambda d: (d.year, d.sort, d.url))
    return groupby(ordered, key=lambda d: str(d.year - d.year % years) if d.year else UNDATED)


def period(pages: Mapping[int, int]) -> int:
    """How many years make a shard, given the number of pages of each year.

    A query asks every shard, so there had better be few; indexing takes memory by their size.
    """
    for years in PERIODS:
        sizes: Counter[int] = Counter()
        for year, count in pages.items():
            sizes[year // years] += count
        if max(sizes.values(), default=0) <= LARGEST:
            return years
    return 1
