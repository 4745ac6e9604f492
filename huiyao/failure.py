"""What goes wrong around us rather than in the content: the disk, the system, a signal."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from concurrent.futures import BrokenExecutor

from huiyao.messages import problem
from huiyao.model import Problem, Project, Where


class Hindrance(Exception):  # noqa: N818  # no fault of the code
    """What keeps a command from its work; its one argument tells it."""

    def __init__(self, told: Problem) -> None:
        super().__init__(told)
        self.told = told


FAILURES = (Hindrance, OSError, sqlite3.Error, subprocess.SubprocessError, BrokenExecutor)
"""What a command may meet through no fault of the content or of the code."""


def failure(error: BaseException, where: str) -> Problem:
    """One of these, told in one line; at a file if it has to do with one."""
    match error:
        case Hindrance():
            return error.told
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
