"""Documents as the index takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiyao.concordance import Concordance
from huiyao.search.document import Catalogue, Document, card
from huiyao.searchable import document, names


def documents(archive: Concordance) -> Iterator[Document]:
    """Every document of an archive."""
    return (document(archive, name) for name in names(archive))


def catalogued(documents: Iterable[Document]) -> Catalogue:
    """The catalogue of some documents, each known by its address."""
    made = {document.url: document for document in documents}
    return Catalogue([card(url, document) for url, document in made.items()], made.__getitem__)
