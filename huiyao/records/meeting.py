"""One meeting: `content/meetings/ID.md`."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from huiyao.edtf import Date
from huiyao.model import Text
from huiyao.records.article import Status


class Meeting(Struct, frozen=True, kw_only=True, array_like=True):
    """A meeting, and what dates it; who attended is drawn from its articles."""

    id: str = ""
    name: Annotated[str, Meta(description="The name in full.")]
    short: Annotated[str, Meta(description="The name where space is short.")] = ""
    series: Annotated[
        str, Meta(description="The series it belongs to.", extra={"refers": "series"})
    ] = ""
    number: Annotated[str, Meta(description="Its number in the series, or its quarter.")] = ""
    date: Annotated[
        Date | None, Meta(description="When it was held (EDTF), no more precise than known.")
    ] = None
    date_basis: Annotated[str, Meta(description="The words that date it.")] = ""
    venue: Annotated[str, Meta(description="Where it was held.")] = ""
    organiser: Annotated[str, Meta(description="Who called or chaired it, as a body.")] = ""
    adopted: Annotated[tuple[str, ...], Meta(description="Documents it adopted, by title.")] = ()
    part_of: Annotated[
        str,
        Meta(description="The larger meeting it is a session of.", extra={"refers": "meeting"}),
    ] = ""
    status: Status = "reviewed"
    body: Text = Text()
