"""What each record is filed under: the heads by which pages find it, and its place in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import permutations

import msgspec
from msgspec import Struct

from huiyao import edtf, urls
from huiyao.abstract import Abstract, Quotation, Statement, appearances
from huiyao.gather import gather
from huiyao.records.article import Article, characters
from huiyao.records.meeting import Meeting
from huiyao.records.person import Person
from huiyao.records.site import Capacity
from huiyao.records.source import Source
from huiyao.records.theme import Theme
from huiyao.register import names

encode = msgspec.msgpack.Encoder().encode

LISTED = 64
"""Themes of a paragraph; one of more is a list, which says nothing of what belongs together."""


class Filed(Struct, frozen=True, array_like=True, order=True):
    """An entry under a head: under `story/m1`, the article `a1`."""

    table: str
    key: str
    sort: str
    item: str
    weight: int = 1
    value: bytes = b""
    """What is to be known of the item without looking it up, encoded."""

    @property
    def head(self) -> str:
        """The name of the head."""
        return f"{self.table}/{self.key}"


def filed(kind: str, key: str, record: Struct) -> Iterator[Filed]:
    """The heads of a record: first its kind as a whole, then what its own fields say."""
    sort = placed(record)
    yield Filed(kind, "", sort, key)
    match record:
        case Article():
            length = characters(record.body.text)
            yield Filed("size", record.meeting, sort, key, length)
            yield Filed("size-year", year(record.published), sort, key, length)
            yield Filed("article-year", year(record.published), sort, key)
            for meeting in meetings_of(record):
                yield Filed("story", meeting, sort, key)
                yield Filed("alike", f"{meeting} {record.kind}", sort, key)
            for source in dict.fromkeys(record.source):
                yield Filed("told", source, sort, key)
        case Meeting():
            yield Filed("called", record.short or record.name, key, key)
            yield Filed("meeting-year", year(record.date), sort, key)
            if record.part_of:
                yield Filed("session", record.part_of, sort, key)
            else:
                yield Filed("whole-year", year(record.date), sort, key)
                yield Filed("month", year(record.date), "", month(record.date))
            if record.series:
                yield Filed("row", record.series, sort, key)
                yield Filed(f"row-{record.series}-year", year(record.date), sort, key)
        case Person():
            for name in names(record):
                yield Filed("name", name, key, key)
            if not record.pinyin:
                yield Filed("unspelled", "", key, key)
        case Theme() if record.broader:
            yield Filed("below", record.broader, key, key)
        case Source():
            yield Filed("slug", urls.slug(key), key, key)
            yield Filed("source-year", year(record.date), key, key)


def filed_reading(
    article: Article,
    abstract: Abstract,
    quotations: Mapping[str, tuple[Quotation, ...]],
    capacities: Mapping[str, Capacity],
    meeting: Meeting | None,
) -> Iterator[Filed]:
    """The heads of an article that linking finds; undated, it stands where its meeting does."""
    of = year(article.published)
    sort = placed(article) + (placed(meeting) if meeting and not article.published else "")
    for person, one in appearances(abstract):
        yield Filed(f"appearance-{person}", of, sort, article.id, value=encode(one))
        if one.attends(capacities):
            yield Filed("present", one.at, person, person)
    for theme, count in abstract.themes.items():
        stated = Statement(
            article.id, abstract.title, article.kind, article.meeting, quotations[theme]
        )
        yield Filed(f"hit-{theme}-year", of, sort, article.id, count, encode(stated))
    blocks = gather((one.block, theme) for theme, found in quotations.items() for one in found)
    told = (themes for themes in blocks.values() if len(themes) <= LISTED)
    pairs = (pair for themes in told for pair in permutations(themes, 2))
    for theme, others in gather(pairs).items():
        yield Filed("near", theme, sort, article.id, value=encode(Counter(others)))


def meetings_of(article: Article) -> dict[str, None]:
    """The meetings that an article reports on: its own, and those that it sends people to."""
    return dict.fromkeys(filter(None, (article.meeting, *(e.meeting for e in article.people))))


def placed(record: Struct) -> str:
    """The place of a record among its kind: in time, the undated last; else by its id."""
    if not isinstance(record, Article | Meeting):
        return ""
    date = record.published if isinstance(record, Article) else record.date
    if date is None:
        return "2"
    undated, first, last, text = edtf.sort_key(date)
    days = "".join("{:05}{:02}{:02}".format(*day) for day in (first, last))
    return f"{undated:d}{days}{text}"


def year(date: edtf.Date | None) -> str:
    """The year that a date is filed under; empty where it is not known."""
    known = edtf.year(date) if date else None
    return str(known or "")


def month(date: edtf.Date | None) -> str:
    """The month of a date as two digits, where that is known."""
    point = date.start if date and not date.interval else None
    return f"{point.month:02}" if point and point.year and point.month else ""
