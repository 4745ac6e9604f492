"""The archive with the ways to look things up in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial

import msgspec
from msgspec import Struct, structs

from huiyao import edtf, urls
from huiyao.abstract import Abstract, Appearance, Imprint, Presence, Statement, Utterance
from huiyao.capacities import capacities
from huiyao.language import words
from huiyao.memory.margin import Margin, Places
from huiyao.memory.names import Names
from huiyao.memory.shelf import Either, Shelves, V
from huiyao.model import Item, Reading
from huiyao.passage import Pattern
from huiyao.proof import Proof
from huiyao.records.article import Article
from huiyao.records.meeting import Meeting
from huiyao.records.person import Person
from huiyao.records.site import Site
from huiyao.records.source import Source
from huiyao.records.theme import Theme
from huiyao.register import Register
from huiyao.views import Ref
from huiyao.wording import date_view

decode = msgspec.msgpack.Decoder(tuple[Utterance, ...]).decode


class Concordance:
    """The published archive with the ways to look things up in it; each look-up is noted."""

    def __init__(self, site: Site, shelves: Shelves) -> None:
        self.site = site
        self.words = words(site.language)
        self.capacities = capacities(site)
        self.date = lru_cache(1 << 12)(partial(date_view, words=self.words))
        """A date in the site's words."""
        self.articles: Mapping[str, Article] = shelves.rows("article", Article)
        """In the order of their dates."""
        self.meetings: Mapping[str, Meeting] = shelves.rows("meeting", Meeting)
        """In the order of their dates."""
        self.people: Mapping[str, Person] = shelves.rows("person", Person)
        self.themes: Mapping[str, Theme] = shelves.rows("theme", Theme)
        self.sources: Mapping[str, Source] = shelves.rows("source", Source)
        self.readings: Mapping[str, Reading] = shelves.rows("reading", Reading)
        self.abstracts: Mapping[str, Abstract] = shelves.rows("abstract", Abstract)
        self.utterances: Mapping[str, Mapping[str, msgspec.Raw]] = shelves.rows(
            "utterance", dict[str, msgspec.Raw]
        )
        """Article to the paragraphs that report what each person said."""
        self.proofs: Mapping[str, Proof] = shelves.rows("proof", Proof)
        self.imprints: Mapping[str, Imprint] = shelves.rows("imprint", Imprint)
        self.frequencies: Mapping[str, tuple[tuple[str, int, int], ...]] = shelves.rows(
            "frequency", tuple[tuple[str, int, int], ...]
        )
        """Theme to its passages in each year, and the characters of all articles of the year."""
        self.sizes: Mapping[str, Mapping[str, int]] = shelves.rows("sizes", dict[str, int])
        """Under the empty key: year to the characters of its articles, to three digits."""
        self.uses: Mapping[str, int] = shelves.rows("uses", int)
        """Theme to the number of its passages; none of one that no sound build has seen yet."""
        self.related: Mapping[str, Mapping[str, int]] = shelves.rows("related", dict[str, int])
        """Theme to the others that most often stand in a paragraph with it, with how often."""
        self.presences: Mapping[str, Presence] = shelves.rows("presence", Presence)
        self.spellings: Mapping[str, str] = shelves.rows("spelling", str)
        """Person to the pinyin that their record does not say."""
        self.register = Register(Names(shelves, "name"))
        self.margins: Mapping[str, Margin] = shelves.rows("margin", Margin)
        """By kind and file: `article/a1.md`."""
        published: Mapping[str, tuple[type[Struct], Mapping[str, Struct]]] = {
            "article": (Article, self.articles),
            "meeting": (Meeting, self.meetings),
            "person": (Person, self.people),
            "theme": (Theme, self.themes),
            "source": (Source, self.sources),
        }
        self.written: Mapping[str, Mapping[str, Struct]] = {
            kind: Either(rows, shelves.rows(f"draft-{kind}", record))
            for kind, (record, rows) in published.items()
        }
        """Kind to its records, drafts and all."""
        self._vocabulary = shelves.rows("vocabulary", tuple[Pattern, ...])
        self._known: Mapping[str, Mapping[str, Struct]] = {
            "article": self.abstracts,
            "meeting": self.meetings,
            "person": self.people,
            "theme": self.themes,
            "source": self.imprints,
            "series": site.series,
        }
        self.shelves = shelves

    @property
    def vocabulary(self) -> tuple[Pattern, ...]:
        """The names and aliases of all themes, ready to match."""
        return self._vocabulary[""]

    def item(self, kind: str, key: str) -> Item:
        """A published record with where it is written."""
        margin = self.margins[f"{kind}/{key}" if kind == "source" else f"{kind}/{key}.md"]
        return Item(self.written[kind][key], margin.path, Places(margin))

    def under(self, table: str, key: str) -> tuple[str, ...]:
        """The ids filed under a head, in order, each once."""
        return self.shelves.under(f"{table}/{key}").ids

    def tally(self, table: str, key: str) -> Mapping[str, int]:
        """The ids filed under a head with the sum of their weights."""
        return self.shelves.tally(f"{table}/{key}")

    def totals(self, table: str) -> Mapping[str, int]:
        """The heads of a table with the sums of their weights."""
        return self.shelves.totals(table)

    def stories(self, meeting: str) -> tuple[Abstract, ...]:
        """The articles of a meeting itself."""
        return tuple(self.abstracts[key] for key in self.under("story", meeting))

    def spelled(self, person: Person) -> str:
        """The pinyin of a person's name."""
        return person.pinyin or self.spellings.get(person.id, "")

    def appearances(self, person: str, year: str | None = None) -> Iterator[Appearance]:
        """How articles of a year name a person; or all, year by year, those without one last."""
        return self._through(f"appearance-{person}", Appearance, year)

    def statements(self, theme: str, year: str | None = None) -> Iterator[Statement]:
        """Where articles of a year state a theme; or all, in the same order."""
        return self._through(f"hit-{theme}-year", Statement, year)

    def _through(self, table: str, kind: type[V], year: str | None) -> Iterator[V]:
        years = self.totals(table) if year is None else (year,)
        for one in sorted(years, key=lambda one: (not one, one)):
            yield from self.shelves.values(f"{table}/{one}", kind)

    def said(self, person: str, article: str) -> tuple[Utterance, ...]:
        """The paragraphs of an article that report what a person said."""
        return decode(self.utterances[article][person])

    def dated(self, article: Abstract | Appearance | Article) -> edtf.Date | None:
        """The date of what an article reports: of its meeting, else its own."""
        meeting = self.meetings.get(article.meeting)
        return (meeting.date if meeting else None) or article.published

    def slugs(self) -> dict[str, str]:
        """The last part of the address of every source."""
        return urls.distinct({name: stem for stem, name in self.shelves.entries("slug")})

    def slug(self, source: str) -> str:
        """The last part of the address of a source."""
        alike = self.under("slug", urls.slug(source))
        way = urls.slugs(alike)[source]
        others = self.under("slug", way) if len(alike) > 1 else ()
        return urls.slugs((*alike, *others))[source] if others else way

    def ref(self, kind: str, key: str, label: str = "") -> Ref:
        """The link to a thing's page; to a draft, no address, and its name if a list has that."""
        record = self._known[kind].get(key)
        if record is None:
            listed = self.written[kind].get(key) if kind == "person" else None
            return Ref("", label or name(listed) or key)
        if kind == "source":
            return Ref(urls.of(kind, self.slug(key)), label or key)
        return Ref(urls.of(kind, key), label or name(record))

    def maybe(self, kind: str, key: str) -> Ref | None:
        """The link to a thing that a record may leave out, or name before it is published."""
        ref = self.ref(kind, key) if key else None
        return ref if ref and ref.url else None

    def ways(self, page: str) -> Callable[[str, str], str]:
        """The links on a page to the pages of things, by kind and key; empty if unpublished."""
        records: Mapping[str, Mapping[str, Struct]] = {
            **self._known,
            "article": self.articles,
            "source": self.sources,
        }
        here = urls.ways(*urls.place(page))

        def way(kind: str, key: str) -> str:
            if key not in records[kind]:
                return ""
            return here(urls.of(kind, self.slug(key) if kind == "source" else key))

        return way

    def within(self, meeting: str) -> Iterator[str]:
        """A meeting with its sessions, whatever the depth."""
        yield meeting
        for session in self.under("session", meeting):
            yield from self.within(session)

    def told(self, meeting: str) -> tuple[Abstract, ...]:
        """The articles of a meeting and of its sessions, each once."""
        stories = (key for one in self.within(meeting) for key in self.under("story", one))
        return tuple(self.abstracts[key] for key in dict.fromkeys(stories))

    def passage(self, article: Abstract | Appearance | Statement, place: int | str) -> Ref:
        """The link to a paragraph or part of an article, named by its title and the place."""
        number, plan = place if isinstance(place, int) else 0, self.words["plan"]
        label = plan["paragraph"].format(n=number) if number else plan.get(place, "")
        return Ref(urls.paragraph(article.id, number), article.title, label)

    def cite(self, article: Abstract | Statement, place: int | str) -> Ref:
        """The same under its meeting, where the article's kind names it if no other has it."""
        ref = self.passage(article, place)
        alike = self.under("alike", f"{article.meeting} {article.kind}")
        kind = str(self.words["kinds"][article.kind])
        return structs.replace(ref, label=kind) if len(alike) == 1 else ref


def name(record: Struct | None) -> str:
    """What a thing is called where space is short."""
    if isinstance(record, Abstract):
        return record.title
    return getattr(record, "short", "") or str(getattr(record, "name", ""))
