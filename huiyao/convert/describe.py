"""A story with what its words say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import chain

from huiyao.convert.dates import DAY, day_of, held, printed
from huiyao.convert.draft import Described, Meeting, Separation, Story, StoryKind
from huiyao.convert.known import Known
from huiyao.convert.meetings import meeting
from huiyao.convert.name import shaped
from huiyao.convert.names import named
from huiyao.convert.people import people
from huiyao.convert.sidecar import Sidecar
from huiyao.convert.strand import typeset
from huiyao.records.article import Entry

KINDS: tuple[tuple[StoryKind, re.Pattern[str]], ...] = (
    ("resolution", re.compile(r"(?:决议|决定)(?:（.*）)?$")),
    ("communique", re.compile(r"公报|(?:全会|全体会议)(?:[^，]{0,12})?(?:召开|举行|闭幕|开幕)")),
    ("feature", re.compile(r"侧记|特写|纪实|见闻|手记|扫描|综述|印象|花絮|观察")),
)
BRIEF = 220
"""Characters of the longest brief, which has no more than an item and what it adds."""


def describe(story: Story, separation: Separation, known: Known, beside: Sidecar) -> Described:
    """The description of one story."""
    head = [typeset(one.text) for one in (story.kicker, story.title, story.subtitle)]
    body = [typeset(one.reading) for one in story.body]
    lead = ["。".join(filter(None, head)), *body[:3]]
    published = day_of(beside.date) or _printed(separation)
    page = [typeset(one.reading) for each in separation.stories for one in each.body]
    page += [typeset(each.subtitle.text) for each in separation.stories]
    when = held(lead, published, page)
    reported = meeting(lead, body, when, known)
    return Described(
        story,
        kind(head, body),
        "" if story.title else supplied(reported, body),
        beside.date or (published.isoformat() if published else _dateline(story)),
        tuple(_identified(entry, known) for entry in people(texts(story), known.names)),
        _byline(story),
        reported,
    )


def kind(head: Sequence[str], body: Sequence[str]) -> StoryKind:
    """The kind of a text, by its headline, else by its length."""
    for one, pattern in KINDS:
        if any(pattern.search(line) for line in head):
            return one
    return "brief" if len(body) <= 2 and sum(map(len, body)) <= BRIEF else "report"


def supplied(reported: Meeting | None, body: Sequence[str]) -> str:
    """A title for a story that has none, from its own words."""
    if reported:
        return f"{reported.short or reported.name}报道"
    opening = (
        re.sub(r"^[\u3400-\u9fff]{2,6}(?:指出|强调|要求|认为)[，：]", "", body[0]) if body else ""
    )
    first = re.split("[，。；：！？]", opening)[0]
    first = "".join(filter(str.isprintable, first))
    return f"{first[:20]}报道" if first else "无题"


def texts(story: Story) -> list[str]:
    """The words in which a story names persons, in the order of its people."""
    head = [story.kicker, story.title, story.subtitle, story.byline]
    beside = [strand for one in story.captions for strand in (one.text, one.credit)]
    return [
        *(typeset(strand.text) for strand in head),
        *(typeset(one.shown) for one in story.body),
        *(typeset(strand.text) for strand in beside),
    ]


def _printed(separation: Separation) -> date | None:
    lines = (one.strand.text for one in separation.furniture if one.kind in {"page", "chrome"})
    return printed(lines)


def _dateline(story: Story) -> str:
    """The day of a dateline, whose year is not told: 本报江州1月5日讯."""
    found = DAY.search(story.dateline.text)
    if found is None or not 1 <= int(found["month"]) <= 12:
        return ""
    year = found["year"] or "XXXX"
    return f"{year}-{int(found['month']):02}-{int(found['day']):02}"


def _byline(story: Story) -> tuple[str, ...]:
    found = named([typeset(story.byline.text)], frozenset())
    names = tuple(dict.fromkeys(one.name for one in chain.from_iterable(found)))
    alone = "".join(story.byline.text.split())
    return names or ((alone,) if shaped(alone) else ())


def _identified(entry: Entry, known: Known) -> Entry:
    """The entry with an id where several bear the name: the first, for a person to look at."""
    bearers = known.people.get(entry.name, [])
    if len(bearers) < 2:
        return entry
    return Entry(name=entry.name, role=entry.role, capacity=entry.capacity, id=bearers[0])
