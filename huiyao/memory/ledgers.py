"""The ledger of each site, and what is done when it cannot be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import msgspec

from huiyao.memory.ledger import Ledger
from huiyao.memory.place import place
from huiyao.model import Project
from huiyao.stage import locked
from huiyao.tree import clear, scatter

SITES = 8
"""Output folders of a project that are remembered."""
DAMAGE = (sqlite3.DatabaseError, msgspec.DecodeError)
"""What reading a damaged ledger raises."""


def damaged(error: Exception) -> bool:
    """Whether it is the ledger that is damaged; one that is locked, or finds no space, is not."""
    return isinstance(error, DAMAGE) and not isinstance(error, sqlite3.OperationalError)


def file(project: Project) -> Path:
    """The ledger of what a project publishes to its output folder."""
    return place(project, ".sqlite")


def forget(project: Project) -> None:
    """Remove a ledger that is damaged."""
    for ending in ("", "-wal", "-shm", "-pack"):
        place(project, f".sqlite{ending}").unlink(missing_ok=True)


@contextmanager
def ledger_of(
    project: Project,
    *,
    renew: bool = False,
    build: bool = True,
    waits: Callable[[], object] = lambda: None,
) -> Iterator[Ledger]:
    """A project's ledger, begun for a build; where none can be written, one in memory.

    One build has it at a time: others wait for it, and are told so. If wanted, a stale one is begun
    anew. Who does not build finds in it what the last build left, be that legible or not. Of a
    build that fails stays what it committed: the rest may be half of something.

    Raises `sqlite3.DatabaseError` where it is damaged.
    """
    path = file(project)
    with ExitStack() as held:
        held.enter_context(locked(path.with_suffix(".lock"), waits))
        scatter(path.parent)
        try:
            ledger = Ledger(path)
        except (OSError, sqlite3.OperationalError):
            ledger = Ledger()
        held.callback(ledger.close)
        if build:
            ledger.begin(renew=renew)
            prune(path)
        yield ledger
        ledger.commit()


def prune(newest: Path) -> None:
    """Forget the sites that were built the longest ago: all but some, and those built now.

    What lies in the folder of a site's ledger is named by the site; its lock tells when it was last
    built, and whether it is being built.
    """
    with suppress(OSError):
        newest.with_suffix(".lock").touch()
        locks = newest.parent.glob("*.lock")
        for lock in sorted(locks, key=lambda one: -one.stat().st_mtime_ns)[SITES:]:
            with suppress(OSError), locked(lock, patience=0):
                for left in newest.parent.glob(f"*{lock.stem}*"):
                    if left != lock:
                        clear(left)
                lock.unlink()
