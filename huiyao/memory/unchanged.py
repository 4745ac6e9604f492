"""Whether anything can have changed since the last build; told by looking at files, not into them.

So a build of what has not changed reads nothing, and imports next to nothing.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext, suppress
from functools import partial
from importlib import import_module
from pathlib import Path

import msgspec
from msgspec import Struct

from huiyao.apart import Answer, apart
from huiyao.edition import digest, makers
from huiyao.memory.place import place
from huiyao.memory.scan import Content, Entries, stamp, young
from huiyao.messages import language
from huiyao.model import Problem, Project
from huiyao.published import Published
from huiyao.resources import PACKAGE, folders
from huiyao.tree import tree

YOUNG = 1000
"""Files whose bytes are compared because they were changed only just now; of more, none are."""


class Inputs(Struct, frozen=True):
    """What a site is made of, as it looks; empty where that says nothing."""

    looks: bytes = b""
    """The digest of how all its files look."""
    young: dict[str, bytes] = {}
    """Path to the digest of the bytes, of files that may yet change and look the same."""


class Still(Struct, frozen=True):
    """What a build was made of and left, and what it said."""

    inputs: Inputs
    outputs: bytes
    pages: int
    warnings: tuple[Problem, ...]
    drafts: tuple[str, ...]
    searched: int
    addressed: bool

    @property
    def published(self) -> Published:
        """What a build does that finds nothing changed."""
        return Published(self.pages, (), (), (), self.outputs)


def file(project: Project) -> Path:
    """Where it is kept for what a project publishes to its output folder."""
    return place(project, ".still")


def still(
    project: Project, flags: object, content: Answer[Content], needed: Iterable[str] = ()
) -> tuple[Inputs, Still | None]:
    """What a site is made of, and what the last build said if another did nothing.

    Modules that are `needed` otherwise are imported as long as there is nothing else to do.
    """
    last = _last(project)
    with apart(partial(_standing, project.out), bytes) if last else nullcontext(bytes) as found:
        for name in needed:
            if content.known():
                break
            import_module(name)
        now = inputs(project, flags, content())
        if not last or last.inputs.looks != now.looks or last.outputs != found():
            return now, None
    known = now.looks and all(_bytes(path) == was for path, was in last.inputs.young.items())
    return now, last if known else None


def _last(project: Project) -> Still | None:
    if project.out.is_symlink():
        return None  # what it leads to is remembered, but a link is refused
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


def inputs(project: Project, flags: object, content: Content) -> Inputs:
    """All that a site is made of."""
    roots = [PACKAGE]
    roots += [folder for name in ("templates", "static") for folder in folders(name, project.root)]
    now = time.time_ns()
    fresh: list[str] = []
    for folder, inside in content.items():
        if not all(inside.values()):
            return Inputs()
        place = f"{project.content}/{folder}"
        fresh += [f"{place}/{name}" for name in young(inside, now)]
    looks = [repr(flags), language(), *makers(), digest(content).hex()]
    with suppress(OSError):
        found: Entries = {}
        for path, status in _files(map(str, roots)):
            if not stat.S_ISREG(status.st_mode):
                return Inputs()
            found[path] = stamp(status)
        looks += (f"{path} {' '.join(map(str, seen))}" for path, seen in found.items())
        fresh += young(found, now)
        if len(fresh) <= YOUNG:
            known = {path: _bytes(path) for path in fresh}
            return Inputs(_digest(looks), known) if all(known.values()) else Inputs()
    return Inputs()


def _bytes(path: str) -> bytes:
    """The digest of a file's bytes; empty where they cannot be read."""
    with suppress(OSError):
        return digest(Path(path).read_bytes())
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
