"""Who a story names: with the office stated, what they did there, in the order of first mention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

from huiyao.capacities import default
from huiyao.convert import roles
from huiyao.convert.field import capacity, opening
from huiyao.convert.genre import genre, patterns
from huiyao.convert.name import worded
from huiyao.convert.names import Named, named
from huiyao.lexicon import either, lexicon
from huiyao.records.article import Entry

SENTENCE = re.compile(r"[。！？!?；;]")
ORDERED = re.compile(r"[，,：:]?“?(?:要|希望|必须|务必|各级|各地|全市|各方面)")
"""How the words of one who directs begin."""

_ATTENDS = re.compile(r"(出席|参加|列席)[^，。；：]{1,20}的[^，。；：、的]{2,16}$")
"""Those whom taking part describes: 出席市人代会的市政府领导."""

_LISTED = re.compile(r"(出席|参加|列席|与会)[^，。；]{0,10}有[^。；]*$")
"""Words that open a list of those who took part: 出席会议的还有."""

HEARD = re.compile(r"听取[^，。；]*$")
"""What makes of a report what somebody else gave: 听取工作汇报."""

PRESENT = {"主持", "出席", "列席", "参加"}
LEADS = {"主持", "讲话", "部署", "点评"}


def people(texts: Sequence[str], known: frozenset[str]) -> tuple[Entry, ...]:
    """The entries of a story whose texts stand in the order of its people."""
    found: dict[str, tuple[str, list[str]]] = {}
    for text, names in zip(texts, named(texts, known), strict=True):
        groups = tuple(_groups(names))
        shared = [tuple(_told_of(text, group, names)) for group in groups]
        for number in range(len(groups) - 2, -1, -1):
            if not shared[number] and _abreast(text, groups[number], groups[number + 1]):
                shared[number] = shared[number + 1]
        for group, parts in zip(groups, shared, strict=True):
            role = _role(text, group, names)
            for one in group:
                own, capacities = found.setdefault(one.name, ("", []))
                title = roles.titled(text, one.end)
                found[one.name] = (own or role or title, capacities)
                spoken = title in genre().spoken
                capacities.extend(part for part in parts if not spoken and part not in capacities)
    return tuple(
        Entry(name=name, role=role, capacity=_settled(parts))
        for name, (role, parts) in found.items()
    )


def _groups(names: Sequence[Named]) -> Iterator[tuple[Named, ...]]:
    """Names that stand in one list together."""
    for _, group in groupby(names, key=lambda one: one.first):
        yield tuple(group)


def _abreast(text: str, left: Sequence[Named], right: Sequence[Named]) -> bool:
    """Whether nothing but an office stands between two groups, so that one verb has both."""
    between = text[left[-1].end : right[0].start]
    role = roles.before(text, right[0].start, left[-1].end)
    between = re.sub(r"（[^（）]{1,4}）$", "", between).removesuffix(role)
    return re.fullmatch(r"[，,、和与及\s]*", between) is not None


def _role(text: str, group: Sequence[Named], names: Sequence[Named]) -> str:
    """The office of the names of a group."""
    first, last = group[0], group[-1]
    floor = max((one.end for one in names if one.end <= first.start), default=opening(text))
    return roles.before(text, first.start, floor) or roles.after(text, last.end)


def _told(parts: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The words of taking part without those of making the report, which stand before a name."""
    return {part: verbs for part, verbs in parts.items() if part not in {"记者", "编辑"}}


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str]]:
    """The words of taking part, each with its capacity, and those that belong to a list before."""
    order = list(default())
    parts = {
        verb: capacity
        for listed in (_told(lexicon().parts), genre().parts)
        for capacity, verbs in sorted(listed.items(), key=lambda one: order.index(one[0]))
        for verb in verbs
    }
    speech = set(lexicon().speech)
    return (
        re.compile(either({*parts, *speech})),
        {verb: part for verb, part in parts.items() if verb not in speech},
        re.compile(either(speech)),
    )


def _told_of(text: str, group: Sequence[Named], names: Sequence[Named]) -> Iterator[str]:
    """What the names of a group did: as the label of their field says, or their sentence."""
    if opening(text):
        yield from filter(None, [capacity(text)])
    else:
        yield from _capacities(text, group, names)


def _capacities(text: str, group: Sequence[Named], names: Sequence[Named]) -> Iterator[str]:
    """What the sentence says that the names of a group did, in its order."""
    pattern, parts, speech = _verbs()
    last = group[-1].end
    until = min((one.start for one in names if one.start >= last), default=len(text))
    stop = SENTENCE.search(text, last)
    end = _unread(text, last, min(until, stop.start() if stop else len(text)))
    if part := _beside(text, group[0].start, last):
        yield part
        return
    if listed := _LISTED.search(text[: group[0].start]):
        yield parts.get(listed[1], "参加")
    if attends := _ATTENDS.search(text[: group[0].start]):
        yield parts.get(attends[1], "出席")
    for found in pattern.finditer(text, last, end):
        verb = found.group()
        follows = text[found.end() : found.end() + 8]
        if speech.fullmatch(verb):
            opens = re.match(r"[，,：:“]", follows) is not None
            opens &= not text.startswith("意见", found.start() - 2)
            if not opens and found.start() > last:
                continue
            directs = verb not in {"表示", "认为", "建议", "介绍"} and ORDERED.match(follows)
            yield "讲话" if verb in {"指出", "强调", "要求"} or directs else "发言"
            if opens:
                return
        elif part := parts.get(verb, ""):
            if part == "讲话" and re.match(r"精神", follows):
                continue
            if part not in PRESENT and HEARD.search(text, last, found.start()):
                continue
            if part in {"报告", "说明", "部署"} and not _acts(text, last, found):
                continue
            yield part


def _unread(text: str, start: int, end: int) -> int:
    """Where the clause of somebody else begins who has an office and a name that was not read."""
    others = _others().finditer(text, start, end)
    return next((one.start() for one in others if not worded(text, one.end("office"))), end)


@cache
def _others() -> re.Pattern[str]:
    """The clause of an office with something before its verb that may be a name."""
    office, verb = patterns().office.pattern, _verbs()[0].pattern
    return re.compile(
        rf"，[^，。；：！？]{{0,16}}?(?P<office>{office})(?=[\u3400-\u9fff]{{2,6}}?(?:{verb}))"
    )


@cache
def _crafts() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What stands before those who made the report, with their capacity."""
    return tuple(
        (re.compile(rf"{either(listed)}[:：/\s]*$"), capacity)
        for capacity, listed in genre().crafts.items()
    )


def _beside(text: str, start: int, end: int) -> str:
    """The capacity of those who made the report; empty for those whom it reports."""
    before = text[max(0, start - 8) : start]
    found = next((part for pattern, part in _crafts() if pattern.search(before)), "")
    if "记者" in before and not re.search(r"记者(?:会|招待)", before):
        found = found or "记者"
    return "摄影" if found == "记者" and "摄" in text[end : end + 6] else found


def _acts(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether a word that is a noun, too, says what was done: 作工作报告, 部署下半年工作."""
    if found.group().startswith("作"):
        return True
    before = text[start : found.start()]
    if found.group().startswith("部署"):
        return before[-2:] not in {"工作", "决策", "重大", "按照"} and "按照" not in before
    return re.search(r"(?<!工)(?:作|做)[^，]{0,30}$", before) is not None


def _settled(parts: Sequence[str]) -> tuple[str, ...]:
    """The capacities without what others make idle; 提及 where there is none."""
    kept = [part for part in parts if part != "提及"]
    if LEADS & set(kept) and "发言" in kept:
        kept = ["讲话" if part == "发言" else part for part in kept]
    return tuple(dict.fromkeys(kept)) or ("提及",)
