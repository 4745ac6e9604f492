"""Values gathered under keys, and counts as links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from huiyao.views import Count, Ref

K = TypeVar("K")
V = TypeVar("V")

STEPS = 6
"""Visual steps of weight."""


def gather(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Keys to all their values, both in the order of their coming."""
    found: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def heaviest(counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """The keys of counts with these, the highest first; those of equal ones in their own order.

    Most have a low one, and few are asked for: these are not even ordered.
    """
    alike = gather((count, key) for key, count in counts.items())
    for count in sorted(alike, reverse=True):
        yield from ((key, count) for key in sorted(alike[count]))


def weighed(counts: Mapping[str, int], ref: Mapping[str, Ref]) -> tuple[Count, ...]:
    """Counts as links, the highest first, with their visual weight."""
    most = max((*counts.values(), 1))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Count(ref[key], count, 1 + round((STEPS - 1) * (count / most) ** 0.5))
        for key, count in ordered
    )
