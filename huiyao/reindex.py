"""The search index brought up to date by itself, beside builds that may go on meanwhile."""

from __future__ import annotations

from contextlib import closing

from huiyao.index import IndexReceipt, index
from huiyao.memory.ledger import Ledger
from huiyao.memory.ledgers import file
from huiyao.model import Project
from huiyao.searchable import documents
from huiyao.survey import opened


def reindex(project: Project) -> IndexReceipt:
    """Index what the last build published; raises what `index` raises."""
    with closing(Ledger(file(project))) as ledger:
        return index(list(documents(opened(ledger)[0])), project.out, project.cache)
