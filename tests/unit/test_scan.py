from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from huiyao.memory.scan import Content, Difference, Entries, difference, inventory, lasting, stamps

OLD = time.time() - 100


def aged(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (OLD, OLD))


SOURCES = [("source", "sources")]


def test_a_file_changed_this_moment_is_read_again(tmp_path: Path) -> None:
    aged(tmp_path / "articles/a.md", "甲")
    found = lasting(stamps(tmp_path))
    # The time of change cannot be set: it is of this moment.
    assert found["articles"] == {"a.md": ()}
    assert difference(found, found, [("article", "articles")]).due == ("article/a.md",)


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
    assert list(inventory(stamps(tmp_path), SOURCES)) == ["source/a.txt", "source/b.txt.yaml"]


def test_what_differs_is_due_and_what_is_missing_gone() -> None:
    before: Content = {
        "articles": {"a.md": (1, 1), "b.md": (1, 1), "c.md": (1, 1)},
        "people": {"a": (1,)},
    }
    now: Content = {
        "articles": {"a.md": (1, 1), "b.md": (1, 2), "d.md": (1, 1)},
        "themes": {"a": (1,)},
    }
    found = difference(before, now, [("article", "articles"), ("theme", "themes")])
    assert found == Difference(("article/c.md",), ("article/b.md", "article/d.md", "theme/a"))


@pytest.mark.parametrize(
    ("before", "now", "gone", "due"),
    [
        ({"a.txt": 1}, {"a.txt": 1, "a.txt.yaml": 1}, [], ["a.txt"]),
        ({"a.txt": 1, "a.txt.yaml": 1}, {"a.txt": 1, "a.txt.yaml": 2}, [], ["a.txt"]),
        ({"a.txt": 1, "a.txt.yaml": 1}, {"a.txt": 1}, [], ["a.txt"]),
        ({"a.txt": 1, "a.txt.yaml": 1}, {"a.txt.yaml": 1}, ["a.txt"], ["a.txt.yaml"]),
        ({"a.txt.yaml": 1}, {"a.txt": 1, "a.txt.yaml": 1}, ["a.txt.yaml"], ["a.txt"]),
        ({"a.txt": 1, "a.txt.yaml": 1}, {}, ["a.txt"], []),
        ({"a.txt.yaml": 1}, {}, ["a.txt.yaml"], []),
    ],
)
def test_what_becomes_of_a_source_and_its_sidecar(
    before: dict[str, int], now: dict[str, int], gone: list[str], due: list[str]
) -> None:
    was: Entries = {name: (stamp,) for name, stamp in before.items()}
    found: Entries = {name: (stamp,) for name, stamp in now.items()}
    assert difference({"sources": was}, {"sources": found}, SOURCES) == Difference(
        tuple(f"source/{name}" for name in gone), tuple(f"source/{name}" for name in due)
    )
