"""People: where they appear, in which office, what they said, and with whom."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice

from msgspec import Struct

from huiyao import jsonld, urls
from huiyao.concordance import Appearance as Place
from huiyao.concordance import Concordance
from huiyao.gather import gather, heaviest, weighed
from huiyao.kind import Kind, Planned
from huiyao.markup import note
from huiyao.records.person import Person
from huiyao.searchable import label
from huiyao.views import Count, DateView, Head, Ref

COMPANIONS = 24
"""How many of those most often met a page names."""


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
    search: str


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
    for key in archive.people:
        yield Planned(urls.of("person", key), "pages/person.html", partial(view, key=key))
    yield Planned("people/", "pages/people.html", listed)


def listed(archive: Concordance) -> PeopleView:
    """The view of the list."""
    ordered = sorted(archive.people.values(), key=sort_key)
    words = archive.words["lists"]
    initials = gather((initial(person), card(archive, person)) for person in ordered)
    return PeopleView(Head(words["people"], words["people_lead"]), tuple(initials.items()))


def view(archive: Concordance, key: str) -> PersonView:
    """The view of one person."""
    person = archive.people[key]
    together = companions(archive, key)
    places = tuple(archive.appearances(key))
    return PersonView(
        Head(
            person.name,
            "；".join(dict.fromkeys(p.entry.role for p in places if p.entry.role)),
            "profile",
            jsonld.person(archive, person, reading(person)),
        ),
        person.name,
        reading(person),
        person.aliases,
        person.note,
        note(person.body, archive.ways(urls.of("person", person.id))),
        tuple(offices(archive, person.id, places)),
        tuple(appearance(archive, person.id, place) for place in reversed(places)),
        tuple(sayings(archive, person.id, places)),
        weighed(together, {other: archive.ref("person", other) for other in together}),
        f"search/?person={label(archive, person.id)}",
    )


def offices(archive: Concordance, person: str, places: tuple[Place, ...]) -> Iterator[Office]:
    """The offices as stated, in the order of their first statement."""
    for role, stated in gather((p.entry.role, p) for p in places if p.entry.role).items():
        yield Office(
            role,
            stated[0].date,
            stated[-1].date,
            tuple(proof(archive, person, place) for place in stated),
        )


def proof(archive: Concordance, person: str, place: Place) -> Ref:
    """The paragraph that names a person in an article."""
    block = next((one.block for one in place.article.listings if one.person == person), -1)
    return archive.place(place.article, block)


def appearance(archive: Concordance, person: str, place: Place) -> Appearance:
    """One row of a person's appearances."""
    labels = (archive.capacities[capacity].label for capacity in place.entry.capacity)
    return Appearance(
        place.date,
        archive.maybe("meeting", place.entry.meeting or place.article.meeting),
        proof(archive, person, place),
        place.entry.role,
        tuple(labels),
    )


def sayings(archive: Concordance, person: str, places: tuple[Place, ...]) -> Iterator[Saying]:
    """What the articles report a person to have said, the newest first."""
    for place in reversed(places):
        if person in place.article.speakers:
            for one in archive.utterances[place.article.id][person]:
                source = archive.place(place.article, one.block)
                yield Saying(one.html, source, place.date, one.carried)


def companions(archive: Concordance, person: str) -> dict[str, int]:
    """Those published who most often attended the same meetings, with how many."""
    meetings = archive.under("attended", person)
    met = Counter(chain.from_iterable(archive.under("present", one) for one in meetings))
    del met[person]
    published = (key for key in heaviest(met, len(met)) if key in archive.people)
    return {key: met[key] for key in islice(published, COMPANIONS)}


def card(archive: Concordance, person: Person) -> PersonCard:
    """A person as an entry of the list."""
    role, seen = archive.last("role", person.id), archive.under("seen", person.id)
    return PersonCard(archive.ref("person", person.id), reading(person), role, len(seen))


def reading(person: Person) -> str:
    """The pinyin of a name with its tones: the record's own, else the library's for surnames."""
    if person.pinyin:
        return person.pinyin
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # large: only when it is needed

    syllables = lazy_pinyin(person.name, style=Style.TONE)
    return " ".join((syllables[0].capitalize(), "".join(syllables[1:]).capitalize())).strip()


def sort_key(person: Person) -> tuple[str, str, str]:
    """The place of a name in the order of pinyin: letters first, then tones, then characters."""
    spelled = reading(person).lower()
    letters = unicodedata.normalize("NFD", spelled).replace("u\u0308", "v")
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return plain, spelled, person.name


def initial(person: Person) -> str:
    """The letter that a name is filed under."""
    return sort_key(person)[0][:1].upper() or "#"


KIND = Kind("person", "people", Person, pages)
