"""Documents as the index takes them."""

from __future__ import annotations

from collections.abc import Iterable

from huiyao.search.document import Catalogue, Document, card


def catalogued(documents: Iterable[Document]) -> Catalogue:
    """The catalogue of some documents, each known by its address."""
    made = {document.url: document for document in documents}
    return Catalogue([card(url, document) for url, document in made.items()], made.__getitem__)
