"""The folder that a next state is made in, and the step by which it takes its place."""

from __future__ import annotations

import errno
import multiprocessing
import os
import sys
from contextlib import suppress
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from huiyao import stage
from huiyao.stage import atomic, complete, descend, exchange, files, locked, remove, replace, staged


def written(folder: Path, names: dict[str, str]) -> Path:
    """A folder with some files."""
    for name, text in names.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def read(folder: Path) -> dict[str, str]:
    """The files of a folder."""
    return {path: (folder / path).read_text() for path, _ in files(folder)}


OLD = {"index.html": "old", "a/b/c.html": "same", "gone/x": "gone"}
NEW = {"index.html": "new", "a/b/c.html": "same", "d/e": "more"}


@pytest.fixture(params=["exchange", "pour"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How folders take the place of others: as here, or as where they cannot be exchanged."""
    if request.param == "pour":
        monkeypatch.setattr(stage, "exchange", refusing)
    elif sys.platform != "linux":
        pytest.skip("no exchange here")
    return str(request.param)


def refusing(one: Path, other: Path) -> None:
    raise OSError(errno.ENOSYS, "not here")


def test_a_state_takes_the_place_of_another(tmp_path: Path, way: str) -> None:
    out, new = written(tmp_path / "out", OLD), written(tmp_path / "new", NEW)
    number = out.stat().st_ino
    times = {path.name: path.stat().st_mtime_ns for path in new.rglob("*") if path.is_file()}
    replace(new, out)
    assert read(out) == NEW
    assert not (out / "gone").exists()
    assert (out.stat().st_ino == number) == (way == "pour")
    standing = {path.name: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    assert standing == times


def test_a_state_takes_an_empty_place(tmp_path: Path, way: str) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "missing"):
        new = written(tmp_path / f"{name}-new", NEW)
        replace(new, tmp_path / name)
        assert read(tmp_path / name) == NEW


def test_what_stays_is_linked(tmp_path: Path, way: str) -> None:
    out = written(tmp_path / "out", OLD)
    number = (out / "a/b/c.html").stat().st_ino
    with staged(out, tmp_path) as new:
        atomic(new / "index.html", b"new")
        complete(new, out, ["index.html", "a/b/c.html"])
        replace(new, out)
    assert read(out) == {"index.html": "new", "a/b/c.html": "same"}
    assert (out / "a/b/c.html").stat().st_ino == number
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_cannot_be_linked_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unable(old: Path, new: Path) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", unable)
    out, new = written(tmp_path / "out", OLD), tmp_path / "new"
    new.mkdir()
    complete(new, out, OLD)
    assert read(new) == OLD
    before, after = ((folder / "index.html").stat() for folder in (out, new))
    assert before.st_mtime_ns == after.st_mtime_ns


def test_a_stage_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    out = written(tmp_path / "out", OLD)
    with suppress(KeyboardInterrupt), staged(out, tmp_path) as new:
        atomic(new / "index.html", b"new")
        raise KeyboardInterrupt
    assert read(out) == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    out = written(tmp_path / "out", OLD)
    written(tmp_path / ".huiyao-out-killed", NEW)
    written(tmp_path / ".huiyao-out-killed-old", NEW)
    written(tmp_path / ".huiyao-other-1", NEW)
    with staged(out, tmp_path) as new:
        assert read(new) == {}
    assert {path.name for path in tmp_path.iterdir()} == {"out", ".huiyao-other-1"}


def test_nothing_is_written_into_a_stage_that_is_gone(tmp_path: Path) -> None:
    with staged(tmp_path / "out", tmp_path) as new:
        pass
    with pytest.raises(FileNotFoundError):
        descend(new, new / "a/b")
    with pytest.raises(FileNotFoundError):
        atomic(new / "index.html", b"late")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="no exchange here")
def test_an_exchange_that_cannot_be_says_why(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="missing"):
        exchange(tmp_path, tmp_path / "missing")


def test_files_that_fail_leave_none_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        atomic(tmp_path / "folder", b"a file cannot stand where a folder does")
    assert list(files(tmp_path)) == []


def test_files_are_removed_with_the_folders_that_they_leave_empty(tmp_path: Path) -> None:
    out = written(tmp_path / "out", {"a/b/c": "", "a/d": "", "e/f": ""})
    remove(out, ["a/b/c", "e/f", "missing/x"])
    assert sorted(path.name for path in out.rglob("*")) == ["a", "d"]
    remove(out, ["a/d"])
    assert list(out.iterdir()) == []


def test_files_are_listed_without_following_links(tmp_path: Path) -> None:
    out = written(tmp_path / "out", {"a/b": "1", "kept/c": "2"})
    (out / "up").symlink_to(tmp_path)
    assert {path for path, _ in files(out, "kept/")} == {"a/b", "up"}


def hold(path: Path, ready: Event, done: Event) -> None:
    with locked(path):
        ready.set()
        done.wait(60)


def test_one_process_holds_a_lock_until_it_ends_in_any_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "site.lock"
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=hold, args=[path, ready, done])
    other.start()
    assert ready.wait(60)
    monkeypatch.setattr(stage, "PATIENCE", 0.1)
    with pytest.raises(BlockingIOError), locked(path):
        pass
    other.kill()
    other.join()
    with locked(path):
        pass


def test_no_lock_is_held_where_none_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with locked(tmp_path / "file" / "site.lock"):
        pass
