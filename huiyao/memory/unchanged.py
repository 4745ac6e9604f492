"""Whether anything can have changed since the last build; told by looking at files, not into them.

So a build of what has not changed reads nothing, and imports next to nothing.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path

import msgspec
from msgspec import Struct

from huiyao.apart import Answer, apart
from huiyao.memory.place import place
from huiyao.memory.scan import RACY, Content
from huiyao.messages import language
from huiyao.model import Problem, Project
from huiyao.published import Published
from huiyao.resources import PACKAGE, folders
from huiyao.tree import tree
from huiyao.work import digest, makers


class Still(Struct, frozen=True):
    """What a build was made of and left, and what it said."""

    inputs: bytes
    outputs: bytes
    pages: int
    warnings: tuple[Problem, ...]
    drafts: tuple[str, ...]
    searched: int
    addressed: bool

    @property
    def published(self) -> Published:
        """What a build does that finds nothing changed."""
        return Published(self.pages, (), (), ())


def file(project: Project) -> Path:
    """Where it is kept for what a project publishes to its output folder."""
    return place(project, ".still")


def still(
    project: Project, flags: object, content: Answer[Content], needed: Iterable[str] = ()
) -> tuple[bytes, Still | None]:
    """The digest of what a site is made of, and what the last build said if another did nothing.

    Modules that are `needed` otherwise are imported as long as there is nothing else to do.
    """
    last = _last(project)
    if last is None:
        return inputs(project, flags, content()), None
    with apart(partial(_standing, project.out), bytes) as found:
        for name in needed:
            if content.known():
                break
            import_module(name)
        now = inputs(project, flags, content())
        unchanged = now and last.inputs == now and last.outputs == found()
    return now, last if unchanged else None


def _last(project: Project) -> Still | None:
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.msgpack.decode(file(project).read_bytes(), type=Still)
    return None


def _standing(out: Path) -> bytes:
    """The digest of an output folder; empty where it cannot be looked at."""
    with suppress(OSError):
        return outputs(tree(out).files.items())
    return b""


def keep(project: Project, last: Still) -> None:
    """Remember a build."""
    with suppress(OSError):
        file(project).write_bytes(msgspec.msgpack.encode(last))


def inputs(project: Project, flags: object, content: Content) -> bytes:
    """The digest of all that a site is made of; empty where something may yet change unseen."""
    roots = [PACKAGE]
    roots += [folder for name in ("templates", "static") for folder in folders(name, project.root)]
    latest = time.time_ns() - RACY
    if not all(stamp for inside in content.values() for stamp in inside.values()):
        return b""
    seen = [repr(flags), language(), *makers(), digest(content).hex()]
    with suppress(OSError):
        for path, at in _files(map(str, roots)):
            if stat.S_ISDIR(at.st_mode) or max(at.st_mtime_ns, at.st_ctime_ns) > latest:
                return b""
            seen.append(f"{path} {at.st_size} {at.st_mtime_ns} {at.st_ctime_ns} {at.st_ino}")
        return _digest(seen)
    return b""


def outputs(found: Iterable[tuple[str, Sequence[int]]]) -> bytes:
    """The digest of how an output folder looks, given the size and time of each path in it."""
    return _digest(sorted(f"{path} {size} {modified}" for path, (size, modified, *_) in found))


def _digest(lines: list[str]) -> bytes:
    data = "\n".join(lines).encode("utf-8", "surrogateescape")
    return hashlib.blake2b(data, digest_size=16).digest()


def _files(folders: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below some folders, in the same order each time; links to folders as they are.

    OSError where a link leads nowhere.
    """
    inner = list(folders)
    for folder in inner:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.is_dir(follow_symlinks=False):
                    inner += [] if entry.name == "__pycache__" else [entry.path]
                else:
                    yield entry.path, entry.stat()
