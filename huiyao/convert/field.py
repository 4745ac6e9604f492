"""Fields of minutes: lines that tell when and where a meeting was held, and list who was there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huiyao.convert.name import name_at

FIELD = re.compile(
    r"(?:会议)?(?P<what>主持|出席|列席|参加|参会|缺席|请假|记录|审核|签发|时间|地点|议题)"
    r"(?:人员?|领导|单位|同志)?\s?[：:]\s*(?=.{2,})"
)
"""The label of a field, at the head of a line."""

CAPACITIES = {"主持": "主持", "出席": "出席", "列席": "列席", "参加": "参加", "参会": "参加"}
"""What those took part as whom a field lists; others it only names."""

_ITEM = re.compile(r"[^、，,；;（）()]+(?:[（(][^（）()]*[）)])?")


def persons(text: str, known: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and name of each item of a field that is a name and nothing else."""
    label = FIELD.match(text)
    for item in _ITEM.finditer(text, label.end() if label else len(text)):
        start = item.start() + len(item[0]) - len(item[0].lstrip())
        name, end = name_at(text, start, known, listed=True)
        if name and (not text[end:].strip(" 。") or text[end] in "、，,；;（("):
            yield start, end, name


def opening(text: str) -> int:
    """Where a field begins after its label; 0 where the text is none."""
    label = FIELD.match(text)
    return label.end() if label else 0


def capacity(text: str) -> str:
    """As what the persons of a field took part; empty where that is not told, or it is none."""
    label = FIELD.match(text)
    return CAPACITIES.get(label["what"], "") if label else ""
