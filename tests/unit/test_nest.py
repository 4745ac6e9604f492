"""Folders made aside and moved to their places."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from huiyao import nest
from huiyao.nest import Nest
from huiyao.tree import put, tree


@pytest.fixture(params=["moved", "made in place"])
def top(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, where folders can be moved to their places and where they cannot."""
    if request.param == "made in place":
        monkeypatch.setattr(nest, "move", refusing)
    (tmp_path / "top").mkdir()
    return tmp_path / "top"


def refusing(old: str, new: str) -> None:
    raise OSError(old, new)


def test_folders_are_made_as_elsewhere(top: Path) -> None:
    with closing(Nest(top)) as here:
        for path in ("a/b/c", "a/b/d", "a/e", "f"):
            put(top, path, path.encode(), here.mkdir)
    assert tree(top).files.keys() == {"a/b/c", "a/b/d", "a/e", "f"}
    assert list(top.parent.iterdir()) == [top]


def test_what_is_there_stays(top: Path) -> None:
    (top / "empty").mkdir()
    was = (top / "empty").stat().st_ino
    with closing(Nest(top)) as here:
        with pytest.raises(FileExistsError):
            here.mkdir(f"{top}/empty")
        with pytest.raises(FileNotFoundError):
            here.mkdir(f"{top}/missing/a")
        here.mkdir(f"{top}/b")
    assert (top / "empty").stat().st_ino == was
    assert list(top.parent.iterdir()) == [top]


def test_nothing_is_made_before_it_is_needed(top: Path) -> None:
    with closing(Nest(top)):
        assert list(top.parent.iterdir()) == [top]


def test_where_folders_cannot_be_moved_that_is_tried_once(
    top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def noted(old: str, new: str) -> None:
        tried.append(new)
        refusing(old, new)

    monkeypatch.setattr(nest, "move", noted)
    with closing(Nest(top)) as here:
        for name in "abc":
            here.mkdir(f"{top}/{name}")
    assert tried == [f"{top}/a"]


def test_a_folder_that_is_gone_stays_gone(top: Path) -> None:
    top.rmdir()
    with closing(Nest(top)) as here, pytest.raises(FileNotFoundError):
        put(top, "a/b", b"late", here.mkdir)
    assert list(top.parent.iterdir()) == []
