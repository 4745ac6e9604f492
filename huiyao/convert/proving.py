"""The proof of a draft before it is written: its files read back and laid on their source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from huiyao.collatable import collatables
from huiyao.kinds import source as source_kind
from huiyao.model import Item, Library
from huiyao.proof import Proof, proven
from huiyao.reading import Loaded, Raw, read_markdown
from huiyao.records.article import Article
from huiyao.records.site import Site

_SITE = Site(title="", description="")


def proved(name: str, data: bytes, beside: str, articles: Mapping[str, str]) -> Proof | None:
    """The proof of a source with its sidecar and articles as texts; None if one cannot be read."""
    read = [
        read_markdown(Article, Raw("article", key, f"{key}.md", text.encode()))
        for key, text in articles.items()
    ]
    sidecar = beside.encode() if beside else None
    source = source_kind.read(Raw("source", name, name, data, sidecar))
    items = list(_items([source, *read]))
    if len(items) < 1 + len(read):
        return None
    library = Library(
        _SITE, {"source": {name: items[0]}, "article": dict(zip(articles, items[1:], strict=True))}
    )
    return next(proven(group)[name] for group in collatables(library))


def _items(loaded: Sequence[Loaded]) -> Iterator[Item]:
    for one in loaded:
        if one.item is not None and not one.problems:
            yield one.item
