"""The catalogue of what the search finds: a row for each document, from build to build."""

from __future__ import annotations

from functools import partial

import msgspec

from huiyao.concordance import Concordance
from huiyao.crew import Crew
from huiyao.derived import Derivation, Made
from huiyao.memory.filing import Filed
from huiyao.memory.ledger import Ledger
from huiyao.search.document import Card, Catalogue, card
from huiyao.searchable import document, names
from huiyao.seats import opened
from huiyao.survey import derive

encode = msgspec.msgpack.Encoder().encode


def carded(archive: Concordance, name: str) -> Made:
    """The card of a document."""
    found = card(name, document(archive, name))
    return Made((found.digest,), (Filed("card", "", "", name, value=encode(found)),))


CARD = Derivation(("card",), carded)


def catalogue(ledger: Ledger, crew: Crew, *, wanted: bool) -> None:
    """Bring the catalogue up to date; one that is not wanted is given up, as it would grow old."""
    archive, _ = opened(ledger)
    derive(ledger, crew, (CARD, list(names(archive)) if wanted else []))


def catalogued(archive: Concordance) -> Catalogue:
    """The catalogue as it stands."""
    return Catalogue(tuple(archive.shelves.values("card/", Card)), partial(document, archive))
