"""Watching: folders whose changes are told in bursts, never as a list of what changed.

An event of the operating system means only that something may have changed: it can be lost,
doubled, late or about a temporary file, and some file systems send none. So events only hasten
what a look at the folders, repeated now and then, finds anyway; whoever is told of a burst reads
the folders again and compares contents.
"""

from __future__ import annotations

import logging
import os
import threading
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from time import monotonic

from watchdog import events
from watchdog.observers import Observer

from huiyao.leftover import leftover

WHOLE = 0.015
"""Seconds without an event after which a burst is over, if it ended in a file that is whole."""
QUIET = 0.1
"""The same if it did not: an editor may have moved the old file away, or still be writing."""
BURST = 1.0
"""Seconds after which a burst is told of though it goes on."""
FEW = 64
"""Events of which no system drops any."""
PAUSE = 0.5
"""Seconds between two looks while nothing happens, at least."""
REST = 50
"""How many times as long as a look takes to pause after it: it never costs above 2 % of a core."""

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
COMPLETE = (events.FileClosedEvent, events.FileMovedEvent)

Bursts = Generator[None, None, None]


def watch(folders: Sequence[Path], besides: Sequence[Path] = ()) -> Bursts:
    """Bursts of changes below the folders: one at once, then one after each, for ever.

    A burst has ended when nothing happened for `QUIET` seconds (`WHOLE`, if its last event left a
    whole file), or it has lasted `BURST`. Whatever happens while the caller is busy with one burst
    is in the next. A folder need not exist: it may come, go, and be replaced. Not told of are
    changes below `besides` (folders that the caller itself writes), and of names that begin with a
    dot or end in a tilde.
    """
    hidden = frozenset(str(folder.resolve()) for folder in besides)
    # It says so where it comes to watch a folder twice, as when many are made at once, or where
    # a folder goes while it reads: events only hasten, so that neither is of use to anyone.
    warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
    logging.getLogger("watchdog").setLevel(logging.CRITICAL)
    while True:
        with _hints(folders, hidden) as hint:
            yield from _bursts(hint, folders, hidden)


def _bursts(hint: Hint, folders: Sequence[Path], hidden: AbstractSet[str]) -> Bursts:
    """Bursts until a look finds one that no event told of: the watches are then set anew."""
    look = partial(_look, folders, hidden)
    seen, pause = look(), PAUSE
    yield
    with ThreadPoolExecutor(1) as beside:
        while True:
            if hint.wait(pause):
                looked = _settled(hint, partial(beside.submit, look))
                yield
                seen = looked.result()
                continue
            begun = monotonic()
            if look() != seen:
                return
            pause = max(PAUSE, REST * (monotonic() - begun))


def _settled(hint: Hint, look: Callable[[], Future[int]]) -> Future[int]:
    """The last look, once the burst is over or has lasted long enough; looking is waiting, too.

    Of few events none is dropped, so that the look need not have ended.
    """
    end = monotonic() + BURST
    while True:
        begun = monotonic()
        hint.clear()
        looked = look()
        if hint.count > FEW:
            looked.result()
        quiet = WHOLE if hint.whole else QUIET
        if not hint.wait(begun + quiet - monotonic()) or monotonic() > end:
            hint.count = 0
            return looked
        looked.cancel()


def _look(folders: Iterable[Path], hidden: AbstractSet[str]) -> int:
    """The digest of all that stands below the folders, by what the system says of each file."""
    found: set[tuple[str | int, ...]] = set()
    pile = [str(folder.resolve()) for folder in folders]
    while pile:
        folder = pile.pop()
        with suppress(OSError), os.scandir(folder) as entries:
            found.add((folder, Path(folder).stat().st_ino))
            for entry in entries:
                if leftover(entry.name) or entry.path in hidden:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pile.append(entry.path)
                else:
                    file = entry.stat(follow_symlinks=False)
                    times = (file.st_mtime_ns, file.st_ctime_ns)
                    found.add((entry.path, file.st_ino, file.st_size, *times))
    return hash(frozenset(found))


class Hint(threading.Event):
    """Set when the folders may have changed."""

    whole = False
    """Whether the last event left a whole file in its place."""
    count = 0
    """How many events there were since the last burst was told of."""


@contextmanager
def _hints(folders: Sequence[Path], hidden: AbstractSet[str]) -> Iterator[Hint]:
    """The hint that events below the folders give, as long as the system sends any."""
    hint = Hint()
    with ExitStack() as stack:
        # A folder may vanish at any moment, and editors use up the few watches that the system
        # grants; looking still works.
        with suppress(OSError):
            observer = stack.enter_context(Observer())
            for root in {folder.resolve() for folder in folders if folder.is_dir()}:
                listener = _Listener(root, hidden, hint)
                observer.schedule(listener, str(root), recursive=True, event_filter=CHANGES)
        yield hint


class _Listener(events.FileSystemEventHandler):
    """Sets the hint at a change below `root`; it does no more, or events would queue up."""

    def __init__(self, root: Path, hidden: AbstractSet[str], hint: Hint) -> None:
        self.start = len(str(root)) + 1
        self.hidden = tuple(f"{folder}{os.sep}" for folder in hidden)
        self.hint = hint

    def dispatch(self, event: events.FileSystemEvent) -> None:
        arrived = self.visible(event.dest_path or event.src_path)
        if arrived or self.visible(event.src_path):
            self.hint.whole = arrived and isinstance(event, COMPLETE)
            self.hint.count += 1
            self.hint.set()

    def visible(self, name: str | bytes) -> bool:
        path = os.fsdecode(name)
        below = Path(path[self.start :]).parts
        return not any(map(leftover, below)) and not f"{path}{os.sep}".startswith(self.hidden)
