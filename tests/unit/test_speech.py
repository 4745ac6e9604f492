from __future__ import annotations

import pytest

from huiyao.mention import mentions
from huiyao.model import Listing, Speech
from huiyao.records.article import Entry
from huiyao.speech import listings, speeches

PEOPLE = {
    "chen": Entry(name="陈吉宁", role="市委书记", capacity=("主持", "讲话")),
    "gong": Entry(name="龚正", role="市长", capacity=("部署",)),
    "zhang": Entry(name="张为", capacity=("出席",)),
}


def said(*texts: str) -> list[tuple[str, int, bool]]:
    """Person, paragraph and whether carried on."""
    named = mentions(texts, {k: (e, (e.name,)) for k, e in PEOPLE.items()})
    assert all(isinstance(one, Speech) for one in speeches(texts, named, PEOPLE))
    return [(s.person, s.block, s.carried) for s in speeches(texts, named, PEOPLE)]


def proofs(*texts: str) -> list[Listing]:
    named = mentions(texts, {k: (e, (e.name,)) for k, e in PEOPLE.items()})
    return list(listings(texts, named, PEOPLE))


@pytest.mark.parametrize(
    "text",
    [
        "陈吉宁指出，要实干。",
        "陈吉宁说：“要实干。”",
        "陈吉宁强调“实干”二字。",
        "市委书记陈吉宁在昨天的会议上指出，要实干。",
        "会上，陈吉宁强调，要实干。",
        "在昨天的座谈会上，市委书记陈吉宁代表市委强调，要实干。",
        "“要实干。”陈吉宁说，“还要苦干。”",
        "陈吉宁在“五个中心”建设推进会上指出，要实干。",
    ],
)
def test_a_speech_verb_opens_the_paragraph(text: str) -> None:
    assert said(text) == [("chen", 0, False)]


@pytest.mark.parametrize(
    "text",
    [
        "市委书记陈吉宁主持会议。",
        "会议指出，陈吉宁的讲话要学习。",
        "会议由陈吉宁主持。会议强调，要实干。",
        "陈吉宁主持会议。龚正指出，要实干。",
        "听取汇报后，与会同志认为，陈吉宁指出，要实干。",
        "会议指出，要学习陈吉宁强调的内容。",
        "陈吉宁说明了情况。",
        "“陈吉宁指出，要实干。”有人说，",
        "主张为民的人说，要实干。",
        "昨天，全市大会在江州礼堂隆重举行，各区负责同志悉数到场，陈吉宁指出，要实干。",
    ],
)
def test_no_speech_of_theirs_opens_the_paragraph(text: str) -> None:
    assert ("chen", 0, False) not in said(text)
    assert ("zhang", 0, False) not in said(text)


def test_the_verb_belongs_to_the_nearest_name() -> None:
    assert said("陈吉宁听取汇报，龚正指出，要实干。") == [("gong", 0, False)]
    assert said("陈吉宁和龚正指出，要实干。") == [("gong", 0, False)]


@pytest.mark.parametrize(
    "carried", ["他强调，要苦干。", "他还强调，要苦干。", "强调，要苦干。", "还指出，要苦干。"]
)
def test_a_subject_left_out_carries_the_speech_on(carried: str) -> None:
    assert said("陈吉宁指出，要实干。", carried) == [("chen", 0, False), ("chen", 1, True)]


def test_an_open_quotation_carries_the_speech_on() -> None:
    assert said("陈吉宁说：“要实干。", "“要苦干。", "“要巧干。”", "“要会干。”") == [
        ("chen", 0, False), ("chen", 1, True), ("chen", 2, True)
    ]  # fmt: skip


def test_a_quotation_that_is_never_closed_is_a_slip_and_carries_nothing_on() -> None:
    assert said("陈吉宁说：“要实干。", "要苦干。", "要巧干。") == [("chen", 0, False)]


@pytest.mark.parametrize(
    "after",
    [
        "要苦干。",
        "会议强调，要苦干。",
        "龚正主持会议。",
        "市委强调，要苦干。",
        "强调要苦干的同志很多。",
    ],
)
def test_what_is_not_certain_is_not_carried_on(after: str) -> None:
    assert said("陈吉宁指出，要实干。", after) == [("chen", 0, False)]


def test_a_paragraph_between_ends_the_speech() -> None:
    assert said("陈吉宁指出，要实干。", "会议结束。", "他强调，要苦干。") == [("chen", 0, False)]


def test_another_speaker_takes_over() -> None:
    assert said("陈吉宁指出，要实干。", "龚正说，要苦干。", "他强调，要巧干。") == [
        ("chen", 0, False), ("gong", 1, False), ("gong", 2, True)
    ]  # fmt: skip


def test_a_sentence_that_says_both_proves_the_part() -> None:
    text = "陈吉宁和龚正到会。龚正部署工作，市领导张为出席。陈吉宁主持会议并讲话。"
    assert proofs(text) == [
        Listing("chen", "主持", 0, 24),
        Listing("chen", "讲话", 0, 24),
        Listing("gong", "部署", 0, 9),
        Listing("zhang", "出席", 0, 19),
    ]


def test_what_is_only_quoted_proves_nothing() -> None:
    text = "陈吉宁指出“张为主持会议”的意义。市委书记陈吉宁主持会议。"
    assert proofs(text)[0] == Listing("chen", "主持", 0, 21)


def test_without_such_a_sentence_the_first_mention_stands_for_the_proof() -> None:
    assert proofs("会议开始。", "市长龚正到会。") == [Listing("gong", "部署", 1, 2, stated=False)]


def test_who_is_not_mentioned_has_no_proof() -> None:
    assert proofs("会议开始。") == []


@pytest.mark.parametrize(
    "text",
    [
        "书记陈吉宁“" + "好" * 3000 + "”" + "的" * 3000,
        "书记陈吉宁" + "“" * 20_000,
        "书记陈吉宁到会。" * 10_000,
        "书记陈吉宁、" * 10_000,
    ],
)
def test_no_text_takes_for_ever(text: str) -> None:
    assert ("chen", "主持") in {(one.person, one.capacity) for one in proofs(text)}
    assert said(text) == []
