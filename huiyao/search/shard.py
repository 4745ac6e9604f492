"""The folder of a shard: the bundle of its words, and beside it what tells its pages apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from huiyao.search import bundle
from huiyao.search.document import Document
from huiyao.search.facets import facets
from huiyao.search.pairs import words
from huiyao.search.steps import Steps
from huiyao.search.variants import equal

EQUAL: Final = "equal.txt"
"""The file of a shard that says which traditional characters stand in it."""


class Fragment(Struct, frozen=True):
    """What the browser loads to show a page that it found."""

    url: str
    title: str
    kind: str
    date: str
    meeting: str
    passages: Sequence[Sequence[object]]
    """For each its anchor, its speakers, and its readings as label and text, the source's last."""


def write(documents: Sequence[Document], folder: Path) -> Steps[None]:
    """Write it whole.

    Each page has its text in a row, the title first, then its source readings: these repeat most
    of the text, and must not be counted twice. `lengths.json` has the words of both in turn.
    """
    lengths: list[list[int]] = []
    others: list[int] = []

    def row() -> Iterator[str]:
        for document in documents:
            own = [words(document.title), *(words(part.text) for part in document.passages)]
            readings = [word for part in document.passages for word in words(part.other)]
            lengths.append(list(map(len, own)))
            others.append(len(readings))
            yield from chain(*own, readings)

    edges = yield from bundle.build(row(), folder)
    beside = {
        "edges": edges,
        "facets": facets(documents, lengths),
        "lengths": list(zip(map(sum, lengths), others, strict=True)),
    }
    for name, content in beside.items():
        (folder / f"{name}.json").write_bytes(msgspec.json.encode(content))
    (folder / "pages").mkdir()
    for number, document in enumerate(documents):
        (folder / "pages" / f"{number}.json").write_bytes(msgspec.json.encode(fragment(document)))
    parts = (part for document in documents for part in document.passages)
    texts = chain((d.title for d in documents), *((part.text, part.other) for part in parts))
    (folder / EQUAL).write_text("\n".join(equal(texts)), encoding="utf-8")


def fragment(document: Document) -> Fragment:
    """A document as the reader's browser loads it."""
    meeting = next(iter(document.filters.get("meeting", ())), "")
    passages = [
        (p.anchor, p.said_by, (p.label, p.text), *([(p.other_label, p.other)] if p.other else []))
        for p in document.passages
    ]
    return Fragment(document.url, document.title, document.kind, document.date, meeting, passages)
