"""The index beside a server's builds, one of which may change what is being indexed."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import ARTICLE, written

from build import build
from huiyao.arguments import parse
from huiyao.catalogue import catalogue
from huiyao.crew import Crew
from huiyao.memory.ledgers import ledger_of
from huiyao.memory.row import row
from huiyao.model import Project
from huiyao.reindex import reindex


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A site that was built, with cards for its index and none of that yet."""
    made = written(tmp_path, {"articles/a.md": ARTICLE.replace("a.txt", "a.txt\nstatus: reviewed")})
    build(parse(["build", "--project", str(made.root), "--no-search", "--jobs", "1"]))
    with ledger_of(made) as ledger:
        catalogue(ledger, Crew(), wanted=True)
    return made


def test_what_pages_looked_for_in_vain_is_told(project: Project) -> None:
    assert reindex(project) == ("pagefind/shards.json",)
    assert reindex(project) == ()
    assert (project.out / "pagefind/shards.json").is_file()


@pytest.mark.parametrize("gone", [True, False])
def test_what_a_build_changes_meanwhile_is_left_to_that(project: Project, gone: bool) -> None:
    with ledger_of(project) as ledger:
        value = ledger.value("article/a")
        assert value
        if gone:
            ledger.drop(["article/a"])
        else:
            ledger.put([row("article/a", value.replace("江州".encode(), "沧州".encode()))])
    assert reindex(project) == ()
    assert not (project.out / "pagefind/shards.json").exists()
