"""Where stories begin, and what stands beside them."""

from __future__ import annotations

from huiyao.convert.known import Known
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
