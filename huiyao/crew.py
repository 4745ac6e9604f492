"""Who does the work: this process, or others, in batches whose results come back in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from typing import Protocol, TypeVar

from msgspec import Struct

A = TypeVar("A")
B = TypeVar("B")

FEW = 128
"""Items below which starting processes costs more than it saves."""
BATCH = 32
"""Items that go to a process at a time."""
AHEAD = 3
"""Batches that wait for each process: it never starves, and results never pile up."""


class Progress(Protocol):
    """Is told how far a stage has come."""

    def __call__(self, stage: str, done: int, of: int) -> None:
        """So many items of a stage are done, of so many."""


def quiet(stage: str, done: int, of: int) -> None:
    """Tell no one."""


class Crew(Struct, frozen=True):
    """An executor, how many work in it, and who is told."""

    executor: Executor | None = None
    jobs: int = 1
    progress: Progress = quiet

    def alone(self, items: int) -> bool:
        """Whether so many items are done in this process."""
        return self.executor is None or items < FEW

    def spread(
        self, stage: str, function: Callable[[Sequence[A]], B], items: Sequence[A]
    ) -> Iterator[B]:
        """`function` of batches of the items, in order."""
        batches = [items[n : n + BATCH] for n in range(0, len(items), BATCH)]
        waiting: deque[Future[B]] = deque()
        done = 0
        for number, batch in enumerate(batches, 1):
            if self.alone(len(items)):
                yield function(batch)
            else:
                assert self.executor is not None
                waiting.append(self.executor.submit(function, batch))
                if len(waiting) < self.jobs * AHEAD and number < len(batches):
                    continue
                yield waiting.popleft().result()
            done += 1
            self.progress(stage, min(done * BATCH, len(items)), len(items))
        while waiting:
            yield waiting.popleft().result()
        self.progress(stage, len(items), len(items))
