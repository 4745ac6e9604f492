"""Work in another process: it is done, begun at once, and nobody waits for what nobody wants."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from huiyao.apart import apart

ROOT = Path(__file__).parents[2]

PROGRAM = """
import os, sys, time
from huiyao.apart import apart

def here():
    return [os.getpid()]

def failing():
    if os.getpid() != parent:
        raise ValueError
    return [parent]

def endless():
    time.sleep(600)
    return [0]

def large():
    return list(range(1_000_000))

def early():
    return "x" * 500_000

parent = os.getpid()
with apart(here, list[int]) as found, apart(failing, list[int]) as failed:
    with apart(endless, list[int]), apart(large, list[int]) as much:
        print(found() != [parent], found() == found(), failed() == [parent], len(much()))
with apart(early, str) as unread:
    if sys.platform == "linux":
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
    print(len(unread.take()))
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("none is left")
"""


def test_another_process_does_it() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM],
        check=False, capture_output=True, encoding="utf-8", timeout=60, cwd=ROOT,
    )  # fmt: skip
    other = sys.platform == "linux"
    assert done.stdout == f"{other} True True 1000000\n500000\nnone is left\n"
    assert done.returncode == 0


LIMITED = """
import os, resource
from huiyao.apart import apart

def here():
    return [os.getpid()]

limit, number = getattr(resource, os.environ["LIMIT"]), int(os.environ["NUMBER"])
resource.setrlimit(limit, (number, resource.getrlimit(limit)[1]))
with apart(here, list[int]) as found:
    print(found() == [os.getpid()])
"""


def test_without_handles_left_it_is_done_here() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", LIMITED],
        check=False, capture_output=True, encoding="utf-8", timeout=60, cwd=ROOT,
        env={"LIMIT": "RLIMIT_NOFILE", "NUMBER": "3"},
    )  # fmt: skip
    assert (done.stdout, done.stderr, done.returncode) == ("True\n", "", 0)


IGNORED = """
import signal
from huiyao.apart import apart

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
with apart(lambda: 7, int) as found:
    print(found())
"""


def test_a_child_that_the_system_forgets_is_none_to_wait_for() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IGNORED],
        check=False, capture_output=True, encoding="utf-8", timeout=60, cwd=ROOT,
    )  # fmt: skip
    assert (done.stdout, done.stderr, done.returncode) == ("7\n", "", 0)


def test_beside_threads_it_is_done_when_asked() -> None:
    asked: list[int] = []

    def make() -> int:
        asked.append(1)
        return 7

    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        with apart(make, int) as found:
            assert asked == []
            assert (found(), found()) == (7, 7)
    finally:
        waiting.set()
        thread.join()
    assert asked == [1]


def test_what_is_out_of_date_is_asked_for_again() -> None:
    with apart(os.getpid, int) as found:
        assert found() > 0
        found.renew()
        assert (found(), found.take()) == (os.getpid(), os.getpid())
