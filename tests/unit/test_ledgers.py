"""The memory of several sites."""

from __future__ import annotations

import os
from pathlib import Path

from huiyao.memory.ledgers import SITES, ledger_of
from huiyao.memory.place import place
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
