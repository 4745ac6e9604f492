"""The stage that writes the site: only what changed, each file whole, only our own removed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from huiyao.concordance import Concordance
from huiyao.crew import Crew
from huiyao.kind import Planned
from huiyao.ledger import Ledger
from huiyao.messages import problem
from huiyao.model import Problem, Project, Where
from huiyao.plan import export
from huiyao.render import Setting, render
from huiyao.row import Leaf, Seat, cells, touched
from huiyao.shelf import Desk
from huiyao.survey import opened, seated
from huiyao.work import digest, version

MARKER = ".huiyao"
"""The file that says that an output folder is ours to write and to clean."""

SEARCH = "pagefind/"
"""Where another stage writes; this one leaves it alone."""


class Order(Struct, frozen=True):
    """A page to be made, and what stands in its place, if it stands as it was written."""

    planned: Planned
    standing: Leaf | None


class Receipt(Struct, frozen=True):
    """A file that stands as it should; what was done for that."""

    path: str
    reads: bytes
    leaf: Leaf
    rendered: bool = False
    written: bool = False


class Published(Struct, frozen=True):
    """What a build did to the output folder, as site paths."""

    pages: int
    rendered: tuple[str, ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]


def refuse(out: Path, root: Path) -> Problem | None:
    """Why a folder may not be written to: it holds the project, or something not ours."""
    place = out.resolve()
    where = Where(str(out))
    above = {root.resolve(), *root.resolve().parents, Path.home().resolve(), Path.cwd()}
    if place in above or place in {root.resolve() / n for n in ("content", "templates", "static")}:
        return problem(where, "output-project", path=out)
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        return problem(where, "output-foreign", path=out)
    if out.is_dir() and not (out / MARKER).is_file() and any(out.iterdir()):
        return problem(where, "output-foreign", path=out)
    return None


def publish(
    project: Project, ledger: Ledger, crew: Crew, planned: Sequence[Planned], setting: Setting
) -> Published:
    """Bring the output folder to the pages planned and what stands beside them, nothing else."""
    out = project.out
    out.mkdir(parents=True, exist_ok=True)
    (out / MARKER).touch()
    before, present = ledger.leaves(), dict(files(out))
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
    for some in pressed(ledger, crew, orders, out, setting, shared):
        ledger.bind({one.path: (one.reads, one.leaf) for one in some})
        receipts += some
    leaves = {path: leaf for path, (_, leaf) in before.items()}
    leaves |= {one.path: one.leaf for one in receipts}
    listed = [page.url for page in planned if leaves[page.path].listed]
    wanted = {MARKER, *(page.path for page in planned)}
    for path, content in export(opened(ledger)[0], listed, project):
        wanted.add(path)
        key = digest(content)
        if path not in standing or standing[path].digest != key:
            receipts.append(placed(out, path, b"", key, content))
            ledger.bind({path: (b"", receipts[-1].leaf)})
    ledger.unbind(before.keys() - wanted)
    removed = sorted(present.keys() - wanted)
    remove(out, removed)
    ledger.set_state("setting", shared)
    ledger.complete()
    pages = {page.path: page.url for page in planned}
    return Published(
        len(planned),
        tuple(pages[one.path] for one in receipts if one.rendered and one.path in pages),
        tuple(one.path for one in receipts if one.written),
        tuple(removed),
    )


def files(out: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every file in the output folder that is ours to judge, with its size and time."""
    folders = [""]
    for folder in folders:
        with os.scandir(out / folder) as entries:
            for entry in entries:
                path = folder + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders += [] if f"{path}/" == SEARCH else [f"{path}/"]
                else:
                    status = entry.stat(follow_symlinks=False)
                    yield path, (status.st_size, status.st_mtime_ns)


def pressed(
    ledger: Ledger, crew: Crew, orders: Sequence[Order], out: Path, setting: Setting, shared: bytes
) -> Iterator[list[Receipt]]:
    """The pages of some orders, made and written where they differ from what stands."""
    if crew.alone(len(orders)) or ledger.path is None:
        make = partial(press, *opened(ledger), out, setting, shared)
        return Crew(progress=crew.progress).spread("publish", make, orders)
    ledger.commit()
    return crew.spread("publish", partial(press_apart, ledger.seat(), out, setting, shared), orders)


def press_apart(
    seat: Seat, out: Path, setting: Setting, shared: bytes, orders: Sequence[Order]
) -> list[Receipt]:
    """Some pages, made and written in a process of its own."""
    return press(*seated(seat), out, setting, shared, orders)


def press(
    archive: Concordance,
    desk: Desk,
    out: Path,
    setting: Setting,
    shared: bytes,
    orders: Sequence[Order],
) -> list[Receipt]:
    """Some pages, made, and written where they are made of something else than what stands."""
    receipts = []
    for order in orders:
        desk.begin()
        page = order.planned.page(archive)
        key, reads = digest(page.url, page.template, page.view, shared), cells(desk.notes)
        if order.standing and order.standing.digest == key:
            receipts.append(Receipt(page.path, reads, order.standing))
        else:
            content = render(page, setting)
            listed = page.view.head.index  # type: ignore[attr-defined]  # every view has a head
            receipts.append(placed(out, page.path, reads, key, content, listed=listed))
    return receipts


def placed(
    out: Path, path: str, reads: bytes, key: bytes, content: bytes, *, listed: bool = True
) -> Receipt:
    """A file brought to its bytes."""
    place = out / path
    changed = not place.is_file() or place.read_bytes() != content
    if changed:
        atomic(place, content)
    status = place.stat()
    leaf = Leaf(key, status.st_size, status.st_mtime_ns, listed)
    return Receipt(path, reads, leaf, rendered=True, written=changed)


def atomic(path: Path, content: bytes) -> None:
    """Put a file in its place as a whole: no reader sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".huiyao-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def remove(out: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders that this leaves empty."""
    for path in paths:
        place = out / path
        place.unlink(missing_ok=True)
        for folder in place.parents:
            if folder == out or any(folder.iterdir()):
                break
            folder.rmdir()
