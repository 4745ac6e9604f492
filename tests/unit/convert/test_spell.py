"""Whatever a paragraph holds, its Markdown says the same again."""

from __future__ import annotations

import pytest

from huiyao.convert.draft import Paragraph, Part
from huiyao.convert.spell import paragraph, scalar
from huiyao.convert.strand import line, typeset
from huiyao.frontmatter import Mapping, Scalar, parse
from huiyao.markdown import parse as markdown
from huiyao.typography import fold

HOSTILE = [
    "# 不是标题", "- 不是列表", "1. 一是", "1) 一是", "> 不是引文", "***", "---", "===",
    "| a | b |",
    "[a](b) ![c](d) <b> &amp; `x` *y* _z_ ~q~", "\\{>>x<<} {==y==} {", "[a]: http://b", "+ 加",
    "拨打 138****1234",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_signs_stay_signs(text: str) -> None:
    shown = paragraph(Paragraph((Part(line(text, 0)),)))
    blocks = markdown(shown, "x.md").text.blocks
    assert fold("".join(block.text for block in blocks)) == fold(typeset(line(text, 0).text))
    assert [block.kind for block in blocks] == ["paragraph"]


@pytest.mark.parametrize(
    "text", ["a: b", "null", "~", "是", "“引”, 号", "a #b", "\ue000", "1,2", "-"]
)
def test_a_value_of_yaml_reads_back(text: str) -> None:
    node = parse(f"a: [{scalar(text, flow=True)}]\nb: {scalar(text)}", "x")
    assert isinstance(node, Mapping)
    value = node.entries[1][1]
    assert isinstance(value, Scalar)
    assert value.text == text
    assert not value.empty


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        ("会议强调,要抓落实.", "会议强调，要抓落实。"),
        ("同比增长12.5%,共1,280家", "同比增长12.5%，共1,280家"),
        ("9:00开始", "9:00开始"),
        ('强调"安全第一".', "强调“安全第一”。"),
        ('一个"没有闭', '一个"没有闭'),
        ("GDP(2024)", "GDP(2024)"),
        ("意见(讨论稿)", "意见（讨论稿）"),
        ("Hello, world.", "Hello, world."),
    ],
)
def test_chinese_is_set_wide(text: str, set_: str) -> None:
    assert typeset(text) == set_
    assert len(typeset(text)) == len(text)


@pytest.mark.parametrize(
    ("printed", "set_"),
    [
        ("详见http://a.cn/?b=1,2,下同", "详见http://a.cn/?b=1,2，下同"),
        ("(https://a.cn/x?y=1)所载", "（https://a.cn/x?y=1）所载"),
        ("存于C:\\资料:全部", "存于C:\\资料：全部"),
        ("比例a:b,说:好", "比例a:b，说：好"),
    ],
)
def test_an_address_stays_as_it_is(printed: str, set_: str) -> None:
    assert typeset(printed) == set_
