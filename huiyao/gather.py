"""Values gathered under keys, and counts as links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
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


def heaviest(counts: Mapping[str, int], number: int) -> dict[str, int]:
    """So many of the highest counts; of equal ones, those that come first by their keys."""
    ordered = sorted(sorted(counts), key=counts.__getitem__, reverse=True)
    return {key: counts[key] for key in ordered[:number]}


def weighed(counts: Mapping[str, int], ref: Mapping[str, Ref]) -> tuple[Count, ...]:
    """Counts as links, the highest first, with their visual weight."""
    most = max((*counts.values(), 1))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Count(ref[key], count, 1 + round((STEPS - 1) * (count / most) ** 0.5))
        for key, count in ordered
    )
