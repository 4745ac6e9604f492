"""The search index of an archive: as a part of its site, and by itself, beside builds."""

from __future__ import annotations

from contextlib import closing
from functools import partial

from huiyao.concordance import Concordance
from huiyao.index import CONTENTS, FOLDER, index, stands
from huiyao.memory.ledger import Ledger
from huiyao.memory.ledgers import file
from huiyao.model import Project
from huiyao.publish import Part
from huiyao.searchable import documents
from huiyao.seats import opened


def searching(archive: Concordance, project: Project) -> Part:
    """The index as a part of a site that is published."""
    found = list(documents(archive))
    return Part(len(found), partial(stands, found), partial(index, found, cache=project.cache))


def reindex(project: Project) -> tuple[str, ...]:
    """Index what the last build published; the file that pages looked for in vain before, if any.

    Raises what `index` raises.
    """
    first = f"{FOLDER}/{CONTENTS}"
    awaited = () if (project.out / first).is_file() else (first,)
    with closing(Ledger(file(project))) as ledger:
        index(list(documents(opened(ledger)[0])), project.out, project.cache)
    return awaited
