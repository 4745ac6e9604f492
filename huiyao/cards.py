"""Meetings, articles and sources as entries of lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from huiyao import edtf, volumes
from huiyao.abstract import Abstract
from huiyao.concordance import Concordance
from huiyao.records.meeting import Meeting
from huiyao.views import ArticleCard, MeetingCard, SourceCard

THEMES = 4
"""Themes named on a meeting's card."""


def meeting_card(archive: Concordance, meeting: Meeting) -> MeetingCard:
    """A meeting with its leading themes."""
    stories = archive.told(meeting.id)
    leading = themes_of(archive, reports(archive, meeting.id, stories)).most_common(THEMES)
    return MeetingCard(
        archive.ref("meeting", meeting.id),
        archive.date(meeting.date),
        archive.maybe("series", meeting.series),
        len(stories),
        tuple(archive.ref("theme", key) for key, _ in leading),
        meeting.adopted,
        year(archive, meeting.date),
    )


def article_card(archive: Concordance, article: Abstract) -> ArticleCard:
    """An article with its headline group."""
    return ArticleCard(
        archive.ref("article", article.id),
        article.kicker,
        article.subtitle,
        archive.words["kinds"][article.kind],
        archive.date(article.published),
        article.publication,
        archive.maybe("meeting", article.meeting),
        article.paragraphs,
        article.characters,
        not article.reviewed,
    )


def source_card(archive: Concordance, key: str, stories: Iterable[str]) -> SourceCard:
    """A source with its collation figure and some of its stories."""
    source = archive.imprints[key]
    return SourceCard(
        archive.ref("source", key),
        source.publication,
        archive.date(source.date),
        source.page,
        source.percent,
        source.complete,
        source.characters,
        tuple(archive.ref("article", story) for story in stories),
    )


def reports(
    archive: Concordance, meeting: str, stories: Iterable[Abstract]
) -> tuple[Abstract, ...]:
    """Of the articles that tell of a meeting those on it, not on another that names who came."""
    own = set(archive.within(meeting))
    return tuple(story for story in stories if story.meeting in own)


def reported(archive: Concordance, meeting: str) -> bool:
    """Whether any article tells of a meeting or its sessions."""
    return any(archive.under("story", one) for one in archive.within(meeting))


def backwards(archive: Concordance, table: str) -> Iterator[str]:
    """What is filed by year (`article-year`) from the latest on, at the end what has none."""
    for year in volumes.years(archive, table, most=0):
        yield from reversed(archive.under(table, year))


def themes_of(archive: Concordance, stories: Iterable[Abstract]) -> Counter[str]:
    """Theme to the number of passages that state it, the published themes only."""
    found: Counter[str] = Counter()
    for story in stories:
        for theme, count in story.themes.items():
            if theme in archive.themes:
                found[theme] += count
    return found


def year(archive: Concordance, date: edtf.Date | None) -> str:
    """The year that a list files a date under."""
    known = edtf.year(date) if date else None
    return str(known) if known else str(archive.words["lists"]["undated"])
