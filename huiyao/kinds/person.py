"""People: where they appear, in which office, what they said, and with whom."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from pypinyin import Style, lazy_pinyin

from huiyao import jsonld, urls
from huiyao.concordance import Appearance as Place
from huiyao.concordance import Concordance, gather, weighed
from huiyao.edtf import Date
from huiyao.kind import Kind
from huiyao.markup import html, note
from huiyao.model import Page
from huiyao.records.article import Article
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


def pages(archive: Concordance) -> Iterator[Page]:
    """One page for each person, and the list of all."""
    together = companions(archive)
    for person in archive.people.values():
        shown = view(archive, person, together.get(person.id, Counter()))
        yield Page(urls.of("person", person.id), "pages/person.html", shown)
    ordered = sorted(archive.people.values(), key=sort_key)
    head = Head(archive.words["lists"]["people"], archive.words["lists"]["people_lead"])
    initials = tuple(gather((initial(one), card(archive, one)) for one in ordered).items())
    yield Page("people/", "pages/people.html", PeopleView(head, initials))


def view(archive: Concordance, person: Person, together: Counter[str]) -> PersonView:
    """The view of one person; `together` counts the meetings shared with others."""
    places = archive.appearances.get(person.id, ())
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
        weighed(
            dict(together.most_common(COMPANIONS)),
            {key: archive.ref("person", key) for key in together},
        ),
        f"search/?person={label(archive, person.id)}",
    )


def offices(archive: Concordance, person: str, places: tuple[Place, ...]) -> Iterator[Office]:
    """The offices as stated, in the order of their first statement."""
    for role, stated in gather((p.entry.role, p) for p in places if p.entry.role).items():
        yield Office(
            role,
            archive.date(dated(archive, stated[0].article)),
            archive.date(dated(archive, stated[-1].article)),
            tuple(proof(archive, person, place) for place in stated),
        )


def dated(archive: Concordance, article: Article) -> Date | None:
    """The date of what an article reports: its meeting's, else its own."""
    meeting = archive.meetings.get(article.meeting)
    return (meeting.date if meeting else None) or article.published


def proof(archive: Concordance, person: str, place: Place) -> Ref:
    """The paragraph that names a person in an article."""
    listings = archive.readings[place.article.id].listings
    block = next((one.block for one in listings if one.person == person), -1)
    return archive.place(place.article, block)


def appearance(archive: Concordance, person: str, place: Place) -> Appearance:
    """One row of a person's appearances."""
    labels = (archive.capacities[capacity].label for capacity in place.entry.capacity)
    return Appearance(
        archive.date(dated(archive, place.article)),
        archive.maybe("meeting", place.meeting),
        proof(archive, person, place),
        place.entry.role,
        tuple(labels),
    )


def sayings(archive: Concordance, person: str, places: tuple[Place, ...]) -> Iterator[Saying]:
    """What the articles report a person to have said, the newest first."""
    ways = archive.ways(urls.of("person", person))
    for article in (place.article for place in reversed(places)):
        date = archive.date(dated(archive, article))
        for speech in archive.readings[article.id].speeches:
            if speech.person == person:
                others = [k for k in archive.links(article.id, speech.block) if k.id != person]
                shown = html(article.body.blocks[speech.block], others, href=ways)
                source = archive.place(article, speech.block)
                yield Saying(shown, source, date, speech.carried)


def companions(archive: Concordance) -> dict[str, Counter[str]]:
    """Person to those who attended the same meetings, with how many."""
    present: dict[str, dict[str, None]] = {}
    for person, places in archive.appearances.items():
        for place in places:
            attends = any(archive.capacities[c].attends for c in place.entry.capacity)
            if place.meeting and attends and person in archive.people:
                present.setdefault(place.meeting, {})[person] = None
    together: dict[str, Counter[str]] = {}
    for people in present.values():
        for person in people:
            together.setdefault(person, Counter()).update(p for p in people if p != person)
    return together


def card(archive: Concordance, person: Person) -> PersonCard:
    """A person as an entry of the list."""
    places = archive.appearances.get(person.id, ())
    roles = [place.entry.role for place in places if place.entry.role]
    meetings = {place.meeting for place in places if place.meeting}
    ref = archive.ref("person", person.id)
    return PersonCard(ref, reading(person), roles[-1] if roles else "", len(meetings))


def reading(person: Person) -> str:
    """The pinyin of a name with its tones: the record's own, else the library's for surnames."""
    if person.pinyin:
        return person.pinyin
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
