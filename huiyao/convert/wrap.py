"""The printed lines of a source as chunks: what stands together on the page, hard wraps joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import dropwhile, islice, pairwise
from unicodedata import east_asian_width

from msgspec import Struct

from huiyao.convert.signs import signs
from huiyao.convert.strand import Strand, joined, lines, typeset
from huiyao.sources.layout import Layout

NARROWEST, WIDEST = 8, 60
"""Widths of a column in Chinese characters; a longer line is a paragraph of its own."""

COMMON = 3
"""Lines of one width that make it the width of a column."""

PLAIN = Layout()

ENDS = re.compile(r"[。！？!?…：:][”’」』）)】]*(?:[（(][^（）()]{1,40}[）)])?$|[；;]$")
"""The end of a sentence at the end of a line."""

INDENT = re.compile(r"[ \t]*[\u3000\u2003]{2}|[ \t\u3000\xa0]{4,}")
ITEM = re.compile(r"[-*+•] \S")
"""An item of a list, as an extractor writes it."""

HEADING = re.compile(r"\s*(?:#{1,6}\s*\S|\*\*[^*]+\*\*\s*$)")


class Line(Struct, frozen=True):
    """A printed line that is not blank."""

    strand: Strand
    number: int
    apart: int
    """Blank lines before it."""
    indented: bool
    heading: bool
    """Whether an extractor marks it as a heading."""
    alone: bool
    """Whether it is a line by itself: a by-line, a page head, part of a web page."""

    @property
    def width(self) -> float:
        """In Chinese characters."""
        wide = sum(east_asian_width(c) in "WFA" for c in self.strand.text)
        return wide + (len(self.strand) - wide) / 2


class Chunk(Struct, frozen=True, dict=True):
    """What stands together on the page: a paragraph, a part of one, a headline, a caption."""

    strand: Strand
    line: int
    apart: int
    heading: bool = False
    aside: bool = False
    """Whether its format says that it is no part of an article."""
    row: bool = False
    """Whether it is a row of a table."""
    wrapped: bool = False
    """Whether its last line fills the column, so that the paragraph may go on elsewhere."""
    lines: int = 1

    @cached_property
    def text(self) -> str:
        """As Chinese sets it, character for character with the strand."""
        return typeset(self.strand.text)


def chunks(source: str, layout: Layout = PLAIN) -> tuple[Chunk, ...]:
    """The chunks of a source in their order."""
    printed = tuple(_printed(source, layout.headings))
    if layout.flowing:
        return tuple(
            Chunk(
                one.strand,
                one.number,
                one.apart,
                heading=one.number in layout.headings,
                aside=one.number in layout.aside,
                row=one.number in layout.rows,
            )
            for one in printed
        )
    recurring = Counter(one.strand.text for one in printed if one.alone)
    furniture = [
        one
        for one in printed
        if one.number in layout.aside or (recurring[one.strand.text] > 1 and _heads(one))
    ]
    apart = {one.number for one in furniture}
    printed = tuple(one for one in printed if one.number not in apart)
    columns = _columns(printed)
    # Where nothing sets paragraphs apart, only the length of their last lines does.
    rest = dropwhile(lambda line: not _full(line, columns), printed)
    tight = not any(line.apart or line.indented for line in islice(rest, 1, None))
    found: list[Chunk] = []
    row: list[Line] = []
    for line in printed:
        if row and not _goes_on(row, line, columns, tight=tight):
            found.append(_chunk(row, columns))
            row = []
        row.append(line)
    if row:
        found.append(_chunk(row, columns))
    # What recurs from page to page stands between the lines of a paragraph without parting them.
    found += (Chunk(one.strand, one.number, one.apart, aside=True) for one in furniture)
    return tuple(sorted(found, key=lambda chunk: chunk.line))


def _heads(line: Line) -> bool:
    """Whether a line heads a page, and is no number that text may have."""
    text = line.strand.text
    return not text[-1].isdigit() and signs().page.fullmatch(text) is not None


def _printed(source: str, headings: frozenset[int]) -> Iterator[Line]:
    raw = re.split(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", source)
    apart = 0
    for text, (number, strand) in zip(raw, lines(source), strict=True):
        if not strand:
            apart += 1
            continue
        yield Line(
            strand,
            number,
            apart,
            INDENT.match(text) is not None,
            HEADING.match(text) is not None or number in headings,
            _alone(strand.text),
        )
        apart = 0


def _alone(text: str) -> bool:
    rules = signs()
    if ITEM.match(text):
        return True
    # A number by itself may be the end of one that a wrap has cut.
    return (
        len(text) <= WIDEST
        and not text.isdigit()
        and bool(
            rules.chrome.match(text)
            or rules.page.fullmatch(text)
            or rules.byline.fullmatch(text)
            or (text[0] in "（(" and rules.subtitle.fullmatch(text))
        )
    )


def _columns(printed: Sequence[Line]) -> frozenset[int]:
    """The widths that lines are wrapped at: many lines have them and break off in a sentence."""
    widths = Counter(
        round(line.width)
        for line, after in pairwise(printed)
        if not (line.alone or after.apart or after.indented)
        and not ENDS.search(line.strand.text)
        and NARROWEST <= line.width <= WIDEST
    )
    total = sum(widths.values())
    whole = sum(line.width > WIDEST for line in printed)
    found: set[int] = set()
    for width, _ in widths.most_common(6):
        near = sum(widths[width + step] for step in (-1, 0, 1))
        if near >= COMMON and near > whole and near * 6 >= total and near * 8 >= len(printed):
            found.add(width)
    return frozenset(found)


def _full(line: Line, columns: frozenset[int]) -> bool:
    """Whether a line fills its column; a sign that may not open a line can make it uneven."""
    return any(width - 1.6 <= line.width <= width + 1.6 for width in columns)


def _goes_on(row: Sequence[Line], line: Line, columns: frozenset[int], *, tight: bool) -> bool:
    """Whether a line carries on the paragraph of those before it."""
    last = row[-1]
    if line.apart or line.indented or line.heading or last.heading or line.alone or last.alone:
        return False
    if signs().dateline.match(line.strand.text):
        return False
    widest = max(each.width for each in row)
    if tight and ENDS.search(last.strand.text) and line.strand.text[0] not in "“《（‘「":
        # A line that stops short of its column at the end of a sentence ends the paragraph.
        column = max((width for width in columns if abs(width - last.width) <= 1.6), default=0)
        if last.width < column - 0.8:
            return False
    return _full(last, columns) and last.width >= widest - 2.1


def _chunk(row: Sequence[Line], columns: frozenset[int]) -> Chunk:
    first = row[0]
    return Chunk(
        joined(line.strand for line in row),
        first.number,
        first.apart,
        first.heading,
        aside=False,
        wrapped=_full(row[-1], columns),
        lines=len(row),
    )
