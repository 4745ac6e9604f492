"""Dates as far as the words of a source tell them, in EDTF, with the words that do."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from huiyao.convert.genre import genre, words
from huiyao.lexicon import either

NUMBERED = r"\d{1,2}\s?月\s?\d{1,2}\s?日"
"""A month and a day; many set a space beside numbers, as between all digits and Chinese."""
STAMPED = r"\s?[年.\-/]\s?\d{1,2}\s?[月.\-/]\s?\d{1,2}(?:\s?日)?"
"""The same after a year, in any of the forms in which a day is printed."""
DATED = r"(?:(?P<year>(?:19|20)\d\d)\s?年\s?)?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
"""A day with or without its year, each number by its name."""

_TO = r"\s?(?:至|到|—|－|-|~)\s?"
DAY = re.compile(
    DATED.removesuffix("日")
    + rf"(?:日|(?={_TO}\d{{1,2}}\s?日))"
    + rf"(?:{_TO}(?:(?P<month2>\d{{1,2}})\s?月\s?)?(?P<day2>\d{{1,2}})\s?日)?"
)
STAMP = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s?[年.\-/]\s?(?P<month>\d{1,2})\s?[月.\-/]\s?(?P<day>\d{1,2})(?:\s?日)?"
)
PUBLISHED = re.compile(r"发布(?:日期|时间)?|时\s?间")
RELATIVE = re.compile(
    r"(?P<yesterday>昨天|昨日|昨晚)|(?P<today>今天|今日|今晚)|(?P<recent>日前|近日|前不久)"
)
SENTENCE = re.compile(r"[^。！？；]+[。！？；]?")


class Dated(Struct, frozen=True):
    """A date in EDTF and the words that give it; both empty where nothing is known."""

    edtf: str = ""
    basis: str = ""


def printed(lines: Iterable[str]) -> date | None:
    """The day that a page or a web page prints on itself; None where it has none, or several.

    Of several, it is the one that is told to be that of publication.
    """
    stamped = [
        (line, day)
        for line in lines
        for stamp in STAMP.finditer(line)
        if (day := _day(int(stamp["year"]), int(stamp["month"]), int(stamp["day"])))
    ]
    days = {day for _, day in stamped}
    told = {day for line, day in stamped if PUBLISHED.match(line)}
    return next((found.pop() for found in (days, told) if len(found) == 1), None)


def day_of(text: str) -> date | None:
    """The day of a date in EDTF; None where it says less."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def held(texts: Sequence[str], published: date | None, elsewhere: Sequence[str]) -> Dated:
    """When the meeting of a story was held.

    `texts` are the headline and the first paragraphs; `elsewhere` are the words of the page, which
    may give the year.
    """
    for text in texts:
        for sentence in SENTENCE.findall(text):
            if not _event().search(sentence):
                continue
            for found in DAY.finditer(sentence):
                if _told_of_another(sentence, found):
                    continue
                year = _year_of(found, published, elsewhere)
                return _widened(Dated(_interval(found, year), sentence.strip()), texts, year)
            if relative := RELATIVE.search(sentence):
                return _relative(relative, sentence.strip(), published, elsewhere)
    told = year_told(elsewhere)
    return Dated(str(told[0]), told[1]) if told else Dated()


def _widened(one: Dated, texts: Sequence[str], year: int | None) -> Dated:
    """A day, or the interval that it is said elsewhere to close."""
    for sentence in (s for text in texts for s in SENTENCE.findall(text) if _event().search(s)):
        for found in DAY.finditer(sentence):
            whole = _interval(found, year) if found["day2"] else ""
            if whole.endswith(f"/{one.edtf}"):
                return Dated(whole, sentence.strip())
    return one


@cache
def _event() -> re.Pattern[str]:
    return re.compile(rf"{either(words('held'))}|主持|通过|会见|出席|座谈|审议|签约|参加|调研")


def _told_of_another(sentence: str, found: re.Match[str]) -> bool:
    """Whether a date stands in words about something else than the meeting."""
    before, after = sentence[: found.start()], sentence[found.end() :]
    quoted = before.count("“") > before.count("”") or before.count("《") > before.count("》")
    clause = re.split("[，,]", after)[0]
    return (
        quoted
        or "总书记" in clause
        or re.match(r"(?:起|前|以来|之前|印发|起施行)", after) is not None
    )


def _year_of(found: re.Match[str], published: date | None, elsewhere: Sequence[str]) -> int | None:
    """The year of a day: as printed, of the page, of the same day elsewhere, or as told."""
    if found["year"]:
        return int(found["year"])
    month, day = int(found["month"]), int(found["day"])
    if published is not None:
        return published.year - ((month, day) > (published.month, published.day))
    years = {
        int(other["year"])
        for text in elsewhere
        for other in DAY.finditer(text)
        if other["year"] and (int(other["month"]), int(other["day"])) == (month, day)
    }
    if len(years) == 1:
        return years.pop()
    told = year_told(elsewhere)
    return told[0] if told else None


def _interval(found: re.Match[str], year: int | None) -> str:
    month, day = int(found["month"]), int(found["day"])
    start = _written(year, month, day)
    if not start or not found["day2"]:
        return start
    end = _written(year, int(found["month2"] or month), int(found["day2"]))
    # An interval without its year has no order that could be checked.
    return f"{start}/{end}" if end and year and end > start else start


def _written(year: int | None, month: int, day: int) -> str:
    if year is None:
        possible = 1 <= month <= 12 and 1 <= day <= monthrange(2000, month)[1]
        return f"XXXX-{month:02}-{day:02}" if possible else ""
    found = _day(year, month, day)
    return found.isoformat() if found else ""


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _relative(
    found: re.Match[str], sentence: str, published: date | None, elsewhere: Sequence[str]
) -> Dated:
    """A day told from the day of publication; without that, the year if it is told."""
    if published is None:
        year = year_told(elsewhere)
        return Dated(str(year[0]), f"{sentence}；{year[1]}") if year else Dated("", sentence)
    if found["yesterday"]:
        return Dated((published - timedelta(1)).isoformat(), sentence)
    if found["today"]:
        return Dated(published.isoformat(), sentence)
    return Dated(f"{published.year}-{published.month:02}~", sentence)


def year_told(texts: Iterable[str]) -> tuple[int, str] | None:
    """The year of writing, by an anniversary or a five-year plan, with the words that tell it."""
    found = {year: words for text in texts for year, words in _tellings(text)}
    return next(iter(found.items())) if len(found) == 1 else None


def _tellings(text: str) -> Iterator[tuple[int, str]]:
    for found in _anniversary().finditer(text):
        yield genre().anniversaries[found["event"]] + int(found["years"]), found.group()
    for found in _plan().finditer(text):
        first = genre().plans[found["plan"] or found["plan2"]]
        opening = (found["how"] or found["how2"]) in genre().first
        yield first if opening else first + 4, found.group()


@cache
def _anniversary() -> re.Pattern[str]:
    events = either(genre().anniversaries)
    return re.compile(rf"今年是?[^，。]{{0,6}}(?P<event>{events})(?P<years>\d{{2,3}})周年")


@cache
def _plan() -> re.Pattern[str]:
    plans, how = either(genre().plans), either((*genre().first, *genre().final))
    return re.compile(
        rf"今年是[^，。]{{0,4}}“(?P<plan>{plans})”(?:规划)?的?(?P<how>{how})"
        rf"|今年是(?P<how2>{how})“(?P<plan2>{plans})”"
    )
