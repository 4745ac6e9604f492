"""The editorial marks of an article, numbered: its critical apparatus (校记)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from huiyao.language import Words
from huiyao.markup import Noted
from huiyao.model import Block
from huiyao.records.article import Article, blocks

INNER = str.maketrans("“”‘’", "‘’“”")
"""Quotation marks as they stand inside others (GB/T 15834, 4.8)."""


class Line(Struct, frozen=True):
    """One block of an article, wherever it stands, with its part and the notes to its marks."""

    part: str
    """`title`, `kicker`, `body`, `caption`, …: a key of the language file's `plan`."""
    block: Block
    index: int
    """Its place among the blocks in which linking looks; -1 for a field that is not linked."""
    notes: tuple[Noted, ...]


class Note(Struct, frozen=True):
    """An entry of the apparatus."""

    number: int
    kind: str
    css: str
    source: str
    reading: str
    note: str
    place: str
    url: str


def lines(article: Article) -> tuple[Line, ...]:
    """Every block of an article in the order of its page, its marks numbered through."""
    found: list[Line] = []
    number = 0
    for part, block, index in _parts(article):
        marks = [span.mark for span in block.spans if span.mark is not None]
        notes = tuple(Noted(number + n, mark, index) for n, mark in enumerate(marks, 1))
        number += len(marks)
        found.append(Line(part, block, index, notes))
    return tuple(found)


def _parts(article: Article) -> Iterator[tuple[str, Block, int]]:
    linked = blocks(article)
    body = len(article.body.blocks)
    for part in ("kicker", "title", "subtitle", "dateline"):
        for block in getattr(article, part).blocks:
            yield part, block, -1
    if article.byline:
        yield "byline", linked[-1], len(linked) - 1
    for index, block in enumerate(article.body.blocks):
        yield "body", block, index
    for index in range(body, len(linked) - 1):
        yield ("credit" if (index - body) % 2 else "caption"), linked[index], index


def notes(laid: Iterable[Line], words: Words) -> Iterator[Note]:
    """The apparatus of an article's `lines`, in the order of the page."""
    for line in laid:
        number = line.block.number
        heading = line.part == "body" and line.block.kind == "heading"
        part = "heading" if heading else "paragraph" if number else line.part
        label = words["plan"].get(part, "")
        place = label.format(n=number) if number else label
        for noted in line.notes:
            mark = noted.mark
            yield Note(
                noted.number,
                words["marks"][mark.kind]["label"],
                mark.kind,
                mark.source.translate(INNER),
                mark.reading.translate(INNER),
                mark.note,
                place or words["plan"]["gap"],
                f"#p{number}" if number else "",
            )
