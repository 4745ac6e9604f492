"""Sources: the text as received, each piece led to its story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from msgspec import Struct, structs

from huiyao import volumes
from huiyao.cards import source_card
from huiyao.concordance import Concordance
from huiyao.frontmatter import Mapping
from huiyao.kind import Kind, Planned, in_volumes
from huiyao.messages import problem
from huiyao.model import Where
from huiyao.proof import Move as Moved
from huiyao.proof import Proof
from huiyao.reading import Loaded, Raw, build, read_yaml
from huiyao.records.source import Source
from huiyao.sources import decoder, formats
from huiyao.sources.decoding import refusal
from huiyao.urls import of, paragraph
from huiyao.views import DateView, Head, Ref, SourceCard

LIST = "sources/"

HUES = 8
"""Tints that tell stories apart; from the ninth on they return."""

SIDECAR = 4 << 20
"""Bytes of a sidecar: the furniture of a web page can be longer than its story."""

FURNITURE, UNCLAIMED = -1, -2
"""A piece's `story` where it has none."""


class StoryKey(Struct, frozen=True):
    """A story in the legend of its source."""

    ref: Ref
    css: int
    characters: int


class Piece(Struct, frozen=True):
    """A run of the source: whose it is, and its text with the marks shown."""

    space: str
    """The white space that it begins with, which is nobody's."""
    html: str
    story: int
    part: str
    url: str
    line: int


class Move(Struct, frozen=True):
    """A place where the story's order is not the source's."""

    story: Ref
    part: str
    text: str


class SourceView(Struct, frozen=True):
    """All that a source's page shows."""

    head: Head
    name: str
    publication: str
    date: DateView | None
    page: str
    address: str
    obtained: str
    note: str
    percent: str
    complete: bool
    characters: int
    stories: tuple[StoryKey, ...]
    pieces: tuple[Piece, ...]
    moves: tuple[Move, ...]
    furniture: tuple[tuple[str, str, int], ...]


class SourcesView(Struct, frozen=True):
    """Every source with its collation figure."""

    head: Head
    sources: tuple[SourceCard, ...]
    volumes: tuple[Ref, ...]


def read(raw: Raw) -> Loaded:
    """A source and its sidecar."""
    decode = decoder(PurePath(raw.path).suffix.lower())
    if decode is None:
        kinds = " ".join(formats())
        return Loaded(problems=(problem(Where(raw.path), "source-format", formats=kinds),))
    try:
        text = decode(raw.data)
    except ValueError as error:
        return Loaded(problems=(refusal(raw.path, error),))
    if not text.strip():
        return Loaded(problems=(problem(Where(raw.path), "source-empty"),))
    given = {"id": raw.id, "text": text}
    if raw.sidecar is None:
        return build(Source, Mapping((), Where(raw.path, 1)), raw, given)
    beside = Raw(raw.kind, raw.id, f"{raw.path}.yaml", raw.sidecar)
    loaded = read_yaml(Source, beside, raw.sidecar, SIDECAR, given)
    item = loaded.item and structs.replace(loaded.item, path=raw.path)
    return structs.replace(loaded, item=item)


def pages(archive: Concordance) -> Iterator[Planned]:
    """One page for each source, and the list of all."""
    for key, slug in archive.slugs().items():
        yield Planned(of("source", slug), "pages/source.html", view, (key,))
    yield from in_volumes(archive, "source-year", Planned(LIST, "pages/sources.html", listed))


def listed(archive: Concordance, volume: str | None = None) -> SourcesView:
    """The view of the list, or of a volume of it."""
    bound = volumes.bound(archive, "source-year", LIST, volume)
    keys = archive.sources if bound.year is None else archive.under("source-year", bound.year)
    words = archive.words["lists"]
    cards = tuple(source_card(archive, key, archive.under("told", key)) for key in keys)
    return SourcesView(Head(words["sources"], words["sources_lead"]), cards, bound.links)


def view(archive: Concordance, key: str) -> SourceView:
    """The view of one source with its proof."""
    source, proof = archive.sources[key], archive.proofs[key]
    words = archive.words
    stories = list(dict.fromkeys(p.owner for p in proof.pieces if p.owner))
    size = {story: sum(p.size for p in proof.pieces if p.owner == story) for story in stories}
    kinds = words["furniture"]
    places = {piece.part: piece.line for piece in proof.pieces if not piece.owner}
    return SourceView(
        Head(source.id, source.note or words["lists"]["sources_lead"]),
        source.id,
        source.publication,
        archive.date(source.date),
        source.page,
        source.address if source.address.startswith(("http://", "https://")) else "",
        source.obtained,
        source.note,
        proof.percent,
        proof.complete,
        proof.characters,
        tuple(
            StoryKey(archive.ref("article", story), number % HUES, size[story])
            for number, story in enumerate(stories)
        ),
        tuple(pieces(archive, source, proof, stories)),
        tuple(
            Move(
                archive.ref("article", move.owner),
                part(archive, move.part),
                moved(archive, move),
            )
            for move in proof.moves
        ),
        tuple(
            (kinds[one.kind], one.text, places.get(f"furniture-{number}", one.line))
            for number, one in enumerate(source.furniture, 1)
        ),
    )  # fmt: skip


def moved(archive: Concordance, move: Moved) -> str:
    """A move in words."""
    key = "resumed" if move.resumed else "moved" if move.after else "moved_first"
    return str(archive.words["plan"][key].format(line=move.line, after=move.after))


def pieces(
    archive: Concordance, source: Source, proof: Proof, stories: list[str]
) -> Iterator[Piece]:
    """The source cut where its owner changes."""
    for piece in proof.pieces:
        if piece.owner:
            story = stories.index(piece.owner)
            number = int(piece.part[1:]) if piece.part[1:].isdigit() else 0
            url = paragraph(piece.owner, number) if archive.ref("article", piece.owner).url else ""
            label = part(archive, piece.part)
        elif piece.part:
            story, url = FURNITURE, ""
            kind = source.furniture[int(piece.part.removeprefix("furniture-")) - 1].kind
            label = archive.words["furniture"][kind]
        else:
            story, url, label = UNCLAIMED, "", ""
        whole = piece.html(source.text)
        html = whole.lstrip()
        space = whole.removesuffix(html)
        yield Piece(space, html, story, label, url, piece.line)


def part(archive: Concordance, name: str) -> str:
    """A part of an article in words: `p3` as 第3段."""
    plan = archive.words["plan"]
    if name[1:].isdigit():
        return str(plan["paragraph"].format(n=name[1:]))
    return str(plan.get(name.partition("-")[0], name))


KIND = Kind("source", "sources", Source, pages, read=read)
