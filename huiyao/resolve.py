"""What only the whole archive can tell of its records: that what they refer to exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from huiyao.alias import fault
from huiyao.capacities import capacities
from huiyao.crosslink import SAFE_SCHEMES, target
from huiyao.identifier import ID
from huiyao.messages import problem, say
from huiyao.model import Block, Item, Library, Problem, Text, Where
from huiyao.records.article import Article
from huiyao.records.person import Person
from huiyao.records.theme import Theme
from huiyao.register import Register, plain, register
from huiyao.scalar import Reference, nearest

RINGS = {"theme": "broader", "meeting": "part_of"}
"""Kinds with the field that leads from a record to one above it of the same kind."""

LEVELS = 64
"""Records above one another, at most: no thesaurus or congress has ten."""


class Known(Struct, frozen=True):
    """What a record can refer to: everything that has a file, readable or not, published or not."""

    ids: Mapping[str, Collection[str]]
    """Kind to its ids; an empty one among them where the folder of the kind does not open."""
    words: Mapping[str, Collection[str]]
    """Closed list to its words."""
    register: Register
    everyone: bool
    """Whether every person's record could be read."""
    records: Mapping[str, Mapping[str, Struct]]


def resolve(
    library: Library, references: Iterable[Reference], ids: Mapping[str, set[str]]
) -> Iterator[Problem]:
    """The faults between all files; `ids` are those of all files, readable or not."""
    known = Known(
        {**ids, "series": set(library.site.series)},
        {"capacity": list(capacities(library.site))},
        register(library.all("person", Person).values()),
        ids.get("person", set()) <= library.items["person"].keys(),
        {
            kind: {key: item.record for key, item in items.items()}
            for kind, items in library.items.items()
        },
    )
    for reference in references:
        yield from dangling(reference, known)
    for kind, items in library.items.items():
        for key, item in items.items():
            yield from crossed(kind, key, item, known)


def crossed(kind: str, key: str, item: Item, known: Known) -> Iterator[Problem]:
    """The faults of a record that others decide, but for what it refers to by id."""
    if kind in RINGS:
        yield from misplaced(item, key, known.records[kind], RINGS[kind])
    if isinstance(item.record, Article):
        yield from names(item, item.record, known)
    if isinstance(item.record, Theme):
        yield from aliases(item, item.record)
    yield from astray(item, known)


def dangling(reference: Reference, known: Known) -> Iterator[Problem]:
    """The problem of a reference that leads nowhere."""
    target, word = reference.target, reference.id
    if target in known.words:
        if word not in known.words[target]:
            choices = known.words[target]
            yield problem(reference.where, "reference-word", id=word, list=target,
                          advice=nearest(word, choices), choices=" ".join(choices))  # fmt: skip
    elif word not in (ids := known.ids.get(target, ())) and "" not in ids:
        key = f"reference-{target}" if target in {"series", "source"} else "reference-dangling"
        if target != "source" and not ID.fullmatch(word):
            key = "id-bad"
        advice = nearest(word, ids)
        called = say(f"kind-{target}")
        yield problem(reference.where, key, kind=target, called=called, id=word, advice=advice)


def misplaced(item: Item, key: str, records: Mapping[str, Struct], field: str) -> Iterator[Problem]:
    """The problem of a record that leads back to itself, or up through too many others."""
    seen: set[str] = set()
    at = key
    while at in records and at not in seen and len(seen) <= LEVELS:
        seen.add(at)
        at = getattr(records[at], field)
    if at == key:
        yield problem(item.places[field], "cycle", field=field, id=key)
    elif len(seen) > LEVELS:
        yield problem(item.places[field], "nested-deep", field=field, limit=LEVELS)


def names(item: Item, article: Article, known: Known) -> Iterator[Problem]:
    """Entries of an article that name no one, someone unclear, or one person twice.

    Unless everyone's record could be read, whom no one bears may be in another.
    """
    people = known.register
    seen: set[str] = set()
    for number, entry in enumerate(article.people):
        bearers = people.names.get(plain(entry.name), ())
        person = people.person(entry)
        if not entry.id and not bearers:
            if known.everyone:
                advice = nearest(entry.name, people.names)
                where = entered(item, number)
                yield problem(where, "person-unknown", name=entry.name, advice=advice)
        elif not person:
            where, ids = entered(item, number), " ".join(bearers)
            yield problem(where, "name-twins", name=entry.name, ids=ids)
        elif person in seen:
            yield problem(entered(item, number), "person-twice", name=entry.name)
        seen.add(person)


def entered(item: Item, number: int) -> Where:
    """The place of an entry of an article's people, counted from 0."""
    return item.places.get(f"people.{number}.name", Where(item.path))


def aliases(item: Item, theme: Theme) -> Iterator[Problem]:
    """Aliases of a theme that cannot be matched."""
    for number, alias in enumerate(theme.aliases):
        if found := fault(alias):
            key, what = found
            where = item.places.get(f"aliases.{number}", Where(item.path))
            yield problem(where, key, alias=alias, what=what)


def astray(item: Item, known: Known) -> Iterator[Problem]:
    """The links of a text that lead nowhere."""
    for block in body(item.record):
        for href in dict.fromkeys(span.href for span in block.spans if span.href):
            if not href.startswith(SAFE_SCHEMES):
                yield from strayed(href, Where(item.path, block.line), known)


def strayed(href: str, where: Where, known: Known) -> Iterator[Problem]:
    """The problem of a link that leads to no file of the content, or to no paragraph of it."""
    leads = target(href)
    if leads is None:
        yield problem(where, "link-bad", href=href)
        return
    yield from dangling(Reference(leads.kind, leads.key, where), known)
    # Of a file that cannot be read, nobody knows the paragraphs.
    if leads.anchor and (there := known.records[leads.kind].get(leads.key)):
        places = {f"p{block.number}" for block in body(there) if leads.kind == "article"}
        if leads.anchor not in places - {"p0"}:
            yield problem(where, "link-anchor", id=leads.key, anchor=leads.anchor)


def body(record: Struct) -> tuple[Block, ...]:
    """The text below the front matter."""
    text: Text = getattr(record, "body", Text())
    return text.blocks
