"""PDF documents with a text layer, read by pypdf; a scan without text is refused."""

from __future__ import annotations

import io

SUFFIXES = (".pdf",)


def text(data: bytes) -> str:
    """The text layer, page by page; ValueError where there is none, or no reader."""
    try:
        from pypdf import PdfReader  # noqa: PLC0415  # an optional extra
        from pypdf.errors import PyPdfError  # noqa: PLC0415
    except ImportError:
        raise ValueError("extra-pdf") from None
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError("damaged") from error
    if not any(page.strip() for page in pages):
        raise ValueError("scanned")
    return "\n\n".join(page.rstrip() for page in pages) + "\n"
