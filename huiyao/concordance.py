"""The archive gathered under every head that a page asks for, in one pass over the library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct, structs

from huiyao import edtf, urls
from huiyao.capacities import capacities
from huiyao.language import Words, words
from huiyao.model import Library, Link, Reading
from huiyao.proof import Proof
from huiyao.records.article import Article, Entry, part
from huiyao.records.meeting import Meeting
from huiyao.records.person import Person
from huiyao.records.site import Capacity, Site
from huiyao.records.source import Source
from huiyao.records.theme import Theme
from huiyao.register import Register, register
from huiyao.views import Count, DateView, Ref
from huiyao.wording import date_view

K = TypeVar("K")
V = TypeVar("V")

STEPS = 6
"""Visual steps of weight."""


class Appearance(Struct, frozen=True):
    """A person in one article."""

    article: Article
    entry: Entry

    @property
    def meeting(self) -> str:
        """The meeting that they took part in."""
        return self.entry.meeting or self.article.meeting


class Hit(Struct, frozen=True):
    """A passage that states a theme."""

    article: Article
    block: int
    link: Link


class Concordance(Struct, frozen=True):
    """The published archive with the ways to look things up in it."""

    site: Site
    words: Words
    capacities: Mapping[str, Capacity]
    articles: Mapping[str, Article]
    """In the order of their dates."""
    meetings: Mapping[str, Meeting]
    """In the order of their dates."""
    people: Mapping[str, Person]
    themes: Mapping[str, Theme]
    sources: Mapping[str, Source]
    slugs: Mapping[str, str]
    """Source to the last part of its page's address."""
    readings: Mapping[str, Reading]
    proofs: Mapping[str, Proof]
    register: Register
    sizes: Mapping[str, int]
    """Article to its characters, white space apart."""
    stories: Mapping[str, tuple[Article, ...]]
    """Meeting to its own articles."""
    sessions: Mapping[str, tuple[str, ...]]
    """Meeting to those that are part of it, in the order of their dates."""
    appearances: Mapping[str, tuple[Appearance, ...]]
    """Person to where they appear, in the order of the articles."""
    hits: Mapping[str, tuple[Hit, ...]]
    """Theme to its passages, in the order of the articles."""

    def ref(self, kind: str, key: str, label: str = "") -> Ref:
        """The link to a thing's page; without an address where it is not published."""
        known: Mapping[str, Mapping[str, Struct]] = {
            "article": self.articles,
            "meeting": self.meetings,
            "person": self.people,
            "theme": self.themes,
            "source": self.sources,
            "series": self.site.series,
        }
        record = known[kind].get(key)
        if record is None:
            return Ref("", label or key)
        at = self.slugs[key] if kind == "source" else key
        return Ref(urls.of(kind, at), label or name(record))

    def maybe(self, kind: str, key: str) -> Ref | None:
        """The link to a thing that a record may leave out."""
        return self.ref(kind, key) if key else None

    def ways(self, page: str) -> Callable[[str, str], str]:
        """The links on a page to the pages of things, by kind and key; empty if unpublished."""
        return lambda kind, key: (url := self.ref(kind, key).url) and urls.relative(page, url)

    def links(self, article: str, block: int) -> tuple[Link, ...]:
        """What a block links to, as far as it is published."""
        found = self.readings[article].links[block]
        return tuple(link for link in found if self.ref(link.kind, link.id).url)

    def told(self, meeting: str) -> tuple[Article, ...]:
        """The articles of a meeting and of its sessions, each once."""
        own = [article.id for article in self.stories.get(meeting, ())]
        parts = [a.id for part in self.sessions.get(meeting, ()) for a in self.told(part)]
        return tuple(self.articles[key] for key in dict.fromkeys((*own, *parts)))

    def date(self, date: edtf.Date | None) -> DateView | None:
        """A date in the site's words."""
        return date_view(date, self.words)

    def place(self, article: Article, block: int) -> Ref:
        """The link to a block of an article, named by the article and its part."""
        body = article.body.blocks
        number = body[block].number if 0 <= block < len(body) else 0
        plan = self.words["plan"]
        label = plan["paragraph"].format(n=number) if number else plan.get(part(article, block), "")
        return Ref(urls.paragraph(article.id, number), article.title.text, label)

    def cite(self, article: Article, block: int) -> Ref:
        """The same under its meeting, where the article's kind names it if no other has it."""
        place = self.place(article, block)
        alike = [one for one in self.stories.get(article.meeting, ()) if one.kind == article.kind]
        kind = str(self.words["kinds"][article.kind])
        return structs.replace(place, label=kind) if len(alike) == 1 else place


def name(record: Struct) -> str:
    """What a thing is called where space is short."""
    if isinstance(record, Article):
        return record.title.text
    if isinstance(record, Source):
        return record.id
    return getattr(record, "short", "") or str(getattr(record, "name", ""))


def concord(library: Library, proofs: Mapping[str, Proof]) -> Concordance:
    """The concordance of a linked library; `proofs` maps source to its collation."""
    articles = dict(sorted(library.all("article", Article).items(), key=lambda i: when(i[1])))
    meetings = dict(sorted(library.all("meeting", Meeting).items(), key=lambda i: when(i[1])))
    people = library.all("person", Person)
    sources = library.all("source", Source)
    known = register(people.values())
    return Concordance(
        site=library.site,
        words=words(library.site.language),
        capacities=capacities(library.site),
        articles=articles,
        meetings=meetings,
        people=people,
        themes=library.all("theme", Theme),
        sources=sources,
        slugs=urls.slugs(sources),
        readings=library.readings,
        proofs=proofs,
        register=known,
        sizes={key: characters(article.body.text) for key, article in articles.items()},
        stories=gather((key, a) for a in articles.values() for key in meetings_of(a)),
        sessions=gather((m.part_of, m.id) for m in meetings.values() if m.part_of),
        appearances=gather(
            (person, Appearance(article, entry))
            for article in articles.values()
            for person, entry in known.everyone(article).items()
        ),
        hits=gather(_hits(articles.values(), library.readings)),
    )


def when(record: Article | Meeting) -> tuple[object, ...]:
    """The place of a dated record in time; the undated come last."""
    date = record.published if isinstance(record, Article) else record.date
    return (date is None, edtf.sort_key(date) if date else (), record.id)


def meetings_of(article: Article) -> dict[str, None]:
    """The meetings that an article reports on: its own, and those that it sends people to."""
    return dict.fromkeys(filter(None, (article.meeting, *(e.meeting for e in article.people))))


def characters(text: str) -> int:
    """The length of a text, white space apart."""
    return sum(not c.isspace() for c in text)


def gather(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Keys to all their values, both in the order of their coming."""
    found: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _hits(
    articles: Iterable[Article], readings: Mapping[str, Reading]
) -> Iterator[tuple[str, Hit]]:
    for article in articles:
        for block, links in enumerate(readings[article.id].links):
            for link in links:
                if link.kind == "theme":
                    yield link.id, Hit(article, block, link)


def weighed(counts: Mapping[str, int], ref: Mapping[str, Ref]) -> tuple[Count, ...]:
    """Counts as links, the highest first, with their visual weight."""
    most = max(counts.values(), default=1)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Count(ref[key], count, 1 + round((STEPS - 1) * (count / most) ** 0.5))
        for key, count in ordered
    )
