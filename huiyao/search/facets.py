"""What the browser has to know of every page of a shard: how long it is, and what it is of.

Pagefind's own filters make its output differ from run to run and slow its queries, so the facets
stand in a file of our own: small, the same each time, and counted exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from huiyao.search.document import Document

Speech = tuple[str, list[tuple[int, int]]]
"""A speaker, and the places of a document's words from which and up to which they speak."""


class Facets(Struct, frozen=True):
    """The facets of a shard."""

    values: Sequence[tuple[str, str]]
    """Every facet's values as facet and value, the most frequent first."""
    pages: Sequence[Sequence[int]]
    """For each document in order, the places of its values among these."""
    speeches: Sequence[Sequence[Speech]]
    """For each document."""


def facets(documents: Sequence[Document], lengths: Sequence[Sequence[int]]) -> Facets:
    """The facets of a shard, given the words of each document's title and passages."""
    each = [dict.fromkeys(stated(document)) for document in documents]
    frequency = Counter(value for page in each for value in page)
    values = sorted(frequency, key=lambda value: (-frequency[value], value))
    places = {value: place for place, value in enumerate(values)}
    pages = [[places[value] for value in page] for page in each]
    return Facets(values, pages, list(map(speeches, documents, lengths)))


def stated(document: Document) -> Iterator[tuple[str, str]]:
    """The values of a document."""
    for name, values in document.filters.items():
        yield from ((name, value) for value in values)


def speeches(document: Document, lengths: Sequence[int]) -> list[Speech]:
    """Who speaks where in a document, whose words are indexed in a row, the title first."""
    said: dict[str, list[tuple[int, int]]] = {}
    ends = list(accumulate(lengths))
    for passage, (start, end) in zip(document.passages, pairwise(ends), strict=True):
        for speaker in passage.said_by:
            said.setdefault(speaker, []).append((start, end))
    return list(said.items())
