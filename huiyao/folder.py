"""What lies in a folder of the content: each file's bytes, or what keeps it from being read."""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from huiyao import identifier
from huiyao.kind import Kind
from huiyao.messages import problem
from huiyao.model import Problem, Project, Where
from huiyao.reading import Raw
from huiyao.visible import visible

LARGEST = 8 << 20
"""Bytes of one source; a whole newspaper page has 20,000."""

MARKDOWN = 1 << 20
"""Bytes of a file that someone writes."""


def files(project: Project, kind: Kind) -> Iterator[Raw | Problem]:
    """The files of a kind in the order of their names, or what keeps one from being read."""
    if not kind.folder:
        return
    folder = project.content / kind.folder
    name = folder.relative_to(project.root).as_posix()
    try:
        paths = sorted(folder.iterdir()) if os.path.lexists(folder) else []
    except OSError as error:
        yield problem(Where(name), "file-unreadable", what=error.strerror)
        return
    seen: dict[str, str] = {}
    for path in paths:
        if path.name.startswith("."):
            continue
        one = file(project, kind, path)
        if one is None:
            continue
        if isinstance(one, Raw):
            twin = unicodedata.normalize("NFC", one.id).casefold()
            if (other := seen.setdefault(twin, one.id)) != one.id:
                yield problem(Where(one.path), "id-twins", id=one.id, other=other)
        yield one


def file(project: Project, kind: Kind, path: Path) -> Raw | Problem | None:
    """One file of a kind; nothing where it stands for no record of its own."""
    name = path.relative_to(project.root).as_posix()
    if (shown := visible(name)) != name or "\ufffd" in name:
        return problem(Where(shown), "file-name")
    return (
        _received(project, kind, path, name) if kind.read else _written(project, kind, path, name)
    )


def _written(project: Project, kind: Kind, path: Path, name: str) -> Raw | Problem:
    """A Markdown file, named by its id."""
    where = Where(name)
    if path.is_dir():
        return problem(where, "file-folder")
    if path.suffix != ".md":
        return problem(where, "file-kind")
    if refused := identifier.fault(path.stem):
        return problem(where, refused, id=path.stem, limit=identifier.LONGEST)
    data = contents(project, path, name, MARKDOWN)
    return data if isinstance(data, Problem) else Raw(kind.name, path.stem, name, data)


def _received(project: Project, kind: Kind, path: Path, name: str) -> Raw | Problem | None:
    """A file as received, with its sidecar."""
    where = Where(name)
    if path.suffix == ".yaml":
        stands = os.path.lexists(path.with_suffix(""))
        return None if stands else problem(where, "source-missing", name=path.stem)
    if path.is_dir():
        return problem(where, "file-folder")
    data = contents(project, path, name, LARGEST)
    if isinstance(data, Problem):
        return data
    beside = path.with_name(f"{path.name}.yaml")
    if not os.path.lexists(beside):
        return Raw(kind.name, path.name, name, data)
    sidecar = contents(project, beside, f"{name}.yaml", LARGEST)
    return (
        sidecar if isinstance(sidecar, Problem) else Raw(kind.name, path.name, name, data, sidecar)
    )


def contents(project: Project, path: Path, name: str, largest: int) -> bytes | Problem:
    """The bytes of a plain file inside the project."""
    where = Where(name)
    try:
        if not path.resolve(strict=True).is_relative_to(project.root.resolve()):
            return problem(where, "file-link")
        if not path.is_file():
            return problem(where, "file-special")
        if path.stat().st_size > largest:
            return problem(where, "file-long", limit=largest >> 20)
        return path.read_bytes()
    except RuntimeError:  # what Python before 3.13 raises at a ring of links
        return problem(where, "file-lost")
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ELOOP}:
            return problem(where, "file-lost")
        return problem(where, "file-unreadable", what=error.strerror)
