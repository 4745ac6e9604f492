"""Where a text states a theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from huiyao.records.theme import Theme

QUOTES = str.maketrans(dict.fromkeys("“”„‟＂‘’‚‛＇'", '"'))
"""Every quotation mark as one, so that a nested ‘五个中心’ states “五个中心”."""


class Pattern(Struct, frozen=True):
    """One alias of a theme as a regular expression over text whose quotation marks are one."""

    theme: str
    alias: str


class Passage(Struct, frozen=True, order=True):
    """A stretch of text that states a theme."""

    start: int
    end: int
    theme: str


def patterns(themes: Iterable[Theme]) -> tuple[Pattern, ...]:
    """The names and aliases of all themes, ready to match."""
    return tuple(
        Pattern(theme.id, alias.translate(QUOTES))
        for theme in themes
        for alias in dict.fromkeys((re.escape(theme.name), *theme.aliases))
    )


def passages(text: str, themes: Iterable[Pattern]) -> tuple[Passage, ...]:
    """The passages of a paragraph, leftmost first; where two overlap, the longer one."""
    folded = text.translate(QUOTES)
    found = sorted(_matches(folded, themes), key=lambda p: (p.start, -p.end, p.theme))
    kept: list[Passage] = []
    for passage in found:
        if not kept or passage.start >= kept[-1].end:
            kept.append(passage)
    return tuple(kept)


def _matches(folded: str, themes: Iterable[Pattern]) -> Iterator[Passage]:
    for pattern in themes:
        for match in re.compile(pattern.alias).finditer(folded):
            if match.end() > match.start():
                yield Passage(match.start(), match.end(), pattern.theme)
