"""A source as received: `content/sources/NAME` and its sidecar `NAME.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from huiyao.edtf import Date


class Furniture(Struct, frozen=True, kw_only=True, array_like=True):
    """A piece of a source that belongs to no story."""

    text: Annotated[str, Meta(description="The piece, verbatim.")]
    kind: Annotated[
        Literal["jump-line", "pull-quote", "page", "chrome", "fragment"],
        Meta(description="What it is.", extra={"key": "class"}),
    ]
    line: Annotated[
        int, Meta(description="Its line in the source, where the words occur twice.")
    ] = 0


class Source(Struct, frozen=True, kw_only=True, array_like=True):
    """The text of an article exactly as received, and what is known of it."""

    id: str = ""
    """The file's name."""
    text: str = ""
    publication: Annotated[str, Meta(description="The paper or site it appeared in.")] = ""
    date: Annotated[Date | None, Meta(description="When it appeared (EDTF).")] = None
    page: Annotated[str, Meta(description="The page of the paper (版次).")] = ""
    address: Annotated[str, Meta(description="Its web address.")] = ""
    obtained: Annotated[str, Meta(description="How it was obtained.")] = ""
    note: Annotated[str, Meta(description="What its reader should know.")] = ""
    furniture: Annotated[
        tuple[Furniture, ...], Meta(description="The pieces that belong to no story.")
    ] = ()
