"""The renames that Python lacks: one that never replaces anything, and two folders' places at once.

Linux does either in one step (renameat2 with RENAME_NOREPLACE or RENAME_EXCHANGE, since 3.15), and
so does macOS (renamex_np with RENAME_EXCL or RENAME_SWAP, since 10.12, on APFS).
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache

AT_FDCWD = -100
"""In place of a folder, that names are as seen from the working folder; on Linux."""
EXCLUSIVE = 4 if sys.platform == "darwin" else 1
"""RENAME_EXCL of macOS, RENAME_NOREPLACE of Linux."""
EXCHANGE = 2
"""RENAME_SWAP of macOS, RENAME_EXCHANGE of Linux."""


def move(old: str, new: str) -> None:
    """Move a file or folder to where nothing is.

    FileExistsError where something is, another OSError where the system cannot tell.
    """
    _rename(old, new, EXCLUSIVE)


def exchange(one: str, other: str) -> None:
    """Let two folders change places in one step. OSError where the system cannot."""
    _rename(one, other, EXCHANGE)


def _rename(old: str, new: str, flag: int) -> None:
    before, after = os.fsencode(old), os.fsencode(new)
    try:
        if sys.platform == "darwin":
            failed = _system().renamex_np(before, after, flag)
        else:
            failed = _system().renameat2(AT_FDCWD, before, AT_FDCWD, after, flag)
    except (AttributeError, TypeError) as error:  # no such function; on Windows no such library
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), new) from error
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), new)


@cache
def _system() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
