"""What lies in the content's folders, and which of it differs from what the last build saw."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct

from huiyao.apart import apart
from huiyao.leftover import leftover

Stamp = tuple[int, ...]
"""Size, times of modification and change in nanoseconds, inode; of a source, also its sidecar's."""
Entries = dict[str, Stamp]
"""Name of a file to its stamp."""
Content = dict[str, Entries]
"""Folder of the content to the stamps of what lies in it."""
Inventory = Mapping[str, Stamp]
"""Kind and file (`article/a1.md`) to its stamp; an empty one where it may yet change unseen."""

RACY = 2_000_000_000
"""Nanoseconds for which a change may leave a file's times the same, on the coarsest of systems."""


class Difference(Struct, frozen=True):
    """The files that are gone, and those that must be read."""

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


def scan(content: Content, folders: Iterable[tuple[str, str]]) -> dict[str, Stamp]:
    """Everything in the folders of the kinds, given as kind and folder, in the order of names."""
    found: dict[str, Stamp] = {}
    now = time.time_ns()
    for kind, folder in folders:
        entries = content.get(folder, {}).items()
        inside = {name: () if stamp and young(stamp, now) else stamp for name, stamp in entries}
        for name in sorted(inside):
            beside = f"{name}.yaml"
            if name.endswith(".yaml") and name.removesuffix(".yaml") in inside:
                continue
            found[f"{kind}/{name}"] = (
                _both(inside[name], inside[beside]) if beside in inside else inside[name]
            )
    return found


def young(stamp: Stamp, now: int) -> bool:
    """Whether a file may be changed, at a moment in nanoseconds, and its times stay the same."""
    _, modified, changed, _ = stamp
    return max(modified, changed) > now - RACY


def _both(stamp: Stamp, beside: Stamp) -> Stamp:
    return (*stamp, *beside) if stamp and beside else ()


def _stamps(folder: Path) -> Entries:
    try:
        with os.scandir(folder) as entries:
            return {_name(one): _stamp(one) for one in entries if not leftover(one.name)}
    except OSError:
        return {}


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


def difference(before: Inventory, now: Inventory) -> Difference:
    """What has to be done to bring one inventory to another."""
    return Difference(
        tuple(name for name in before if name not in now),
        tuple(name for name, stamp in now.items() if not stamp or before.get(name) != stamp),
    )


def recalled(state: bytes | None) -> Inventory:
    """The inventory that a build left; an empty one where there was none."""
    return msgspec.msgpack.decode(state, type=dict[str, Stamp]) if state else {}
