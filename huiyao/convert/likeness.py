"""How like two texts are: the cosine of their pairs of characters, each weighed by its rarity."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

Profile = Mapping[str, float]


def pairs(text: str) -> Counter[str]:
    """The pairs of characters of a text."""
    return Counter(text[n : n + 2] for n in range(len(text) - 1))


def rarity(texts: Sequence[str]) -> dict[str, float]:
    """Each pair with the logarithm of the share of texts that have it."""
    having = Counter(pair for text in texts for pair in set(pairs(text)))
    return {pair: math.log((1 + len(texts)) / count) for pair, count in having.items()}


def weighed(counts: Mapping[str, int], rare: Mapping[str, float]) -> dict[str, float]:
    """The pairs of a text by their number and their rarity."""
    return {pair: math.sqrt(n) * rare.get(pair, 0.0) for pair, n in counts.items()}


def cosine(left: Profile, right: Profile) -> float:
    """Between 0 and 1."""
    if len(left) > len(right):
        left, right = right, left
    dot = sum(weight * right.get(pair, 0.0) for pair, weight in left.items())
    size = math.sqrt(sum(w * w for w in left.values()) * sum(w * w for w in right.values()))
    return dot / size if size else 0.0


def covered(
    text: str, story: Mapping[str, object], others: Sequence[Mapping[str, object]]
) -> float:
    """The share of a headline that a story has, what many stories have counting less."""
    wanted = pairs(text)
    total = sum(wanted.values()) or 1
    return (
        sum(
            count / (1 + sum(pair in other for other in others))
            for pair, count in wanted.items()
            if pair in story
        )
        / total
    )
