"""The narrow frozen values that several pages show; a kind keeps its own beside its page."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class SiteView(Struct, frozen=True):
    """What every page shows of the archive."""

    title: str
    subtitle: str
    language: str
    description: str
    publisher: str
    rights: str
    base_url: str


class Head(Struct, frozen=True):
    """What a page tells browsers and search engines of itself."""

    title: str
    description: str = ""
    kind: Literal["website", "article", "profile"] = "website"
    jsonld: str = ""
    """JSON in which `<` is escaped."""
    index: bool = True


class Ref(Struct, frozen=True):
    """A link: a path of the site, its words, and a note beside them."""

    url: str
    label: str
    note: str = ""


class DateView(Struct, frozen=True):
    """A date in words, as written (EDTF), and as HTML's `datetime` where it has one."""

    text: str
    edtf: str
    iso: str = ""


class Count(Struct, frozen=True):
    """A link with how often; `weight` is a visual step from 1 to 6."""

    ref: Ref
    count: int
    weight: int = 1


class MeetingCard(Struct, frozen=True):
    """A meeting as an entry of a list."""

    ref: Ref
    date: DateView | None
    series: Ref | None
    articles: int
    themes: tuple[Ref, ...]
    adopted: tuple[str, ...]
    year: str


class ArticleCard(Struct, frozen=True):
    """An article as an entry of a list."""

    ref: Ref
    kicker: str
    subtitle: str
    kind: str
    date: DateView | None
    publication: str
    meeting: Ref | None
    paragraphs: int
    characters: int
    draft: bool


class SourceCard(Struct, frozen=True):
    """A source as an entry of a list, with its collation figure."""

    ref: Ref
    publication: str
    date: DateView | None
    page: str
    percent: str
    complete: bool
    characters: int
    stories: tuple[Ref, ...]
