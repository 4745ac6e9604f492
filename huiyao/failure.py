"""What goes wrong around us rather than in the content: the disk, the system, a signal."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
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


THREADLESS = "can't start new thread"
"""What Python says, and nothing else tells, where the system lets it begin no thread."""


def failure(error: BaseException, where: str) -> Problem | None:
    """What a command met through no fault of the content or of the code; None if it was one.

    It is told in one line, at a file if it has to do with one.
    """
    if isinstance(error, Hindrance):
        return error.told
    if str(error) == THREADLESS:
        error = OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    if isinstance(error, OSError):
        place = error.filename2 or error.filename
        what = error.strerror or str(error)
        return problem(Where(str(place or where)), "system-failed", what=what)
    told = next((told for kind, told in _elsewhere() if isinstance(error, kind)), "")
    return problem(Where(where), told, what=error) if told else None


def _elsewhere() -> Iterator[tuple[type[BaseException], str]]:
    """Those of modules that are there, as one that raised anything is; none is imported.

    The system may not let us import any more.
    """
    for (module, name), told in ELSEWHERE.items():
        if sys.modules.get(module):
            yield getattr(sys.modules[module], name), told


def scarce(error: OSError) -> bool:
    """Whether the system ran out of what it opens files with: no fault of the file's."""
    return error.errno in {errno.EMFILE, errno.ENFILE, errno.ENOMEM}


def absent(project: Project) -> Problem | None:
    """Why a folder is no archive at all; OSError where that cannot be told."""
    with suppress(FileNotFoundError, NotADirectoryError):
        (project.content / "site.yaml").lstat()
        return None
    return problem(Where("content/site.yaml"), "site-missing")
