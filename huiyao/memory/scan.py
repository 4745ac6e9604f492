"""What lies in the content's folders, and which of it differs from what the last build saw."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct

from huiyao.apart import apart
from huiyao.failure import scarce
from huiyao.leftover import leftover

Stamp = tuple[int, ...]
"""Size, times of modification and change in nanoseconds, inode; nothing where they tell nothing."""
Entries = dict[str, Stamp]
"""Name of a file to its stamp."""
Content = dict[str, Entries]
"""Folder of the content to the stamps of what lies in it."""
CLOSED: Entries = {"": ()}
"""What lies in a folder that does not open: nobody knows, so it must be asked for each time."""
BESIDE = ".yaml"
"""How the name of a sidecar goes on after that of its source."""
RACY = 2_000_000_000
"""Nanoseconds for which a change may leave a file's times the same, on the coarsest of systems."""


class Difference(Struct, frozen=True):
    """The units that are gone, and those that must be read."""

    gone: tuple[str, ...]
    due: tuple[str, ...]


def stamps(content: Path) -> Content:
    """The entries of each folder of the content, and, under an empty name, of the content itself.

    What lies behind a link to a folder may change unseen, and what is no file, as a pipe, tells
    nothing of what it holds: neither has a stamp. Leftovers are none of ours.
    """
    top = _stamps(content)
    folders = [name for name in top if (content / name).is_dir()]
    with ExitStack() as several:
        inside = {
            name: several.enter_context(apart(partial(_stamps, content / name), Entries))
            for name in folders
        }
        found = {name: entries() for name, entries in inside.items()}
    beside = [name for name in top if name not in folders or (content / name).is_symlink()]
    return {"": {name: top[name] for name in beside}, **found}


def lasting(content: Content) -> Content:
    """The entries that a later build may compare with: of a young file an empty stamp."""
    now = time.time_ns()
    return {
        folder: inside | dict.fromkeys(fresh, ()) if (fresh := young(inside, now)) else inside
        for folder, inside in content.items()
    }


def young(entries: Entries, now: int) -> list[str]:
    """The files that may be changed, at a moment in nanoseconds, and their times stay the same."""
    edge = now - RACY
    # Tens of thousands, at every build: without a call for each.
    return [
        name for name, stamp in entries.items() if stamp and (stamp[1] > edge or stamp[2] > edge)
    ]


def inventory(content: Content, folders: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Kind and name of all in the kinds' folders that stands for a record (`article/a1.md`).

    A folder that does not open stands for itself (`article/`).
    """
    for kind, folder in folders:
        inside = _inside(content, folder)
        yield from (f"{kind}/{name}" for name in sorted(inside) if _own(name, inside))


def difference(before: Content, now: Content, folders: Iterable[tuple[str, str]]) -> Difference:
    """The units of the kinds' folders that differ; always those that have an empty stamp.

    So are all of a folder that is or was a link: they look the same, whoever may lead where.
    """
    gone: list[str] = []
    due: list[str] = []
    for kind, folder in folders:
        was, inside = _inside(before, folder), _inside(now, folder)
        names = {name for name, _ in was.items() ^ inside.items()}
        names.update(name for name, stamp in inside.items() if not stamp)
        if any(folder in content.get("", {}) for content in (before, now)):
            names.update(inside)
        # A sidecar is part of its source, and a unit of its own when that is gone.
        names |= {f"{name}{BESIDE}" for name in names} | {_whose(name) for name in names}
        due += [f"{kind}/{name}" for name in sorted(names) if _own(name, inside)]
        gone += [
            f"{kind}/{name}" for name in sorted(names) if _own(name, was) and not _own(name, inside)
        ]
    return Difference(tuple(gone), tuple(due))


def _inside(content: Content, folder: str) -> Entries:
    """What lies in a folder; one that is none does not open."""
    return content.get(folder, CLOSED if folder in content.get("", {}) else {})


def _own(name: str, inside: Entries) -> bool:
    """Whether a file stands for a record, and not beside one that does."""
    return name in inside and not (name.endswith(BESIDE) and _whose(name) in inside)


def _whose(name: str) -> str:
    """The file that one stands beside, if it does."""
    return name.removesuffix(BESIDE)


def _stamps(folder: Path) -> Entries:
    try:
        with os.scandir(folder) as entries:
            return {_name(one): _stamp(one) for one in entries if not leftover(one.name)}
    except FileNotFoundError:
        return {}
    except OSError as error:
        if scarce(error):
            raise
        return CLOSED


def _name(entry: os.DirEntry[str]) -> str:
    """The name of a file as text; bytes that are none stand as U+FFFD, for which it is refused."""
    name = entry.name
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "replace")


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    try:
        status = entry.stat()
    except OSError:
        return ()
    lasting = stat.S_ISREG(status.st_mode) or entry.is_dir(follow_symlinks=False)
    return stamp(status) if lasting else ()


def stamp(status: os.stat_result) -> Stamp:
    """What is told of a file by looking at it."""
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def recalled(state: bytes | None) -> Content:
    """The entries that a build left; none where there was none."""
    return msgspec.msgpack.decode(state, type=Content) if state else {}
