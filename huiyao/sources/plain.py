"""Plain text and Markdown: the file is the text."""

from __future__ import annotations

SUFFIXES = (".txt", ".md")


def text(data: bytes) -> str:
    """The characters of the file, none dropped: strict UTF-8, else strict GB18030."""
    if b"\0" in data:
        raise ValueError("binary")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("encoding")
