"""What the command does when it is called wrongly: exit code 2, one line, and nothing written."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from archives import written

from build import main
from huiyao.arguments import parse
from huiyao.model import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A sound archive."""
    return written(tmp_path / "project", {})


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["--frobnicate"],
        ["--project"],
        ["build", "--frobnicate"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "-1"],
        ["build", "--jobs", "many"],
        ["build", "--base-url", "javascript:alert(1)"],
        ["build", "--base-url", "//evil.example/"],
        ["build", "--base-url", "https://"],
        ["build", "--base-url", "https://a.example/?x"],
        ["serve", "--port", "x"],
        ["new"],
        ["new", "person"],
        ["new", "frobnicate", "a"],
    ],
)
def test_a_command_line_that_cannot_be_understood(
    arguments: list[str], project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--project", str(project.root), *arguments])
    said = capsys.readouterr()
    assert ended.value.code == 2
    assert said.out == ""
    assert said.err.splitlines()[-1].startswith("huiyao")
    assert not project.out.exists()


@pytest.mark.parametrize("before", [[], ["--project", "p"], ["--project=p"], ["--proj", "p"]])
@pytest.mark.parametrize("after", [[], ["--no-search"], ["--jobs", "2", "--strict"]])
def test_what_names_no_command_is_to_build(before: list[str], after: list[str]) -> None:
    assert parse([*before, *after]) == parse([*before, "build", *after])
    assert parse([*before, *after]).command == "build"
    assert parse([*before, "check"]).command == "check"


@pytest.mark.parametrize("project", [[], ["--project", "p"]])
@pytest.mark.parametrize(
    ("wanted", "told"), [("--help", "COMMAND"), ("-h", "COMMAND"), ("--version", "huiyao ")]
)
def test_what_is_asked_of_no_command(
    project: list[str], wanted: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*project, wanted])
    assert ended.value.code == 0
    assert told in capsys.readouterr().out


@pytest.mark.parametrize("command", ["build", "check", "serve"])
@pytest.mark.parametrize("root", ["nowhere", "empty", "file"])
def test_a_folder_that_is_no_archive(
    command: str, root: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("甲")
    before = sorted(tmp_path.rglob("*"))
    assert main(["--project", str(tmp_path / root), command]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("command", ["build", "serve"])
@pytest.mark.parametrize("out", ["/", "..", ".", "content", "full", "full/file", "link"])
def test_a_folder_that_is_not_ours_to_write(
    command: str,
    out: str,
    project: Project,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(project.root)
    (project.root / "full").mkdir()
    (project.root / "full/file").write_text("甲")
    (project.root / "link").symlink_to("full")
    before = sorted(project.root.rglob("*"))
    assert main([command, "--out", out]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert sorted(project.root.rglob("*")) == before


@pytest.mark.parametrize("key", ["../x", "/etc/x", "A", "con", "a b", "", "\udcff", "a\nb"])
def test_no_file_is_made_for_what_cannot_be_an_id(
    key: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(project.root.rglob("*"))
    assert main(["--project", str(project.root), "new", "person", key]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert sorted(project.root.rglob("*")) == before


def test_problems_of_content_are_one(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (project.content / "people").mkdir()
    (project.content / "people/a.md").write_text("")
    for command in ("build", "check"):
        assert main(["--project", str(project.root), command]) == 1
        assert "content/people/a.md:1:1: " in capsys.readouterr().err


def test_problems_are_told_to_programs(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.content / "people").mkdir()
    (project.content / "people/a.md").write_text("---\nname: 甲\nnmae: 乙\n---\n")
    assert main(["--project", str(project.root), "check", "--json"]) == 1
    said = capsys.readouterr()
    assert said.err == ""
    (fault,) = (
        one for one in json.loads(said.out)["problems"] if one["where"]["path"].endswith("a.md")
    )
    assert fault["where"] == {"path": "content/people/a.md", "line": 3, "column": 1}
    assert {"what", "hint"} <= fault.keys()


def test_what_came_of_a_build_is_told_after_all_that_is_to_be_looked_at(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", sys.stdout)
    for _ in ("anew", "unchanged"):
        assert main(["--project", str(project.root), "build", "--no-search"]) == 0
        first, second, *_ = capsys.readouterr().out.splitlines()
        assert first.startswith("content/sources/a.txt:1:1")
        assert "rendered" in second
