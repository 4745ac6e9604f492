"""Long lists bound in volumes: the newest year on the page itself, every year on its own.

So what an edit makes again, and how long a page is, grows with a year and not with the archive.
"""

from __future__ import annotations

from typing import NamedTuple

from huiyao import urls
from huiyao.concordance import Concordance
from huiyao.views import Ref

LONG = 240
"""Entries that still go on one page."""


class Bound(NamedTuple):
    """A volume, and the way to the others."""

    year: str | None
    """Empty for the undated; None where the list is short and nothing is bound."""
    links: tuple[Ref, ...]
    """One for each volume; that of the one shown leads nowhere."""


def years(archive: Concordance, table: str, most: int = LONG) -> tuple[str, ...]:
    """The years of a list, the newest first, the undated last; none while it is short.

    `table` is filed by year: `article-year`.
    """
    found = archive.totals(table)
    if sum(found.values()) <= most:
        return ()
    return tuple(sorted(filter(None, found), reverse=True)) + (("",) if "" in found else ())


def address(year: str, page: str) -> str:
    """Where the volume of a year of some page stands."""
    return f"{urls.VOLUMES}/{year or 'undated'}/{page}"


def bound(archive: Concordance, table: str, page: str, year: str | None, most: int = LONG) -> Bound:
    """What a page shows of a list: the volume of a year, by itself the newest, if it is long."""
    found = years(archive, table, most)
    if not found:
        return Bound(None, ())
    shown = found[0] if year is None else year
    undated = str(archive.words["lists"]["undated"])
    links = (Ref("" if one == shown else address(one, page), one or undated) for one in found)
    return Bound(shown, tuple(links))
