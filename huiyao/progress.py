"""How far a stage has come, as whoever waits for it sees it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from huiyao.messages import say

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from huiyao.crew import Progress

LONG = 2000
"""Items of a stage that takes long."""
SOON = 0.4
"""Seconds after which one waits; what ends before needs no bar, nor what draws one."""
REDRAWN = 0.1
"""Seconds after which a bar is drawn again."""


@contextmanager
def progress() -> Iterator[Progress]:
    """A bar on a terminal, once one waits; in a log, a line for each stage that takes long."""
    if not sys.stderr.isatty():
        yield logged
        return
    due = time.monotonic() + SOON
    tasks: dict[str, TaskID] = {}
    bars: Bars | None = None
    with ExitStack() as stack:

        def show(stage: str, done: int, of: int) -> None:
            nonlocal bars, due
            if time.monotonic() < due and not (bars and done == of):
                return
            bars = bars or stack.enter_context(_bars())
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=of)
            bars.update(tasks[stage], completed=done, total=of, refresh=True)
            due = time.monotonic() + REDRAWN

        yield show


def _bars() -> Bars:
    from rich.console import Console  # noqa: PLC0415  # large: only where one waits
    from rich.progress import Progress as Drawn  # noqa: PLC0415

    # Without the thread that would draw it: a process that has one is not forked so easily.
    return Drawn(console=Console(stderr=True), transient=True, auto_refresh=False)


def waiting(renew: Callable[[], object] = lambda: None) -> None:
    """Tell that another build is waited for, after which what is known may be out of date."""
    print(say("build-waits"), file=sys.stderr, flush=True)  # noqa: T201
    renew()


def logged(stage: str, done: int, of: int) -> None:
    """Tell of a long stage that it is done."""
    if done == of >= LONG:
        print(say("stage-done", stage=stage, count=of), file=sys.stderr, flush=True)  # noqa: T201
