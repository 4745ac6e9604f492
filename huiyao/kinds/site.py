"""The pages of the archive as a whole: home, about, search, and the page not found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from msgspec import Struct

from huiyao import criticmark, volumes
from huiyao.cards import article_card, backwards, meeting_card, reported, source_card
from huiyao.concordance import Concordance
from huiyao.gather import heaviest, weighed
from huiyao.kind import Kind, Planned
from huiyao.markup import html
from huiyao.model import Block, Span
from huiyao.views import ArticleCard, Count, Head, MeetingCard, Ref, SourceCard

LATEST = 5
"""Meetings on the home page, or articles."""

LEADING = 36
"""Themes and people on the home page."""

SHOWN = 8
"""Meetings of each year on the home page."""

YEARS = 6
"""Years on the home page; it only leads to what is earlier."""


class Year(Struct, frozen=True):
    """A year of meetings as the home page tells of it."""

    name: str
    months: tuple[str, ...]
    """Two digits each."""
    meetings: tuple[MeetingCard, ...]
    more: int
    """How many are left out."""
    url: str
    """Where all are listed."""


class HomeView(Struct, frozen=True):
    """All that the home page shows."""

    head: Head
    facts: tuple[tuple[str, int], ...]
    latest: tuple[MeetingCard, ...]
    articles: tuple[ArticleCard, ...]
    """The latest, where nothing is told of any meeting."""
    timeline: tuple[Year, ...]
    earlier: tuple[Ref, ...]
    """The years that the timeline leaves out."""
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
    return PlainView(Head(archive.words["nav"]["search"]))


def missing(archive: Concordance) -> PlainView:
    """The view of the page that stands for all that are not found."""
    return PlainView(Head(archive.words["missing"]["title"], index=False))


def home(archive: Concordance) -> HomeView:
    """The view of the home page."""
    nav = archive.words["nav"]
    newest = (archive.meetings[key] for key in backwards(archive, "meeting-year"))
    told = (m for m in newest if not m.part_of and reported(archive, m.id))
    latest = tuple(meeting_card(archive, meeting) for meeting in islice(told, LATEST))
    themes = {key: archive.uses[key] for key in archive.themes}
    present, series = archive.totals("attended"), archive.totals("row")
    site = archive.site
    years = list(timeline(archive))
    return HomeView(
        Head(site.title, site.description),
        (
            (nav["meetings"], len(archive.meetings)),
            (nav["articles"], len(archive.articles)),
            (nav["people"], len(archive.people)),
            (nav["themes"], len(archive.themes)),
            (archive.words["source"]["characters"], sum(archive.totals("size").values())),
        ),
        latest,
        () if latest else articles(archive),
        tuple(annual(archive, year, place) for year, place in years[:YEARS]),
        tuple(place for _, place in years[YEARS:]),
        ranked(archive, "theme", themes),
        ranked(archive, "series", series),
        ranked(archive, "person", present),
    )


def articles(archive: Concordance) -> tuple[ArticleCard, ...]:
    """The latest articles."""
    found = islice(backwards(archive, "article-year"), LATEST)
    return tuple(article_card(archive, archive.abstracts[key]) for key in found)


def timeline(archive: Concordance) -> Iterator[tuple[str, Ref]]:
    """The years in which meetings were held, first what has none, then the newest; their places."""
    years = sorted(archive.totals("whole-year"), reverse=True)
    bound = volumes.years(archive, "meeting-year")
    undated = str(archive.words["lists"]["undated"])
    for year in sorted(years, key=bool):
        page = volumes.address(year, "meetings/") if bound else "meetings/"
        yield year, Ref(f"{page}#y{year or undated}", year or undated)


def annual(archive: Concordance, year: str, place: Ref) -> Year:
    """A year of meetings, all of which are listed at a place."""
    held = archive.under("whole-year", year)[::-1]
    return Year(
        place.label,
        tuple(filter(None, archive.under("month", year))),
        tuple(meeting_card(archive, archive.meetings[key]) for key in held[:SHOWN]),
        len(held[SHOWN:]),
        place.url,
    )


def ranked(archive: Concordance, kind: str, counts: Mapping[str, int]) -> tuple[Count, ...]:
    """The leading things of a kind as links, as far as they are published."""
    leading = dict(islice(heaviest({key: n for key, n in counts.items() if n}), LEADING))
    refs = {key: archive.ref(kind, key) for key in leading}
    return weighed({key: n for key, n in leading.items() if refs[key].url}, refs)


def about(archive: Concordance) -> AboutView:
    """The view of the page on method."""
    nav = archive.words["nav"]
    few = len(archive.sources) <= volumes.LONG
    return AboutView(
        Head(nav["about"], archive.site.description),
        archive.site.rights,
        archive.site.publisher,
        tuple(source_card(archive, key, archive.under("told", key)) for key in archive.sources)
        if few
        else (),
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
