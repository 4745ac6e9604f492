"""The frozen types that every stage speaks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from huiyao.records.site import Site

R = TypeVar("R", bound=Struct)

CONTENT = "content"
"""The folder of the plain files, below the root of a project."""


class Where(Struct, frozen=True, order=True):
    """A place in a file of the project; line and column count from 1, 0 is unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = (str(number) for number in (self.line, self.column) if number)
        return ":".join((self.path, *numbers))


class Problem(Struct, frozen=True, order=True):
    """A fault of the content: where it stands, what it is, and what to do about it."""

    where: Where
    what: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" — {self.hint}" if self.hint else "")


MarkKind = Literal["correction", "doubt", "surplus", "addition", "gap"]


class Mark(Struct, frozen=True, array_like=True):
    """A departure from the source, in CriticMarkup, with the editor's note."""

    kind: MarkKind
    source: str = ""
    """The source reading: what is printed."""
    reading: str = ""
    """The reading text: what the editor reads."""
    note: str = ""


class Span(Struct, frozen=True, array_like=True):
    """A run of text in one style, inside at most one mark."""

    text: str
    """The reading text."""
    style: str = ""
    """HTML elements around it, outermost first, separated by spaces: `em strong`."""
    href: str = ""
    mark: Mark | None = None

    @property
    def source(self) -> str:
        """The source reading of the span."""
        return self.text if self.mark is None else self.mark.source


class Block(Struct, frozen=True, array_like=True):
    """A paragraph, a heading, or any other block that holds running text."""

    kind: Literal["paragraph", "heading", "other"]
    spans: tuple[Span, ...]
    number: int = 0
    """The paragraph's number in its article, from 1; 0 where it has none."""
    before: str = ""
    """HTML that opens the block, with that of any list or quotation around it."""
    after: str = ""
    line: int = 0
    column: int = 0
    """Where its text begins in that line, if it stands there as it is read; else 0."""

    @property
    def text(self) -> str:
        """The reading text of the block."""
        return "".join(span.text for span in self.spans)

    @property
    def source(self) -> str:
        """The source reading of the block."""
        return "".join(span.source for span in self.spans)


class Text(Struct, frozen=True, array_like=True):
    """An edited text: its blocks in order."""

    blocks: tuple[Block, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.blocks)

    @property
    def text(self) -> str:
        """The reading text, one line a block."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def source(self) -> str:
        """The source reading, one line a block."""
        return "\n".join(block.source for block in self.blocks)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every editorial mark, in the order of the text."""
        return tuple(s.mark for b in self.blocks for s in b.spans if s.mark is not None)


class Link(Struct, frozen=True, array_like=True, order=True):
    """A stretch of a block's reading text that names a person or states a theme."""

    start: int
    end: int
    kind: Literal["person", "theme"]
    id: str
    shown: bool = True
    """Whether the reader sees a link: only the first of its kind in a paragraph is one."""


class Speech(Struct, frozen=True, array_like=True):
    """A paragraph in which a person is reported to speak."""

    person: str
    block: int
    """The index of the block in its article's text."""
    carried: bool = False
    """Whether the paragraph carries on a speech that an earlier one opened."""


class Listing(Struct, frozen=True, array_like=True):
    """The words of an article that prove a person's part in the meeting."""

    person: str
    capacity: str
    block: int
    order: int
    """The offset of the name in the block: the stated order within one sentence."""
    stated: bool = True
    """Whether the sentence says the capacity; else it only names the person first."""


class Reading(Struct, frozen=True, array_like=True):
    """What linking found in one article."""

    links: tuple[tuple[Link, ...], ...] = ()
    """For each block of the article, in order."""
    speeches: tuple[Speech, ...] = ()
    listings: tuple[Listing, ...] = ()
    """One for each capacity of a person: the sentence that says it, or the first mention."""
    within: tuple[str, ...] = ()
    """Themes whose words stand only where longer ones of others overlap them."""


class Item(Struct, frozen=True):
    """One content file as loaded: its record and where it stands."""

    record: Struct
    path: str
    places: Mapping[str, Where]
    """Dotted front-matter key (`people.3.name`) to its place."""


class Library(Struct, frozen=True):
    """The whole archive in memory: every record of every kind, by id."""

    site: Site
    items: Mapping[str, Mapping[str, Item]]
    """Kind name to id to item."""

    def all(self, kind: str, record: type[R]) -> dict[str, R]:
        """The records of a kind by id, in the order of their ids."""
        items = self.items.get(kind, {})
        return {key: item.record for key, item in items.items() if isinstance(item.record, record)}


class Project(Struct, frozen=True):
    """The folders of one archive."""

    root: Path
    out: Path

    @property
    def content(self) -> Path:
        """The folder of the plain files."""
        return self.root / CONTENT

    @property
    def cache(self) -> Path:
        """The folder of the memory, which may be deleted at any time."""
        return self.root / ".cache"
