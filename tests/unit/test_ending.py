"""That a command ends in order, whatever ends it, and a signal that comes late in silence."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STOPS = [signal.SIGINT, signal.SIGTERM]


def ran(*, within: str = "", after: str = "") -> tuple[int, str]:
    """The exit code and the standard error of a program that guards a command."""
    program = f"""
import os, signal, sys
from huiyao.ending import guarded, leave
def command():
    {within or "pass"}
    return 0
code = guarded(command, "here")
{after}
leave(code)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT, check=False, capture_output=True, encoding="utf-8", timeout=60,
        env={"LC_ALL": "C", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return done.returncode, done.stderr


@pytest.mark.parametrize("stop", STOPS)
def test_a_signal_is_told_in_one_word(stop: signal.Signals) -> None:
    assert ran(within=f"os.kill(os.getpid(), {int(stop)})") == (130, "interrupted\n")


@pytest.mark.parametrize("stop", STOPS)
def test_a_signal_after_the_command_says_nothing(stop: signal.Signals) -> None:
    assert ran(after=f"os.kill(os.getpid(), {int(stop)})") == (-stop, "")


@pytest.mark.parametrize("stop", STOPS)
def test_a_signal_while_the_interpreter_ends_says_nothing(stop: signal.Signals) -> None:
    late = f"import atexit; atexit.register(os.kill, os.getpid(), {int(stop)}); sys.exit(code)"
    assert ran(after=late) == (-stop, "")


def test_nothing_is_freed_once_all_is_done() -> None:
    late = "import atexit; atexit.register(print, 'still here', file=sys.stderr)"
    assert ran(after=late) == (0, "")


def test_a_thread_ends_what_it_is_at() -> None:
    said = "print('done', file=sys.stderr)"
    slow = f"import threading; threading.Timer(0.2, lambda: {said}).start()"
    assert ran(within=slow) == (0, "done\n")


@pytest.mark.parametrize("end", ["", "; os.kill(os.getpid(), signal.SIGTERM)"])
def test_what_was_said_arrives_whole(end: str) -> None:
    program = (
        "import os, signal; from huiyao.ending import guarded, leave\n"
        f"def command(): print('x' * 200_000){end}; return 3\n"
        "leave(guarded(command, 'here'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=False, capture_output=True, timeout=60
    )
    assert done.returncode == (130 if end else 3)
    assert done.stdout == b"x" * 200_000 + os.linesep.encode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk here is always full")
def test_a_full_disk_at_the_end_is_one_line() -> None:
    code, said = ran(within="sys.stdout = open('/dev/full', 'w'); print('lost')")
    assert code == 2
    assert said.startswith("here: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("stop", STOPS)
def test_a_signal_that_comes_while_an_object_is_freed_is_not_lost(stop: signal.Signals) -> None:
    freed = f"""
    import time, weakref
    one = type("One", (), {{}})()
    two = weakref.ref(one, lambda _: os.kill(os.getpid(), {int(stop)}))
    del one
    time.sleep(10)
    print("went on", file=sys.stderr)
"""
    assert ran(within=freed.strip()) == (130, "interrupted\n")


def test_a_failure_of_the_system_is_one_line() -> None:
    code, said = ran(within="raise OSError(28, os.strerror(28), 'there')")
    assert code == 2
    assert said.startswith("there: ")
    assert said.count("\n") == 1


def test_a_thread_that_the_system_does_not_begin_is_one_line() -> None:
    code, said = ran(
        within="import resource, threading; threading.stack_size(1 << 30); "
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29)); "
        "threading.Thread(target=print).start()"
    )
    assert code == 2
    assert said.startswith("here: ")
    assert os.strerror(errno.EAGAIN) in said
    assert len(said.splitlines()) == 1


def test_a_bug_is_not_hidden() -> None:
    code, said = ran(within="raise KeyError('a')")
    assert code == 1
    assert "Traceback" in said


def test_a_package_that_is_not_installed_is_told_in_one_line() -> None:
    code, said = ran(within="import never_installed")
    assert code == 2
    assert len(said.splitlines()) == 1
    assert "the package never_installed is not installed" in said


def test_a_part_of_ours_that_is_missing_is_a_fault_of_the_code() -> None:
    code, said = ran(within="import huiyao.never_written")
    assert code == 1
    assert said.startswith("Traceback")


def test_a_python_without_any_package_says_which_to_use() -> None:
    bare = [sys.executable, "-S", str(ROOT / "build.py"), "build"]
    done = subprocess.run(bare, check=False, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 2
    assert ".venv/bin/python build.py" in done.stderr
    assert "Traceback" not in done.stderr
