"""Static files and templates: the project's own over ours, and nothing from outside."""

from __future__ import annotations

from pathlib import Path

from huiyao.check import check
from huiyao.messages import messages
from huiyao.model import Project
from huiyao.resources import outside, static


def written(project: Path, *names: str) -> Path:
    for name in names:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(name)
    return project


def test_the_projects_own_lie_over_ours(tmp_path: Path) -> None:
    project = written(tmp_path / ".hidden", "static/css/base.css", "static/own.txt")
    found = dict(static(project))
    assert found["css/base.css"].read_text() == "static/css/base.css"
    assert "own.txt" in found
    assert "css/print.css" in found


def test_what_is_hidden_is_left_out(tmp_path: Path) -> None:
    project = written(tmp_path, "static/.a", "static/.b/c/d/e", "static/f/.g/h")
    assert dict(static(project)) == dict(static(tmp_path / "none"))


def test_links_that_lead_out_are_found(tmp_path: Path) -> None:
    project = written(tmp_path / "project", "static/a", "content/b")
    (tmp_path / "c").write_text("outside")
    (project / "static" / "inside").symlink_to("../content/b")
    assert list(outside(project)) == []
    (project / "static" / "linked").symlink_to("../../c")
    (project / "templates").symlink_to(tmp_path)
    assert [str(one.where) for one in outside(project)] == ["templates", "static/linked"]


def test_folders_that_do_not_open_are_found(tmp_path: Path) -> None:
    project = written(tmp_path, "static", "templates")
    found = list(outside(project))
    assert [str(one.where) for one in found] == ["templates", "static"]
    assert {one.hint for one in found} == {messages()["folder-unreadable"][1]}
    assert {*found} < {*check(Project(project, tmp_path / "_site")).problems}
