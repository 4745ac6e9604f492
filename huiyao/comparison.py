"""Meetings side by side: their themes or people, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from huiyao.attendance import parts
from huiyao.cards import reports, themes_of
from huiyao.concordance import Concordance
from huiyao.frequency import rate
from huiyao.gather import gather
from huiyao.records.meeting import Meeting
from huiyao.views import Ref

ROWS = 100
"""People that a comparison shows whatever it knows of them; of more, those who come again."""


class Cell(Struct, frozen=True):
    """What one meeting has of a row: `change` tells it from the meeting before."""

    text: str = ""
    note: str = ""
    change: str = ""
    """`new`, `dropped`, `unlisted` or nothing: a person not listed may yet have been there."""
    url: str = ""


EMPTY = Cell()
"""What a meeting has of a row that it has nothing of."""


class Row(Struct, frozen=True):
    """A theme or a person through the meetings."""

    ref: Ref
    cells: tuple[Cell, ...]


class Comparison(Struct, frozen=True):
    """Meetings as columns, themes or people as rows."""

    columns: tuple[Ref, ...]
    rows: tuple[Row, ...]


class Once(Struct, frozen=True):
    """A meeting, with those who take part in no other of the meetings compared."""

    meeting: Ref
    people: tuple[Ref, ...]


def theme_rows(archive: Concordance, meetings: Sequence[Meeting]) -> Iterator[Row]:
    """Themes by how often the meetings state them together."""
    stories = [reports(archive, m.id, archive.told(m.id)) for m in meetings]
    counts = [themes_of(archive, told) for told in stories]
    sizes = [sum(story.characters for story in told) for told in stories]
    within = [{theme for story in told for theme in story.within} for told in stories]
    totals = {key: sum(count[key] for count in counts) for count in counts for key in count}
    for key in sorted(totals, key=lambda key: (-totals[key], key)):
        found = [
            theme_cell(archive, count[key], size, inside=key in inside)
            for count, size, inside in zip(counts, sizes, within, strict=True)
        ]
        yield Row(archive.ref("theme", key), tuple(found))


def theme_cell(archive: Concordance, count: int, size: int, *, inside: bool) -> Cell:
    """How often reports of so many characters state a theme, or have it inside longer words."""
    words = archive.words["series"]
    if count:
        return Cell(str(count), words["rate"].format(n=rate(count, size)))
    return Cell("0", words["within"]) if inside else EMPTY


def people_rows(archive: Concordance, meetings: Sequence[Meeting]) -> Iterator[Row]:
    """Those who took part, in the order of their first listing, with place and capacity."""
    stated: list[dict[str, Cell]] = []
    for meeting in meetings:
        cells: dict[str, Cell] = {}
        for capacity, row in parts(archive, meeting.id).items():
            label = archive.capacities[capacity].label
            for order, part in enumerate(row, 1):
                url = archive.passage(part.article, part.article.place(part.block)).url
                place = f"{label} {order}" if len(row) > 1 else label
                before = cells.get(part.person)
                text = f"{before.text}、{place}" if before else place
                cells[part.person] = Cell(text, part.entry.role, "", before.url if before else url)
        stated.append(cells)
    for person in dict.fromkeys(key for cells in stated for key in cells):
        found = tuple(cells.get(person, EMPTY) for cells in stated)
        yield Row(archive.ref("person", person), found)


def parted(table: Comparison) -> tuple[Comparison, tuple[Once, ...]]:
    """A long comparison without the rows of a single entry, and these by its meetings."""
    if len(table.rows) <= ROWS:
        return table, ()
    entries = [[n for n, cell in enumerate(row.cells) if cell.text] for row in table.rows]
    pairs = list(zip(table.rows, entries, strict=True))
    again = tuple(row for row, found in pairs if len(found) > 1)
    once = gather((found[0], row.ref) for row, found in pairs if len(found) == 1)
    return (
        structs.replace(table, rows=again),
        tuple(Once(column, once[n]) for n, column in enumerate(table.columns) if n in once),
    )


def compared(table: Comparison, gone: str) -> Comparison:
    """A comparison whose cells tell what has changed."""
    rows = (structs.replace(row, cells=tuple(changed(row.cells, gone))) for row in table.rows)
    return structs.replace(table, rows=tuple(rows))


def changed(cells: Sequence[Cell], gone: str) -> Iterator[Cell]:
    """The cells of a row, told what is new, and by the word `gone` what is no longer there."""
    for before, cell in zip((None, *cells), cells, strict=False):
        if before is None or bool(before.text) == bool(cell.text):
            yield cell
        else:
            yield structs.replace(cell, change="new" if cell.text else gone)
