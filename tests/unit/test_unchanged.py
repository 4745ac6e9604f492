from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from archives import ARTICLE, written

from build import build
from huiyao.apart import Answer
from huiyao.arguments import parse
from huiyao.memory import scan, unchanged
from huiyao.memory.scan import stamps
from huiyao.memory.unchanged import Inputs, Still, inputs, still
from huiyao.model import Project
from huiyao.report import Report

REVIEWED = ARTICLE.replace("source: a.txt", "source: a.txt\nstatus: reviewed")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An archive whose files are old enough to be known by their looks."""
    monkeypatch.setattr(scan, "RACY", -(10**15))
    made = written(tmp_path, {"articles/a.md": REVIEWED})
    assert run(made).problems == ()
    return made


def run(project: Project) -> Report:
    return build(parse(["build", "--project", str(project.root), "--no-search", "--jobs", "1"]))


def stands(project: Project) -> bool:
    return last(project, (None, False, False, False))[1] is not None


def last(project: Project, flags: object) -> tuple[Inputs, Still | None]:
    seen = partial(stamps, project.content)
    return still(project, flags, Answer(seen, lambda: True, seen))


def test_a_site_stands_until_something_of_it_changes(project: Project) -> None:
    assert stands(project)
    (project.out / "index.html").write_text("other", encoding="utf-8")
    assert not stands(project)
    assert run(project).published
    assert stands(project)
    (project.out / "stray").write_text("", encoding="utf-8")
    assert not stands(project)


@pytest.mark.parametrize("name", ["content/articles/a.md", "content/site.yaml"])
def test_a_file_that_keeps_its_size_and_date_has_changed(project: Project, name: str) -> None:
    path = project.root / name
    before = path.stat()
    time.sleep(0.02)
    path.write_bytes(path.read_bytes().replace(b"\n", b" ", 1).replace(b" ", b"\n", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not stands(project)


def test_other_flags_are_another_site(project: Project) -> None:
    assert last(project, ("https://a.example/", False, False, False))[1] is None


@pytest.mark.parametrize("folder", ["content/articles", "templates/pages"])
def test_what_was_changed_this_moment_is_known_by_its_bytes(
    project: Project, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """It may change and look the same: as if it had been written twice in one moment."""
    path = project.root / folder / "a.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(REVIEWED, encoding="utf-8")
    real = path.stat()

    def alike(status: os.stat_result) -> scan.Stamp:
        found = status if status.st_ino != path.stat().st_ino else real
        return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)

    for module in (scan, unchanged):
        monkeypatch.setattr(module, "stamp", alike)
    monkeypatch.setattr(scan, "RACY", 10**15)
    assert run(project).published
    assert stands(project)
    path.write_text(REVIEWED.replace("举行", "召开"), encoding="utf-8")
    assert not stands(project)
    path.write_text(REVIEWED, encoding="utf-8")
    assert stands(project)
    monkeypatch.setattr(scan, "RACY", -(10**15))
    assert stands(project)
    path.write_text(REVIEWED.replace("举行", "召开"), encoding="utf-8")
    assert not stands(project)


def test_of_many_that_were_changed_this_moment_none_is_trusted(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "RACY", 10**15)
    monkeypatch.setattr(unchanged, "YOUNG", 1)
    assert last(project, (None, False, False, False)) == (Inputs(), None)


def test_a_damaged_memory_is_none(project: Project) -> None:
    unchanged.file(project).write_bytes(b"nothing of ours")
    assert not stands(project)


@pytest.mark.parametrize("target", [".", "nothing", "linked"])
def test_what_lies_behind_a_link_is_not_trusted(project: Project, target: str) -> None:
    """Be it a folder, which may change unseen, nothing, or the link itself."""
    (project.content / "linked").symlink_to(target)
    assert inputs(project, (), stamps(project.content)) == Inputs()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
@pytest.mark.parametrize("name", ["content/articles/b.md", "content/pipe", "static/pipe"])
def test_a_pipe_is_neither_trusted_nor_waited_for(project: Project, name: str) -> None:
    (project.root / name).parent.mkdir(exist_ok=True)
    os.mkfifo(project.root / name)
    assert inputs(project, (), stamps(project.content)) == Inputs()
