"""Work that can wait: done in a thread of its own, the latest only."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue

Task = Callable[[], object]


def background(failed: Callable[[Exception], object]) -> Callable[[Task], None]:
    """The way to leave a task to a thread that does one at a time, and goes on after a failure.

    Of several that wait only the one left last is done. The thread ends with the program, in the
    middle of a task if need be.
    """
    waiting: SimpleQueue[Task] = SimpleQueue()

    def work() -> None:
        while True:
            task = waiting.get()
            if waiting.empty():
                try:
                    task()
                except Exception as error:  # noqa: BLE001  the next task may fare better
                    failed(error)

    threading.Thread(target=work, daemon=True).start()
    return waiting.put
