"""Work in another process: it is done, begun at once, and nobody waits for what nobody wants."""

from __future__ import annotations

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

parent = os.getpid()
with apart(here, list[int]) as found, apart(failing, list[int]) as failed:
    with apart(endless, list[int]), apart(large, list[int]) as much:
        print(found() != [parent], found() == found(), failed() == [parent], len(much()))
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
    assert done.stdout == f"{other} True True 1000000\nnone is left\n"
    assert done.returncode == 0


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
