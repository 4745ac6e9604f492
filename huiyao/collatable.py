"""What is laid on what: sources that share stories, and the words of those that claim them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from huiyao.apparatus import lines
from huiyao.collate import Block
from huiyao.model import Item, Library, Span, Where
from huiyao.records.article import Article
from huiyao.records.source import Source


class Collatable(Struct, frozen=True):
    """Sources that share stories, and all that claims them."""

    sources: tuple[Source, ...]
    paths: tuple[str, ...]
    """The file of each source."""
    blocks: tuple[Block, ...]
    spans: tuple[tuple[Span, ...], ...]
    """The spans of each block."""
    places: tuple[Where, ...]
    """Where each block is written."""


def collatables(library: Library) -> Iterator[Collatable]:
    """The sources, those that a story spans together."""
    articles = library.all("article", Article)
    stories: dict[str, list[str]] = {}
    for article in articles.values():
        for key in article.source:
            stories.setdefault(key, []).append(article.id)

    def item(kind: str, key: str) -> Item:
        return library.items[kind][key]

    spans = [article.source for article in articles.values()]
    for keys in components(library.items["source"], spans):
        told = dict.fromkeys(story for key in keys for story in stories.get(key, ()))
        yield collatable(keys, told, item)


def collatable(
    sources: Sequence[str], stories: Iterable[str], item: Callable[[str, str], Item]
) -> Collatable:
    """Some sources with their stories; `item` gives what is loaded of a kind and id."""
    items = [item("source", key) for key in sources]
    rows = [row for key in stories for row in _story(item("article", key))]
    rows += [row for one in items for row in _furniture(one)]
    return Collatable(
        tuple(source for one in items if isinstance(source := one.record, Source)),
        tuple(one.path for one in items),
        tuple(block for block, _, _ in rows),
        tuple(spans for _, spans, _ in rows),
        tuple(where for _, _, where in rows),
    )


Row = tuple[Block, tuple[Span, ...], Where]


def _story(item: Item) -> Iterator[Row]:
    """What an article takes from its sources: its source reading, part by part."""
    article = item.record
    assert isinstance(article, Article)
    counts: dict[str, int] = {}
    for line in lines(article):
        source = line.block.source
        supplied = line.part == "title" and source.startswith("[") and source.endswith("]")
        if supplied or not source.strip():
            continue
        counts[line.part] = number = counts.get(line.part, 0) + 1
        part = line.part
        if line.block.number:
            part = f"p{line.block.number}"
        elif line.part in {"body", "caption", "credit"}:
            part = f"{'heading' if line.part == 'body' else line.part}-{number}"
        ordered = line.part not in {"caption", "credit"}
        where = Where(item.path, line.block.line, line.block.column)
        yield Block(article.id, part, source, ordered), line.block.spans, where


def _furniture(item: Item) -> Iterator[Row]:
    source = item.record
    assert isinstance(source, Source)
    for number, piece in enumerate(source.furniture, 1):
        where = item.places[f"furniture.{number - 1}.text"]
        part = f"{source.id}/furniture-{number}"
        block = Block(
            "", part, piece.text, ordered=False, line=piece.line or None, source=source.id
        )
        yield block, (Span(piece.text),), where


def components(sources: Iterable[str], stories: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Sources in groups: together where a story spans them."""
    keys = list(sources)
    leader = {key: key for key in keys}

    def lead(key: str) -> str:
        while leader[key] != key:
            key = leader[key]
        return key

    for story in stories:
        known = [key for key in story if key in leader]
        for key in known[1:]:
            leader[lead(key)] = lead(known[0])
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(lead(key), []).append(key)
    return [tuple(group) for group in groups.values()]
