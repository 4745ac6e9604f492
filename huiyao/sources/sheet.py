"""The lines of a printed page, and what their places and sizes say of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from unicodedata import east_asian_width

from msgspec import Struct, structs

NEAR = 0.6
"""Of the size of the letters: how far apart two pieces of one line stand at most in height."""

INDENT = (1.4, 2.8)
"""Of the size: how far a line that opens a paragraph stands in."""

APART = 1.5
"""Of the usual distance of lines: what sets two paragraphs apart."""

LARGER = 1.2
"""Of the usual size: letters of a headline."""

FULL = 0.85
"""Of the usual width: a line that goes on in the next."""

EDGE = 2
"""Lines at the top and the bottom of a page that may be furniture."""


class Line(Struct, frozen=True):
    """A printed line: its text, the place of its first letter, and the size of its letters."""

    text: str
    x: float
    y: float
    size: float
    aside: bool = False
    """Whether it recurs from page to page."""

    @property
    def width(self) -> float:
        """As far as its letters tell."""
        return self.size * sum(1.0 if east_asian_width(c) in "WFA" else 0.5 for c in self.text)


def lines(pieces: Iterable[Line]) -> Iterator[Line]:
    """Pieces in the order in which they were drawn as lines, those of one height together."""
    row: list[Line] = []
    for piece in pieces:
        level = row and abs(row[-1].y - piece.y) <= NEAR * max(row[0].size, piece.size)
        if row and not level:
            yield _line(row)
            row = []
        row.append(piece)
    if row:
        yield _line(row)


def _line(row: Sequence[Line]) -> Line:
    text = "".join(piece.text for piece in row)
    first = next((piece for piece in row if piece.text.strip()), row[0])
    return structs.replace(first, text=text.strip())


def furnished(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """The pages with their running heads and numbers told from the text."""
    edges = [{_pattern(line.text) for line in _edges(page)} for page in pages]
    recurring = {text for text, count in Counter(t for e in edges for t in e).items() if count > 1}
    for page in pages:
        outer = {id(line) for line in _edges(page)}
        yield [
            structs.replace(line, aside=id(line) in outer and _pattern(line.text) in recurring)
            for line in page
        ]


def _edges(page: Sequence[Line]) -> Sequence[Line]:
    ordered = sorted(page, key=lambda line: line.y)
    return [*ordered[:EDGE], *ordered[-EDGE:]]


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def written(pages: Sequence[Sequence[Line]]) -> Iterator[tuple[str, Line]]:
    """Lines as text — indented, set apart by a blank line — with what they were made of."""
    body = [line for page in pages for line in page if not line.aside]
    if not body:
        body = [line for page in pages for line in page]
    size = usual_size(body)
    wide = median(sorted(line.width for line in body)[-max(len(body) // 2, 1) :])
    gaps = [a.y - b.y for page in pages for a, b in pairwise(page) if 0 < a.y - b.y < 4 * size]
    step = median(gaps) if gaps else 2 * size
    for page in pages:
        margins = Counter(round(line.x) for line in page if abs(line.size - size) < 0.5)
        before: Line | None = None
        for line in _headings(page, size, wide, step):
            if before is not None and before.y - line.y > APART * step and not line.aside:
                yield "", before
            inset = any(
                INDENT[0] * line.size <= line.x - margin <= INDENT[1] * line.size
                for margin, count in margins.items()
                if count > 1
            )
            plain = abs(line.size - size) < LARGER * size - size and not line.aside
            yield ("\u3000\u3000" if inset and plain else "") + line.text, line
            before = before if line.aside else line


def usual_size(found: Iterable[Line]) -> float:
    """The size of most letters; there must be one."""
    sizes = Counter(round(line.size, 1) for line in found for _ in line.text)
    return sizes.most_common(1)[0][0]


def heading(line: Line, size: float) -> bool:
    """Whether a line is set larger than the text, whose usual size is given."""
    return line.size >= LARGER * size and not line.aside


def _headings(page: Sequence[Line], size: float, wide: float, step: float) -> Iterator[Line]:
    """The lines, those of one large headline that fill their column and go on as one."""
    row: list[Line] = []
    for line in page:
        if row and not _goes_on(row[-1], line, size, wide, step):
            yield structs.replace(row[0], text="".join(one.text for one in row), y=row[-1].y)
            row = []
        row.append(line)
    if row:
        yield structs.replace(row[0], text="".join(one.text for one in row), y=row[-1].y)


def _goes_on(last: Line, line: Line, size: float, wide: float, step: float) -> bool:
    large = last.size >= LARGER * size and abs(last.size - line.size) < 0.5
    near = 0 < last.y - line.y <= 2 * max(step, last.size)
    return large and near and last.width >= FULL * wide and line.width < last.width
