from __future__ import annotations

from pathlib import Path

import pytest
from archives import ARTICLE, written

from build import main
from huiyao.memory.ledgers import ledger_of
from huiyao.messages import say
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


@pytest.mark.parametrize(
    "url",
    [
        "articles/a",
        "/articles/a/index.html",
        "articles/a/#p1",
        "http://127.0.0.1:8000/articles/a/?q=x",
        "https://example.org/archive/articles/a/",
    ],
)
def test_a_page_is_known_by_every_address_it_has(url: str, tmp_path: Path) -> None:
    site = "title: 汇编\ndescription: 试\nbase_url: https://example.org/archive/\n"
    project = written(tmp_path, {**FILES, "site.yaml": site})
    assert build(tmp_path) == 0
    assert list(why(project, url)) == list(why(project, "articles/a/"))
    assert "articles/a/index.html" in str(next(iter(why(project, url))))


def test_a_file_that_was_only_touched_makes_nothing_again(tmp_path: Path) -> None:
    project = written(tmp_path, FILES)
    assert build(tmp_path) == 0
    (project.content / "meetings/m.md").touch()
    assert list(why(project, "articles/a/"))[-1] == say("why-stands")


def test_who_asks_in_another_language_forgets_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = written(tmp_path, FILES)
    assert build(tmp_path) == 0
    said = list(why(project, "articles/a/"))
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("huiyao.memory.writer.language", lambda: "tlh")
        assert list(why(project, "articles/a/")) == said
    assert list(why(project, "articles/a/")) == said


def test_what_other_code_left_is_not_read(tmp_path: Path) -> None:
    project = written(tmp_path, FILES)
    assert build(tmp_path) == 0
    with ledger_of(project, build=False) as ledger:
        ledger.set_state("version", b"another")
    (found,) = why(project, "articles/a/")
    assert isinstance(found, Problem)


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
