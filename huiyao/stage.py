"""A folder's next state, made beside it and put in its place in one step.

Nothing is changed in the folder that stands: its files are linked into the new one or written
anew there, and then the two are exchanged. Linux does that in one step (renameat2 with
RENAME_EXCHANGE, since 3.15), and so does macOS (renamex_np with RENAME_SWAP, since 10.12, on APFS);
elsewhere the new files are moved over the old ones, each in one step.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

AT_FDCWD = -100
"""In place of a folder, that names are as seen from the working folder; on Linux."""
SWAP = 2
"""RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS."""
PREFIX = ".huiyao-"
"""How names begin that mean something only while a build runs."""
PATIENCE = 600
"""Seconds that a build waits for another one to end."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that the system lets go of however the process ends, if it can be held there.

    The lock is SQLite's on an empty database, which every system has. OSError if another process
    holds it too long.
    """
    with ExitStack() as held:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = sqlite3.connect(path, PATIENCE, isolation_level=None)
            held.callback(lock.close)
            lock.execute("BEGIN EXCLUSIVE")
        except (OSError, sqlite3.OperationalError) as error:
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY:
                raise BlockingIOError(errno.EBUSY, os.strerror(errno.EBUSY), str(path)) from error
        yield


@contextmanager
def staged(out: Path, near: Path) -> Iterator[Path]:
    """An empty folder to make the next state of another in; removed in the end, whatever it holds.

    It lies in `near` if that is on the same file system, and beside `out` if not.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    if not os.access(near, os.W_OK) or near.stat().st_dev != out.parent.stat().st_dev:
        near = out.parent
    name = f"{PREFIX}{out.name}-"
    for left in near.glob(f"{name}*"):
        shutil.rmtree(left, ignore_errors=True)
    stage = Path(tempfile.mkdtemp(prefix=name, dir=near))
    stage.chmod(out.stat().st_mode if out.is_dir() else 0o755)
    try:
        yield stage
    finally:
        # Under another name first, so that no worker still running writes into what is removed.
        doomed = stage.with_name(f"{stage.name}-old")
        with suppress(FileNotFoundError):
            stage.rename(doomed)
        shutil.rmtree(doomed, ignore_errors=True)


def complete(stage: Path, out: Path, paths: Iterable[str]) -> None:
    """Link what the new state takes over from the old one."""
    for path in paths:
        new = stage / path
        if not new.exists():
            descend(stage, new.parent)
            link(out / path, new)


def replace(stage: Path, out: Path) -> None:
    """Put a folder in the place of another; what was there is then where the first one was."""
    try:
        if out.is_dir():
            exchange(stage, out)
        else:
            stage.rename(out)
    except OSError:
        pour(stage, out)


def exchange(one: Path, other: Path) -> None:
    """Let two folders change places in one step. OSError where the system cannot."""
    old, new = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = system.renamex_np(old, new, SWAP)
        else:
            failed = system.renameat2(AT_FDCWD, old, AT_FDCWD, new, SWAP)
    except (AttributeError, TypeError) as error:  # no such function; on Windows no such library
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(other)) from error
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))


def pour(stage: Path, out: Path) -> None:
    """Bring a folder to the state of another file by file, each of them whole at every moment."""
    out.mkdir(exist_ok=True)
    wanted = sorted(path for path, _ in files(stage))
    for path in wanted:
        new, old = stage / path, out / path
        if not (old.is_file() and new.samefile(old)):
            descend(out, old.parent)
            atomic(old, new.read_bytes())
            times = new.stat()  # by them a file is known again as the one that was written
            os.utime(old, ns=(times.st_atime_ns, times.st_mtime_ns))
    remove(out, sorted({path for path, _ in files(out)} - set(wanted)))


def files(folder: Path, besides: str = "") -> Iterator[tuple[str, tuple[int, int]]]:
    """Every file below a folder, but for those in one, with its size and time."""
    inner = [""]
    for within in inner:
        with os.scandir(folder / within) as entries:
            for entry in entries:
                path = within + entry.name
                if entry.is_dir(follow_symlinks=False):
                    inner += [] if f"{path}/" == besides else [f"{path}/"]
                else:
                    status = entry.stat(follow_symlinks=False)
                    yield path, (status.st_size, status.st_mtime_ns)


def descend(top: Path, folder: Path) -> None:
    """Make a folder below one that must be there."""
    if folder != top and not folder.is_dir():
        descend(top, folder.parent)
        folder.mkdir(exist_ok=True)


def atomic(path: Path, content: bytes) -> None:
    """Put a file in its place as a whole: no reader sees half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=PREFIX)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def link(old: Path, new: Path) -> None:
    """Give a file a second place, or a copy where the file system has no links."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def remove(folder: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders that this leaves empty."""
    for path in paths:
        place = folder / path
        place.unlink(missing_ok=True)
        for above in place.parents:
            if above == folder or not above.is_dir() or any(above.iterdir()):
                break
            above.rmdir()
