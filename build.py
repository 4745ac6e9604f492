#!/usr/bin/env python3
"""会要 (Huiyao): articles about meetings into a linked, searchable archive.

The pipeline from top to bottom — load, link, prove, plan, publish, index — and the commands over
it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from huiyao.arguments import Options, parse
from huiyao.concordance import concord
from huiyao.convert.batch import convert
from huiyao.convert.told import tell_converted
from huiyao.create import create
from huiyao.index import index
from huiyao.link import link
from huiyao.load import load
from huiyao.messages import spoken
from huiyao.plan import export, plan, setting
from huiyao.proof import faults, prove
from huiyao.publish import publish, refuse
from huiyao.render import Unrenderable
from huiyao.report import Report, tell_build, tell_check, tell_json, tell_made
from huiyao.review import addressed, drafts, reviewed
from huiyao.searchable import documents
from huiyao.serve import OpenPages, Outcome, serve
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
        left = () if options.drafts else tuple(drafts(archive.library))
        chosen = reviewed(archive.library) if left else archive.library
        library = link(addressed(chosen, options.base_url), work)
        whole = prove(archive.library, work)
        proofs = prove(library, work) if left else whole
        found = faults(whole)
        if found and options.strict:
            return Report(found, proofs=proofs)
        concordance = concord(library, proofs)
        pages = list(plan(concordance))
        files = export(concordance, pages, project)
        try:
            published = publish(project, pages, files, setting(concordance, project), pool)
        except Unrenderable as error:
            return Report(error.args)
    searched = None
    if options.search:
        searched = index(list(documents(concordance)), project.out, project.cache)
    return Report(
        warnings=found,
        proofs=proofs,
        drafts=left,
        published=published,
        searched=searched,
        addressed=bool(library.site.base_url),
        seconds=time.perf_counter() - started,
    )


def check(options: Options) -> Report:
    """Everything that can be wrong, and the collation of every source."""
    work = Work(options.project.cache)
    archive = load(options.project, work)
    if archive.library is None:
        return Report(archive.problems)
    proofs = prove(archive.library, work)
    judged = {key: proof for key, proof in proofs.items() if key not in archive.unjudged}
    return Report(
        (*archive.problems, *faults(judged)),
        proofs=judged,
        unjudged=tuple(sorted(archive.unjudged)),
        drafts=tuple(drafts(archive.library)),
    )


def serve_live(options: Options) -> int:
    """Build, serve, and build again at every change."""

    def rebuild(_: OpenPages) -> Iterator[Outcome]:
        report = build(options)
        changed = (*report.published.written, *report.published.removed) if report.published else ()
        yield Outcome(changed, report.problems)

    out, root = options.project.out, options.project.root
    if refused := refuse(out, root):
        return tell_build(Report((refused,), misused=True), str(out))
    return serve(
        out,
        rebuild,
        [root / name for name in ("content", "templates", "static")],
        host=options.host,
        port=options.port,
        open_browser=options.open,
        announce=partial(print, flush=True),
        words=spoken("serve-"),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code."""
    options = parse(sys.argv[1:] if arguments is None else arguments)
    match options.command:
        case "serve":
            return serve_live(options)
        case "check":
            return (tell_json if options.json else tell_check)(check(options))
        case "convert":
            into = Path(options.into) if options.into else options.project.content
            return tell_converted(convert(options.project, options.sources, into))
        case "new":
            return tell_made(create(options.project, options.kind, options.id))
        case _:
            return tell_build(build(options), str(options.project.out))


if __name__ == "__main__":
    sys.exit(main())
