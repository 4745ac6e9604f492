"""Where stories begin, and what stands beside them."""

from __future__ import annotations

import pytest

from huiyao.convert.known import Known
from huiyao.convert.people import people
from huiyao.convert.separate import separate

BELOW = """本报讯 昨天，市长王建国主持召开港口建设推进会，研究港口岸线整治。

王建国强调，要抓好港口航道疏浚。

港口建设再提速

本报记者 周立

本报讯 昨天，市委副书记李文明到实验小学调研教育工作。

李文明指出，要扩大公办学位供给，办好家门口的学校。

办好家门口的学校

本报记者 钱进
"""


def test_a_byline_goes_with_its_headline() -> None:
    found = separate(BELOW, Known(people={}, taken={})).stories
    assert [(one.title.text, one.byline.text) for one in found] == [
        ("港口建设再提速", "本报记者 周立"),
        ("办好家门口的学校", "本报记者 钱进"),
    ]
    assert [len(one.body) for one in found] == [2, 2]


def test_a_byline_in_brackets_begins_a_story_as_a_dateline_does() -> None:
    page = "昨天，全市港口工作会议召开。\n\n会议要求抓好落实。\n\n（记者 周立）今天，学校开学。"
    found = separate(page, Known(people={}, taken={})).stories
    assert [one.byline.text for one in found] == ["", "（记者 周立）"]


@pytest.mark.parametrize(
    "lines",
    [
        ["东湖区\t95.5\t1", "西湖区\t93\t2"],
        ["冯 唐 吕布衣 朱 红", "刘 海 安 然 何 清"],
        ["项目建设", "招商引资", "民生保障"],
        ["大江东去", "浪花淘尽英雄", "几度夕阳红"],
        ["“路灯不亮”", "“停车太难”"],
        ["二、会议时间", "市会议中心三楼报告厅"],
    ],
)
def test_a_list_within_a_story_begins_none(lines: list[str]) -> None:
    text = "全市防汛工作会议举行\n\n本报讯 昨天，全市防汛工作会议举行。市长王建国主持会议。\n\n"
    text += "\n\n".join(lines) + "\n\n会议指出，要坚持底线思维，把各项措施抓到位。\n"
    (story,) = separate(text, Known(people={}, taken={})).stories
    assert story.title.text == "全市防汛工作会议举行"
    assert not any(one.heading for one in story.body)


def test_a_headline_of_two_lines_begins_a_story() -> None:
    text = "全市防汛工作会议举行\n\n本报讯 昨天，全市防汛工作会议举行。市长王建国主持会议。\n\n"
    text += "抓好秋粮生产\n\n确保颗粒归仓\n\n秋粮生产关系全局，各地要精心组织。\n"
    assert len(separate(text, Known(people={}, taken={})).stories) == 2


def test_minutes_are_read_field_by_field() -> None:
    text = (
        "江州市防汛工作会议纪要\n\n时间：2024年6月12日上午\n地点：市政府第一会议室\n主持人：方圆\n"
        "出席：李明、市委常委张晓、何清（市水务局）\n列席：各区政府、钱进\n请假：孙莉\n\n"
        "会议指出，今年汛情复杂，要坚持底线思维。\n"
    )
    found = separate(text, Known(people={}, taken={}))
    (story,) = found.stories
    assert found.furniture == ()
    assert [one.shown for one in story.body][:2] == [
        "时间：2024年6月12日上午",
        "地点：市政府第一会议室",
    ]
    entries = people([one.shown for one in story.body], frozenset())
    assert [(one.name, one.role, one.capacity) for one in entries] == [
        ("方圆", "", ("主持",)),
        ("李明", "", ("出席",)),
        ("张晓", "市委常委", ("出席",)),
        ("何清", "", ("出席",)),
        ("钱进", "", ("列席",)),
        ("孙莉", "", ("提及",)),
    ]


def test_when_a_page_was_published_is_no_field_of_minutes() -> None:
    text = "全市防汛工作会议举行\n\n时间：2024-06-12 10:22\n\n昨天，全市防汛工作会议举行。\n"
    (one,) = separate(text, Known(people={}, taken={})).furniture
    assert one.strand.text == "时间：2024-06-12 10:22"
