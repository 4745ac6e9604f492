"""Pull quotes: what the page prints twice, once in a story and once for the eye."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from huiyao.convert.signs import signs
from huiyao.convert.wrap import ENDS

LEAST = 24
"""Characters that are no repetition by chance."""

SHORT = 10
"""Characters that suffice where a sign shows the quotation."""

_LOOSE = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]")


def quoted(texts: Sequence[str]) -> frozenset[int]:
    """Which of the paragraphs of a page are pull quotes, by index.

    Of two that are the same, the one with a sign before it is the quotation, else the second.
    """
    loose = [_LOOSE.sub("", text) for text in texts]
    told = "".join(own for text, own in zip(texts, loose, strict=True) if not _signed(text))
    signed = {
        number
        for number, text in enumerate(texts)
        if _signed(text) and _stands(text, loose[number], told)
    }
    rest = [(number, own) for number, own in enumerate(loose) if number not in signed]
    # What does not end a sentence is a headline that the story takes up, or a broken paragraph.
    again = {number for number in _again(rest) if ENDS.search(texts[number])}
    return frozenset(signed | again)


def _again(rows: Sequence[tuple[int, str]]) -> Iterator[int]:
    """Paragraphs that are the same as one before, or a part of another."""
    copies = Counter(own for _, own in rows)
    told = "".join(own for _, own in rows)
    kept: set[str] = set()
    for number, own in rows:
        if len(own) >= LEAST and told.count(own) > 1 and (copies[own] == 1 or own in kept):
            yield number
        else:
            kept.add(own)


def _signed(text: str) -> bool:
    """Whether a sign sets a paragraph apart for the eye."""
    return signs().pull.match(text) is not None


def _stands(text: str, own: str, told: str) -> bool:
    """Whether the stories have the words of a quotation: all together, or each of its sentences."""
    if len(own) >= SHORT and own in told:
        return True
    sentences = (_LOOSE.sub("", each) for each in re.split("[。！？；]", text))
    long = [each for each in sentences if len(each) >= SHORT]
    return bool(long) and all(each in told for each in long)
