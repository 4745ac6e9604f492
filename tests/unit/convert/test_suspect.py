"""That what may be misread is flagged with its reason, and what is right is left alone."""

import pytest

from huiyao.convert import analysed
from huiyao.convert.genre import genre
from huiyao.convert.known import Known
from huiyao.convert.parallel import passages, sound
from huiyao.convert.sidecar import Sidecar
from huiyao.messages import say
from huiyao.model import Block, Mark, Span, Text

REPORTED = "出席会议的有市委委员76人，市纪委委员、有关方面负责同志和部分党代会代表列席会议。"


def flags(text: str, archive: str = "") -> list[tuple[str, str]]:
    """The flagged words and what tells that they are doubtful."""
    known = Known(people={}, taken={}, passages=passages([archive]))
    separation, _ = analysed(text, known, Sidecar())
    parts = [part for story in separation.stories for one in story.body for part in one.parts]
    return [(part.strand.text, part.cue) for part in parts if part.cue]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("会议指出，要把握末来产业的方向。", [("末", "shape")]),
        ("会议指出，要做大战略新兴产业。", [("略新", "formula")]),
        ("会议指出，要铸牢中华民族共同本意识。", [("本", "formula")]),
        ("会议指出，要抓好落地落地见效。", [("落地落地", "twice")]),
        ("会议指出，一是抓项目，三是抓环境。", [("三", "skipped")]),
        ("会议于2月30日举行。", [("2月30日", "day")]),
        ("会议于2024年3月12日（星期二）举行。", []),
        ("会议指出，已建成住房l20套、5G基站2O个。", [("2O", "digits")]),
        ("会议指出，要加强城市城市管理。", []),
        ("会议指出，账要一笔一笔算。", []),
        ("会议指出，要谋划未来产业，做大战略性新兴产业。", []),
        ("市委书记常颖、市长董毅敏出席会议。", []),
    ],
)
def test_a_slip_is_flagged(text: str, found: list[tuple[str, str]]) -> None:
    assert flags(text) == found


def test_a_passage_is_compared_with_the_archive() -> None:
    text = REPORTED.replace("市纪委委员", "市纪委书记")
    assert flags(text, REPORTED) == [("书记", "parallel")]
    assert flags(REPORTED, REPORTED) == []


def test_numbers_and_names_may_differ_from_meeting_to_meeting() -> None:
    there = "昨天，市委书记周正主持会议并作了重要讲话，市委委员七十六人出席了这次会议。"
    here = "昨天，市委书记吴双主持会议并作了重要讲话，市委委员七十八人出席了这次会议。"
    assert flags(here, there) == []


def test_what_an_editor_doubts_bears_no_witness() -> None:
    doubt = Mark("doubt", "书记", "书记", "疑")
    spans = (Span("列席的有市纪委"), Span("书记", mark=doubt), Span("、有关方面负责同志。"))
    assert sound(Text((Block("paragraph", spans),))) == "列席的有市纪委\n、有关方面负责同志。"


def test_every_reason_can_be_told() -> None:
    beside = {"overlap", "joint", "start", "jump", "resumed", "doubled"}
    for cue in genre().notes.keys() - beside:
        assert "末来" in say(f"review-{cue}", text="末来")


def test_the_lines_of_a_headline_are_looked_at_too() -> None:
    text = "做大战略新兴产业\n苏禾主持市政府常务会议，\n\n本报讯 昨天，江州市政府常务会议举行。"
    separation, _ = analysed(text, Known(people={}, taken={}), Sidecar())
    found = [(one.key, one.text) for one in separation.remarks if "title" not in one.key]
    assert ("review-formula", "略新” → “战略性新兴产业") in found
    assert ("review-ending", "，") in found
