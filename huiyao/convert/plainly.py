"""A source taken as it stands: what a draft falls back on where no better one can be proved."""

from __future__ import annotations

from collections.abc import Iterator

from huiyao.convert.draft import Described, Furniture, Paragraph, Part, Remark, Separation, Story
from huiyao.convert.strand import Strand, joined, lines
from huiyao.typography import fold


def as_printed(text: str) -> Separation:
    """One story of the printed lines in their order."""
    body = tuple(Paragraph((Part(strand),)) for _, strand in lines(text) if fold(strand.text).text)
    return Separation((Story(body),), (), (Remark(1, "review-unplaced", confidence="low"),))


def as_fragment(text: str) -> Separation:
    """The whole source as one remainder."""
    whole = joined(strand for _, strand in lines(text))
    remark = Remark(1, "review-unplaced", confidence="low")
    return Separation((), (Furniture(whole, "fragment", 1),), (remark,))


def as_paragraph(text: str) -> Separation:
    """One story of one paragraph, for what a sidecar cannot hold."""
    folded = fold(text)
    whole = Strand(folded.text, tuple(folded.origin))
    remark = Remark(1, "review-unplaced", confidence="low")
    return Separation((Story((Paragraph((Part(whole),)),)),), (), (remark,))


def undescribed(separation: Separation, title: str) -> Iterator[Described]:
    """Its stories, nothing said of them."""
    for story in separation.stories:
        yield Described(story, "report", title)
