"""How a command ends, whatever ends it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from huiyao.failure import FAILURES, failure
from huiyao.messages import say
from huiyao.report import INTERRUPTED, MISUSED, tell


def guarded(command: Callable[[], int], about: str) -> int:
    """The exit code of a command; what ends it from around us is told in one line.

    SIGTERM ends it as Ctrl-C does, so that what was begun is put away. Once it has ended nothing is
    left to be put away, and either signal ends the program at once, without a word.
    """
    try:
        return _interruptible(command)
    except KeyboardInterrupt:
        sys.stderr.write(f"{say('interrupted')}\n")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read what we say has left; what is still to be said goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED
    except FAILURES as error:
        tell((), [failure(error, about)])
        return MISUSED


def _interruptible(command: Callable[[], int]) -> int:
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        return command()
    finally:
        for stop in (signal.SIGTERM, signal.SIGINT):
            signal.signal(stop, signal.SIG_DFL)
