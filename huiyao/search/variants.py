"""Traditional characters and their simplified forms."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from unicodedata import normalize

import msgspec
from msgspec import Struct


class Variants(Struct, frozen=True):
    """Two-character words: a traditional character, then its simplified form."""

    plain: str
    """Equal everywhere, in a text and in a query."""
    ambiguous: str
    """Read as simplified only where a query as it was typed finds nothing."""


@cache
def variants() -> Variants:
    """The characters, as `variants.yaml` explains and lists them."""
    path = Path(__file__).with_suffix(".yaml")
    return msgspec.yaml.decode(path.read_bytes(), type=Variants)


@cache
def simplified() -> dict[str, str]:
    """Traditional to simplified, where they are equal everywhere."""
    return dict(variants().plain.split())  # type: ignore[arg-type]  # each word is a pair


def equal(texts: Iterable[str]) -> list[str]:
    """The words of `plain` for the traditional characters that stand in some texts."""
    letters = {normalize("NFKD", letter) for letter in set().union(*texts)}
    found = sorted(letters & simplified().keys())
    return [character + simplified()[character] for character in found]
