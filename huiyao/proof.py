"""The archive's proof: the collation of each source with the articles made from it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from html import escape

from msgspec import Struct

from huiyao.apparatus import lines
from huiyao.collate import Block, Claim, Collation, collate
from huiyao.messages import problem
from huiyao.model import Library, Problem, Span, Where
from huiyao.records.article import Article
from huiyao.records.source import Source
from huiyao.typography import fold
from huiyao.work import Work

SENTINEL = "\n\uffff\n"
"""What stands between sources that one story spans: nothing in any of them matches it."""


class Piece(Struct, frozen=True):
    """A run of a source and the part of the story that claims it; nobody's where both are empty."""

    owner: str
    part: str
    html: str
    line: int
    size: int


class Move(Struct, frozen=True):
    """A part that stands elsewhere in its story than in the source."""

    owner: str
    part: str
    line: int
    after: int


class Proof(Struct, frozen=True):
    """The collation of one source, as its page shows it."""

    percent: str
    complete: bool
    claimed: int
    characters: int
    pieces: tuple[Piece, ...]
    moves: tuple[Move, ...]
    faults: tuple[Problem, ...]


class Collatable(Struct, frozen=True):
    """Sources that share stories, and all that claims them."""

    sources: tuple[tuple[str, str, str], ...]
    """Id, path and text of each."""
    blocks: tuple[Block, ...]
    spans: tuple[tuple[Span, ...], ...]
    """The spans of each block."""
    places: tuple[Where, ...]
    """Where each block is written."""


def prove(library: Library, work: Work) -> dict[str, Proof]:
    """Source to its proof, for the whole archive."""
    groups = list(collatables(library))
    proofs = work.map(proven, groups)
    return {key: proof for found in proofs for key, proof in found.items()}


def collatables(library: Library) -> Iterator[Collatable]:
    """The sources, those that share a story together."""
    articles = library.all("article", Article)
    sources = library.all("source", Source)
    for keys in components(sources, [article.source for article in articles.values()]):
        stories = [article for article in articles.values() if set(article.source) & set(keys)]
        rows = [row for story in stories for row in _story(story, library)]
        rows += [row for key in keys for row in _furniture(sources[key], library, keys)]
        blocks, spans, places = zip(*rows, strict=True) if rows else ((), (), ())
        paths = library.items["source"]
        texts = tuple((key, paths[key].path, sources[key].text) for key in keys)
        yield Collatable(texts, blocks, spans, places)


Row = tuple[Block, tuple[Span, ...], Where]


def _story(article: Article, library: Library) -> Iterator[Row]:
    """What an article takes from its sources: its source reading, part by part."""
    item = library.items["article"][article.id]
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
        where = Where(item.path, line.block.line) if line.block.line else Where(item.path)
        yield Block(article.id, part, source, ordered), line.block.spans, where


def _furniture(source: Source, library: Library, keys: Sequence[str]) -> Iterator[Row]:
    item = library.items["source"][source.id]
    sources = library.all("source", Source)
    first = keys.index(source.id)
    # A line counts from the start of its own source; those joined before it shift it.
    before = sum(sources[key].text.count("\n") + SENTINEL.count("\n") for key in keys[:first])
    for number, piece in enumerate(source.furniture, 1):
        line = piece.line + before if piece.line else None
        where = item.places.get(f"furniture.{number - 1}", Where(item.path))
        block = Block("", f"{source.id}/furniture-{number}", piece.text, False, line)
        yield block, (Span(piece.text),), where


def components(
    sources: Sequence[str] | dict[str, Source], stories: Sequence[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """Sources in groups: together where a story spans them."""
    leader = {key: key for key in sources}

    def lead(key: str) -> str:
        while leader[key] != key:
            key = leader[key]
        return key

    for story in stories:
        known = [key for key in story if key in leader]
        for key in known[1:]:
            leader[lead(key)] = lead(known[0])
    groups: dict[str, list[str]] = {}
    for key in sources:
        groups.setdefault(lead(key), []).append(key)
    return [tuple(group) for group in groups.values()]


def proven(group: Collatable) -> dict[str, Proof]:
    """The proof of each source of a group."""
    whole = SENTINEL.join(text for _, _, text in group.sources)
    collation = collate(whole, group.blocks)
    found: dict[str, Proof] = {}
    start = 0
    for key, path, text in group.sources:
        found[key] = _proof(group, collation, whole, (start, start + len(text)), path)
        start += len(text) + len(SENTINEL)
    return found
