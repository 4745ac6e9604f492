#!/usr/bin/env python3
"""会要 (Huiyao): articles about meetings into a linked, searchable archive.

The pipeline from top to bottom — load, link, prove, plan, publish, index — and the commands over
it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from functools import partial

from huiyao.arguments import Options, parse
from huiyao.concordance import concord
from huiyao.create import create
from huiyao.index import index
from huiyao.link import link
from huiyao.load import load
from huiyao.plan import export, plan, setting
from huiyao.proof import faults, prove
from huiyao.publish import publish, refuse
from huiyao.report import Report, tell, tell_json
from huiyao.review import addressed, drafts, reviewed
from huiyao.searchable import documents
from huiyao.serve import Outcome, serve
from huiyao.work import Work, workers


def build(options: Options) -> Report:
    """`content/` into `_site/`; nothing is written while anything is wrong."""
    started = time.perf_counter()
    project = options.project
    if refused := refuse(project.out, project.root):
        return Report((refused,), misused=True)
    with workers(options.jobs) as pool:
        work = Work(project.cache, pool)
        archive = load(project, work)
        if archive.library is None or archive.problems:
            return Report(archive.problems)
        chosen = archive.library if options.drafts else reviewed(archive.library)
        library = link(addressed(chosen, options.base_url), work)
        proofs = prove(library, work)
        if options.strict and (found := faults(proofs)):
            return Report(found, proofs=proofs)
        concordance = concord(library, proofs)
        pages = list(plan(concordance))
        files = export(concordance, pages, project)
        published = publish(project, pages, files, setting(concordance, project), pool)
    searched = None
    if options.search:
        searched = index(list(documents(concordance)), project.out, project.cache)
    return Report(
        proofs=proofs,
        drafts=() if options.drafts else tuple(drafts(archive.library)),
        published=published,
        searched=searched,
        seconds=time.perf_counter() - started,
    )


def check(options: Options) -> Report:
    """Everything that can be wrong, and the collation of every source."""
    work = Work(options.project.cache)
    archive = load(options.project, work)
    if archive.library is None:
        return Report(archive.problems)
    proofs = prove(archive.library, work)
    problems = (*archive.problems, *faults(proofs))
    return Report(problems, proofs=proofs, drafts=tuple(drafts(archive.library)))
