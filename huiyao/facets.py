"""What the browser has to know of every page of a shard before it shows a result.

Pagefind's own filters make its output differ from run to run and slow its queries, so the facets
stand in a file of our own: small, the same each time, and counted exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from huiyao.document import Document

SAID = "said"
"""The facet of those whose speech a page reports; drawn from the passages."""


class Facets(Struct, frozen=True):
    """The facets of a shard, whose documents are known by their place in it."""

    filters: Mapping[str, Mapping[str, Sequence[int]]]
    """Facet to value to its documents, each as the distance from the one before."""
    edges: Sequence[str]
    """See `huiyao.bundle.build`."""


def facets(documents: Sequence[Document], edges: Sequence[str]) -> Facets:
    """The facets of a shard."""
    filters: dict[str, dict[str, list[int]]] = {}
    for place, document in enumerate(documents):
        for name, values in {**document.filters, SAID: said(document)}.items():
            for value in dict.fromkeys(values):
                filters.setdefault(name, {}).setdefault(value, []).append(place)
    return Facets(
        filters={
            name: {value: distances(places) for value, places in sorted(values.items())}
            for name, values in sorted(filters.items())
        },
        edges=edges,
    )


def said(document: Document) -> Iterable[str]:
    """Everyone whose speech a document reports."""
    return (name for passage in document.passages for name in passage.said_by)


def distances(places: Sequence[int]) -> list[int]:
    """Ascending numbers as differences, which compress well."""
    return [place - before for before, place in zip((0, *places), places, strict=False)]
