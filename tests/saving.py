"""The ways in which editors and their users change files, each as a function of a file.

The file stands in a folder that is watched, beside a folder `folder` with a file in it; the folder
above is not watched.
"""

from __future__ import annotations

import mmap
import os
import shutil
from collections.abc import Callable
from pathlib import Path

Save = Callable[[Path], None]


def in_place(file: Path) -> None:
    file.write_text("new")


def appended(file: Path) -> None:
    with file.open("a") as handle:
        handle.write("more")


def same_size_and_time(file: Path) -> None:
    before = file.stat()
    file.write_text("neu")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def renamed_over(file: Path) -> None:
    temporary = file.with_suffix(".tmp")
    temporary.write_text("new")
    temporary.replace(file)


def hidden_renamed_over(file: Path) -> None:
    temporary = file.with_name(f".{file.name}.swp")
    temporary.write_text("new")
    temporary.replace(file)


def outside_renamed_over(file: Path) -> None:
    temporary = file.parent.parent / "outside"
    temporary.write_text("new")
    temporary.replace(file)


def hidden_backup_then_written(file: Path) -> None:
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    with file.open("w") as handle:
        handle.write("new")
        handle.flush()
        os.fsync(handle.fileno())
    backup.unlink()


def backed_up_then_written(file: Path) -> None:
    file.rename(f"{file}.bak")
    file.write_text("new")
    Path(f"{file}.bak").unlink()


def deleted_then_written(file: Path) -> None:
    file.unlink()
    file.write_text("new")


def linked_over(file: Path) -> None:
    temporary = file.parent.parent / "outside"
    temporary.write_text("new")
    file.unlink()
    os.link(temporary, file)


def copied_over(file: Path) -> None:
    source = file.parent.parent / "outside"
    source.write_text("new")
    shutil.copyfile(source, file)


def mapped(file: Path) -> None:
    with file.open("r+b") as handle, mmap.mmap(handle.fileno(), 0) as memory:
        memory[0:3] = b"new"


def truncated(file: Path) -> None:
    os.truncate(file, 0)


def synced(file: Path) -> None:
    with file.open("w") as handle:
        handle.write("new")
        handle.flush()
        os.fsync(handle.fileno())


def allowed_again(file: Path) -> None:
    file.chmod(0o600)


def deleted(file: Path) -> None:
    file.unlink()


def renamed(file: Path) -> None:
    file.rename(file.with_name("other.md"))


def moved_out(file: Path) -> None:
    file.rename(file.parent.parent / "outside")


def created(file: Path) -> None:
    file.with_name("second.md").write_text("new")


def created_in_new_folders(file: Path) -> None:
    deep = file.parent / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "c.md").write_text("new")


def folder_renamed(file: Path) -> None:
    (file.parent / "folder").rename(file.parent / "renamed")


def folder_deleted(file: Path) -> None:
    shutil.rmtree(file.parent / "folder")


def folder_moved_in(file: Path) -> None:
    whole = file.parent.parent / "whole"
    shutil.copytree(file.parent, whole)
    whole.rename(file.parent / "whole")


WAYS: tuple[Save, ...] = (
    in_place,
    appended,
    same_size_and_time,
    renamed_over,
    hidden_renamed_over,
    outside_renamed_over,
    backed_up_then_written,
    hidden_backup_then_written,
    deleted_then_written,
    linked_over,
    copied_over,
    mapped,
    truncated,
    synced,
    allowed_again,
    deleted,
    renamed,
    moved_out,
    created,
    created_in_new_folders,
    folder_renamed,
    folder_deleted,
    folder_moved_in,
)
