"""The memory of several sites."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from huiyao.memory.ledgers import SITES, ledger_of
from huiyao.memory.place import place
from huiyao.memory.row import row
from huiyao.model import Project


def test_sites_that_were_not_built_for_long_are_forgotten(tmp_path: Path) -> None:
    sites = [Project(tmp_path, tmp_path / f"site-{number}") for number in range(SITES + 2)]
    for number, site in enumerate(sites):
        with ledger_of(site):
            pass
        place(site, ".still").write_bytes(b"")
        (place(site, ".spare") / "articles").mkdir(parents=True)
        os.utime(place(site, ".lock"), (number, number))
    with ledger_of(sites[0]):
        pass
    left = {site for site in sites if place(site, ".sqlite").exists()}
    assert left == {sites[0], *sites[3:]}
    for site in sites[1:]:
        for ending in (".lock", ".still", ".spare"):
            assert place(site, ending).exists() == (site in left)


def test_of_a_build_that_fails_stays_what_it_committed(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "site")
    with ledger_of(project) as ledger:
        ledger.put([row("person/a", b"1"), row("person/b", b"2")])
        ledger.commit()
        ledger.put([row("person/c", b"3")])
    with pytest.raises(KeyboardInterrupt):
        failing(project)
    with ledger_of(project) as ledger:
        assert [ledger.value(f"person/{one}") for one in "abc"] == [None, b"2", b"3"]


def failing(project: Project) -> None:
    with ledger_of(project) as ledger:
        ledger.drop(["person/a"])
        ledger.commit()
        ledger.drop(["person/b"])
        raise KeyboardInterrupt
