"""Everything that can be wrong, judged anew from every file."""

from __future__ import annotations

from huiyao.load import load
from huiyao.model import Project
from huiyao.proof import faults, prove
from huiyao.report import Report
from huiyao.review import drafts


def check(project: Project) -> Report:
    """Everything that can be wrong, and the collation of every source."""
    archive = load(project)
    if archive.library is None:
        return Report(archive.problems)
    proofs = prove(archive.library)
    judged = {key: proof for key, proof in proofs.items() if key not in archive.unjudged}
    return Report(
        (*archive.problems, *faults(judged)),
        proofs=judged,
        unjudged=tuple(sorted(archive.unjudged)),
        drafts=tuple(item.path for item in drafts(archive.library)),
    )
