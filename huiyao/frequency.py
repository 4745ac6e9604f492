"""How often a theme is stated: by meetings, or where they are many, by years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from huiyao import urls, volumes
from huiyao.chart import Datum
from huiyao.concordance import Concordance

DIGITS = 3
"""Those that are told of a number that is rounded."""
EXACT = 10**DIGITS
"""Below that a number keeps all of its digits."""


def by_meeting(archive: Concordance, theme: str) -> Iterator[Datum]:
    """The figures of the chart: every meeting, also those that do not state the theme."""
    counts: Counter[str] = Counter()
    for one in archive.statements(theme):
        counts[one.meeting] += sum(found.count for found in one.quotations)
    sizes = archive.totals("size")
    for key in archive.meetings:
        if key in sizes:
            ref, date = archive.ref("meeting", key), archive.date(archive.meetings[key].date)
            yield Datum(ref.label, date.text if date else "", ref.url, counts[key], sizes[key])


def yearly(archive: Concordance, theme: str) -> Iterator[Datum]:
    """The same by years, each led to its volume if there is one."""
    bound = volumes.years(archive, f"hit-{theme}-year")
    for year, count, characters in archive.frequencies.get(theme, ()):
        url = volumes.address(year, urls.of("theme", theme)) if year in bound and count else ""
        yield Datum(year, "", url, count, characters, about=characters >= EXACT)


def rounded(number: int) -> int:
    """A number to three digits."""
    return round(number, min(0, DIGITS - len(str(number))))


def rate(count: int, size: int) -> str:
    """A frequency per 1,000 characters."""
    return f"{1000 * count / size:.1f}" if size else "0"
