"""Word documents (Office Open XML): the paragraphs of the body, one a line.

Read with the standard library alone: a document is a ZIP archive with `word/document.xml` in it
(ECMA-376, part 1).
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring

from huiyao.sources.layout import Layout, Selection

SUFFIXES = (".docx",)

DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, lzma.LZMAError,
    EOFError, KeyError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip
"""All that a broken archive raises."""

LARGEST = 32 << 20
"""Bytes of the document's XML; what unpacks to more is no article."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def text(data: bytes) -> str:
    """The text of the body; ValueError where the file is no such document."""
    return "".join(f"{line}\n" for line, _ in _paragraphs(data))


def layout(data: bytes, selections: tuple[Selection, ...]) -> Layout:  # noqa: ARG001
    """That lines flow, and which of them are headings by their style."""
    headings: set[int] = set()
    number = 1
    for line, heading in _paragraphs(data):
        if heading:
            headings.add(number)
        number += line.count("\n") + 1
    return Layout(flowing=True, headings=frozenset(headings))


def _paragraphs(data: bytes) -> Iterator[tuple[str, bool]]:
    root = _document(data)
    for paragraph in root.iter(f"{W}p"):
        line = "".join(_words(paragraph))
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = (style.get(f"{W}val") or "") if style is not None else ""
        yield line, name.lower().startswith(("heading", "title")) or name in {"1", "2", "3", "a3"}


def _words(paragraph: Element) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag in BREAKS:
            yield BREAKS[node.tag]


def _document(data: bytes) -> Element:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = archive.getinfo("word/document.xml")
            content = archive.read(found) if found.file_size <= LARGEST else None
    except DAMAGE as error:
        raise ValueError("damaged") from error
    if content is None:
        raise ValueError("large")
    if b"<!DOCTYPE" in content[:4096]:
        raise ValueError("damaged")
    try:
        return fromstring(content)  # noqa: S314  # a document type was refused
    except (ParseError, LookupError, ValueError) as error:
        raise ValueError("damaged") from error
