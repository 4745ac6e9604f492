"""How far a stage has come, as whoever waits for it sees it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from huiyao.messages import say

if TYPE_CHECKING:
    from rich.progress import TaskID

    from huiyao.crew import Progress

LONG = 2000
"""Items of a stage that takes long."""
REDRAWN = 0.1
"""Seconds after which a bar is drawn again."""


@contextmanager
def progress() -> Iterator[Progress]:
    """A bar on a terminal; in a log, a line for each stage that takes long."""
    if not sys.stderr.isatty():
        yield logged
        return
    from rich.console import Console  # noqa: PLC0415  # large: only on a terminal
    from rich.progress import Progress as Bars  # noqa: PLC0415

    # Without the thread that would draw it: a process that has one is not forked so easily.
    with Bars(console=Console(stderr=True), transient=True, auto_refresh=False) as bars:
        drawn = 0.0
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, of: int) -> None:
            task = tasks.get(stage)
            if task is None:
                task = tasks[stage] = bars.add_task(stage, total=of)
            bars.update(task, completed=done, total=of)
            nonlocal drawn
            if done == of or time.monotonic() - drawn > REDRAWN:
                bars.refresh()
                drawn = time.monotonic()

        yield show


def logged(stage: str, done: int, of: int) -> None:
    """Tell of a long stage that it is done."""
    if done == of >= LONG:
        print(say("stage-done", stage=stage, count=of), file=sys.stderr, flush=True)  # noqa: T201
