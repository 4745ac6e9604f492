"""Joints that are safe, and those that would invent a sentence."""

from __future__ import annotations

import pytest

from huiyao.convert.fluency import fluency
from huiyao.convert.joint import headless, joint, overlap

PAGE = fluency(["要推进公共服务均等化，习近平总书记强调，习近平总书记指出。"], frozenset())


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("新建公", "共停车位全市第一。", "sure"),
        ("坚持“五个", "中心”联动。", "sure"),
        ("市领导王建、李", "明、赵兰出席。", "sure"),
        ("完成45", "0项任务。", "sure"),
        ("副校长陈立", "介绍道，学校将立足本地。", "sure"),
        ("把企业需求、", "群众期盼摆在首位。", "likely"),
        ("促进平稳发展。坚", "下功夫，将工作细化。", "open"),
        ("各项任务落", "市长王建国指出，要抓紧。", "no"),
        ("各项任务落", "本报讯 昨天举行。", "no"),
        ("各项任务落实。", "要再接再厉。", "no"),
    ],
)
def test_a_joint_is_judged(left: str, right: str, verdict: str) -> None:
    assert joint(left, right, PAGE) == verdict


def test_an_overlap_is_certain_only_on_evidence() -> None:
    assert overlap("学习习近平", "平总书记重要讲话", PAGE) == (1, False)
    assert overlap("学习习近平", "平时多走访", PAGE) == (0, False)
    assert overlap("人山人海，人", "人都说好，大家", PAGE).certain is False
    page = fluency(["壮大村级集体", "级集体经济的做法"], frozenset())
    assert overlap("壮大村级集体", "级集体经济的做法", page) == (3, True)


def test_a_paragraph_without_its_beginning_is_known() -> None:
    assert headless("，推动发展。")
    assert headless("发展的举措。”王建国说")
    assert not headless("“发展是硬道理。”王建国说")
