"""Characters taken for others of like shape: 未来 read as 末来."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from huiyao.convert.fluency import vocabulary
from huiyao.convert.genre import words
from huiyao.convert.names import named
from huiyao.convert.slips import Doubt

COUNTING = "八九几"
"""Numbers, which make no words with their neighbours."""

OFTEN = 2
"""Times that a page has two characters side by side which no misreading explains."""


def misshapen(text: str, page: str, archive: frozenset[str]) -> Iterator[Doubt]:
    """Characters that make no word with their neighbours, where a like one makes a common word.

    `page` is all text beside; `archive` are pairs of characters that reviewed articles have.
    """
    likes = _likes()
    for at, sign in enumerate(text):
        if sign not in likes or sign in COUNTING:
            continue
        before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
        if any(_known(pair, page, archive) for pair in (before + sign, sign + after)):
            continue
        # A neighbour that has a word with its other neighbour needs none with this one.
        left = "" if _word(text[max(at - 2, 0) : at]) else before
        right = "" if _word(text[at + 1 : at + 3]) else after
        for like in likes[sign]:
            pairs = (left + like, like + right)
            if good := next((pair for pair in pairs if _common(pair, page, archive)), ""):
                if not any(one.start <= at < one.end for one in named([text], frozenset())[0]):
                    yield Doubt(at, at + 1, "shape", good)
                break


def _known(pair: str, page: str, archive: frozenset[str]) -> bool:
    if len(pair) < 2:
        return False
    return _word(pair) or pair in archive or page.count(pair) >= OFTEN


def _word(pair: str) -> bool:
    return pair in words("terms") or pair in vocabulary()


def _common(pair: str, page: str, archive: frozenset[str]) -> bool:
    if pair in words("terms"):
        return True
    return pair in vocabulary() and (pair in archive or pair in page)


@cache
def _likes() -> Mapping[str, str]:
    """A character with those that are taken for it."""
    found: dict[str, str] = {}
    for group in words("shapes"):
        for sign in group:
            others = "".join(other for other in group if other != sign)
            found[sign] = "".join(dict.fromkeys(found.get(sign, "") + others))
    return {sign: "".join(sorted(others)) for sign, others in found.items()}
