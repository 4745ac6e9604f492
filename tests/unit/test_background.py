"""Work that can wait."""

from __future__ import annotations

from queue import SimpleQueue
from threading import Event

from servers import PATIENCE

from huiyao.serving.background import background


def test_of_several_that_wait_only_the_last_is_done_whatever_fails() -> None:
    done: SimpleQueue[object] = SimpleQueue()
    begun, go_on = Event(), Event()

    def first() -> None:
        begun.set()
        assert go_on.wait(PATIENCE)
        raise ValueError("first")

    leave = background(done.put)
    leave(first)
    assert begun.wait(PATIENCE)
    for name in ("second", "third", "last"):
        leave(lambda name=name: done.put(name))  # type: ignore[misc]
    go_on.set()
    assert str(done.get(timeout=PATIENCE)) == "first"
    assert done.get(timeout=PATIENCE) == "last"
    assert done.empty()
