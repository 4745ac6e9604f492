"""What the search index knows of a page; no domain word stands here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from huiyao.edition import digest


class Passage(Struct, frozen=True):
    """A paragraph that can be found, and linked to."""

    anchor: str
    """The fragment of the page's address without `#`: `p3`; empty for the page itself."""
    label: str
    """What the reader sees of the place: `第3段`."""
    text: str
    """The reading text, plain."""
    other: str = ""
    """The source reading where it differs; a search finds both."""
    said_by: tuple[str, ...] = ()
    """Those whose speech the paragraph reports."""
    other_label: str = ""
    """What the reader sees of the place where only the source reading is found."""


class Document(Struct, frozen=True):
    """A page as the search sees it; the title is found like a passage of its own."""

    url: str
    """Relative to the site's root: `articles/x/`."""
    title: str
    kind: str
    """In the reader's words."""
    date: str
    """In the reader's words."""
    sort: str
    """A key that sorts by date: ISO 8601, shortened to what is known; empty where undated."""
    year: int = 0
    """The year that it is of; 0 where there is none."""
    filters: Mapping[str, tuple[str, ...]] = {}
    """Name of a facet to the page's values, in the reader's words; ASCII names."""
    passages: tuple[Passage, ...] = ()


class Card(Struct, frozen=True, array_like=True):
    """What tells of a document which shard it is in, and whether it is as it was."""

    name: str
    """By which it is made."""
    url: str
    sort: str
    year: int
    digest: bytes


class Catalogue(Struct, frozen=True):
    """Every document by its card: few are made again, so they are made when they are wanted."""

    cards: Sequence[Card]
    make: Callable[[str], Document]
    """Makes one by its name."""


def card(name: str, document: Document) -> Card:
    """The card of a document."""
    return Card(name, document.url, document.sort, document.year, digest(document))
