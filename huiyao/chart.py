"""A bar chart laid out at build time: numbers only, drawn by a template."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

WIDTH = 1000
"""Units of the longest bar."""


class Datum(Struct, frozen=True):
    """What one bar stands for: passages in so many characters of one meeting."""

    label: str
    note: str
    url: str
    count: int
    characters: int
    about: bool = False
    """Whether the characters are rounded."""


class Bar(Struct, frozen=True):
    """A bar with its figures."""

    label: str
    note: str
    url: str
    count: int
    characters: int
    about: bool
    """Whether the characters are rounded."""
    text: str
    """The frequency per 1,000 characters, to one decimal."""
    value: float
    width: int


class Chart(Struct, frozen=True):
    """Bars from the earliest to the latest."""

    title: str
    bars: tuple[Bar, ...]
    yearly: bool
    """Whether a bar stands for a year."""


def chart(title: str, data: Iterable[Datum], *, yearly: bool = False) -> Chart | None:
    """The chart of frequencies per 1,000 characters; None where there is nothing to compare."""
    data = list(data)
    if not data:
        return None
    rates = [1000 * d.count / d.characters if d.characters else 0.0 for d in data]
    most = max(rates) or 1
    return Chart(
        title,
        tuple(
            Bar(d.label, d.note, d.url, d.count, d.characters, d.about, f"{r:.1f}", round(r, 3),
                round(WIDTH * r / most))
            for d, r in zip(data, rates, strict=True)
        ),
        yearly,
    )  # fmt: skip
