"""Which characters go on into which: what a page and the archive show of running text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from huiyao.convert.genre import words


class Fluency(Struct, frozen=True):
    """Pairs of characters with the number of times they were seen."""

    seen: Counter[str]
    archive: frozenset[str]
    page: str = ""
    """The words of the page."""

    def pair(self, pair: str) -> bool:
        """Whether two characters were seen side by side."""
        return self.seen[pair] > 0 or pair in self.archive or pair in vocabulary()

    def word(self, pair: str) -> bool:
        """Whether two characters are a word, or stand together as words do."""
        return (
            pair in vocabulary()
            or pair in words("vocabulary")
            or self.seen[pair] > 2
            or pair in self.archive
        )

    def often(self, text: str) -> bool:
        """Whether a stretch of three was seen more than once."""
        return self.seen[text] > 1 or (self.seen[text] > 0 and text in self.archive)


def fluency(texts: Iterable[str], archive: frozenset[str]) -> Fluency:
    """The fluency of a page."""
    kept = list(texts)
    seen: Counter[str] = Counter()
    for text in kept:
        seen.update(text[n : n + 2] for n in range(len(text) - 1))
        seen.update(text[n : n + 3] for n in range(len(text) - 2))
    return Fluency(seen, archive, "\n".join(kept))


def stretches(texts: Iterable[str]) -> frozenset[str]:
    """The pairs and threes of the archive's texts."""
    return frozenset(
        text[n : n + size] for text in texts for size in (2, 3) for n in range(len(text) - size + 1)
    )


@cache
def vocabulary() -> frozenset[str]:
    """Words of two characters of the dictionary that gives names their reading."""
    from pypinyin.phrases_dict import phrases_dict  # noqa: PLC0415  # large: only when it is needed

    return frozenset(word for word in phrases_dict if len(word) == 2)
