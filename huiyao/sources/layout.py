"""What a format says of the lines of a source beside their words."""

from __future__ import annotations

from msgspec import Struct

CELL = 40
"""Characters of a cell in a table of facts; a table that sets a page has longer ones."""


class Selection(Struct, frozen=True):
    """Where the article stands in the pages of a web site, by CSS selectors.

    A selector is a row of `tag`, `#id` and `.class` (`div.text p`), descendants after ancestors.
    """

    content: str
    drop: tuple[str, ...] = ()


class Layout(Struct, frozen=True):
    """Lines counted from 1."""

    flowing: bool = False
    """Whether each line is a paragraph, so that none is wrapped by hand."""
    headings: frozenset[int] = frozenset()
    aside: frozenset[int] = frozenset()
    """Lines that are no part of the article: navigation, rankings, footers."""
    rows: frozenset[int] = frozenset()
    """Lines that are rows of a table."""
    unread: tuple[str, ...] = ()
    """What the file holds beside its text, by the key of a message that names it."""
    address: str = ""
    """The web address that the page gives itself."""
