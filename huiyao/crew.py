"""Who does the work: this process, or others, in batches whose results come back in order."""

from __future__ import annotations

import gc
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from itertools import accumulate
from threading import Semaphore
from typing import Protocol, TypeVar

import msgspec
from msgspec import Struct, structs

from huiyao.model import Project
from huiyao.work import workers

A = TypeVar("A")
B = TypeVar("B")

FEW = 24
"""Items below which forking processes costs more than it saves."""
SOME = 128
"""The same for processes that are not forked: beside the threads of a server, or far away."""
BATCH = 64
"""Items that go to a process at a time, at most."""
SHARES = 4
"""Batches that each process could be given of what is left, at least."""
AHEAD = 3
"""Batches that wait for each process: it never starves."""
PILE = 6
"""The same with those whose results wait for one that takes longer: they never pile up."""


class Progress(Protocol):
    """Is told how far a stage has come."""

    def __call__(self, stage: str, done: int, of: int) -> None:
        """So many items of a stage are done, of so many."""


def quiet(stage: str, done: int, of: int) -> None:
    """Tell no one."""


class Stage(Struct, frozen=True):
    """What a stage did, and what it took."""

    name: str
    items: int
    hits: int
    """Items that stood as they were."""
    seconds: float
    megabytes: float
    """The most that this process has held so far."""


class Crew(Struct, frozen=True):
    """An executor, how many work in it, and who is told."""

    executor: Executor | None = None
    jobs: int = 1
    progress: Progress = quiet
    prepare: Callable[[], object] | None = None
    """What is done before others work."""
    few: int = FEW
    """Items below which this process does all."""
    profile: list[Stage] = msgspec.field(default_factory=list)
    """Each stage so far."""

    def alone(self, items: int) -> bool:
        """Whether so many items are done in this process."""
        return self.executor is None or items < self.few

    def here(self) -> Crew:
        """The same crew without its executor."""
        return structs.replace(self, executor=None)

    def spread(
        self, stage: str, function: Callable[[Sequence[A]], B], items: Sequence[A], hits: int = 0
    ) -> Iterator[B]:
        """`function` of batches of the items, in order; `hits` others need not be done."""
        started = time.perf_counter()
        parts = list(batches(items, self.jobs))
        found = map(function, parts) if self.alone(len(items)) else self._apart(function, parts)
        done = accumulate(map(len, parts))
        for result in found:
            yield result
            self.progress(stage, next(done), len(items))
        seconds = time.perf_counter() - started
        self.profile.append(Stage(stage, hits + len(items), hits, seconds, held()))

    def _apart(
        self, function: Callable[[Sequence[A]], B], parts: Sequence[Sequence[A]]
    ) -> Iterator[B]:
        assert self.executor is not None, "who works alone needs none"
        if self.prepare:
            self.prepare()
        places = Semaphore(self.jobs * AHEAD)
        waiting: deque[Future[B]] = deque()
        for part in parts:
            while len(waiting) >= self.jobs * PILE:
                yield waiting.popleft().result()
            while not places.acquire(blocking=False):
                if not waiting[0].done():
                    places.acquire()
                    break
                yield waiting.popleft().result()
            future = self.executor.submit(function, part)
            future.add_done_callback(lambda _: places.release())
            waiting.append(future)
        while waiting:
            yield waiting.popleft().result()


def batches(items: Sequence[A], jobs: int) -> Iterator[Sequence[A]]:
    """The items in order, a few at a time: fewest at both ends, so that all end at one time.

    What takes long had better come first: it is handed out one by one. Towards the end it is
    guided self-scheduling (Polychronopoulos and Kuck, IEEE Transactions on Computers C-36, 1987).
    """
    at = 0
    while at < len(items):
        size = min(BATCH, 1 + min(at, len(items) - at) // (jobs * SHARES))
        yield items[at : at + size]
        at += size


@contextmanager
def crew_of(
    scheduler: str, jobs: int, project: Project, progress: Progress = quiet, *, served: bool = False
) -> Iterator[Crew]:
    """Whoever does the work: processes of this machine, or the workers of a cluster."""
    if scheduler:
        from huiyao.cluster import cluster  # noqa: PLC0415  # it is rarely wanted, and large

        hands = cluster(scheduler, project)
    else:
        hands = workers(jobs)
    if not served:
        unhurried()
    with hands as (executor, count):
        if served or scheduler:
            yield Crew(executor, count, progress, few=SOME)
        else:
            # The search for garbage would write to what forked workers share, and so copy it.
            yield Crew(executor, count, progress, gc.freeze)


def unhurried() -> None:
    """Let Python look for garbage in cycles more seldom: a build makes much that lasts.

    It takes a twelfth less time.
    """
    gc.set_threshold(20_000, 20, 50)


def held() -> float:
    """The most memory that this process has held, in MB; 0 where the system does not say."""
    try:
        import resource  # noqa: PLC0415  # there is none on Windows
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)
