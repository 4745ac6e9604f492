"""What other pages show of an article and of a source: short, so that many are soon read.

And an edit of a paragraph that changes nothing here is no news to any page but the article's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from huiyao.edtf import Date
from huiyao.gather import gather
from huiyao.markup import Href, html, marked
from huiyao.model import Listing, Reading
from huiyao.records.article import Article, Entry, blocks, characters, part
from huiyao.records.site import Capacity

REACH = 60
"""Characters of context on either side of a passage."""


class Abstract(Struct, frozen=True, array_like=True):
    """An article as other pages know it."""

    id: str
    title: str
    kicker: str
    subtitle: str
    kind: str
    published: Date | None
    publication: str
    """The paper or site of its first source that says so."""
    meeting: str
    reviewed: bool
    paragraphs: int
    characters: int
    places: tuple[int | str, ...]
    """For each of its `blocks`, the paragraph's number, or the part that it is if it has none."""
    people: Mapping[str, Entry]
    """Person id to entry, in the order of the article's list."""
    listings: tuple[Listing, ...]
    speakers: tuple[str, ...]
    """Those whom it reports to have said something."""
    themes: Mapping[str, int]
    """Theme to the number of passages that state it, in the order of first mention."""
    within: tuple[str, ...]
    """Themes whose words stand only where longer ones of others overlap them."""

    def place(self, block: int) -> int | str:
        """The paragraph or part that a block is; empty where there is no such block."""
        return self.places[block] if 0 <= block < len(self.places) else ""


class Appearance(Struct, frozen=True, array_like=True):
    """A person in one article, as it is filed under them: so their page need not read articles."""

    id: str
    """The article's, as what follows."""
    title: str
    published: Date | None
    meeting: str
    at: str
    """The meeting where they were."""
    role: str
    capacity: tuple[str, ...]
    place: int | str
    """Of the words that list them, as in `places`; empty where none do."""
    speaks: bool
    """Whether the article reports them to have said something."""

    def attends(self, capacities: Mapping[str, Capacity]) -> bool:
        """Whether they took part in that meeting; `capacities` are those of the site by name."""
        return bool(self.at) and any(capacities[one].attends for one in self.capacity)


class Presence(Struct, frozen=True, array_like=True):
    """A person as lists know them."""

    role: str
    """The latest office stated."""
    meetings: int
    """How many they are reported from."""


class Quotation(Struct, frozen=True, array_like=True):
    """A paragraph that states a theme: its block, how often, and the words in their context."""

    block: int
    place: int | str
    count: int
    html: str


class Statement(Struct, frozen=True, array_like=True):
    """A theme in one article, as it is filed under it."""

    id: str
    """The article's, as what follows."""
    title: str
    kind: str
    meeting: str
    quotations: tuple[Quotation, ...]


class Utterance(Struct, frozen=True, array_like=True):
    """A paragraph that reports what someone said: its place, and its words as their page shows."""

    place: int | str
    carried: bool
    """Whether it carries on a speech that an earlier paragraph opened."""
    html: str


class Imprint(Struct, frozen=True, array_like=True):
    """A source as other pages know it: where it appeared, and its collation figure."""

    publication: str
    date: Date | None
    page: str
    percent: str
    complete: bool
    characters: int


def attended(places: Iterable[Appearance], capacities: Mapping[str, Capacity]) -> set[str]:
    """The meetings that someone took part in."""
    return {one.at for one in places if one.attends(capacities)}


def presence(places: Sequence[Appearance]) -> Presence:
    """What all appearances of a person, in the order of time, come to."""
    return Presence(
        next((one.role for one in reversed(places) if one.role), ""),
        len({one.at for one in places if one.at}),
    )


def abstract(
    article: Article, people: Mapping[str, Entry], reading: Reading, publication: str
) -> Abstract:
    """The abstract of an article; `people` maps id to entry."""
    links = (link.id for found in reading.links for link in found if link.kind == "theme")
    linked = blocks(article)
    return Abstract(
        article.id,
        article.title.text,
        article.kicker.text,
        article.subtitle.text,
        article.kind,
        article.published,
        publication,
        article.meeting,
        article.reviewed,
        max((block.number for block in article.body.blocks), default=0),
        characters(article.body.text),
        tuple(block.number or part(article, index) for index, block in enumerate(linked)),
        people,
        reading.listings,
        tuple(dict.fromkeys(speech.person for speech in reading.speeches)),
        Counter(links),
        reading.within,
    )


def quotations(
    article: Article, abstract: Abstract, reading: Reading
) -> dict[str, tuple[Quotation, ...]]:
    """Theme to the paragraphs that state it."""
    body = article.body.blocks
    return gather(
        (theme, Quotation(index, abstract.places[index], len(places), shown))
        for index, links in enumerate(reading.links)
        for text in [body[index].text if index < len(body) else ""]
        for theme, places in gather(
            (link.id, (link.start, link.end)) for link in links if link.kind == "theme"
        ).items()
        for shown in [marked(text, places, REACH) if text else ""]
    )


def utterances(
    article: Article, abstract: Abstract, reading: Reading, ways: Href
) -> dict[str, tuple[Utterance, ...]]:
    """Person to the paragraphs that report what they said; `ways` are those of a person's page."""
    body, places = article.body.blocks, abstract.places
    return gather(
        (
            speech.person,
            Utterance(places[speech.block], speech.carried, html(block, others, href=ways)),
        )
        for speech in reading.speeches
        for block in [body[speech.block]]
        for others in [[k for k in reading.links[speech.block] if k.id != speech.person]]
    )


def appearances(abstract: Abstract) -> Iterator[tuple[str, Appearance]]:
    """Everyone of an article's list, by their ids."""
    blocks = {one.person: one.block for one in reversed(abstract.listings)}
    for person, entry in abstract.people.items():
        yield (
            person,
            Appearance(
                abstract.id,
                abstract.title,
                abstract.published,
                abstract.meeting,
                entry.meeting or abstract.meeting,
                entry.role,
                entry.capacity,
                abstract.place(blocks.get(person, -1)),
                person in abstract.speakers,
            ),
        )
