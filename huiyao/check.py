"""Everything that can be wrong, judged anew from every file."""

from __future__ import annotations

from huiyao.folder import unknown
from huiyao.load import load
from huiyao.model import Project
from huiyao.proof import faults, prove
from huiyao.report import Report
from huiyao.resources import outside
from huiyao.review import drafts
from huiyao.unstated import unstated


def check(project: Project) -> Report:
    """Everything that can be wrong, what is doubtful, and the collation of every source."""
    archive = load(project)
    wrong = (*archive.problems, *outside(project.root))
    if archive.library is None:
        return Report(wrong)
    proofs = prove(archive.library)
    judged = {key: proof for key, proof in proofs.items() if key not in archive.unjudged}
    articles = archive.library.items["article"].values()
    doubts = sorted(doubt for item in articles for doubt in unstated(item))
    return Report(
        (*wrong, *faults(judged)),
        (*unknown(project), *doubts),
        proofs=judged,
        unjudged=tuple(sorted(archive.unjudged)),
        drafts=tuple(item.path for item in drafts(archive.library)),
    )
