"""The archive where it is worked on: in this process, or in each of others that read the ledger."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from huiyao.concordance import Concordance
from huiyao.crew import Crew
from huiyao.memory.ledger import Ledger
from huiyao.memory.row import Seat
from huiyao.memory.shelf import Desk
from huiyao.records.site import Site

T = TypeVar("T")


def opened(ledger: Ledger) -> tuple[Concordance, Desk]:
    """The archive of a ledger, with the desk on which it is looked up."""
    desk = Desk(ledger)
    return Concordance(desk.rows("site", Site)[""], desk), desk


@lru_cache(1)
def seated(seat: Seat) -> tuple[Concordance, Desk]:
    """The archive in this process; what was read of it at an earlier moment is let go."""
    return opened(Ledger(Path(seat.ledger), still=True))


def ready(
    function: Callable[..., T], ledger: Ledger, crew: Crew, items: int
) -> tuple[Crew, Callable[..., T]]:
    """Whoever does so many ordinary items; a function of an archive and its desk, given them."""
    if crew.alone(items) or ledger.path is None:
        return crew.here(), partial(function, *opened(ledger))
    return crew.assembled(), partial(elsewhere, function, ledger.seat())


def elsewhere(function: Callable[..., T], seat: Seat, *arguments: object) -> T:
    """What a function of an archive gives in a process of its own."""
    return function(*seated(seat), *arguments)
