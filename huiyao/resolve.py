"""What only the whole archive can tell of its records: that what they refer to exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from huiyao.alias import fault
from huiyao.capacities import capacities
from huiyao.identifier import ID
from huiyao.messages import problem
from huiyao.model import Item, Library, Problem, Where
from huiyao.record import Reference, nearest
from huiyao.records.article import Article
from huiyao.records.person import Person
from huiyao.records.theme import Theme
from huiyao.register import plain, register

RINGS = (("theme", "broader"), ("meeting", "part_of"))
"""Fields that lead from a record to one above it of the same kind."""


def resolve(
    library: Library, references: Iterable[Reference], ids: Mapping[str, set[str]]
) -> Iterator[Problem]:
    """The faults between files; `ids` are those of all files, readable or not."""
    known = dict(ids) | {"series": set(library.site.series)}
    words = {"capacity": list(capacities(library.site))}
    for reference in references:
        yield from dangling(reference, known, words)
    for kind, field in RINGS:
        yield from rings(library.items.get(kind, {}), field)
    yield from names(library, everyone=ids.get("person", set()) <= library.items["person"].keys())
    yield from aliases(library)


def dangling(
    reference: Reference, known: Mapping[str, set[str]], words: Mapping[str, list[str]]
) -> Iterator[Problem]:
    """The problem of a reference that leads nowhere."""
    target, word = reference.target, reference.id
    if target in words:
        if word not in words[target]:
            choices = words[target]
            yield problem(reference.where, "reference-word", id=word, list=target,
                          advice=nearest(word, choices), choices=" ".join(choices))  # fmt: skip
    elif word not in known.get(target, set()):
        key = f"reference-{target}" if target in {"series", "source"} else "reference-dangling"
        if target != "source" and not ID.fullmatch(word):
            key = "id-bad"
        advice = nearest(word, known.get(target, set()))
        yield problem(reference.where, key, kind=target, id=word, advice=advice)


def rings(items: Mapping[str, Item], field: str) -> Iterator[Problem]:
    """Records that lead back to themselves."""
    for start, item in items.items():
        seen, at = set(), start
        while at in items and at not in seen:
            seen.add(at)
            at = getattr(items[at].record, field)
        if at == start:
            yield problem(item.places[field], "cycle", field=field, id=start)


def names(library: Library, *, everyone: bool) -> Iterator[Problem]:
    """Entries of articles that name no one, someone unclear, or one person twice.

    Unless everyone's record could be read, whom no one bears may be in another.
    """
    people = register(library.all("person", Person).values())
    for item in library.items.get("article", {}).values():
        assert isinstance(item.record, Article)
        seen: set[str] = set()
        for number, entry in enumerate(item.record.people):
            where = item.places.get(f"people.{number}.name", Where(item.path))
            bearers = people.names.get(plain(entry.name), ())
            person = people.person(entry)
            if not entry.id and not bearers:
                if everyone:
                    advice = nearest(entry.name, people.names)
                    yield problem(where, "person-unknown", name=entry.name, advice=advice)
            elif not person:
                yield problem(where, "name-twins", name=entry.name, ids=" ".join(bearers))
            elif person in seen:
                yield problem(where, "person-twice", name=entry.name)
            seen.add(person)


def aliases(library: Library) -> Iterator[Problem]:
    """Aliases of themes that cannot be matched."""
    for item in library.items.get("theme", {}).values():
        assert isinstance(item.record, Theme)
        for number, alias in enumerate(item.record.aliases):
            where = item.places.get(f"aliases.{number}", Where(item.path))
            if found := fault(alias):
                key, what = found
                yield problem(where, key, alias=alias, what=what)
