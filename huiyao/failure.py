"""What goes wrong around us rather than in the content: the disk, the system, a signal."""

from __future__ import annotations

import errno
import sys
from contextlib import suppress

from huiyao.messages import problem
from huiyao.model import Problem, Project, Where


class Hindrance(Exception):  # noqa: N818  # no fault of the code
    """What keeps a command from its work; its one argument tells it."""

    def __init__(self, told: Problem) -> None:
        super().__init__(told)
        self.told = told


ELSEWHERE = {
    ("sqlite3", "Error"): "system-failed",
    ("subprocess", "SubprocessError"): "search-failed",
    ("concurrent.futures", "BrokenExecutor"): "worker-lost",
}
"""Failures of modules that take long to import, and may not be needed, to what tells of each."""


def failures() -> tuple[type[BaseException], ...]:
    """What a command may meet through no fault of the content or of the code."""
    return (Hindrance, OSError, *_elsewhere())


def _elsewhere() -> dict[type[BaseException], str]:
    """Those of modules that are there, as one that raised anything is; none is imported.

    The system may not let us import any more.
    """
    return {
        getattr(sys.modules[module], name): told
        for (module, name), told in ELSEWHERE.items()
        if sys.modules.get(module)
    }


def failure(error: BaseException, where: str) -> Problem:
    """One of these, told in one line; at a file if it has to do with one."""
    if isinstance(error, Hindrance):
        return error.told
    if isinstance(error, OSError):
        place = error.filename2 or error.filename
        what = error.strerror or str(error)
        return problem(Where(str(place or where)), "system-failed", what=what)
    told = next(told for kind, told in _elsewhere().items() if isinstance(error, kind))
    return problem(Where(where), told, what=error)


def scarce(error: OSError) -> bool:
    """Whether the system ran out of what it opens files with: no fault of the file's."""
    return error.errno in {errno.EMFILE, errno.ENFILE, errno.ENOMEM}


def absent(project: Project) -> Problem | None:
    """Why a folder is no archive at all; OSError where that cannot be told."""
    with suppress(FileNotFoundError, NotADirectoryError):
        (project.content / "site.yaml").lstat()
        return None
    return problem(Where("content/site.yaml"), "site-missing")
