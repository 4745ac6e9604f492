"""Paragraphs of interleaved stories, each in its own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from huiyao.convert.evidence import Facts, meant
from huiyao.convert.fluency import fluency
from huiyao.convert.known import Known
from huiyao.convert.label import labelled
from huiyao.convert.separate import separate
from huiyao.convert.wrap import chunks

COUNCIL = Facts(
    "让民营经济活力迸发", "昨天，市委书记王建国主持召开企业家座谈会，研究民营经济。", signed=False
)
VISIT = Facts("", "县委书记李文明到柳林乡调研，副县长周立汇报工作。", signed=True)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("王建国强调，要抓好落实。", True),
        ("李文明要求，要抓好落实。", False),
        ("座谈会上，大家踊跃发言。", True),
        ("要为民营经济创造条件。", True),
        ("县领导赵兰、吴海涛参加调研。", False),
        ("市领导赵兰、吴海涛参加座谈。", True),
        ("要抓好落实。（记者 赵兰）", True),
        # Who has led a meeting is not listed among those present at it.
        ("王建国、赵兰、吴海涛参加。", False),
    ],
)
def test_a_paragraph_is_meant_for_a_story(text: str, first: bool) -> None:
    found = labelled(chunks(text), fluency([text], frozenset()))
    council, visit = meant(found, 0, [COUNCIL, VISIT])
    assert (council > visit) == first
    assert (council < visit) != first


def test_what_both_stories_have_tells_nothing() -> None:
    text = "习近平总书记指出，要抓好落实。"
    found = labelled(chunks(text), fluency([text], frozenset()))
    stories = [Facts("", "学习习近平总书记重要讲话。", signed=False), COUNCIL]
    assert meant(found, 0, stories) == (0.0, 0.0)


HARBOUR = [
    "港口建设再提速",
    "本报讯（记者 周立） 昨天，市长王建国主持召开港口建设推进会。",
    "王建国强调，要抓好航道疏浚，做好港口岸线整治。",
    "会议要求，加快泊位改造，补齐集装箱码头短板。",
    "副市长赵兰、吴海涛出席会议。",
]
SCHOOLS = [
    "办好家门口的学校",
    "本报讯（记者 钱进） 昨天，市委副书记李文明到实验小学调研教育工作。",
    "李文明指出，要扩大公办学位供给，减轻学生课业负担。",
    "市领导孙立、郑敏一同调研。",
]


@pytest.mark.parametrize("at", [3, 4])
def test_a_story_is_taken_up_again_after_another(at: int) -> None:
    page = "\n\n".join([*HARBOUR[:at], *SCHOOLS, *HARBOUR[at:]])
    found = separate(page, Known(people={}, taken={})).stories
    assert [_words(one.title.text, [p.reading for p in one.body]) for one in found] == [
        _words(HARBOUR[0], HARBOUR[1:]),
        _words(SCHOOLS[0], SCHOOLS[1:]),
    ]


def test_a_paragraph_that_may_belong_elsewhere_is_told() -> None:
    doubtful = "要抓好港口建设和教育工作。"
    page = "\n\n".join([*HARBOUR[:3], *SCHOOLS[:3], doubtful, HARBOUR[3]])
    made = separate(page, Known(people={}, taken={}))
    told = [one.line for one in made.remarks if one.key == "review-whose"]
    assert page[: page.index(doubtful)].count("\n") + 1 in told
    sure = separate("\n\n".join([*HARBOUR, *SCHOOLS]), Known(people={}, taken={}))
    assert all(one.key != "review-whose" for one in sure.remarks)


def _words(title: str, body: Sequence[str]) -> list[str]:
    """A headline and the sentences below it, without dateline and by-line."""
    return [title, *(text.rpartition("） ")[2] for text in body)]
