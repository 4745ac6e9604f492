"""One story as edited: `content/articles/ID.md`."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from huiyao.edtf import Date
from huiyao.model import Block, Text

Status = Annotated[
    Literal["draft", "reviewed"],
    Meta(description="`draft` until a person has read it against the source."),
]


class Byline(Struct, frozen=True, kw_only=True, array_like=True):
    """Who wrote the story, as printed."""

    text: Annotated[Text, Meta(description="The line, verbatim, with its brackets.")]
    names: Annotated[tuple[str, ...], Meta(description="The names in it, in order.")] = ()


class Caption(Struct, frozen=True, kw_only=True, array_like=True):
    """The words below a picture of the story."""

    text: Annotated[Text, Meta(description="The caption, verbatim.")] = Text()
    credit: Annotated[Text, Meta(description="The photographer's credit, verbatim.")] = Text()


class Entry(Struct, frozen=True, kw_only=True, array_like=True):
    """A person as one article names them."""

    name: Annotated[str, Meta(description="The name as printed, misprints included.")]
    role: Annotated[str, Meta(description="The office exactly as stated beside the name.")] = ""
    capacity: Annotated[
        tuple[str, ...],
        Meta(description="What the person did there.", extra={"choices": "capacity"}),
    ]
    id: Annotated[
        str,
        Meta(
            description="Which person, where the name alone does not say.",
            extra={"refers": "person"},
        ),
    ] = ""
    meeting: Annotated[
        str,
        Meta(
            description="The meeting they took part in, where it is not the article's.",
            extra={"refers": "meeting"},
        ),
    ] = ""


class Article(Struct, frozen=True, kw_only=True, array_like=True):
    """One story: what its source says, as edited."""

    id: str = ""
    title: Annotated[
        Text, Meta(description="The headline; in square brackets if the source has none.")
    ]
    kicker: Annotated[Text, Meta(description="The line above the headline (肩题).")] = Text()
    subtitle: Annotated[Text, Meta(description="The line below the headline.")] = Text()
    kind: Annotated[
        Literal["report", "resolution", "communique", "feature", "brief"],
        Meta(description="The kind of text."),
    ]
    source: Annotated[
        tuple[str, ...],
        Meta(
            description="The file or files in `content/sources/` that it comes from.",
            extra={"refers": "source"},
        ),
    ]
    published: Annotated[
        Date | None, Meta(description="When it appeared (EDTF): what is known, no more.")
    ] = None
    meeting: Annotated[
        str, Meta(description="The meeting it reports on.", extra={"refers": "meeting"})
    ] = ""
    dateline: Annotated[Text, Meta(description="The words before the text, as 本报讯.")] = Text()
    byline: Annotated[Byline | None, Meta(description="Who wrote it, as printed.")] = None
    captions: Annotated[tuple[Caption, ...], Meta(description="The words below its pictures.")] = ()
    people: Annotated[
        tuple[Entry, ...],
        Meta(description="Everyone whom the story names, in the order of first mention."),
    ] = ()
    status: Status = "draft"
    body: Text = Text()

    @property
    def reviewed(self) -> bool:
        """Whether a person has read it against the source."""
        return self.status == "reviewed"


def characters(text: str) -> int:
    """The length of a text, white space apart."""
    return len("".join(text.split()))


def blocks(article: Article) -> tuple[Block, ...]:
    """Every block in which linking looks: the body, then captions, credits and the by-line."""
    beside = [line for c in article.captions for line in (c.text, c.credit)]
    byline = article.byline.text if article.byline else Text()
    lines = (*beside, byline)
    return (
        *article.body.blocks,
        *(line.blocks[0] if line else Block("other", ()) for line in lines),
    )


def part(article: Article, block: int) -> str:
    """What one of its `blocks` is: `body`, `caption`, `credit` or `byline`."""
    beside = block - len(article.body.blocks)
    if beside < 0:
        return "body"
    return "byline" if beside == 2 * len(article.captions) else ("caption", "credit")[beside % 2]
