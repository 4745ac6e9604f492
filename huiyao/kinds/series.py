"""Series: meetings of one name side by side, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct, structs

from huiyao import urls, volumes
from huiyao.cards import meeting_card, reported
from huiyao.comparison import Comparison, Once, compared, parted, people_rows, theme_rows
from huiyao.concordance import Concordance
from huiyao.kind import Kind, Planned, in_volumes, page
from huiyao.views import Head, MeetingCard, Ref

BESIDE = 24
"""Meetings that can be compared side by side; of more, the latest."""


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


KIND = Kind("series", pages=pages)
