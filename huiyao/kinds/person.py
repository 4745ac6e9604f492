"""People: where they appear, in which office, what they said, and with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from msgspec import Struct

from huiyao import jsonld, urls, volumes
from huiyao.abstract import Appearance as Place
from huiyao.abstract import attended
from huiyao.concordance import Concordance
from huiyao.gather import gather, heaviest, weighed
from huiyao.kind import Kind, Planned, pages_of
from huiyao.markup import note
from huiyao.pinyin import initial, sort_key
from huiyao.records.person import Person
from huiyao.searchable import label
from huiyao.views import Count, DateView, Head, Ref

COMPANIONS = 24
"""How many of those most often met a page names."""


PROOFS = 6
"""Paragraphs that a page leads to for each office."""


class Office(Struct, frozen=True):
    """A role as articles state it, from the first to the last of them."""

    role: str
    first: DateView | None
    last: DateView | None
    proofs: tuple[Ref, ...]


class Appearance(Struct, frozen=True):
    """A person in one article, at its meeting."""

    date: DateView | None
    meeting: Ref | None
    article: Ref
    role: str
    capacities: tuple[str, ...]


class Saying(Struct, frozen=True):
    """A paragraph that reports what a person said."""

    html: str
    source: Ref
    date: DateView | None
    carried: bool


class PersonView(Struct, frozen=True):
    """All that a person's page shows."""

    head: Head
    name: str
    pinyin: str
    aliases: tuple[str, ...]
    note: str
    note_html: str
    offices: tuple[Office, ...]
    appearances: tuple[Appearance, ...]
    sayings: tuple[Saying, ...]
    companions: tuple[Count, ...]
    most: int
    """How many companions are named of more; 0 where all are."""
    search: str
    volumes: tuple[Ref, ...]
    """The years of the appearances and sayings, if they are many."""


class PersonCard(Struct, frozen=True):
    """A person as an entry of the list; `count` is of meetings."""

    ref: Ref
    pinyin: str
    role: str
    count: int


class PeopleView(Struct, frozen=True):
    """Everyone, by the initial of their pinyin."""

    head: Head
    initials: tuple[tuple[str, tuple[PersonCard, ...]], ...]


def pages(archive: Concordance) -> Iterator[Planned]:
    """One page for each person, and the list of all."""
    yield from pages_of(archive, "person", view, archive.people, "appearance-{}")
    yield Planned("people/", "pages/people.html", listed)


def listed(archive: Concordance) -> PeopleView:
    """The view of the list."""
    people = archive.people.values()
    ordered = sorted((sort_key(archive.spelled(p), p.name), p.id, p) for p in people)
    words = archive.words["lists"]
    initials = gather((initial(key[0]), card(archive, person)) for key, _, person in ordered)
    return PeopleView(Head(words["people"], words["people_lead"]), tuple(initials.items()))


def view(archive: Concordance, key: str, volume: str | None = None) -> PersonView:
    """The view of one person, or a volume of their appearances."""
    person, page = archive.people[key], urls.of("person", key)
    bound = volumes.bound(archive, f"appearance-{key}", page, volume)
    places = tuple(archive.appearances(key)) if volume is None else ()
    shown = places if bound.year is None else tuple(archive.appearances(key, bound.year))
    together = companions(archive, key, places)
    beside = dict(islice(together.items(), COMPANIONS))
    return PersonView(
        Head(
            person.name,
            "；".join(dict.fromkeys(p.role for p in places or shown if p.role)),
            "profile",
            jsonld.person(archive, person),
        ),
        person.name,
        archive.spelled(person),
        person.aliases,
        person.note,
        note(person.body, archive.ways(page)),
        tuple(offices(archive, places)),
        tuple(appearance(archive, place) for place in reversed(shown)),
        tuple(sayings(archive, person.id, shown)),
        weighed(beside, {other: archive.ref("person", other) for other in beside}),
        COMPANIONS if len(together) > len(beside) else 0,
        f"search/?person={label(archive, person.id)}",
        bound.links,
    )


def offices(archive: Concordance, places: tuple[Place, ...]) -> Iterator[Office]:
    """The offices as stated, in the order of their first statement."""
    for role, stated in gather((p.role, p) for p in places if p.role).items():
        first, last = (archive.date(archive.dated(stated[n])) for n in (0, -1))
        # What proves an interval is its ends; the last place shown is that of the last statement.
        shown = stated if len(stated) <= PROOFS else [*stated[: PROOFS - 1], stated[-1]]
        yield Office(role, first, last, tuple(proof(archive, place) for place in shown))


def proof(archive: Concordance, place: Place) -> Ref:
    """The paragraph that names a person in an article."""
    return archive.passage(place, place.place)


def appearance(archive: Concordance, place: Place) -> Appearance:
    """One row of a person's appearances."""
    labels = (archive.capacities[capacity].label for capacity in place.capacity)
    return Appearance(
        archive.date(archive.dated(place)),
        archive.maybe("meeting", place.at),
        proof(archive, place),
        place.role,
        tuple(labels),
    )


def sayings(archive: Concordance, person: str, places: tuple[Place, ...]) -> Iterator[Saying]:
    """What the articles report a person to have said, the newest first."""
    for place in reversed(places):
        if place.speaks:
            date = archive.date(archive.dated(place))
            for one in archive.said(person, place.id):
                source = archive.passage(place, one.place)
                yield Saying(one.html, source, date, one.carried)


def companions(archive: Concordance, person: str, places: tuple[Place, ...]) -> dict[str, int]:
    """Those published who most often attended the same meetings, with how many.

    There is one more than is shown, if there are more.
    """
    meetings = attended(places, archive.capacities)
    met = Counter(chain.from_iterable(archive.under("present", one) for one in meetings))
    del met[person]
    published = (one for one in heaviest(met) if one[0] in archive.people)
    return dict(islice(published, COMPANIONS + 1))


def card(archive: Concordance, person: Person) -> PersonCard:
    """A person as an entry of the list."""
    known = archive.presences[person.id]
    ref, pinyin = archive.ref("person", person.id), archive.spelled(person)
    return PersonCard(ref, pinyin, known.role, known.meetings)


KIND = Kind("person", "people", Person, pages, view)
