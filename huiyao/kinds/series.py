"""Series: meetings of one name side by side, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct, structs

from huiyao import urls, volumes
from huiyao.attendance import parts
from huiyao.cards import meeting_card, reported, reports, themes_of
from huiyao.concordance import Concordance
from huiyao.gather import gather
from huiyao.kind import Kind, Planned, in_volumes, page
from huiyao.kinds.meeting import rate
from huiyao.records.meeting import Meeting
from huiyao.views import Head, MeetingCard, Ref

BESIDE = 24
"""Meetings that can be compared side by side; of more, the latest."""


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


class SeriesView(Struct, frozen=True):
    """All that the page of a series shows."""

    head: Head
    name: str
    description: str
    meetings: tuple[MeetingCard, ...]
    count: int
    """Meetings of the whole series, or of the volume."""
    themes: Comparison
    people: Comparison
    once: tuple[Once, ...]
    """Those whom the comparison leaves out."""
    left: int
    """Meetings before those compared, for which there is no room beside them."""
    volumes: tuple[Ref, ...]


class SeriesCard(Struct, frozen=True):
    """A series as an entry of the list."""

    ref: Ref
    description: str
    meetings: tuple[MeetingCard, ...]
    earlier: int
    """Meetings before those."""


class SeriesListView(Struct, frozen=True):
    """Every series."""

    head: Head
    series: tuple[SeriesCard, ...]


def pages(archive: Concordance) -> Iterator[Planned]:
    """One page for each series, and the list of all."""
    for key in archive.site.series:
        own = page("series", view, key)
        yield from in_volumes(archive, f"row-{key}-year", own, BESIDE)
    yield Planned("series/", "pages/series-list.html", listed)


def listed(archive: Concordance) -> SeriesListView:
    """The view of the list."""
    words = archive.words["lists"]
    cards = tuple(card(archive, key) for key in archive.site.series)
    return SeriesListView(Head(words["series"], words["series_lead"]), cards)


def card(archive: Concordance, key: str) -> SeriesCard:
    """A series with its latest meetings."""
    row = archive.under("row", key)
    latest = tuple(meeting_card(archive, archive.meetings[one]) for one in row[-BESIDE:])
    about = archive.site.series[key].description
    return SeriesCard(archive.ref("series", key), about, latest, len(row) - len(latest))


def view(archive: Concordance, key: str, volume: str | None = None) -> SeriesView:
    """The view of one series, or of a volume of it; meetings that have articles are compared.

    A volume is compared with the last meeting before it, the page of a long series as a whole.
    """
    series = archive.site.series[key]
    table = f"row-{key}-year"
    bound = volumes.bound(archive, table, urls.of("series", key), volume, BESIDE)
    row = archive.under("row", key)
    keys = row if bound.year is None else archive.under(table, bound.year)
    told = [one for one in (row if volume is None else keys) if reported(archive, one)]
    earlier = reversed(row[: row.index(told[0])] if told and volume is not None else ())
    before = islice((one for one in earlier if reported(archive, one)), 1)
    latest = [archive.meetings[one] for one in [*before, *told][-BESIDE:]]
    dates = [archive.date(m.date) for m in latest]
    columns = tuple(
        structs.replace(archive.ref("meeting", m.id), note=date.text if date else "")
        for m, date in zip(latest, dates, strict=True)
    )
    people, once = parted(Comparison(columns, tuple(people_rows(archive, latest))))
    return SeriesView(
        Head(series.name, series.description),
        series.name,
        series.description,
        tuple(meeting_card(archive, archive.meetings[one]) for one in keys),
        len(row if volume is None else keys),
        compared(Comparison(columns, tuple(theme_rows(archive, latest))), "dropped"),
        compared(people, "unlisted"),
        once,
        max(0, len(told) - len(latest)),
        bound.links,
    )


def theme_rows(archive: Concordance, meetings: Sequence[Meeting]) -> Iterator[Row]:
    """Themes by how often the meetings state them together."""
    stories = [reports(archive, m.id, archive.told(m.id)) for m in meetings]
    counts = [themes_of(archive, told) for told in stories]
    sizes = [sum(story.characters for story in told) for told in stories]
    form = archive.words["series"]["rate"]
    totals = {key: sum(count[key] for count in counts) for count in counts for key in count}
    for key in sorted(totals, key=lambda key: (-totals[key], key)):
        found = [
            Cell(str(count[key]), form.format(n=rate(count[key], size))) if count[key] else EMPTY
            for count, size in zip(counts, sizes, strict=True)
        ]
        yield Row(archive.ref("theme", key), tuple(found))


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


KIND = Kind("series", pages=pages)
