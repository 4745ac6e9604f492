"""The stage that writes the site: only what changed, each file whole, only our own removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from itertools import chain
from pathlib import Path

from msgspec import Struct

from huiyao.crew import Crew
from huiyao.edition import digest
from huiyao.kind import Planned
from huiyao.memory.ledger import Ledger
from huiyao.memory.place import place
from huiyao.memory.row import Leaf, touched
from huiyao.memory.unchanged import outputs
from huiyao.messages import problem
from huiyao.model import Project, Where
from huiyao.plan import export
from huiyao.press import Order, Receipt, Run, Site, placed, pressed
from huiyao.published import Published
from huiyao.render import Setting, Unrenderable
from huiyao.seats import opened
from huiyao.spare import furnish
from huiyao.stage import MARKER, complete, replace, staged
from huiyao.standing import SEARCH, Standing
from huiyao.tree import Looks, Tree, clear, folders, remove, tree


class Part(Struct, frozen=True):
    """The search index, as far as this stage knows it."""

    documents: int
    """The pages that it knows."""
    stands: Callable[[Path], bool]
    """Whether a site's folder has it as it should be."""
    write: Callable[[Path], object]
    """Brings the index in a site's folder up to date."""


def publish(
    project: Project,
    ledger: Ledger,
    crew: Crew,
    planned: Sequence[Planned],
    setting: Setting,
    ground: Standing,
    search: Part | None = None,
) -> Published:
    """Bring the output folder to the pages planned and what stands beside them, nothing else.

    As a whole: it is the old site until one moment, and the new one from then on. Or, while it is
    only served to its editor, file by file. Where nothing differs nothing is written.
    """
    out = project.out
    present = dict(ground.site().files)
    if not ground.spare:
        out.mkdir(parents=True, exist_ok=True)
    alone = nullcontext((out, Tree()))
    with (
        staged(out, place(project, ".spare"), present, ground.spare) if ground.spare else alone
    ) as (stage, held):
        site = Site(out, stage, apart=out != stage)
        urls = {page.path: page.url for page in planned}
        tally = _publish(project, ledger, crew, planned, urls, setting, site, present)
        gone = settle(site, present, held, tally, search)
    ledger.complete()
    if ground.spare:
        furnish(out, place(project, ".spare"), sorted(tally.leaves), crew)
    return Published(
        len(planned),
        tuple(urls[path] for path in tally.rendered if path in urls),
        tuple(tally.written),
        gone,
        looks(out, tally) if ground.spare else b"",
    )


class Tally:
    """The files of a site as they come to stand, and what was done for that."""

    def __init__(self, ledger: Ledger, leaves: dict[str, Leaf]) -> None:
        self.ledger = ledger
        self.leaves = leaves
        self.rendered: list[str] = []
        self.written: list[str] = []

    def add(self, receipts: Sequence[Receipt]) -> None:
        """Count some files in, and remember them."""
        self.ledger.bind((one.path, one.reads, one.leaf) for one in receipts)
        for one in receipts:
            self.leaves[one.path] = one.leaf
            self.rendered += [one.path] if one.rendered else []
            self.written += [one.path] if one.written else []


def _publish(
    project: Project,
    ledger: Ledger,
    crew: Crew,
    planned: Sequence[Planned],
    urls: Mapping[str, str],
    setting: Setting,
    out: Site,
    present: dict[str, Looks],
) -> Tally:
    """Make and write what differs; the files that the site consists of.

    What stands where a folder of the site has to be is removed, and is not present any more.
    """
    news = ledger.news() if ledger.state("setting") == setting.edition else None
    leaves: dict[str, Leaf] = {}
    standing: dict[str, Leaf] = {}
    sound: set[str] = set()
    for path, reads, leaf in ledger.leaves():
        leaves[path] = leaf
        if present.get(path, ())[:2] == leaf.looks:
            standing[path] = leaf
            if news is not None and not touched(reads, news):
                sound.add(path)
    for path in folders({*leaves, *urls}) & present.keys():
        clear(out.old / path)
        del present[path]
    tally = Tally(ledger, leaves)

    def beside(path: str, content: bytes) -> None:
        key = digest(content)
        if path not in standing or standing[path].digest != key:
            tally.add([placed(out, path, b"", Leaf(key, 0, 0), content)])

    beside(MARKER, b"")
    orders = [
        Order(one, standing.get(path))
        for one, path in zip(planned, urls, strict=True)
        if path not in sound
    ]
    # Of which there are few, each takes long: lists, themes. These first, so all end together.
    alike = Counter(one.template for one in planned)
    orders.sort(key=lambda order: alike[order.planned.template])
    hits = len(planned) - len(orders)
    run = Run(out, setting, setting.edition, news or frozenset())
    for some in pressed(ledger, crew, orders, run, hits):
        tally.add(some)
    del orders
    stray = leaves.keys() - urls.keys() - {MARKER}
    listed = [url for path, url in urls.items() if leaves[path].listed]
    for path, content in export(opened(ledger)[0], listed, project):
        if path in urls or path.startswith(SEARCH):
            raise Unrenderable(problem(Where(f"static/{path}"), "static-taken"))
        stray.discard(path)
        beside(path, content)
    ledger.unbind(stray)
    for path in stray:
        del leaves[path]
    ledger.set_state("setting", setting.edition)
    return tally


def settle(
    out: Site, present: Mapping[str, Looks], held: Tree, tally: Tally, search: Part | None
) -> tuple[str, ...]:
    """Bring everything to its place that is not there yet; the files that are gone by that."""
    inside = {path for path in present if path.startswith(SEARCH)}
    gone = tuple(sorted(present.keys() - inside - tally.leaves.keys()))
    due = not search.stands(out.old) if search else bool(inside) and out.apart
    if not out.apart:
        remove(out.old, gone)
    elif due or tally.written or gone:
        stay = (present.keys() & tally.leaves.keys()) | (inside if search else set())
        made = set(tally.written)
        complete(out.new, out.old, held, stay - made, made)
    else:
        return gone
    if search and due:
        search.write(out.new)
    if out.apart:
        replace(out.new, out.old)
    return gone


def looks(out: Path, tally: Tally) -> bytes:
    """The digest of how the site looks, known without looking at its pages again."""
    pages = ((path, leaf.looks) for path, leaf in tally.leaves.items())
    index = ((SEARCH + path, found) for path, found in tree(out / SEARCH).files.items())
    return outputs(chain(pages, index))
