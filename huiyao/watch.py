"""Watching: folders whose changes are told in bursts, never as a list of what changed.

An event of the operating system means only that something may have changed: it can be lost,
doubled, late or about a temporary file. So events raise a flag, and whoever is told reads the
folders again and compares contents.
"""

from __future__ import annotations

import errno
import logging
import os
import stat
import threading
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

QUIET = 0.1
"""Seconds without an event after which a burst is over."""
BURST = 1.0
"""Seconds after which a burst is told of though it goes on."""
TICK = 0.5
"""Seconds between two looks at whether the folders themselves are still the same."""

# Opening and reading are left out: the rebuild reads every file, and would call itself.
# Closing after writing is in: a file written through a memory map tells nothing else.
CHANGES: list[type[events.FileSystemEvent]] = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileAttribEvent,
    events.FileClosedEvent,
    events.FileMovedEvent,
    events.FileDeletedEvent,
    events.DirCreatedEvent,
    events.DirMovedEvent,
    events.DirDeletedEvent,
]

Bursts = Generator[None, None, None]
Identity = tuple[int, int]
Held = dict[Path, tuple[Identity, ObservedWatch]]


def watch(folders: Sequence[Path], besides: Sequence[Path] = ()) -> Bursts:
    """Bursts of changes below the folders: one at once, then one after each, for ever.

    A burst has ended when nothing happened for `QUIET` seconds, or it has lasted `BURST`.
    Whatever happens while the caller is busy with one burst is in the next. A folder need not
    exist: it may come, go, and be replaced. Changes below `besides` (folders that the caller
    itself writes) and below names that begin with a dot are not told of.
    """
    hidden = tuple(f"{folder.resolve()}{os.sep}" for folder in besides)
    try:
        yield from _bursts(Observer(), folders, hidden)
    except OSError as error:
        if error.errno not in {errno.EMFILE, errno.ENOSPC}:
            raise
        # Editors use up the few watches that the system grants; looking every second still works.
        yield from _bursts(PollingObserver(), folders, hidden)


def _bursts(observer: BaseObserver, folders: Sequence[Path], hidden: tuple[str, ...]) -> Bursts:
    dirty = threading.Event()
    held: Held = {}
    with _losses(dirty), observer:
        _follow(observer, folders, held, hidden, dirty)
        yield
        while True:
            if _follow(observer, folders, held, hidden, dirty):
                dirty.set()
            if dirty.wait(TICK):
                _settle(dirty)
                yield


def _settle(dirty: threading.Event) -> None:
    """Return with the flag lowered once the burst is over, or has lasted long enough."""
    end = monotonic() + BURST
    dirty.clear()
    while monotonic() < end and dirty.wait(QUIET):
        dirty.clear()


def _follow(
    observer: BaseObserver,
    folders: Iterable[Path],
    held: Held,
    hidden: tuple[str, ...],
    dirty: threading.Event,
) -> bool:
    """Watch what now stands at each path; whether anything came, went or was replaced.

    A watch holds on to a folder, not to its path, and dies with it.
    """
    alive = {emitter.watch for emitter in observer.emitters if emitter.is_alive()}
    moved = False
    for folder in dict.fromkeys(folders):
        identity = _identity(folder)
        known, watched = held.get(folder, (None, None))
        if identity == known and (watched is None or watched in alive):
            continue
        moved = True
        if watched is not None:
            observer.unschedule(watched)
            del held[folder]
        if identity is not None:
            root = str(folder.resolve())
            flag = _Flag(root, hidden, dirty)
            try:
                watched = observer.schedule(flag, root, recursive=True, event_filter=CHANGES)
            except (FileNotFoundError, NotADirectoryError):
                continue
            held[folder] = (identity, watched)
    return moved


def _identity(folder: Path) -> Identity | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISDIR(status.st_mode) else None


class _Flag(events.FileSystemEventHandler):
    """Raises the flag at a change below `root`; it does no more, or events would queue up."""

    def __init__(self, root: str, hidden: tuple[str, ...], dirty: threading.Event) -> None:
        self.root = root
        self.hidden = hidden
        self.dirty = dirty

    def dispatch(self, event: events.FileSystemEvent) -> None:
        if self.visible(event.src_path) or (event.dest_path and self.visible(event.dest_path)):
            self.dirty.set()

    def visible(self, path: str | bytes) -> bool:
        name = os.fsdecode(path) + os.sep
        return f"{os.sep}." not in name[len(self.root) :] and not name.startswith(self.hidden)


class _Alarm(logging.Handler):
    """Raises the flag when the observer logs that the system dropped events: it tells no one."""

    def __init__(self, dirty: threading.Event) -> None:
        super().__init__(logging.WARNING)
        self.dirty = dirty

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002  any will do
        self.dirty.set()


@contextmanager
def _losses(dirty: threading.Event) -> Iterator[None]:
    log = logging.getLogger("watchdog")
    alarm = _Alarm(dirty)
    log.addHandler(alarm)
    try:
        yield
    finally:
        log.removeHandler(alarm)
