"""Who does the work: this process, or others, in batches whose results come back in order."""

from __future__ import annotations

import gc
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager, nullcontext
from itertools import accumulate
from threading import Semaphore
from typing import Any, Generic, Protocol, TypeVar

import msgspec
from msgspec import Struct, structs

from huiyao.model import Project
from huiyao.work import Pool, workers

A = TypeVar("A")
B = TypeVar("B")

FEW = 24
"""Items below which forking processes costs more than it saves."""
SOME = 128
"""The same for processes that are not forked: beside the threads of a server, or far away."""
BATCH = 64
"""Items that go to a process at a time, at most."""
TOGETHER = 8
"""Items that go together at least, where that leaves enough for each process."""
SHARES = 2
"""Batches that each process could be given of what is left, at least."""
EDGES = 16
"""The same of the whole at its ends: of a few lists that each take long no two go together."""
AHEAD = 3
"""Batches that wait for each process: it never starves."""
PILE = 4
"""The same with those whose results wait for one that takes longer: they never pile up."""


class Progress(Protocol):
    """Is told how far a stage has come."""

    def __call__(self, stage: str, done: int, of: int) -> None:
        """So many items of a stage are done, of so many."""


def quiet(stage: str, done: int, of: int) -> None:
    """Tell no one."""


class Task(Struct, Generic[A, B], frozen=True):
    """What is to be done with some items."""

    stage: str
    """Its name, for whoever is told."""
    function: Callable[[Sequence[A]], B]
    items: Sequence[A]
    hits: int = 0
    """Others that stand as they were."""
    least: int = 1
    """Items that go together, if there are so many: who does any has to load much for them."""
    most: int = BATCH
    """Items that go together at most: one, where each takes so long that another could help."""


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

    def assembled(self) -> Crew:
        """The same crew for what is worth it, however few the items."""
        return structs.replace(self, few=0)

    def rest(self) -> None:
        """Let processes of this machine go, until they are needed again."""
        if isinstance(self.executor, Pool):
            self.executor.rest()

    def spread(self, *tasks: Task[Any, B]) -> Iterator[B]:
        """The results of all batches of some tasks, in order.

        What is left of one task is done while the next has begun: that waits for nothing of it.
        """
        calls = list(batches(tasks, self.jobs))
        alone = self.alone(sum(len(task.items) for task in tasks))
        found = (task.function(part) for task, part in calls) if alone else self._apart(calls)
        for task in tasks:
            started = time.perf_counter()
            for done in accumulate(len(part) for one, part in calls if one is task):
                yield next(found)
                self.progress(task.stage, done, len(task.items))
            seconds, items = time.perf_counter() - started, task.hits + len(task.items)
            self.profile.append(Stage(task.stage, items, task.hits, seconds, held()))

    def _apart(self, calls: Sequence[tuple[Task[A, B], Sequence[A]]]) -> Iterator[B]:
        assert self.executor is not None, "who works alone needs none"
        if self.prepare:
            self.prepare()
        places = Semaphore(self.jobs * AHEAD)
        waiting: deque[Future[B]] = deque()
        for task, part in calls:
            while len(waiting) >= self.jobs * PILE:
                yield waiting.popleft().result()
            while not places.acquire(blocking=False):
                if not waiting[0].done():
                    places.acquire()
                    break
                yield waiting.popleft().result()
            future = self.executor.submit(task.function, part)
            future.add_done_callback(lambda _: places.release())
            waiting.append(future)
        while waiting:
            yield waiting.popleft().result()


def batches(tasks: Sequence[Task[A, B]], jobs: int) -> Iterator[tuple[Task[A, B], Sequence[A]]]:
    """The items of each task in order, a few at a time.

    They are fewest at both ends of the whole, so that all end at one time; what takes long had
    better come first. Towards the end it is guided self-scheduling (Polychronopoulos and Kuck, IEEE
    Transactions on Computers C-36, 1987).
    """
    done, whole = 0, sum(len(task.items) for task in tasks)
    few = 1 + min(TOGETHER, whole // (jobs * EDGES))
    for task in tasks:
        at = 0
        while at < len(task.items):
            share = few + min(done + at, whole - done - at) // (jobs * SHARES)
            size = max(task.least, min(task.most, share))
            yield task, task.items[at : at + size]
            at += size
        done += len(task.items)


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
    with nullcontext() if served else unhurried(), hands as (executor, count):
        if served or scheduler:
            yield Crew(executor, count, progress, few=SOME)
        else:
            # The search for garbage would write to what forked workers share, and so copy it.
            yield Crew(executor, count, progress, gc.freeze)


@contextmanager
def unhurried() -> Iterator[None]:
    """Python looks for garbage in cycles more seldom meanwhile: a build makes much that lasts.

    It takes a twelfth less time. Afterwards all is found again that was kept from the search.
    """
    before = gc.get_threshold()
    gc.set_threshold(20_000, 20, 50)
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def held() -> float:
    """The most memory that this process has held, in MB; 0 where the system does not say."""
    try:
        import resource  # noqa: PLC0415  # there is none on Windows
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)
