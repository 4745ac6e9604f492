"""What a kind of the archive is: the one value that a module of `kinds/` gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from huiyao.concordance import Concordance
from huiyao.model import Page
from huiyao.reading import Loaded, Raw


class Kind(Struct, frozen=True):
    """A kind of thing that the archive holds: where it lies, its record and its pages."""

    name: str
    folder: str = ""
    """The folder under `content/`; empty for a kind that has no files of its own."""
    record: type[Struct] | None = None
    pages: Callable[[Concordance], Iterator[Page]] | None = None
    read: Callable[[Raw], Loaded] | None = None
    """Reads a file that is not Markdown with front matter."""
