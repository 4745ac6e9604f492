"""Sources drafted side by side: what one brings decides what the next ones are called."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

import pytest
from archives import written
from benchmark.convert import SETS
from benchmark.convert_page import page
from benchmark.convert_press import write
from publishing import tree

from huiyao.convert import batch
from huiyao.convert.batch import Converted, convert
from huiyao.convert.received import Received
from huiyao.crew import FEW, Crew
from huiyao.model import Problem


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    """Two processes of their own."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("forkserver")) as processes:
        yield processes


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Sources of one press, with names that are spelt alike; some that cannot be read."""
    folder = tmp_path / "sources"
    folder.mkdir()
    damages = [damage for count, damage in SETS.values() if count == 1]
    for number in range(FEW):
        random = Random(number)
        made = page([write("seen", random)], damages[number % len(damages)], "seen", random)
        (folder / f"s{number:03}.txt").write_text(made.text, encoding="utf-8")
    for number, name in enumerate(["李正", "李政", "李正", "李郑", "李政"]):
        text = f"区委全会举行\n\n区委全会昨天举行。区委书记{name}主持会议并讲话。\n"
        (folder / f"t{number}.txt").write_text(text, encoding="utf-8")
    (folder / "s050.txt").write_text("", encoding="utf-8")
    return folder


def converted(root: Path, sources: Path, crew: Crew) -> list[tuple[str, Converted | Problem]]:
    """The sources converted into an archive of their own."""
    project = written(root, {})
    return list(convert(project, [str(sources)], project.content, crew))


def test_the_same_drafts_whoever_works(
    sources: Path, tmp_path: Path, pool: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = converted(tmp_path / "alone", sources, Crew())
    again: list[str] = []
    draft: Any = vars(batch)["draft"]

    def noted(source: Received, *known: object) -> object:
        again.append(source.name)
        return draft(source, *known)

    monkeypatch.setattr(batch, "draft", noted)
    apart = converted(tmp_path / "apart", sources, Crew(pool, 2))
    assert [path for path, _ in apart] == [path for path, _ in alone]
    assert tree(tmp_path / "apart" / "content") == tree(tmp_path / "alone" / "content")
    assert "t1.txt" in again  # another is called 李正 in pinyin, too
    assert len(again) < FEW / 2
    assert not list((tmp_path / "apart" / ".cache").iterdir())
