"""Who is meant by a name: the register of the archive's people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from huiyao.records.article import Article, Entry
from huiyao.records.person import Person


class Register(Struct, frozen=True):
    """Printed name (spaces removed) to the ids of those who bear it."""

    names: Mapping[str, tuple[str, ...]]

    def person(self, entry: Entry) -> str:
        """The id of the person that an article's entry means; empty if unknown or unclear."""
        bearers = self.names.get(plain(entry.name), ())
        return entry.id or (bearers[0] if len(bearers) == 1 else "")

    def everyone(self, article: Article) -> dict[str, Entry]:
        """Person id to entry, in the order of the article's list."""
        found = ((self.person(entry), entry) for entry in article.people)
        return {person: entry for person, entry in found if person}


def plain(name: str) -> str:
    """A name without the space that sets two characters apart in print."""
    return "".join(name.split())


def names(person: Person) -> tuple[str, ...]:
    """Every form of a person's name."""
    return tuple(dict.fromkeys(map(plain, (person.name, *person.aliases))))


def register(people: Iterable[Person]) -> Register:
    """The register of everyone in the archive, by name and by alias."""
    bearers: dict[str, list[str]] = {}
    for person in people:
        for name in names(person):
            bearers.setdefault(name, []).append(person.id)
    return Register({name: tuple(ids) for name, ids in sorted(bearers.items())})
