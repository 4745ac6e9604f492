"""Dates in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huiyao.edtf import Date, Point
from huiyao.language import Words
from huiyao.views import DateView


def date_view(date: Date | None, words: Words) -> DateView | None:
    """A date as the reader sees it; None where nothing is known."""
    if date is None:
        return None
    forms: Mapping[str, Any] = words["dates"]
    start, end = date.start, date.end
    if not date.interval:
        assert start is not None
        iso = date.text.rstrip("~?%")
        exact = start.year is not None and start.precision in {"year", "month", "day"}
        return DateView(single(start, forms), date.text, iso if exact and "X" not in iso else "")
    if start is None:
        text = forms["until"].format(end=single(end, forms))
    elif end is None:
        text = forms["since"].format(start=single(start, forms))
    else:
        text = forms["interval"].format(start=single(start, forms), end=_later(start, end, forms))
    return DateView(text, date.text)


def single(point: Point | None, forms: Mapping[str, Any]) -> str:
    """One date: `2024-01~` as 约2024年1月."""
    assert point is not None, "an interval has an end that is known"
    numbers = {"y": point.year, "m": point.month, "d": point.day}
    if point.year is None:
        text = forms["month_day" if point.day else "month_only"].format(**numbers)
    elif point.season is not None:
        text = forms["season_of"].format(y=point.year, season=forms["seasons"][point.season - 1])
    else:
        text = forms[point.precision].format(**numbers)
    if point.approximate:
        text = forms["approximate"].format(date=text)
    return str(forms["uncertain"].format(date=text) if point.uncertain else text)


def _later(start: Point, end: Point, forms: Mapping[str, Any]) -> str:
    """The end of an interval, without the year and the month that its start has said."""
    if start.year == end.year and end.month and not end.approximate and not end.uncertain:
        same = start.month == end.month and start.day and end.day
        form = forms["day_only" if same else "month_day" if end.day else "month_only"]
        return str(form.format(m=end.month, d=end.day))
    return single(end, forms)
