"""The pipes by which other processes answer, and how much waits in them unread."""

from __future__ import annotations

import sys
from contextlib import suppress

ROOM = 1 << 20
"""Bytes of an answer that need not be read at once; Linux gives as much to anyone (pipe(7))."""


def widen(handle: int) -> None:
    """Give a pipe that much room, where the system can; at first it holds only 64 KB."""
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415  # there is none on Windows

        with suppress(AttributeError, OSError):
            fcntl.fcntl(handle, fcntl.F_SETPIPE_SZ, ROOM)
