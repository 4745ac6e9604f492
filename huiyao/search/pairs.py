"""Text as overlapping pairs of characters, the words of the search index.

Chinese has no spaces, and a segmenter cuts the same words differently in a text and in a query.
Pairs need none: 五个中心 is 五个 个中 中心, and where these stand in a row, so does the phrase.
`engine/phrase.js` folds queries by the same rules; change both or neither.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final
from unicodedata import category, normalize

from huiyao.search.variants import simplified

IGNORED: Final = frozenset("\"'“”‘’„‟‹›«»「」『』〝〞〟《》〈〉[]·•・‧∙⋅")
"""Quotation marks, book-title marks, brackets and middle dots: as if they were not there."""
SIGNS: Final = "%‰°℃㎡+=×&@#*$€£¥.:/-"
"""Signs that belong to a word (94%, 9:00); the last four only between letters and digits."""
END: Final = "\ua000"
"""Stands after the last character of a run, so that every character begins exactly one pair."""
BREAK: Final = "\n"
"""Stands where punctuation separates: no phrase reaches across."""
GAP: Final = "。"
"""Stands between runs: Pagefind counts its place and forgets it. Where two places differ by two and
neither is a gap's, what stands there is of one run; so every second pair tells a phrase."""

_DASHES = re.compile("[‐-―−~〜]")
_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_LOOSE = re.compile(r"(?<![0-9a-z])[.:/-]|[.:/-](?![0-9a-z])")
LETTERS: Final = {sign: chr(ord(END) + n) for n, sign in enumerate(SIGNS, start=1)}
"""Pagefind keeps only letters and digits of a word, so each sign is written as a letter (of Yi)."""
_WRITTEN: Final = str.maketrans(LETTERS)


def fold(text: str) -> str:
    """The characters of a text that a search compares, with `BREAK` where none may reach across.

    Half and full width, case, diacritics, simplified and traditional forms, white space and
    `IGNORED` make no difference; a comma within a number neither (1,280 is 1280).
    """
    plain = _DASHES.sub("-", "".join(map(_plain, text)))
    parts = _LOOSE.sub(BREAK, _COMMA.sub("", plain))
    return BREAK.join(filter(None, "".join(map(_kept, parts)).split(BREAK)))


def words(text: str) -> list[str]:
    """The words of a text, a place each: the pair that each character begins, a gap after a run."""
    runs = filter(None, fold(text).translate(_WRITTEN).split(BREAK))
    return [word for run in runs for word in (*map("".join, pairwise(run + END)), GAP)]


@cache
def _plain(character: str) -> str:
    """What a character compares as, always one for one, so that places in a text stay the same."""
    if character in SIGNS or character > "\uffff":
        return character
    if category(character)[0] in "ZC":
        return " "
    bare = "".join(c for c in normalize("NFKD", character) if category(c)[0] != "M").lower()
    one = bare if len(bare) == 1 and bare <= "\uffff" else character
    return simplified().get(one, one)


@cache
def _kept(character: str) -> str:
    """A character that counts, nothing, or `BREAK`."""
    if character == BREAK:
        return BREAK
    if character in IGNORED or category(character)[0] in "MZC":
        return ""
    return character if character in SIGNS or category(character)[0] in "LN" else BREAK
