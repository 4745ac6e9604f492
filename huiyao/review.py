"""What awaits a reader's review: drafts are kept out of the published archive."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from huiyao.model import Item, Library
from huiyao.records.site import Site


def drafts(library: Library) -> Iterator[Item]:
    """Every item that no one has reviewed yet."""
    for items in library.items.values():
        for item in items.values():
            if getattr(item.record, "status", "reviewed") == "draft":
                yield item


def reviewed(library: Library) -> Library:
    """The library without its drafts."""
    waiting = {item.path for item in drafts(library)}
    return structs.replace(
        library,
        items={
            kind: {key: item for key, item in items.items() if item.path not in waiting}
            for kind, items in library.items.items()
        },
    )


def addressed(site: Site, base_url: str | None) -> Site:
    """The site with the address that it will stand at, its slash at the end.

    None leaves it to `site.yaml`.
    """
    base = site.base_url if base_url is None else base_url
    return structs.replace(site, base_url=base.rstrip("/") + "/" if base else "")
