"""That drafts stay out of the site, and still account for their source."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import ARTICLE, written

from build import main

SOURCE = "全会在江州举行\n\n全会在江州举行。\n"
DRAFT = ARTICLE.replace("source: a.txt", "source: b.txt")
FILES = {
    "articles/first.md": ARTICLE.replace("kind:", "status: reviewed\nkind:"),
    "articles/second.md": DRAFT,
    "sources/a.txt": SOURCE,
    "sources/b.txt": SOURCE,
}


@pytest.fixture
def project(tmp_path: Path) -> str:
    """An archive of a reviewed article and a draft, each with its source."""
    return str(written(tmp_path, FILES).root)


def build(project: str, *options: str) -> int:
    return main(["build", "--project", project, "--no-search", "--jobs", "1", *options])


def test_a_draft_is_left_out_and_said_to_be(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(project) == 0
    assert "content/articles/second.md" in capsys.readouterr().out
    pages = {path.parent.name for path in Path(project, "_site/articles").rglob("index.html")}
    assert pages == {"articles", "first"}


def test_a_draft_accounts_for_its_source(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(project, "--strict") == 0
    assert capsys.readouterr().err == ""


def test_strictly_a_fault_of_a_draft_is_a_fault(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = Path(project, "content/articles/second.md")
    draft.write_text(DRAFT.replace("江州举行。\n", "京州举行。\n"), encoding="utf-8")
    assert build(project, "--strict") == 1
    assert "second.md" in capsys.readouterr().err
    assert not Path(project, "_site/index.html").exists()


def test_with_drafts_all_is_published(project: str) -> None:
    assert build(project, "--drafts") == 0
    pages = {path.parent.name for path in Path(project, "_site/articles").rglob("index.html")}
    assert pages == {"articles", "first", "second"}
