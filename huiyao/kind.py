"""What a kind of the archive is: the one value that a module of `kinds/` gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

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


class Kind(Struct, frozen=True):
    """A kind of thing that the archive holds: where it lies, its record and its pages."""

    name: str
    folder: str = ""
    """The folder under `content/`; empty for a kind that has no files of its own."""
    record: type[Struct] | None = None
    pages: Callable[[Concordance], Iterator[Planned]] | None = None
    read: Callable[[Raw], Loaded] | None = None
    """Reads a file that is not Markdown with front matter."""
