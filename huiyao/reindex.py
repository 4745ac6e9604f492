"""The search index brought up to date by itself, beside builds that may go on meanwhile."""

from __future__ import annotations

from contextlib import closing

from huiyao.index import CONTENTS, FOLDER, index
from huiyao.memory.ledger import Ledger
from huiyao.memory.ledgers import file
from huiyao.model import Project
from huiyao.searchable import documents
from huiyao.survey import opened


def reindex(project: Project) -> tuple[str, ...]:
    """Index what the last build published; the file that pages looked for in vain before, if any.

    Raises what `index` raises.
    """
    first = f"{FOLDER}/{CONTENTS}"
    awaited = () if (project.out / first).is_file() else (first,)
    with closing(Ledger(file(project))) as ledger:
        index(list(documents(opened(ledger)[0])), project.out, project.cache)
    return awaited
