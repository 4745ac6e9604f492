"""What the meeting of a story is called."""

from __future__ import annotations

import pytest

from huiyao.convert.meetings import named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市委常委会召开务虚会，谋划明年工作。", "市委常委会务虚会"),
        ("昨天下午，市政协召开主席会议，协商有关事项。", "市政协主席会议"),
        ("市政协党组3月11日召开会议，传达学习有关精神。", "市政协党组会议"),
        ("市政府召开企业家座谈会，听取意见。", "企业家座谈会"),
        ("省委、省政府召开全省经济工作会议。", "全省经济工作会议"),
        ("昨天，市委书记周立主持召开市委常委会会议，研究工作。", "市委常委会会议"),
        ("全县教育工作推进会昨天召开。", "全县教育工作推进会"),
        ("记者从全市信访工作会议上获悉，今年将抓好三件事。", "全市信访工作会议"),
        ("我市立即召开会议，部署贯彻落实。", ""),
        ("会议在市会议中心召开。", ""),
    ],
)
def test_a_meeting_is_named(text: str, name: str) -> None:
    assert named(["", text]) == name
