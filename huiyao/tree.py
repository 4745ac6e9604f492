"""The files below a folder: looked at, written, linked and removed."""

from __future__ import annotations

import os
import shutil
import struct
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

PREFIX = ".huiyao-"
"""How names begin that mean something only while a build runs."""


WORD = struct.calcsize("l")
FS_IOC_GETFLAGS = 2 << 30 | WORD << 16 | ord("f") << 8 | 1
FS_IOC_SETFLAGS = 1 << 30 | WORD << 16 | ord("f") << 8 | 2
"""As Linux numbers them on most processors; the others refuse them."""
FS_TOPDIR_FL = 0x20000


class Looks(NamedTuple):
    """How a file looks without being opened, and which one it is: links to one look the same."""

    size: int
    modified: int
    """In nanoseconds."""
    device: int
    number: int


class Tree(NamedTuple):
    """What a folder holds: paths of files, and of folders, each before those in it."""

    files: Mapping[str, Looks] = {}
    folders: Sequence[str] = ()


def tree(folder: Path, besides: str = "") -> Tree:
    """Everything below a folder, but for what lies in one (`pagefind/`); a link is a file.

    Of what is no folder it is nothing. OSError where the folder holds what cannot be looked at.
    """
    found: dict[str, Looks] = {}
    folders = [""] if folder.is_dir() else []
    for within in folders:
        with os.scandir(f"{folder}/{within}") as entries:
            for entry in entries:
                path = within + entry.name
                if not entry.is_dir(follow_symlinks=False):
                    found[path] = looks(entry)
                elif f"{path}/" != besides:
                    folders.append(f"{path}/")
    return Tree(found, [path[:-1] for path in folders[1:]])


def looks(entry: os.DirEntry[str]) -> Looks:
    """How a file looks."""
    status = entry.stat(follow_symlinks=False)
    return Looks(status.st_size, status.st_mtime_ns, status.st_dev, status.st_ino)


def trim(folder: Path, holding: Tree, like: Mapping[str, Looks]) -> Tree:
    """Remove from a folder every file that is not the very one given for its path; what it holds.

    OSError where the folder holds what cannot be removed.
    """
    kept = {path: found for path, found in holding.files.items() if like.get(path) == found}
    for path in holding.files.keys() - kept.keys():
        (folder / path).unlink()
    return Tree(kept, holding.folders)


def descend(top: Path, folder: str, mkdir: Callable[[str], None] = os.mkdir) -> None:
    """Make a folder below one that must be there; a file that stands in the way is removed."""
    if not folder:
        return
    place = f"{top}/{folder}"
    try:
        mkdir(place)
    except FileExistsError:
        if not os.path.isdir(place):  # noqa: PTH112
            clear(Path(place))
            Path(place).mkdir()
    except (FileNotFoundError, NotADirectoryError):
        descend(top, above(folder))
        Path(place).mkdir(exist_ok=True)


def scatter(folder: Path) -> None:
    """Ask that each folder made in this one is laid in a place of its own, where that can be asked.

    ext4 lays a folder, and all that it holds, beside the one it is made in. If it has no journal it
    passes over what was freed there in the last minutes piece by piece: after a site of ten
    thousand pages was deleted, each file takes a thousandth of a second. The flag is that of
    `chattr +T`, see ioctl_iflags(2) and
    <https://www.kernel.org/doc/html/latest/filesystems/ext4/>.
    """
    if sys.platform != "linux":
        return
    import fcntl  # noqa: PLC0415  # there is none on Windows

    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            flags = bytearray(WORD)
            fcntl.ioctl(handle, FS_IOC_GETFLAGS, flags)
            wanted = int.from_bytes(flags, sys.byteorder) | FS_TOPDIR_FL
            fcntl.ioctl(handle, FS_IOC_SETFLAGS, wanted.to_bytes(WORD, sys.byteorder))
        finally:
            os.close(handle)


def above(path: str) -> str:
    """The folder that a path lies in; empty at the top."""
    return path.rpartition("/")[0]


def put(
    top: Path, path: str, content: bytes, mkdir: Callable[[str], None] = os.mkdir
) -> os.stat_result:
    """Write a file below a folder that nobody looks at yet; how it looks then.

    Always as a file of its own: what stands there may stand in another folder, too.
    """
    place = f"{top}/{path}"
    descend(top, above(path), mkdir)
    try:
        file = open(place, "xb", 0)  # noqa: PTH123, SIM115
    except FileExistsError:
        clear(Path(place))
        file = open(place, "xb", 0)  # noqa: PTH123, SIM115
    with file:
        file.write(content)
        return os.fstat(file.fileno())


def atomic(path: Path, content: bytes) -> os.stat_result:
    """Put a file in its place as a whole: no reader sees half of it; how it looks then."""
    fresh = path.with_name(unique())
    try:
        with fresh.open("xb") as file:
            file.write(content)
        status = fresh.stat()
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return status


def unique() -> str:
    """A name that nothing has, of what means something only while a build runs."""
    return f"{PREFIX}{os.urandom(8).hex()}"


def link(path: str, old: Path, new: Path) -> None:
    """Give a file of a folder the same place in another, or a copy where no links can be made."""
    descend(new, above(path))
    one, other = f"{old}/{path}", f"{new}/{path}"
    if os.path.lexists(other):
        clear(Path(other))
    try:
        os.link(one, other)
    except OSError:
        shutil.copy2(one, other)


def clear(place: Path) -> None:
    """Remove a file, or a folder with all that it holds."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def folders(paths: Iterable[str]) -> set[str]:
    """All folders that some files lie in, whatever the depth."""
    found = within = {above(path) for path in paths}
    while within := {above(path) for path in within} - found:
        found |= within
    return found - {""}


def remove(folder: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders that this leaves empty."""
    for path in paths:
        place = folder / path
        place.unlink(missing_ok=True)
        for above in place.parents:
            if above == folder or not above.is_dir() or any(above.iterdir()):
                break
            above.rmdir()
