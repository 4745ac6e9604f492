"""The meeting that a story reports: the archive's own, or a new one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from huiyao import edtf
from huiyao.convert.dates import Dated
from huiyao.convert.draft import Meeting
from huiyao.convert.genre import words
from huiyao.convert.known import Known
from huiyao.lexicon import either
from huiyao.records.meeting import Meeting as Record

NOT_NAMED = re.compile(
    r"^(?:会议|全会|大会|活动|仪式|论坛|本次会议|此次会议|这次会议|会上|常委会)$"
)
ADOPTED = re.compile(
    r"(?:审议|表决|讨论)?(?:并)?(?:原则)?通过(?:了)?(?P<titles>(?:《[^》]{4,}》(?:、|和|及|以及|，)?)+)"
)
VENUE = re.compile(
    r"在(?P<venue>[^，。；、“”在]{2,18}?(?:中心|会堂|厅|楼|馆|酒店|宾馆|会议室|礼堂|剧院|大厦|会展|党校))(?:隆重)?(?:召开|举行|开幕)"
)
SESSION = re.compile(
    r"(?P<body>[^，。；：、《》“”\s]{4,30}?(?:委员会|人大|政协|大会))于[^，。；]{0,24}?召开(?:了)?"
    r"(?P<session>第[一二三四五六七八九十]+次(?:全体)?会议)"
)
"""A body that meets: 江州市第十届委员会于12月18日召开第四次全体会议."""

LONGEST = 60
"""Characters of a quotation."""

NUMBER = re.compile(
    r"第?(?P<number>[一二三四五六七八九十]+)次(?:全会|全体会议|会议)|[届委](?P<bare>[一二三四五六七八九十]+)次"
)


def meeting(texts: Sequence[str], body: Sequence[str], when: Dated, known: Known) -> Meeting | None:
    """The meeting of a story; `texts` are its headline and first paragraphs."""
    whole = "\n".join(texts)
    if record := matched(whole, when, known):
        return Meeting(record.name, record.id)
    name = named(texts)
    if not name:
        return None
    series = next(
        (
            key
            for key, one in known.series.items()
            if any(word and word in name for word in (one.name, one.short))
        ),
        "",
    )
    number = NUMBER.search(name)
    venue = VENUE.search(whole)
    adopted = [
        title
        for text in body
        for found in ADOPTED.finditer(text)
        for title in re.findall(r"《[^》]+》", found["titles"])
    ]
    return Meeting(
        name,
        series=series,
        number=f"第{number['number'] or number['bare']}次" if number else "",
        date=when.edtf,
        basis=quoted(when.basis),
        venue=venue["venue"] if venue else "",
        adopted=tuple(dict.fromkeys(adopted)),
    )


def matched(text: str, when: Dated, known: Known) -> Record | None:
    """The one meeting of the archive that a text names and whose date allows it."""
    fitting = [
        record
        for record in known.meetings
        if any(name and name in text for name in (record.short, record.name))
        and _agree(record, when)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _agree(record: Record, when: Dated) -> bool:
    """Whether a record's date and a story's can be the same; nothing known forbids nothing."""
    if record.date is None or not when.edtf:
        return True
    try:
        date = edtf.parse(when.edtf)
    except ValueError:
        return True
    first, last = edtf.earliest(record.date), edtf.latest(record.date)
    mine, until = edtf.earliest(date), edtf.latest(date)
    if first is None or last is None or mine is None or until is None:
        return True
    return first <= until and mine <= last


def quoted(basis: str) -> str:
    """The words that date a meeting, in quotation marks of their own."""
    inner = basis.translate(str.maketrans("“”", "‘’"))
    shown = inner if len(inner) <= LONGEST else f"{inner[:LONGEST]}……"
    return f"“{shown}”" if shown else ""


@cache
def _rules() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    kinds, held = either(words("meetings")), either(words("held"))
    inner = r"(?:[^，。；：！？、《》]|(?<=[\u3400-\u9fff”])、(?=[\u3400-\u9fff“])|“[^”]{1,60}”)"
    when = r"(?:于|在|今天|昨天|昨日|今日|日前|近日|\d)"
    return (
        re.compile(
            rf"(?P<name>{inner}{{2,60}}?{kinds})(?:，?{when}{inner}{{0,24}}?)?(?:隆重|胜利)?{held}"
            # 市委常委会召开务虚会: what meets is a body, and not the meeting.
            rf"(?!了?{inner}{{1,30}}?{kinds})"
        ),
        re.compile(
            rf"(?:主持召开|组织召开|召开|举行|举办|出席|参加|主持|记者从)(?:了)?(?P<name>{inner}{{0,60}}?{kinds})(?=[，。；并时上暨和、]|$|强调|指出)"
        ),
        re.compile(
            r"^.*?(?:(?:上午|下午|晚上?|昨天|今天|昨日|今日|日前|近日|当天|\d日|出席|参加|主持召开|主持|召开|举行|获悉|到|在)+(?=.{2}))"
        ),
    )


@cache
def _convened() -> re.Pattern[str]:
    """A body that holds a meeting which has no name but its kind: 市委常委会昨天召开务虚会."""
    kinds, held = either(words("meetings")), either(words("held"))
    body = (
        r"(?:[委会组局厅部院办联校镇乡市县区省州旗]|政府|人大|政协|集团|公司|大学|街道|社区|法院)"
    )
    return re.compile(
        rf"(?:^|[，日午晚]|[昨今前]天|[昨今]日|[日近]前|近日)(?![我本全该])"
        rf"(?P<body>[\u3400-\u9fff]{{1,14}}?{body})"
        rf"(?:[于在]?\s?(?:[昨今前]天|[昨今]日|[日]前|近日|(?:\d{{1,2}}\s?月\s?)?\d{{1,2}}\s?日)(?:上午|下午|晚上?)?)?"
        rf"{held}(?:了)?(?P<kind>[\u3400-\u9fff]{{0,2}}?(?:{kinds}))(?=[，。；、并]|$)"
    )


def named(texts: Sequence[str]) -> str:
    """The name of the meeting in the words of its report; empty where none is told."""
    for text in texts:
        if found := SESSION.search(text):
            return found["body"] + found["session"]
    subject, held, lead = _rules()
    for text in (*texts[1:], *texts[:1]):
        for sentence in re.findall(r"[^。！？\n]+", text)[:4]:
            if found := _convened().search(sentence):
                return found["body"] + found["kind"]
            for pattern in (subject, held):
                for found in pattern.finditer(sentence):
                    name = re.sub(r"^由.*?(?:举办|主办|承办|牵头|组织|召集)的", "", found["name"])
                    name = lead.sub("", name)
                    name = name.strip("，、：的")
                    if 4 <= len(name) <= 60 and not NOT_NAMED.match(name):
                        return name
    return ""
