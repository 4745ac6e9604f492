"""Which lines are set for display, and what stands about a text on a page or a screen."""

import pytest

from huiyao.convert import analysed
from huiyao.convert.fluency import fluency
from huiyao.convert.known import Known
from huiyao.convert.label import labelled
from huiyao.convert.sidecar import Sidecar
from huiyao.convert.wrap import chunks

LEAD = "昨天，江州市委常委会举行会议。市委书记周正主持会议。"


def labels(*lines: str) -> list[str]:
    printed = chunks("\n\n".join(lines))
    return [one.label for one in labelled(printed, fluency((c.text for c in printed), frozenset()))]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("把准方向", "headline"),
        ("一、提高认识，切实增强紧迫感", "headline"),
        ("（二）压实责任", "headline"),
        ("要闻简报", "headline"),
        ("谢谢大家！", "body"),
        ("同志们：", "body"),
        ("※ ※ ※", "row"),
        ("▼", "row"),
        ("列席：何平（市政府秘书长）", "row"),
        ("- 高新技术企业突破2000家", "row"),
        ("索 引 号： 01234567-8/2024-00012", "chrome"),
        ("2024-03-12 08:15 来源：江州日报 浏览次数：35", "chrome"),
        ("点击上方蓝字关注“江州发布”", "chrome"),
        ("![现场](https://jz.example.com/a.jpg)", "chrome"),
        ("江州发布", "page"),
        ("江州日报2024年3月12日星期二要闻第2版", "page"),
        ("— 3 —", "page"),
        ("第 1 页 共 3 页", "page"),
    ],
)
def test_a_line_is_told_by_its_form(line: str, label: str) -> None:
    assert labels("抓落实见实效", LEAD, line, "会议指出，要抓好落实。")[2] == label


def test_a_headline_between_the_halves_of_a_paragraph_is_of_another_story() -> None:
    lines = ["抓落实见实效", "本报讯 " + LEAD, "会议指出，要聚焦群众反映强烈的突出问"]
    lines += ["我市部署春季防火工作", "题，推出一批小切口改革。"]
    lines += ["本报讯 昨天，全市春季森林防火会议召开。副市长钱进出席会议。"]
    separation, _ = analysed("\n\n".join(lines), Known(people={}, taken={}), Sidecar())
    titles = {story.title.text: story.body for story in separation.stories}
    assert titles.keys() == {"抓落实见实效", "我市部署春季防火工作"}
    assert any("突出问题，推出" in one.reading for one in titles["抓落实见实效"])


def test_who_gave_a_speech_signs_it() -> None:
    lines = ["在全市教育大会上的讲话", "（2024年2月18日）", "周  正", "同志们：", LEAD]
    _, stories = analysed("\n".join(lines), Known(people={}, taken={}), Sidecar())
    assert stories[0].story.subtitle.text == "（2024年2月18日）"
    assert stories[0].names == ("周正",)
