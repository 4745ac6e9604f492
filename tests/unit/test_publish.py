"""Where may be published, and that what stands as it should is left alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from archives import ARTICLE, written
from browsing import ROOT

from build import build
from huiyao.arguments import parse
from huiyao.memory.ledgers import file
from huiyao.model import Project
from huiyao.published import Published
from huiyao.stage import MARKER, locked
from huiyao.standing import KEPT, refuse

REVIEWED = ARTICLE.replace("source: a.txt", "source: a.txt\nstatus: reviewed")
SERVED = ("serve", "--no-search", "--jobs", "1")
BUILT = ("build", "--no-search", "--jobs", "1")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return written(tmp_path, {"articles/a.md": REVIEWED})


def published(project: Project, line: tuple[str, ...] = BUILT) -> Published:
    found = build(parse([*line, "--project", str(project.root)])).published
    assert found is not None
    return found


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_that_is_ours_to_keep_is_written_to(tmp_path: Path, project: Project) -> None:
    root = project.root
    for out in (root, root.parent, Path("/"), Path.home(), Path.cwd()):
        assert refuse(out, root) is not None
    for name in KEPT:
        assert refuse(root / name, root) is not None
        assert refuse(root / name / "inner", root) is not None
    assert refuse(root / "_site", root) is None


def test_nothing_that_is_not_ours_is_written_to(tmp_path: Path, project: Project) -> None:
    out = tmp_path / "foreign"
    out.mkdir()
    assert refuse(out, project.root) is None
    (out / "file").write_text("")
    assert refuse(out, project.root) is not None
    assert refuse(out / "file", project.root) is not None
    (out / MARKER).write_text("")
    assert refuse(out, project.root) is None
    (tmp_path / "link").symlink_to(out)
    assert refuse(tmp_path / "link", project.root) is not None


@pytest.mark.parametrize("line", [BUILT, SERVED])
def test_only_what_differs_is_written(project: Project, line: tuple[str, ...]) -> None:
    first = published(project, line)
    assert MARKER in first.written
    whole = tree(project.out)
    assert {str(project.out / path) for path in first.written} == whole.keys()
    style = project.out / "css" / "base.css"
    style.unlink()
    page = project.out / "articles" / "a" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"<", b"[", 1))
    os.utime(page, ns=(1, 1))
    (project.out / "stray").mkdir()
    (project.out / "stray" / "page.html").write_text("")
    again = published(project, line)
    assert {*again.written} == {"css/base.css", "articles/a/index.html"}
    assert again.rendered == ("articles/a/",)
    assert again.removed == ("stray/page.html",)
    assert tree(project.out) == whole
    assert not (project.out / "stray").exists()


@pytest.mark.parametrize("line", [BUILT, SERVED])
@pytest.mark.parametrize("name", ["articles", "articles/a", "css", "articles/a/index.html"])
def test_a_link_to_what_would_be_right_is_replaced(
    tmp_path: Path, project: Project, line: tuple[str, ...], name: str
) -> None:
    published(project, line)
    whole = tree(project.out)
    place, elsewhere = project.out / name, tmp_path / "elsewhere"
    place.rename(elsewhere)
    place.symlink_to(elsewhere)
    before = tree(elsewhere)
    assert published(project, line).removed == ()
    assert tree(project.out) == whole
    assert not any(path.is_symlink() for path in project.out.rglob("*"))
    assert tree(elsewhere) == before
    assert published(project, line).written == ()


def test_who_has_no_page_is_named_without_a_link(tmp_path: Path) -> None:
    people = "meeting: m\npeople:\n  - {name: 李明, role: 市长, capacity: [主持]}\n---"
    project = written(
        tmp_path,
        {
            "articles/a.md": REVIEWED.replace("---\n全会", f"{people}\n市长李明主持。全会"),
            "meetings/m.md": "---\nname: 全会\n---\n",
            "people/li.md": "---\nname: 李明\nstatus: draft\n---\n",
        },
    )
    published(project)
    for page in ("articles/a", "meetings/m"):
        text = (project.out / page / "index.html").read_text(encoding="utf-8")
        main = text.partition("<main")[2].partition("</main>")[0]
        assert "李明" in main
        assert 'href=""' not in main
        assert 'href="../../"' not in main


def test_what_is_added_while_another_build_is_waited_for_is_published(project: Project) -> None:
    published(project)
    page = project.content / "people" / "li.md"
    page.parent.mkdir()
    line = [sys.executable, str(ROOT / "build.py"), *BUILT, "--project", str(project.root)]
    (project.content / "site.yaml").touch()
    with locked(file(project).with_suffix(".lock")):
        waiting = subprocess.Popen(line, stderr=subprocess.PIPE, cwd=ROOT)
        assert waiting.stderr is not None
        waiting.stderr.readline()
        page.write_text("---\nname: 李政\n---\n", encoding="utf-8")
    waiting.communicate(timeout=60)
    assert waiting.returncode == 0
    assert (project.out / "people/li/index.html").is_file()


def test_it_is_told_how_the_site_looks(project: Project) -> None:
    first = published(project)
    (project.out / "css" / "base.css").unlink()
    second = published(project)
    third = published(project)
    assert first.looks != second.looks  # the style is written anew, and later
    assert second.looks == third.looks
