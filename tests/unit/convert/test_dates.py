"""Dates no more precise than the words that tell them."""

from __future__ import annotations

from datetime import date

import pytest

from huiyao.convert.dates import held, printed, year_told
from huiyao.convert.known import Known
from huiyao.convert.separate import separate


@pytest.mark.parametrize(
    ("text", "published", "elsewhere", "edtf"),
    [
        ("会议昨天举行。", None, [], ""),
        ("会议昨天举行。", date(2024, 3, 1), [], "2024-02-29"),
        ("会议今天召开。", date(2024, 3, 1), [], "2024-03-01"),
        ("会议日前召开。", date(2024, 3, 1), [], "2024-03~"),
        ("会议7月7日召开。", None, [], "XXXX-07-07"),
        ("会议7月7日召开。", None, ["2025年7月7日全会通过"], "2025-07-07"),
        ("会议12月30日召开。", date(2024, 1, 2), [], "2023-12-30"),
        ("会议于2023年12月18日召开。", None, [], "2023-12-18"),
        ("会议于 2023 年 12 月 18 日召开。", None, [], "2023-12-18"),
        ("会议 1 月 14 日至 17 日举行。", date(2025, 1, 18), [], "2025-01-14/2025-01-17"),
        ("会议1月14日至17日举行。", date(2025, 1, 18), [], "2025-01-14/2025-01-17"),
        ("会议1月14日至17日举行。", None, [], "XXXX-01-14"),
        ("会议1月14-17日举行。", date(2025, 1, 18), [], "2025-01-14/2025-01-17"),
        ("会议1月14至17日举行。", date(2025, 1, 18), [], "2025-01-14/2025-01-17"),
        ("会议1月14举行，17日闭幕。", date(2025, 1, 18), [], ""),
        ("会议2月30日召开。", date(2024, 3, 1), [], ""),
        ("会议昨天举行。", None, ["今年是新中国成立75周年。"], "2024"),
        ("会议学习4月2日总书记重要讲话。", None, [], ""),
    ],
)
def test_a_meeting_is_dated(
    text: str, published: date | None, elsewhere: list[str], edtf: str
) -> None:
    assert held([text], published, elsewhere).edtf == edtf


def test_the_year_is_told_by_plans_and_anniversaries_only_of_this_year() -> None:
    assert year_told(["今年是“十四五”规划的收官之年"]) == (2025, "今年是“十四五”规划的收官")
    assert year_told(["2024年是新中国成立75周年，明年任务繁重"]) is None


def test_a_page_that_prints_two_days_tells_none() -> None:
    assert printed(["2024年3月12日 星期二"]) == date(2024, 3, 12)
    assert printed(["2024年3月12日", "2024-03-13"]) is None
    assert printed(["发布时间：2024 年 3 月 12 日 09:30"]) == date(2024, 3, 12)


def test_a_digit_that_a_wrap_cuts_off_is_no_page_number() -> None:
    text = (
        "江州市人才工作推进会议召开\n\n江州市人才工作推进会议将于3月1\n0日至11日举行，市领导将会出席。\n"
        "会议要求各区县抓紧做好准备工作\n确保会议开得圆满、开出成效来，\n让人才工作再上一个新的台阶。\n"
    )
    separation = separate(text, Known(people={}, taken={}))
    assert not separation.furniture
    assert "3月10日" in separation.stories[0].body[0].reading


def test_of_several_printed_days_that_of_publication_counts() -> None:
    lines = ["成文日期：2024年3月8日", "发布日期：2024-03-12 09:12:33"]
    assert printed(lines) == date(2024, 3, 12)
    assert printed(["2024-03-08", "2024-03-12"]) is None


def test_spaces_beside_numbers_hide_no_dateline() -> None:
    lead = "上午，市长王芳主持召开市政府第十五次常务会议，研究全市防汛工作。"
    text = f"市政府召开第十五次常务会议\n\n本报江州 7 月 11 日讯（记者 林小溪）7 月 11 日{lead}\n"
    story = separate(text, Known(people={}, taken={})).stories[0]
    assert story.dateline.text == "本报江州 7 月 11 日讯"
    assert story.byline.text == "（记者 林小溪）"
