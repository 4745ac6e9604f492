"""What a command takes: seconds, processor's time and memory, of all its processes."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """What one build took."""

    seconds: float
    cpu: float
    megabytes: float
    """All its processes together, shared pages counted once, at the highest moment."""


def run(command: Sequence[str]) -> Run:
    """What a command takes in processes of its own.

    Raises `subprocess.CalledProcessError` if it fails: what stops halfway has no time.
    """
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = [0.0]
    watcher = threading.Thread(target=watch, args=[process, peak])
    watcher.start()
    code = process.wait()
    seconds = time.perf_counter() - start
    watcher.join()
    if code:
        raise subprocess.CalledProcessError(code, command)
    after = os.times()
    user = after.children_user - before.children_user
    cpu = user + after.children_system - before.children_system
    return Run(seconds, cpu, peak[0])


def watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    """Note the highest memory of a process with all its children, in MB."""
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(proportional, family(process.pid))) / 1024)
        time.sleep(0.05)


def family(pid: int) -> Iterator[int]:
    """A process and all that come from it (Linux)."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def proportional(pid: int) -> int:
    """The memory of a process in KB, its share of what it shares (Linux)."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return 0


def settled(pid: int, seconds: float = 0.5) -> None:
    """Wait until a process with all its children has done nothing for a while (Linux)."""
    before = -1
    while before != (before := sum(map(ticks, family(pid)))):
        time.sleep(seconds)


def ticks(pid: int) -> int:
    """The processor's time that a process has had (Linux)."""
    with suppress(OSError):
        return sum(
            map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13])
        )
    return 0
