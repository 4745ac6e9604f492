"""What another process works out meanwhile, for whoever will want to know it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import NoReturn, TypeVar

import msgspec

T = TypeVar("T")


@contextmanager
def apart(make: Callable[[], T], kind: type[T]) -> Iterator[Callable[[], T]]:
    """What a function gives, a value of some type: it begins now, and is waited for when asked.

    Where no process should be forked, as from one with several threads, or elsewhere than on Linux,
    it is done when asked; so it is where the other process fails. Nobody waits for what is not
    asked for.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        yield cache(make)
        return
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _answer(make, writing)
    os.close(writing)
    with open(reading, "rb") as answer:  # noqa: PTH123  # a number, not a path

        def result() -> T:
            with suppress(msgspec.DecodeError):
                return msgspec.msgpack.decode(answer.read(), type=kind)
            return make()

        try:
            yield cache(result)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _answer(make: Callable[[], object], writing: int) -> NoReturn:
    """Give the answer to the parent, and end without ending what the parent has begun."""
    try:
        for stop in (signal.SIGTERM, signal.SIGINT):
            signal.signal(stop, signal.SIG_DFL)
        with open(writing, "wb") as answer:  # a number, not a path
            answer.write(msgspec.msgpack.encode(make()))
    finally:
        os._exit(0)
