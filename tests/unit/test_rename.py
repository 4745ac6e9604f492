"""The renames that Python lacks."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from huiyao import rename
from huiyao.rename import exchange, move
from huiyao.tree import put, tree

linux = pytest.mark.skipif(sys.platform != "linux", reason="as Linux has them")


@linux
def test_two_folders_change_places(tmp_path: Path) -> None:
    put(tmp_path, "a/one", b"")
    put(tmp_path, "b/other", b"")
    exchange(f"{tmp_path}/a", f"{tmp_path}/b")
    assert {*tree(tmp_path).files} == {"a/other", "b/one"}


@linux
def test_an_exchange_that_cannot_be_says_why(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="missing"):
        exchange(f"{tmp_path}", f"{tmp_path}/missing")


@linux
def test_nothing_is_moved_over_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "there").mkdir()
    with pytest.raises(FileExistsError, match="there"):
        move(f"{tmp_path}/new", f"{tmp_path}/there")
    move(f"{tmp_path}/new", f"{tmp_path}/free")
    assert {*tree(tmp_path).folders} == {"there", "free"}


def test_a_system_without_them_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rename, "_system", object)
    with pytest.raises(OSError, match="free") as raised:
        move(f"{tmp_path}", f"{tmp_path}/free")
    assert raised.value.errno == errno.ENOSYS
