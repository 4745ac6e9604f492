"""Who does the work beside the conductor: processes, however many threads it has."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from huiyao.pipe import ROOM
from huiyao.work import Hands, Pool, aside, workers

ROOT = Path(__file__).parents[2]
PROGRAM = """
import os, sys, threading
from huiyao.work import workers

LOCK = threading.Lock()

def reached(number):
    return LOCK.acquire(timeout=0.5) and not LOCK.release(), os.getppid()

def hold():
    with LOCK:  # as a program's threads may at any moment
        held.set()
        done.wait()

if __name__ == "__main__":
    held, done = threading.Event(), threading.Event()
    if sys.argv[1] == "threads":
        threading.Thread(target=hold).start()
        held.wait()
    with workers(2) as (pool, jobs):
        found = [*pool.map(reached, range(4))]
    done.set()
    print(jobs, all(free for free, _ in found), {parent for _, parent in found} == {os.getpid()})
"""


@pytest.mark.parametrize(("kind", "ours"), [("alone", sys.platform == "linux"), ("threads", False)])
def test_workers_inherit_no_lock_that_a_thread_holds(kind: str, ours: bool, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    done = subprocess.run(
        [sys.executable, "-W", "error", program, kind],
        check=False, capture_output=True, encoding="utf-8", timeout=60,
        env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.stdout, done.stderr, done.returncode) == (f"2 True {ours}\n", "", 0)


def test_one_works_alone() -> None:
    with workers(1) as hands:
        assert hands == Hands(None, 1)


def test_those_who_rest_are_gone_until_they_are_needed_again() -> None:
    with workers(2) as (pool, _):
        assert isinstance(pool, Pool)
        pool.rest()
        assert [*pool.map(abs, [-1, -2])] == [1, 2]
        assert multiprocessing.active_children()
        pool.rest()
        assert multiprocessing.active_children() == []
        assert [*pool.map(abs, [-3])] == [3]
    assert multiprocessing.active_children() == []


def test_what_is_done_aside_is_done_in_another_process() -> None:
    assert aside(abs, -3) == 3
    assert aside(os.getpid) != os.getpid()
    assert multiprocessing.active_children() == []


def test_what_fails_aside_fails_here_and_says_where() -> None:
    with pytest.raises(ValueError, match="3") as raised:
        aside(fail, 3)
    assert "in fail" in "".join(raised.value.__notes__)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_what_is_ended_aside_is_not_waited_for() -> None:
    with pytest.raises(SystemExit):
        aside(end, signal.SIGTERM)
    with pytest.raises(EOFError):
        aside(end, signal.SIGKILL)


def end(stop: signal.Signals) -> None:
    os.kill(os.getpid(), stop)
    time.sleep(60)


def fail(number: int) -> int:
    raise ValueError(number)


def broken() -> None:
    """What ends in the midst of its workers' work."""
    with workers(2) as (pool, _):
        assert pool is not None
        pool.submit(fail, 3).result()


def test_no_worker_outlives_a_failure() -> None:
    with pytest.raises(ValueError, match="3"):
        broken()
    until = time.monotonic() + 10
    # One that has ended is still listed until the pool's own thread, which waited for it, says so.
    while multiprocessing.active_children() and time.monotonic() < until:
        time.sleep(0.01)
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a pipe is as wide as it is")
def test_a_large_answer_waits_for_no_reader() -> None:
    import fcntl  # noqa: PLC0415  # there is none on Windows

    with workers(2) as (pool, _):
        assert pool is not None
        pool.submit(abs, -1).result()
        sizes = set()
        for name in Path("/proc/self/fd").iterdir():
            with suppress(OSError):
                sizes.add(fcntl.fcntl(int(name.name), fcntl.F_GETPIPE_SZ))
    assert ROOM in sizes
