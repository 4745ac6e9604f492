"""What goes wrong around us rather than in the content: the disk, the system, a signal."""

from __future__ import annotations

import os
import sys

from huiyao.messages import problem
from huiyao.model import Problem, Project, Where


class Hindrance(Exception):  # noqa: N818  # no fault of the code
    """What keeps a command from its work; its one argument tells it."""

    def __init__(self, told: Problem) -> None:
        super().__init__(told)
        self.told = told


ELSEWHERE = {
    "sqlite3": "Error",
    "subprocess": "SubprocessError",
    "concurrent.futures": "BrokenExecutor",
}
"""Modules to what of theirs is a failure, too: they take long to import, and may not be needed."""


def failures() -> tuple[type[BaseException], ...]:
    """What a command may meet through no fault of the content or of the code.

    Nothing is imported for it: what raised it has been, and the system may not let us.
    """
    known = ((sys.modules.get(module), name) for module, name in ELSEWHERE.items())
    return (Hindrance, OSError, *(getattr(module, name) for module, name in known if module))


def failure(error: BaseException, where: str) -> Problem:
    """One of these, told in one line; at a file if it has to do with one."""
    if isinstance(error, Hindrance):
        return error.told
    if isinstance(error, OSError):
        place = error.filename2 or error.filename
        what = error.strerror or str(error)
        return problem(Where(str(place or where)), "system-failed", what=what)
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "BrokenExecutor" in kinds:
        return problem(Where(where), "worker-lost")
    told = "search-failed" if "SubprocessError" in kinds else "system-failed"
    return problem(Where(where), told, what=error)


def absent(project: Project) -> Problem | None:
    """Why a folder is no archive at all."""
    stands = os.path.lexists(project.content / "site.yaml")
    return None if stands else problem(Where("content/site.yaml"), "site-missing")
