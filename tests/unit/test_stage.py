"""The folder that a next state is made in, and the step by which it takes its place."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from huiyao import stage
from huiyao.stage import MARKER, complete, locked, replace, staged
from huiyao.tree import Tree, atomic, descend, put, tree


def written(folder: Path, names: dict[str, str]) -> Path:
    """A folder with some files."""
    for name, text in names.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def read(folder: Path) -> dict[str, str]:
    """The files of a folder."""
    return {path: (folder / path).read_text() for path in tree(folder).files}


OLD = {MARKER: "", "index.html": "old", "a/b/c.html": "same", "gone/x": "gone"}
NEW = {MARKER: "", "index.html": "new", "a/b/c.html": "same", "d/e": "more"}


@pytest.fixture(params=["exchange", "pour"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How folders take the place of others: as here, or as where they cannot be exchanged."""
    if request.param == "pour":
        monkeypatch.setattr(stage, "exchange", refusing)
    elif sys.platform != "linux":
        pytest.skip("no exchange here")
    return str(request.param)


def refusing(one: str, other: str) -> None:
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


def brought(out: Path, spare: Path, state: dict[str, str]) -> Tree:
    """A folder brought to a state as a build does it; what of it could be taken from the spare."""
    with staged(out, spare, tree(out).files) as (stage, held):
        old = read(out) if out.is_dir() else {}
        made = {path for path, text in state.items() if old.get(path) != text}
        for path in made:
            put(stage, path, state[path].encode())
        complete(stage, out, held, {*state} - made, made)
        replace(stage, out)
    return held


def folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


def numbers(folder: Path) -> dict[str, int]:
    """Which file stands at each path."""
    return {path: found.number for path, found in tree(folder).files.items()}


@pytest.fixture
def spare(tmp_path: Path) -> Path:
    (tmp_path / "cache").mkdir()
    return tmp_path / "cache" / "site.spare"


def test_what_stays_is_the_same_file(tmp_path: Path, spare: Path, way: str) -> None:
    out = written(tmp_path / "out", OLD)
    before = numbers(out)
    brought(out, spare, NEW)
    assert read(out) == NEW
    assert folders(out) == {"a", "a/b", "d"}
    assert numbers(out)["a/b/c.html"] == before["a/b/c.html"]
    assert {path.name for path in tmp_path.iterdir()} == {"out", "cache"}
    assert {path.name for path in spare.parent.iterdir()} == {spare.name}


def test_the_next_state_is_made_of_the_spare(tmp_path: Path, spare: Path, way: str) -> None:
    out = written(tmp_path / "out", OLD)
    states = [NEW, OLD, {**OLD, "index.html": "newer"}, NEW, NEW]
    held = [brought(out, spare, state).files for state in states]
    assert not held[0]
    assert all({MARKER, "a/b/c.html"} <= {*one} for one in held[1:])
    assert read(out) == NEW
    assert folders(out) == {"a", "a/b", "d"}
    assert {path.name for path in spare.parent.iterdir()} == {spare.name}


def test_a_spare_is_looked_at_before_it_moves(tmp_path: Path, spare: Path) -> None:
    out = written(tmp_path / "out", OLD)
    brought(out, spare, NEW)
    seen = partial(tree, spare)
    with staged(out, spare, tree(out).files, seen) as (stage, held):
        assert {MARKER, "a/b/c.html"} <= held.files.keys()
        assert tree(stage).files == held.files


def test_a_folder_that_is_gone_is_made_of_nothing(tmp_path: Path, spare: Path, way: str) -> None:
    out = written(tmp_path / "out", OLD)
    brought(out, spare, NEW)
    shutil.rmtree(out)
    assert not brought(out, spare, OLD).files
    assert (read(out), folders(out)) == (OLD, {"a", "a/b", "gone"})


def rewritten(spare: Path) -> None:
    (spare / "a/b/c.html").unlink()
    (spare / "a/b/c.html").write_text("same")


def emptied(spare: Path) -> None:
    shutil.rmtree(spare)
    spare.mkdir()


def filled(spare: Path) -> None:
    written(spare, {"a/stray": "", "stray/x": "", "d/e": "as it will be"})
    (spare / "bare/inner").mkdir(parents=True)
    (spare / "up").symlink_to(spare.parent)


def turned(spare: Path) -> None:
    """Files stand where folders are to be, and the other way round."""
    shutil.rmtree(spare / "a")
    (spare / "a").write_text("")
    (spare / "d").unlink(missing_ok=True)
    (spare / "index.html").unlink(missing_ok=True)
    written(spare, {"index.html/x": "", "d": ""})


def replaced(spare: Path) -> None:
    shutil.rmtree(spare)
    spare.write_text("a file")


def led_away(spare: Path) -> None:
    spare.rename(spare.with_name("elsewhere"))
    spare.symlink_to("elsewhere")


def cut_off(spare: Path) -> None:
    """As a build leaves it that was killed."""
    spare.rename(spare.with_name(".huiyao-site-12ab"))
    written(spare.with_name(".huiyao-site-34cd-old"), NEW)


CHANGES = [rewritten, emptied, filled, turned, shutil.rmtree, replaced, led_away, cut_off]


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_became_of_the_spare_the_state_is_right(
    tmp_path: Path, spare: Path, way: str, change: Callable[[Path], None]
) -> None:
    out = written(tmp_path / "out", {**OLD, "index.html": "oldest"})
    brought(out, spare, OLD)
    change(spare)
    brought(out, spare, NEW)
    assert (read(out), folders(out)) == (NEW, {"a", "a/b", "d"})
    assert {path.name for path in spare.parent.iterdir()} - {"elsewhere"} == {spare.name}
    if change is led_away:
        assert read(spare.with_name("elsewhere")).keys() >= {MARKER, "a/b/c.html"}


def test_a_foreign_folder_is_brought_to_the_state(tmp_path: Path, spare: Path, way: str) -> None:
    out = written(tmp_path / "out", OLD)
    brought(out, spare, NEW)
    shutil.rmtree(out)
    written(out, {MARKER: "", "a/b/c.html": "other", "x": ""})
    brought(out, spare, NEW)
    assert (read(out), folders(out)) == (NEW, {"a", "a/b", "d"})


def test_what_cannot_be_linked_is_copied_and_no_spare_kept(
    tmp_path: Path, spare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unable(old: str, new: str) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", unable)
    out = written(tmp_path / "out", OLD)
    before = (out / "a/b/c.html").stat()
    brought(out, spare, NEW)
    assert read(out) == NEW
    assert (out / "a/b/c.html").stat().st_mtime_ns == before.st_mtime_ns
    assert list(spare.parent.iterdir()) == []


def test_where_none_can_lie_there_is_no_spare(tmp_path: Path, way: str) -> None:
    out = written(tmp_path / "out", OLD)
    written(tmp_path / ".huiyao-site-killed", NEW)
    brought(out, tmp_path / "missing" / "site.spare", NEW)
    assert read(out) == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_stage_that_is_given_up_changes_nothing(tmp_path: Path, spare: Path) -> None:
    out = written(tmp_path / "out", OLD)
    for left in ([], [spare.name]):
        with suppress(KeyboardInterrupt), staged(out, spare, tree(out).files) as (stage, _):
            put(stage, "index.html", b"new")
            raise KeyboardInterrupt
        assert read(out) == OLD
        assert [path.name for path in spare.parent.iterdir()] == left
        brought(out, spare, NEW)
        brought(out, spare, OLD)


def test_what_another_folder_is_made_of_is_left_alone(tmp_path: Path, spare: Path) -> None:
    out = written(tmp_path / "out", OLD)
    other = written(spare.with_name("other.spare"), NEW)
    running = written(spare.with_name(".huiyao-other-1"), NEW)
    brought(out, spare, NEW)
    assert read(other) == read(running) == NEW


def test_nothing_is_written_into_a_stage_that_is_gone(tmp_path: Path, spare: Path) -> None:
    with staged(tmp_path / "out", spare, {}) as (stage, _):
        pass
    with pytest.raises(FileNotFoundError):
        descend(stage, "a/b")
    with pytest.raises(FileNotFoundError):
        put(stage, "a/b", b"late")
    with pytest.raises(FileNotFoundError):
        atomic(stage / "index.html", b"late")
    assert list(spare.parent.iterdir()) == []


def test_what_names_others_is_moved_after_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[str] = []
    monkeypatch.setattr(stage, "exchange", refusing)
    monkeypatch.setattr(stage, "move", lambda _, old: moved.append(old.name))
    (tmp_path / "out").mkdir()
    files = {"index.html": "", "a/contents": "", "a/x/1": "", "z/x/2": ""}
    replace(written(tmp_path / "new", files), tmp_path / "out")
    assert moved == ["1", "2", "contents", "index.html"]


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
    told: list[str] = []
    with pytest.raises(BlockingIOError), locked(path, lambda: told.append("waits")):
        pass
    assert told == ["waits"]
    other.kill()
    other.join()
    with locked(path):
        pass


def test_no_lock_is_held_where_none_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with locked(tmp_path / "file" / "site.lock"):
        pass
