"""A source cut into its stories and its furniture."""

from __future__ import annotations

from huiyao.convert.draft import Paragraph, Part, Separation, Story
from huiyao.convert.known import Known
from huiyao.convert.sidecar import Sidecar
from huiyao.convert.strand import lines


def separate(text: str, known: Known, beside: Sidecar) -> Separation:  # noqa: ARG001
    """The stories of a source."""
    printed = [strand for _, strand in lines(text) if strand]
    title = printed[0] if len(printed) > 1 and not printed[0].text.endswith("。") else None
    body = tuple(Paragraph((Part(strand),)) for strand in printed[1 if title else 0 :])
    return Separation((Story(body, title=title) if title else Story(body),))
