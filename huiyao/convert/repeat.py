"""Pull quotes: what the page prints twice, once in a story and once for the eye."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import structs

from huiyao.convert.label import Labelled
from huiyao.convert.signs import signs

LEAST = 24
"""Characters that are no repetition by chance."""

SHORT = 10
"""Characters that suffice where a sign or a broken paragraph shows the quotation."""

_LOOSE = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]")


def marked(found: Sequence[Labelled]) -> Iterator[Labelled]:
    """The chunks with those that repeat another told to be pull quotes."""
    bodies = [_LOOSE.sub("", one.text) for one in found]
    copies = Counter(text for one, text in zip(found, bodies, strict=True) if one.label == "body")
    joined = "".join(text for one, text in zip(found, bodies, strict=True) if one.label == "body")
    seen: set[str] = set()
    for one, text in zip(found, bodies, strict=True):
        own = one.label == "body"
        twin = text in seen if copies[text] > own else None
        if one.label in {"body", "headline"} and _repeats(one, text, joined, twin):
            yield structs.replace(one, label="pull")
        else:
            yield one
            seen.add(text)


def _repeats(one: Labelled, text: str, joined: str, twin: bool | None) -> bool:  # noqa: FBT001
    """Whether the words of a chunk stand in a story as well.

    `twin` says whether the same words came before as a chunk; None where there is no such chunk.
    """
    signed = signs().pull.match(one.text) is not None and one.text[0] != "“"
    least = SHORT if signed else LEAST
    if len(text) < least or (one.label == "headline" and not signed):
        return False
    own = one.label == "body"
    if joined.count(text) > own:
        return signed or twin is None or twin
    sentences = [_LOOSE.sub("", each) for each in re.split("[。！？；]", one.text)]
    long = [each for each in sentences if len(each) >= SHORT]
    return signed and bool(long) and all(joined.count(each) > own for each in long)
