#!/usr/bin/env python3
"""会要 (Huiyao): articles about meetings into a linked, searchable archive.

The pipeline from top to bottom — load, link, prove, plan, index, publish — and the commands over
it.
"""

# ruff: noqa: PLC0415
# Each command imports what it needs when it is called: to find that nothing has changed takes less
# time than to import what would do something about it.

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from huiyao.apart import Answer, apart
from huiyao.arguments import Options, parse
from huiyao.ending import guarded, leave
from huiyao.failure import absent
from huiyao.memory.scan import Content, stamps
from huiyao.memory.unchanged import Inputs, keep, still
from huiyao.messages import spoken
from huiyao.progress import progress, waiting
from huiyao.report import (
    Report,
    lasting,
    resting,
    tell_build,
    tell_check,
    tell_json,
    tell_made,
)

if TYPE_CHECKING:
    from huiyao.memory.ledger import Ledger
    from huiyao.serve import OpenPages, Outcome
    from huiyao.standing import Standing


NEEDED = ("sqlite3", "yaml", "jinja2", "huiyao.load", "huiyao.publish")
"""What takes long to import, and a build needs that finds something changed; the quickest first."""


def build(options: Options) -> Report:
    """`content/` into `_site/`; nothing is written while anything is wrong."""
    started = time.perf_counter()
    project = options.project
    served = options.command == "serve"
    flags = (options.base_url, options.drafts, options.strict, options.search)
    with apart(partial(stamps, project.content), Content) as content:
        now, last = (Inputs(), None) if served else still(project, flags, content, NEEDED)
        if last:
            return resting(last, time.perf_counter() - started)
        from huiyao.memory.ledgers import ledger_of
        from huiyao.resources import outside
        from huiyao.standing import refuse, standing

        if refused := refuse(project.out, project.root):
            return Report((refused,), misused=True)
        if strays := tuple(outside(project.root)):
            return Report(strays)
        with (
            ledger_of(project, renew=not served, waits=partial(waiting, content.renew)) as ledger,
            standing(project, whole=not served) as ground,
        ):
            report = make(options, content, ledger, ground)
    if now.looks and report.published:
        keep(project, lasting(report, report.published, now))
    return report.after(time.perf_counter() - started)


def make(options: Options, content: Answer[Content], ledger: Ledger, ground: Standing) -> Report:
    """The stages of a build from the top to the bottom, each with what differs."""
    from huiyao.catalogue import catalogue
    from huiyao.crew import crew_of
    from huiyao.folder import unknown
    from huiyao.load import load as load_whole
    from huiyao.plan import plan, setting
    from huiyao.publish import publish
    from huiyao.render import Unrenderable, compiling
    from huiyao.seats import opened
    from huiyao.survey import drafts, link_and_prove, load, problems, site_of, told

    project, served = options.project, options.command == "serve"
    site = site_of(project, options.base_url)
    if site is None:
        return Report(load_whole(project).problems)
    shared = setting(site, project)
    with (
        compiling(shared, ledger.state("templates")) as code,
        progress() as shown,
        crew_of(options.scheduler, options.jobs, project, shown, served=served) as crew,
    ):
        load(project, site, content.take(), ledger, crew, drafts=options.drafts)
        if wrong := problems(ledger):
            return Report(wrong)
        link_and_prove(ledger, crew)
        warnings = (*unknown(project), *told(ledger, "warning/"))
        if warnings and options.strict:
            return Report(warnings)
        archive = opened(ledger)[0]
        pages = list(plan(archive))
        catalogue(ledger, crew, wanted=options.search)
        search = None
        if options.search and not served:
            from huiyao.reindex import searching

            search = searching(archive, project, crew)
        ledger.set_state("templates", code())
        try:
            published = publish(project, ledger, crew, pages, shared, ground, search)
        except Unrenderable as error:
            return Report(error.args)
        left = () if options.drafts else drafts(ledger)
    return Report(
        warnings=warnings,
        drafts=left,
        published=published,
        searched=search.documents if search else 0,
        addressed=bool(site.base_url),
        profile=tuple(crew.profile) if options.profile else (),
    )


def rebuild(options: Options) -> Report:
    """A build; a ledger that turns out to be damaged is begun anew."""
    try:
        return build(options)
    except Exception as error:
        from huiyao.memory.ledgers import damaged, forget

        if not damaged(error):
            raise
    forget(options.project)
    return build(options)


def serve_live(options: Options) -> int:
    """Build, serve, and build again at every change."""
    from huiyao.glance import glance
    from huiyao.reindex import reindex
    from huiyao.serve import Outcome, serve
    from huiyao.standing import refuse

    project = options.project

    def renew(open_pages: OpenPages) -> Iterator[Outcome]:
        if seen := glance(project, open_pages(), drafts=options.drafts, waits=waiting):
            yield Outcome(seen)
        report = rebuild(options)
        changed = (*report.published.written, *report.published.removed) if report.published else ()
        later = partial(reindex, project) if options.search and report.published else None
        yield Outcome(changed, report.problems, report.warnings, later)

    out, root = project.out, project.root
    if refused := refuse(out, root):
        return tell_build(Report((refused,), misused=True), str(out))
    return serve(
        out,
        renew,
        [root / name for name in ("content", "templates", "static")],
        host=options.host,
        port=options.port,
        open_browser=options.open,
        announce=partial(print, flush=True),
        words=spoken("serve-"),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code. With no `arguments` but its own, it ends here."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # What a terminal cannot show is no reason to end; the standard error does so by itself.
        sys.stdout.reconfigure(errors="backslashreplace")
    given = sys.argv[1:] if arguments is None else arguments
    code = guarded(lambda: run(parse(given)), "huiyao")
    if arguments is None:
        leave(code)
    return code


def run(options: Options) -> int:
    """Do what the command line asks for."""
    if options.command in {"build", "check", "serve"} and (wrong := absent(options.project)):
        return tell_build(Report((wrong,), misused=True), "")
    match options.command:
        case "serve":
            return serve_live(options)
        case "check":
            from huiyao.check import check

            return (tell_json if options.json else tell_check)(check(options.project))
        case "convert":
            from huiyao.convert.batch import convert
            from huiyao.convert.told import tell_converted
            from huiyao.crew import crew_of

            into = Path(options.into) if options.into else options.project.content
            with crew_of(options.scheduler, options.jobs, options.project) as crew:
                return tell_converted(convert(options.project, options.sources, into, crew))
        case "why":
            from huiyao.why import why

            return tell_made(why(options.project, options.url))
        case "new":
            from huiyao.create import create

            return tell_made(create(options.project, options.kind, options.id))
        case _:
            return tell_build(rebuild(options), str(options.project.out))


if __name__ == "__main__":
    sys.exit(main())
