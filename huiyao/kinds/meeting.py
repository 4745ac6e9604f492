"""Meetings: the facts, who attended, what was adopted, what was written about them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from huiyao import jsonld, urls, volumes
from huiyao.attendance import AttendanceGroup, attendance
from huiyao.cards import article_card, meeting_card, reports, themes_of
from huiyao.concordance import Concordance
from huiyao.frequency import rate
from huiyao.gather import gather
from huiyao.kind import Kind, Planned, in_volumes, page
from huiyao.markup import note
from huiyao.records.meeting import Meeting
from huiyao.searchable import called
from huiyao.views import ArticleCard, DateView, Head, MeetingCard, Ref

LIST = "meetings/"


class ThemeWeight(Struct, frozen=True):
    """A theme's frequency at one meeting."""

    ref: Ref
    count: int
    rate: str
    """Per 1,000 characters."""
    width: int
    """Thousandths of the longest bar."""


class MeetingView(Struct, frozen=True):
    """All that a meeting's page shows."""

    head: Head
    name: str
    short: str
    number: str
    series: Ref | None
    date: DateView | None
    date_basis: str
    venue: str
    organiser: str
    adopted: tuple[str, ...]
    part_of: Ref | None
    parts: tuple[MeetingCard, ...]
    attendance: tuple[AttendanceGroup, ...]
    articles: tuple[ArticleCard, ...]
    themes: tuple[ThemeWeight, ...]
    characters: int
    previous: Ref | None
    next: Ref | None
    note_html: str
    search: str


class MeetingsView(Struct, frozen=True):
    """Every meeting, by year, the newest first."""

    head: Head
    years: tuple[tuple[str, tuple[MeetingCard, ...]], ...]
    volumes: tuple[Ref, ...]


def pages(archive: Concordance) -> Iterator[Planned]:
    """One page for each meeting, and the list of all."""
    for key in archive.meetings:
        yield page("meeting", view, key)
    yield from in_volumes(archive, "meeting-year", Planned(LIST, "pages/meetings.html", listed))


def listed(archive: Concordance, volume: str | None = None) -> MeetingsView:
    """The view of the list, or of a volume of it."""
    bound = volumes.bound(archive, "meeting-year", LIST, volume)
    keys = archive.meetings if bound.year is None else archive.under("meeting-year", bound.year)
    cards = [meeting_card(archive, archive.meetings[key]) for key in reversed(list(keys))]
    words = archive.words["lists"]
    years = tuple(gather((card.year, card) for card in cards).items())
    head = Head(words["meetings"], words["meetings_lead"])
    return MeetingsView(head, years, bound.links)


def view(archive: Concordance, key: str) -> MeetingView:
    """The view of one meeting."""
    meeting = archive.meetings[key]
    stories = archive.told(key)
    own = reports(archive, key, stories)
    size = sum(story.characters for story in own)
    row = archive.under("row", meeting.series)
    at = row.index(key) if meeting.series else -1
    counts = themes_of(archive, own)
    most = max(counts.values(), default=1)
    return MeetingView(
        Head(meeting.name, summary(archive, meeting), jsonld=jsonld.meeting(archive, meeting)),
        meeting.name,
        meeting.short,
        meeting.number,
        archive.maybe("series", meeting.series),
        archive.date(meeting.date),
        meeting.date_basis,
        meeting.venue,
        meeting.organiser,
        meeting.adopted,
        archive.maybe("meeting", meeting.part_of),
        tuple(
            meeting_card(archive, archive.meetings[one]) for one in archive.under("session", key)
        ),
        attendance(archive, meeting.id),
        tuple(article_card(archive, story) for story in stories),
        tuple(
            ThemeWeight(
                archive.ref("theme", key), count, rate(count, size), round(1000 * count / most)
            )
            for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ),
        size,
        archive.ref("meeting", row[at - 1]) if at > 0 else None,
        archive.ref("meeting", row[at + 1]) if -1 < at < len(row) - 1 else None,
        note(meeting.body, archive.ways(urls.of("meeting", key))),
        f"search/?meeting={called(archive, key)}",
    )


def summary(archive: Concordance, meeting: Meeting) -> str:
    """A meeting in a line: when, where, and what it adopted."""
    date = archive.date(meeting.date)
    return "；".join(filter(None, (date.text if date else "", meeting.venue, *meeting.adopted)))


KIND = Kind("meeting", "meetings", Meeting, pages, view)
