from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from huiyao.memory.scan import difference, scan, stamps

OLD = time.time() - 100


def aged(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (OLD, OLD))


def test_a_file_changed_this_moment_is_read_again(tmp_path: Path) -> None:
    aged(tmp_path / "articles/a.md", "甲")
    found = scan(stamps(tmp_path), [("article", "articles")])
    # The time of change cannot be set: it is of this moment.
    assert found == {"article/a.md": ()}
    assert difference(found, found).due == ("article/a.md",)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_pipe_tells_nothing_of_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "articles/folder.md").mkdir(parents=True)
    os.mkfifo(tmp_path / "articles/pipe.md")
    found = stamps(tmp_path)["articles"]
    assert {name: bool(stamp) for name, stamp in found.items()} == {
        "folder.md": True,
        "pipe.md": False,
    }


def test_a_sidecar_belongs_to_its_source(tmp_path: Path) -> None:
    for name in ("a.txt", "a.txt.yaml", "b.txt.yaml", ".hidden"):
        aged(tmp_path / "sources" / name, name)
    assert list(scan(stamps(tmp_path), [("source", "sources")])) == [
        "source/a.txt",
        "source/b.txt.yaml",
    ]


def test_what_differs_is_due_and_what_is_missing_gone() -> None:
    before = {"article/a.md": (1, 1), "article/b.md": (1, 1), "article/c.md": (1, 1)}
    now = {"article/a.md": (1, 1), "article/b.md": (1, 2), "article/d.md": (1, 1)}
    found = difference(before, now)
    assert found.gone == ("article/c.md",)
    assert found.due == ("article/b.md", "article/d.md")
