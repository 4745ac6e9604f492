"""What a kind of the archive is: the one value that a module of `kinds/` gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from huiyao import urls, volumes
from huiyao.concordance import Concordance
from huiyao.page import Page, path
from huiyao.reading import Loaded, Raw


class Planned(Struct, frozen=True):
    """A page that is yet to be made."""

    url: str
    """As that of the page."""
    template: str
    make: Callable[..., Struct]
    """Gives the page's view of an archive; it looks up in that what it needs, and nothing else."""
    of: tuple[str, ...] = ()
    """What the view is of: the id of a record, the year of a volume."""

    @property
    def path(self) -> str:
        """The file in the output folder."""
        return path(self.url)

    def page(self, archive: Concordance) -> Page:
        """The page with its view."""
        return Page(self.url, self.template, self.make(archive, *self.of))


def page(kind: str, view: Callable[..., Struct], key: str) -> Planned:
    """The page of one record of a kind."""
    return Planned(urls.of(kind, key), f"pages/{kind}.html", view, (key,))


def in_volumes(
    archive: Concordance, table: str, page: Planned, most: int = volumes.LONG
) -> Iterator[Planned]:
    """A page with a list, and a volume of it for each year under which `table` files the entries.

    There are none while the list has not more than `most` entries.
    """
    yield page
    for year in volumes.years(archive, table, most):
        url = volumes.address(year, page.url)
        yield Planned(url, page.template, page.make, (*page.of, year))


def pages_of(
    archive: Concordance, kind: str, view: Callable[..., Struct], keys: Iterable[str], table: str
) -> Iterator[Planned]:
    """A page for each record of a kind, in volumes if what is filed for it is long.

    `table` with the key in the place of `{}` is what that is filed under by year.
    """
    long = {*archive.under("bulky", kind)}
    for key in keys:
        own = page(kind, view, key)
        yield from in_volumes(archive, table.format(key), own) if key in long else (own,)


class Kind(Struct, frozen=True):
    """A kind of thing that the archive holds: where it lies, its record and its pages."""

    name: str
    folder: str = ""
    """The folder under `content/`; empty for a kind that has no files of its own."""
    record: type[Struct] | None = None
    pages: Callable[[Concordance], Iterator[Planned]] | None = None
    view: Callable[..., Struct] | None = None
    """Gives the view of the page of a record, where its id alone says which page that is."""
    read: Callable[[Raw], Loaded] | None = None
    """Reads a file that is not Markdown with front matter."""
