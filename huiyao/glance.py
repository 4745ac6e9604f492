"""What is on a screen, brought up to date before all else: the open pages whose own file differs.

It takes as long in an archive of any size; the build that follows makes everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from huiyao import derived
from huiyao.derived import Derivation
from huiyao.kind import Kind, page
from huiyao.kinds import kinds
from huiyao.memory.ledger import Ledger
from huiyao.memory.ledgers import ledger_of
from huiyao.memory.row import entries
from huiyao.model import Project
from huiyao.plan import setting
from huiyao.press import Order, Run, Site, press
from huiyao.records.article import Article
from huiyao.render import Unrenderable
from huiyao.seats import opened
from huiyao.survey import ahead, encode, made, shelved


def glance(
    project: Project,
    open_pages: Iterable[str],
    *,
    drafts: bool,
    waits: Callable[[], object] = lambda: None,
) -> tuple[str, ...]:
    """Bring open pages up to date; both they and those written are paths in the output folder.

    None is written where a file is not sound, or where more than files differ: a build will tell.
    """
    with ledger_of(project, waits=waits) as ledger:
        if ledger.state("setting") is None or ledger.state("drafts") != bytes([drafts]):
            return ()
        return tuple(path for path in sorted(open_pages) if _renewed(project, ledger, path))


def _renewed(project: Project, ledger: Ledger, path: str) -> bool:
    """Whether a page was written anew because its own file differs."""
    kind, key = _own(path)
    if kind is None or not _reread(project, ledger, kind, key):
        return False
    archive, desk = opened(ledger)
    shown = setting(archive.site, project)
    if ledger.state("setting") != shown.edition or kind.view is None:
        return False
    planned = page(kind.name, kind.view, key)
    if planned.path != path:
        return False
    run = Run(Site(project.out, project.out, apart=False), shown, shown.edition, ledger.news())
    try:
        (receipt,) = press(archive, desk, run, [Order(planned, None)])
    except (Unrenderable, KeyError):
        # It may lead to what a faulty build has read, of which nothing is computed yet.
        return False
    ledger.bind([(path, receipt.reads, receipt.leaf)])
    return receipt.written


def _own(path: str) -> tuple[Kind | None, str]:
    """The kind and the id of the record that a page is of."""
    folder, _, rest = path.partition("/")
    kind = next((kind for kind in kinds() if kind.folder == folder and not kind.read), None)
    return kind, rest.partition("/")[0]


def _reread(project: Project, ledger: Ledger, kind: Kind, key: str) -> bool:
    """Whether a file differs and is sound; its rows are then those of what it says now."""
    unit = f"{kind.name}/{key}.md"
    if not (project.content / kind.folder / f"{key}.md").is_file():
        return False
    rows = {row.name: row for row in shelved(project, False, [unit])[1]}  # noqa: FBT003
    record = rows.get(f"{kind.name}/{key}")
    if record is None or ledger.value(record.name) in {None, record.value}:
        return False
    ledger.set_state("ahead", encode([*ahead(ledger), unit]))
    ledger.put(rows.values())
    fault = _made(ledger, derived.FAULT, unit)
    if fault or opened(ledger)[0].margins[unit].problems:
        return False
    if kind.record is Article:
        archive = opened(ledger)[0]
        sources = [one for one in archive.articles[key].source if one in archive.sources]
        _made(ledger, derived.READING, key)
        for source in sources:
            _made(ledger, derived.PROOF, source)
    return True


def _made(ledger: Ledger, derivation: Derivation, key: str) -> bool:
    """Make the rows of a key again; whether they are filed anywhere."""
    rows = made(*opened(ledger), derivation, [key])
    ledger.put(rows)
    return bool(entries(rows[0].filed))
