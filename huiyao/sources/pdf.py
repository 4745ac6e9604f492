"""PDF documents with a text layer, read by pypdf; a scan without text is refused.

The text is that of the layer, in its order. What the places of the lines say is written as in plain
text: an indent before a paragraph, a blank line where there is space between. Radicals that stand
for characters are written as the characters.
"""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from huiyao.sources.layout import Layout, Selection
from huiyao.sources.radicals import CHARACTERS
from huiyao.sources.sheet import Line, furnished, heading, lines, usual_size, written

SUFFIXES = (".pdf",)


def text(data: bytes) -> str:
    """The text layer, page by page; ValueError where there is none, or no reader."""
    return "".join(f"{line}\n" for line, _ in written(_pages(data)))


def layout(data: bytes, selections: tuple[Selection, ...]) -> Layout:  # noqa: ARG001
    """Which lines are set as headlines, and which are running heads and page numbers."""
    pages = _pages(data)
    rows = [*enumerate(written(pages), 1)]
    size = usual_size(chain.from_iterable(pages))
    return Layout(
        headings=frozenset(n for n, (text, line) in rows if text and heading(line, size)),
        aside=frozenset(n for n, (text, line) in rows if text and line.aside),
    )


@lru_cache(maxsize=1)
def _pages(data: bytes) -> Sequence[Sequence[Line]]:
    try:
        from pypdf import PdfReader  # noqa: PLC0415  # an optional extra
    except ImportError:
        raise ValueError("extra-pdf") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong, the problem says
    try:
        pages = [_lines(page) for page in PdfReader(io.BytesIO(data)).pages]
    except Exception as error:
        # What is made of broken files fails in every way that Python knows.
        raise ValueError("damaged") from error
    if not any(pages):
        raise ValueError("scanned")
    return list(furnished(pages))


def _lines(page: Any) -> list[Line]:  # of an optional package
    """The lines of a page by their places; as the reader joins them where it knows more."""
    pieces: list[Line] = []

    def seen(text: str, now: Sequence[float], own: Sequence[float], _: object, size: float) -> None:
        scale = math.sqrt(abs(now[0] * now[3] - now[1] * now[2]))
        x = own[4] * now[0] + own[5] * now[2] + now[4]
        y = own[4] * now[1] + own[5] * now[3] + now[5]
        height = size * scale * math.sqrt(abs(own[0] * own[3] - own[1] * own[2]))
        if text.strip("\n"):
            pieces.append(Line(text.strip("\n"), x, y, height or 1.0))

    whole = page.extract_text(visitor_text=seen).translate(CHARACTERS)
    found = [line for line in lines(pieces) if line.text]
    made = [Line(one.text.translate(CHARACTERS), one.x, one.y, one.size) for one in found]
    if "".join("".join(one.text for one in made).split()) == "".join(whole.split()):
        return made
    rows = [row.strip() for row in whole.splitlines() if row.strip()]
    return [Line(row, 0.0, -14.0 * n, 10.0) for n, row in enumerate(rows)]
