"""How like the words of texts are, by their pairs of characters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

SMOOTH = 0.5
"""How much of the page at large each story is read with: the prior of its words."""

TOPIC = 0.45
"""What the likelihood of a chunk counts by the root of its pairs, which are no witnesses apart."""


def pairs(text: str) -> Counter[str]:
    """The pairs of characters of a text."""
    return Counter(text[n : n + 2] for n in range(len(text) - 1))


class Told(Struct, frozen=True):
    """The pairs of characters that a story has so far, and how many."""

    counts: Counter[str]
    total: int

    def __add__(self, own: Counter[str]) -> Told:
        counts = self.counts.copy()
        counts.update(own)
        return Told(counts, self.total + own.total())


class Words:
    """The pairs of characters of a page by which its stories differ."""

    def __init__(self, texts: Sequence[str]) -> None:
        having = Counter(pair for text in texts for pair in set(pairs(text)))
        self.own = [
            Counter({pair: n for pair, n in pairs(text).items() if having[pair] > 1})
            for text in texts
        ]
        whole = self.of(range(len(texts)))
        self.page, self.size = whole.counts, whole.total

    def of(self, numbers: Sequence[int]) -> Told:
        """What some chunks tell together."""
        counts = Counter[str]()
        for number in numbers:
            counts.update(self.own[number])
        return Told(counts, counts.total())

    def likely(self, number: int, told: Told) -> float:
        """The log likelihood of a chunk's words in a story, against the page at large.

        Its language model is smoothed with a Dirichlet prior (Zhai and Lafferty, 2004).
        """
        prior = SMOOTH * self.size
        share = prior / (told.total + prior or 1)
        own = self.own[number]
        known = sum(
            math.log(share * (1 + told.counts[pair] / (SMOOTH * self.page[pair]))) for pair in own
        )
        return TOPIC * known / math.sqrt(len(own) or 1)


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
