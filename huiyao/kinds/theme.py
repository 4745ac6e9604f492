"""Themes: every passage that states them, in the order of the meetings, and how often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from huiyao import urls, volumes
from huiyao.abstract import Statement
from huiyao.chart import Chart, chart
from huiyao.concordance import Concordance
from huiyao.frequency import by_meeting, rate, yearly
from huiyao.gather import gather, weighed
from huiyao.kind import Kind, Planned, pages_of
from huiyao.markup import note
from huiyao.memory.filing import placed
from huiyao.passage import forms
from huiyao.records.theme import Theme
from huiyao.views import Count, DateView, Head, Ref

BARS = 48
"""Meetings that a chart still shows one by one; of more it shows the years."""


class Passage(Struct, frozen=True):
    """The paragraph of a passage, its words marked."""

    html: str
    source: Ref


class PassageGroup(Struct, frozen=True):
    """The passages of one meeting, with the length of what was read."""

    meeting: Ref | None
    date: DateView | None
    count: int
    rate: str
    passages: tuple[Passage, ...]


class PassageRef(Struct, frozen=True):
    """The first or the latest use."""

    meeting: Ref | None
    ref: Ref
    date: DateView | None


class ThemeView(Struct, frozen=True):
    """All that a theme's page shows."""

    head: Head
    name: str
    aliases: tuple[str, ...]
    description: str
    note_html: str
    broader: Ref | None
    narrower: tuple[Count, ...]
    total: int
    first: PassageRef | None
    latest: PassageRef | None
    passages: tuple[PassageGroup, ...]
    chart: Chart | None
    related: tuple[Count, ...]
    search: str
    volumes: tuple[Ref, ...]


class ThemeGroup(Struct, frozen=True):
    """A theme at the top with those below it."""

    ref: Ref
    description: str
    themes: tuple[Count, ...]


class ThemesView(Struct, frozen=True):
    """The vocabulary."""

    head: Head
    groups: tuple[ThemeGroup, ...]


def pages(archive: Concordance) -> Iterator[Planned]:
    """One page for each theme, and the vocabulary."""
    yield from pages_of(archive, "theme", view, archive.themes, "hit-{}-year")
    yield Planned("themes/", "pages/themes.html", listed)


def listed(archive: Concordance) -> ThemesView:
    """The view of the vocabulary."""
    words = archive.words["lists"]
    tops = [t for t in archive.themes.values() if t.broader not in archive.themes]

    def weight(theme: Theme) -> int:
        return sum(archive.uses[key] for key in (theme.id, *tree(archive, theme.id)))

    groups = tuple(
        ThemeGroup(archive.ref("theme", t.id), t.description, counts(archive, tree(archive, t.id)))
        for t in sorted(tops, key=weight, reverse=True)
    )
    return ThemesView(Head(words["themes"], words["themes_lead"]), groups)


def tree(archive: Concordance, theme: str) -> tuple[str, ...]:
    """Every theme below another, whatever the depth."""
    below = archive.under("below", theme)
    return tuple(k for child in below for k in (child, *tree(archive, child)))


def counts(archive: Concordance, themes: tuple[str, ...]) -> tuple[Count, ...]:
    """Themes with the number of their passages."""
    found = {key: archive.uses.get(key, 0) for key in themes}
    return weighed(found, {key: archive.ref("theme", key) for key in found})


def view(archive: Concordance, key: str, volume: str | None = None) -> ThemeView:
    """The view of one theme, or of a volume of it."""
    theme, page = archive.themes[key], urls.of("theme", key)
    table = f"hit-{key}-year"
    bound = volumes.bound(archive, table, page, volume)
    used = grouped(archive, archive.statements(key, bound.year))
    first, latest = used, used
    if years := volumes.years(archive, table):
        first = grouped(archive, islice(archive.statements(key), 1))
        latest = grouped(archive, list(archive.statements(key, years[0]))[-1:])
    ends = [
        PassageRef(g.meeting, g.passages[n].source, g.date)
        for g, n in zip(placeable(first)[:1] + placeable(latest)[-1:], (0, -1), strict=False)
    ]
    total = archive.uses.get(key, 0)
    related = archive.related.get(key, {})
    return ThemeView(
        Head(theme.name, theme.description),
        theme.name,
        forms(theme),
        theme.description,
        note(theme.body, archive.ways(urls.of("theme", theme.id))),
        archive.maybe("theme", theme.broader),
        counts(archive, archive.under("below", key)),
        total,
        ends[0] if ends else None,
        ends[-1] if ends else None,
        tuple(used),
        frequencies(archive, key) if total and volume is None else None,
        weighed(related, {other: archive.ref("theme", other) for other in related}),
        f"search/?theme={theme.name}",
        bound.links,
    )


def frequencies(archive: Concordance, key: str) -> Chart | None:
    """How often meetings state a theme, one by one or by years."""
    words, many = archive.words["theme"], len(archive.meetings) > BARS
    figures = yearly(archive, key) if many else by_meeting(archive, key)
    return chart(words["chart_years" if many else "chart"], figures, yearly=many)


def placeable(groups: list[PassageGroup]) -> list[PassageGroup]:
    """Those of meetings whose year is known, else those of none: no other is first or latest."""
    known = [one for one in groups if one.date and not one.date.edtf.startswith("XXXX")]
    return known or [one for one in groups if one.meeting is None]


def grouped(archive: Concordance, stated: Iterable[Statement]) -> list[PassageGroup]:
    """The passages of a theme in some articles by their meetings, in the order of time."""
    told = gather((one.meeting, one) for one in stated)

    def when(key: str) -> tuple[bool, str, str]:
        meeting = archive.meetings.get(key)
        return (False, placed(meeting), key) if meeting else (True, "", "")

    return [group(archive, meeting, told[meeting]) for meeting in sorted(told, key=when)]


def group(archive: Concordance, key: str, stated: Iterable[Statement]) -> PassageGroup:
    """The passages of one meeting, one entry a paragraph."""
    quoted = [(one, quotation) for one in stated for quotation in one.quotations]
    count = sum(found.count for _, found in quoted)
    size = sum(archive.tally("size", key).values())
    meeting = archive.meetings.get(key)
    return PassageGroup(
        archive.maybe("meeting", key),
        archive.date(meeting.date) if meeting else None,
        count,
        rate(count, size),
        tuple(Passage(found.html, archive.cite(one, found.place)) for one, found in quoted),
    )


KIND = Kind("theme", "themes", Theme, pages, view)
