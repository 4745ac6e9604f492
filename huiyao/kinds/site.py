"""The pages of the archive as a whole: home, about, search, and the page not found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from huiyao import criticmark
from huiyao.cards import meeting_card, source_card
from huiyao.concordance import Concordance, gather, weighed
from huiyao.kind import Kind
from huiyao.markup import html
from huiyao.model import Block, Page, Span
from huiyao.views import Count, Head, MeetingCard, SourceCard

LATEST = 5
"""Meetings on the home page."""

LEADING = 36
"""Themes and people on the home page."""


class HomeView(Struct, frozen=True):
    """All that the home page shows."""

    head: Head
    facts: tuple[tuple[str, int], ...]
    latest: tuple[MeetingCard, ...]
    timeline: tuple[tuple[str, tuple[MeetingCard, ...]], ...]
    themes: tuple[Count, ...]
    series: tuple[Count, ...]
    people: tuple[Count, ...]


class AboutView(Struct, frozen=True):
    """The method, the editorial key and the collation figures."""

    head: Head
    rights: str
    publisher: str
    sources: tuple[SourceCard, ...]
    marks: tuple[tuple[str, str, str, str], ...]
    """Label, kind, an example as set, and the meaning."""
    capacities: tuple[tuple[str, bool], ...]


class PlainView(Struct, frozen=True):
    """A page that shows nothing of the archive."""

    head: Head


def pages(archive: Concordance) -> Iterator[Page]:
    """The pages that every archive has."""
    words = archive.words
    yield Page("", "pages/home.html", home(archive))
    yield Page("about/", "pages/about.html", about(archive))
    search = Head(words["nav"]["search"], index=False)
    yield Page("search/", "pages/search.html", PlainView(search))
    missing = Head(words["missing"]["title"], index=False)
    yield Page("404.html", "pages/not-found.html", PlainView(missing))


def home(archive: Concordance) -> HomeView:
    """The view of the home page."""
    nav = archive.words["nav"]
    whole = [meeting for meeting in archive.meetings.values() if not meeting.part_of]
    cards = [meeting_card(archive, meeting) for meeting in reversed(whole)]
    told = [card for card in cards if card.articles]
    themes = Counter(
        {key: len(hits) for key, hits in archive.hits.items() if key in archive.themes}
    )
    present = {
        person: len({p.meeting for p in places if attends(archive, p.entry.capacity)})
        for person, places in archive.appearances.items()
        if person in archive.people
    }
    series = Counter(m.series for m in archive.meetings.values() if m.series)
    site = archive.site
    return HomeView(
        Head(site.title, site.description),
        (
            (nav["meetings"], len(archive.meetings)),
            (nav["articles"], len(archive.articles)),
            (nav["people"], len(archive.people)),
            (nav["themes"], len(archive.themes)),
            (archive.words["source"]["characters"], sum(archive.sizes.values())),
        ),
        tuple(told[:LATEST]),
        tuple(gather((card.year, card) for card in cards).items()),
        ranked(archive, "theme", dict(themes.most_common(LEADING))),
        ranked(archive, "series", dict(series)),
        ranked(archive, "person", dict((+Counter(present)).most_common(LEADING))),
    )


def attends(archive: Concordance, capacities: tuple[str, ...]) -> bool:
    """Whether any of the capacities says that the person was there."""
    return any(archive.capacities[capacity].attends for capacity in capacities)


def ranked(archive: Concordance, kind: str, counts: dict[str, int]) -> tuple[Count, ...]:
    """Counts of a kind's things as links."""
    return weighed(counts, {key: archive.ref(kind, key) for key in counts})


def about(archive: Concordance) -> AboutView:
    """The view of the page on method."""
    nav = archive.words["nav"]
    return AboutView(
        Head(nav["about"], archive.site.description),
        archive.site.rights,
        archive.site.publisher,
        tuple(source_card(archive, source) for source in archive.sources.values()),
        tuple(
            (form["label"], kind, example(form["example"]), form["meaning"])
            for kind, form in archive.words["marks"].items()
        ),
        tuple((one.label, one.attends) for one in archive.capacities.values()),
    )


def example(text: str) -> str:
    """A line with an editorial mark as the reader sees it."""
    found = tuple(span for span in criticmark.spans(text) if isinstance(span, Span))
    return html(Block("other", found))


KIND = Kind("site", pages=pages)
