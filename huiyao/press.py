"""The part of publishing that many can do at once: pages made, and written where they differ."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from msgspec import Struct, structs

from huiyao.concordance import Concordance
from huiyao.crew import Crew, Task
from huiyao.edition import digest
from huiyao.kind import Planned
from huiyao.memory.ledger import Ledger
from huiyao.memory.row import Leaf, cells
from huiyao.memory.shelf import Desk
from huiyao.nest import Nest
from huiyao.render import Setting, recalled, render
from huiyao.seats import ready
from huiyao.tree import above, atomic, descend, put

CAUSES = 12
"""Causes of a page that are remembered."""
ORDINARY = 32 << 10
"""Bytes of a page that counts as one; a list that is ten times as long takes as long as ten."""


class Site(Struct, frozen=True):
    """The folder as it stands, and the folder that changes are written to: the same, or a stage."""

    old: Path
    new: Path
    apart: bool
    """Whether they are two."""


class Run(Struct, frozen=True):
    """What all pages share that are made at one time."""

    out: Site
    setting: Setting
    shared: bytes
    """The digest of all that they are made of alike."""
    news: frozenset[int]
    """The cells that differ from what the site was last published from."""


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
    ledger: Ledger, crew: Crew, orders: Sequence[Order], run: Run, hits: int
) -> Iterator[list[Receipt]]:
    """The pages of some orders, made and written where they differ from what stands.

    `hits` other pages stand as they should.
    """
    workers, make = ready(press, ledger, crew, round(sum(map(burden, orders))))
    return workers.spread(Task("publish", partial(make, run), orders, hits))


def burden(order: Order) -> float:
    """How long a page takes, in ordinary ones; by what stands in its place."""
    return max(1, order.standing.size / ORDINARY) if order.standing else 1


def press(archive: Concordance, desk: Desk, run: Run, orders: Sequence[Order]) -> list[Receipt]:
    """Some pages, made, and written where they are made of something else than what stands."""
    recalled(run.setting, partial(desk.store.state, "templates"))
    with closing(Nest(run.out.new)) as nest:
        return [_press(archive, desk, run, order, nest) for order in orders]


def _press(archive: Concordance, desk: Desk, run: Run, order: Order, nest: Nest) -> Receipt:
    desk.begin()
    page, news = order.planned.page(archive), run.news
    key, reads = digest(page.url, page.template, page.view, run.shared), cells(desk.notes.values())
    if order.standing and order.standing.digest == key:
        return Receipt(page.path, reads, order.standing)
    content = render(page, run.setting)
    listed = page.view.head.index  # type: ignore[attr-defined]  # every view has a head
    cause = tuple(sorted(name for name, cell in desk.notes.items() if cell in news))
    leaf = Leaf(key, 0, 0, listed, cause[:CAUSES])
    return placed(run.out, page.path, reads, leaf, content, nest.mkdir)


def placed(
    out: Site,
    path: str,
    reads: bytes,
    leaf: Leaf,
    content: bytes,
    mkdir: Callable[[str], None] = os.mkdir,
) -> Receipt:
    """A file brought to its bytes; the leaf takes its looks from it."""
    old = f"{out.old}/{path}"
    changed = content != _read(old)
    if not changed:
        status = os.stat(old)  # noqa: PTH116  # tens of thousands: it must be quick
    elif out.apart:
        status = put(out.new, path, content, mkdir)
    else:
        descend(out.new, above(path))
        status = atomic(out.new / path, content)
    leaf = structs.replace(leaf, size=status.st_size, modified=status.st_mtime_ns)
    return Receipt(path, reads, leaf, rendered=True, written=changed)


def _plain(path: str, flags: int) -> int:
    """A file itself: a link to one like it is none of ours, where that can be told."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb", 0, opener=_plain) as file:
            return file.read()
    except OSError:
        return None
