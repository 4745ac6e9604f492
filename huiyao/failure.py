"""What goes wrong around us rather than in the content: the disk, the system, a signal."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor

from huiyao.messages import problem, say
from huiyao.model import Problem, Project, Where
from huiyao.report import INTERRUPTED, MISUSED, tell

FAILURES = (OSError, sqlite3.Error, subprocess.SubprocessError, BrokenExecutor)
"""What a command may meet through no fault of the content or of the code."""


def failure(error: BaseException, where: str) -> Problem:
    """One of these, told in one line; at a file if it has to do with one."""
    match error:
        case OSError():
            place = error.filename2 or error.filename
            what = error.strerror or str(error)
            return problem(Where(str(place or where)), "system-failed", what=what)
        case subprocess.SubprocessError():
            return problem(Where(where), "search-failed", what=error)
        case BrokenExecutor():
            return problem(Where(where), "worker-lost")
        case _:
            return problem(Where(where), "system-failed", what=error)


def absent(project: Project) -> Problem | None:
    """Why a folder is no archive at all."""
    stands = os.path.lexists(project.content / "site.yaml")
    return None if stands else problem(Where("content/site.yaml"), "site-missing")


def guarded(command: Callable[[], int], about: str) -> int:
    """The exit code of a command; what ends it from around us is told in one line.

    SIGTERM ends it as Ctrl-C does, so that what was begun is put away.
    """
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        return command()
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
