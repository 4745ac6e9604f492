"""What awaits a reader's review: drafts are kept out of the published archive."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from huiyao.model import Item, Library


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


def addressed(library: Library, base_url: str | None) -> Library:
    """The library with the address that the site will stand at, its slash at the end.

    None leaves it to `site.yaml`.
    """
    base = library.site.base_url if base_url is None else base_url
    base = base.rstrip("/") + "/" if base else ""
    return structs.replace(library, site=structs.replace(library.site, base_url=base))
