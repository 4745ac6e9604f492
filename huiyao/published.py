"""What a build did, as far as it is told."""

from __future__ import annotations

from msgspec import Struct


class Published(Struct, frozen=True):
    """What a build did to the output folder, as site paths."""

    pages: int
    rendered: tuple[str, ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    looks: bytes = b""
    """The digest of how the output folder looks then; empty where it is not told."""
