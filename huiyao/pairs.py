"""Text as overlapping pairs of characters, the words of the search index.

Chinese has no spaces, and a segmenter cuts the same words differently in a text and in a query.
Pairs need none: 五个中心 is 五个 个中 中心, and where these stand in a row, so does the phrase.
`static/js/phrase.js` folds queries by the same rules; change both or neither.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from unicodedata import category, normalize

IGNORED: Final = frozenset("\"'“”‘’„‟‹›«»「」『』〝〞〟《》〈〉[]·•・‧∙⋅")
"""Quotation marks, book-title marks, editor's brackets and middle dots: as if they were not there."""
SIGNS: Final = "%‰°+=×&@#*$€£¥.:/-"
"""Signs that belong to a word (94%, C919-2, 9:00); the last four only between letters and digits."""
DASHES: Final = frozenset("‐‑‒–—―−~〜")
END: Final = "\ua000"
"""Stands after the last character of a run, so that every character begins exactly one pair."""
BREAK: Final = "\n"
"""Stands where punctuation separates: no phrase reaches across."""

_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_LOOSE = re.compile(r"(?<![0-9a-z])[.:/-]|[.:/-](?![0-9a-z])|,")
_LETTERS: Final = {ord(sign): chr(ord(END) + n) for n, sign in enumerate(SIGNS, start=1)}
"""Pagefind keeps only letters and digits of a word, so each sign is written as a letter (of Yi)."""


def fold(text: str) -> str:
    """The characters of a text that a search compares, with `BREAK` where none may reach across.

    Compatibility forms (half and full width), case, diacritics, white space and `IGNORED` make no
    difference; a comma within a number neither (1,280 is 1280).
    """
    plain = _COMMA.sub("", "".join(map(_plain, text)))
    parts = _LOOSE.sub(BREAK, plain).split(BREAK)
    return BREAK.join(filter(None, parts))


def words(text: str) -> list[str]:
    """The pairs of a text in order, one for each character of each run."""
    runs = fold(text).translate(_LETTERS).split(BREAK)
    return [a + b for run in runs for a, b in zip(run, run[1:] + END, strict=True)]


@cache
def _plain(character: str) -> str:
    """One character of a text: nothing, what it compares as, or `BREAK`."""
    if character in IGNORED:
        return ""
    return "".join(map(_kept, normalize("NFKD", character).lower()))


def _kept(character: str) -> str:
    if character in DASHES:
        return "-"
    if character in SIGNS or character == ",":
        return character
    match category(character)[0]:
        case "L" | "N":
            return character
        case "M" | "Z" | "C":
            return ""
        case _:
            return "" if character in IGNORED else BREAK
