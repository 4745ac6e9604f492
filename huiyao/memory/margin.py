"""What a content file says beside its record: what checking and proving need, and no page shows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property

import msgspec
from msgspec import Struct

from huiyao.memory.filing import Filed
from huiyao.model import Problem, Where
from huiyao.reading import Loaded
from huiyao.records.article import Article
from huiyao.records.person import Person
from huiyao.register import names
from huiyao.scalar import Reference

Place = tuple[int, int]
"""Line and column."""

encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(dict[str, Place]).decode


class Margin(Struct, frozen=True, array_like=True):
    """The places, the references and the faults of one file."""

    kind: str
    id: str
    path: str
    """As problems name it."""
    written: str
    """The file that holds the front matter: of a source, its sidecar."""
    places: msgspec.Raw = msgspec.Raw(encode({}))
    """Dotted front-matter key to its place, encoded: there are many, and they are seldom wanted."""
    references: tuple[tuple[str, str, Place], ...] = ()
    """Target, id, and place in the file."""
    problems: tuple[Problem, ...] = ()
    readable: bool = True
    """Whether its bytes could be read."""
    read: bool = False
    """Whether the file gave a record."""
    draft: bool = False
    """Whether no one has reviewed it yet."""

    def referring(self) -> Iterator[Reference]:
        """Every reference of the file."""
        for target, key, place in self.references:
            yield Reference(target, key, Where(self.written, *place))


class Places(Mapping[str, Where]):
    """Dotted front-matter key to its place, of one file: made when asked for, which is seldom."""

    def __init__(self, margin: Margin) -> None:
        self.margin = margin

    @cached_property
    def numbers(self) -> dict[str, Place]:
        """Key to line and column."""
        return decode(self.margin.places)

    def __getitem__(self, key: str) -> Where:
        return Where(self.margin.written, *self.numbers[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)


def margin(kind: str, key: str, path: str, loaded: Loaded, *, readable: bool = True) -> Margin:
    """The margin of what reading a file gave."""
    item, references = loaded.item, loaded.references
    places = item.places if item else {}
    wheres = [*places.values(), *(reference.where for reference in references)]
    return Margin(
        kind,
        key,
        path,
        wheres[0].path if wheres else path,
        msgspec.Raw(encode({name: (at.line, at.column) for name, at in places.items()})),
        tuple((r.target, r.id, (r.where.line, r.where.column)) for r in references),
        loaded.problems,
        readable,
        item is not None,
        getattr(item and item.record, "status", "") == "draft",
    )


def filed(name: str, margin: Margin, loaded: Loaded) -> Iterator[Filed]:
    """The heads of a file, readable or not, published or not."""
    yield Filed(f"file-{margin.kind}", margin.id, "", name)
    if margin.readable:
        yield Filed(f"twin-{margin.kind}", folded(margin.id), margin.id, margin.id)
    else:
        yield Filed("lost", "", "", name)
    if loaded.item and isinstance(loaded.item.record, Article):
        for source in dict.fromkeys(loaded.item.record.source):
            yield Filed("claim", source, margin.id, margin.id)
    if margin.problems:
        yield Filed("problem", "", "", name)
    if margin.draft:
        yield Filed("draft", "", margin.path, name)
    if not margin.read:
        yield Filed("unread", margin.kind, "", name)
    if loaded.item and isinstance(loaded.item.record, Person):
        for form in names(loaded.item.record):
            yield Filed("bearer", form, margin.id, margin.id)


def folded(key: str) -> str:
    """An id as a system sees it that tells no capitals from small letters."""
    return unicodedata.normalize("NFC", key).casefold()
