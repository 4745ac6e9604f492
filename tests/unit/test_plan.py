"""What the site holds: its pages, and the files beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import ARTICLE, written

from build import build
from huiyao.arguments import parse
from huiyao.memory.ledgers import ledger_of
from huiyao.model import Project
from huiyao.plan import export, plan, setting
from huiyao.seats import opened

REVIEWED = ARTICLE.replace("source: a.txt", "source: a.txt\nstatus: reviewed")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small archive that was built."""
    made = written(tmp_path, {"articles/a.md": REVIEWED})
    report = build(parse(["build", "--project", str(made.root), "--no-search", "--jobs", "1"]))
    assert report.problems == ()
    return made


def test_every_page_has_an_address_of_its_own_and_a_file_in_the_site(project: Project) -> None:
    with ledger_of(project) as ledger:
        pages = [*plan(opened(ledger)[0])]
    paths = [page.path for page in pages]
    assert len({*paths}) == len(paths)
    assert {"index.html", "404.html", "articles/a/index.html"} <= {*paths}
    assert all((project.out / path).is_file() for path in paths)


def test_a_file_of_the_project_stands_in_for_ours(project: Project) -> None:
    style = project.root / "static" / "css" / "base.css"
    style.parent.mkdir(parents=True)
    style.write_bytes(b"/* own */")
    with ledger_of(project) as ledger:
        found = dict(export(opened(ledger)[0], ["articles/a/"], project))
    assert found["css/base.css"] == b"/* own */"
    assert {"robots.txt", "feed.xml"} <= found.keys()


def test_pages_are_digested_with_the_templates_of_the_project(project: Project) -> None:
    with ledger_of(project) as ledger:
        archive = opened(ledger)[0]
        before = setting(archive.site, project)
        assert setting(archive.site, project) == before
        place = project.root / "templates" / "pages" / "own.html"
        place.parent.mkdir(parents=True)
        place.write_text("own", encoding="utf-8")
        after = setting(archive.site, project)
    assert after.digest != before.digest
    assert after.templates == (str(project.root / "templates"), *before.templates)
