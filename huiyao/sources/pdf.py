"""PDF documents with a text layer, read by pypdf; a scan without text is refused."""

from __future__ import annotations

import io
import logging

SUFFIXES = (".pdf",)


def text(data: bytes) -> str:
    """The text layer, page by page; ValueError where there is none, or no reader."""
    try:
        from pypdf import PdfReader  # noqa: PLC0415  # an optional extra
    except ImportError:
        raise ValueError("extra-pdf") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong, the problem says
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = [page.extract_text() for page in reader.pages]
    except Exception as error:
        # What is made of broken files fails in every way that Python knows.
        raise ValueError("damaged") from error
    if not any(page.strip() for page in pages):
        raise ValueError("scanned")
    return "\n\n".join(page.rstrip() for page in pages) + "\n"
