from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from archives import ARTICLE, opened, written

from build import rebuild
from huiyao.arguments import parse
from huiyao.check import check
from huiyao.load import load
from huiyao.memory.scan import stamps
from huiyao.messages import messages, problem
from huiyao.model import Where
from huiyao.survey import present, shelved
from huiyao.tree import tree

REFERRING = {
    "articles/a.md": """---
title: 江州消息
kind: report
source: a.txt
meeting: m
people: [{name: 陈某某, capacity: 主持}]
---
全会在江州举行。[某主题](../themes/t.md)
""",
    "meetings/m.md": "---\nname: 全会\n---\n",
    "sources/a.txt": "江州消息\n全会在江州举行。某主题\n",
    "people/chen.md": "---\nname: 陈某某\n---\n",
    "themes/t.md": "---\nname: 某主题\n---\n",
}
"""An archive in which everything refers to something else."""


def advice(key: str) -> str:
    """The advice of a message that has nothing to fill in."""
    return messages()[key][1]


@pytest.mark.parametrize(
    "name", ["articles/b.md", "sources/b.txt", "sources/a.txt.yaml", "site.yaml"]
)
def test_links_and_devices_are_not_read(tmp_path: Path, name: str) -> None:
    project = written(tmp_path, {"articles/a.md": ARTICLE})
    outside = tmp_path.parent / f"{tmp_path.name}-outside.md"
    outside.write_text(ARTICLE)
    path = project.content / name
    for key, target in {"file-link": outside, "file-lost": path, "": Path("/dev/zero")}.items():
        path.unlink(missing_ok=True)
        path.symlink_to(target)
        told = problem(Where(f"content/{name}"), key or "file-link")
        assert told in load(project).problems
    path.unlink()
    os.mkfifo(path)
    assert problem(Where(f"content/{name}"), "file-special") in load(project).problems


def test_a_link_inside_the_project_is_read(tmp_path: Path) -> None:
    project = written(tmp_path, {"articles/a.md": ARTICLE})
    (project.content / "articles/b.md").symlink_to("a.md")
    library = load(project).library
    assert library is not None
    assert library.items["article"].keys() == {"a", "b"}


@pytest.mark.skipif(sys.platform != "linux", reason="others cannot be asked to read ahead")
def test_plain_files_are_read_ahead_with_their_sidecars(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = written(tmp_path, {"articles/a.md": ARTICLE, "sources/a.txt.yaml": "page: 1"})
    os.mkfifo(project.content / "articles/b.md")
    (project.content / "articles/c.md").symlink_to("a.md")
    asked: list[str] = []

    def ask(handle: int, start: int, length: int, advice: int) -> None:
        assert (start, length, advice) == (0, 0, os.POSIX_FADV_WILLNEED)
        asked.append(str(Path(f"/proc/self/fd/{handle}").readlink()))

    monkeypatch.setattr(os, "posix_fadvise", ask)
    shelved(project, False, [f"article/{name}.md" for name in "abcd"] + ["source/a.txt"])
    names = ["articles/a.md", "sources/a.txt", "sources/a.txt.yaml"]
    assert asked == [str(project.content.resolve() / name) for name in names]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    project = written(tmp_path, {"articles/a.md": ARTICLE})
    (project.content / "articles/a.md").chmod(0)
    (project.content / "sources").chmod(0)
    told = load(project).problems
    (project.content / "sources").chmod(0o755)
    assert {fault.hint for fault in told} == {
        advice("file-unreadable"),
        advice("folder-unreadable"),
    }


@pytest.mark.parametrize("name", ["articles", "meetings", "people", "sources", "themes"])
def test_a_folder_that_does_not_open_is_told_and_is_not_an_empty_one(
    tmp_path: Path, name: str
) -> None:
    project = written(tmp_path, REFERRING)
    arguments = parse(["--project", str(project.root), "--no-search", "--jobs", "1"])
    assert rebuild(arguments).problems == ()
    before = tree(project.out)
    folder, away = project.content / name, tmp_path / "away"
    folder.rename(away)
    folder.write_text("")
    for _ in ("new", "known"):
        (told,) = rebuild(arguments).problems
        assert (told.where, told.hint) == (Where(f"content/{name}"), advice("folder-unreadable"))
    found = check(project)
    assert found.problems == (told,)
    assert found.unjudged == (("a.txt",) if name == "articles" else ())
    assert tree(project.out) == before
    folder.unlink()
    away.rename(folder)
    assert rebuild(arguments).problems == ()
    assert tree(project.out).files.keys() == before.files.keys()


def test_twins_are_told_on_every_system(tmp_path: Path) -> None:
    found = opened(tmp_path, {"sources/B.txt": "甲", "sources/b.txt": "甲"}).problems
    assert advice("id-twins") in {fault.hint for fault in found}
    found = opened(
        tmp_path / "2", {"sources/caf\u00e9.txt": "甲", "sources/cafe\u0301.txt": "甲"}
    ).problems
    assert advice("id-twins") in {fault.hint for fault in found}


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    project = written(tmp_path, {"articles/a.md": ARTICLE})
    (project.content / os.fsdecode(b"sources/\xff\xfe.txt")).write_text("甲")
    (fault,) = load(project).problems
    assert fault.hint == advice("file-name")
    assert str(fault).isascii() or str(fault).encode()


def test_a_source_with_a_name_of_255_bytes_is_read(tmp_path: Path) -> None:
    name = "a" * 251 + ".txt"
    archive = opened(tmp_path, {f"sources/{name}": "甲"})
    assert archive.problems == ()
    assert archive.library is not None
    assert name in archive.library.items["source"]


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    archive = opened(
        tmp_path, {"articles/.a.md.swp": b"\0", "sources/.DS_Store": b"\0", "people/.git/x": "x"}
    )
    assert archive.problems == ()


@pytest.mark.parametrize(
    "name", ["articles/.a.md.swp", "articles/a.md~", "sources/~$a.docx", "people/Thumbs.db"]
)
def test_what_editors_and_systems_leave_is_none_of_ours(tmp_path: Path, name: str) -> None:
    project = written(tmp_path, {"articles/a.md": ARTICLE, name: "\0"})
    assert not [one for one in load(project).problems if name in one.where.path]
    found = present(stamps(project.content))
    assert "article/a.md" in found
    assert not [one for one in found if one.endswith(name.split("/")[1])]


def test_a_folder_that_nothing_reads_is_told_of(tmp_path: Path) -> None:
    project = written(tmp_path, {"articles/a.md": ARTICLE, "theme/x.md": "", "drafts/x.md": ""})
    told = check(project).warnings
    assert [one.where for one in told] == [Where("content/theme")]
    assert "themes" in told[0].what
