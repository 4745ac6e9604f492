"""What is read again though no file of it looks different."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from archives import ARTICLE, written

from huiyao.crew import Crew
from huiyao.memory import scan
from huiyao.memory.ledger import Ledger
from huiyao.memory.scan import stamps
from huiyao.model import Project
from huiyao.survey import load, problems, site_of

ALONE = "content/sources/b.txt~.yaml: this sidecar has no source beside it"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An archive whose files are old enough for their times to tell whether they change."""
    monkeypatch.setattr(scan, "RACY", -(10**15))
    return written(
        tmp_path / "archive",
        {"articles/a.md": ARTICLE, "sources/b.txt~.yaml": "publication: 日报\n"},
    )


def faults(project: Project, ledger: Ledger, meanwhile: Callable[[], object] = list) -> list[str]:
    """The faults of a build; something may happen after it has looked at the folders."""
    site, seen = site_of(project, None), stamps(project.content)
    assert site is not None
    meanwhile()
    ledger.begin()
    load(project, site, seen, ledger, Crew(), drafts=True)
    return [f"{one.where.path}: {one.what}" for one in problems(ledger)]


def begun(project: Project) -> Ledger:
    """A ledger of the archive, in which nothing is wrong."""
    (project.content / "sources/b.txt~.yaml").unlink()
    ledger = Ledger()
    assert faults(project, ledger) == []
    return ledger


def test_a_folder_that_becomes_a_link_and_is_mended(project: Project) -> None:
    ledger = begun(project)
    place, elsewhere = project.content / "articles", project.root.parent / "elsewhere"
    place.rename(elsewhere)
    place.symlink_to(elsewhere)
    wrong = faults(project, ledger)
    assert "content/articles/a.md: this link leads out of the project" in wrong
    assert wrong == faults(project, Ledger())
    place.unlink()
    elsewhere.rename(place)
    assert faults(project, ledger) == []


def test_a_folder_that_is_away_for_a_moment(project: Project) -> None:
    ledger = begun(project)
    place, elsewhere = project.content / "articles", project.root / "elsewhere"
    article = place / "a.md"
    article.write_text(ARTICLE + "\n又一段。\n", encoding="utf-8")
    assert faults(project, ledger, lambda: place.rename(elsewhere)) == [
        "content/articles/a.md: this link leads nowhere"
    ]
    elsewhere.rename(place)
    assert faults(project, ledger) == []


def test_a_copy_that_an_editor_left_is_no_source(project: Project) -> None:
    ledger, copy = Ledger(), project.content / "sources/b.txt~"
    copy.write_text("全会", encoding="utf-8")
    assert faults(project, ledger) == [ALONE]
    copy.unlink()
    assert faults(project, ledger) == [ALONE]
