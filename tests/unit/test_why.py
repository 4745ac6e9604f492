from __future__ import annotations

from pathlib import Path

import pytest
from archives import ARTICLE, written

from build import main
from huiyao.model import Problem
from huiyao.why import why

REVIEWED = ARTICLE.replace("source: a.txt", "source: a.txt\nmeeting: m\nstatus: reviewed")
FILES = {"articles/a.md": REVIEWED, "meetings/m.md": "---\nname: 全会\n---\n"}


def build(root: Path, *options: str) -> int:
    return main(["build", "--project", str(root), "--no-search", "--jobs", "1", *options])


def test_a_page_names_its_files_what_differs_and_what_made_it_again(tmp_path: Path) -> None:
    project = written(tmp_path, FILES)
    assert build(tmp_path) == 0
    said = list(why(project, "/articles/a/"))
    assert {"  content/articles/a.md", "  content/meetings/m.md"} <= set(said)
    assert "  content/sources/a.txt" in said
    first = said[-2]
    written(tmp_path, FILES | {"meetings/m.md": "---\nname: 大会\n---\n"})
    assert "meeting/m" in str(list(why(project, "articles/a"))[-1])
    assert build(tmp_path) == 0
    assert list(why(project, "articles/a/"))[-2] != first


def test_an_address_without_a_page_is_a_problem(tmp_path: Path) -> None:
    project = written(tmp_path, FILES)
    (before,) = why(project, "articles/a/")
    assert isinstance(before, Problem)
    assert build(tmp_path) == 0
    (found,) = why(project, "articles/none/")
    assert isinstance(found, Problem)


def test_a_profile_tells_every_stage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, FILES)
    assert build(tmp_path, "--profile") == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    items = {row[0]: row[1:4] for row in rows if len(row) == 6}
    assert items["reading"] == ["1", "0", "1"]
    assert {"load", "fault", "proof", "publish"} <= items.keys()
