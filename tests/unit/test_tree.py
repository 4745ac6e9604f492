"""Files below a folder: looked at, written, linked and removed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from huiyao.tree import Tree, atomic, link, put, remove, scatter, tree, trim


def written(folder: Path, names: dict[str, str]) -> Path:
    """A folder with some files."""
    for name, text in names.items():
        put(folder, name, text.encode())
    return folder


def read(folder: Path) -> dict[str, str]:
    """The files of a folder."""
    return {path: (folder / path).read_text() for path in tree(folder).files}


def test_files_that_fail_leave_none_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        atomic(tmp_path / "folder", b"a file cannot stand where a folder does")
    assert tree(tmp_path) == Tree({}, ["folder"])


def test_files_are_removed_with_the_folders_that_they_leave_empty(tmp_path: Path) -> None:
    out = written(tmp_path, {"a/b/c": "", "a/d": "", "e/f": ""})
    remove(out, ["a/b/c", "e/f", "missing/x"])
    assert sorted(path.name for path in out.rglob("*")) == ["a", "d"]
    remove(out, ["a/d"])
    assert list(out.iterdir()) == []


def test_files_are_listed_without_following_links(tmp_path: Path) -> None:
    written(tmp_path, {"a/b": "1", "c": "2"})
    (tmp_path / "up").symlink_to(tmp_path)
    assert {*tree(tmp_path).files} == {"a/b", "c", "up"}


def test_a_folder_can_be_left_out_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, {"pagefind/a/b": "1", "pagefind.html": "2", "c/pagefind/d": "3"})
    scandir = os.scandir

    def guarded(folder: str) -> object:
        assert not folder.startswith(f"{tmp_path}/pagefind/")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", guarded)
    assert {*tree(tmp_path, "pagefind/").files} == {"pagefind.html", "c/pagefind/d"}


def test_a_file_that_two_folders_share_is_not_written_to(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
    written(one, {"a/b": "old", "c": "old"})
    for path in ("a/b", "c"):
        link(path, one, other)
    assert tree(one).files == tree(other).files
    put(other, "a/b", b"new")
    atomic(other / "c", b"new")
    assert read(one) == {"a/b": "old", "c": "old"}
    assert read(other) == {"a/b": "new", "c": "new"}


@pytest.mark.parametrize("before", [{"a": ""}, {"a/b": ""}, {"a/b/c": "old"}, {"a/b/c/d": ""}])
def test_what_stands_in_the_way_of_a_file_is_removed(
    tmp_path: Path, before: dict[str, str]
) -> None:
    ways: tuple[Callable[[Path, str, bytes], object], ...] = (put, linked)
    for number, bring in enumerate(ways):
        folder = tmp_path / str(number)
        folder.mkdir()
        bring(written(folder, before), "a/b/c", b"new")
        assert read(folder) == {"a/b/c": "new"}


def linked(folder: Path, path: str, content: bytes) -> None:
    other = folder.with_name("other")
    other.mkdir()
    put(other, path, content)
    link(path, other, folder)


@pytest.mark.skipif(not shutil.which("lsattr"), reason="what shows the flag is not here")
def test_what_is_made_in_a_folder_is_scattered(tmp_path: Path) -> None:
    before = flags(tmp_path)
    if before is None or "e" not in before:
        pytest.skip("no ext4")
    scatter(tmp_path)
    found = flags(tmp_path)
    assert found is not None
    assert {*found} == {*before, "T"}


def flags(folder: Path) -> str | None:
    done = subprocess.run(
        ["lsattr", "-d", folder], check=False, capture_output=True, encoding="utf-8"
    )  # fmt: skip
    return done.stdout.split()[0].replace("-", "") if done.returncode == 0 else None


def test_what_cannot_be_scattered_is_left(tmp_path: Path) -> None:
    scatter(tmp_path / "missing")
    (tmp_path / "file").write_text("")
    scatter(tmp_path / "file")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_only_the_very_same_files_are_held(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
    written(one, {"a/b": "same", "c/d": "alike", "e": "gone"})
    for path in ("a/b", "e"):
        link(path, one, other)
    written(other, {"c/d": "alike", "f/g": "stray"})
    time = (one / "c/d").stat().st_mtime_ns
    os.utime(other / "c/d", ns=(time, time))
    (one / "e").unlink()
    held = trim(other, tree(other), tree(one).files)
    assert held.files.keys() == {"a/b"}
    assert set(held.folders) == {"a", "c", "f"}
    assert read(other) == {"a/b": "same"}
