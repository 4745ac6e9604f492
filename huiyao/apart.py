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

T = TypeVar("T")


class Answer(Generic[T]):
    """What is given when it is asked for; it may be known already."""

    def __init__(self, make: Callable[[], T], known: Callable[[], bool]) -> None:
        self._make = cache(make)
        self.known = known
        """Whether nobody would wait for it."""

    def __call__(self) -> T:
        """The answer; it is waited for."""
        return self._make()

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
    child, ended, told = _forked(make)
    if not child:
        yield Answer(make, lambda: True)
        return
    with open(ended, "rb") as end, open(told, "rb") as answer:  # noqa: PTH123  # numbers, not paths

        def result() -> T:
            end.read()
            answer.seek(0)
            found = answer.read()
            os.ftruncate(told, 0)  # whoever is forked later holds it, too
            with suppress(msgspec.DecodeError):
                return msgspec.msgpack.decode(found, type=kind)
            return make()

        try:
            yield Answer(result, lambda: bool(select([end], [], [], 0)[0]))
        finally:
            # It has ended, if it was waited for; some parents let the system forget it at once.
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _forked(make: Callable[[], object]) -> tuple[int, int, int]:
    """A process that gives the answer, what ends with it, and where it is told; maybe none can be.

    It is told in memory that both have, so that whoever gives it need not wait until it is asked
    for, with all that it holds.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 0, -1, -1
    handles: list[int] = []
    try:
        handles.append(os.memfd_create("answer"))
        handles += os.pipe()
        child = os.fork()
    except OSError:
        for handle in handles:
            os.close(handle)
        return 0, -1, -1
    told, ended, ending = handles
    if not child:
        _answer(make, told)
    os.close(ending)
    return child, ended, told


def _answer(make: Callable[[], object], told: int) -> NoReturn:
    """Give the answer to the parent, and end without ending what the parent has begun."""
    try:
        for stop in (signal.SIGTERM, signal.SIGINT):
            signal.signal(stop, signal.SIG_DFL)
        with open(told, "wb") as answer:  # a number, not a path
            answer.write(msgspec.msgpack.encode(make()))
    finally:
        os._exit(0)
