"""The nouns of a draft: stories and furniture cut from one source."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from huiyao.convert.strand import Strand
from huiyao.records.article import Entry

FurnitureKind = Literal["jump-line", "pull-quote", "page", "chrome", "fragment"]
StoryKind = Literal["report", "resolution", "communique", "feature", "brief"]


GAP = "□"
"""Stands for words that are missing, where a text is read for names."""


class Part(Struct, frozen=True):
    """A run of a paragraph in at most one editorial mark; a gap has a note and no words."""

    strand: Strand = Strand()
    mark: Literal["", "surplus", "doubt", "gap"] = ""
    note: str = ""
    cue: str = ""
    """Of a doubt: what tells that its words may be misread."""
    reading: str = ""
    """Of a doubt: what they may be."""


class Paragraph(Struct, frozen=True):
    """A paragraph, or a heading inside a story."""

    parts: tuple[Part, ...]
    heading: bool = False

    @property
    def shown(self) -> str:
        """Its words as they are read for names: a sign where some are missing, none twice."""
        found = ""
        for part in self.parts:
            twice = part.mark == "doubt" and found.endswith(part.strand.text)
            if part.mark == "gap":
                found += GAP
            elif part.mark != "surplus" and not twice:
                found += part.strand.text
        return found

    @property
    def reading(self) -> str:
        """Its words without what is surplus."""
        return "".join(p.strand.text for p in self.parts if p.mark != "surplus")


class Caption(Struct, frozen=True):
    """The words below a picture, and who took it."""

    text: Strand = Strand()
    credit: Strand = Strand()


class Story(Struct, frozen=True):
    """One story as it was cut out of its source."""

    body: tuple[Paragraph, ...]
    kicker: Strand = Strand()
    title: Strand = Strand()
    subtitle: Strand = Strand()
    dateline: Strand = Strand()
    byline: Strand = Strand()
    captions: tuple[Caption, ...] = ()


class Furniture(Struct, frozen=True):
    """A piece of the source that belongs to no story."""

    strand: Strand
    kind: FurnitureKind
    line: int


class Remark(Struct, frozen=True, order=True):
    """Something that a reviewer should look at: what was joined, guessed or left open."""

    line: int
    key: str
    """Of the message that says it."""
    text: str = ""
    confidence: Literal["high", "middle", "low"] = "middle"


class Separation(Struct, frozen=True):
    """A source cut into its stories and its furniture, each character in one of them."""

    stories: tuple[Story, ...]
    furniture: tuple[Furniture, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Described(Struct, frozen=True):
    """A story with what was read from its words."""

    story: Story
    kind: StoryKind
    supplied: str = ""
    """A title in place of one that the source lacks."""
    published: str = ""
    """EDTF; empty where nothing is known."""
    people: tuple[Entry, ...] = ()
    names: tuple[str, ...] = ()
    """The names of the by-line, in order."""
    meeting: Meeting | None = None


class Meeting(Struct, frozen=True):
    """A meeting that a story reports, known to the archive or new."""

    name: str
    id: str = ""
    """Of the archive's own meeting; empty for a new one."""
    short: str = ""
    series: str = ""
    number: str = ""
    date: str = ""
    basis: str = ""
    venue: str = ""
    organiser: str = ""
    adopted: tuple[str, ...] = ()
