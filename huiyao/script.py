"""Scripts as they are published."""

from __future__ import annotations

import rjsmin  # type: ignore[import-untyped]


def minified(source: bytes) -> bytes:
    """A script without its comments and its white space; names stay as they are."""
    small: bytes = rjsmin.jsmin(source)
    return small
