"""The pages of the archive as a whole: home, about, search, and the page not found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from huiyao import criticmark
from huiyao.cards import meeting_card, source_card
from huiyao.concordance import Concordance
from huiyao.gather import gather, heaviest, weighed
from huiyao.kind import Kind, Planned
from huiyao.markup import html
from huiyao.model import Block, Span
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


def pages(_: Concordance) -> Iterator[Planned]:
    """The pages that every archive has."""
    yield Planned("", "pages/home.html", home)
    yield Planned("about/", "pages/about.html", about)
    yield Planned("search/", "pages/search.html", search)
    yield Planned("404.html", "pages/not-found.html", missing)


def search(archive: Concordance) -> PlainView:
    """The view of the search page."""
    return PlainView(Head(archive.words["nav"]["search"], index=False))


def missing(archive: Concordance) -> PlainView:
    """The view of the page that stands for all that are not found."""
    return PlainView(Head(archive.words["missing"]["title"], index=False))


def home(archive: Concordance) -> HomeView:
    """The view of the home page."""
    nav = archive.words["nav"]
    whole = [meeting for meeting in archive.meetings.values() if not meeting.part_of]
    cards = [meeting_card(archive, meeting) for meeting in reversed(whole)]
    told = [card for card in cards if card.articles]
    themes = {key: total.weight for key, total in archive.totals("hit").items()}
    present = {
        key: total.items
        for key, total in archive.totals("attended").items()
        if key in archive.people
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
            (
                archive.words["source"]["characters"],
                sum(total.weight for total in archive.totals("size").values()),
            ),
        ),
        tuple(told[:LATEST]),
        tuple(gather((card.year, card) for card in cards).items()),
        ranked(archive, "theme", themes),
        ranked(archive, "series", series),
        ranked(archive, "person", present),
    )


def ranked(archive: Concordance, kind: str, counts: Mapping[str, int]) -> tuple[Count, ...]:
    """The leading things of a kind as links."""
    leading = heaviest(counts, LEADING)
    return weighed(leading, {key: archive.ref(kind, key) for key in leading})


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
