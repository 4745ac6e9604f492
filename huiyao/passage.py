"""Where a text states a theme."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from msgspec import Struct

from huiyao.gather import gather
from huiyao.model import Link
from huiyao.records.theme import Theme

QUOTES = re.compile("[“”„‟＂‘’‚‛＇']")
"""Quotation marks that count as one, so that a nested ‘五个中心’ states “五个中心”."""

PLAIN = re.compile(r"[^\\.^$*+?{}\[\]|()]+")
"""An alias that is words, not a regular expression."""

HEAD = 2
"""Characters by which words are looked up; a word is as long, at least."""

_ESCAPED = re.compile(r"\\(\W)")


class Pattern(Struct, frozen=True):
    """One alias of a theme as a regular expression over text whose quotation marks are one."""

    theme: str
    alias: str


class Passage(Struct, frozen=True, order=True):
    """A stretch of text that states a theme."""

    start: int
    end: int
    theme: str


class Matcher(NamedTuple):
    """All themes, ready to be found: words by how they begin, expressions one by one."""

    heads: re.Pattern[str]
    """What may be the head of a word, wherever it stands."""
    words: Mapping[str, tuple[tuple[str, str], ...]]
    """The head of words to each with its theme."""
    others: tuple[tuple[str, re.Pattern[str]], ...]
    """Theme and expression."""


S = TypeVar("S", Passage, Link)


def patterns(themes: Iterable[Theme]) -> tuple[Pattern, ...]:
    """The names and aliases of all themes, ready to match."""
    return tuple(
        Pattern(theme.id, folded(alias))
        for theme in themes
        for alias in dict.fromkeys((re.escape(theme.name), *theme.aliases))
    )


def forms(theme: Theme) -> tuple[str, ...]:
    """The aliases that are words, and differ from the name by more than quotation marks."""
    name = folded(theme.name)
    return tuple(a for a in theme.aliases if PLAIN.fullmatch(a) and folded(a) != name)


def folded(text: str) -> str:
    """A text of the same length whose quotation marks are one."""
    return QUOTES.sub('"', text)


@lru_cache(2)
def matcher(themes: tuple[Pattern, ...]) -> Matcher:
    """What finds the themes in a text."""
    words = gather(
        (word[:HEAD], (word, theme))
        for word, theme in dict.fromkeys((_word(one.alias), one.theme) for one in themes)
        if word
    )
    begins = "".join(map(re.escape, dict.fromkeys(head[0] for head in words)))
    return Matcher(
        re.compile(f"(?=([{begins}].))" if words else "(?!)"),
        words,
        tuple((one.theme, re.compile(one.alias)) for one in themes if not _word(one.alias)),
    )


def passages(text: str, themes: Matcher) -> list[Passage]:
    """The passages of a paragraph; some may overlap, of which only the longest is to count."""
    plain = folded(text)
    return [*_stated(plain, themes), *_matches(plain, themes)]


def longest(found: Iterable[S]) -> list[S]:
    """Of stretches that overlap, the longest, then the leftmost; in the order of the text."""
    ordered = sorted(found)
    if all(one.end <= after.start for one, after in pairwise(ordered)):
        return ordered
    taken: list[S] = []
    for one in sorted(ordered, key=lambda one: one.start - one.end):
        at = bisect(taken, one)
        after_last = at == 0 or taken[at - 1].end <= one.start
        before_next = at == len(taken) or one.end <= taken[at].start
        if after_last and before_next:
            taken.insert(at, one)
    return taken


def _stated(text: str, themes: Matcher) -> Iterator[Passage]:
    """Where the words stand; one word's places do not overlap, as those of an expression."""
    for head in themes.words.keys() & themes.heads.findall(text):
        for word, theme in themes.words[head]:
            start = text.find(word)
            while start >= 0:
                end = start + len(word)
                yield Passage(start, end, theme)
                start = text.find(word, end)


def _matches(text: str, themes: Matcher) -> Iterator[Passage]:
    """Where the expressions match."""
    for theme, expression in themes.others:
        for match in expression.finditer(text):
            if match.end() > match.start():
                yield Passage(match.start(), match.end(), theme)


def _word(alias: str) -> str:
    """The words that a regular expression stands for, if it stands for nothing else."""
    plain = PLAIN.fullmatch(_ESCAPED.sub("x", alias))
    word = _ESCAPED.sub(r"\1", alias) if plain else ""
    return word if len(word) >= HEAD else ""
