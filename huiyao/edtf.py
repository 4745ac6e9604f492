"""Dates no more precise than known: the part of EDTF (ISO 8601-2:2019) that an archive writes.

Years, months, days and seasons; `~ ? %` after a date; `X` for what is unknown (`199X`,
`XXXX-07-11`, `2024-XX`); intervals, open (`..`) or with an end unknown. Times, exponents, sets and
qualified components are left out.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct

Day = tuple[int, int, int]
"""Year, month, day of the proleptic Gregorian calendar."""

Precision = Literal["decade", "year", "season", "month", "day"]
PRECISIONS: tuple[Precision, ...] = ("decade", "year", "season", "month", "day")

_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|XXXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[~?%]?)",
    re.ASCII,
)
SEASONS = range(21, 25)
_LEAP_YEAR = 2000


class Point(Struct, frozen=True, array_like=True):
    """One date of the calendar as far as it is known; None is what is not."""

    year: int | None
    """Of a decade, its first year."""
    month: int | None
    day: int | None
    season: int | None
    """1 spring, 2 summer, 3 autumn, 4 winter: December, as the year is written with it."""
    precision: Precision
    """The finest part that is known."""
    approximate: bool
    uncertain: bool


class Date(Struct, frozen=True, array_like=True):
    """A date or an interval as written, and its two ends: the same one for a single date."""

    text: str
    start: Point | None
    """None where an interval is open or its beginning unknown."""
    end: Point | None
    interval: bool = False


@lru_cache(4096)  # the stories of a meeting, and their sources, have its date
def parse(text: str) -> Date:
    """The date that a text writes; ValueError, with the reason, where it writes none."""
    first, slash, last = text.partition("/")
    if not slash:
        point = _point(text)
        return Date(text, point, point)
    start, end = (_point(part) if part not in {"", ".."} else None for part in (first, last))
    if start is None and end is None:
        raise ValueError("an interval needs one end that is known")
    date = Date(text, start, end, interval=True)
    earliest_day, latest_day = earliest(date), latest(date)
    if earliest_day and latest_day and earliest_day > latest_day:
        raise ValueError("the interval ends before it begins")
    return date


def _point(text: str) -> Point:
    found = _POINT.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}” is not a date such as 2024, 2024-01~ or 2024-01-05")
    digits, mark = found["year"], found["mark"]
    year = None if digits == "XXXX" else int(digits.replace("X", "0"))
    month, day = (_number(found[part]) for part in ("month", "day"))
    if fault := _fault(found, year, month, day):
        raise ValueError(f"“{text}”: {fault}")
    season = None
    if month is not None and month in SEASONS:
        season, month = SEASONS.index(month) + 1, None
    known: dict[Precision, object] = {"day": day, "month": month, "season": season}
    precision: Precision = "decade" if digits.endswith("X") else "year"
    precision = next((part for part, value in known.items() if value is not None), precision)
    return Point(year, month, day, season, precision, mark in {"~", "%"}, mark in {"?", "%"})


def _number(digits: str | None) -> int | None:
    return int(digits) if digits and digits != "XX" else None


def _fault(found: re.Match[str], year: int | None, month: int | None, day: int | None) -> str:
    """Why there is no such date; nothing where there may be."""
    if year is None and month is None:
        return "a date without its year needs a month"
    if found["month"] and found["year"][-1] == "X" and year is not None:
        return "a month needs the whole year, or XXXX"
    if day is not None and month is None:
        return "a day needs its month"
    if month is None or (month in SEASONS and year is not None and not found["day"]):
        return ""
    if month not in range(1, 13):
        return f"there is no month {month:02}"
    possible = day is None or 1 <= day <= _days(year, month)
    return "" if possible else f"month {month:02} has no day {day:02}"


def _days(year: int | None, month: int) -> int:
    return calendar.monthrange(_LEAP_YEAR if year is None else year, month)[1]


def earliest(date: Date) -> Day | None:
    """The first day that the date allows; None where its year or its beginning is unknown."""
    point = date.start
    if point is None or point.year is None:
        return None
    return point.year, point.month or _months(point)[0], point.day or 1


def latest(date: Date) -> Day | None:
    """The last day that the date allows; None where its year or its end is unknown."""
    point = date.end
    if point is None or point.year is None:
        return None
    year = point.year + (9 if point.precision == "decade" else 0)
    month = point.month or _months(point)[1]
    return year, month, point.day or _days(year, month)


def _months(point: Point) -> tuple[int, int]:
    if point.season is None:
        return 1, 12
    return point.season * 3, min(point.season * 3 + 2, 12)


def sort_key(date: Date) -> tuple[bool, Day, Day, str]:
    """Orders by the earliest possible day, then the last; those of unknown year come last.

    An interval whose beginning is open stands where its end begins.
    """
    first = date.start or date.end
    assert first is not None, "a date has an end that is known"
    known = Date(date.text, first, date.end or first)
    start, end = earliest(known), latest(known)
    undated = (9999, first.month or 0, first.day or 0)
    return start is None, start or undated, end or start or undated, date.text


def year(date: Date) -> int | None:
    """The year that the date, or the interval's known end, falls in; None where it is not known."""
    point = date.start or date.end
    return None if point is None or point.precision == "decade" else point.year


def precision(date: Date) -> Precision:
    """How precisely the date is known; of an interval, its less precise end."""
    points = [point for point in (date.start, date.end) if point is not None]
    return min((point.precision for point in points), key=PRECISIONS.index)


def approximate(date: Date) -> bool:
    """Whether an end is given as about right (`~`, `%`)."""
    return any(point is not None and point.approximate for point in (date.start, date.end))


def uncertain(date: Date) -> bool:
    """Whether an end is given as doubtful (`?`, `%`)."""
    return any(point is not None and point.uncertain for point in (date.start, date.end))
