"""The search index of an archive: as a part of its site, and by itself, beside builds."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

from huiyao.catalogue import catalogued
from huiyao.concordance import Concordance
from huiyao.crew import Crew
from huiyao.index import CONTENTS, FOLDER, Superseded, index, stands
from huiyao.memory.ledger import Ledger
from huiyao.memory.ledgers import file
from huiyao.model import Project
from huiyao.publish import Part
from huiyao.seats import opened
from huiyao.work import aside


def searching(archive: Concordance, project: Project, crew: Crew) -> Part:
    """The index as a part of a site that is published; who else works rests meanwhile."""
    found = catalogued(archive)

    def write(out: Path) -> None:
        crew.rest()
        index(found, out, cache=project.cache, progress=partial(crew.progress, "search"))

    return Part(len(found.cards), partial(stands, found, project.cache), write)


def reindex(project: Project) -> tuple[str, ...]:
    """Index what the last build published; the file that pages looked for in vain before, if any.

    In a process of its own: an edit that is made meanwhile has this one for itself. Where that
    changes what is being indexed, it is left to be indexed after that. Raises what `index` raises.
    """
    return aside(_reindex, project)


def _reindex(project: Project) -> tuple[str, ...]:
    first = f"{FOLDER}/{CONTENTS}"
    awaited = () if (project.out / first).is_file() else (first,)
    with closing(Ledger(file(project))) as ledger:
        try:
            index(catalogued(opened(ledger)[0]), project.out, project.cache)
        except Superseded:
            return ()
    return awaited
