"""What a kind of the archive is: the one value that a module of `kinds/` gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol

from msgspec import Struct

from huiyao import volumes
from huiyao.concordance import Concordance
from huiyao.model import Page, path
from huiyao.reading import Loaded, Raw


class Planned(Struct, frozen=True):
    """A page that is yet to be made."""

    url: str
    """As that of the page."""
    template: str
    make: Callable[[Concordance], Struct]
    """Gives the page's view; it looks up in the archive what it needs, and nothing else."""

    @property
    def path(self) -> str:
        """The file in the output folder."""
        return path(self.url)

    def page(self, archive: Concordance) -> Page:
        """The page with its view."""
        return Page(self.url, self.template, self.make(archive))


class Make(Protocol):
    """Gives the view of a page, or of a volume of it."""

    def __call__(self, archive: Concordance, *, volume: str | None = None) -> Struct:
        """The view; it looks up in the archive what it needs, and nothing else."""


def in_volumes(
    archive: Concordance,
    table: str,
    url: str,
    template: str,
    make: Make,
    most: int = volumes.LONG,
) -> Iterator[Planned]:
    """A page with a list, and a volume of it for each year under which `table` files the entries.

    There are none while the list has not more than `most` entries.
    """
    yield Planned(url, template, make)
    for year in volumes.years(archive, table, most):
        yield Planned(volumes.address(year, url), template, partial(make, volume=year))


class Kind(Struct, frozen=True):
    """A kind of thing that the archive holds: where it lies, its record and its pages."""

    name: str
    folder: str = ""
    """The folder under `content/`; empty for a kind that has no files of its own."""
    record: type[Struct] | None = None
    pages: Callable[[Concordance], Iterator[Planned]] | None = None
    read: Callable[[Raw], Loaded] | None = None
    """Reads a file that is not Markdown with front matter."""
