"""Where the tool's own templates and static files lie, and the project's that overlay them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from huiyao.failure import scarce
from huiyao.leftover import leftover
from huiyao.messages import problem
from huiyao.model import Problem, Where

PACKAGE = Path(__file__).parent


def folders(name: str, project: Path) -> tuple[Path, ...]:
    """The folders of that name, the project's own before ours."""
    # In a wheel they lie inside the package; in a checkout, beside it.
    ours = next((p for p in (PACKAGE / name, PACKAGE.parent / name) if p.is_dir()), PACKAGE / name)
    own = project / name
    return (own, ours) if own.is_dir() and own.resolve() != ours.resolve() else (ours,)


def outside(project: Path) -> Iterator[Problem]:
    """What keeps the site from being what templates and static files make of it.

    Links that lead out of the project; folders that do not open.
    """
    for top in (project / "templates", project / "static"):
        closed: list[OSError] = []
        below = [] if _leads_out(project, top) else os.walk(top, onerror=closed.append)
        inside = [Path(at, name) for at, folders, files in below for name in (*folders, *files)]
        for path in (top, *sorted(inside)):
            if _leads_out(project, path):
                yield problem(_where(project, path), "file-link")
        for error in closed:
            if scarce(error):
                raise error
            if not isinstance(error, FileNotFoundError):
                where = _where(project, Path(error.filename))
                yield problem(where, "folder-unreadable", what=error.strerror)


def _where(project: Path, path: Path) -> Where:
    return Where(path.relative_to(project).as_posix())


def _leads_out(project: Path, path: Path) -> bool:
    real = Path(os.path.realpath(path))
    return path.is_symlink() and not real.is_relative_to(project.resolve())


def static(project: Path) -> Iterator[tuple[str, Path]]:
    """Site path to file: ours, each overlaid by the project's file of the same path."""
    found = {
        path.relative_to(folder).as_posix(): path
        for folder in reversed(folders("static", project))
        for path in folder.rglob("*")
        if path.is_file() and not any(map(leftover, path.relative_to(folder).parts))
    }
    yield from sorted(found.items())
