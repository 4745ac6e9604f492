"""Themes: every passage that states them, in the order of the meetings, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from huiyao import urls
from huiyao.chart import Chart, Datum, chart
from huiyao.concordance import Concordance, Hit, gather, weighed
from huiyao.kind import Kind
from huiyao.kinds.meeting import rate
from huiyao.markup import marked, note
from huiyao.model import Page
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


def pages(archive: Concordance) -> Iterator[Page]:
    """One page for each theme, and the vocabulary."""
    below = gather((theme.broader, theme.id) for theme in archive.themes.values())
    near = neighbours(archive)
    groups = meetings(archive)
    for theme in archive.themes.values():
        shown = view(archive, theme, below.get(theme.id, ()), near.get(theme.id, Counter()), groups)
        yield Page(urls.of("theme", theme.id), "pages/theme.html", shown)
    words = archive.words["lists"]
    head = Head(words["themes"], words["themes_lead"])
    tops = [t for t in archive.themes.values() if t.broader not in archive.themes]
    listed = tuple(
        ThemeGroup(archive.ref("theme", t.id), t.description, counts(archive, tree(below, t.id)))
        for t in sorted(tops, key=lambda t: -sum(map(len, held(archive, below, t.id))))
    )
    yield Page("themes/", "pages/themes.html", ThemesView(head, listed))


def tree(below: dict[str, tuple[str, ...]], theme: str) -> tuple[str, ...]:
    """Every theme below another, whatever the depth."""
    return tuple(k for child in below.get(theme, ()) for k in (child, *tree(below, child)))


def held(
    archive: Concordance, below: dict[str, tuple[str, ...]], theme: str
) -> Iterator[tuple[Hit, ...]]:
    """The passages of a theme and of all below it."""
    for key in (theme, *tree(below, theme)):
        yield archive.hits.get(key, ())


def counts(archive: Concordance, themes: tuple[str, ...]) -> tuple[Count, ...]:
    """Themes with the number of their passages."""
    found = {key: len(archive.hits.get(key, ())) for key in themes}
    return weighed(found, {key: archive.ref("theme", key) for key in found})


def meetings(archive: Concordance) -> dict[str, tuple[str, ...]]:
    """Meeting to its articles, in the order of time; articles of no meeting stand under theirs."""
    order = {key: n for n, key in enumerate(archive.meetings)}
    found = gather((a.meeting, a.id) for a in archive.articles.values())
    last = len(order)
    return dict(sorted(found.items(), key=lambda item: order.get(item[0], last)))


def neighbours(archive: Concordance) -> dict[str, Counter[str]]:
    """Theme to those stated in the same paragraphs, with how many."""
    near: dict[str, Counter[str]] = {}
    for reading in archive.readings.values():
        for links in reading.links:
            stated = {k.id for k in links if k.kind == "theme" and k.id in archive.themes}
            for theme in stated:
                near.setdefault(theme, Counter()).update(stated - {theme})
    return near


def view(
    archive: Concordance,
    theme: Theme,
    narrower: tuple[str, ...],
    near: Counter[str],
    order: dict[str, tuple[str, ...]],
) -> ThemeView:
    """The view of one theme."""
    hits = archive.hits.get(theme.id, ())
    by_article = gather((hit.article.id, hit) for hit in hits)
    groups = tuple(
        group(archive, meeting, articles, tuple(h for a in articles for h in by_article.get(a, ())))
        for meeting, articles in order.items()
    )
    used = [g for g in groups if g.count]
    ends = [
        PassageRef(g.passages[n].source, g.date)
        for g, n in zip(used[:1] + used[-1:], (0, -1), strict=False)
    ]
    related = sorted(near.items(), key=lambda item: (-item[1], item[0]))[:RELATED]
    return ThemeView(
        Head(theme.name, theme.description),
        theme.name,
        forms(theme),
        theme.description,
        note(theme.body, archive.ways(urls.of("theme", theme.id))),
        archive.maybe("theme", theme.broader),
        counts(archive, narrower),
        len(hits),
        ends[0] if ends else None,
        ends[-1] if ends else None,
        tuple(used),
        chart(archive.words["theme"]["chart"], data(groups)) if hits else None,
        weighed(dict(related), {key: archive.ref("theme", key) for key, _ in related}),
        f"search/?theme={theme.name}",
    )


def data(groups: tuple[PassageGroup, ...]) -> list[Datum]:
    """The figures of the chart: every meeting, also those that do not state the theme."""
    return [
        Datum(g.meeting.label, g.date.text if g.date else "", g.meeting.url, g.count, g.characters)
        for g in groups
        if g.meeting
    ]


def group(
    archive: Concordance, meeting: str, articles: tuple[str, ...], hits: tuple[Hit, ...]
) -> PassageGroup:
    """The passages of one meeting, one entry a paragraph."""
    size = sum(archive.sizes[article] for article in articles)
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
