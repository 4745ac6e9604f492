"""Meetings, articles and sources as entries of lists."""

from __future__ import annotations

from collections import Counter

from huiyao import edtf
from huiyao.concordance import Concordance
from huiyao.memory.filing import characters
from huiyao.records.article import Article
from huiyao.records.meeting import Meeting
from huiyao.records.source import Source
from huiyao.views import ArticleCard, MeetingCard, SourceCard

THEMES = 4
"""Themes named on a meeting's card."""


def meeting_card(archive: Concordance, meeting: Meeting) -> MeetingCard:
    """A meeting with its leading themes."""
    stories = archive.told(meeting.id)
    leading = themes_of(archive, stories).most_common(THEMES)
    return MeetingCard(
        archive.ref("meeting", meeting.id),
        archive.date(meeting.date),
        archive.maybe("series", meeting.series),
        len(stories),
        tuple(archive.ref("theme", key) for key, _ in leading),
        meeting.adopted,
        year(archive, meeting.date),
    )


def article_card(archive: Concordance, article: Article) -> ArticleCard:
    """An article with its headline group."""
    numbers = [block.number for block in article.body.blocks]
    return ArticleCard(
        archive.ref("article", article.id),
        article.kicker.text,
        article.subtitle.text,
        archive.words["kinds"][article.kind],
        archive.date(article.published),
        publication(archive, article),
        archive.maybe("meeting", article.meeting),
        max(numbers, default=0),
        characters(article.body.text),
        not article.reviewed,
    )


def source_card(archive: Concordance, source: Source) -> SourceCard:
    """A source with its collation figure and its stories."""
    proof = archive.proofs[source.id]
    stories = archive.under("told", source.id)
    return SourceCard(
        archive.ref("source", source.id),
        source.publication,
        archive.date(source.date),
        source.page,
        proof.percent,
        proof.complete,
        proof.characters,
        tuple(archive.ref("article", story) for story in stories),
    )


def publication(archive: Concordance, article: Article) -> str:
    """The paper or site of an article's first source that says so."""
    sources = (archive.sources[key] for key in article.source if key in archive.sources)
    return next((source.publication for source in sources if source.publication), "")


def themes_of(archive: Concordance, stories: tuple[Article, ...]) -> Counter[str]:
    """Theme to the number of passages that state it, the published themes only."""
    return Counter(
        link.id
        for story in stories
        for links in archive.readings[story.id].links
        for link in links
        if link.kind == "theme" and link.id in archive.themes
    )


def year(archive: Concordance, date: edtf.Date | None) -> str:
    """The year that a list files a date under."""
    known = edtf.year(date) if date else None
    return str(known) if known else str(archive.words["lists"]["undated"])
