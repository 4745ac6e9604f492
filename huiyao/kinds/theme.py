"""Themes: every passage that states them, in the order of the meetings, and how often."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from huiyao import urls
from huiyao.chart import Chart, Datum, chart
from huiyao.concordance import Concordance, Hit
from huiyao.gather import gather, heaviest, weighed
from huiyao.kind import Kind, Planned
from huiyao.kinds.meeting import rate
from huiyao.markup import marked, note
from huiyao.passage import forms
from huiyao.records.theme import Theme
from huiyao.views import Count, DateView, Head, Ref

RELATED = 12
"""How many themes of the same paragraphs a page names."""

REACH = 60
"""Characters of context on either side of a passage."""


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
    characters: int
    passages: tuple[Passage, ...]


class PassageRef(Struct, frozen=True):
    """The first or the latest use."""

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
    for key in archive.themes:
        yield Planned(urls.of("theme", key), "pages/theme.html", partial(view, key=key))
    yield Planned("themes/", "pages/themes.html", listed)


def listed(archive: Concordance) -> ThemesView:
    """The view of the vocabulary."""
    total = archive.totals("hit")
    words = archive.words["lists"]
    tops = [t for t in archive.themes.values() if t.broader not in archive.themes]

    def weight(theme: Theme) -> int:
        return sum(total[k].weight for k in (theme.id, *tree(archive, theme.id)) if k in total)

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
    found = {key: sum(archive.tally("hit", key).values()) for key in themes}
    return weighed(found, {key: archive.ref("theme", key) for key in found})


def meetings(archive: Concordance) -> list[str]:
    """The meetings that have articles, in the order of time; last, articles of no meeting."""
    told = archive.totals("size")
    known = [key for key in archive.meetings if key in told]
    return [*known, *sorted(told.keys() - set(known))]


def view(archive: Concordance, key: str) -> ThemeView:
    """The view of one theme."""
    theme = archive.themes[key]
    hits = list(archive.hits(key))
    told = gather((hit.article.meeting, hit) for hit in hits)
    groups = tuple(group(archive, meeting, told.get(meeting, ())) for meeting in meetings(archive))
    used = [g for g in groups if g.count]
    ends = [
        PassageRef(g.passages[n].source, g.date)
        for g, n in zip(used[:1] + used[-1:], (0, -1), strict=False)
    ]
    related = heaviest(archive.tally("near", key), RELATED)
    return ThemeView(
        Head(theme.name, theme.description),
        theme.name,
        forms(theme),
        theme.description,
        note(theme.body, archive.ways(urls.of("theme", theme.id))),
        archive.maybe("theme", theme.broader),
        counts(archive, archive.under("below", key)),
        len(hits),
        ends[0] if ends else None,
        ends[-1] if ends else None,
        tuple(used),
        chart(archive.words["theme"]["chart"], data(groups)) if hits else None,
        weighed(related, {other: archive.ref("theme", other) for other in related}),
        f"search/?theme={theme.name}",
    )


def data(groups: tuple[PassageGroup, ...]) -> list[Datum]:
    """The figures of the chart: every meeting, also those that do not state the theme."""
    return [
        Datum(g.meeting.label, g.date.text if g.date else "", g.meeting.url, g.count, g.characters)
        for g in groups
        if g.meeting
    ]


def group(archive: Concordance, meeting: str, hits: tuple[Hit, ...]) -> PassageGroup:
    """The passages of one meeting, one entry a paragraph."""
    size = archive.totals("size")[meeting].weight
    held_ = archive.meetings.get(meeting)
    return PassageGroup(
        archive.maybe("meeting", meeting),
        archive.date(held_.date) if held_ else None,
        len(hits),
        rate(len(hits), size),
        size,
        tuple(
            passage(archive, together)
            for together in gather(((h.article.id, h.block), h) for h in hits).values()
        ),
    )


def passage(archive: Concordance, hits: tuple[Hit, ...]) -> Passage:
    """The words of one paragraph that state a theme, in their context."""
    first = hits[0]
    body = first.article.body.blocks
    text = body[first.block].text if first.block < len(body) else ""
    places = [(h.link.start, h.link.end) for h in hits]
    return Passage(
        marked(text, places, REACH) if text else "", archive.cite(first.article, first.block)
    )


KIND = Kind("theme", "themes", Theme, pages)
