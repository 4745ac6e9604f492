"""One theme: `content/themes/ID.md`."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from huiyao.model import Text
from huiyao.records.article import Status


class Theme(Struct, frozen=True, kw_only=True, array_like=True):
    """A theme of the controlled vocabulary, with the words that state it."""

    id: str = ""
    name: Annotated[str, Meta(description="The name of the theme.")]
    aliases: Annotated[
        tuple[str, ...],
        Meta(description="Words that state it: plain, or regular expressions."),
    ] = ()
    broader: Annotated[
        str, Meta(description="The theme that it is part of.", extra={"refers": "theme"})
    ] = ""
    description: Annotated[str, Meta(description="What it covers.")] = ""
    status: Status = "reviewed"
    body: Text = Text()
