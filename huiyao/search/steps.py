"""Work that another program does a part of, in steps, so that neither waits for the other."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack
from typing import TypeVar

T = TypeVar("T")

Steps = Generator[None, None, T]
"""What gives something in the end, and stops three times on the way: when all is ready for the
other program, when that runs, and when it has ended. Closed on the way, it ends the program."""


def whole(work: Steps[T]) -> T:
    """What some work gives, done from where it stands to its end."""
    while True:
        try:
            next(work)
        except StopIteration as ended:
            found: T = ended.value
            return found


def staggered(works: Iterable[Steps[T]]) -> Iterator[T]:
    """What each of some works gives, in order.

    While the other program is at one, the one before is finished and the one after made ready. It
    is at one only at any time, for it may take much memory.
    """
    with ExitStack() as begun:
        before: Steps[T] | None = None
        for work in works:
            begun.callback(work.close)
            next(work)
            if before:
                next(before)
            next(work)
            if before:
                yield whole(before)
            before = work
        if before:
            yield whole(before)
