"""Watching, with real files and the observer of this system."""

from __future__ import annotations

import ctypes
import errno
import queue
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import MagicMock as Mock

import pytest
from saving import (
    WAYS,
    Save,
    allowed_again,
    appended,
    backed_up_then_written,
    created_in_new_folders,
    folder_moved_in,
    folder_renamed,
    in_place,
    renamed_over,
    same_size_and_time,
    synced,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from huiyao import watch as watching
from huiyao.watch import BURST, PAUSE, QUIET, watch

PATIENCE = 30
SILENCE = PAUSE + 3 * QUIET

Bursts = queue.SimpleQueue[frozenset[str]]


@contextmanager
def watched(bell: Path, folders: Sequence[Path], besides: Sequence[Path] = ()) -> Iterator[Bursts]:
    """The bursts told of, each as the file names that a rescan then finds; `bell` ends them."""
    bell.mkdir()
    done = threading.Event()
    bursts: Bursts = queue.SimpleQueue()

    def listen() -> None:
        for _ in watch([*folders, bell], besides):
            if done.is_set():
                return
            bursts.put(frozenset(path.name for folder in folders for path in folder.rglob("*")))

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    bursts.get(timeout=PATIENCE)
    try:
        yield bursts
    finally:
        done.set()
        (bell / "rung").touch()
        listener.join(PATIENCE)
        assert not listener.is_alive()


def silent(bursts: Bursts) -> bool:
    try:
        bursts.get(timeout=SILENCE)
    except queue.Empty:
        return True
    return False


def drain(bursts: Bursts) -> int:
    """Wait until no burst is told of; how many there were."""
    return next(told for told in range(1000) if silent(bursts))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "folder").mkdir(parents=True)
    (folder / "folder" / "inner.md").write_text("old")
    (folder / "article.md").write_text("old")
    return folder


@pytest.mark.parametrize("save", WAYS, ids=lambda way: way.__name__)
def test_every_way_to_save_is_told(content: Path, tmp_path: Path, save: Save) -> None:
    with watched(tmp_path / "bell", [content]) as bursts:
        save(content / "article.md")
        names = bursts.get(timeout=PATIENCE)
        assert names == {path.name for path in content.rglob("*")}


def test_a_change_in_a_folder_made_or_moved_while_watching_is_told(
    content: Path, tmp_path: Path
) -> None:
    with watched(tmp_path / "bell", [content]) as bursts:
        for change in (created_in_new_folders, folder_renamed, folder_moved_in):
            change(content / "article.md")
        bursts.get(timeout=PATIENCE)
        for file in ("a/b/c.md", "renamed/inner.md", "whole/renamed/inner.md"):
            drain(bursts)
            (content / file).write_text("new")
            bursts.get(timeout=PATIENCE)


def test_a_save_in_many_steps_is_one_burst(content: Path, tmp_path: Path) -> None:
    with watched(tmp_path / "bell", [content]) as bursts:
        for save in (in_place, renamed_over, backed_up_then_written, synced, allowed_again):
            save(content / "article.md")
        bursts.get(timeout=PATIENCE)
        assert drain(bursts) <= 1  # on a busy machine two saves may be far apart


def test_reading_is_silent(content: Path, tmp_path: Path) -> None:
    with watched(tmp_path / "bell", [content]) as bursts:
        for _ in range(100):
            (content / "article.md").read_text()
            list(content.rglob("*"))
        assert silent(bursts)
        in_place(content / "article.md")
        bursts.get(timeout=PATIENCE)


def test_what_the_caller_writes_and_hidden_names_are_silent(content: Path, tmp_path: Path) -> None:
    out = content / "_site"
    with watched(tmp_path / "bell", [content], besides=[out]) as bursts:
        (out / "articles").mkdir(parents=True)
        (out / "articles" / "index.html").write_text("new")
        shutil.rmtree(out)
        (content / ".cache").mkdir()
        (content / ".cache" / "memo").write_text("new")
        (content / ".#article.md").write_text("lock")
        assert silent(bursts)
        (content / "_site.md").write_text("a neighbour of the output is content")
        bursts.get(timeout=PATIENCE)


def test_a_hidden_parent_hides_nothing(tmp_path: Path) -> None:
    content = tmp_path / ".archives" / "content"
    content.mkdir(parents=True)
    with watched(tmp_path / "bell", [content]) as bursts:
        (content / "article.md").touch()
        assert bursts.get(timeout=PATIENCE) == {"article.md"}


def test_a_folder_may_come_go_and_be_replaced(tmp_path: Path) -> None:
    content, other = tmp_path / "content", tmp_path / "other"
    with watched(tmp_path / "bell", [content]) as bursts:
        for name in ("first.md", "restored.md"):
            content.mkdir()
            assert bursts.get(timeout=PATIENCE) == frozenset()
            (content / name).touch()
            assert bursts.get(timeout=PATIENCE) == {name}
            shutil.rmtree(content)
            drain(bursts)

        other.mkdir()
        (other / "replaced.md").touch()
        other.rename(content)
        assert bursts.get(timeout=PATIENCE) == {"replaced.md"}
        content.rename(tmp_path / "gone")
        assert bursts.get(timeout=PATIENCE) == frozenset()
        (tmp_path / "gone" / "replaced.md").write_text("no longer ours")
        assert silent(bursts)


def test_a_deleted_folder_restored_at_once_is_watched_on(content: Path, tmp_path: Path) -> None:
    with watched(tmp_path / "bell", [content]) as bursts:
        shutil.rmtree(content)
        content.mkdir()
        drain(bursts)
        (content / "article.md").touch()
        assert bursts.get(timeout=PATIENCE) == {"article.md"}


def test_a_folder_behind_a_link_is_watched(content: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(content)
    with watched(tmp_path / "bell", [link]) as bursts:
        in_place(content / "article.md")
        bursts.get(timeout=PATIENCE)


@pytest.mark.skipif(sys.platform != "linux", reason="the queue is that of Linux's inotify")
def test_a_change_whose_event_the_system_dropped_is_told_of(content: Path, tmp_path: Path) -> None:
    limit = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
    with watched(tmp_path / "bell", [content]) as bursts:
        # A call that keeps Python from running meanwhile, so that nobody empties the queue.
        fill = f"cd '{content}' && seq {limit} | while read n; do : > .$n; done; : > last.md"
        ctypes.PyDLL(None).system(fill.encode())
        assert "last.md" in bursts.get(timeout=PATIENCE)
        drain(bursts)
        in_place(content / "last.md")
        bursts.get(timeout=PATIENCE)


def exhausted() -> BaseObserver:
    raise OSError(errno.EMFILE, "inotify instance limit reached")


@pytest.mark.parametrize("observer", [exhausted, Mock], ids=["no watch left", "no event sent"])
def test_without_events_it_looks(
    content: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    observer: Callable[[], BaseObserver],
) -> None:
    monkeypatch.setattr(watching, "Observer", observer)
    with watched(tmp_path / "bell", [content]) as bursts:
        for save in (same_size_and_time, folder_moved_in):
            save(content / "article.md")
            assert bursts.get(timeout=PATIENCE) == {path.name for path in content.rglob("*")}
        (content / "folder" / ".article.md.swp").touch()
        (content / "folder" / "article.md~").touch()
        list(content.rglob("*"))
        assert silent(bursts)


def test_an_observer_that_broke_down_is_replaced(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    observers: list[BaseObserver] = []

    def observed() -> BaseObserver:
        observers.append(Observer())
        return observers[-1]

    monkeypatch.setattr(watching, "Observer", observed)
    with watched(tmp_path / "bell", [content]) as bursts:
        observers[0].unschedule_all()
        in_place(content / "article.md")
        bursts.get(timeout=PATIENCE)
        assert len(observers) == 2
        appended(content / "article.md")
        bursts.get(timeout=PATIENCE)
        assert len(observers) == 2


def test_a_burst_that_does_not_end_is_told_of(content: Path, tmp_path: Path) -> None:
    with watched(tmp_path / "bell", [content]) as bursts:
        stop = threading.Event()

        def write_on() -> None:
            while not stop.wait(QUIET / 10):
                in_place(content / "article.md")

        writer = threading.Thread(target=write_on)
        writer.start()
        try:
            assert BURST < PATIENCE
            bursts.get(timeout=PATIENCE)
            bursts.get(timeout=PATIENCE)
        finally:
            stop.set()
            writer.join()
