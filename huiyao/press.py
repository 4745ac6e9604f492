"""The part of publishing that many can do at once: pages made, and written where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from huiyao.concordance import Concordance
from huiyao.crew import Crew
from huiyao.kind import Planned
from huiyao.ledger import Ledger
from huiyao.render import Setting, render
from huiyao.row import Leaf, Seat, cells
from huiyao.shelf import Desk
from huiyao.stage import atomic, descend
from huiyao.survey import opened, seated
from huiyao.work import digest


class Site(Struct, frozen=True):
    """The folder as it stands, and the folder that changes are written to: the same, or a stage."""

    old: Path
    new: Path


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


def pressed(
    ledger: Ledger, crew: Crew, orders: Sequence[Order], out: Site, setting: Setting, shared: bytes
) -> Iterator[list[Receipt]]:
    """The pages of some orders, made and written where they differ from what stands."""
    if crew.alone(len(orders)) or ledger.path is None:
        make = partial(press, *opened(ledger), out, setting, shared)
        return Crew(progress=crew.progress).spread("publish", make, orders)
    ledger.commit()
    return crew.spread("publish", partial(press_apart, ledger.seat(), out, setting, shared), orders)


def press_apart(
    seat: Seat, out: Site, setting: Setting, shared: bytes, orders: Sequence[Order]
) -> list[Receipt]:
    """Some pages, made and written in a process of its own."""
    return press(*seated(seat), out, setting, shared, orders)


def press(
    archive: Concordance,
    desk: Desk,
    out: Site,
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
    out: Site, path: str, reads: bytes, key: bytes, content: bytes, *, listed: bool = True
) -> Receipt:
    """A file brought to its bytes."""
    old, new = out.old / path, out.new / path
    changed = content != _read(old)
    if changed and out.old == out.new:
        descend(out.new, new.parent)
        atomic(new, content)
    elif changed:
        _write(new, content)
    status = (new if changed else old).stat()
    leaf = Leaf(key, status.st_size, status.st_mtime_ns, listed)
    return Receipt(path, reads, leaf, rendered=True, written=changed)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(path: Path, content: bytes) -> None:
    """Write a file where nobody looks yet."""
    try:
        file = open(path, "wb", 0)  # noqa: PTH123, SIM115  # tens of thousands: it must be quick
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = open(path, "wb", 0)  # noqa: PTH123, SIM115
    with file:
        file.write(content)
