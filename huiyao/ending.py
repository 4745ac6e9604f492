"""How a command ends, whatever ends it."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from _thread import interrupt_main, start_new_thread
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from huiyao.failure import failure
from huiyao.messages import problem, say
from huiyao.model import Where
from huiyao.report import INTERRUPTED, MISUSED, tell

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


def guarded(command: Callable[[], int], about: str) -> int:
    """The exit code of a command; what ends it from around us is told in one line.

    SIGTERM ends it as Ctrl-C does, so that what was begun is put away. Once it has ended nothing is
    left to be put away, and either signal ends the program at once, without a word.
    """
    # Looked up before it is wanted: who is interrupted as the words are loaded cannot load them.
    interrupted = say("interrupted")
    try:
        return _interruptible(command)
    except KeyboardInterrupt:
        sys.stderr.write(f"{interrupted}\n")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read what we say has left; what is still to be said goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED
    except ModuleNotFoundError as error:
        name = error.name or ""
        if name.startswith("huiyao"):
            raise
        tell((), [problem(Where(sys.executable), "package-missing", name=name)])
        return MISUSED
    except Exception as error:
        told = failure(error, about)
        if told is None:
            raise
        tell((), [told])
        return MISUSED


def leave(code: int) -> NoReturn:
    """End the program at once: what was begun has been put away, and all has been said.

    To free each object and module first takes a sixth of a build that finds nothing changed. Where
    some thread still works, Python's own end is waited for.
    """
    if threading.active_count() > 1:
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # if it matters, it has been told
            stream.flush()
    os._exit(code)


def _interruptible(command: Callable[[], int]) -> int:
    former = sys.unraisablehook
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        sys.unraisablehook = _unraisable
        code = command()
        sys.stdout.flush()
        return code
    finally:
        sys.unraisablehook = former
        for stop in (signal.SIGTERM, signal.SIGINT):
            signal.signal(stop, signal.SIG_DFL)


def _unraisable(args: UnraisableHookArgs) -> None:
    """Raise an interrupt again that came where none can be raised, as when an object is freed."""
    if args.exc_type is KeyboardInterrupt:
        start_new_thread(_interrupt, ())
    else:
        sys.__unraisablehook__(args)


def _interrupt() -> None:
    time.sleep(0.01)
    interrupt_main(signal.SIGTERM)
