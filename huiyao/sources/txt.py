"""Plain text and Markdown: the file is the text."""

from __future__ import annotations

from huiyao.sources.decoding import encoding

SUFFIXES = (".txt", ".md")


def text(data: bytes) -> str:
    """The characters of the file, none dropped."""
    return data.decode(encoding(data))
