"""The archive as a whole: `content/site.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct


class Series(Struct, frozen=True, kw_only=True):
    """A row of meetings of the same name."""

    id: str = ""
    name: Annotated[str, Meta(description="The name of the series, in full.")]
    short: Annotated[str, Meta(description="The name where space is short.")] = ""
    description: Annotated[str, Meta(description="One sentence on what is gathered here.")] = ""


class Capacity(Struct, frozen=True, kw_only=True):
    """A part that a person can have in a meeting or in its report."""

    label: Annotated[str, Meta(description="The word that the reader sees.")]
    attends: Annotated[bool, Meta(description="Whether it says that the person was there.")] = True


class Extraction(Struct, frozen=True, kw_only=True):
    """Where the article stands in the pages of a web site, by CSS selectors."""

    content: Annotated[
        str, Meta(description="What holds the article: `tag`, `#id`, `.class`, a row of them.")
    ]
    drop: Annotated[tuple[str, ...], Meta(description="What in it is no part of it.")] = ()


class Site(Struct, frozen=True, kw_only=True):
    """The archive's own name, language and rights, and what it adds to the closed lists."""

    title: Annotated[str, Meta(description="The archive's name.")]
    subtitle: Annotated[str, Meta(description="A line below the name.")] = ""
    language: Annotated[
        str,
        Meta(
            description="The language of pages, as in BCP 47: zh-CN.",
            pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
        ),
    ] = "zh-CN"
    description: Annotated[str, Meta(description="What the archive is, in a sentence or two.")]
    publisher: Annotated[str, Meta(description="Who publishes it.")] = ""
    rights: Annotated[str, Meta(description="The licence or rights note.")] = ""
    base_url: Annotated[
        str,
        Meta(
            description="The address that it is published at, as https://example.org/archive/; "
            "`--base-url` overrides it.",
            pattern=r"^(https?://[^\s/?#]+(/[^\s?#]*)?)?$",
        ),
    ] = ""
    series: Annotated[Mapping[str, Series], Meta(description="Id to series of meetings.")] = {}
    pages: Annotated[
        Mapping[str, Extraction],
        Meta(description="Name of a web site to where its articles stand in a page."),
    ] = {}
    capacities: Annotated[
        Mapping[str, Capacity],
        Meta(description="Capacities beyond the default list, in order."),
    ] = {}
