"""Word documents (Office Open XML): the paragraphs of the body, one a line, and what hangs on them.

Read with the standard library alone: a document is a ZIP archive with `word/document.xml` in it
(ECMA-376, part 1). A row of a table is a line; text boxes follow the paragraph that they hang on,
notes follow the body, and headers and footers, which are no part of the text, come last.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, ParseError, fromstring

from huiyao.sources.layout import CELL, Layout, Selection
from huiyao.sources.raised import raised
from huiyao.sources.styles import headings

SUFFIXES = (".docx",)

DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, lzma.LZMAError,
    EOFError, KeyError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip
"""All that a broken archive raises."""

LARGEST = 32 << 20
"""Bytes of the XML of a part; what unpacks to more is no article."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
ASIDE = {f"{W}txbxContent", f"{W}moveFrom", f"{W}rt", "Fallback"}
"""What is no running text of its paragraph: boxes, words moved away, readings, and fallbacks."""

UNREAD = {f"{W}rt": "ruby", f"{W}sym": "symbol", f"{MATH}oMath": "object"}
"""What in a paragraph is not read, and as what it is reported."""

HELD = {
    "word/media/": "picture", "word/comments.xml": "comment",
    "word/embeddings/": "object", "word/charts/": "object", "word/diagrams/": "object",
}  # fmt: skip
"""The same of the files in a document, by how their names begin."""

Parts = dict[str, Element]


def text(data: bytes) -> str:
    """The text of the document; ValueError where the file is none."""
    return "".join(f"{line}\n" for line, _ in _lines(_parts(data)))


def layout(data: bytes, selections: tuple[Selection, ...]) -> Layout:  # noqa: ARG001
    """That lines flow; which are headings, rows of tables, or furniture; what was not read."""
    parts = _parts(data)
    larger = headings(parts.get("word/styles.xml"), parts["word/document.xml"])
    told: dict[str, set[int]] = {"heading": set(), "row": set(), "aside": set()}
    number = 1
    for line, source in _lines(parts):
        kind = source if isinstance(source, str) else "heading" if source in larger else ""
        if kind in told:
            told[kind].add(number)
        number += line.count("\n") + 1
    return Layout(
        flowing=True,
        headings=frozenset(told["heading"]),
        rows=frozenset(told["row"]),
        aside=frozenset(told["aside"]),
        unread=tuple(_unread(data, parts)),
    )


def _lines(parts: Parts) -> Iterator[tuple[str, Element | str]]:
    """Each line with the paragraph that it is of, or what else it is."""
    yield from _blocks(parts["word/document.xml"])
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        for note in parts.get(name, ()):
            if note.get(f"{W}type") is None:
                yield from _blocks(note)
    said: set[str] = set()
    for name in sorted(parts):
        if name.startswith(("word/header", "word/footer")):
            for line, _ in _blocks(parts[name]):
                if line.strip() and line not in said:
                    said.add(line)
                    yield line, "aside"


def _blocks(element: Element) -> Iterator[tuple[str, Element | str]]:
    """The paragraphs in an element, rows of facts as one line."""
    for child in element:
        if child.tag == f"{W}p":
            yield "".join(_words(child)), child
            for box in _boxes(child):
                yield from _blocks(box)
        elif child.tag == f"{W}tr":
            cells = [list(_blocks(cell)) for cell in _cells(child)]
            yield from _row(cells)
        elif not child.tag.endswith("Fallback"):
            yield from _blocks(child)


def _cells(row: Element) -> Iterator[Element]:
    """The cells of a row, but not those of a table in one of them."""
    for node in row:
        if node.tag == f"{W}tc":
            yield node
        else:
            yield from _cells(node)


def _row(
    cells: Sequence[Sequence[tuple[str, Element | str]]],
) -> Iterator[tuple[str, Element | str]]:
    words = [[line for line, _ in cell if line.strip()] for cell in cells]
    facts = sum(map(bool, words)) > 1 and all(
        len(cell) <= 1 and all(len(line) <= CELL for line in cell) for cell in words
    )
    if facts:
        yield " ".join(line for cell in words for line in cell), "row"
    else:
        yield from (one for cell in cells for one in cell)


def _words(element: Element) -> Iterator[str]:
    for node in element:
        if node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag in BREAKS:
            yield BREAKS[node.tag]
        elif node.tag not in ASIDE and not node.tag.endswith("Fallback"):
            above = node.find(f"{W}rPr/{W}vertAlign[@{W}val='superscript']") is not None
            yield from map(raised, _words(node)) if above else _words(node)


def _boxes(element: Element) -> Iterator[Element]:
    for node in element:
        if node.tag == f"{W}txbxContent":
            yield node
        elif not node.tag.endswith("Fallback"):
            yield from _boxes(node)


def _unread(data: bytes, parts: Parts) -> Iterator[str]:
    """What a document holds beside its text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    tags = {node.tag for name in parts for node in parts[name].iter()}
    found = {what for tag, what in UNREAD.items() if tag in tags}
    found |= {what for start, what in HELD.items() if any(one.startswith(start) for one in names)}
    yield from sorted(found)


def _parts(data: bytes) -> Parts:
    """The parts of the document that hold text, and its styles."""
    wanted = ("document", "footnotes", "endnotes", "comments", "styles", "header", "footer")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = {
                one.filename: archive.read(one)
                for one in archive.infolist()
                if one.filename.startswith(tuple(f"word/{name}" for name in wanted))
                and one.filename.endswith(".xml")
                and one.file_size <= LARGEST
            }
            size = archive.getinfo("word/document.xml").file_size
    except DAMAGE as error:
        raise ValueError("damaged") from error
    if size > LARGEST:
        raise ValueError("large")
    return {name: _parsed(content) for name, content in found.items()}


def _parsed(content: bytes) -> Element:
    if b"<!DOCTYPE" in content[:4096]:
        raise ValueError("damaged")
    try:
        return fromstring(content)  # noqa: S314  # a document type was refused
    except (ParseError, LookupError, ValueError) as error:
        raise ValueError("damaged") from error
