"""What lies in a folder of the content: each file's bytes, or what keeps it from being read."""

from __future__ import annotations

import errno
import os
import stat
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from itertools import accumulate, islice
from pathlib import Path

from huiyao import identifier
from huiyao.failure import scarce
from huiyao.kind import Kind
from huiyao.kinds import kinds
from huiyao.leftover import leftover
from huiyao.messages import problem
from huiyao.model import CONTENT, Problem, Project, Where
from huiyao.reading import Raw
from huiyao.scalar import nearest
from huiyao.visible import visible

LARGEST = 8 << 20
"""Bytes of one source; a whole newspaper page has 20,000."""

MARKDOWN = 1 << 20
"""Bytes of a file that someone writes."""

ASIDE = "drafts"
"""The folder, unseen by the archive, for reviews and for drafts whose place is taken."""


def files(project: Project, kind: Kind) -> Iterator[Raw | Problem]:
    """The files of a kind in the order of their names, or what keeps one from being read."""
    if not kind.folder:
        return
    folder = project.content / kind.folder
    try:
        names = sorted(os.listdir(folder)) if os.path.lexists(folder) else []
    except OSError:
        yield _closed(project, kind)
        return
    seen: dict[str, str] = {}
    for name in names:
        if leftover(name):
            continue
        one = file(project, kind, name)
        if one is None:
            continue
        if isinstance(one, Raw):
            twin = unicodedata.normalize("NFC", one.id).casefold()
            if (other := seen.setdefault(twin, one.id)) != one.id:
                yield problem(Where(one.path), "id-twins", id=one.id, other=other)
        yield one


def unknown(project: Project) -> Iterator[Problem]:
    """The folders of the content that are none of its own: what lies there is not read."""
    known = {*(kind.folder for kind in kinds() if kind.folder), ASIDE}
    with suppress(OSError), os.scandir(project.content) as entries:
        for name in sorted(one.name for one in entries if one.is_dir()):
            if name not in known and not leftover(name):
                where = Where(f"{CONTENT}/{visible(name)}")
                yield problem(where, "folder-unknown", advice=nearest(name, known))


def file(project: Project, kind: Kind, named: str) -> Raw | Problem | None:
    """One file of a kind, by its name; nothing where it stands for no record of its own.

    Without a name it is the folder of the kind, which does not open.
    """
    if not named:
        return _closed(project, kind)
    name = f"{CONTENT}/{kind.folder}/{named}"
    if (shown := visible(name)) != name or "\ufffd" in name:
        return problem(Where(shown), "file-name")
    return (_received if kind.read else _written)(project, kind, name, named)


def _closed(project: Project, kind: Kind) -> Problem:
    """Why the folder of a kind did not open."""
    reason = os.strerror(errno.EAGAIN)
    try:
        os.listdir(project.content / kind.folder)
    except OSError as error:
        if scarce(error):
            raise
        reason = error.strerror or str(error)
    return problem(Where(f"{CONTENT}/{kind.folder}"), "folder-unreadable", what=reason)


def _written(project: Project, kind: Kind, name: str, named: str) -> Raw | Problem:
    """A Markdown file, named by its id."""
    where = Where(name)
    if os.path.isdir(f"{project.root}/{name}"):
        return problem(where, "file-folder")
    stem = named.removesuffix(".md")
    if stem == named:
        return problem(where, "file-kind")
    if refused := identifier.fault(stem):
        return problem(where, refused, id=stem, limit=identifier.LONGEST)
    data = contents(project, name, MARKDOWN)
    return data if isinstance(data, Problem) else Raw(kind.name, stem, name, data)


def _received(project: Project, kind: Kind, name: str, named: str) -> Raw | Problem | None:
    """A file as received, with its sidecar."""
    where = Where(name)
    if named.endswith(".yaml"):
        source = f"{project.root}/{name}".removesuffix(".yaml")
        stands = os.path.lexists(source) and not leftover(os.path.basename(source))
        return None if stands else problem(where, "source-missing", name=named[: -len(".yaml")])
    if os.path.isdir(f"{project.root}/{name}"):
        return problem(where, "file-folder")
    data = contents(project, name, LARGEST)
    if isinstance(data, Problem):
        return data
    if not os.path.lexists(f"{project.root}/{name}.yaml"):
        return Raw(kind.name, named, name, data)
    sidecar = contents(project, f"{name}.yaml", LARGEST)
    return sidecar if isinstance(sidecar, Problem) else Raw(kind.name, named, name, data, sidecar)


def prefetch(project: Project, kind: Kind, named: str) -> None:
    """Have the system read a file ahead, where it can, with its sidecar.

    Several are read from a disk at once, and sooner than by one who asks for each and waits.
    """
    if sys.platform == "linux":
        for name in (named, f"{named}.yaml") if kind.read else (named,):
            path = f"{project.content}/{kind.folder}/{name}"
            with suppress(OSError):
                if not stat.S_ISREG(os.lstat(path).st_mode):
                    continue
                handle = os.open(path, os.O_RDONLY)
                try:
                    os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_WILLNEED)
                finally:
                    os.close(handle)


def contents(project: Project, name: str, largest: int) -> bytes | Problem:
    """The bytes of a plain file inside the project, named from its root."""
    where, path = Where(name), f"{project.root}/{name}"
    try:
        if _linked(project, name) and not _inside(project, path):
            return problem(where, "file-link")
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return problem(where, "file-special")
        if status.st_size > largest:
            return problem(where, "file-long", limit=largest >> 20)
        with open(path, "rb", buffering=0) as opened:
            return opened.readall()
    except RuntimeError:  # what Python before 3.13 raises at a ring of links
        return problem(where, "file-lost")
    except OSError as error:
        if scarce(error):
            raise
        if error.errno in {errno.ENOENT, errno.ELOOP}:
            return problem(where, "file-lost")
        return problem(where, "file-unreadable", what=error.strerror)


def _linked(project: Project, name: str) -> bool:
    """Whether a link stands on the way from the project's root to a file."""
    steps = accumulate(name.split("/"), "{}/{}".format, initial=str(project.root))
    return any(os.path.islink(step) for step in islice(steps, 1, None))


def _inside(project: Project, path: str) -> bool:
    """Whether a path leads to a place in the project."""
    return Path(path).resolve(strict=True).is_relative_to(project.root.resolve())
