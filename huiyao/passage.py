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

MARKS = "“”„‟＂‘’‚‛＇'\""
QUOTES = str.maketrans(dict.fromkeys(MARKS, '"'))
"""Every quotation mark as one, so that a nested ‘五个中心’ states “五个中心”."""

PLAIN = re.compile(r"[^\\.^$*+?{}\[\]|()]+")
"""An alias that is words, not a regular expression."""

LONGEST = 64
"""Characters of an alias that stands in a trie, which is as deep as it is long."""

_ESCAPED = re.compile(r"\\(\W)")
_MARK = f"[{MARKS}]"


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
    """All themes, ready to be found in one pass: plain words in a trie, expressions one by one."""

    words: re.Pattern[str]
    """The longest word that begins at a place."""
    stated: Mapping[str, tuple[tuple[str, str], ...]]
    """Each word with the words that it begins with, itself among them, and their themes."""
    others: tuple[tuple[str, re.Pattern[str]], ...]
    """Theme and expression."""


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


@lru_cache(2)
def matcher(themes: tuple[Pattern, ...]) -> Matcher:
    """What finds the themes in a text."""
    words = gather((word, one.theme) for one in themes if (word := _word(one.alias)))
    # The engine skips to where a word may begin only if it can tell by single characters.
    heads = [mark + word[1:] for word in words for mark in (MARKS if word[0] == '"' else word[0])]
    return Matcher(
        re.compile(_trie(heads) or "(?!)"),
        {
            word: tuple(
                (word[:n], theme)
                for n in range(1, len(word) + 1)
                for theme in words.get(word[:n], ())
            )
            for word in words
        },
        tuple((one.theme, re.compile(one.alias)) for one in themes if not _word(one.alias)),
    )


def passages(text: str, themes: Matcher) -> tuple[Passage, ...]:
    """The passages of a paragraph, leftmost first; where two overlap, the longer one."""
    return tuple(longest([*_stated(text, themes), *_matches(text, themes)]))


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
    free: dict[tuple[str, str], int] = {}
    found = themes.words.search(text)
    while found:
        start = found.start()
        for one in themes.stated[found.group().translate(QUOTES)]:
            if start >= free.get(one, 0):
                word, theme = one
                free[one] = end = start + len(word)
                yield Passage(start, end, theme)
        found = themes.words.search(text, start + 1)


def _matches(text: str, themes: Matcher) -> Iterator[Passage]:
    """Where the expressions match."""
    folded = text.translate(QUOTES) if themes.others else ""
    for theme, expression in themes.others:
        for match in expression.finditer(folded):
            if match.end() > match.start():
                yield Passage(match.start(), match.end(), theme)


def _word(alias: str) -> str:
    """The words that a regular expression stands for, if it stands for nothing else."""
    plain = len(alias) <= LONGEST and PLAIN.fullmatch(_ESCAPED.sub("x", alias))
    return _ESCAPED.sub(r"\1", alias) if plain else ""


def _trie(words: Iterable[str]) -> str:
    """A regular expression for the longest of some words, written so that none is tried twice."""
    rests: dict[str, list[str]] = {}
    for word in words:
        if word:
            rests.setdefault(word[0], []).append(word[1:])
    if not rests:
        return ""
    branches = "|".join(
        (_MARK if head == '"' else re.escape(head)) + _trie(rest) for head, rest in rests.items()
    )
    return f"(?:{branches})" + "?" * ("" in words)
