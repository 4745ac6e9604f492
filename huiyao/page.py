"""A page of the site, and where it stands in the output folder."""

from __future__ import annotations

from msgspec import Struct


class Page(Struct, frozen=True):
    """One file of the site: a template and the one value that it shows."""

    url: str
    """Relative to the site's root: `articles/x/`, or a file: `404.html`."""
    template: str
    view: Struct

    @property
    def path(self) -> str:
        """The file in the output folder."""
        return path(self.url)


def path(url: str) -> str:
    """The file in the output folder that stands at an address of the site."""
    return url + "index.html" if url.endswith("/") or not url else url
