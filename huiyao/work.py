"""Who does the work beside the conductor."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import NamedTuple, ParamSpec, TypeVar

from huiyao.pipe import widen

P = ParamSpec("P")
T = TypeVar("T")

FAREWELL = 2
"""Seconds that workers are given to end what they are at."""
POLITE = 10
"""How far behind others the system puts what nobody waits for, from 0 to 19."""


class Hands(NamedTuple):
    """Who works beside the conductor: an executor, if there is one, and how many work in it."""

    executor: Executor | None
    jobs: int


class Pool(Executor):
    """Processes that start when they are first needed, and again when they are after a rest."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._awake: ProcessPoolExecutor | None = None

    def submit(
        self, function: Callable[P, T], /, *arguments: P.args, **named: P.kwargs
    ) -> Future[T]:
        """Have something done."""
        if self._awake is None:
            self._awake = ProcessPoolExecutor(self.jobs, _origin(), initializer=_begin)
            _widen(self._awake)
        return self._awake.submit(function, *arguments, **named)

    def rest(self) -> None:
        """Give back the memory that they hold, when all is done for the time being."""
        self.shutdown()
        self._awake = None

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  # as its base has it
        """End them."""
        if self._awake:
            self._awake.shutdown(wait, cancel_futures=cancel_futures)


@contextmanager
def workers(jobs: int) -> Iterator[Hands]:
    """A pool of processes; none for one job."""
    if jobs == 1:
        yield Hands(None, 1)
        return
    pool = Pool(jobs)
    try:
        yield Hands(pool, jobs)
    except BaseException:
        # They end what they are at: were one killed in the midst of its answer, the rest of that
        # would be waited for, for ever. Those that started while others could not never end.
        pool.shutdown(wait=False, cancel_futures=True)
        until = time.monotonic() + FAREWELL
        for worker in multiprocessing.active_children():
            worker.join(max(0, until - time.monotonic()))
            worker.kill()
        raise
    pool.shutdown()


def aside(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What a function gives in a process of its own, which makes way for others, and ends with us.

    Raises what that raises, with a note of where; SystemExit where the process was asked to end,
    EOFError where it ended of itself.
    """
    context = _origin()
    answer, telling = context.Pipe(duplex=False)
    task = partial(function, *arguments, **named)
    process = context.Process(target=_tell, args=(telling, task), daemon=True)  # type: ignore[attr-defined]  # every context has one
    process.start()
    telling.close()
    with answer:
        given, fault = answer.recv()
    process.join()
    if fault:
        raise fault
    return given  # type: ignore[no-any-return]  # it is what the function gave


def _tell(telling: Connection, task: Callable[[], object]) -> None:
    _begin()
    # So that what it has begun is put away, programs that it runs among that.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if sys.platform != "win32":
        os.nice(POLITE)
    given: object = None
    fault: BaseException | None = None
    try:
        given = task()
    except KeyboardInterrupt:
        fault = SystemExit()
    except Exception as error:  # noqa: BLE001  # whatever it is, it is raised where it is waited for
        error.add_note(traceback.format_exc())
        fault = error
    with suppress(OSError):  # nobody may wait for it any more
        telling.send((given, fault))


def _widen(pool: ProcessPoolExecutor) -> None:
    """Let answers wait in the pipe that they come by, so that no worker waits for a reader.

    A build of ten thousand articles takes three hundredths less time. No public way leads there.
    """
    with suppress(AttributeError):
        widen(pool._result_queue._reader.fileno())  # type: ignore[attr-defined]  # noqa: SLF001


def _origin() -> BaseContext:
    """How workers come to be: forked at once from a process that has one thread, as it is here.

    With more, a lock that one of them holds at that moment would be held in the fork for ever; so
    they are forked from a server without threads, which takes a worker a sixth of a second longer.
    It loads nothing of ours beforehand: it might find that in another place than this process.
    Elsewhere than on Linux it is as Python has it.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context()
    alone = threading.active_count() == 1
    return multiprocessing.get_context("fork" if alone else "forkserver")


def _begin() -> None:
    """What a worker does first: leave Ctrl-C to its parent, and see to it that it ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None, "a worker has a parent"
    parent.join()
    os._exit(1)
