"""Small editions for tests of the collation: stories written as an editor writes them."""

from __future__ import annotations

from huiyao.collate import Block, Collation
from huiyao.criticmark import spans
from huiyao.model import Span


def source_reading(text: str) -> str:
    """A line in CriticMarkup with its marks rejected."""
    found = list(spans(text))
    assert all(isinstance(span, Span) for span in found), text
    return "".join(span.source for span in found if isinstance(span, Span))


def story(owner: str, *paragraphs: str, **fields: str) -> list[Block]:
    """An article: its fields (`title=…`) in the order given, then its paragraphs from p1 on."""
    parts = fields | {f"p{number}": text for number, text in enumerate(paragraphs, 1)}
    return [Block(owner, part, source_reading(text)) for part, text in parts.items()]


def caption(owner: str, text: str, number: int = 1) -> Block:
    """Words below a picture, which may stand anywhere."""
    return Block(owner, f"caption-{number}", source_reading(text), ordered=False)


def furniture(text: str, line: int | None = None, number: int = 1) -> Block:
    """A piece that belongs to no story."""
    return Block("", f"furniture-{number}", text, ordered=False, line=line)


def claimed(collation: Collation, source: str) -> list[tuple[str, str, str]]:
    """Owner, part and words of each claim, in the order of the source, line wraps removed."""
    return [
        (claim.owner, claim.part, source[claim.start : claim.end].replace("\n", ""))
        for claim in collation.claims
    ]
