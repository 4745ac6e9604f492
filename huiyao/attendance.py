"""Who took part in a meeting: drawn from its articles, each row proved by their words."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from huiyao.abstract import Abstract
from huiyao.concordance import Concordance
from huiyao.gather import gather
from huiyao.records.article import Entry
from huiyao.views import Ref


class AttendanceRow(Struct, frozen=True):
    """A person in one capacity, with the words that prove it."""

    person: Ref
    role: str
    proof: Ref


class AttendanceGroup(Struct, frozen=True):
    """Everyone in one capacity, in stated order."""

    label: str
    rows: tuple[AttendanceRow, ...]


class Part(Struct, frozen=True):
    """A person's part in a meeting as one article states it."""

    person: str
    entry: Entry
    article: Abstract
    stated: bool
    """Whether a sentence says that they had it."""
    block: int
    order: int


def parts(archive: Concordance, meeting: str) -> dict[str, tuple[Part, ...]]:
    """Capacity to those who have it at a meeting, in its order of display.

    The order within a capacity is that of the words that list them; whom an article names only
    elsewhere follows. Of several articles the one that lists most comes first; whom only another
    lists follows after them.
    """
    found = gather(_stated(archive, meeting))
    ordered = {}
    for capacity, what in archive.capacities.items():
        if not what.attends or capacity not in found:
            continue
        lists = gather((part.article.id, part) for part in found[capacity])
        row: dict[str, Part] = {}
        for parts_ in sorted(lists.values(), key=lambda one: -len(one)):
            for part in sorted(parts_, key=lambda one: (not one.stated, one.block, one.order)):
                row.setdefault(part.person, part)
        ordered[capacity] = tuple(row.values())
    return ordered


def _stated(archive: Concordance, meeting: str) -> Iterator[tuple[str, Part]]:
    for article in archive.stories(meeting):
        proofs = {(p.person, p.capacity): p for p in article.listings}
        last = len(article.places)
        for order, (person, entry) in enumerate(article.people.items()):
            if (entry.meeting or article.meeting) != meeting:
                continue
            for capacity in entry.capacity:
                proof = proofs.get((person, capacity))
                stated = proof is not None and proof.stated
                block, offset = (proof.block, proof.order) if proof else (last, order)
                yield capacity, Part(person, entry, article, stated, block, offset)


def attendance(archive: Concordance, meeting: str) -> tuple[AttendanceGroup, ...]:
    """The attendance of a meeting as its page shows it."""
    return tuple(
        AttendanceGroup(
            archive.capacities[capacity].label,
            tuple(
                AttendanceRow(
                    archive.ref("person", part.person, part.entry.name),
                    part.entry.role,
                    archive.cite(part.article, part.article.place(part.block)),
                )
                for part in row
            ),
        )
        for capacity, row in parts(archive, meeting).items()
    )
