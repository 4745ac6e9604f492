"""One person: `content/people/ID.md`."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from huiyao.model import Text
from huiyao.records.article import Status


class Person(Struct, frozen=True, kw_only=True, array_like=True):
    """A person; their offices are what the articles call them."""

    id: str = ""
    name: Annotated[str, Meta(description="The name.")]
    pinyin: Annotated[str, Meta(description="The reading, where the library's is wrong.")] = ""
    aliases: Annotated[tuple[str, ...], Meta(description="Other forms of the name.")] = ()
    note: Annotated[str, Meta(description="What the archive says or warns of.")] = ""
    status: Status = "reviewed"
    body: Text = Text()
