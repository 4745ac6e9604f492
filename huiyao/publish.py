"""The stage that writes the site: only what changed, each file whole, only our own removed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import nullcontext
from pathlib import Path

from msgspec import Struct

from huiyao.crew import Crew
from huiyao.kind import Planned
from huiyao.memory.ledger import Ledger
from huiyao.memory.row import Leaf, touched
from huiyao.messages import problem
from huiyao.model import Problem, Project, Where
from huiyao.plan import export
from huiyao.press import Order, Receipt, Site, placed, pressed
from huiyao.published import Published
from huiyao.render import Setting, Unrenderable
from huiyao.stage import atomic, complete, files, remove, replace, staged
from huiyao.survey import opened
from huiyao.work import digest, version

KEPT = ("content", "templates", "static", ".cache", ".git")
"""Folders of a project that nothing is published to."""

MARKER = ".huiyao"
"""The file that says that an output folder is ours to write and to clean."""

SEARCH = "pagefind/"
"""Where another stage writes; this one leaves it alone."""


class Part(Struct, frozen=True):
    """The search index, as far as this stage knows it."""

    stands: Callable[[Path], bool]
    """Whether a site's folder has it as it should be."""
    write: Callable[[Path], object]
    """Brings the index in a site's folder up to date."""


def refuse(out: Path, root: Path) -> Problem | None:
    """Why a folder may not be written to: it holds the project, or something not ours."""
    place, where = out.resolve(), Where(str(out))
    root, home, here = root.resolve(), Path.home().resolve(), Path.cwd()
    above = {root, home, here, *root.parents, *home.parents, *here.parents}
    if place in above or any(place.is_relative_to(root / name) for name in KEPT):
        return problem(where, "output-project", path=out)
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        return problem(where, "output-foreign", path=out)
    if out.is_dir() and not (out / MARKER).is_file() and any(out.iterdir()):
        return problem(where, "output-foreign", path=out)
    return None


def publish(
    project: Project,
    ledger: Ledger,
    crew: Crew,
    planned: Sequence[Planned],
    setting: Setting,
    search: Part | None = None,
    *,
    whole: bool = True,
) -> Published:
    """Bring the output folder to the pages planned and what stands beside them, nothing else.

    As a whole: it is the old site until one moment, and the new one from then on. Or, while it is
    only served to its editor, file by file. Where nothing differs nothing is written.
    """
    out = project.out
    out.parent.mkdir(parents=True, exist_ok=True)
    if not whole:
        out.mkdir(exist_ok=True)
    with staged(out, project.cache) if whole else nullcontext(out) as place:
        return _publish(project, ledger, crew, planned, setting, search, place)


def _publish(
    project: Project,
    ledger: Ledger,
    crew: Crew,
    planned: Sequence[Planned],
    setting: Setting,
    search: Part | None,
    place: Path,
) -> Published:
    out = Site(project.out, place)
    before = ledger.leaves()
    present = dict(files(project.out, SEARCH)) if project.out.is_dir() else {}
    standing = {
        path: leaf
        for path, (_, leaf) in before.items()
        if present.get(path) == (leaf.size, leaf.modified)
    }
    shared = digest(version(), setting.site, setting.digest)
    news = ledger.news() if ledger.state("setting") == shared else None
    orders = [
        Order(page, standing.get(page.path))
        for page in planned
        if news is None or page.path not in standing or touched(before[page.path][0], news)
    ]
    receipts: list[Receipt] = []
    if MARKER not in present:
        atomic(place / MARKER, b"")
    for some in pressed(
        ledger, crew, orders, out, setting, shared, news or frozenset(), len(planned) - len(orders)
    ):
        ledger.bind({one.path: (one.reads, one.leaf) for one in some})
        receipts += some
    leaves = {path: leaf for path, (_, leaf) in before.items()}
    leaves |= {one.path: one.leaf for one in receipts}
    listed = [page.url for page in planned if leaves[page.path].listed]
    pages = {page.path: page.url for page in planned}
    wanted = {MARKER, *pages}
    for path, content in export(opened(ledger)[0], listed, project):
        if path in pages or path.startswith(SEARCH):
            raise Unrenderable(problem(Where(f"static/{path}"), "static-taken"))
        wanted.add(path)
        key = digest(content)
        if path not in standing or standing[path].digest != key:
            receipts.append(placed(out, path, b"", Leaf(key, 0, 0), content))
            ledger.bind({path: (b"", receipts[-1].leaf)})
    ledger.unbind(before.keys() - wanted)
    published = Published(
        len(planned),
        tuple(pages[one.path] for one in receipts if one.rendered and one.path in pages),
        tuple(one.path for one in receipts if one.written),
        tuple(sorted(present.keys() - wanted)),
    )
    settle(out, published, wanted & present.keys(), search)
    ledger.set_state("setting", shared)
    ledger.complete()
    return published


def settle(out: Site, published: Published, kept: Collection[str], search: Part | None) -> None:
    """Bring everything to its place that is not there yet."""
    indexed = (out.old / SEARCH).is_dir()
    due = not search.stands(out.old) if search else indexed and out.old != out.new
    if out.old == out.new:
        remove(out.old, published.removed)
    elif due or published.written or published.removed:
        inside = (
            (SEARCH + path for path, _ in files(out.old / SEARCH)) if indexed and search else ()
        )
        complete(out.new, out.old, (*kept, *inside))
    else:
        return
    if search and due:
        search.write(out.new)
    if out.old != out.new:
        replace(out.new, out.old)
