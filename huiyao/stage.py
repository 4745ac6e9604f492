"""A folder's next state, made beside it and put in its place in one step.

Nothing is changed in the folder that stands: its files are linked into the new one or written
anew there, and then the two are exchanged; where the system cannot do that, the new files are moved
over the old ones, each in one step.

What stood is kept as a *spare*: the next state is made of it. Most of its files are those that
stand (links to the same), so that little is left to do; whatever is not is removed first, so that
nobody needs to know how the spare came to be as it is.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from time import monotonic

from huiyao.rename import exchange
from huiyao.tree import (
    PREFIX,
    Looks,
    Tree,
    above,
    atomic,
    clear,
    descend,
    folders,
    link,
    remove,
    tree,
    trim,
)

MARKER = ".huiyao"
"""The file that says that an output folder is ours to write and to clean."""
PATIENCE = 600
"""Seconds that a build waits for another one to end."""
TURN = 0.5
"""Seconds for which SQLite waits at a time: as long as it does, nothing can be interrupted."""


@contextmanager
def locked(
    path: Path, waits: Callable[[], object] = lambda: None, patience: float | None = None
) -> Iterator[None]:
    """Hold a lock that the system lets go of however the process ends, if it can be held there.

    The lock is SQLite's on an empty database, which every system has. Whoever has to wait for it is
    told. OSError if another process holds it for longer than `patience`, in seconds.
    """
    patience = PATIENCE if patience is None else patience
    with ExitStack() as held:
        free = True
        with suppress(OSError, sqlite3.OperationalError):
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = sqlite3.connect(path, timeout=min(TURN, patience), isolation_level=None)
            held.callback(lock.close)
            free = _taken(lock, waits, patience)
        if not free:
            raise BlockingIOError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))
        yield


def _taken(lock: sqlite3.Connection, waits: Callable[[], object], patience: float) -> bool:
    until = monotonic() + patience
    if _turn(lock):
        return True
    waits()
    while monotonic() < until:
        if _turn(lock):
            return True
    return False


def _turn(lock: sqlite3.Connection) -> bool:
    """Whether the lock could be taken within a turn."""
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


@contextmanager
def staged(
    out: Path, spare: Path, standing: Mapping[str, Looks], seen: Callable[[], Tree] | None = None
) -> Iterator[tuple[Path, Tree]]:
    """A folder to make the next state of another in, and what it holds already of what stands.

    It is the spare, if there is one, and in the end it is the spare again; `seen` tells what that
    holds, if somebody has looked. Where it cannot be on the same file system, or links cannot be
    made, it is an empty one, which is removed in the end.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    kept = lasting(out, spare)
    near = spare.parent if kept else out.parent
    name = f"{PREFIX}{spare.stem}-"
    # Under another name each time, so that no worker of a build that was killed writes into it.
    stage = near / f"{name}{os.urandom(8).hex()}"
    holding = None
    for left in (*([spare] if kept else []), *sorted(near.glob(f"{name}*"))):
        if kept and not stage.exists() and left.is_dir() and not left.is_symlink():
            if seen and left == spare:
                # Whoever looks at it looks at it in its place.
                with suppress(OSError):
                    holding = seen()
            left.rename(stage)
        else:
            discard(left)
    try:
        held = resumed(stage, standing, holding)
        stage.chmod(out.stat().st_mode if out.is_dir() else 0o755)
        yield stage, held
    finally:
        if kept and shared(stage, out):
            stage.rename(spare)
        else:
            discard(stage)


def lasting(out: Path, spare: Path) -> bool:
    """Whether a spare can be kept: it must be on the file system of what it is the spare of."""
    device = (out if out.is_dir() else out.parent).stat().st_dev
    return os.access(spare.parent, os.W_OK) and spare.parent.stat().st_dev == device


def resumed(stage: Path, standing: Mapping[str, Looks], holding: Tree | None) -> Tree:
    """What a stage holds of what stands, the rest removed; nothing where that cannot be done.

    `holding` is all that it holds, if that is known.
    """
    with suppress(OSError):
        if stage.is_dir():
            return trim(stage, holding or tree(stage), standing)
    discard(stage)
    stage.mkdir()
    return Tree()


def shared(one: Path, other: Path) -> bool:
    """Whether two folders have their marker in common, as if one was made by links to the other."""
    with suppress(OSError):
        return (one / MARKER).samefile(other / MARKER)
    return False


def discard(stage: Path) -> None:
    """Remove a folder; under another name first, so that no worker still writes into it."""
    doomed = stage.with_name(f"{stage.name}-old")
    with suppress(OSError):
        stage.rename(doomed)
        clear(doomed)


def complete(
    stage: Path, out: Path, spare: Tree, kept: AbstractSet[str], made: AbstractSet[str]
) -> None:
    """Link what the new state takes over from the old one; remove what is neither kept nor made."""
    for path in spare.files.keys() - kept - made:
        (stage / path).unlink(missing_ok=True)
    for path in sorted(kept - spare.files.keys()):
        link(path, out, stage)
    files = {*kept, *made}
    needed = files | folders(files)
    for folder in reversed(spare.folders):
        if folder not in needed:
            clear(stage / folder)


def replace(stage: Path, out: Path) -> None:
    """Put a folder in the place of another; what was there is then where the first one was."""
    try:
        if out.is_dir():
            exchange(str(stage), str(out))
        else:
            stage.rename(out)
    except OSError:
        pour(stage, out)


def pour(stage: Path, out: Path) -> None:
    """Bring a folder to the state of another file by file, each of them whole at every moment."""
    out.mkdir(exist_ok=True)
    # From the bottom up: what names others stands above them, and had better come after them.
    wanted = sorted(tree(stage).files, key=lambda path: (-path.count("/"), path))
    for path in wanted:
        new, old = stage / path, out / path
        if not (old.is_file() and new.samefile(old)):
            descend(out, above(path))
            move(new, old)
    remove(out, sorted(tree(out).files.keys() - set(wanted)))


def move(new: Path, old: Path) -> None:
    """Put a file in the place of another in one step, be it on another file system."""
    try:
        new.replace(old)
    except OSError:
        atomic(old, new.read_bytes())
        times = new.stat()  # by them a file is known again as the one that was written
        os.utime(old, ns=(times.st_atime_ns, times.st_mtime_ns))
