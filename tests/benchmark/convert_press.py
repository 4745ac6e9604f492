"""Invented reports on meetings, with what a reader knows of them: the truth to convert against."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范"
    "汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文季申牛宫凌霍岑冷柏"
)
COMPOUND = ["欧阳", "司马", "诸葛", "上官", "皇甫"]
GIVEN = (
    "伟强磊军勇杰涛明超辉刚健平波斌鹏飞宇浩凯峰华文志宏建国英俊春海晓红丽敏静芳燕玲霞洁琳雪梅兰慧颖倩莉思雨晨阳子涵欣怡"
    "佳瑞德仁义礼信忠孝廉毅恒远达光荣昌盛兴旺福禄寿康宁安庆祥瑞琪瑶璐珊蓓蕾菲薇岚为民先立卫东学良绍业维新正清世耀克勤"
)
SLOT = re.compile(r"<(\w+):([^:>]*):([^:>]*)(?::(\d+)-(\d+))?>")


@dataclass
class Truth:
    """A person as the story names them."""

    role: str = ""
    capacity: list[str] = field(default_factory=list)


@dataclass
class Report:
    """A story and what is true of it."""

    title: str
    kicker: str = ""
    subtitle: str = ""
    dateline: str = ""
    byline: str = ""
    endline: str = ""
    caption: str = ""
    paragraphs: list[str] = field(default_factory=list)
    people: dict[str, Truth] = field(default_factory=dict)
    lists: list[list[str]] = field(default_factory=list)
    dates: tuple[str, ...] = ()
    """What a date may say at most, with the day of the page unknown."""
    words: list[str] = field(default_factory=list)
    printed: tuple[str, ...] = ()
    """The same where the page prints its day, the twelfth of March 2024."""


@cache
def phrases(half: str) -> Mapping[str, Any]:
    """One part of the wordings."""
    loaded: dict[str, Mapping[str, Any]] = {}
    for path in sorted(Path(__file__).parent.glob("convert_phrases*.yaml")):
        loaded |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded[half]


class Writer:
    """A reporter with a seeded hand."""

    def __init__(self, half: str, random: Random, apart: Sequence[str] = ()) -> None:
        self.phrases, self.random = phrases(half), random
        self.own: dict[str, list[str]] = {}
        self.people: dict[str, str] = {}
        self.when, self.count = self.one("whens"), 5
        self.report = Report("")
        self.meeting: Mapping[str, Any] = {}
        self.city = random.choice(self.phrases["cities"])
        self.topic = random.choice([t for t in self.phrases["topics"] if t not in apart])
        self.own = {
            key: [*random.sample([w for w in self.phrases[key] if w not in apart], 3), *more]
            for key, more in (
                ("verbs", []),
                ("objects", [self.topic, f"{self.topic}各项任务"]),
                ("tails", [f"把{self.topic}引向深入"]),
            )
        }

    def one(self, key: str) -> str:
        """One of the wordings of a kind."""
        chosen: str = self.random.choice(self.own.get(key) or self.phrases[key])
        return chosen

    def name(self) -> str:
        """A name that no one else on the page has."""
        while True:
            surname = self.random.choice(SURNAMES)
            if self.random.random() < 0.02:
                surname = self.random.choice(COMPOUND)
            size = 1 if self.random.random() < 0.25 else 2
            name = surname + "".join(self.random.sample(GIVEN, size))
            if name not in self.people.values() and name[:2] not in {
                "高度",
                "方向",
                "安全",
                "文明",
            }:
                return name

    def bearer(self, slot: str) -> str:
        """The person of a slot."""
        return self.people.setdefault(slot, self.name())

    def sentence(self) -> str:
        """Some sentences of the language of meetings."""
        found = []
        for _ in range(self.random.randint(1, 3)):
            first = "要" + self.one("verbs") + self.one("objects")
            middle = f"，{self.one('verbs')}{self.one('objects')}" * self.random.randint(0, 1)
            found.append(first + middle + self.one("links") + self.one("tails") + "。")
        if self.random.random() < 0.15:
            found.append(self.one("traps") + "。")
        return "".join(found)

    def filled(self, text: str) -> str:
        """A wording with its slots and words filled; who is named is noted."""
        words: dict[str, Callable[[], str]] = {
            "s": self.sentence,
            "q": lambda: self.one("quotes").rstrip("。") + "。",
            "topic": lambda: self.topic,
            "city": lambda: self.city,
            "n": lambda: self.random.choice("一二三四"),
            "doc": lambda: self.one("documents"),
            "company": lambda: self.one("companies"),
            "college": lambda: self.one("colleges"),
            "district": lambda: self.one("districts"),
            "act": lambda: self.one("verbs") + self.one("objects"),
            "act4": lambda: self.one("verbs"),
            "when": lambda: self.when,
            "paper": lambda: self.one("papers"),
            "k": lambda: "{k}",
            "there": lambda: self.meeting.get("there", "会议"),
            "level": lambda: self.meeting.get("level", "市"),
        }
        text = re.sub(r"\{(\w+)\}", lambda m: words[m[1]]() if m[1] in words else m[0], text)
        return SLOT.sub(self._person, text)

    def _person(self, found: re.Match[str]) -> str:
        slot, role, parts, least, most = found.groups()
        shown = "" if role[:1] in {"?", "+"} else role
        count = self.random.randint(int(least), int(most)) if least else 1
        names = [self.bearer(f"{slot}{n}" if least else slot) for n in range(count)]
        for name in names:
            self._note(name, role.lstrip("+"), parts.split(","))
        if least:
            self.report.lists.append(names)
            self.count = count + self.random.randint(0, 2)
        return shown + "、".join(names)

    def _note(self, name: str, role: str, parts: Sequence[str]) -> None:
        told = self.report.people.setdefault(name, Truth())
        told.role = told.role or role
        told.capacity += [part for part in parts if part and part not in told.capacity]


def write(half: str, random: Random, apart: Sequence[str] = ()) -> Report:
    """One report; `apart` are words that it leaves to others on its page."""
    writer = Writer(half, random, apart)
    report = writer.report
    meeting = writer.meeting = random.choice(writer.phrases["meetings"])
    name = writer.filled(meeting["name"])
    lead = writer.filled(meeting["lead"])
    report.paragraphs.append(re.sub("市委.季度工作会议", name, lead) if "季度" in name else lead)
    leaders: dict[str, str] = {k: writer.people[k] for k in "LM" if k in writer.people}
    _body(writer, report, leaders)
    _headline(writer, report, name, leaders)
    _makers(writer, report, name)
    if "习近平总书记" in "".join(report.paragraphs):
        report.people["习近平"] = Truth("总书记", ["提及"])
    own = (writer.own[key][:3] for key in ("objects", "tails"))
    report.words = [writer.topic, *(word for words in own for word in words)]
    report.dates = _dates(writer.when)
    report.printed = ("2024-03-12" if "今" in writer.when else "2024-03-11", "2024-03~")
    if "至" in writer.when:
        report.printed = ("2024-03-10/2024-03-11",)
    return report


def _body(writer: Writer, report: Report, leaders: Mapping[str, str]) -> None:
    """What was said, and who was there."""
    random = writer.random
    for _ in range(random.randint(2, 5)):
        choice = writer.one("speeches" if random.random() < 0.6 else "mentions")
        if any(f"<{key}:" in choice and key not in leaders for key in ("L", "M")):
            choice = "会议指出，{s}"
        report.paragraphs.append(writer.filled(choice))
    for _ in range(random.randint(0, 2)):
        choice = writer.one("participants")
        slots = [key for key in "ABCX" if f"<{key}:" in choice]
        if not any(key in writer.people or f"{key}0" in writer.people for key in slots):
            text = writer.filled(choice)
            report.paragraphs.append(text.replace("{k}", str(writer.count)))
    if random.random() < 0.85:
        early = random.random() < writer.phrases["early"] if "early" in writer.phrases else False
        there = random.choice(writer.meeting.get("attendance", writer.phrases["attendance"]))
        report.paragraphs.insert(1 if early else len(report.paragraphs), writer.filled(there))


def _makers(writer: Writer, report: Report, meeting: str) -> None:
    """Dateline, by-line and picture, with those who signed them."""
    random = writer.random
    r1, r2, r3 = (writer.name() for _ in range(3))

    def signed(key: str) -> str:
        text = writer.filled(writer.one(key))
        return text.replace("{r1}", r1).replace("{r2}", r2).replace("{r3}", r3)

    report.dateline = signed("datelines")
    if r1 not in report.dateline:
        report.byline = signed("bylines")
        if r1 not in report.byline and random.random() < 0.5:
            report.endline = signed("endlines")
    if random.random() < 0.3:
        report.caption = signed("captions").replace("{meeting}", meeting)
        report.people[r3] = Truth("?", ["摄影"])
    for reporter in (r1, r2):
        if reporter in report.dateline + report.byline + report.endline:
            report.people[reporter] = Truth("?", ["记者"])


def _headline(writer: Writer, report: Report, meeting: str, leaders: Mapping[str, str]) -> None:
    def line(key: str) -> str:
        text = writer.one(key).replace("{meeting}", meeting)
        if any(f"{{{who}}}" in text and who not in leaders for who in ("L", "M")):
            text = f"{meeting}召开" if key == "kickers" else ""
        return writer.filled(
            text.format_map(
                {**leaders, **{k: f"{{{k}}}" for k in ("topic", "city", "act4", "act")}}
            )
        )

    report.title = line("titles")
    if writer.random.random() < 0.5:
        report.kicker = line("kickers")
    if writer.random.random() < 0.4:
        report.subtitle = line("subtitles")


def _dates(when: str) -> tuple[str, ...]:
    """The dates that a draft may give: all, some or nothing of what is told."""
    days = re.findall(r"(\d+)月(\d+)日", when)
    if "至" in when:
        return ("XXXX-03-10/XXXX-03-11", "XXXX-03-10", "")
    return (*(f"XXXX-{int(m):02}-{int(d):02}" for m, d in days), "")
