"""What a page is made of, and why it was made again."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from huiyao.concordance import Concordance
from huiyao.derived import PROOF, READING
from huiyao.memory.ledger import Ledger
from huiyao.memory.ledgers import ledger_of
from huiyao.memory.scan import lasting, stamps
from huiyao.memory.writer import legible
from huiyao.messages import problem, say
from huiyao.model import Problem, Project, Where
from huiyao.plan import plan
from huiyao.progress import waiting
from huiyao.seats import opened
from huiyao.survey import differing, shelved

SHOWN = 8
"""Items of a head that are named."""

BEHIND = dict.fromkeys(READING.tables, "article") | dict.fromkeys(PROOF.tables, "source")
"""Table to the kind of the records that its rows are made of."""


def why(project: Project, url: str) -> Iterator[str | Problem]:
    """What the last build looked up for a page, in words, and what of it differs by now."""
    url = addressed(url)
    with ledger_of(project, build=False, waits=waiting) as ledger:
        if not legible(ledger.state("version")) or ledger.value("site/") is None:
            yield problem(Where(url), "why-none", url=url)
            return
        archive, desk = opened(ledger)
        base = urlsplit(archive.site.base_url).path.lstrip("/")
        ways = {url, url.removeprefix(base)}
        planned = next((page for page in plan(archive) if page.url in ways), None)
        leaf = ledger.leaf(planned.path) if planned else None
        if planned is None or leaf is None:
            yield problem(Where(url), "why-none", url=url)
            return
        desk.begin()
        planned.page(archive)
        notes = set(map(written, desk.notes))
        yield say("why-made", path=planned.path, template=planned.template)
        yield from (told(archive, name) for name in sorted(notes))
        cause = leaf.cause
        yield say("why-cause", names=" ".join(cause)) if cause else say("why-anew")
        found = differing(ledger, lasting(stamps(project.content)))
        changed = (unit for unit in found.due if differs(project, ledger, unit))
        units = [u for u in (*found.gone, *changed) if u.removesuffix(".md") in notes]
        yield say("why-due", names=" ".join(units)) if units else say("why-stands")


def addressed(url: str) -> str:
    """The address of a page below the site's root, as a browser or a build says it."""
    path = unquote(urlsplit(url).path).strip("/").removesuffix("index.html").strip("/")
    return f"{path}/" if path and not path.endswith(".html") else path


def differs(project: Project, ledger: Ledger, unit: str) -> bool:
    """Whether a file says something else than when it was read last, whatever its times."""
    _, rows = shelved(project, ledger.state("drafts") == bytes([True]), [unit])
    return any(row.value != ledger.value(row.name) for row in rows)


def written(name: str) -> str:
    """The record whose file stands behind a row; a head, or what has none, is its own."""
    table, _, key = name.partition("/")
    return f"{BEHIND.get(table, table)}/{key}"


def told(archive: Concordance, name: str) -> str:
    """A row by its file, or a head by what stands under it."""
    kind, _, key = name.partition("/")
    file = f"{kind}/{key}" if kind == "source" else f"{kind}/{key}.md"
    if key and archive.margins.get(file):
        return say("why-file", file=archive.margins[file].path)
    items = archive.shelves.under(name).items
    if not items:
        return say("why-file", file=name)
    more = "" if len(items) <= SHOWN else f" … ({len(items)})"
    return say("why-head", head=name, items=" ".join(items[:SHOWN]) + more)
