"""That a command ends in order, whatever ends it, and a signal that comes late in silence."""

from __future__ import annotations

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
from huiyao.ending import guarded
def command():
    {within or "pass"}
    return 0
code = guarded(command, "here")
{after}
sys.exit(code)
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
    late = f"import atexit; atexit.register(os.kill, os.getpid(), {int(stop)})"
    assert ran(after=late) == (-stop, "")


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


def test_a_bug_is_not_hidden() -> None:
    code, said = ran(within="raise KeyError('a')")
    assert code == 1
    assert "Traceback" in said
