"""Articles: the story as edited, its people and themes, and the proof of its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from huiyao import jsonld, urls, volumes
from huiyao.abstract import Abstract
from huiyao.apparatus import Line, Note, lines, notes
from huiyao.cards import article_card, source_card, themes_of, year
from huiyao.concordance import Concordance
from huiyao.gather import gather, weighed
from huiyao.kind import Kind, Planned, in_volumes, page
from huiyao.markup import html
from huiyao.records.article import Article
from huiyao.views import ArticleCard, Count, DateView, Head, Ref, SourceCard

LIST = "articles/"

SIBLINGS = 24
"""Reports of the same meeting that an article leads to itself: of one, there may be a thousand."""


class BlockView(Struct, frozen=True):
    """A block of the body: its inner HTML, and how it is set."""

    html: str
    number: int
    level: int
    """2 to 6 for a heading, 0 for a paragraph, -1 where the HTML is complete by itself."""


class PersonRow(Struct, frozen=True):
    """A person as the article names them."""

    ref: Ref
    role: str
    order: int


class ArticleView(Struct, frozen=True):
    """All that an article's page shows."""

    head: Head
    title: str
    title_html: str
    kicker_html: str
    subtitle_html: str
    dateline_html: str
    byline_html: str
    captions: tuple[tuple[str, str], ...]
    kind: str
    date: DateView | None
    publication: str
    page: str
    meeting: Ref | None
    series: Ref | None
    draft: bool
    blocks: tuple[BlockView, ...]
    notes: tuple[Note, ...]
    people: tuple[tuple[str, tuple[PersonRow, ...]], ...]
    themes: tuple[Count, ...]
    sources: tuple[SourceCard, ...]
    siblings: tuple[ArticleCard, ...]
    reports: int
    """Reports of the meeting, where there are more than those shown; else 0."""
    citation: str
    characters: int


class ArticlesView(Struct, frozen=True):
    """Every article, by year, the newest first."""

    head: Head
    years: tuple[tuple[str, tuple[ArticleCard, ...]], ...]
    volumes: tuple[Ref, ...]


def pages(archive: Concordance) -> Iterator[Planned]:
    """One page for each article, and the list of all."""
    for key in archive.articles:
        yield page("article", view, key)
    yield from in_volumes(archive, "article-year", Planned(LIST, "pages/articles.html", listed))


def listed(archive: Concordance, volume: str | None = None) -> ArticlesView:
    """The view of the list, or of a volume of it."""
    bound = volumes.bound(archive, "article-year", LIST, volume)
    keys = archive.articles if bound.year is None else archive.under("article-year", bound.year)
    newest = (archive.abstracts[key] for key in reversed(list(keys)))
    years = gather((year(archive, a.published), article_card(archive, a)) for a in newest)
    words = archive.words["lists"]
    head = Head(words["articles"], words["articles_lead"])
    return ArticlesView(head, tuple(years.items()), bound.links)


def view(archive: Concordance, key: str) -> ArticleView:
    """The view of one article."""
    article, abstract = archive.articles[key], archive.abstracts[key]
    ways, links = archive.ways(urls.of("article", key)), archive.readings[key].links

    def inner(line: Line) -> str:
        return html(line.block, links[line.index] if line.index >= 0 else (), line.notes, ways)

    every = lines(article)
    laid = [(line, inner(line)) for line in every]
    parts = gather((line.part, shown) for line, shown in laid)
    field = {part: "".join(found) for part, found in parts.items()}
    meeting = archive.meetings.get(article.meeting)
    counts = themes_of(archive, (abstract,))
    sources = [key for key in article.source if key in archive.imprints]
    stories = archive.under("story", article.meeting)
    siblings = beside(stories, key)
    return ArticleView(
        Head(
            article.title.text,
            description(article),
            "article",
            jsonld.article(archive, article),
            article.reviewed,
        ),
        article.title.text,
        field.get("title", ""),
        field.get("kicker", ""),
        field.get("subtitle", ""),
        field.get("dateline", ""),
        field.get("byline", ""),
        tuple(zip(parts.get("caption", ()), parts.get("credit", ()), strict=True)),
        archive.words["kinds"][article.kind],
        archive.date(article.published),
        abstract.publication,
        next(filter(None, (archive.imprints[source].page for source in sources)), ""),
        archive.maybe("meeting", article.meeting),
        archive.maybe("series", meeting.series) if meeting else None,
        not article.reviewed,
        tuple(block_view(line, shown) for line, shown in laid if line.part == "body"),
        tuple(notes(every, archive.words)),
        people(archive, abstract),
        weighed(counts, {key: archive.ref("theme", key) for key in counts}),
        tuple(source_card(archive, source, ()) for source in sources),
        tuple(article_card(archive, archive.abstracts[one]) for one in siblings),
        len(stories) if len(stories) > len(siblings) + 1 else 0,
        citation(archive, abstract),
        abstract.characters,
    )


def beside(stories: Sequence[str], key: str) -> list[str]:
    """The reports of a meeting nearest to one in their order."""
    at = stories.index(key) if key in stories else 0
    start = max(0, min(at - SIBLINGS // 2, len(stories) - SIBLINGS - 1))
    return [one for one in stories[start : start + SIBLINGS + 1] if one != key]


def block_view(line: Line, inner: str) -> BlockView:
    """A block of the body as it is set."""
    block = line.block
    match block.kind:
        case "paragraph":
            return BlockView(inner, block.number, 0)
        case "heading":
            return BlockView(inner, 0, max(2, int(block.before[2])))
        case _:
            return BlockView(block.before + inner + block.after, 0, -1)


def people(
    archive: Concordance, article: Abstract
) -> tuple[tuple[str, tuple[PersonRow, ...]], ...]:
    """Capacity in its order of display to those who have it, in the order of the article."""
    rows = gather(
        (capacity, PersonRow(archive.ref("person", person, entry.name), entry.role, order))
        for order, (person, entry) in enumerate(article.people.items(), 1)
        for capacity in entry.capacity
    )
    return tuple(
        (archive.capacities[capacity].label, rows[capacity])
        for capacity in archive.capacities
        if capacity in rows
    )


def description(article: Article) -> str:
    """The subtitle, or the opening of the text."""
    opening = next((b.text for b in article.body.blocks if b.number), "")
    return article.subtitle.text or opening[:110]


def citation(archive: Concordance, article: Abstract) -> str:
    """What one writes to cite the article: title, publication, date."""
    date = archive.date(article.published)
    title = article.title
    parts = (
        title if title.startswith("[") else f"《{title}》",
        article.publication,
        date.text if date else "",
    )
    return "，".join(filter(None, parts))


KIND = Kind("article", "articles", Article, pages, view)
