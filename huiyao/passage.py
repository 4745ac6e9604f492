"""Where a text states a theme."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from huiyao.model import Link
from huiyao.records.theme import Theme

QUOTES = str.maketrans(dict.fromkeys("“”„‟＂‘’‚‛＇'", '"'))
"""Every quotation mark as one, so that a nested ‘五个中心’ states “五个中心”."""

PLAIN = re.compile(r"[^\\.^$*+?{}\[\]|()]+")
"""An alias that is words, not a regular expression."""


class Pattern(Struct, frozen=True):
    """One alias of a theme as a regular expression over text whose quotation marks are one."""

    theme: str
    alias: str


class Passage(Struct, frozen=True, order=True):
    """A stretch of text that states a theme."""

    start: int
    end: int
    theme: str


S = TypeVar("S", Passage, Link)


def patterns(themes: Iterable[Theme]) -> tuple[Pattern, ...]:
    """The names and aliases of all themes, ready to match."""
    return tuple(
        Pattern(theme.id, alias.translate(QUOTES))
        for theme in themes
        for alias in dict.fromkeys((re.escape(theme.name), *theme.aliases))
    )


def forms(theme: Theme) -> tuple[str, ...]:
    """The aliases that are words, and differ from the name by more than quotation marks."""
    name = theme.name.translate(QUOTES)
    return tuple(a for a in theme.aliases if PLAIN.fullmatch(a) and a.translate(QUOTES) != name)


def passages(text: str, themes: Iterable[Pattern]) -> tuple[Passage, ...]:
    """The passages of a paragraph, leftmost first; where two overlap, the longer one."""
    return tuple(longest(_matches(text.translate(QUOTES), themes)))


def longest(found: Iterable[S]) -> list[S]:
    """Of stretches that overlap, the longest, then the leftmost; in the order of the text."""
    taken: list[S] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one)):
        at = bisect(taken, one)
        after_last = at == 0 or taken[at - 1].end <= one.start
        before_next = at == len(taken) or one.end <= taken[at].start
        if after_last and before_next:
            taken.insert(at, one)
    return taken


def _matches(folded: str, themes: Iterable[Pattern]) -> Iterator[Passage]:
    for theme, alias in _compiled(tuple(themes)):
        for match in alias.finditer(folded):
            if match.end() > match.start():
                yield Passage(match.start(), match.end(), theme)


@lru_cache(2)
def _compiled(themes: tuple[Pattern, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((pattern.theme, re.compile(pattern.alias)) for pattern in themes)
