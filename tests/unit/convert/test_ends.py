"""How a story shows that it is at its end."""

from __future__ import annotations

import pytest

from huiyao.convert.ends import ending
from huiyao.convert.fluency import fluency
from huiyao.convert.label import labelled
from huiyao.convert.wrap import chunks


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("市领导王建国、李明、赵兰出席会议。", "attended"),
        ("出席座谈会的市领导有王建国、李明、赵兰。", "attended"),
        ("市人大常委会副主任王建国、李明一同调研。", "attended"),
        ("市直有关单位负责同志参加会议。", "attended"),
        ("要抓好落实，确保实效。（记者 王建国）", "signed"),
        ("市领导王建国、李明、赵兰出席会议。（记者 周立）", "signed"),
        ("企业代表王建国表示，要积极参加。", ""),
        ("会议要求，要抓好落实。", ""),
    ],
)
def test_an_end_is_seen(text: str, end: str) -> None:
    printed = chunks(text)
    assert ending(labelled(printed, fluency([text], frozenset())), 0) == end
