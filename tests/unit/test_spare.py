"""That a site has its spare as soon as it stands, if there are others who make it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from huiyao.crew import FEW, Crew
from huiyao.spare import furnish
from huiyao.stage import MARKER
from huiyao.tree import put, tree
from huiyao.work import workers

PATHS = [MARKER, *(f"articles/a{number}/index.html" for number in range(FEW))]


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with workers(2) as (pool, jobs):
        yield Crew(pool, jobs)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    (tmp_path / "cache").mkdir()
    for path in PATHS:
        put(tmp_path / "out", path, path.encode())
    return tmp_path / "out"


@pytest.fixture
def spare(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "site.spare"


def test_it_is_the_same_files(out: Path, spare: Path, crew: Crew) -> None:
    furnish(out, spare, PATHS, crew)
    assert tree(spare).files == tree(out).files
    assert [path.name for path in spare.parent.iterdir()] == [spare.name]


def test_one_that_is_there_is_left_alone(out: Path, spare: Path, crew: Crew) -> None:
    spare.mkdir()
    furnish(out, spare, PATHS, crew)
    assert list(spare.iterdir()) == []


def test_whoever_works_alone_leaves_it_to_the_next_build(out: Path, spare: Path) -> None:
    furnish(out, spare, PATHS, Crew())
    assert not spare.exists()


def test_where_a_file_is_gone_nothing_is_left(out: Path, spare: Path, crew: Crew) -> None:
    furnish(out, spare, [*PATHS, "gone"], crew)
    assert list(spare.parent.iterdir()) == []


def test_where_it_cannot_lie_there_is_none(out: Path, crew: Crew) -> None:
    missing = out.parent / "missing" / "site.spare"
    furnish(out, missing, PATHS, crew)
    assert not missing.parent.exists()
