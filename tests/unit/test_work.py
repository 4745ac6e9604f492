"""Who does the work beside the conductor."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKED = """
import sys, threading
from huiyao.work import workers

LOCK = threading.Lock()

def reached(number):
    return LOCK.acquire(timeout=0.5) and not LOCK.release()

if __name__ == "__main__":
    LOCK.acquire()  # as one of a program's threads may at any moment
    with workers(2, sys.argv[1:]) as (pool, _):
        print([*pool.map(reached, range(4))] == [True] * 4)
"""


@pytest.mark.parametrize("modules", [("huiyao.work",), ("huiyao.nothing", "huiyao.work")])
def test_workers_of_a_program_with_threads_inherit_no_lock(
    modules: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "program.py").write_text(LOCKED)
    done = subprocess.run(
        [sys.executable, tmp_path / "program.py", *modules],
        check=False, capture_output=True, encoding="utf-8", timeout=60,
        env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.stdout, done.stderr, done.returncode) == ("True\n", "", 0)
