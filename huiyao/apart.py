"""What another process works out meanwhile, for whoever will want to know it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from select import select
from typing import Generic, NoReturn, TypeVar

import msgspec

from huiyao.pipe import widen

T = TypeVar("T")


class Answer(Generic[T]):
    """What is given when it is asked for; it may be known already."""

    def __init__(
        self, make: Callable[[], T], known: Callable[[], bool], anew: Callable[[], T]
    ) -> None:
        self._make = cache(make)
        self._anew = anew
        self.known = known
        """Whether nobody would wait for it."""

    def __call__(self) -> T:
        """The answer; it is waited for."""
        return self._make()

    def renew(self) -> None:
        """Give what is so from now on, not what was known before."""
        self._make = cache(self._anew)

    def take(self) -> T:
        """The answer, for the last time: nothing of it is kept here."""
        found = self._make()
        self._make.cache_clear()
        return found


@contextmanager
def apart(make: Callable[[], T], kind: type[T]) -> Iterator[Answer[T]]:
    """What a function gives, a value of some type: it begins now, and is waited for when asked.

    Where no process can or should be forked, as from one with several threads, or elsewhere than
    on Linux, it is done when asked; so it is where the other process fails. Nobody waits for what
    is not asked for.
    """
    child, reading = _forked(make)
    if not child:
        yield Answer(make, lambda: True, make)
        return
    with open(reading, "rb") as answer:  # noqa: PTH123  # a number, not a path

        def result() -> T:
            with suppress(msgspec.DecodeError):
                return msgspec.msgpack.decode(answer.read(), type=kind)
            return make()

        try:
            yield Answer(result, lambda: bool(select([answer], [], [], 0)[0]), make)
        finally:
            # It has ended, if it was waited for; some parents let the system forget it at once.
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _forked(make: Callable[[], object]) -> tuple[int, int]:
    """A process that gives the answer, and where it is to be read; none, where none can be."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 0, -1
    try:
        reading, writing = os.pipe()
    except OSError:
        return 0, -1
    try:
        child = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return 0, -1
    if not child:
        _answer(make, writing)
    os.close(writing)
    return child, reading


def _answer(make: Callable[[], object], writing: int) -> NoReturn:
    """Give the answer to the parent, and end without ending what the parent has begun.

    Where there is room for it, that is at once: until it ends, this process holds all that it was
    forked with.
    """
    try:
        for stop in (signal.SIGTERM, signal.SIGINT):
            signal.signal(stop, signal.SIG_DFL)
        widen(writing)
        with open(writing, "wb") as answer:  # a number, not a path
            answer.write(msgspec.msgpack.encode(make()))
    finally:
        os._exit(0)
