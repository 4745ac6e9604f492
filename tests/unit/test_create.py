from __future__ import annotations

import os
from pathlib import Path

import pytest
from archives import written

from huiyao.create import TEMPLATES, create
from huiyao.load import load
from huiyao.messages import problem, say
from huiyao.model import Problem, Project, Where


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A folder with nothing in it."""
    return Project(tmp_path / "甲 & 乙: 「丙」", tmp_path / "_site")


def test_a_new_archive_is_sound(project: Project) -> None:
    title = "江州\"会要': # {}"
    assert list(create(project, "site", title)) == [say("created", path="content/site.yaml")]
    archive = load(project)
    assert archive.problems == ()
    assert archive.library is not None
    assert archive.library.site.title == title


@pytest.mark.parametrize("title", ["", "."])
def test_an_archive_without_a_title_has_that_of_its_folder(project: Project, title: str) -> None:
    list(create(project, "site", title))
    library = load(project).library
    assert library is not None
    assert library.site.title == "甲 & 乙: 「丙」"


@pytest.mark.parametrize("kind", TEMPLATES)
@pytest.mark.parametrize("key", ["a", "2024", "null", "true", "1e3", "0x1f", "no", "a-b-3"])
def test_what_is_new_can_be_read(project: Project, kind: str, key: str) -> None:
    assert len(list(create(project, kind, key))) == 2
    archive = load(project)
    assert archive.problems == ()
    assert archive.library is not None
    assert list(archive.library.items[kind]) == [key]
    assert archive.library.site.title == "甲 & 乙: 「丙」"


def test_a_file_that_is_there_is_left(tmp_path: Path) -> None:
    project = written(tmp_path, {"people/chen.md": "我的"})
    (refused,) = create(project, "person", "chen")
    assert refused == problem(
        Where("content/people/chen.md"), "exists", path="content/people/chen.md"
    )
    assert (project.content / "people/chen.md").read_text() == "我的"


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    project = written(tmp_path / "p", {"people/a.md": "---\nname: 甲\n---\n"})
    (project.content / "people/chen.md").symlink_to(tmp_path / "outside.md")
    assert all(isinstance(one, Problem) for one in create(project, "person", "chen"))
    assert not (tmp_path / "outside.md").exists()


@pytest.mark.parametrize(
    "key",
    ["", ".", "..", "../x", "a/b", "/etc/x", "A", "陈", "a b", "--help", "-", "a--b", "a.md", "con",
     "a\n", "a\0b", "a" * 200, "\udcff", "a\u202eb"],
)  # fmt: skip
def test_no_other_id_is_taken(project: Project, key: str) -> None:
    (refused,) = create(project, "person", key)
    assert isinstance(refused, Problem)
    assert "\n" not in str(refused)
    assert str(refused).encode()
    assert not project.root.exists()


@pytest.mark.parametrize("title", ["甲\n乙: 丙", "甲\u202e", "\udcff"])
def test_a_title_is_one_visible_line(project: Project, title: str) -> None:
    list(create(project, "site", title))
    assert load(project).problems == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_where_nothing_can_be_written_that_is_said(tmp_path: Path) -> None:
    project = written(tmp_path, {})
    project.content.chmod(0o555)
    found = list(create(project, "person", "chen"))
    project.content.chmod(0o755)
    assert [isinstance(one, Problem) for one in found] == [True]


def test_where_a_file_stands_in_the_way_that_is_said(tmp_path: Path) -> None:
    project = written(tmp_path, {"people": "no folder"})
    (refused,) = create(project, "person", "chen")
    assert isinstance(refused, Problem)
